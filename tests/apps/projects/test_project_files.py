"""The documents and pictures of a project: taken in, put in order, and seen by those whom both tiers let in."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.foundation.files.specimens import photo_with_place, picture, upload
from tests.landkort import project, refusal
from tests.people import actor, client_of, holding, unit
from tovholder.apps.projects.filing import MOST_FILES, add_file, change_file, move_file, remove_file
from tovholder.apps.projects.models import Project, ProjectFile
from tovholder.apps.projects.public import share_project
from tovholder.apps.projects.selectors import files_of
from tovholder.foundation.files.public import StoredFile
from tovholder.kernel.actor import ANONYMOUS, SYSTEM, Actor

pytestmark = pytest.mark.django_db


def _text(name: str = "skabelon.txt") -> SimpleUploadedFile:
    return upload(f"Skabelon {name}".encode(), name)


def _document(item: Project, title: str = "Skabelon", tier: str = "municipalities", by: Actor = SYSTEM) -> ProjectFile:
    return add_file(by=by, project=item, upload=_text(f"{title}.txt"), kind="document", title=title, tier=tier)


def test_a_coordinator_puts_a_picture_with_a_project_and_others_see_it() -> None:
    """Made anew without its place; the words stand for those who do not see it."""
    item = project(tier="public")
    client = client_of(holding())
    sent = {"title": "Skærm i brug", "alt_text": "En borger taler med en skærm.", "tier": "public"}
    file = upload(photo_with_place(), "IMG.jpg")
    answer = client.post(reverse("projects:add_picture", args=[item.public_id]), sent | {"upload": file})
    assert answer.status_code == 302
    made = ProjectFile.objects.get()
    page = Client().get(item.get_absolute_url()).content.decode()
    assert 'alt="En borger taler med en skærm."' in page
    shown = Client().get(reverse("projects:show_picture", args=[made.public_id]))
    content = shown.getvalue()
    assert (shown.status_code, shown["Content-Type"], b"Exif" in content) == (200, "image/webp", False)


def test_a_picture_without_words_is_not_taken() -> None:
    """Asked for by the form and by the action."""
    item = project()
    said = refusal(
        lambda: add_file(
            by=SYSTEM, project=item, upload=upload(picture(), "a.png"), kind="picture", title="A", tier="municipality"
        )
    )
    assert said == {"alt_text": ["Skriv, hvad man ser på billedet."]}
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("project_tier", "file_tier", "seen_by"),
    [
        ("public", "public", {"stranger", "elsewhere", "reader"}),
        ("public", "municipalities", {"elsewhere", "reader"}),
        ("public", "municipality", {"reader"}),
        ("municipality", "municipality", {"reader"}),
    ],
)
def test_a_file_is_seen_by_those_whom_both_tiers_let_in(project_tier: str, file_tier: str, seen_by: set[str]) -> None:
    """On the page and at its address; for the others it does not exist."""
    item = project(tier=project_tier)
    made = _document(item, tier=file_tier)
    clients = {
        "stranger": Client(),
        "elsewhere": client_of(holding(at="Randers")),
        "reader": client_of(holding("reader")),
    }
    address = reverse("projects:fetch_file", args=[made.public_id])
    answers = {who: client.get(address) for who, client in clients.items()}
    fetched = {who for who, answer in answers.items() if answer.status_code == 200}
    assert [answers[who].getvalue() for who in sorted(fetched)] == [b"Skabelon Skabelon.txt"] * len(fetched)
    assert fetched == seen_by
    assert {answer.status_code for who, answer in answers.items() if who not in seen_by} <= {404}


def test_a_file_follows_a_project_that_is_drawn_in() -> None:
    """Shared no longer, nobody outside sees the file, whatever its own tier says."""
    item = project(tier="public")
    _document(item, tier="public")
    assert len(files_of(ANONYMOUS, item)) == 1
    share_project(by=SYSTEM, project=item, tier="municipality")
    assert files_of(ANONYMOUS, item) == []


def test_a_file_is_not_seen_by_more_than_its_project() -> None:
    """Nor by more than its keeper may share with, nor by a unit that the project does not belong to."""
    inside = project("Indre", tier="municipality")
    assert refusal(lambda: _document(inside, tier="public")) == {
        "tier": ["En fil kan ikke ses af flere end projektet. Vælg først synlighed for projektet."]
    }
    assert list(refusal(lambda: _document(inside, tier="unit"))) == ["tier"]
    open_to_all = project("Åben", tier="public", unit=unit())
    leader = actor("unit_leader", in_unit=unit())
    assert list(refusal(lambda: _document(open_to_all, tier="public", by=leader))) == ["tier"]


def test_a_project_has_room_for_twenty_files() -> None:
    """The twenty-first is refused in words, and nothing of it is kept."""
    item = project()
    for number in range(MOST_FILES):
        _document(item, f"Nr. {number}")
    with pytest.raises(ValidationError, match="Projektet har allerede 20 filer"):
        _document(item, "En til")
    assert ProjectFile.objects.count() == MOST_FILES


def _titles(item: Project) -> list[str]:
    return [file.title for file in ProjectFile.objects.filter(project=item)]


def test_files_are_put_in_order_renamed_and_taken_away() -> None:
    """Up and down with buttons; at the end nothing happens; what is removed is gone from the page."""
    item = project()
    first, second, third = (_document(item, title) for title in ("A", "B", "C"))
    move_file(by=SYSTEM, file=third, up=True)
    assert _titles(item) == ["A", "C", "B"]
    move_file(by=SYSTEM, file=first, up=True)
    assert _titles(item) == ["A", "C", "B"]
    move_file(by=SYSTEM, file=ProjectFile.objects.get(title="A"), up=False)
    assert _titles(item) == ["C", "A", "B"]
    change_file(by=SYSTEM, file=ProjectFile.objects.get(title="B"), title="Vejledning", tier="municipality")
    remove_file(by=SYSTEM, file=ProjectFile.objects.get(title="C"))
    assert _titles(item) == ["A", "Vejledning"]
    assert second.pk == ProjectFile.objects.get(title="Vejledning").pk


@pytest.mark.parametrize(
    "act",
    [
        lambda client, file: client.post(reverse("projects:move_file", args=[file.public_id]), {"vej": "op"}),
        lambda client, file: client.post(reverse("projects:remove_file", args=[file.public_id])),
    ],
    ids=["move", "remove"],
)
def test_others_keep_their_hands_off(act: Callable[[Client, ProjectFile], object]) -> None:
    """Another municipality's coordinator sees the shared file and may not touch it."""
    made = _document(project())
    answer = act(client_of(holding(at="Randers")), made)
    assert answer.status_code == 403  # type: ignore[attr-defined]  # an answer of the test client
    assert ProjectFile.objects.filter(pk=made.pk).exists()


def test_the_page_of_files_works_with_buttons_alone() -> None:
    """Move, edit and remove, each a form of its own."""
    item = project()
    first, second = _document(item, "A"), _document(item, "B")
    client = client_of(holding())
    client.post(reverse("projects:move_file", args=[second.public_id]), {"vej": "op"})
    assert _titles(item) == ["B", "A"]
    first.refresh_from_db()
    sent = {"title": "Ny", "tier": "municipality", "version": first.version}
    assert client.post(reverse("projects:edit_file", args=[first.public_id]), sent).status_code == 302
    assert client.get(reverse("projects:remove_file", args=[first.public_id])).status_code == 200
    assert client.post(reverse("projects:remove_file", args=[first.public_id])).status_code == 302
    assert _titles(item) == ["B"]
