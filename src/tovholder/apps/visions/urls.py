"""The addresses of the room."""

from django.urls import path

from tovholder.apps.visions import adopting_views, hearing_views, part_views, vision_views

app_name = "visions"

VISION = "proces/visioner/<uuid:public_id>"
HEARING = "proces/visioner/hoeringer/<uuid:public_id>"

urlpatterns = [
    path("proces/visioner/", vision_views.vision_list, name="list"),
    path("proces/visioner.<slug:kind>", vision_views.list_file, name="list_file"),
    path("proces/visioner/ny/", vision_views.new_vision, name="new"),
    path(f"{VISION}/", vision_views.vision_page, name="vision"),
    path(f"{VISION}.pdf", vision_views.vision_pdf, name="vision_pdf"),
    path(f"{VISION}/ret/", vision_views.edit_vision, name="edit"),
    path(f"{VISION}/slet/", vision_views.delete_vision, name="delete"),
    path(f"{VISION}/ny-udgave/", vision_views.revise_vision, name="revise"),
    path(f"{VISION}/aendringer/", vision_views.changes_page, name="changes"),
    path(f"{VISION}/kommenter/", vision_views.comment, name="comment"),
    path(f"{VISION}/tilfoej/<slug:kind>/", part_views.new_part, name="new_part"),
    path(f"{VISION}/forudsaetninger/", part_views.preconditions, name="preconditions"),
    path("proces/visioner/dele/<slug:kind>/<uuid:public_id>/fjern/", part_views.remove_part, name="remove_part"),
    path("proces/visioner/kommentarer/<uuid:public_id>/svar/", part_views.answer_comment, name="answer_comment"),
    path(f"{VISION}/hoering/", hearing_views.hear, name="hear"),
    path(f"{VISION}/hoering/tilfoej/", hearing_views.add_body, name="add_body"),
    path(f"{VISION}/hoering/frist/", hearing_views.extend, name="extend"),
    path(f"{HEARING}/svar/", hearing_views.statement, name="statement"),
    path(f"{HEARING}/send-igen/", hearing_views.send_again, name="send_again"),
    path(f"{HEARING}/kom-retur/", hearing_views.bounced, name="bounced"),
    path(f"{HEARING}/fjern/", hearing_views.remove_body, name="remove_body"),
    path("proces/visioner/hoeringssvar/<uuid:public_id>/besvar/", hearing_views.reply, name="reply"),
    path(f"{VISION}/kladde/", adopting_views.back_to_draft, name="back_to_draft"),
    path(f"{VISION}/vedtag/", adopting_views.adopt, name="adopt"),
    path(f"{VISION}/offentlig/", adopting_views.publish, name="publish"),
    path(f"{VISION}/ikke-offentlig/", adopting_views.unpublish, name="unpublish"),
    path(f"{VISION}/traek-tilbage/", adopting_views.withdraw, name="withdraw"),
    path(f"{VISION}/kvitteringer/", adopting_views.receipts, name="receipts"),
    path(f"{VISION}/kvitteringer.<slug:kind>", adopting_views.receipts_file, name="receipts_file"),
    path(f"{VISION}/kvitter/", adopting_views.receipt, name="receipt"),
    path("visioner/", adopting_views.public_list, name="public_list"),
    path("visioner.<slug:kind>", adopting_views.public_file, name="public_file"),
    path("vision/<slug:municipality>/<slug:slug>/", adopting_views.public_page, name="public"),
    path("vision/<slug:municipality>/<slug:slug>.pdf", adopting_views.public_pdf, name="public_pdf"),
    path("hoering/<str:secret>/", hearing_views.answer, name="answer"),
]
