"""The addresses of the room."""

from django.urls import path

from tovholder.apps.figures import views

app_name = "figures"

urlpatterns = [
    path("tal/", views.figure_list, name="list"),
    path("tal.<slug:kind>", views.figure_file, name="file"),
    path("tal/nyt/", views.new_figure, name="new"),
    path("tal/<slug:key>/", views.figure_page, name="figure"),
    path("tal/<slug:key>/ret/", views.edit_figure, name="edit"),
    path("tal/<slug:key>/traek-tilbage/", views.withdraw_figure, name="withdraw"),
    path("tal/<slug:key>/vis-igen/", views.restore_figure, name="restore"),
]
