"""The pages of benefits: what they show, to whom, and what their buttons do."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.harvest import benefit, node, tree
from tests.landkort import project, technology
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, municipality, person, unit
from tovholder.apps.benefits.actions import judge_benefit
from tovholder.apps.benefits.gallery import MOST_QUESTIONS, tree_templates
from tovholder.apps.benefits.models import Benefit
from tovholder.foundation.notices.models import Notice
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

PAST = date(2026, 10, 1)


def filled(form: Any, **values: Any) -> dict[str, Any]:
    """What a browser sends of a form that is shown, with some values changed."""
    sent: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if isinstance(value, date):
            value = value.isoformat()
        if value is not False:
            sent[field.name] = "" if value is None else value
    return sent | values


@pytest.mark.parametrize("name", ["list", "trees", "templates", "new", "new_tree"])
def test_pages_are_whole_with_and_without_content(name: str) -> None:
    """Empty states first, then benefits in several states and a tree."""
    client = client_of(holding())
    assert_clean_html(client.get(reverse(f"benefits:{name}")))
    here = project()
    benefit(of=here, target_on=PAST, owner=None)
    benefit("Ulempe", of=here, is_negative=True)
    tree(of=here, template="skaermbesoeg")
    project("Et til")
    assert_clean_html(client.get(reverse(f"benefits:{name}")))


def test_the_list_is_narrowed_ordered_and_taken_along() -> None:
    """Facets, words and orders decide what stands in the list and in the file."""
    lone = person("lone@syddjurs.example", "Lone Bisgaard")
    holding("unit_leader", in_unit=unit("Fyret"), user=lone)
    here, there = project("Kysten"), project("Badet", technology=technology("vasketoilet"))
    benefit("Tryghed", of=here, owner=lone)
    benefit("Arbejdsglæde", of=here, bottom_line="staff")
    benefit("Selvhjulpen", of=there, unit=unit("Fyret"))
    client = client_of(holding())

    def titles(query: str) -> list[str]:
        rows = client.get(f"{reverse('benefits:list')}?{query}").context["rows"]
        return [row[0].title for row in rows]

    assert titles("sorter=titel") == ["Arbejdsglæde", "Selvhjulpen", "Tryghed"]
    assert titles("sorter=titel&bundlinje=citizen") == ["Selvhjulpen", "Tryghed"]
    assert titles("teknologi=vasketoilet") == ["Selvhjulpen"]
    assert titles(f"enhed={unit('Fyret').public_id}") == ["Selvhjulpen"]
    assert titles(f"ansvarlig={lone.public_id}") == ["Tryghed"]
    assert titles("q=glæde") == ["Arbejdsglæde"]
    rows = json.loads(client.get(f"{reverse('benefits:file', args=['json'])}?bundlinje=staff").getvalue())
    assert [row["title"] for row in rows["rows"]] == ["Arbejdsglæde"]


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_many() -> None:
    """A page of many costs what a page of one costs."""
    client = client_of(holding())
    here = project()
    benefit("Nummer 0", of=here)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("benefits:list"))
        return len(queries)

    asked()
    few = asked()
    for number in range(1, 12):
        benefit(f"Nummer {number}", of=here)
    assert asked() == few


def test_a_benefit_is_named_the_simple_way() -> None:
    """What, for whom, owner, what is measured, from what to what: nothing else is needed; the direction follows."""
    lone = person("lone@syddjurs.example", "Lone Bisgaard")
    holding("unit_leader", in_unit=unit("Fyret"), user=lone)
    here, client = project(), client_of(holding())
    url = f"{reverse('benefits:new')}?projekt={here.public_id}"
    page = client.get(url)
    assert_clean_html(page)
    form = page.context["form"]
    assert form.simple_names == [
        *("title", "bottom_line", "owner", "indicator", "measured_in"),
        *("baseline", "baseline_from", "baseline_to", "target"),
    ]
    sent = filled(
        form,
        title="Andel trygge",
        bottom_line="citizen",
        owner=lone.pk,
        indicator="Andel, der svarer ja",
        measured_in=code("measure_unit", "percent").pk,
        baseline="52,5",
        baseline_from="2026-05-01",
        baseline_to="2026-07-31",
        target="80",
    )
    answer = client.post(url, sent)
    made = Benefit.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert (made.baseline, made.target, made.higher_is_better, made.state) == (
        Decimal("52.5"),
        Decimal(80),
        True,
        "baselined",
    )
    assert Notice.objects.filter(user=lone).count() == 1
    assert_clean_html(client.get(made.get_absolute_url()))


@pytest.mark.requirement("BEN-20")
def test_the_page_explains_that_quality_comes_before_economy_and_refuses_the_other_order() -> None:
    """Until one for citizens or staff is named, the form says so, suggests none for the economy, and saves none."""
    here, client = project(), client_of(holding())
    url = f"{reverse('benefits:new')}?projekt={here.public_id}"
    page = client.get(url)
    assert "Kvalitet før økonomi" in text_of(page)
    assert {point.bottom_line for point in page.context["suggestions"]} == {"citizen", "staff"}
    refused = client.post(url, filled(page.context["form"], title="Færre timer", bottom_line="economy"))
    assert refused.status_code == 200
    assert list(refused.context["form"].errors) == ["bottom_line"]
    benefit("Tryghed", of=here)
    assert "Kvalitet før økonomi" not in text_of(client.get(url))
    saved = client.post(url, filled(page.context["form"], title="Færre timer", bottom_line="economy"))
    assert saved.status_code == 302
    assert [one.bottom_line for one in Benefit.objects.order_by("pk")] == ["citizen", "economy"]


def test_a_technology_asks_at_most_five_questions_in_its_own_words() -> None:
    """The template's questions stand by themselves; a suggestion brings type, measure and beneficiary along."""
    client = client_of(holding())
    here = project(technology=technology("vasketoilet"))
    url = f"{reverse('benefits:new')}?projekt={here.public_id}&forslag=vasketoilet.paaroer"
    form = client.get(url).context["form"]
    asked = [str(form.fields[name].label) for name in form.asked_names]
    assert asked[0] == "Hvad skal borgeren kunne selv, for at toilettet hjælper?"
    assert max(len(template.questions) for template in tree_templates()) <= MOST_QUESTIONS
    assert form["beneficiary"].value() == code("beneficiary", "relatives").pk
    assert form["kind"].value() == code("benefit_citizen", "relatives_relieved").pk
    client.post(url, filled(form, risk_note="Den ene knap."))
    assert Benefit.objects.get().risk_note == "Den ene knap."


