"""The addresses of drafts, and of the further files of editions."""

from django.urls import path

from tovholder.apps.drafting import condition_views, file_views, part_views, views

app_name = "drafting"

ROOT = "spoergeskemaer/kladder/"
ONE = f"{ROOT}<uuid:public_id>/"
SECTION = f"{ONE}afsnit/<slug:key>/"
QUESTION = f"{ONE}spoergsmaal/<slug:key>/"

urlpatterns = [
    path(ROOT, views.draft_list, name="list"),
    path("spoergeskemaer/kladder.<slug:kind>", views.list_file, name="list_file"),
    path(f"{ROOT}ny/", views.new_draft, name="new"),
    path(f"{ROOT}fra-fil/", file_views.from_file, name="from_file"),
    path(
        "spoergeskemaer/<slug:key>/<int:number>.<slug:kind>", file_views.edition_file, name="edition_file"
    ),  # below the JSON of the room of questionnaires, which comes first
    path("spoergeskemaer/kladder/<uuid:public_id>.<slug:kind>", file_views.draft_file, name="draft_file"),
    path(f"{ROOT}ny/<slug:key>/<int:number>/", views.from_edition, name="from_edition"),
    path(ONE, views.draft_page, name="draft"),
    path(f"{ONE}oplysninger/", views.whole, name="whole"),
    path(f"{ONE}tjek/", views.check_page, name="check"),
    path(f"{ONE}sammenlign/", views.compare_page, name="compare"),
    path(f"{ONE}proev/", condition_views.preview, name="preview"),
    path(f"{ONE}aabn/", views.open_draft, name="open"),
    path(f"{ONE}kasser/", views.discard, name="discard"),
    path(f"{ONE}nyt-afsnit/", part_views.new_section, name="new_section"),
    path(SECTION, part_views.section, name="section"),
    path(f"{SECTION}nyt-spoergsmaal/", part_views.new_question, name="new_question"),
    path(f"{SECTION}betingelse/", condition_views.section_condition, name="section_condition"),
    path(f"{SECTION}flyt/", part_views.arrange_section, name="arrange_section"),
    path(f"{SECTION}slet/", part_views.delete_section, name="delete_section"),
    path(QUESTION, part_views.question, name="question"),
    path(f"{QUESTION}betingelse/", condition_views.question_condition, name="question_condition"),
    path(f"{QUESTION}flyt/", part_views.arrange_question, name="arrange_question"),
    path(f"{QUESTION}slet/", part_views.delete_question, name="delete_question"),
]
