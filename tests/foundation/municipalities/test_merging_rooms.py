"""What each room does with the records of a municipality that becomes part of another, also where both have one."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from tests.landkort import project, technology
from tests.pages import text_of
from tests.people import actor, client_of, code, holding, municipality, unit
from tovholder.apps.cases.models import Case
from tovholder.apps.citizens.actions import create_alias
from tovholder.apps.citizens.models import CitizenAlias
from tovholder.apps.products.models import Proposal
from tovholder.apps.products.public import propose_product
from tovholder.apps.projects.outside import OUTSIDE_KEY_LENGTH, OutsideKey
from tovholder.apps.technologies.definitions import define_locally
from tovholder.apps.technologies.models import LocalDefinition
from tovholder.foundation.accounts.log import log_of, people_in_log
from tovholder.foundation.accounts.models import HandOverItem, RoleHolding
from tovholder.foundation.accounts.selectors import open_handovers
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.jobs.public import Job, enqueue
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.public import create_administration
from tovholder.foundation.tables.models import ColumnMemory, ImportBatch
from tovholder.foundation.tables.selectors import remembered_headings
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _old() -> Municipality:
    return municipality("Norddjurs")


def _merged() -> None:
    merge_municipality(_old(), into=municipality(), by=SYSTEM)


def test_aliases_follow_their_unit_and_keep_their_last_day() -> None:
    """The unit's staff read them as before; nobody else does."""
    fyret = unit("Fyret", _old())
    create_alias(
        unit=fyret,
        alias="Lærke",
        purpose="Træning",
        legal_basis=code("alias_basis", "consent"),
        collected_on=date(2026, 11, 1),
        delete_on=date(2027, 11, 1),
        by=SYSTEM,
    )
    _merged()
    fyret.refresh_from_db()
    seen = CitizenAlias.objects.visible_to(actor("staff", in_unit=fyret))
    assert [(alias.alias, alias.delete_on) for alias in seen] == [("Lærke", date(2027, 11, 1))]
    assert not CitizenAlias.objects.visible_to(actor()).exists()


def test_definitions_move_and_where_both_have_one_both_stand() -> None:
    """The new municipality's own stays as it is; the old one's stands beside it with its name and who may see it."""
    both, alone = technology("skaermbesoeg"), technology("gps_ur")
    fyret = unit("Fyret", _old())
    new, old = actor(), actor(at="Norddjurs")
    define_locally(by=new, technology=both, counts="Vores", tier="public")
    define_locally(by=old, technology=both, counts="Deres", tier="municipality")
    define_locally(by=old, technology=alone, counts="Kun deres", tier="municipalities")
    define_locally(by=old, technology=both, counts="Enhedens", tier="municipality", unit=fyret)
    _merged()
    told = {
        item.counts: (item.municipality.name, item.tier, item.former_municipality and item.former_municipality.name)
        for item in LocalDefinition.objects.all()
    }
    assert told == {
        "Vores": ("Syddjurs", "public", None),
        "Deres": ("Syddjurs", "municipality", "Norddjurs"),
        "Kun deres": ("Syddjurs", "municipalities", None),
        "Enhedens": ("Syddjurs", "municipality", None),
    }
    page = f"/teknologier/{both.slug}/"
    said = "Skrevet af Norddjurs Kommune, før den blev en del af kommunen."
    assert said in text_of(client_of(holding()).get(page))
    assert "Deres" not in text_of(Client().get(page))


def test_what_moved_is_the_new_municipalitys_to_withdraw() -> None:
    """Its coordinator changes and withdraws a definition that came with the merger."""
    define_locally(by=actor(), technology=technology(), counts="Vores", tier="public")
    came = define_locally(by=actor(at="Norddjurs"), technology=technology(), counts="Deres", tier="public")
    _merged()
    coordinator = client_of(holding())
    assert coordinator.post(f"/teknologier/definition/{came.public_id}/traek-tilbage/").status_code == 302
    assert [item.counts for item in LocalDefinition.objects.all()] == ["Vores"]


def test_proposals_are_followed_by_the_new_municipality() -> None:
    """Its coordinators see them, and the editors see whose they are."""
    propose_product(
        by=SYSTEM, municipality=_old(), name="Tavlen", supplier_name="Tavlefirmaet", technology=technology()
    )
    _merged()
    proposal = Proposal.objects.visible_to(actor()).get()
    assert (proposal.name, proposal.municipality, proposal.version) == ("Tavlen", municipality(), 2)


def test_cases_are_about_the_new_municipality_and_found_by_both_names() -> None:
    """Also those that it keeps; a case about both is about one."""
    case = Case.objects.get(key="haderslev-e-distrikt")
    merge_municipality(municipality("Haderslev"), into=municipality("Aabenraa"), by=SYSTEM)
    case.refresh_from_db()
    assert [place.name for place in case.municipalities.all()] == ["Aabenraa"]
    for text in ("haderslev kommune", "aabenraa kommune"):
        assert case.title in text_of(Client().get("/cases/", {"q": text})), text


