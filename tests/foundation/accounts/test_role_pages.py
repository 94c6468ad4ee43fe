"""The pages on which roles are listed, given, ended and handed over."""

import csv
import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.pages import text_of
from tests.people import client_of, code, holding, municipality, person, supplier_partner, unit
from tovholder.foundation.accounts.models import HandOverItem, Invitation, RoleHolding
from tovholder.foundation.municipalities.models import Municipality

pytestmark = pytest.mark.django_db

ROLES = "/administration/roller/"
INVITE = "/administration/invitationer/ny/"


def _names(page: object) -> list[str]:
    return [row[0].user.name for row in page.context["rows"]]  # type: ignore[attr-defined]  # a response of the test client


def test_who_does_what_stands_on_one_page_unit_by_unit() -> None:
    """Everybody with a role today, leaders first, Danish order, a unit without people too; nobody from elsewhere."""
    lindely, aakanden = unit("Plejecenter Lindely"), unit("Bostedet Åkanden")
    unit("Bostedet Tomme")
    holding("staff", user=person("a@s.example", "Anna Aagaard"), in_unit=aakanden)
    holding("staff", user=person("oe@s.example", "Øjvind Bæk"), in_unit=aakanden)
    holding("unit_leader", user=person("l@s.example", "Åse Leder"), in_unit=aakanden)
    holding("staff", user=person("slut@s.example", "Slut Sluttet"), in_unit=lindely, ends_on=date(2026, 1, 1))
    holding("coordinator", at="Vejle", user=person("v@vejle.example", "Vejle Vibe"))
    page = client_of(holding("reader", user=person("r@s.example", "Rie Læser"))).get("/administration/")
    listed = [(staffing.unit.name, [post.user.name for post in staffing.posts]) for staffing in page.context["units"]]
    assert listed == [
        ("Bostedet Tomme", []),
        ("Bostedet Åkanden", ["Åse Leder", "Anna Aagaard", "Øjvind Bæk"]),
        ("Plejecenter Lindely", []),
    ]
    assert [post.user.name for post in page.context["whole"].posts] == ["Rie Læser"]
    assert (page.context["people"], page.context["unstaffed"]) == (4, 2)


def test_a_person_with_two_roles_in_a_place_stands_there_once() -> None:
    """Both roles beside the one name."""
    user = person()
    holding("coordinator", user=user)
    page = client_of(holding("it_department", user=user)).get("/administration/")
    (post,) = page.context["whole"].posts
    assert [held.role.code for held in post.holdings] == ["coordinator", "it_department"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Anna Aagaard", "Mette Holm", "Østen Bæk"]),
        ("?vis=all", ["Anna Aagaard", "Mette Holm", "Østen Bæk", "Åge Slut"]),
        ("?vis=ended", ["Åge Slut"]),
        ("?vis=coming", []),
        ("?rolle=staff", ["Anna Aagaard", "Østen Bæk"]),
        ("?rolle=staff&enhed=lindely", ["Østen Bæk"]),
    ],
)
def test_the_list_of_roles_is_filtered(query: str, names: list[str]) -> None:
    """By time, role and unit, in Danish order."""
    lindely = unit("Plejecenter Lindely")
    holding("staff", user=person("a@s.example", "Anna Aagaard"), in_unit=unit())
    holding("staff", user=person("o@s.example", "Østen Bæk"), in_unit=lindely)
    holding("reader", user=person("u@s.example", "Åge Slut"), ends_on=date(2026, 1, 1))
    client = client_of(holding("coordinator", user=person()))
    page = client.get(ROLES + query.replace("=lindely", f"={lindely.public_id}"))
    assert _names(page) == names
    assert page.context["page_obj"].paginator.count == len(names)


@pytest.mark.parametrize("query", ["?vis=noget", "?rolle=konge", "?enhed=1", "?rolle=supplier"])
def test_a_broken_filter_is_told(query: str) -> None:
    """400 and a page, on the list and on the file alike."""
    client = client_of(holding("coordinator"))
    assert [client.get(path + query).status_code for path in (ROLES, f"{ROLES}hent.csv")] == [400, 400]


