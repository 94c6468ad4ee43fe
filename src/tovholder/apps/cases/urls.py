"""The addresses of the room."""

from django.urls import path

from tovholder.apps.cases import views

app_name = "cases"

urlpatterns = [
    path("cases/", views.case_list, name="list"),
    path("cases.<slug:kind>", views.case_file, name="file"),
    path("cases/ny/", views.new_case, name="new"),
    path("cases/<slug:key>/", views.case_page, name="case"),
    path("cases/<slug:key>/ret/", views.edit_case, name="edit"),
    path("cases/<slug:key>/efterproev/", views.verify_case, name="verify"),
    path("cases/<slug:key>/traek-tilbage/", views.withdraw_case, name="withdraw"),
    path("cases/<slug:key>/vis-igen/", views.restore_case, name="restore"),
]
