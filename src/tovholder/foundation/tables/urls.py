"""Addresses of the imports."""

from django.urls import path

from tovholder.foundation.tables import views

app_name = "tables"
urlpatterns = [
    path("import/", views.index, name="index"),
    path("import/<str:key>/", views.choose, name="choose"),
    path("import/<str:key>/skabelon.csv", views.template_csv, name="template_csv"),
    path("import/<str:key>/skabelon.xlsx", views.template_xlsx, name="template_xlsx"),
    path("import/<str:key>/<uuid:batch_id>/", views.batch, name="batch"),
    path("import/<str:key>/<uuid:batch_id>/kolonner/", views.columns, name="columns"),
    path("import/<str:key>/<uuid:batch_id>/fejl.csv", views.errors_csv, name="errors_csv"),
    path("import/<str:key>/<uuid:batch_id>/dubletter/", views.choose_duplicates, name="duplicates"),
    path("import/<str:key>/<uuid:batch_id>/importer/", views.start, name="start"),
    path("import/<str:key>/<uuid:batch_id>/slet/", views.discard, name="discard"),
    path("import/<str:key>/<uuid:batch_id>/fortryd/", views.undo, name="undo"),
]
