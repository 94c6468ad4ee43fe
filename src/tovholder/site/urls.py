"""All addresses of the product. Every room carries its whole paths itself."""

from django.urls import URLPattern, URLResolver, include, path

from tovholder.site import views
from tovholder.site.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("api/v1/", api.urls),
    path("sprog/", views.set_language, name="set_language"),
    path("", include("tovholder.foundation.accounts.urls")),
    path("", include("tovholder.foundation.municipalities.urls")),
    path("", include("tovholder.apps.citizens.urls")),
    path("", include("tovholder.foundation.ui.urls")),
    path("", include("tovholder.foundation.jobs.urls")),
    path("", include("tovholder.foundation.notices.urls")),
    path("", include("tovholder.foundation.work.urls")),
    path("", include("tovholder.foundation.tables.urls")),
    path("", include("tovholder.foundation.search.urls")),
    path("", include("tovholder.apps.technologies.urls")),
    path("", include("tovholder.apps.products.urls")),
    path("", include("tovholder.apps.figures.urls")),
    path("", include("tovholder.apps.projects.urls")),
    path("", include("tovholder.apps.cases.urls")),
    path("", include("tovholder.apps.packages.urls")),
    path("", include("tovholder.apps.questionnaires.urls")),
    path("", include("tovholder.apps.drafting.urls")),
    path("", include("tovholder.apps.process.urls")),
    path("", include("tovholder.apps.visions.urls")),
    path("", include("tovholder.apps.goals.urls")),
    path("", include("tovholder.apps.screenings.urls")),
    path("", include("tovholder.apps.assessments.urls")),
    path("", include("tovholder.apps.rethinking.urls")),
    path("", include("tovholder.apps.focusareas.urls")),
    path("", include("tovholder.apps.barriers.urls")),
    path("", include("tovholder.apps.spread.urls")),
    path("", include("tovholder.apps.funding.urls")),
    path("", include("tovholder.apps.benefits.urls")),
    path("", include("tovholder.apps.businesscases.urls")),
    path("", include("tovholder.apps.followups.urls")),
    path("", include("tovholder.apps.casereviews.urls")),
    path("", include("tovholder.apps.decisions.urls")),
    path("", include("tovholder.apps.results.urls")),  # before the surveys, whose names are free
    path("", include("tovholder.apps.surveys.urls")),
]

handler400 = "tovholder.site.errors.bad_request"
handler403 = "tovholder.site.errors.permission_denied"
handler404 = "tovholder.site.errors.not_found"
handler500 = "tovholder.site.errors.server_error"
