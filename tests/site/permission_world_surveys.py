"""One of everything that surveys have an address for: see ``permission_world``."""

from datetime import date
from uuid import UUID

from tests.site.permission_world_process import each
from tests.surveying import contact, opened, participant
from tovholder.apps.surveys.answering import begin
from tovholder.apps.surveys.contacting import make_link
from tovholder.apps.surveys.models import Delegation
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM


def survey_addresses() -> dict[str, dict[str, str | UUID]]:
    """An open survey that Syddjurs has begun to answer, a contact there with a link, and a section shared out."""
    today = clock.today()
    shown = participant(opened(opens_on=today, closes_on=date(today.year + 1, today.month, 1), frame_on=today))
    begin(shown, by=SYSTEM)
    named = contact()
    link, secret = make_link(by=SYSTEM, participant=shown, contact=named)
    Delegation.objects.create(
        participant=shown, section="hverdag", contact=named, given_by_name="Mette", given_at=clock.now()
    )
    of_survey = "survey edit_survey open_survey close_survey move_closing remove_survey send_links progress own_answers"
    of_place = "participant remind reopen_answers mailbox new_link"
    of_answers = "answering begin answers submit prefills decide_prefill load_prefills"
    of_section = "section mark_section delegate take_back"
    key, code = shown.survey.key, shown.code
    return {
        **each(of_survey, "surveys", key=key),
        **each(of_place, "surveys", key=key, code=code),
        **each(of_answers, "surveys", key=key, code=code),
        **each(of_section, "surveys", key=key, code=code, section="hverdag"),
        **each("survey_file contact_file", "surveys", kind="csv"),
        **each("progress_file", "surveys", key=key, kind="csv"),
        **each("edit_contact end_contact", "surveys", public_id=named.public_id),
        **each("revoke_link", "surveys", public_id=link.public_id),
        **each("link", "surveys", secret=secret),
    }