def test_the_file_holds_the_filtered_list_with_formulas_made_harmless(settings: pytest.FixtureRequest) -> None:
    """What a spreadsheet opens: Danish letters, one row a role, no formula, and in the demo what the data are."""
    holding("reader", user=person("r@s.example", "=HYPERLINK(1)"), ends_on=date(2026, 12, 1))
    client = client_of(holding("coordinator", user=person()))
    settings.DEMO_MODE = True  # type: ignore[attr-defined]  # pytest-django's settings take any name
    answer = client.get(f"{ROLES}hent.csv?rolle=reader")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert rows[1:] == [
        ["'=HYPERLINK(1)", "r@s.example", "Læser", "", "Syddjurs", "", "", "2024-01-01", "2026-12-01", "Opfundne data"]
    ]
    assert (rows[0][0], rows[0][-1]) == ("Navn", "Bemærkning")
    sheet = load_workbook(io.BytesIO(client.get(f"{ROLES}hent.xlsx?rolle=reader").getvalue())).worksheets[0]
    assert [str(cell.value)[:10] for cell in sheet[2]][-3:] == ["2024-01-01", "2026-12-01", "Opfundne d"]
    told = json.loads(client.get(f"{ROLES}hent.json?rolle=reader").getvalue())["rows"]
    assert [(row["name"], row["role"]) for row in told] == [("=HYPERLINK(1)", "Læser")]


