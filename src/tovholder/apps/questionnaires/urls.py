"""The addresses of the room."""

from django.urls import path

from tovholder.apps.questionnaires import views

app_name = "questionnaires"

urlpatterns = [
    path("spoergeskemaer/", views.questionnaire_list, name="list"),
    path("spoergeskemaer/<slug:key>/<int:number>/", views.edition_page, name="edition"),
    path("spoergeskemaer/<slug:key>/<int:number>/udskrift/", views.edition_paper, name="paper"),
    path("spoergeskemaer/<slug:key>/<int:number>.json", views.edition_file, name="file"),
    path("spoergeskemaer/<slug:key>/<int:number>/sammenlign/<int:other>/", views.compare_page, name="compare"),
]
