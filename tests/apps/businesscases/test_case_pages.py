"""The pages of business cases: whole HTML, the way through the questions, what the buttons do, and how many queries."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.businesscase import ANSWERS, answered, screen_visits
from tests.landkort import project
from tests.measuring import benefit
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, holding, municipality, unit
from tovholder.apps.businesscases.actions import CaseFacts, change_case, freeze_case, record_actual
from tovholder.apps.businesscases.documents import computed
from tovholder.apps.businesscases.ends import forget_person, move_unit
from tovholder.apps.businesscases.models import BusinessCase, Line, Signature
from tovholder.apps.businesscases.part_actions import AssumptionFacts, change_assumption
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def at(name: str, *args: Any) -> str:
    """An address of the room."""
    return reverse(f"businesscases:{name}", args=args)


def ranged(case: BusinessCase) -> None:
    """Give the number of citizens a range."""
    one = case.assumptions.get(key="citizens")
    low, high = Decimal(10), Decimal(60)
    facts = AssumptionFacts(label=one.label, unit=one.unit, likely=one.likely, low=low, high=high)
    change_assumption(by=SYSTEM, assumption=one, facts=facts)


def test_pages_are_whole_with_and_without_content() -> None:
    """Empty states first, then a case with answers, a version and a year's numbers."""
    client = client_of(holding())
    assert_clean_html(client.get(at("list")))
    assert_clean_html(client.get(at("new")))
    case = screen_visits()
    for name in ("case", "uncertainty", "new_assumption", "new_line", "edit", "delete", "freeze", "new_actual"):
        assert_clean_html(client.get(at(name, case.public_id)))
    answered(case)
    ranged(case)
    version = freeze_case(by=SYSTEM, case=case, occasion="Udvalget")
    record_actual(by=SYSTEM, case=case, year=2026, costs=Decimal(1), booked=Decimal(0))
    for name in ("case", "uncertainty"):
        assert_clean_html(client.get(at(name, case.public_id)))
    assert_clean_html(client.get(f"{at('new_line', case.public_id)}?beregning=visit_split"))
    assert_clean_html(client.get(at("version", version.public_id)))
    assert_clean_html(client.get(at("list")))


@pytest.mark.requirement("ECO-01")
def test_a_leader_comes_from_nothing_to_a_result_by_the_questions() -> None:
    """Begin, answer five screens in Danish and English numbers, and read the result."""
    here = unit("Fyret")
    client = client_of(holding("unit_leader", in_unit=here))
    sent = {"pattern": "skaermbesoeg", "title": "Skærmbesøg", "unit": here.pk, "start_year": 2027, "horizon": 4}
    begun = client.post(at("new"), sent)
    case = BusinessCase.objects.get()
    assert begun["Location"] == at("questions", case.public_id, 1)
    typed = {key: str(value) for key, value in ANSWERS.items()} | {"support": "30.000,00", "device": "2,000.00"}
    sent_on = [client.post(at("questions", case.public_id, step), typed | {"payer": "own"}) for step in range(1, 6)]
    assert [answer["Location"] for answer in sent_on] == [
        *(at("questions", case.public_id, step) for step in range(2, 6)),
        case.get_absolute_url(),
    ]
    assert "568.257 kr." in text_of(client.get(case.get_absolute_url()))


def test_what_is_typed_wrong_stands_at_its_question_and_nothing_is_lost() -> None:
    """Nought citizens and a number with two meanings: told at the fields, and what was right is still there."""
    case = screen_visits()
    client = client_of(holding())
    first = client.post(at("questions", case.public_id, 1), {"citizens": "0", "visits": "7"})
    assert_clean_html(first)
    assert list(first.context["form"].errors) == ["citizens"]
    assert 'value="7"' in first.content.decode()
    second = client.post(at("questions", case.public_id, 4), {"support": "30,000"})
    assert list(second.context["form"].errors) == ["support"]
    assert case.assumptions.filter(likely__isnull=False).values_list("key", flat=True).get() == "weeks"


@pytest.mark.requirement("BEN-07")
def test_an_economist_signs_and_nobody_else() -> None:
    """The leader and the coordinator may not; the economist may, on the page, and takes it back."""
    case = answered(screen_visits())
    line = case.lines.get(key="km")
    sign, unsign = at("sign", line.public_id), at("unsign", line.public_id)
    assert client_of(holding()).post(sign, {"budget": "Kørsel"}).status_code == 403
    economist = client_of(holding("economist"))
    assert "49.680 kr. om året" in text_of(economist.get(sign))
    economist.post(sign, {"budget": "Kørsel", "seen": economist.get(sign).context["form"]["seen"].value()})
    assert "Underskrevet af" in text_of(economist.get(case.get_absolute_url()))
    economist.post(unsign)
    assert "Mangler en økonoms underskrift" in text_of(economist.get(case.get_absolute_url()))
    elsewhere = client_of(holding("economist", at="Randers"))
    assert elsewhere.post(sign, {"budget": "Kørsel"}).status_code == 404


