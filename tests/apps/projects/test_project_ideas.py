"""From a finding to a project idea: the guide begins with the finding and keeps it to the end."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.landkort import technology
from tests.pages import text_of
from tests.people import actor, client_of, code, holding, municipality, unit
from tovholder.apps.projects.models import Project
from tovholder.foundation.work.public import OUTCOMES, Finding, made_of, ways_on

pytestmark = pytest.mark.django_db

KEY = UUID("11111111-2222-4333-8444-555555555555")
PAGE = "/proces/screening/fyret/"
IDEA = OUTCOMES["projects.idea"]


def _finding(**values: object) -> Finding:
    given: dict[str, object] = {
        "id": KEY,
        "text": "Otte borgere vil gerne ringe hjem",
        "details": "De har ingen skærm, og nettet når ikke ud i boligerne.",
        "url": PAGE,
        "source": "IT-screening af Fyret",
        "municipality_id": municipality().pk,
        "unit_id": unit("Fyret").pk,
    }
    return Finding(**(given | values))  # type: ignore[arg-type]  # names of its fields


def test_who_may_register_makes_an_idea_of_a_finding() -> None:
    """The coordinator of all, the leader of a unit of its own, others of none."""
    finding, elsewhere = _finding(), _finding(unit_id=unit("Havnen").pk)
    leader = actor("unit_leader", in_unit=unit("Fyret"))
    assert [IDEA.rule.allows(leader, one) for one in (finding, elsewhere)] == [True, False]
    assert [IDEA.rule.allows(actor(role), finding) for role in ("coordinator", "reader", "supplier")] == [
        True,
        False,
        False,
    ]
    assert not IDEA.rule.allows(actor(at="Randers"), finding)
    labels = [str(link.label) for link in ways_on(finding, leader)]
    assert "Lav en projektidé" in labels


def test_the_guide_begins_with_the_finding_and_keeps_it_to_the_end() -> None:
    """Need and title are filled in, every step is sent to the same address, and the project tells where it began."""
    held = holding()
    client, address = client_of(held), IDEA.start(_finding(), actor("reader"))
    page = client.get(address)
    assert (page.context["form"]["title"].value(), page.context["form"]["unit"].value()) == (
        "Otte borgere vil gerne ringe hjem",
        unit("Fyret").pk,
    )
    first = {"trin": "behov", "vist": "behov", "til": "teknologi", "title": "Ring hjem", "need": "De vil ringe hjem."}
    second = client.post(address, first)
    assert second.context["part"].key == "teknologi"
    assert 'action="' not in second.content.decode().split('<form method="post" novalidate')[1].split(">")[0]
    last = {
        "trin": "teknologi",
        "vist": ["behov", "teknologi"],
        "til": "gem",
        "title": "Ring hjem",
        "need": "De vil ringe hjem.",
        "technology": technology().pk,
        "scale": code("project_scale", "pilot").pk,
    }
    saved = client.post(address, last, follow=True)
    made = Project.objects.get()
    assert (made.origin_id, made.origin_url, made.origin_name, made.unit) == (
        KEY,
        PAGE,
        "IT-screening af Fyret",
        unit("Fyret"),
    )
    assert "Begyndte som: IT-screening af Fyret" in text_of(saved)
    assert f'href="{PAGE}"' in saved.content.decode()


def test_the_finding_shows_what_came_of_it_to_those_who_see_the_project() -> None:
    """One link; nothing for another finding, and nothing of the origin to another municipality."""
    client = client_of(holding())
    whole = {
        "title": "Ring hjem",
        "need": "De vil ringe hjem.",
        "technology": technology().pk,
        "scale": code("project_scale", "pilot").pk,
        "status": "idea",
        "tier": "municipalities",
    }
    client.post(IDEA.start(_finding(), actor("reader")), whole)
    made = Project.objects.get()
    found = made_of(actor("reader"), [KEY, uuid4()])
    assert {key: [link.href for link in links] for key, links in found.items()} == {KEY: [made.get_absolute_url()]}
    other = client_of(holding(at="Randers")).get(made.get_absolute_url())
    assert "IT-screening af Fyret" not in text_of(other)


def test_an_address_of_another_site_is_no_origin() -> None:
    """The guide opens as by itself."""
    sent = f"{reverse('projects:new_project')}?fra={KEY}&fra_side=https://ond.example/&fund=Hej"
    page = client_of(holding()).get(sent)
    assert (page.context["origin"], page.context["form"]["title"].value()) == (None, None)
