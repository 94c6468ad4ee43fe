"""The addresses of the figures from surveys. They stand before those of the surveys, whose names are free."""

from django.urls import path

from tovholder.apps.results import editor_views, quote_views, views

app_name = "results"

FIGURES = "dataindsamling/tal/"
SURVEY = f"{FIGURES}<slug:key>/"

urlpatterns = [
    path(FIGURES, views.explorer, name="explorer"),
    path("dataindsamling/tal.<slug:kind>", views.explorer_file, name="explorer_file"),
    path(f"{FIGURES}brud/", editor_views.break_list, name="breaks"),
    path("dataindsamling/tal/brud.<slug:kind>", editor_views.break_file, name="break_file"),
    path(f"{FIGURES}brud/nyt/", editor_views.new_break, name="new_break"),
    path(f"{FIGURES}brud/<uuid:public_id>/ret/", editor_views.edit_break, name="edit_break"),
    path(f"{FIGURES}brud/<uuid:public_id>/fjern/", editor_views.remove_break, name="remove_break"),
    path(f"{FIGURES}citater/vores/", quote_views.own_quote_list, name="own_quotes"),
    path(f"{FIGURES}citater/<uuid:public_id>/", quote_views.quote_page, name="quote"),
    path(f"{FIGURES}citater/<uuid:public_id>/afvis/", quote_views.refuse_quote, name="refuse_quote"),
    path(f"{FIGURES}citater/<uuid:public_id>/traek-tilbage/", quote_views.withdraw_quote, name="withdraw_quote"),
    path(f"{FIGURES}fund/<uuid:public_id>/ret/", editor_views.edit_highlight, name="edit_highlight"),
    path(f"{FIGURES}fund/<uuid:public_id>/fjern/", editor_views.remove_highlight, name="remove_highlight"),
    path(f"{SURVEY}udgiv/", editor_views.publishing_page, name="publishing"),
    path(f"{SURVEY}udgiv/goer-op/", editor_views.compute, name="compute"),
    path(f"{SURVEY}udgiv/offentliggoer/", editor_views.publish, name="publish"),
    path(f"{SURVEY}udgiv/citater/", quote_views.moderation_list, name="moderation"),
    path(f"{SURVEY}citater/", quote_views.quote_list, name="quotes"),
    path(f"{FIGURES}<slug:key>/citater.<slug:kind>", quote_views.quote_file, name="quote_file"),
    path(f"{SURVEY}spoergsmaal/<slug:question>/", views.question_page, name="question"),
    path(f"{SURVEY}spoergsmaal/<slug:question>.<slug:kind>", views.question_file, name="question_file"),
    path(f"{SURVEY}spoergsmaal/<slug:question>/fund/", editor_views.new_highlight, name="new_highlight"),
]
