"""The addresses of the notices."""

from django.urls import path

from tovholder.foundation.notices import views

app_name = "notices"

urlpatterns = [
    path("beskeder/", views.notices, name="notices"),
    path("beskeder/alle-laest/", views.read_all, name="read_all"),
    path("beskeder/valg/", views.choices, name="choices"),
    path("beskeder/<uuid:notice_id>/laest/", views.read_notice, name="read"),
]
