"""Quotes: shown by the consent of those who wrote them and the word of a moderator, and by nothing else."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.results.kinds import QuoteState
from tovholder.apps.results.models import Quote
from tovholder.apps.surveys.public import Participant, Survey
from tovholder.engines.questionnaires.model import Consent, Evaluation, Question, QuestionKind
from tovholder.foundation.audit.action import action, change
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold
from tovholder.kernel.refusals import holds_civil_number, holds_secret

LONGEST = 4_000
TOLD = frozenset({Consent.NAMED.value, Consent.ANONYMOUS.value})


def collect_quotes(
    survey: Survey, participants: Sequence[Participant], evaluations: Mapping[int, Evaluation]
) -> list[Quote]:
    """Bring the quotes of the answers to the moderators: within the counting of the survey, whose action notes it.

    One without consent is not collected, and one whose consent was taken back in the answers is emptied. What a
    moderator has decided stays while the words are the same. What was taken back here never returns.
    """
    assert survey.questionnaire is not None  # noqa: S101  # a closed survey has one: a constraint of the database
    kept = {(one.participant_id, one.question): one for one in Quote.objects.filter(survey=survey)}
    asked = [one for one in survey.questionnaire.content.questions if one.kind is QuestionKind.QUOTE]
    for participant in participants:
        for question in asked:
            text, consent = _given(evaluations.get(participant.pk), question)
            _keep(kept.get((participant.pk, question.key)), survey, participant, question, text, consent)
    return list(Quote.objects.filter(survey=survey))


def _given(evaluation: Evaluation | None, question: Question) -> tuple[str, str]:
    """The words and the consent of an answer; nothing where they may not be told."""
    value = evaluation.items[question.key].value if evaluation is not None else None
    if not isinstance(value, Mapping) or value.get("consent") not in TOLD:
        return "", ""
    text = value.get("text", "").strip()[:LONGEST]
    return text, value["consent"]


def _keep(
    known: Quote | None, survey: Survey, participant: Participant, question: Question, text: str, consent: str
) -> None:
    if known is None:
        if text:
            _new(survey, participant, question, text, consent)
        return
    if known.state == QuoteState.WITHDRAWN:
        return
    if not text:
        known.given, known.text, known.state, known.reason = "", "", QuoteState.WITHDRAWN, ""
    elif (known.given, known.consent) != (text, consent):
        known.given = known.text = text
        known.consent, known.state, known.reason = consent, QuoteState.WAITING, ""
        _refuse_unfit(known)
    else:
        return
    known.version += 1
    known.save()


def _new(survey: Survey, participant: Participant, question: Question, text: str, consent: str) -> None:
    quote = Quote(
        survey=survey,
        participant=participant,
        question=question.key,
        question_da=question.text.da,
        question_en=question.text.en,
        given=text,
        text=text,
        consent=consent,
    )
    _refuse_unfit(quote)
    quote.save(force_insert=True)


def _refuse_unfit(quote: Quote) -> None:
    """Words that hold a person's number or a secret are never kept: the quote is refused, and emptied."""
    if holds_civil_number(quote.given) or holds_secret(quote.given):
        quote.given = quote.text = ""
        quote.state = QuoteState.REFUSED
        quote.reason = _("Teksten lignede et CPR-nummer eller en adgangskode og er ikke gemt her.")


@action("results.show_quote")
def show_quote(*, by: Actor, quote: Quote, text: str, expected_version: int | None = None) -> Quote:
    """Show a quote as ``text``: what was written, or less of it. The words that are left keep their order.

    Raises ``ValidationError`` for words that were not written, for personal data, and for a quote that was taken back.
    """
    _still_there(quote)
    told = text.strip()
    refuse_sensitive(told)
    if not told or not _shortened(told, quote.given):
        raise ValidationError(
            {"text": _("Et citat kan forkortes, men ikke skrives om. Sæt […], hvor I har taget noget ud.")}
        )
    if quote.consent == Consent.ANONYMOUS and fold(quote.participant.name) in fold(told):
        raise ValidationError({"text": _("Citatet skal vises uden navn, og kommunens navn står i det. Tag navnet ud.")})
    return _decided(quote, by, QuoteState.SHOWN, expected_version, text=told, reason="")


@action("results.refuse_quote")
def refuse_quote(*, by: Actor, quote: Quote, reason: str, expected_version: int | None = None) -> Quote:
    """Keep a quote back, with a reason that its municipality may read. Raises ``ValidationError`` without one."""
    _still_there(quote)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor citatet ikke vises. Kommunen kan læse det.")})
    refuse_sensitive(reason)
    return _decided(quote, by, QuoteState.REFUSED, expected_version, reason=reason.strip())


@action("results.withdraw_quote")
def withdraw_quote(*, by: Actor, quote: Quote) -> Quote:
    """Take the consent back: the words are deleted here, and a later count does not bring them again."""
    return _decided(quote, by, QuoteState.WITHDRAWN, None, given="", text="", reason="")


def _still_there(quote: Quote) -> None:
    if quote.state == QuoteState.WITHDRAWN or not quote.given:
        raise ValidationError(_("Citatet er trukket tilbage, og ordene er slettet."))


def _decided(quote: Quote, by: Actor, state: QuoteState, expected_version: int | None, **values: str) -> Quote:
    """The quote as it was decided, by whom and when."""
    return change(
        quote,
        expected_version=expected_version,
        state=state,
        decided_at=clock.now(),
        decided_by_name=by.name,
        **values,
    )


def _shortened(told: str, given: str) -> bool:
    """Whether ``told`` is ``given`` with words left out: each part between the marks stands there, in that order."""
    at = 0
    whole = " ".join(given.split())
    for part in told.replace("[...]", "[…]").split("[…]"):
        words = " ".join(part.split())
        if not words:
            continue
        found = whole.find(words, at)
        if found < 0:
            return False
        at = found + len(words)
    return True
