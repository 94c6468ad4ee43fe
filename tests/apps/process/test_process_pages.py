"""The pages of the process: who reads what, that nothing is blocked, and that lists cost the same however long."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages import assert_clean_html
from tests.people import client_of, holding, municipality, unit
from tests.rounds import learnt, opened
from tovholder.apps.process.models import Round, StepStatus
from tovholder.apps.process.packaged import points
from tovholder.apps.process.phases import STEPS
from tovholder.apps.process.public import begin_reflection
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _client(role: str = "coordinator", **values: Any) -> Client:
    return client_of(holding(role, **values))


def test_every_page_of_a_round_is_well_formed() -> None:
    """Strict policy, one heading, no double ids: for the coordinator, on a round with everything in it."""
    first = opened()
    learnt(first)
    second = opened("Runde to")
    begin_reflection(by=SYSTEM, found=second, theme="vision")
    client = _client()
    key = second.public_id
    for name in ("round", "edit_round", "close_round", "beginning", "learnings", "new_learning"):
        assert_clean_html(client.get(reverse(f"process:{name}", args=[key])))
    for theme in ("vision", "screening", "volunteers"):
        assert_clean_html(client.get(reverse("process:reflection", args=[key, theme])))
    assert_clean_html(client.get(reverse("process:reflection_answers", args=[key, "vision"])))
    assert_clean_html(client.get(reverse("process:step", args=[key, "vision.goals"])))
    for name in ("overview", "rounds", "new_round", "checklist", "tips", "compare", "lessons", "unassigned"):
        assert_clean_html(client.get(reverse(f"process:{name}")))
    assert_clean_html(client.get(reverse("process:point", args=[points()[0].key])))
    assert_clean_html(client.get(reverse("process:unit", args=[unit().public_id])))
