"""The address of the search."""

from django.urls import path

from tovholder.foundation.search import views

app_name = "search"
urlpatterns = [path("soeg/", views.search, name="search")]