def test_the_page_of_a_benefit_tells_those_outside_neither_owner_nor_risk_nor_amount() -> None:
    """What other municipalities are shown is the number and its context."""
    lone = person("lone@syddjurs.example", "Lone Bisgaard")
    holding("unit_leader", in_unit=unit("Fyret"), user=lone)
    here = project(tier="municipalities")
    benefit("Tryghed", of=here)
    shared = benefit(
        "Færre timer",
        of=here,
        bottom_line="economy",
        owner=lone,
        risk_note="Ledelsen skifter",
        realisation="frees",
        yearly_value=Decimal(91000),
        group_note="34 borgere",
        tier="municipalities",
    )
    outside = text_of(client_of(holding(at="Norddjurs")).get(shared.get_absolute_url()))
    inside = text_of(client_of(holding()).get(shared.get_absolute_url()))
    secrets = ("Lone Bisgaard", "Ledelsen skifter", "91.000")
    assert [word in outside for word in (*secrets, "34 borgere")] == [False, False, False, True]
    assert [word in inside for word in (*secrets, "34 borgere")] == [True, True, True, True]


def test_a_benefit_is_judged_with_a_reason_and_signed_by_an_economist() -> None:
    """The owner judges on a page of its own; the economist's signature counts it as a saving."""
    here = project()
    benefit(of=here)
    money = benefit(
        "Lavere budget", of=here, bottom_line="economy", realisation="reduces", yearly_value=Decimal(120000)
    )
    client = client_of(holding())
    page = client.get(reverse("benefits:judge", args=[money.public_id]))
    assert_clean_html(page)
    sent = filled(page.context["form"], to_state="undocumented", version=money.version)
    refused = client.post(reverse("benefits:judge", args=[money.public_id]), sent)
    assert list(refused.context["form"].errors) == ["reason"]
    client.post(reverse("benefits:judge", args=[money.public_id]), sent | {"reason": "For få borgere."})
    money.refresh_from_db()
    assert (money.state, money.steps.get().reason) == ("undocumented", "For få borgere.")
    peter = client_of(holding("economist"))
    sign = reverse("benefits:sign", args=[money.public_id])
    assert_clean_html(peter.get(sign))
    assert client.post(sign, {"version": money.version}).status_code == 403
    peter.post(sign, {"version": money.version})
    money.refresh_from_db()
    assert (money.is_booked, money.signed_by_name) == (True, "economist syddjurs")
    assert "Godkendt af economist syddjurs" in text_of(client.get(money.get_absolute_url()))


def test_two_at_one_benefit_see_both_texts() -> None:
    """Who saves an older version is shown what stands."""
    made, client = benefit(), client_of(holding())
    url = reverse("benefits:edit", args=[made.public_id])
    sent = filled(client.get(url).context["form"], title="Min titel", version=made.version)
    assert client.post(url, sent | {"title": "Den førstes"}).status_code == 302
    assert client.post(url, sent).status_code == 409


def test_following_again_is_the_only_way_back() -> None:
    """A judged benefit is followed again; how far a profile is, nobody says by hand."""
    made = judge_benefit(by=SYSTEM, benefit=benefit(), to_state="not_realised", reason="Kom ikke.")
    client = client_of(holding())
    form = client.get(reverse("benefits:judge", args=[made.public_id])).context["form"]
    states = [value for value, _label in form.fields["to_state"].choices]
    assert states == ["realised", "partly", "undocumented", "too_early", "in_realisation"]


def test_a_leader_writes_for_the_own_unit_alone() -> None:
    """Another unit's benefit, and the whole municipality's, are the coordinator's."""
    home, other = unit("Fyret"), unit("Havnen")
    leader = actor("unit_leader", in_unit=home)
    here = project()
    with pytest.raises(Exception, match="din egen enhed"):
        benefit(by=leader, of=here, unit=other)
    assert benefit(by=leader, of=here, unit=home).unit == home
    assert municipality() == home.municipality


def test_a_point_of_another_project_is_no_node() -> None:
    """A benefit hangs on a point of its own project, once."""
    here, there = project("Her"), project("Der")
    point = node(tree(of=there), "Tryghed", "quality", line="citizen")
    with pytest.raises(Exception, match="andet projekt"):
        benefit(of=here, node=point)
    benefit(of=there, node=point)
    with pytest.raises(Exception, match="allerede en gevinst"):
        benefit("Igen", of=there, node=point)