def test_a_case_about_both_is_about_one_and_its_keeper_follows() -> None:
    """The set has no double; the new municipality keeps what the old one added."""
    case = Case.objects.get(key="haderslev-e-distrikt")
    case.municipalities.set([_old(), municipality()])
    Case.objects.filter(pk=case.pk).update(keeper=_old())
    _merged()
    case.refresh_from_db()
    assert (list(case.municipalities.all()), case.keeper) == ([municipality()], municipality())


def test_the_next_version_of_the_packages_cases_knows_of_the_merger() -> None:
    """A case that the package brings anew is about the municipality of today."""
    merge_municipality(municipality("Haderslev"), into=municipality("Aabenraa"), by=SYSTEM)
    Case.objects.get(key="haderslev-e-distrikt").delete()
    call_command("load_reference", verbosity=0)
    case = Case.objects.get(key="haderslev-e-distrikt")
    assert [place.name for place in case.municipalities.all()] == ["Aabenraa"]
    assert "haderslev" in case.named_text


def test_keys_of_outside_systems_stay_apart() -> None:
    """Where both have the same key, the old municipality's gets its code behind it; both projects keep theirs."""
    long = "x" * OUTSIDE_KEY_LENGTH
    for place in (municipality(), _old()):
        for number, key in enumerate(("SAG-1", long)):
            item = project(f"{place.name} {number}", owner=place.name)
            OutsideKey.objects.create(project=item, municipality=place, key=key)
    OutsideKey.objects.create(project=project("Alene", owner="Norddjurs"), municipality=_old(), key="SAG-2")
    taken = project("Optaget", owner="Syddjurs")
    OutsideKey.objects.create(project=taken, municipality=municipality(), key="SAG-1-0707")
    _merged()
    keys = dict(OutsideKey.objects.filter(municipality=municipality()).values_list("project__title", "key"))
    assert keys == {
        "Syddjurs 0": "SAG-1",
        "Syddjurs 1": long,
        "Norddjurs 0": "SAG-1-0707-2",
        "Norddjurs 1": f"{'x' * (OUTSIDE_KEY_LENGTH - 5)}-0707",
        "Alene": "SAG-2",
        "Optaget": "SAG-1-0707",
    }


def test_imports_and_jobs_are_seen_by_the_new_municipality() -> None:
    """Its coordinator finds a half finished import and the jobs that were ordered."""
    ImportBatch.objects.create(
        municipality=_old(), importer="projekter", file_name="liste.csv", created_at=clock.now(), changed_at=clock.now()
    )
    enqueue("jobs.tidy", by=actor(at="Norddjurs"))
    _merged()
    assert [batch.file_name for batch in ImportBatch.objects.visible_to(actor())] == ["liste.csv"]
    assert Job.objects.visible_to(actor()).count() == 1


def test_remembered_columns_are_put_together() -> None:
    """The new municipality's headings win; what only the old one knew is remembered too."""
    for place, headings in (
        (municipality(), {"title": "Titel"}),
        (_old(), {"title": "Navn", "need": "Behov"}),
    ):
        ColumnMemory.objects.create(municipality=place, importer="projekter", headings=headings)
    ColumnMemory.objects.create(municipality=_old(), importer="andet", headings={"name": "Navn"})
    _merged()
    assert remembered_headings(municipality().pk, "projekter") == {"title": "Titel", "need": "Behov"}
    assert remembered_headings(municipality().pk, "andet") == {"name": "Navn"}
    assert ColumnMemory.objects.filter(municipality=_old()).count() == 0


def test_what_somebody_left_undone_is_taken_over_in_the_new_municipality() -> None:
    """An ended role moves only while something waits to be taken over."""
    left = holding("key_staff", at="Norddjurs", ends_on=date(2026, 11, 1))
    HandOverItem.objects.create(holding=left, municipality=_old(), text="Nøglen til skabet")
    _merged()
    assert list(open_handovers(actor())) == [RoleHolding.objects.get(pk=left.pk)]


def test_the_old_log_is_read_by_the_new_municipality() -> None:
    """What was done before the merger is history that goes with it; a third municipality sees none of it."""
    create_administration(municipality=_old(), name="Ældre", by=actor(at="Norddjurs"))
    entry = AuditEntry.objects.get(action="municipalities.create_administration")
    held = holding(at="Norddjurs", ends_on=date(2025, 1, 1))
    assert entry not in log_of(actor())
    _merged()
    assert entry in log_of(actor())
    assert held.user in people_in_log(actor())
    assert entry not in log_of(actor(at="Aarhus"))
