"""The addresses of the room."""

from django.urls import URLPattern, path

from tovholder.apps.benefits import dashboard_views, measurement_views

app_name = "benefits"

MEASURING: list[URLPattern] = [
    path("gevinster/maal/", measurement_views.entry, name="entry"),
    path("gevinster/maalinger.<slug:kind>", measurement_views.measurement_file, name="measurement_file"),
    path("gevinster/<uuid:public_id>/maalinger/", measurement_views.measurements, name="measurements"),
    path("gevinster/<uuid:public_id>/maaleplan/", measurement_views.plan_page, name="plan_measuring"),
    path("gevinster/<uuid:public_id>/dokumentation/", measurement_views.grade_page, name="grade_benefit"),
    path("gevinster/maalinger/<uuid:public_id>/ret/", measurement_views.edit_measurement, name="edit_measurement"),
    path(
        "gevinster/maalinger/<uuid:public_id>/fjern/", measurement_views.remove_measurement, name="remove_measurement"
    ),
    path("gevinster/maalinger/<uuid:public_id>/oedelagt/", measurement_views.mark_spoiled, name="mark_spoiled"),
    path("gevinster/naaet/", dashboard_views.dashboard, name="dashboard"),
    path("gevinster/naaet.<slug:kind>", dashboard_views.dashboard_file, name="dashboard_file"),
    path("gevinster/landet/", dashboard_views.national, name="national"),
    path("gevinster/landet.<slug:kind>", dashboard_views.national_file, name="national_file"),
]

urlpatterns: list[URLPattern] = [*MEASURING]
