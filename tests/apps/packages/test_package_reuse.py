"""What one municipality does with another's package."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests import reuse
from tests.landkort import refusal
from tests.people import actor, holding, municipality
from tovholder.apps.packages.public import (
    Package,
    Paper,
    PaperText,
    change_paper,
    copy_package,
    reuse_of,
    take_over,
    thank,
    withdraw_package,
)
from tovholder.apps.packages.selectors import behind, newer_origin
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES
from tovholder.foundation.notices.models import Notice
from tovholder.foundation.work.public import WORK_SOURCES
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db


def _copy(package: Package, into: str = "Syddjurs") -> Package:
    return copy_package(by=SYSTEM, package=package, municipality=municipality(into))


def _says(paper: Paper, body: str) -> None:
    change_paper(by=SYSTEM, paper=paper, text=PaperText(title=paper.title, body=body, finished=True))


def _work(who: Actor, key: str) -> list[str]:
    source = WORK_SOURCES.get(key)
    assert source is not None
    return [item.title for item in source.items(who, clock.today() + timedelta(days=7))]


def test_a_copy_is_ones_own_draft_and_knows_its_origin() -> None:
    """Text, title and kind come along; whether it is finished is for the copier to say."""
    lent = reuse.shared()
    copy = _copy(lent)
    paper, original = copy.papers.get(), lent.papers.get()
    assert (copy.municipality.name, copy.state, copy.tier, copy.copied_from) == (
        "Syddjurs",
        "draft",
        "municipality",
        lent,
    )
    assert (paper.body, paper.kind, paper.finished_on) == (original.body, original.kind, None)
    assert paper.origin == original.editions.get()


def test_chosen_papers_alone_are_copied() -> None:
    """And at least one."""
    lent = reuse.shared()
    note = reuse.paper(lent, "med_note")
    copy = copy_package(by=SYSTEM, package=lent, municipality=municipality(), papers=[note])
    assert [paper.kind.code for paper in copy.papers.all()] == ["med_note"]
    chosen = refusal(lambda: copy_package(by=SYSTEM, package=lent, municipality=municipality(), papers=[]))
    assert chosen == {"papers": ["Vælg mindst ét dokument."]}


def test_ones_own_and_what_is_not_shared_cannot_be_copied_or_thanked_for() -> None:
    """A draft's name is not even known to others."""
    lent, draft = reuse.shared(), reuse.package()
    for package, place in ((lent, "Norddjurs"), (draft, "Syddjurs")):
        with pytest.raises(ValidationError):
            copy_package(by=SYSTEM, package=package, municipality=municipality(place))
        with pytest.raises(ValidationError):
            thank(by=SYSTEM, package=package, municipality=municipality(place))


def test_the_lender_is_told_of_copies_and_thanks() -> None:
    """Who copied, who said thanks and what they said; each coordinator once."""
    person = holding(at="Norddjurs").user
    lent = reuse.shared()
    _copy(lent)
    thank(by=SYSTEM, package=lent, municipality=municipality(), sentence="Det sparede os  en uge.")
    told = Notice.objects.filter(user=person).order_by("pk").values_list("kind", "about", "url")
    assert list(told) == [
        (
            "packages.copied",
            "Syddjurs har kopieret jeres genbrugspakke Skærmbesøg: papirer.",
            lent.get_absolute_url(),
        ),
        (
            "packages.thanked",
            "Syddjurs siger tak for Skærmbesøg: papirer. Det sparede os en uge.",
            lent.get_absolute_url(),
        ),
    ]


def test_thanks_are_counted_once_for_each_municipality() -> None:
    """Ten clicks are one thank you."""
    lent = reuse.shared()
    for place in ("Syddjurs", "Randers"):
        thank(by=SYSTEM, package=lent, municipality=municipality(place))
        _copy(lent, place)
    with pytest.raises(ValidationError):
        thank(by=SYSTEM, package=lent, municipality=municipality())
    found = reuse_of(lent)
    assert (found.copies, found.municipalities) == (2, ("Randers", "Syddjurs"))
    assert [thanks.municipality.name for thanks in found.thanks] == ["Syddjurs", "Randers"]


