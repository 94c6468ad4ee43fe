"""Reuse packages made for tests."""

from typing import Any

from django.core.files.base import ContentFile

from tests.landkort import technology
from tests.people import code, municipality
from tovholder.apps.packages.public import (
    Package,
    PackageFacts,
    Paper,
    PaperText,
    change_paper,
    copy_package,
    create_package,
    finish_package,
    share_package,
    write_paper,
)
from tovholder.kernel.actor import SYSTEM, Actor

RISKS = "# Risici\n\n- Uvedkommende ser med.\n- Skærmen svigter.\n\nVi lukker døren."


def package(
    title: str = "Skærmbesøg: papirer", *, owner: str = "Norddjurs", by: Actor = SYSTEM, **facts: Any
) -> Package:
    """A draft."""
    given: dict[str, Any] = {"title": title, "technology": technology()} | facts
    return create_package(by=by, municipality=municipality(owner), facts=PackageFacts(**given))


def paper(
    of: Package, kind: str = "dpia", body: str = RISKS, *, by: Actor = SYSTEM, finished: bool = True, **text: Any
) -> Paper:
    """A paper of a package, called by its kind."""
    wanted = code("paper_kind", kind)
    given: dict[str, Any] = {"title": wanted.label_da, "body": body, "finished": finished} | text
    return write_paper(by=by, package=of, kind=wanted, text=PaperText(**given))


def shared(title: str = "Skærmbesøg: papirer", *, owner: str = "Norddjurs", **facts: Any) -> Package:
    """A shared package with one finished paper, a DPIA."""
    made = package(title, owner=owner, **facts)
    paper(made)
    finish_package(by=SYSTEM, package=made)
    return share_package(by=SYSTEM, package=made, confirmed=True)


def copied(into: str = "Syddjurs") -> tuple[Package, Paper]:
    """A copy of a package with a file, and its paper; the lender has written a newer text since."""
    lent = package()
    original = paper(lent, upload=ContentFile(b"Til brug for andre.", name="bilag.txt"))
    finish_package(by=SYSTEM, package=lent)
    share_package(by=SYSTEM, package=lent, confirmed=True)
    copy = copy_package(by=SYSTEM, package=lent, municipality=municipality(into))
    newer = PaperText(title=original.title, body=f"{RISKS} Og ser efter.", finished=True)
    change_paper(by=SYSTEM, paper=original, text=newer)
    return copy, copy.papers.get()
