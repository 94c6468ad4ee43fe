"""The addresses of the room."""

from django.urls import path

from tovholder.apps.screenings import answer_views, easy_views, list_views, part_views, views

app_name = "screenings"

ONE = "proces/screening/<uuid:public_id>/"

urlpatterns = [
    path("proces/screening/", list_views.screening_list, name="list"),
    path("proces/screening.<slug:kind>", list_views.list_file, name="list_file"),
    path("proces/screening/enheder/", list_views.units, name="units"),
    path("proces/screening/enheder.<slug:kind>", list_views.units_file, name="units_file"),
    path("proces/screening/ny/", views.new_screening, name="new"),
    path("proces/screening/maaling", part_views.measuring, name="measuring"),
    path(ONE, views.screening_page, name="screening"),
    path("proces/screening/<uuid:public_id>.pdf", views.screening_pdf, name="pdf"),
    path(f"{ONE}ret/", views.edit_screening, name="edit"),
    path(f"{ONE}faelles-formaal/", views.word_purpose, name="word_purpose"),
    path(f"{ONE}holdt/", views.hold_screening, name="hold"),
    path(f"{ONE}godkend/", views.approve_screening, name="approve"),
    path(f"{ONE}genaabn/", views.reopen_screening, name="reopen"),
    path(f"{ONE}slet/", views.delete_screening, name="delete"),
    path(f"{ONE}sammenlign/", list_views.compare, name="compare"),
    path(f"{ONE}spoergsmaal/", answer_views.answers, name="answers"),
    path(f"{ONE}spoergsmaal/<slug:section>/", answer_views.section, name="section"),
    path(f"{ONE}link/", easy_views.open_link, name="open_link"),
    path(f"{ONE}link/luk/", easy_views.close_link, name="close_link"),
    path(f"{ONE}let/", easy_views.tablet, name="tablet"),
    path(f"{ONE}let/<uuid:response_id>/<int:number>/", easy_views.easy, name="easy"),
    path(f"{ONE}deltagere/<uuid:part_id>/inviter/", part_views.invite, name="invite"),
    path(f"{ONE}deltagere/<uuid:part_id>/gik/", part_views.leave, name="leave"),
    path(f"{ONE}fund/<uuid:part_id>/laeg-vaek/", part_views.dismiss_finding, name="dismiss_finding"),
    path(f"{ONE}fund/<uuid:part_id>/tag-op/", part_views.restore_finding, name="restore_finding"),
    path(f"{ONE}<slug:slug>/", part_views.part_page, name="part"),
    path(f"{ONE}<slug:slug>/ny/", part_views.new_part, name="new_part"),
    path(f"{ONE}<slug:slug>/<uuid:part_id>/ret/", part_views.edit_part, name="edit_part"),
    path(f"{ONE}<slug:slug>/<uuid:part_id>/slet/", part_views.remove_part, name="remove_part"),
    path("s/<str:secret>/", easy_views.linked, name="linked"),
    path("s/<str:secret>/<uuid:response_id>/<int:number>/", easy_views.linked_easy, name="linked_easy"),
]
