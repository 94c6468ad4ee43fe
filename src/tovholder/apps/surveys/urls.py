"""The addresses of surveys."""

from django.urls import path

from tovholder.apps.surveys import answer_views, contact_views, follow_views, prefill_views, views

app_name = "surveys"

ROOM = "dataindsamling/"
ONE = f"{ROOM}<slug:key>/"
PLACE = f"{ONE}kommuner/<slug:code>/"
ANSWERS = f"{ONE}besvar/<slug:code>/"

urlpatterns = [
    path(ROOM, views.survey_list, name="surveys"),
    path("dataindsamlinger.<slug:kind>", views.survey_file, name="survey_file"),
    path(f"{ROOM}ny/", views.new_survey, name="new_survey"),
    path(f"{ROOM}kontakter/", contact_views.contact_list, name="contacts"),
    path(f"{ROOM}kontakter.<slug:kind>", contact_views.contact_file, name="contact_file"),
    path(f"{ROOM}kontakter/ny/", contact_views.new_contact, name="new_contact"),
    path(f"{ROOM}kontakter/<uuid:public_id>/ret/", contact_views.edit_contact, name="edit_contact"),
    path(f"{ROOM}kontakter/<uuid:public_id>/slut/", contact_views.end_contact, name="end_contact"),
    path(f"{ROOM}link/<str:secret>/", contact_views.follow_link, name="link"),
    path(f"{ROOM}links/<uuid:public_id>/spaer/", contact_views.revoke_link, name="revoke_link"),
    path(ONE, views.survey_page, name="survey"),
    path(f"{ONE}ret/", views.edit_survey, name="edit_survey"),
    path(f"{ONE}aabn/", views.open_survey, name="open_survey"),
    path(f"{ONE}luk/", views.close_survey, name="close_survey"),
    path(f"{ONE}sidste-dag/", views.move_closing, name="move_closing"),
    path(f"{ONE}slet/", views.remove_survey, name="remove_survey"),
    path(f"{ONE}send-links/", views.send_links, name="send_links"),
    path(f"{ONE}deltagelse/", follow_views.progress, name="progress"),
    path(f"{ONE}deltagelse.<slug:kind>", follow_views.progress_file, name="progress_file"),
    path(PLACE, follow_views.participant_page, name="participant"),
    path(f"{PLACE}mind/", follow_views.remind_one, name="remind"),
    path(f"{PLACE}aabn/", follow_views.reopen_answers, name="reopen_answers"),
    path(f"{PLACE}postkasse/", contact_views.edit_mailbox, name="mailbox"),
    path(f"{PLACE}link/", contact_views.new_link, name="new_link"),
    path(f"{ONE}besvar/", answer_views.own_answers, name="own_answers"),
    path(ANSWERS, answer_views.overview, name="answering"),
    path(f"{ANSWERS}begynd/", answer_views.begin, name="begin"),
    path(f"{ANSWERS}svar/", answer_views.answers_page, name="answers"),
    path(f"{ANSWERS}send/", answer_views.submit_page, name="submit"),
    path(f"{ANSWERS}bekraeft/", prefill_views.prefills_page, name="prefills"),
    path(f"{ANSWERS}bekraeft/afgoer/", prefill_views.decide_prefill, name="decide_prefill"),
    path(f"{ANSWERS}bekraeft/hent/", prefill_views.load_prefills, name="load_prefills"),
    path(f"{ANSWERS}del/<slug:section>/", answer_views.section_page, name="section"),
    path(f"{ANSWERS}del/<slug:section>/faerdig/", answer_views.mark_section, name="mark_section"),
    path(f"{ANSWERS}del/<slug:section>/fordel/", prefill_views.delegate_page, name="delegate"),
    path(f"{ANSWERS}del/<slug:section>/tag-tilbage/", prefill_views.take_back, name="take_back"),
]
