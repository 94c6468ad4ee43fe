"""The addresses of the room."""

from django.urls import path

from tovholder.apps.followups import rollout_views, views

app_name = "followups"

PLANS = "gevinster/opfoelgning/"
ANALYSES = f"{PLANS}analyser/"
ROLLOUTS = "gevinster/udrulning/"

urlpatterns = [
    path(PLANS, views.plan_list, name="list"),
    path("gevinster/opfoelgning.<slug:kind>", views.plan_file, name="file"),
    path(f"{PLANS}ny/", views.new_plan, name="new_plan"),
    path(ANALYSES, views.analysis_list, name="analyses"),
    path(f"{PLANS}analyser.<slug:kind>", views.analysis_file, name="analyses_file"),
    path(f"{ANALYSES}<uuid:public_id>/", views.kept_page, name="kept"),
    path(f"{PLANS}gevinst/<uuid:public_id>/", views.analysis_page, name="analysis"),
    path(f"{PLANS}gevinst/<uuid:public_id>/gem/", views.keep_analysis, name="keep"),
    path(f"{PLANS}<uuid:public_id>/", views.plan_page, name="plan"),
    path(f"{PLANS}<uuid:public_id>/ret/", views.edit_plan, name="edit_plan"),
    path(ROLLOUTS, rollout_views.rollout_list, name="rollouts"),
    path("gevinster/udrulning.<slug:kind>", rollout_views.rollout_file, name="rollouts_file"),
    path(f"{ROLLOUTS}ny/", rollout_views.new_rollout, name="new_rollout"),
    path(f"{ROLLOUTS}start/<uuid:public_id>/oensker/", rollout_views.wish, name="wish"),
    path(f"{ROLLOUTS}start/<uuid:public_id>/begyndt/", rollout_views.began, name="began"),
    path(f"{ROLLOUTS}<uuid:public_id>/", rollout_views.rollout_page, name="rollout"),
    path(f"{ROLLOUTS}<uuid:public_id>/ret/", rollout_views.edit_rollout, name="edit_rollout"),
    path(f"{ROLLOUTS}<uuid:public_id>/lod/", rollout_views.draw_again, name="draw_again"),
    path(f"{ROLLOUTS}<uuid:public_id>/beslut/", rollout_views.accept, name="accept"),
]
