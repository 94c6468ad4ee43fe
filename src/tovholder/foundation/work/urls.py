"""The addresses of *Min uge*."""

from django.urls import path

from tovholder.foundation.work import views

app_name = "work"

urlpatterns = [
    path("min-uge/", views.week, name="week"),
    path("min-uge/kalender/", views.calendar_page, name="calendar"),
    path("min-uge/kalender/lav/", views.make_calendar, name="make_calendar"),
    path("min-uge/kalender/luk/", views.close_calendar, name="close_calendar"),
    path("min-uge/kalender/<str:secret>.ics", views.feed, name="feed"),
]
