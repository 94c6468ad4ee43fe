"""Making a package, finishing it, sharing it and taking it back."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests import reuse
from tests.foundation.files import specimens
from tests.landkort import project, refusal, technology
from tests.people import actor, code
from tovholder.apps.packages.models import Removal
from tovholder.apps.packages.public import (
    Package,
    PackageFacts,
    Paper,
    PaperEdition,
    PaperText,
    change_package,
    change_paper,
    delete_package,
    finish_package,
    outline,
    remove_paper,
    reopen_package,
    restore_edition,
    share_package,
    withdraw_package,
)
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.files.public import StoredFile, remove_unused
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_a_package_begins_as_a_draft_for_its_own_municipality() -> None:
    """Nobody else sees it."""
    made = reuse.package()
    assert (made.state, made.tier, made.made_on, made.shared_on) == ("draft", "municipality", clock.today(), None)


def test_the_way_of_a_package() -> None:
    """Draft, finished, shared, withdrawn, shared again."""
    made = reuse.package()
    reuse.paper(made)
    states = [made.state]
    steps: tuple[Callable[[], Package], ...] = (
        lambda: finish_package(by=SYSTEM, package=made),
        lambda: share_package(by=SYSTEM, package=made, confirmed=True),
        lambda: withdraw_package(by=SYSTEM, package=made),
        lambda: share_package(by=SYSTEM, package=made, confirmed=True),
        lambda: withdraw_package(by=SYSTEM, package=made),
        lambda: reopen_package(by=SYSTEM, package=made),
    )
    for step in steps:
        step()
        states.append(f"{made.state} {made.tier}")
    assert states == [
        "draft",
        "finished municipality",
        "shared municipalities",
        "withdrawn municipality",
        "shared municipalities",
        "withdrawn municipality",
        "draft municipality",
    ]


def test_a_package_without_a_finished_paper_is_not_finished() -> None:
    """An empty promise is not shared."""
    made = reuse.package()
    reuse.paper(made, finished=False)
    with pytest.raises(ValidationError):
        finish_package(by=SYSTEM, package=made)
    assert made.state == "draft"


def test_sharing_is_the_coordinators_own_confirmed_act() -> None:
    """Key staff may write and not share; the coordinator confirms; the coordinator of another municipality may not."""
    made = reuse.package(owner="Syddjurs")
    reuse.paper(made)
    finish_package(by=SYSTEM, package=made)
    for by, confirmed in ((actor("dpo"), True), (actor(), False), (actor(at="Randers"), True)):
        with pytest.raises(ValidationError):
            share_package(by=by, package=made, confirmed=confirmed)
    assert share_package(by=actor(), package=made, confirmed=True).state == "shared"


def test_the_database_never_holds_a_public_package() -> None:
    """Nor one that is seen by more than its state says."""
    made = reuse.package()
    for tier in ("public", "municipalities", "unit"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Package.objects.filter(pk=made.pk).update(tier=tier)


def test_civil_numbers_and_codes_are_never_stored() -> None:
    """In papers and in what a package says of itself."""
    made = reuse.package()
    assert refusal(lambda: reuse.paper(made, body="Borger 010203-1234 sagde ja.")) == {
        "body": ["Teksten indeholder noget, der ligner et CPR-nummer. Fjern det."]
    }
    assert "note" in refusal(lambda: reuse.package(note="pin: 4711"))


def test_a_product_belongs_to_its_technology_and_a_project_to_its_municipality() -> None:
    """What does not fit is told at its field."""
    other = project("Andres", owner="Randers")
    assert refusal(lambda: reuse.package(project=other)) == {"project": ["Vælg et af jeres egne projekter."]}


def test_two_who_edit_a_package_do_not_overwrite_each_other() -> None:
    """The second is told."""
    made = reuse.package()
    facts = PackageFacts(title="Første", technology=technology())
    change_package(by=SYSTEM, package=Package.objects.get(pk=made.pk), facts=facts, expected_version=1)
    with pytest.raises(ConflictError):
        change_package(by=SYSTEM, package=made, facts=facts, expected_version=1)


def test_only_a_draft_that_was_never_shared_is_deleted() -> None:
    """The search is told; others' copies never lose their origin."""
    made, once = reuse.package(), reuse.shared()
    reuse.paper(made)
    withdraw_package(by=SYSTEM, package=once)
    reopen_package(by=SYSTEM, package=once)
    with pytest.raises(ValidationError):
        delete_package(by=SYSTEM, package=once)
    key = made.pk
    delete_package(by=SYSTEM, package=made)
    assert list(Removal.objects.values_list("package_key", flat=True)) == [key]
    assert list(Package.objects.all()) == [once]


