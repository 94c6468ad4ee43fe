"""Pages about the product itself."""

from django.urls import path

from tovholder.foundation.ui import views

app_name = "ui"
urlpatterns = [
    path("om/", views.about, name="about"),
    path("om/privatliv/", views.privacy, name="privacy"),
    path("om/tilgaengelighed/", views.accessibility, name="accessibility"),
    path("om/komponenter/", views.styleguide, name="styleguide"),
]
