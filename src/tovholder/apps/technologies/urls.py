"""The addresses of the catalogue."""

from django.urls import path

from tovholder.apps.technologies import views

app_name = "technologies"

urlpatterns = [
    path("teknologier/", views.technology_list, name="list"),
    path("teknologier.<slug:kind>", views.technology_file, name="file"),
    path("teknologier/<slug:slug>/", views.technology_page, name="technology"),
]