def test_every_save_keeps_what_stood() -> None:
    """Number, text, why and who; saving the same again keeps nothing new."""
    by = actor("dpo")
    paper = reuse.paper(reuse.package(owner="Syddjurs"), body="Først", by=by, why="Begyndt")
    text = PaperText(title=paper.title, body="Så", finished=True, why="Rettet")
    change_paper(by=by, paper=paper, text=text)
    change_paper(by=by, paper=paper, text=text)
    kept = PaperEdition.objects.order_by("number").values_list("number", "body", "why", "by_name")
    assert list(kept) == [(1, "Først", "Begyndt", by.name), (2, "Så", "Rettet", by.name)]


def test_an_earlier_text_comes_back_as_a_new_edition() -> None:
    """Nothing is lost on the way."""
    paper = reuse.paper(reuse.package(), body="Først")
    change_paper(by=SYSTEM, paper=paper, text=PaperText(title=paper.title, body="Så"))
    restore_edition(by=SYSTEM, paper=paper, number=1)
    assert [edition.body for edition in paper.editions.all()] == ["Først", "Så", "Først"]
    assert paper.body == "Først"
    for number in (3, 9):
        with pytest.raises(ValidationError):
            restore_edition(by=SYSTEM, paper=paper, number=number)


def test_a_package_has_one_paper_of_a_kind() -> None:
    """A second one is refused."""
    made = reuse.package()
    reuse.paper(made, "dpia")
    with pytest.raises(ValidationError):
        reuse.paper(made, "dpia")
    assert made.papers.count() == 1


def test_a_finished_paper_says_something() -> None:
    """Text or file; an empty draft is fine."""
    made = reuse.package()
    assert "body" in refusal(lambda: reuse.paper(made, body=" "))
    assert reuse.paper(made, body="", finished=False).finished_on is None


def test_a_paper_keeps_its_file_and_a_wrong_one_is_told_at_its_field() -> None:
    """The file stays in use by its editions, also when it was taken out of the paper."""
    made = reuse.package()
    paper = reuse.paper(made, body="", upload=specimens.upload(specimens.PDF, "dpia.pdf"))
    assert paper.file is not None
    change_paper(by=SYSTEM, paper=paper, text=PaperText(title=paper.title, body="Tekst", without_file=True))
    StoredFile.objects.update(stored_at=clock.now().replace(year=2020))
    assert Paper.objects.get().file is None
    assert (remove_unused(by=SYSTEM), StoredFile.objects.count()) == (0, 1)
    wrong = specimens.upload(b"MZ", "dpia.pdf")
    assert list(refusal(lambda: reuse.paper(made, "med_note", upload=wrong))) == ["upload"]


def test_a_paper_of_a_package_that_was_shared_stays() -> None:
    """Others may have copied it."""
    kept = reuse.shared().papers.get()
    with pytest.raises(ValidationError):
        remove_paper(by=SYSTEM, paper=kept)
    paper = reuse.paper(reuse.package("En anden"))
    remove_paper(by=SYSTEM, paper=paper)
    assert list(PaperEdition.objects.values_list("paper__public_id", flat=True)) == [kept.public_id]


def test_the_audit_keeps_no_text() -> None:
    """What a paper said may be personal: the audit keeps that it changed."""
    paper = reuse.paper(reuse.package())
    change_paper(by=SYSTEM, paper=paper, text=PaperText(title="Ny", body="Om fru Jensen", finished=True))
    entry = AuditEntry.objects.get(action="packages.change_paper")
    assert (entry.changes, entry.municipality_id) == ({"body": None, "title": None}, paper.municipality_id)


def test_a_new_paper_may_begin_with_its_questions() -> None:
    """The starting text is long enough to help and short enough to be stored."""
    paper = reuse.paper(reuse.package(), "training_plan", outline("training_plan"))
    assert paper.kind == code("paper_kind", "training_plan")
