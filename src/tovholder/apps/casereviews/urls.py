"""The addresses of reviews."""

from django.urls import path

from tovholder.apps.casereviews import row_views, views

app_name = "casereviews"

ROOT = "gevinster/gennemgang/"
ONE = f"{ROOT}<uuid:public_id>/"
ROW = f"{ROOT}<uuid:review>/borgere/<uuid:public_id>/"

urlpatterns = [
    path(ROOT, views.review_list, name="list"),
    path(f"{ROOT}ny/", views.new_review, name="new"),
    path(ONE, views.review_page, name="review"),
    path(f"{ONE}ret/", views.edit_review, name="edit"),
    path(f"{ONE}borgere/", views.add_citizens, name="add_citizens"),
    path(f"{ONE}start/", views.start_review, name="start"),
    path(f"{ONE}afslut/", views.close_review, name="close"),
    path(f"{ONE}gevinst/", views.hand_over, name="hand_over"),
    path(f"{ONE}slet/", views.delete_review, name="delete"),
    path(f"{ONE}udskriv/", views.review_paper, name="paper"),
    path(ROW, row_views.row_page, name="row"),
    path(f"{ROW}foer/", row_views.measure_before, name="before"),
    path(f"{ROW}hvem/", row_views.assign, name="assign"),
    path(f"{ROW}vurdering/", row_views.assess, name="assess"),
    path(f"{ROW}hjaelpemiddel/", row_views.equip, name="equip"),
    path(f"{ROW}efter/", row_views.measure_after, name="after"),
    path(f"{ROW}fjern/", row_views.remove, name="remove"),
]
