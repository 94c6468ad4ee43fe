"""The addresses of the room."""

from django.urls import path

from tovholder.apps.benefits import benefit_views, dashboard_views, gallery_views, measurement_views, tree_views

app_name = "benefits"

HERE = "gevinster/"
TREES = f"{HERE}traeer/"
POINTS = f"{HERE}punkter/"
EDGES = f"{HERE}forbindelser/"
TEMPLATES = f"{HERE}skabeloner/"

ONE = f"{HERE}maalinger/<uuid:public_id>/"
MEASURING = [
    path(f"{HERE}maal/", measurement_views.entry, name="entry"),
    path(f"{HERE}maalinger.<slug:kind>", measurement_views.measurement_file, name="measurement_file"),
    path(f"{HERE}<uuid:public_id>/maalinger/", measurement_views.measurements, name="measurements"),
    path(f"{HERE}<uuid:public_id>/maaleplan/", measurement_views.plan_page, name="plan_measuring"),
    path(f"{HERE}<uuid:public_id>/dokumentation/", measurement_views.grade_page, name="grade_benefit"),
    path(f"{ONE}ret/", measurement_views.edit_measurement, name="edit_measurement"),
    path(f"{ONE}fjern/", measurement_views.remove_measurement, name="remove_measurement"),
    path(f"{ONE}oedelagt/", measurement_views.mark_spoiled, name="mark_spoiled"),
    path(f"{HERE}naaet/", dashboard_views.dashboard, name="dashboard"),
    path(f"{HERE}naaet.<slug:kind>", dashboard_views.dashboard_file, name="dashboard_file"),
    path(f"{HERE}landet/", dashboard_views.national, name="national"),
    path(f"{HERE}landet.<slug:kind>", dashboard_views.national_file, name="national_file"),
]

urlpatterns = [
    *MEASURING,
    path(HERE, benefit_views.benefit_list, name="list"),
    path("gevinster.<slug:kind>", benefit_views.benefit_file, name="file"),
    path(f"{HERE}ny/", benefit_views.new_benefit, name="new"),
    path(TEMPLATES, gallery_views.template_gallery, name="templates"),
    path(f"{TEMPLATES}<slug:key>/", gallery_views.template_page, name="template"),
    path(TREES, tree_views.tree_list, name="trees"),
    path(f"{TREES}nyt/", tree_views.new_tree, name="new_tree"),
    path(f"{TREES}<uuid:public_id>/", tree_views.tree_page, name="tree"),
    path(f"{TREES}<uuid:public_id>/gevinsttrae.pdf", tree_views.tree_paper, name="tree_paper"),
    path(f"{TREES}<uuid:public_id>/synlighed/", tree_views.share_tree, name="share_tree"),
    path(f"{TREES}<uuid:public_id>/punkt/", tree_views.add_node, name="add_node"),
    path(f"{TREES}<uuid:public_id>/forbind/", tree_views.connect, name="connect"),
    path(f"{POINTS}<uuid:public_id>/ret/", tree_views.edit_node, name="edit_node"),
    path(f"{POINTS}<uuid:public_id>/flyt/", tree_views.place_node, name="place_node"),
    path(f"{POINTS}<uuid:public_id>/fjern/", tree_views.remove_node, name="remove_node"),
    path(f"{POINTS}<uuid:public_id>/gevinst/", tree_views.make_benefit, name="make_benefit"),
    path(f"{EDGES}<uuid:public_id>/ret/", tree_views.edit_edge, name="edit_edge"),
    path(f"{EDGES}<uuid:public_id>/fjern/", tree_views.disconnect, name="disconnect"),
    path(f"{HERE}<uuid:public_id>/", benefit_views.benefit_page, name="benefit"),
    path(f"{HERE}<uuid:public_id>/ret/", benefit_views.edit_benefit, name="edit"),
    path(f"{HERE}<uuid:public_id>/vurder/", benefit_views.judge_benefit, name="judge"),
    path(f"{HERE}<uuid:public_id>/godkend/", benefit_views.sign_benefit, name="sign"),
]
