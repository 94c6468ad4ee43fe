"""What the room contributes: its entry, search, what waits, jobs, the words of the log, and its answers to ends."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.questionnaires.public import HOSTS, Host, Response
from tovholder.apps.surveys import presenting, selectors
from tovholder.apps.surveys.ends import forget_person, move_municipality, move_unit
from tovholder.apps.surveys.models import Participant, Survey
from tovholder.apps.surveys.reminding import DAILY, DAILY_RUN, MAIL, SEND_LINKS
from tovholder.apps.surveys.rules import works_in_a_municipality
from tovholder.apps.surveys.telling import SECTION_NOTICE, SURVEY_NOTICE
from tovholder.apps.surveys.working import section_items, survey_items
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import NOTICE_KINDS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import KNOWLEDGE, NAV_PARTS, NAVIGATION, NavItem, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.work.public import WORK_SOURCES, WorkSource
from tovholder.kernel.actor import Actor

SUMMARY = 220

NAVIGATION.register(
    NavItem(
        key="surveys.surveys",
        label=_("Dataindsamling"),
        url_name="surveys:surveys",
        order=27,
        namespaces=("results", "focusareas"),
        group=KNOWLEDGE,
    )
)
NAV_PARTS.register(
    NavPart(
        key="surveys.surveys",
        within="surveys",
        label=_("Dataindsamlinger"),
        url_name="surveys:surveys",
        order=10,
    )
)
WORK_SOURCES.register(WorkSource(key="surveys.surveys", items=survey_items, order=75))
WORK_SOURCES.register(WorkSource(key="surveys.sections", items=section_items, order=76))
for job in (DAILY, MAIL, SEND_LINKS):
    JOB_KINDS.register(job)
SCHEDULES.register(DAILY_RUN)

for kind in (SURVEY_NOTICE, SECTION_NOTICE):
    NOTICE_KINDS.register(kind)

_ACTS = {
    "create_survey": _("Forberedte en dataindsamling"),
    "change_survey": _("Rettede en dataindsamling"),
    "remove_survey": _("Slettede en dataindsamling, der ikke var åbnet"),
    "open_survey": _("Åbnede en dataindsamling"),
    "extend_survey": _("Flyttede den dag, en dataindsamling lukker"),
    "close_survey": _("Lukkede en dataindsamling"),
    "reopen_survey": _("Åbnede en dataindsamling igen"),
    "import_answers": _("Tog kommuners svar ind på en dataindsamling"),
    "publish_survey": _("Offentliggjorde tal fra en dataindsamling"),
    "begin": _("Begyndte at svare på en dataindsamling"),
    "answer": _("Svarede på en dataindsamling"),
    "submit": _("Sendte svar på en dataindsamling ind"),
    "reopen_answers": _("Åbnede indsendte svar igen"),
    "load_prefills": _("Hentede forslag til svar"),
    "decide_prefill": _("Tog stilling til et forslag til svar"),
    "delegate": _("Fordelte en del af en dataindsamling"),
    "take_back": _("Tog en del af en dataindsamling tilbage"),
    "section_done": _("Meldte en del af en dataindsamling færdig"),
    "name_contact": _("Valgte en kontaktperson"),
    "change_contact": _("Rettede en kontaktperson"),
    "end_contact": _("Afsluttede en kontaktperson"),
    "set_mailbox": _("Rettede en hovedpostkasse"),
    "make_link": _("Lavede et link til at svare"),
    "revoke_link": _("Spærrede et link til at svare"),
    "use_link": _("Brugte et link til at svare"),
    "remind": _("Mindede en kommune om at svare"),
    "forget_person": _("Gav en fratrådts dele af en dataindsamling tilbage"),
    "move_unit": _("Flyttede svar fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede svar fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"surveys.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(by=by, old=old, into=into)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="surveys",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        moved_label=_("besvarelser af dataindsamlinger"),
    )
)


def _answers_url(response: Response) -> str:
    """The page on which a response is read; empty for one that is no participant's."""
    found = Participant.objects.select_related("survey").filter(public_id=response.about).first()
    return reverse("surveys:answers", args=[found.survey.key, found.code]) if found is not None else ""


for asked in ("velfaerdsteknologi", "oekonomi"):
    HOSTS.register(Host(asked, _answers_url, _("Dataindsamling")))


def _own(subject: object, actor: Actor) -> Mapping[str, object]:
    """The open surveys of a municipality, for those who work there; for others nothing."""
    if not isinstance(subject, Municipality) or actor.municipality_id != subject.pk:
        return {"rows": []}
    own = [one for one in selectors.own_participants(actor) if one.survey.is_open]
    return {"rows": [(one, presenting.participant_status(one), presenting.days_left(one.survey)) for one in own]}


PANELS.register(
    Panel(
        key="surveys.municipality",
        slot="municipality",
        rule=works_in_a_municipality,
        load=_own,
        template="surveys/municipality_panel.html",
        order=60,
    )
)


def _documents(since: int | None) -> Iterable[Document]:
    """All surveys: they are few, so any change gives them all again."""
    for survey in Survey.objects.order_by("pk"):
        yield Document(key=survey.pk, title=survey.title_da, body=f"{survey.purpose_da}\n{survey.year}")


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        survey.pk: Hit(
            title=survey.title,
            url=survey.get_absolute_url(),
            summary=survey.purpose[:SUMMARY],
            note=str(survey.get_state_display()),
        )
        for survey in selectors.surveys(actor).filter(pk__in=keys)
    }


def _revision() -> int:
    return Survey.objects.aggregate(total=Sum("version"))["total"] or 0


SEARCH_SOURCES.register(
    SearchSource(
        key="surveys.surveys",
        label=_("Dataindsamlinger"),
        documents=_documents,
        revision=_revision,
        visible=_visible,
        list_url=lambda text: f"{reverse('surveys:surveys')}?{urlencode({'q': text})}",
        order=75,
    )
)
