"""The addresses of business cases."""

from django.urls import path

from tovholder.apps.businesscases import case_views, part_views

app_name = "businesscases"

CASES = "gevinster/business-cases/"
ONE = f"{CASES}<uuid:public_id>/"

urlpatterns = [
    path(CASES, case_views.case_list, name="list"),
    path("gevinster/business-cases.<slug:kind>", case_views.case_file, name="file"),
    path(f"{CASES}ny/", case_views.new_case, name="new"),
    path(ONE, case_views.case_page, name="case"),
    path(f"{ONE}spoergsmaal/<int:step>/", case_views.questions, name="questions"),
    path(f"{ONE}ret/", case_views.edit_case, name="edit"),
    path(f"{ONE}slet/", case_views.delete, name="delete"),
    path(f"{ONE}fastfrys/", case_views.freeze, name="freeze"),
    path(f"{ONE}usikkerhed/", case_views.uncertainty, name="uncertainty"),
    path(f"{ONE}regnskab/", case_views.new_actual, name="new_actual"),
    path(f"{ONE}papir.pdf", case_views.paper, name="paper"),
    path(f"{ONE}antagelser.<slug:kind>", case_views.assumption_file, name="assumption_file"),
    path(f"{ONE}antagelse/", part_views.new_assumption, name="new_assumption"),
    path(f"{ONE}linje/", part_views.new_line, name="new_line"),
    path(f"{CASES}antagelse/<uuid:public_id>/", part_views.edit_assumption, name="edit_assumption"),
    path(f"{CASES}antagelse/<uuid:public_id>/fjern/", part_views.remove_assumption, name="remove_assumption"),
    path(f"{CASES}linje/<uuid:public_id>/", part_views.edit_line, name="edit_line"),
    path(f"{CASES}linje/<uuid:public_id>/fjern/", part_views.remove_line, name="remove_line"),
    path(f"{CASES}linje/<uuid:public_id>/underskrift/", part_views.sign, name="sign"),
    path(f"{CASES}linje/<uuid:public_id>/underskrift/fjern/", part_views.unsign, name="unsign"),
    path(f"{CASES}version/<uuid:public_id>/", case_views.version, name="version"),
    path(f"{CASES}version/<uuid:public_id>/papir.pdf", case_views.version_paper, name="version_paper"),
    path(f"{CASES}regnskab/<uuid:public_id>/fjern/", part_views.remove_actual, name="remove_actual"),
]
