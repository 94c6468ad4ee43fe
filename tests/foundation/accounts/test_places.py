"""Where each role may be held: every role against every kind of place."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.people import code, municipality, supplier_partner, unit
from tovholder.foundation.accounts.roles import Place, check_place
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility import roles

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
WHOLE = {"municipality"}
UNIT = {"municipality", "unit"}
COUNCIL = {"municipality", "kind"}
REGION = {"region"}
OUTSIDE = {"partner"}
NOWHERE: set[str] = set()
PLACES = {
    "nowhere": NOWHERE,
    "municipality": WHOLE,
    "unit": UNIT,
    "council": COUNCIL,
    "region": REGION,
    "partner": OUTSIDE,
}
IN_WHOLE = {"coordinator", "programme_manager", "committee_member"}
IN_UNIT = {"unit_leader", "key_staff", "staff", "it_ambassador"}
EITHER = {
    "knowledge_person",
    "economist",
    "visitator_therapist",
    "it_department",
    "dpo",
    "med_amr",
    "reader",
}


def _expected(role: str) -> set[str]:
    """The places in which ``role`` may be held."""
    if role in IN_WHOLE:
        return {"municipality", "region"}
    if role in IN_UNIT:
        return {"unit"}
    if role in EITHER:
        return {"municipality", "unit", "region"}
    return {
        "council_member": {"council"},
        "region": {"region"},
        "supplier": {"partner"},
        "national_editor": {"nowhere"},
    }[role]


def _place(role: str, needs: set[str]) -> Place:
    where: Municipality | None = None
    if "municipality" in needs:
        where = municipality()
    elif "region" in needs:
        where = Municipality.objects.get(name="Region Midtjylland")
    return Place(
        code("role", role),
        where,
        unit() if "unit" in needs else None,
        supplier_partner() if "partner" in needs else None,
        code("council_kind", "disability_council") if "kind" in needs else None,
    )


def _fits(place: Place) -> bool:
    try:
        check_place(place, TODAY)
    except ValidationError:
        return False
    return True


ROLES = sorted(roles.TENANT_ROLES | {roles.NATIONAL_EDITOR, roles.SUPPLIER})


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_held_where_it_belongs_and_nowhere_else(role: str) -> None:
    """Eighteen roles against six kinds of place."""
    assert {name for name, needs in PLACES.items() if _fits(_place(role, needs))} == _expected(role)


def test_the_table_speaks_of_every_role_of_the_code_list() -> None:
    """A role that is added to the list must be added here."""
    assert list(Code.objects.of("role").order_by("code").values_list("code", flat=True)) == ROLES


@pytest.mark.parametrize(
    ("role", "needs", "field", "text"),
    [
        ("coordinator", UNIT, "unit", "Rollen gælder en hel kommune eller region."),
        ("coordinator", NOWHERE, "municipality", "Rollen gælder en hel kommune eller region."),
        ("staff", WHOLE, "unit", "Rollen skal høre til en enhed i kommunen."),
        ("council_member", WHOLE, "kind", "Vælg rådet."),
        ("region", WHOLE, "municipality", "Rollen kan kun gives i en region."),
        ("supplier", NOWHERE, "partner", "En leverandør skal høre til en partner."),
        ("national_editor", WHOLE, "municipality", "Rollen er national og har hverken kommune eller enhed."),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(role: str, needs: set[str], field: str, text: str) -> None:
    """The person who gives a role reads what is missing where they can mend it."""
    with pytest.raises(ValidationError) as told:
        check_place(_place(role, needs), TODAY)
    assert told.value.message_dict == {field: [text]}


def test_a_unit_of_another_municipality_or_a_closed_one_is_refused() -> None:
    """A role in a unit that is not there would open a door to nowhere."""
    foreign = unit("Bostedet Søen", municipality("Vejle"))
    closed = unit("Bostedet Åen")
    closed.closed_on = date(2026, 1, 1)
    told = []
    for wrong in (foreign, closed):
        with pytest.raises(ValidationError) as refused:
            check_place(Place(code("role", "staff"), municipality(), wrong), TODAY)
        told.append(refused.value.message_dict)
    assert told == [{"unit": ["Enheden hører til en anden kommune."]}, {"unit": ["Enheden er nedlagt."]}]


def test_a_retired_role_is_not_given() -> None:
    """A code that has run out is read, and no longer given."""
    retired = code("role", "reader")
    retired.valid_to = date(2026, 11, 20)
    with pytest.raises(ValidationError) as told:
        check_place(Place(retired, municipality()), TODAY)
    assert told.value.message_dict == {"role": ["Rollen findes ikke (længere)."]}
