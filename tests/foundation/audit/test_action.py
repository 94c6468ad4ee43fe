"""An action writes one audit entry in its own transaction, with names of fields and only whitelisted values."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from tests.people import actor, municipality
from tovholder.foundation.audit.action import ConflictError, action, change, created
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.municipalities.models import Administration, Partner
from tovholder.kernel.actor import ANONYMOUS, Actor

pytestmark = pytest.mark.django_db


@action("tests.make")
def _make(*, by: Actor, name: str) -> Administration:
    return created(Administration(name=name, municipality=municipality()))


@action("tests.rename")
def _rename(*, by: Actor, item: Administration, name: str, expected_version: int | None = None) -> Administration:
    return change(item, expected_version=expected_version, name=name)


@action("tests.experience")
def _experience(*, by: Actor, partner: Partner, text: str) -> Partner:
    return change(partner, experience=text)


@pytest.mark.database
def test_an_action_leaves_one_entry_with_actor_and_whitelisted_values() -> None:
    """Who, from which role, about what, and the values that may be kept."""
    by = actor()
    item = _make(by=by, name="Social og Sundhed")
    entry = AuditEntry.objects.get(action="tests.make")
    assert (entry.actor_id, entry.actor_name, entry.actor_role) == (by.user_id, by.name, "coordinator")
    assert (entry.object_type, entry.object_id) == ("municipalities.administration", item.public_id)
    assert entry.changes == {"name": [None, "Social og Sundhed"]}
    assert entry.municipality_id == municipality().pk


def test_a_field_that_is_not_whitelisted_leaves_only_its_name() -> None:
    """Free text may be about people: its value never reaches the audit."""
    from tests.people import supplier_partner  # noqa: PLC0415  # only this test needs a partner

    _experience(by=actor(), partner=supplier_partner(), text="Ring til Jens")
    assert AuditEntry.objects.get(action="tests.experience").changes == {"experience": None}


def test_a_refused_change_leaves_the_version_as_it_was() -> None:
    """A form that shows the record again must not send a version that was never stored."""
    by = actor()
    item = _make(by=by, name="Social")
    with pytest.raises(ValidationError):
        _rename(by=by, item=item, name="", expected_version=1)
    assert (item.version, Administration.objects.get().version) == (1, 1)
    assert _rename(by=by, item=item, name="Ældre", expected_version=1).version == 2


@pytest.mark.database
def test_the_second_of_two_editors_is_told_and_the_first_ones_text_stands() -> None:
    """Two people read version 1; the second to save gets the record as it is now."""
    by = actor()
    item = _make(by=by, name="Social")
    first, second = Administration.objects.get(pk=item.pk), Administration.objects.get(pk=item.pk)
    _rename(by=by, item=first, name="Social og Ældre", expected_version=1)
    with pytest.raises(ConflictError) as told:
        _rename(by=by, item=second, name="Ældre", expected_version=1)
    assert told.value.current.version == 2
    assert Administration.objects.get(pk=item.pk).name == "Social og Ældre"
    assert AuditEntry.objects.filter(action="tests.rename").count() == 1


def test_a_refused_action_leaves_nothing_behind() -> None:
    """Validation fails inside the transaction, so neither record nor entry is there."""
    with pytest.raises(ValidationError):
        _make(by=actor(), name="")
    assert not Administration.objects.exists()
    assert not AuditEntry.objects.filter(action="tests.make").exists()


def test_nobody_known_leaves_no_name_no_request_and_no_finer_time_than_the_week() -> None:
    """21 November 2026 is a Saturday; its week began on Monday the 16th at midnight in Copenhagen."""
    _make(by=ANONYMOUS, name="Anonym")
    entry = AuditEntry.objects.get(action="tests.make")
    assert (entry.actor_id, entry.actor_name, entry.request_id) == (None, "", None)
    assert entry.at == datetime(2026, 11, 15, 23, tzinfo=UTC)


def test_records_are_not_written_outside_actions() -> None:
    """The door is the action: writing past it is a fault that shows at once."""
    with pytest.raises(RuntimeError):
        created(Administration(name="Udenom", municipality=municipality()))


def test_an_action_without_an_actor_is_refused() -> None:
    """``by`` is not optional."""
    with pytest.raises(TypeError):
        _make(name="Ingen")  # type: ignore[call-arg]  # the error is what is tested
