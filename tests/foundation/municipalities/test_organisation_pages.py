"""The organisation's pages: what they show, whom they let in, and that nobody loses what they typed."""

import io
import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.pages import assert_clean_html, text_of
from tests.people import client_of, code, holding, municipality, supplier_partner, unit
from tovholder.foundation.codes.selectors import list_counts
from tovholder.foundation.municipalities.codelists import LIST_NAMES
from tovholder.foundation.municipalities.models import Administration, Partner, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> Client:
    """A browser of Syddjurs's coordinator."""
    return client_of(holding("coordinator"))


def _administration(name: str = "Social og Sundhed", at: str = "Syddjurs") -> Administration:
    return Administration.objects.create(name=name, municipality=municipality(at))


def test_the_overview_of_a_new_municipality_says_what_to_do(coordinator: Client) -> None:
    """Nothing yet is a beginning, not an error."""
    page = coordinator.get(reverse("municipalities:overview"))
    assert_clean_html(page)
    assert "I har ingen forvaltninger og enheder endnu" in text_of(page)


@pytest.mark.requirement("ORG-03", "ORG-04")
def test_the_overview_shows_two_levels_with_the_word_of_each_type(coordinator: Client) -> None:
    """A nursing home is called Plejecenter because its type says so."""
    branch = _administration()
    home = unit("Solgården", type_code="care_home")
    home.target_groups.add(code("target_group", "dementia"))
    Unit.objects.filter(pk=home.pk).update(administration=branch)
    page = coordinator.get(reverse("municipalities:overview"))
    assert "Social og Sundhed" in text_of(page)
    assert "Solgården Plejecenter Borgere med demens" in text_of(page)


