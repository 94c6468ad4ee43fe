"""The addresses of the jobs."""

from django.urls import path

from tovholder.foundation.jobs import views

app_name = "jobs"

urlpatterns = [
    path("opgaver/", views.jobs, name="jobs"),
    path("opgaver/<uuid:public_id>/", views.job_page, name="job"),
    path("opgaver/<uuid:public_id>/fremdrift/", views.job_progress, name="progress"),
    path("opgaver/<uuid:public_id>/stop/", views.stop_job, name="stop"),
]
