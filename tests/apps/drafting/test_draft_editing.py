"""What is done with the parts of a draft: whatever the order of acts, a draft can be kept, read and shown."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drafts import draft, schemas
from tests.people import actor
from tests.questionnaire import EVERYTHING, edition_of
from tovholder.apps.drafting import actions, editing
from tovholder.apps.drafting.presenting import condition_words
from tovholder.apps.questionnaires.editions import PACKAGED, load_editions
from tovholder.apps.questionnaires.public import (
    canonical_json,
    current_edition,
    fault_text,
    open_edition,
    plain_schema,
    read_unchecked,
)
from tovholder.engines.questionnaires import Fault, check
from tovholder.engines.questionnaires.conditions import asked_about
from tovholder.engines.questionnaires.model import Said, Schema
from tovholder.foundation.audit.action import ConflictError
from tovholder.kernel.actor import SYSTEM

ACTS = ("up", "down", "copy", "delete", "section up", "section down", "section copy", "section delete", "rename")


def act(schema: Schema, name: str, at: int) -> Schema:
    """``schema`` after one act on one of its parts; the same where there is none."""
    section = schema.sections[at % len(schema.sections)].key if schema.sections else ""
    question = schema.questions[at % len(schema.questions)].key if schema.questions else ""
    if name.startswith("section") and section:
        return {
            "section up": lambda: editing.move_section(schema, section, -1),
            "section down": lambda: editing.move_section(schema, section, 1),
            "section copy": lambda: editing.copy_section(schema, section),
            "section delete": lambda: editing.delete_section(schema, section),
        }[name]()
    if not question or name.startswith("section"):
        return schema
    return {
        "up": lambda: editing.move_question(schema, question, -1),
        "down": lambda: editing.move_question(schema, question, 1),
        "copy": lambda: editing.copy_question(schema, question),
        "delete": lambda: editing.delete_question(schema, question),
        "rename": lambda: _renamed(schema, question),
    }[name]()


def _renamed(schema: Schema, key: str) -> Schema:
    _section, old = editing.question_of(schema, key)
    return editing.replace_question(schema, key, replace(old, key=f"{key[:50]}_x{len(schema.questions)}"))


@given(schemas(), st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 20)), max_size=8))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_draft_stays_json_that_can_be_read(schema: Schema, acts: list[tuple[str, int]]) -> None:
    """Every act leaves names that are there once, words for every fault and condition, and the same after reading."""
    for name, at in acts:
        schema = act(schema, name, at)
    assert read_unchecked(canonical_json(plain_schema(schema))) == schema
    for parts in (schema.sections, schema.questions):
        assert len({part.key for part in parts}) == len(parts)
    assert all(not fault_text(fault).startswith("Her er en fejl") for fault in check(schema))
    for question in schema.questions:
        assert isinstance(condition_words(question.relevant, schema), str)


@given(schemas())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_new_name_goes_into_the_conditions(schema: Schema) -> None:
    """No condition asks under the old name."""
    key = schema.questions[0].key
    changed = _renamed(schema, key)
    conditions = [section.relevant for section in changed.sections]
    conditions += [question.relevant for question in changed.questions]
    asked = {name for condition in conditions for name in asked_about(condition)}
    assert key not in asked
    assert len(check(changed)) <= len(check(schema))


@given(schemas(), st.integers(0, 9))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_moving_down_and_up_again_changes_nothing(schema: Schema, at: int) -> None:
    """Also past the edge of a section."""
    key = schema.questions[at % len(schema.questions)].key
    down = editing.move_question(schema, key, 1)
    assert down == schema or editing.move_question(down, key, -1) == schema


def test_every_fault_of_the_engine_has_words() -> None:
    """A code without words would be shown as a code."""
    source = Path(check.__code__.co_filename).read_text(encoding="utf-8")
    codes = set(re.findall(r'Fault\("(\w+)"', source))
    assert [code for code in sorted(codes) if fault_text(Fault(code)).startswith("Her er en fejl")] == []


@pytest.mark.django_db
def test_an_opened_draft_never_changes() -> None:
    """Neither it nor its edition; and what is the same as the newest edition is not opened again."""
    one = draft()
    opened = actions.open_draft(by=SYSTEM, draft=one, expected_version=1)
    assert opened.edition == current_edition("dagen")
    for refused in (
        lambda: actions.write(by=SYSTEM, draft=opened, edit=lambda schema: editing.delete_question(schema, "glad")),
        lambda: actions.open_draft(by=SYSTEM, draft=opened, expected_version=2),
        lambda: actions.discard(by=SYSTEM, draft=opened, why="Fortrudt", expected_version=2),
        lambda: open_edition(schema=EVERYTHING, by=SYSTEM),
    ):
        with pytest.raises(ValidationError):
            refused()


@pytest.mark.django_db
def test_who_is_late_is_told() -> None:
    """The version that somebody saw is no longer there: nothing is written."""
    one = draft()
    by = actor("national_editor")
    actions.write(by=by, draft=one, edit=lambda schema: editing.delete_question(schema, "glad"))
    with pytest.raises(ConflictError):
        actions.write(by=by, draft=one, edit=lambda schema: editing.delete_question(schema, "ord"), expected_version=1)
    with pytest.raises(ValidationError):
        actions.write(by=by, draft=one, edit=lambda schema: editing.delete_question(schema, "glad"))
    one.refresh_from_db()
    assert (len(one.content.questions), one.version) == (len(EVERYTHING.questions) - 1, 2)


@pytest.mark.django_db
def test_what_the_product_brings_does_not_come_back() -> None:
    """Editors go on from a packaged questionnaire; the next load of reference data leaves their edition the newest."""
    load_editions()
    packaged = next(one for one in PACKAGED if one.redrafted)
    content = current_edition(packaged.key).content
    changed = editing.set_words(content, key=content.key, title=Said(da="Næste år"), intro=content.intro)
    newest = open_edition(schema=changed, by=SYSTEM)
    load_editions()
    assert current_edition(packaged.key) == newest
    fixed = next(one for one in PACKAGED if not one.redrafted)
    other = editing.set_words(current_edition(fixed.key).content, key=fixed.key, title=Said(da="X"), intro=None)
    with pytest.raises(ValidationError):
        open_edition(schema=other, by=SYSTEM)


@pytest.mark.django_db
def test_a_draft_that_cannot_be_kept() -> None:
    """Too many questions, and two parts of one name."""
    twice = Schema(key="x", title=Said(da="X"), sections=(EVERYTHING.sections[0], EVERYTHING.sections[0]))
    with pytest.raises(ValidationError):
        draft(twice)
    assert edition_of().number == 1
