"""What must not slip through: what a unit keeps to itself, CPR numbers, and learnings that a merger would lose."""

import pytest
from django.urls import reverse

from tests.people import client_of, holding, municipality, person, unit
from tests.rounds import learnt, opened
from tovholder.apps.process.models import Learning, Round
from tovholder.apps.process.public import RoundFacts, change_round, close_round
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

CPR = "Det gælder 010180-1234."


def _facts(found: Round, **changed: str) -> RoundFacts:
    given = {"title": found.title, "starts_on": found.starts_on, "tier": found.tier}
    return RoundFacts(**(given | changed))  # type: ignore[arg-type]  # fields by their names


def _tiers() -> dict[str, str]:
    return dict(Learning.objects.values_list("text", "tier"))


def test_correcting_a_round_does_not_show_what_its_unit_keeps_to_itself() -> None:
    """Nor does it take back what was shared with others."""
    found = opened(in_unit=unit())
    for tier in ("unit", "municipality", "municipalities"):
        learnt(found, tier, tier=tier)
    change_round(by=SYSTEM, found=found, facts=_facts(found, title="Rettet"))
    assert _tiers() == {"unit": "unit", "municipality": "municipality", "municipalities": "municipalities"}


def test_a_round_that_its_unit_keeps_takes_its_learnings_along() -> None:
    """What the municipality could read goes with it; what was shared with all on purpose stays shared."""
    found = opened(in_unit=unit())
    learnt(found, "set af alle her")
    change_round(by=SYSTEM, found=found, facts=_facts(found, tier="unit"))
    assert _tiers() == {"set af alle her": "unit"}


def test_a_round_whose_predecessor_is_hidden_is_compared_alone() -> None:
    """Somebody from another unit sees the newer round, and never the one before it."""
    here = unit("Fyret")
    hidden = opened("Vores eget", in_unit=here, tier="unit")
    close_round(by=SYSTEM, found=hidden, no_learning="Intet.")
    shown = opened("For alle", in_unit=here)
    client = client_of(holding("unit_leader", in_unit=unit("Havnen")))
    page = client.get(reverse("process:compare"))
    assert (page.status_code, page.context["rounds"]) == (200, [shown])
    board = client.get(reverse("process:round", args=[shown.public_id]))
    assert str(hidden.public_id) not in board.content.decode()


def test_answers_of_a_hidden_round_are_not_shown_beside_the_newer_ones() -> None:
    """What the unit answered for itself alone stays there."""
    here = unit("Fyret")
    hidden = opened("Vores eget", in_unit=here, tier="unit")
    leader = client_of(holding("unit_leader", in_unit=here))
    asked = reverse("process:reflection", args=[hidden.public_id, "vision"])
    leader.post(asked, {})
    shown_form = leader.get(asked).context["form"]
    words = "Det siger vi kun her."
    leader.post(asked, {name: words for name in shown_form.fields if not name.startswith("seen_")})
    close_round(by=SYSTEM, found=hidden, no_learning="Intet.")
    shown = opened("For alle", in_unit=here)
    path = reverse("process:reflection", args=[shown.public_id, "vision"])
    leader.post(path, {})
    assert words in leader.get(path).content.decode()
    other = client_of(holding("unit_leader", in_unit=unit("Havnen"), user=person("h@syddjurs.example", "Hanne Havn")))
    assert words not in other.get(path).content.decode()


def test_what_a_merged_municipalitys_round_was_handed_goes_on_to_the_round_that_runs() -> None:
    """Not only what it learnt itself."""
    old, new = municipality("Syddjurs"), municipality("Norddjurs")
    there = opened("Deres", owner=new)
    first = opened()
    item = learnt(first)
    close_round(by=SYSTEM, found=first)
    second = opened("To")
    item.refresh_from_db()
    assert item.carried_to == second
    merge_municipality(old, into=new, by=SYSTEM)
    item.refresh_from_db()
    assert item.carried_to == there


def test_no_cpr_number_gets_into_a_round() -> None:
    """In none of the texts that its people write."""
    found = opened()
    client = client_of(holding())
    item = learnt(found)
    tried = [
        (
            reverse("process:new_learning", args=[found.public_id]),
            {"kind": "went_well", "tier": "municipality"},
            "text",
        ),
        (reverse("process:take_up", args=[item.public_id]), {}, "answer"),
        (reverse("process:step", args=[found.public_id, "vision.goals"]), {"state": "under_way"}, "note"),
        (reverse("process:close_round", args=[found.public_id]), {}, "no_learning"),
        (reverse("process:edit_round", args=[found.public_id]), {"title": "T", "starts_on": "2026-09-01"}, "purpose"),
    ]
    for path, rest, name in tried:
        page = client.post(path, rest | {name: CPR})
        assert (page.status_code, list(page.context["form"].errors)) == (200, [name]), path


def test_a_step_set_by_a_button_takes_no_cpr_number() -> None:
    """The button's reason is no form's field, and is checked as one."""
    found = opened()
    client = client_of(holding())
    path = reverse("process:set_step", args=[found.public_id, "vision.goals"])
    client.post(path, {"state": "not_for_us", "reason": CPR})
    assert list(found.steps.all()) == []
    client.post(path, {"state": "not_for_us", "reason": "Ikke nu"})
    assert [row.reason for row in found.steps.all()] == ["Ikke nu"]