def test_a_newer_text_of_the_lender_is_told_to_the_copier() -> None:
    """By a notice with a way to what changed, and in my week, until it is settled."""
    copier = holding()
    lent = reuse.shared()
    copy = _copy(lent)
    paper, original = copy.papers.get(), lent.papers.get()
    assert _work(actor_of(copier), "packages.newer") == []
    _says(original, "Ny tekst")
    told = Notice.objects.get(user=copier.user)
    assert (told.kind, told.about, told.url) == (
        "packages.newer_text",
        "Norddjurs har skrevet en nyere tekst: Konsekvensanalyse (DPIA). Se, hvad der er ændret.",
        f"/genbrugspakker/dokumenter/{paper.public_id}/sammenlign/",
    )
    assert behind([paper]) == {paper.pk}
    assert _work(actor_of(copier), "packages.newer") == ["Se, hvad Norddjurs har ændret i Konsekvensanalyse (DPIA)"]
    take_over(by=actor_of(copier), paper=Paper.objects.get(pk=paper.pk), body="Ny tekst")
    assert (behind([paper]), _work(actor_of(copier), "packages.newer")) == (set(), [])


def test_what_is_changed_before_it_is_shared_again_is_told_to_nobody() -> None:
    """A draft is the lender's own."""
    copier = holding()
    lent = reuse.shared()
    copy = _copy(lent)
    withdraw_package(by=SYSTEM, package=lent)
    original = Paper.objects.get(package=lent)
    _says(original, "Endnu ikke færdig")
    paper = copy.papers.get()
    assert (Notice.objects.filter(user=copier.user).count(), behind([paper])) == (0, set())
    assert (newer_origin(actor_of(copier), paper), paper.body) == (None, reuse.RISKS)


def test_taking_over_loses_nothing() -> None:
    """The own text stays as an edition, and the next comparison begins at their newest."""
    copy = _copy(lent := reuse.shared())
    paper = copy.papers.get()
    _says(paper, "Vores tekst")
    _says(lent.papers.get(), "Deres nye tekst")
    by = actor()
    paper = Paper.objects.get(pk=paper.pk)
    take_over(by=by, paper=paper, body="Begge dele", expected_version=paper.version)
    assert [edition.body for edition in paper.editions.all()] == [reuse.RISKS, "Vores tekst", "Begge dele"]
    last = paper.editions.last()
    assert last is not None
    assert (paper.origin, last.taken) == (lent.papers.get().editions.last(), paper.origin)
    with pytest.raises(ValidationError):
        take_over(by=by, paper=paper, body="En gang til")


def test_keeping_ones_own_text_settles_the_comparison_too() -> None:
    """Nothing new is kept, and the lender's text counts as seen."""
    copy = _copy(lent := reuse.shared())
    _says(lent.papers.get(), "Deres nye tekst")
    paper = copy.papers.get()
    take_over(by=actor(), paper=paper, body=paper.body)
    assert (paper.editions.count(), behind([paper])) == (1, set())


def test_copies_stay_when_the_lender_withdraws() -> None:
    """Text, file and thanks."""
    copy = _copy(lent := reuse.shared())
    withdraw_package(by=SYSTEM, package=lent)
    assert copy.papers.get().body == reuse.RISKS
    assert not Package.objects.visible_to(actor()).filter(pk=lent.pk).exists()


def test_an_old_draft_waits_for_those_who_write() -> None:
    """After 60 days, for its own municipality, with the day on which it grew old."""
    with clock_at(clock.today() - timedelta(days=61)):
        reuse.package("Glemt", owner="Syddjurs")
    reuse.package("Ny", owner="Syddjurs")
    expected = ["Gør Glemt færdig, eller slet kladden"]
    assert _work(actor(), "packages.drafts") == expected
    assert [_work(actor(role), "packages.drafts") for role in ("reader", "council_member")] == [[], []]
    assert _work(actor(at="Randers"), "packages.drafts") == []


def test_a_municipality_that_becomes_part_of_another_takes_its_packages_along() -> None:
    """Copies keep their origin, and thanks the name of the one who gave them."""
    copy = _copy(lent := reuse.shared())
    thank(by=SYSTEM, package=lent, municipality=municipality())
    merged = LIFECYCLES["packages"].municipality_merged
    assert merged is not None
    assert merged(municipality("Norddjurs"), municipality("Randers"), SYSTEM) == 1
    assert merged(municipality(), municipality("Randers"), SYSTEM) == 1
    assert {item.municipality.name for item in Package.objects.all()} == {"Randers"}
    assert copy.papers.get().origin == lent.papers.get().editions.get()
    assert [thanks.municipality.name for thanks in reuse_of(lent).thanks] == ["Syddjurs"]
