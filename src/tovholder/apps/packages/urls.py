"""The addresses of the room."""

from django.urls import path

from tovholder.apps.packages import package_views, paper_views, reuse_views

app_name = "packages"

urlpatterns = [
    path("genbrugspakker/", package_views.package_list, name="list"),
    path("genbrugspakker.<slug:kind>", package_views.list_file, name="list_file"),
    path("genbrugspakker/ny/", package_views.new_package, name="new"),
    path("genbrugspakker/<uuid:public_id>/", package_views.package_page, name="package"),
    path("genbrugspakker/<uuid:public_id>.pdf", paper_views.package_pdf, name="package_pdf"),
    path("genbrugspakker/<uuid:public_id>.md", paper_views.package_md, name="package_md"),
    path("genbrugspakker/<uuid:public_id>.txt", paper_views.package_txt, name="package_txt"),
    path("genbrugspakker/<uuid:public_id>/ret/", package_views.edit_package, name="edit"),
    path("genbrugspakker/<uuid:public_id>/faerdig/", package_views.finish_package, name="finish"),
    path("genbrugspakker/<uuid:public_id>/kladde/", package_views.reopen_package, name="reopen"),
    path("genbrugspakker/<uuid:public_id>/del/", package_views.share_package, name="share"),
    path("genbrugspakker/<uuid:public_id>/traek-tilbage/", package_views.withdraw_package, name="withdraw"),
    path("genbrugspakker/<uuid:public_id>/slet/", package_views.delete_package, name="delete"),
    path("genbrugspakker/<uuid:public_id>/kopier/", reuse_views.copy_package, name="copy"),
    path("genbrugspakker/<uuid:public_id>/tak/", reuse_views.thank, name="thank"),
    path("genbrugspakker/<uuid:public_id>/nyt/<slug:kind>/", paper_views.new_paper, name="new_paper"),
    path("genbrugspakker/dokumenter/<uuid:public_id>/", paper_views.paper_page, name="paper"),
    path("genbrugspakker/dokumenter/<uuid:public_id>.pdf", paper_views.paper_pdf, name="paper_pdf"),
    path("genbrugspakker/dokumenter/<uuid:public_id>.md", paper_views.paper_md, name="paper_md"),
    path("genbrugspakker/dokumenter/<uuid:public_id>.txt", paper_views.paper_txt, name="paper_txt"),
    path("genbrugspakker/dokumenter/<uuid:public_id>/fil/", paper_views.paper_file, name="paper_file"),
    path("genbrugspakker/dokumenter/<uuid:public_id>/ret/", paper_views.edit_paper, name="edit_paper"),
    path("genbrugspakker/dokumenter/<uuid:public_id>/slet/", paper_views.remove_paper, name="remove_paper"),
    path("genbrugspakker/dokumenter/<uuid:public_id>/udgaver/<int:number>/", paper_views.edition_page, name="edition"),
    path("genbrugspakker/dokumenter/<uuid:public_id>/sammenlign/", reuse_views.compare, name="compare"),
    path("genbrugspakker/dokumenter/<uuid:public_id>/flet/", reuse_views.merge, name="merge"),
]
