"""What is done with drafts: begun, written, opened as editions, discarded."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.drafting.editing import Edit, PartGoneError
from tovholder.apps.drafting.models import Draft, DraftState
from tovholder.apps.questionnaires.public import (
    Edition,
    canonical_json,
    fault_text,
    is_fixed,
    open_edition,
    plain_schema,
    sensitive_text,
)
from tovholder.engines.questionnaires import check
from tovholder.engines.questionnaires.model import Schema
from tovholder.foundation.audit.action import action, change, created
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

MOST_QUESTIONS: Final = 600
MOST_SIGNS: Final = 1_500_000
"""A questionnaire beyond these is no questionnaire that anybody answers."""
TITLE: Final = 200


@action("drafting.begin")
def begin(
    *, by: Actor, schema: Schema, based_on: Edition | None = None, notes: Sequence[tuple[str, int, str]] = ()
) -> Draft:
    """A new draft with the content of ``schema``: empty, of an edition, or of a file with what it left behind.

    Raises ``ValidationError`` for content that cannot be kept.
    """
    return created(
        Draft(
            **_facts(schema, by),
            based_on=based_on,
            import_notes=[list(note) for note in notes],
            begun_by_name=by.name,
        )
    )


@action("drafting.write")
def write(*, by: Actor, draft: Draft, edit: Edit, expected_version: int | None = None) -> Draft:
    """Make ``edit`` on the draft as it stands.

    Without ``expected_version`` on what stands now, whoever wrote it. Raises ``ValidationError`` for a draft that is no
    longer written and for content that cannot be kept, and ``ConflictError``.
    """
    # The lock lets two who edit different parts write one after the other, each on what the other left.
    now = Draft.objects.select_for_update().get(pk=draft.pk)
    _still_written(now)
    try:
        schema = edit(now.content)
    except PartGoneError as error:
        raise ValidationError(_("En anden har slettet eller omdøbt det imens. Se kladden, som den er nu.")) from error
    facts = _facts(schema, by)
    if facts["schema"] == now.schema:
        return change(now, expected_version=expected_version)
    return change(now, expected_version=expected_version, **facts)


@action("drafting.open")
def open_draft(*, by: Actor, draft: Draft, expected_version: int) -> Draft:
    """Open the draft as an edition, which never changes. Raises ``ValidationError`` for faults, ``ConflictError``."""
    now = Draft.objects.select_for_update().get(pk=draft.pk)
    _still_written(now)
    faults = check(now.content)
    if faults:
        raise ValidationError([fault_text(fault) for fault in faults[:5]])
    edition = open_edition(schema=now.content, by=by)
    return change(now, expected_version=expected_version, state=DraftState.OPENED, edition=edition)


@action("drafting.discard")
def discard(*, by: Actor, draft: Draft, why: str, expected_version: int) -> Draft:
    """Put a draft aside and say why. Raises ``ValidationError`` by field and ``ConflictError``."""
    _still_written(draft)
    if not why.strip():
        raise ValidationError({"why": _("Skriv hvorfor, så de andre ved det.")})
    sensitive = sensitive_text(why)
    if sensitive:
        raise ValidationError({"why": sensitive})
    return change(draft, expected_version=expected_version, state=DraftState.DISCARDED, discarded_why=why.strip())


def _still_written(draft: Draft) -> None:
    if not draft.is_open:
        raise ValidationError(
            _("Kladden er åbnet eller kasseret og ændres ikke mere. Begynd en ny kladde for at ændre noget.")
        )


def _facts(schema: Schema, by: Actor) -> dict[str, Any]:
    """What a draft keeps of ``schema``. Raises ``ValidationError`` for what cannot be kept."""
    plain = plain_schema(schema)
    _check_size(schema, canonical_json(plain))
    _check_names(schema)
    for text in _texts(plain):
        sensitive = sensitive_text(text)
        if sensitive:
            raise ValidationError(sensitive)
    return {
        "key": schema.key,
        "title": schema.title.da.strip()[:TITLE] or schema.key,
        "schema": plain,
        "changed_at": clock.now(),
        "changed_by_name": by.name,
    }


def _check_size(schema: Schema, text: str) -> None:
    if len(schema.questions) > MOST_QUESTIONS or len(text) > MOST_SIGNS:
        raise ValidationError(
            _("Spørgeskemaet er for stort: højst %(most)d spørgsmål. Del det i flere.") % {"most": MOST_QUESTIONS}
        )


def _check_names(schema: Schema) -> None:
    """Parts are found by their names, so that none may be there twice, whatever else is faulty in a draft."""
    for parts in (schema.sections, schema.questions):
        if len({part.key for part in parts}) != len(parts):
            raise ValidationError(_("To afsnit eller to spørgsmål har samme tekniske navn. Giv det ene et andet."))
    if is_fixed(schema.key):
        raise ValidationError(
            _("Tovholder bruger selv spørgeskemaet ”%(key)s”. Giv kladden et andet teknisk navn.") % {"key": schema.key}
        )


def _texts(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for value in plain.values():
            yield from _texts(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from _texts(value)