def test_lines_and_assumptions_are_added_changed_and_removed_on_pages() -> None:
    """An economist adds an assumption and a cost that rests on it, changes it, and takes both off."""
    case = answered(screen_visits())
    client = client_of(holding("economist"))
    sent = {"label": "Forsikring", "unit": "kr/year", "likely": "1.500,50", "price_year": 2026}
    client.post(at("new_assumption", case.public_id), sent)
    one = case.assumptions.get(label="Forsikring")
    assert (one.key, one.likely) == ("forsikring", Decimal("1500.5"))
    line_form = {"label": "Forsikring", "slot_amount": one.key, "ways": ["this"], "party": "other", "from_month": "0"}
    client.post(f"{at('new_line', case.public_id)}?beregning=yearly_amount", line_form)
    line = Line.objects.get(label="Forsikring")
    changed = client.post(at("edit_line", line.public_id), line_form | {"party": "supplier", "version": line.version})
    assert changed.status_code == 302
    assert Line.objects.get(pk=line.pk).party == "supplier"
    stale = client.post(at("edit_line", line.public_id), line_form | {"version": line.version})
    assert stale.status_code == 409
    client.post(at("remove_line", line.public_id))
    client.post(at("remove_assumption", one.public_id))
    assert (case.lines.filter(pk=line.pk).exists(), case.assumptions.filter(pk=one.pk).exists()) == (False, False)


def test_the_simulation_is_made_on_request_alone() -> None:
    """The page shows the tornado at once; the draws, the risk and the value of knowing come when asked for."""
    case = answered(screen_visits())
    ranged(case)
    client = client_of(holding())
    calm = text_of(client.get(at("uncertainty", case.public_id)))
    assert "Hvad betyder mest?" in calm
    assert "Risikoen for at tabe" not in calm
    asked = text_of(client.get(at("uncertainty", case.public_id), {"traek": "ja"}))
    assert "Risikoen for at tabe" in asked
    assert "20.000" in asked


def test_a_case_that_was_decided_on_cannot_be_thrown_away() -> None:
    """Without a version it goes; with one it stays and says why."""
    client = client_of(holding())
    gone, kept = screen_visits(), answered(screen_visits(title="Besluttet"))
    freeze_case(by=SYSTEM, case=kept, occasion="Udvalget")
    client.post(at("delete", gone.public_id))
    answer = client.post(at("delete", kept.public_id), follow=True)
    assert [case.title for case in BusinessCase.objects.all()] == ["Besluttet"]
    assert "Sagen bliver" in text_of(answer)


def test_a_project_shows_its_case_and_begins_one() -> None:
    """The panel on the project's page, for its own municipality."""
    shown = project()
    client = client_of(holding())
    empty = text_of(client.get(shown.get_absolute_url()))
    assert "Projektet har ingen business case endnu." in empty
    answered(screen_visits(project=shown, title="Sagen om skærme"))
    assert "Sagen om skærme" in text_of(client.get(shown.get_absolute_url()))
    assert "Sagen om skærme" not in text_of(client_of(holding(at="Randers")).get(shown.get_absolute_url()))
    named = client.get(at("new"), {"projekt": str(shown.public_id)})
    assert named.context["form"].initial["title"] == shown.title


def test_the_list_costs_the_same_for_one_case_and_for_many() -> None:
    """A constant number of queries, though every case is computed."""
    client = client_of(holding())
    answered(screen_visits())
    client.get(at("list"))
    with CaptureQueriesContext(connection) as one:
        client.get(at("list"))
    for number in range(4):
        answered(screen_visits(title=f"Sag {number}"))
    with CaptureQueriesContext(connection) as many:
        page = client.get(at("list"), {"tilstand": "kladde", "q": "sag"})
    assert len(many) == len(one)
    assert "4 af 5 sager" in text_of(page)


def test_a_person_who_left_answers_for_nothing_and_units_move() -> None:
    """Owners are taken off; a unit that is merged takes its cases along."""

    held = holding("economist")
    case = screen_visits(unit=unit("Fyret"), owner=held.user)
    assert forget_person(held.user.public_id, by=SYSTEM) == 1
    assert move_unit(by=SYSTEM, old=unit("Fyret"), new=unit("Havnen")) == 1
    moved = BusinessCase.objects.get(pk=case.pk)
    assert (moved.owner, moved.unit, moved.municipality) == (None, unit("Havnen"), municipality())
    assert computed(moved).problems == ()


def test_nobody_signs_another_amount_than_they_read() -> None:
    """An answer that somebody changed while the page stood open is shown before it is signed."""
    case = answered(screen_visits())
    economist, sign = client_of(holding("economist")), at("sign", case.lines.get(key="km").public_id)
    seen = economist.get(sign).context["form"]["seen"].value()
    answered(case, km=24)
    refused = economist.post(sign, {"budget": "Kørsel", "seen": seen})
    assert "Beløbet er ændret, siden I åbnede siden." in text_of(refused)
    unread = economist.post(sign, {"budget": "Kørsel"})
    assert "Læs beløbet på siden, før du skriver under." in text_of(unread)
    assert not Signature.objects.exists()
    economist.post(sign, {"budget": "Kørsel", "seen": economist.get(sign).context["form"]["seen"].value()})
    assert Signature.objects.get().amount == 2 * Decimal(seen)


def test_a_case_of_another_project_stands_for_none_of_the_first_ones_benefits() -> None:
    """A line that stood for a benefit lets go of it when the case moves to another project."""
    first, second = project("Først"), project("Siden")
    case = answered(screen_visits(project=first))
    line = case.lines.get(key="km")
    Line.objects.filter(pk=line.pk).update(benefit=benefit(of=first))
    kept = {name: getattr(case, name) for name in CaseFacts.__dataclass_fields__}
    change_case(by=SYSTEM, case=case, facts=CaseFacts(**kept))
    assert Line.objects.get(pk=line.pk).benefit is not None
    change_case(by=SYSTEM, case=case, facts=CaseFacts(**(kept | {"project": second})))
    assert Line.objects.get(pk=line.pk).benefit is None
