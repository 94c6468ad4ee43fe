"""What the room contributes: its tab, the job that counts, panels, search, and the log's words."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.results.breaking import load_breaks
from tovholder.apps.results.models import Results, SurveyItem
from tovholder.apps.results.presenting import question_href
from tovholder.apps.results.selectors import results_seen_by
from tovholder.apps.results.showing import municipality_panel, survey_panel
from tovholder.apps.results.tasks import COMPUTE
from tovholder.apps.surveys.public import SurveyState
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.jobs.public import JOB_KINDS
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.kernel.actor import Actor

REFERENCE.register(ReferenceSource(key="results.breaks", order=80, load=load_breaks))
JOB_KINDS.register(COMPUTE)
NAV_PARTS.register(
    NavPart(key="results.explorer", within="surveys", label=_("Tal"), url_name="results:explorer", order=50)
)
PANELS.register(
    Panel("results.municipality", "municipality", everyone, municipality_panel, "results/municipality_panel.html", 40)
)
PANELS.register(Panel("results.survey", "survey", everyone, survey_panel, "results/survey_panel.html", 10))

_ACTS = {
    "compute_results": _("Gjorde tal fra en dataindsamling op"),
    "publish_results": _("Efterprøvede og offentliggjorde tal fra en dataindsamling"),
    "add_highlight": _("Skrev, hvad en dataindsamling viser"),
    "change_highlight": _("Rettede, hvad en dataindsamling viser"),
    "remove_highlight": _("Slettede et fund fra en dataindsamling"),
    "show_quote": _("Sagde ja til at vise et citat"),
    "refuse_quote": _("Afviste et citat"),
    "withdraw_quote": _("Trak samtykket til et citat tilbage"),
    "add_break": _("Skrev et brud i en sammenligning"),
    "change_break": _("Rettede et brud i en sammenligning"),
    "remove_break": _("Slettede et brud i en sammenligning"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"results.{act}", said))


def _documents(since: int | None) -> Iterable[Document]:
    """All questions with figures: a survey is counted as a whole, so any change gives them all again."""
    found = SurveyItem.objects.select_related("results__survey").order_by("pk")
    for item in found.iterator(chunk_size=2_000):
        yield Document(
            key=item.pk,
            title=f"{item.text_da} {item.row_da}".strip(),
            aliases=(item.text_en,),
            body=f"{item.topic_da}\n{item.results.survey.title_da}",
            gone=item.results.survey.state != SurveyState.PUBLISHED,
        )


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    """What is published is open to all; the rest is the national editors' alone."""
    seen = SurveyItem.objects.filter(pk__in=keys, results__in=results_seen_by(actor))
    return {
        item.pk: Hit(
            title=f"{item.text} {item.row_text}".strip(),
            url=question_href(item.results, item.question, raekke=item.row),
            summary=item.base,
            note=f"{item.results.survey.title} · n = {item.answered}",
        )
        for item in seen.select_related("results__survey")
    }


def _revision() -> int:
    """Grows when a survey is counted, and when it is published."""
    found = Results.objects.aggregate(counted=Sum("version"), surveys=Sum("survey__version"))
    return (found["counted"] or 0) + (found["surveys"] or 0)


def _list_url(text: str) -> str:
    return f"{reverse('results:explorer')}?{urlencode({'q': text})}"


SEARCH_SOURCES.register(
    SearchSource(
        key="results",
        label=_("Tal fra dataindsamlingen"),
        documents=_documents,
        revision=_revision,
        visible=_visible,
        list_url=_list_url,
        order=52,
    )
)