def test_the_overview_costs_the_same_however_many_units(
    coordinator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Fifty units in ten administrations, and no query more."""
    for n in range(10):
        branch = _administration(f"Forvaltning {n}")
        for m in range(5):
            Unit.objects.filter(pk=unit(f"Enhed {n}-{m}").pk).update(administration=branch)
    with django_assert_max_num_queries(12):
        assert coordinator.get(reverse("municipalities:overview")).status_code == 200


def test_a_coordinator_makes_an_administration_and_a_unit_by_forms(coordinator: Client) -> None:
    """From the empty overview to a unit's page."""
    coordinator.post(reverse("municipalities:new_administration"), {"name": "Ældre"})
    branch = Administration.objects.get()
    answer = coordinator.post(
        reverse("municipalities:new_unit"),
        {
            "name": "Fyret",
            "type": code("unit_type", "housing").pk,
            "administration": branch.pk,
            "target_groups": [code("target_group", "autism").pk],
            "address": "Havnen 1",
        },
        follow=True,
    )
    made = Unit.objects.get()
    assert answer.redirect_chain == [(reverse("municipalities:unit", args=[made.public_id]), 302)]
    assert (made.administration, made.municipality, made.target_groups.get().code) == (branch, municipality(), "autism")
    assert_clean_html(answer)
    assert "Fyret er oprettet." in text_of(answer)


def test_a_taken_name_comes_back_with_what_was_typed(coordinator: Client) -> None:
    """The refusal of the database is told in words on the form."""
    _administration("Ældre")
    page = coordinator.post(reverse("municipalities:new_administration"), {"name": "Ældre"})
    assert_clean_html(page)
    assert "Kommunen har allerede en forvaltning med det navn." in text_of(page)
    assert Administration.objects.count() == 1


def test_the_second_of_two_editors_sees_both_versions_and_can_save_again(coordinator: Client) -> None:
    """Conflict: status 409, what I typed beside what stands, and the new version to save on."""
    made = unit("Fyret")
    url = reverse("municipalities:edit_unit", args=[made.public_id])
    typed = {"type": made.type_id, "administration": "", "address": ""}
    assert coordinator.post(url, {**typed, "name": "Fyret Nord", "version": 1}).status_code == 302
    page = coordinator.post(url, {**typed, "name": "Fyret Syd", "version": 1})
    assert page.status_code == 409
    assert_clean_html(page)
    assert "Du skrev Fyret Syd Nu står der Fyret Nord" in text_of(page)
    assert b'name="version" value="2"' in page.content
    assert coordinator.post(url, {**typed, "name": "Fyret Syd", "version": 2}).status_code == 302
    assert Unit.objects.get().name == "Fyret Syd"


def test_a_unit_leader_edits_the_own_unit_and_no_other(coordinator: Client) -> None:
    """The leader may describe the unit, and not close it."""
    own, other = unit("Fyret"), unit("Øen")
    leader = client_of(holding("unit_leader", in_unit=own))
    answers = [
        leader.get(reverse(f"municipalities:{name}", args=[item.public_id])).status_code
        for item in (own, other)
        for name in ("unit", "edit_unit", "close_unit", "merge_unit")
    ]
    assert answers == [200, 200, 403, 403, 200, 403, 403, 403]


def test_units_are_merged_after_a_preview_and_the_old_one_links_to_the_new(coordinator: Client) -> None:
    """Choose, see what moves, merge; the old page says where it went."""
    old, new = unit("Øen"), unit("Fyret")
    url = reverse("municipalities:merge_unit", args=[old.public_id])
    assert_clean_html(coordinator.get(url))
    preview = coordinator.get(url, {"til": str(new.public_id)})
    assert_clean_html(preview)
    assert "Øen → Fyret" in text_of(preview)
    old.refresh_from_db()
    assert old.closed_on is None
    done = coordinator.post(url, {"til": str(new.public_id)}, follow=True)
    assert "Øen er lagt sammen med Fyret." in text_of(done)
    page = coordinator.get(reverse("municipalities:unit", args=[old.public_id]))
    assert_clean_html(page)
    assert "Enheden er lagt sammen med Fyret" in text_of(page)
    assert coordinator.get(reverse("municipalities:edit_unit", args=[old.public_id])).status_code == 404


def test_a_unit_is_closed_from_a_day_and_folded_away_on_the_overview(coordinator: Client) -> None:
    """Closed things stay readable under a fold."""
    made = unit("Øen")
    url = reverse("municipalities:close_unit", args=[made.public_id])
    assert_clean_html(coordinator.get(url))
    coordinator.post(url, {"on_day": "1", "on_month": "11", "on_year": "2026"})
    made.refresh_from_db()
    assert made.closed_on == date(2026, 11, 1)
    assert "Nedlagte forvaltninger og enheder" in text_of(coordinator.get(reverse("municipalities:overview")))
    coordinator.post(reverse("municipalities:reopen_unit", args=[made.public_id]))
    made.refresh_from_db()
    assert made.closed_on is None


@pytest.mark.requirement("ORG-01")
def test_another_municipalitys_coordinator_finds_nothing_of_ours() -> None:
    """Every address of our records answers as if it were not there, to reading and to writing."""
    branch, made = _administration(), unit("Fyret")
    partner = Partner.objects.create(name="Broen", municipality=municipality(), kind=code("partner_kind", "education"))
    stranger = client_of(holding("coordinator", at="Randers"))
    addresses = [
        *(
            reverse(f"municipalities:{name}", args=[branch.public_id])
            for name in ("edit_administration", "close_administration")
        ),
        *(
            reverse(f"municipalities:{name}", args=[made.public_id])
            for name in ("unit", "edit_unit", "close_unit", "merge_unit")
        ),
        *(reverse(f"municipalities:{name}", args=[partner.public_id]) for name in ("partner", "edit_partner")),
    ]
    writes = [
        *addresses,
        reverse("municipalities:reopen_administration", args=[branch.public_id]),
        reverse("municipalities:reopen_unit", args=[made.public_id]),
    ]
    assert {stranger.get(url).status_code for url in addresses} == {404}
    assert {stranger.post(url, {"name": "Overtaget", "version": 1}).status_code for url in writes} == {404}
    assert "Fyret" not in text_of(stranger.get(reverse("municipalities:overview")))


def test_the_form_offers_no_administration_of_another_municipality(coordinator: Client) -> None:
    """A foreign key sent by hand is refused by the form."""
    foreign = _administration("Omsorg", "Randers")
    page = coordinator.post(
        reverse("municipalities:new_unit"),
        {"name": "Fyret", "type": code("unit_type", "housing").pk, "administration": foreign.pk, "address": ""},
    )
    assert page.status_code == 200
    assert not Unit.objects.exists()


def test_partners_are_found_by_kind_and_danish_text(coordinator: Client) -> None:
    """Shared ones and the own municipality's, by any spelling of æ, ø and å."""
    supplier_partner("Skærmfirmaet A/S")
    Partner.objects.create(name="Århus Frivilligcenter", kind=code("partner_kind", "volunteer_centre"))
    url = reverse("municipalities:partners")
    assert_clean_html(coordinator.get(url))
    by_text = text_of(coordinator.get(url, {"q": "aarhus"}))
    assert ("Århus Frivilligcenter" in by_text, "Skærmfirmaet A/S" in by_text) == (True, False)
    by_kind = text_of(coordinator.get(url, {"slags": "it_supplier"}))
    assert ("Århus Frivilligcenter" in by_kind, "Skærmfirmaet A/S" in by_kind) == (False, True)
    nothing = coordinator.get(url, {"q": "findes ikke"})
    assert "Ingen partnere passer til det, du søger" in text_of(nothing)


def test_an_unknown_filter_is_told_with_400(coordinator: Client) -> None:
    """A broken link is not answered with a wrong list."""
    page = coordinator.get(reverse("municipalities:partners"), {"slags": "'; drop table"})
    assert page.status_code == 400
    assert_clean_html(page)
    assert "Filteret “slags” kender vi ikke." in text_of(page)


def test_the_found_partners_come_as_a_file(coordinator: Client) -> None:
    """The filters of the page hold in the file; another municipality's partner is in neither."""
    Partner.objects.create(
        name="=1+1 Frivilligcenter", municipality=municipality(), kind=code("partner_kind", "volunteer_centre")
    )
    Partner.objects.create(
        name="Andres center", municipality=municipality("Aarhus"), kind=code("partner_kind", "volunteer_centre")
    )
    supplier_partner("Skærmfirmaet A/S")
    wanted = {"slags": "volunteer_centre"}
    page = coordinator.get(reverse("municipalities:partners"), wanted).content.decode()
    addresses = {kind: reverse("municipalities:partners_file", args=[kind]) for kind in ("csv", "xlsx", "json")}
    assert [f'href="{address}?slags=volunteer_centre"' in page for address in addresses.values()] == [True] * 3
    files = {kind: coordinator.get(address, wanted).getvalue() for kind, address in addresses.items()}
    assert files["csv"].decode().splitlines()[1:] == ["'=1+1 Frivilligcenter;Frivilligcenter;Syddjurs;;"]
    sheet = load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
    assert list(sheet.values)[1:] == [("'=1+1 Frivilligcenter", "Frivilligcenter", "Syddjurs", None, None)]
    assert [row["name"] for row in json.loads(files["json"])["rows"]] == ["=1+1 Frivilligcenter"]
    assert coordinator.get(reverse("municipalities:partners_file", args=["pdf"])).status_code == 400


def test_the_list_of_partners_is_paged_at_a_constant_cost(
    coordinator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Sixty partners are three pages of at most twenty-five."""
    for n in range(60):
        supplier_partner(f"Firma {n:02}")
    with django_assert_max_num_queries(10):
        page = coordinator.get(reverse("municipalities:partners"), {"side": "3"})
    assert page.content.count(b'<th scope="row"') == 10


@pytest.mark.requirement("ORG-22")
def test_shared_partners_are_kept_by_national_editors_and_own_ones_by_coordinators(coordinator: Client) -> None:
    """Who keeps what: the editor the shared, the coordinator the own; each sees the other's without a pen."""
    editor = client_of(holding("national_editor"))
    new = {"name": "Broen", "kind": code("partner_kind", "education").pk, "website": "", "experience": "Praktikanter"}
    editor.post(reverse("municipalities:new_partner"), {**new, "name": "Fælles"})
    coordinator.post(reverse("municipalities:new_partner"), new)
    shared, own = Partner.objects.get(name="Fælles"), Partner.objects.get(name="Broen")
    assert (shared.municipality, own.municipality) == (None, municipality())
    edit = [reverse("municipalities:edit_partner", args=[item.public_id]) for item in (shared, own)]
    assert [coordinator.get(url).status_code for url in edit] == [403, 200]
    assert [editor.get(url).status_code for url in edit] == [200, 404]
    page = coordinator.get(reverse("municipalities:partner", args=[own.public_id]))
    assert_clean_html(page)
    assert "Praktikanter" in text_of(page)


def test_a_script_for_a_website_is_refused(coordinator: Client) -> None:
    """Only addresses of the web become links."""
    new = {"name": "Broen", "kind": code("partner_kind", "education").pk, "experience": ""}
    page = coordinator.post(reverse("municipalities:new_partner"), {**new, "website": "javascript:alert(1)"})
    assert page.status_code == 200
    assert not Partner.objects.exists()


def test_suppliers_do_not_read_what_is_said_of_partners() -> None:
    """Experience with suppliers is for those who buy."""
    supplier = client_of(holding("supplier"))
    assert supplier.get(reverse("municipalities:partners")).status_code == 403


@pytest.mark.requirement("LAW-07")
def test_the_code_lists_show_their_dates_to_everybody_logged_in() -> None:
    """A paragraph that ends says when, and whether it holds today."""
    reader = client_of(holding("supplier"))
    lists = reader.get(reverse("municipalities:codes"))
    assert_clean_html(lists)
    assert "Paragraffer" in text_of(lists)
    page = reader.get(reverse("municipalities:code_list", args=["paragraph"]))
    assert_clean_html(page)
    ends = "SUL § 119 Patientrettet forebyggelse SUL-119-patient Uden start 31. december 2026 Gælder"
    assert ends in text_of(page)
    assert reader.get(reverse("municipalities:code_list", args=["ukendt"])).status_code == 404


def test_every_code_list_has_a_danish_name() -> None:
    """A list without a name would be invisible on the page."""
    assert set(list_counts()) <= set(LIST_NAMES)


@pytest.mark.requirement("ORG-02")
def test_a_regions_coordinator_works_as_a_municipalitys() -> None:
    """The region's own overview, units and forms."""
    region = municipality("Region Midtjylland")
    by = client_of(holding("region", at=region))
    assert "Region Midtjylland" in text_of(by.get(reverse("municipalities:overview")))
    by.post(reverse("municipalities:new_unit"), {"name": "Øst", "type": code("unit_type", "housing").pk})
    assert Unit.objects.get().municipality == region
