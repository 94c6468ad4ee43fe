"""Reading drafts."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tovholder.apps.drafting.models import Draft
from tovholder.apps.drafting.rules import may_read
from tovholder.apps.questionnaires.public import Edition, editions
from tovholder.engines.questionnaires.model import Schema
from tovholder.kernel.actor import Actor


def drafts(actor: Actor) -> QuerySet[Draft]:
    """The drafts that ``actor`` may read, with the editions that they lean on."""
    found = Draft.objects.select_related("based_on", "edition")
    return found if may_read.allows(actor) else found.none()


def draft_for(actor: Actor, public_id: UUID) -> Draft:
    """That draft, if ``actor`` may read it. Raises ``Http404``."""
    found = drafts(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def open_drafts_of(key: str) -> QuerySet[Draft]:
    """The drafts of the questionnaire called ``key`` that are still written."""
    return Draft.objects.filter(key=key, state="draft").order_by("-changed_at")


def newest_editions() -> list[Edition]:
    """The newest edition of every questionnaire, by key."""
    newest: dict[str, Edition] = {}
    for edition in editions().order_by("key", "-number"):
        newest.setdefault(edition.key, edition)
    return list(newest.values())


def known_concepts(besides: Schema) -> list[tuple[str, str]]:
    """The concepts that other questionnaires ask for, with the words of the question; not those of ``besides``."""
    taken = {question.concept for question in besides.questions}
    found: dict[str, str] = {}
    for edition in newest_editions():
        for question in edition.content.questions:
            if question.concept not in taken:
                found.setdefault(question.concept, question.text.da)
    return sorted(found.items())
