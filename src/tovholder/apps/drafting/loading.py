"""The parts of a draft that a page is about."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from tovholder.apps.drafting.editing import PartGoneError, question_of, section_of
from tovholder.apps.drafting.models import Draft
from tovholder.apps.drafting.selectors import draft_for
from tovholder.engines.questionnaires.model import Condition, Question, Schema, Section
from tovholder.foundation.ui.saving import version_of
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Part:
    """A draft that is still written, and the section or question of it that a page is about."""

    draft: Draft
    schema: Schema
    section: Section | None = None
    question: Question | None = None

    @property
    def back_href(self) -> str:
        """The draft's page, at the part."""
        named = self.question or self.section
        return f"{self.draft.get_absolute_url()}#{named.key}" if named is not None else self.draft.get_absolute_url()

    @property
    def condition(self) -> Condition | None:
        """When the part applies."""
        named = self.question or self.section
        return named.relevant if named is not None else None

    @property
    def names(self) -> dict[str, str]:
        """The part as ``editing.set_condition`` takes it."""
        if self.question is not None:
            return {"question": self.question.key}
        return {"section": self.section.key} if self.section is not None else {}

    def href(self, name: str) -> str:
        """The address of a page about the part."""
        kind = "question" if self.question is not None else "section"
        key = next(iter(self.names.values()), "")
        return reverse(f"drafting:{kind}_{name}", args=[self.draft.public_id, key])


def written_draft(actor: Actor, public_id: UUID) -> Part:
    """A draft that is still written. Raises ``Http404``."""
    draft = draft_for(actor, public_id)
    if not draft.is_open:
        raise Http404
    return Part(draft, draft.content)


def written_section(actor: Actor, public_id: UUID, key: str) -> Part:
    """A section of a draft that is still written. Raises ``Http404``."""
    part = written_draft(actor, public_id)
    try:
        return Part(part.draft, part.schema, section_of(part.schema, key))
    except PartGoneError as error:
        raise Http404 from error


def written_question(actor: Actor, public_id: UUID, key: str) -> Part:
    """A question of a draft that is still written. Raises ``Http404``."""
    part = written_draft(actor, public_id)
    try:
        section, question = question_of(part.schema, key)
    except PartGoneError as error:
        raise Http404 from error
    return Part(part.draft, part.schema, section, question)


def seen_of(thing: object) -> str:
    """What tells one text of a part from another."""
    return sha256(repr(thing).encode()).hexdigest()[:32]


def expected(request: TovholderRequest, draft: Draft, thing: object) -> int:
    """The version that a form leans on: the newest where the part itself is still as the writer saw it."""
    return draft.version if request.POST.get("seen", "") == seen_of(thing) else version_of(request)
