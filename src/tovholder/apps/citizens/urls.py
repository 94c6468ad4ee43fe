"""The addresses of the citizens room."""

from django.urls import path

from tovholder.apps.citizens import views

app_name = "citizens"

urlpatterns = [
    path("borgere/", views.alias_list, name="list"),
    path("borgere/nyt-alias/", views.new_alias, name="new_alias"),
    path("borgere/<uuid:public_id>/", views.alias_page, name="alias"),
    path("borgere/<uuid:public_id>/ret/", views.edit_alias, name="edit_alias"),
    path("borgere/<uuid:public_id>/slet/", views.delete_alias, name="delete_alias"),
]
