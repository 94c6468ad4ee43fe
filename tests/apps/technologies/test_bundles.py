"""Bundles: what they hold, where a part is told of, and that none ever holds itself."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.apps.technologies.catalogue_made import WHY, entry, facts
from tests.landkort import refusal
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, holding
from tovholder.apps.technologies.actions import add_part, change_technology, create_technology, remove_part
from tovholder.apps.technologies.bundles import circle
from tovholder.apps.technologies.content import facts_in, snapshot_of
from tovholder.apps.technologies.models import Technology
from tovholder.kernel.actor import SYSTEM

NODES = st.integers(min_value=0, max_value=9)


def _bundle(name: str) -> Technology:
    return create_technology(by=SYSTEM, facts=facts(name, kind="bundle"), why=WHY)


def _reaches(holds: dict[int, set[int]], start: int, goal: int) -> bool:
    """Whether ``goal`` lies under ``start``, by exhaustive closure: slow and plainly right."""
    under = {start}
    while True:
        wider = under | {inner for outer in under for inner in holds.get(outer, ())}
        if wider == under:
            return goal in under
        under = wider


@pytest.mark.requirement("TEC-31")
@given(st.lists(st.tuples(NODES, NODES), max_size=40))
def test_no_order_of_parts_ever_closes_a_circle(wishes: list[tuple[int, int]]) -> None:
    """Whatever is put into whatever: it is refused exactly when the part already holds the bundle, with a true way."""
    holds: dict[int, set[int]] = {}
    for bundle, part in wishes:
        way = circle(holds, bundle, part)
        assert (way is not None) == _reaches(holds, part, bundle)
        if way is None:
            holds.setdefault(bundle, set()).add(part)
            continue
        assert (way[0], way[-1], len(set(way))) == (part, bundle, len(way))
        assert all(low in holds[high] for high, low in pairwise(way))
    assert [node for node in holds if any(_reaches(holds, inner, node) for inner in holds[node])] == []


@pytest.mark.requirement("TEC-31")
@pytest.mark.django_db
def test_a_bundle_tells_its_parts_and_a_part_its_bundles() -> None:
    """On both pages, with links; a bundle may lie in a bundle."""
    outer, inner = _bundle("Hele hjemmet"), _bundle("Tryg nat")
    add_part(by=SYSTEM, bundle=inner, part=entry("gulvsensor"), note="ved sengen")
    inner.refresh_from_db()
    add_part(by=SYSTEM, bundle=outer, part=inner)
    client = client_of(holding("national_editor"))
    page = client.get(inner.get_absolute_url())
    assert_clean_html(page)
    text = text_of(page)
    assert f"Delene i pakken {entry('gulvsensor').name} : ved sengen" in text
    assert "Indgår i pakken Hele hjemmet" in text
    assert "Indgår i pakken Plejehjem i eget hjem , Tryg nat" in text_of(client.get("/teknologier/gulvsensor/"))


@pytest.mark.django_db
def test_a_circle_is_refused_with_the_way_round() -> None:
    """On the page of the inner one, in Danish; nothing is written."""
    outer, inner = _bundle("Hele hjemmet"), _bundle("Tryg nat")
    add_part(by=SYSTEM, bundle=outer, part=inner)
    client = client_of(holding("national_editor"))
    page = client.post(f"{inner.get_absolute_url()}dele/", {"part": outer.pk, "version": inner.version})
    said = "Hele hjemmet kan ikke være en del af Tryg nat, for så gik pakkerne i ring: Hele hjemmet → Tryg nat."
    assert said in text_of(page)
    assert inner.parts.count() == 0
    assert refusal(lambda: add_part(by=SYSTEM, bundle=inner, part=inner)) == {
        "part": ["En pakke kan ikke være en del af sig selv. Vælg en anden teknologi."]
    }


@pytest.mark.django_db
def test_only_a_bundle_has_parts_and_a_part_only_once() -> None:
    """A thing takes none; a bundle takes the same one once, and stays a bundle while it holds anything."""
    bundle = _bundle("Tryg nat")
    made = add_part(by=SYSTEM, bundle=bundle, part=entry("gulvsensor"))
    assert refusal(lambda: add_part(by=SYSTEM, bundle=entry("loftlift"), part=entry("gulvsensor"))) == {
        "part": ["Kun en pakke kan have dele. Gør teknologien til en pakke først."]
    }
    again = refusal(lambda: add_part(by=SYSTEM, bundle=bundle, part=entry("gulvsensor")))
    assert again == {"__all__": ["Pakken har allerede den del."]}
    bundle = entry(bundle.slug)
    thing = facts_in(snapshot_of(bundle) | {"kind": "thing"})
    assert refusal(lambda: change_technology(by=SYSTEM, technology=bundle, facts=thing, why=WHY)) == {
        "kind": ["Pakken har dele. Tag delene ud, før du gør den til noget andet."]
    }
    remove_part(by=SYSTEM, part=bundle.parts.get(pk=made.pk))
    assert bundle.parts.count() == 0
