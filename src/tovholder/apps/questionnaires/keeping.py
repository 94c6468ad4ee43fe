"""Saving while somebody writes: what the page's script is told, so that a later submit does not clash with itself."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.actions import Kept
from tovholder.apps.questionnaires.fields import shown_of
from tovholder.apps.questionnaires.merging import TEXTS
from tovholder.apps.questionnaires.models import Answer, Response
from tovholder.apps.questionnaires.section_form import SEEN, SectionForm, unasked
from tovholder.apps.questionnaires.values import stored_of, value_of
from tovholder.engines.questionnaires.model import Question, QuestionKind, Value
from tovholder.kernel import clock

HEADER: Final = "X-Tovholder-Keep"
"""With this header a page saves a section by itself, and wants JSON instead of a page."""
REFUSED: Final = 422


def is_keeping(request: HttpRequest) -> bool:
    """Whether a page saves by itself, so that the answer is :func:`keeping_answer`."""
    return HEADER in request.headers


def keeping_answer(response: Response, form: SectionForm, kept: Kept | None) -> JsonResponse:
    """What a page that saved ``form`` by itself is told; ``kept`` is None where the form was not valid.

    ``saved`` and ``merged`` are the questions of :class:`Kept`. ``versions`` are the new values of the hidden fields,
    for those questions alone at which stands what the page shows: of others the page keeps the version that it read, so
    that its next save is merged too. ``together`` are words that two wrote at once: the hidden field with its version,
    and by the name of the field what was sent and what stands now. ``said`` tells a person.
    """
    if kept is None:
        return JsonResponse(
            {"saved": [], "merged": [], "versions": {}, "together": [], "said": _what_is_wrong(form)}, status=REFUSED
        )
    standing = {given.question: given for given in Answer.objects.filter(response=response, left_in__isnull=True)}
    versions: dict[str, int] = {}
    together: list[dict[str, Any]] = []
    for question, value in form.answers():
        given = standing.get(question.key)
        if given is None or given.value == stored_of(value):
            versions[SEEN + question.key] = given.version if given is not None else 0
        elif question.key in kept.merged and (fields := _words_between(question, value, given)):
            together.append({"seen": SEEN + question.key, "version": given.version, "fields": fields})
    told: dict[str, Any] = {"saved": list(kept.saved), "merged": list(kept.merged)}
    return JsonResponse(told | {"versions": versions, "together": together, "said": _what_came(response, form, kept)})


def _words_between(question: Question, value: Value | None, given: Answer) -> dict[str, tuple[str, str]]:
    """By the name of its field what was sent and what stands; nothing for questions that are not answered in words."""
    stands, sent = shown_of(question, value_of(given.value)), shown_of(question, value)
    if isinstance(stands, str) and isinstance(sent, str) and question.kind in TEXTS:
        return {question.key: (sent, stands)}
    if isinstance(stands, Mapping) and isinstance(sent, Mapping) and question.kind is QuestionKind.QUOTE:
        return {f"{question.key}.{part}": (sent[part], stands[part]) for part in ("text", "consent")}
    return {}


def _what_came(response: Response, form: SectionForm, kept: Kept) -> str:
    said = _("Gemt kl. %(time)s") % {"time": clock.now().astimezone(clock.COPENHAGEN).strftime("%H.%M")}
    more = []
    if kept.merged:
        more.append(_("En anden skrev samtidig ved: %(questions)s.") % {"questions": _named(form, kept.merged)})
    if unasked(response, form):
        more.append(_("Der hører flere spørgsmål til. Gem med knappen for at se dem."))
    return ". ".join([said, " ".join(more)]) if more else said


def _what_is_wrong(form: SectionForm) -> str:
    named = _named(form, [name for name in form.errors if name in form.fields])
    if not named:
        return " ".join(str(text) for text in form.non_field_errors()) or _("Ikke gemt endnu")
    return _("Ikke gemt endnu. Der er noget at rette ved: %(questions)s.") % {"questions": named}


def _named(form: SectionForm, keys: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"”{form.fields[key].label}”" for key in keys if key in form.fields)