def test_the_list_asks_the_database_equally_often_for_two_and_for_thirty(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """Constant queries, 25 on a page."""
    client = client_of(holding("coordinator", user=person()))
    holding("reader", user=person("r0@s.example", "Nr. 0"))
    client.get(ROLES)
    with django_assert_max_num_queries(12) as few:
        client.get(ROLES)
    for at in range(1, 30):
        holding("reader", user=person(f"r{at}@s.example", f"Nr. {at}"))
    with django_assert_max_num_queries(12) as many:
        page = client.get(ROLES)
    assert (len(few), len(_names(page))) == (len(many), 25)


def test_a_role_is_given_in_two_steps_that_ask_for_what_it_needs() -> None:
    """First the role; then person, unit and dates, and nothing that a staff role does not have."""
    jens = holding("reader", user=person("jens@s.example", "Jens Dahl")).user
    place = unit()
    client = client_of(holding("coordinator", user=person()))
    first = client.get(f"{ROLES}giv/")
    assert "IT-ambassadør" in first.content.decode()
    second = client.get(f"{ROLES}giv/?rolle=staff")
    assert list(second.context["form"].fields) == ["user", "unit", "starts_on", "ends_on"]
    answer = client.post(
        f"{ROLES}giv/?rolle=staff",
        {"user": jens.public_id, "unit": place.public_id, "starts_on": "2026-12-01", "ends_on": "2027-05-31"},
    )
    assert answer["Location"] == ROLES
    held = RoleHolding.objects.get(role__code="staff")
    assert (held.user, held.unit, held.starts_on, held.ends_on) == (jens, place, date(2026, 12, 1), date(2027, 5, 31))


@pytest.mark.parametrize(
    ("by", "role", "fields"),
    [
        ("coordinator", "reader", ["name", "email", "unit"]),
        ("coordinator", "council_member", ["name", "email", "kind"]),
        ("coordinator", "programme_manager", ["name", "email"]),
        ("unit_leader", "staff", ["name", "email", "unit"]),
        ("national_editor", "coordinator", ["name", "email", "municipality"]),
        ("national_editor", "supplier", ["name", "email", "partner"]),
        ("national_editor", "national_editor", ["name", "email"]),
    ],
)
def test_an_invitation_asks_for_what_the_role_needs(by: str, role: str, fields: list[str]) -> None:
    """The second step has exactly the questions of that role."""
    client = client_of(holding(by, in_unit=unit() if by == "unit_leader" else None))
    assert list(client.get(f"{INVITE}?rolle={role}").context["form"].fields) == fields


def test_an_editor_opens_a_municipality_by_inviting_its_coordinator() -> None:
    """Any municipality; the coordinator's invitation then stands in both lists."""
    client = client_of(holding("national_editor"))
    where = municipality("Vejle")
    client.post(f"{INVITE}?rolle=coordinator", {"name": "Bo", "email": "bo@vejle.example", "municipality": where.pk})
    made = Invitation.objects.get()
    assert (made.email, made.municipality, made.role.code) == ("bo@vejle.example", where, "coordinator")


def test_an_editor_invites_a_supplier_of_a_partner() -> None:
    """A supplier belongs to a partner and to no municipality."""
    partner = supplier_partner()
    client = client_of(holding("national_editor"))
    client.post(f"{INVITE}?rolle=supplier", {"name": "Ib", "email": "ib@firma.example", "partner": partner.public_id})
    made = Invitation.objects.get()
    assert (made.partner, made.municipality) == (partner, None)


def test_a_unit_leader_invites_into_the_own_unit_alone() -> None:
    """The form offers the own unit; another unit's id is no choice; another role is not offered."""
    own, other = unit(), unit("Plejecenter Lindely")
    client = client_of(holding("unit_leader", in_unit=own))
    refused = client.post(f"{INVITE}?rolle=staff", {"name": "A", "email": "a@s.example", "unit": other.public_id})
    assert list(refused.context["form"].errors) == ["unit"]
    assert client.get(f"{INVITE}?rolle=dpo").templates[0].name == "accounts/choose_role.html"
    client.post(f"{INVITE}?rolle=staff", {"name": "A", "email": "a@s.example", "unit": own.public_id})
    assert Invitation.objects.get().unit == own


@pytest.mark.requirement("ORG-07")
def test_ending_a_coordinators_role_on_the_page_asks_for_the_hand_over() -> None:
    """Nothing typed is lost when the form comes back; with items the successor gets the list and ticks it off."""
    leaving = holding("coordinator", user=person())
    stays = client_of(holding("programme_manager"))
    end = f"{ROLES}{leaving.public_id}/afslut/"
    back = stays.post(end, {"version": 1, "ends_on": "2026-11-30", "handover": "   "})
    assert back.context["form"].errors["deputy"] == [
        "Vælg en stedfortræder, eller skriv mindst ét punkt, som skal overdrages."
    ]
    assert 'value="30"' in back.content.decode()
    done = stays.post(end, {"version": 1, "ends_on": "2026-11-30", "handover": "Aftalen\r\n\r\nMappen"})
    handover = f"{ROLES}{leaving.public_id}/overdragelse/"
    assert done["Location"] == handover
    items = list(HandOverItem.objects.all())
    assert [item.text for item in items] == ["Aftalen", "Mappen"]
    stays.post(f"/administration/overdragelse/{items[0].public_id}/overtaget/")
    page = stays.get(handover)
    assert (page.context["left"], "1 punkt venter" in page.content.decode()) == (1, True)


def test_the_second_who_ends_a_role_sees_both_answers() -> None:
    """409: what was typed stands beside what the first decided, and can be sent again."""
    held = holding("reader")
    client = client_of(holding("coordinator"))
    end = f"{ROLES}{held.public_id}/afslut/"
    client.post(end, {"version": 1, "ends_on": "2026-12-01"})
    late = client.post(end, {"version": 1, "ends_on": "2026-12-24"})
    assert late.status_code == 409
    text = late.content.decode()
    assert ("24. december 2026" in text, "1. december 2026" in text) == (True, True)
    client.post(end, {"version": 2, "ends_on": "2026-12-24"})
    assert RoleHolding.objects.get(pk=held.pk).ends_on == date(2026, 12, 24)


def test_a_role_is_taken_back_on_the_page() -> None:
    """Given today by mistake, gone today."""
    held = holding("reader", starts_on=date(2026, 11, 21))
    client = client_of(holding("coordinator"))
    assert client.post(f"{ROLES}{held.public_id}/tag-tilbage/")["Location"] == ROLES
    assert not RoleHolding.objects.filter(pk=held.pk).exists()


def test_a_region_works_in_the_product_as_a_municipality_does() -> None:
    """Its person invites into the region and sees its people; it is none of the 98."""
    region = Municipality.objects.get(name="Region Midtjylland")
    client = client_of(holding("region", at=region, user=person("r@rm.example", "Regina Region")))
    client.post(f"{INVITE}?rolle=reader", {"name": "A", "email": "a@rm.example"})
    assert Invitation.objects.get().municipality == region
    page = client.get("/administration/")
    assert [post.user.name for post in page.context["whole"].posts] == ["Regina Region"]
    assert (Municipality.objects.municipalities().count(), region.kind) == (98, "region")


def test_the_council_of_a_member_is_kept() -> None:
    """A council member is one of a certain council."""
    client = client_of(holding("coordinator"))
    council = code("council_kind", "senior_council")
    client.post(f"{INVITE}?rolle=council_member", {"name": "K", "email": "k@s.example", "kind": council.code})
    assert Invitation.objects.get().kind == council


def test_units_without_people_stand_together_with_what_to_do() -> None:
    """One list at the end, instead of an empty table each."""
    unit("Bostedet Tomme")
    holding("staff", user=person("a@s.example", "Anna Aagaard"), in_unit=unit("Bostedet Åkanden"))
    text = text_of(client_of(holding()).get("/administration/"))
    assert text.index("Bostedet Åkanden") < text.index("Anna Aagaard") < text.index("Enheder uden personer")
    assert text.index("Inviter den, der leder enheden.") < text.index("Bostedet Tomme")
