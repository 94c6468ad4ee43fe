"""What can be done with a paper. Every save keeps an edition, so that no text is ever lost."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.packages.models import Package, Paper
from tovholder.apps.packages.selectors import latest_edition, newer_origin
from tovholder.apps.packages.states import State
from tovholder.apps.packages.writing import PaperText, check_paper, file_of, keep_edition, tell_copiers, touch
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.foundation.codes.models import Code
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("packages.write_paper")
def write_paper(*, by: Actor, package: Package, kind: Code, text: PaperText) -> Paper:
    """Add a paper of a kind that the package does not have. Raises ``ValidationError`` by field."""
    file = file_of(text, None, by)
    check_paper(text, has_file=file is not None)
    paper = created(
        Paper(
            package=package,
            kind=kind,
            title=text.title,
            body=text.body,
            file=file,
            finished_on=clock.today() if text.finished else None,
        )
    )
    keep_edition(paper, by=by, why=text.why)
    touch(package)
    return paper


@action("packages.change_paper")
def change_paper(*, by: Actor, paper: Paper, text: PaperText, expected_version: int | None = None) -> Paper:
    """Change a paper; those who copied it are told when it is shared.

    Raises ``ValidationError`` by field, and ``ConflictError`` when somebody else changed it since ``expected_version``.
    """
    file = file_of(text, paper.file, by)
    check_paper(text, has_file=file is not None)
    said: dict[str, Any] = {"title": text.title, "body": text.body, "file": file}
    differs = any(getattr(paper, name) != value for name, value in said.items())
    finished_on = (paper.finished_on or clock.today()) if text.finished else None
    change(paper, expected_version=expected_version, **said, finished_on=finished_on)
    if differs:
        keep_edition(paper, by=by, why=text.why)
        tell_copiers(paper)
    touch(paper.package)
    return paper


@action("packages.remove_paper")
def remove_paper(*, by: Actor, paper: Paper) -> Paper:
    """Take a paper out of a package that was never shared, and give what it was. Raises ``ValidationError``."""
    if paper.package.was_ever_shared:
        raise ValidationError(_("Pakken har været delt, så dokumentet kan ikke slettes. Ret teksten i stedet."))
    package = paper.package
    removed(paper)
    touch(package)
    return paper


@action("packages.take_over")
def take_over(*, by: Actor, paper: Paper, body: str, expected_version: int | None = None) -> Paper:
    """Settle a copy with the lender's newer text: ``body`` is what the copy says from now on.

    It may be theirs, one's own or both woven together. The text before stays as an edition, and the copy counts as
    made from their newest. Raises ``ValidationError`` when there is nothing newer, and ``ConflictError``.
    """
    newest = newer_origin(by, paper)
    if newest is None:
        raise ValidationError(_("Der er ikke en nyere tekst at tage over."))
    check_paper(PaperText(title=paper.title, body=body), has_file=paper.file is not None)
    changed = body != paper.body
    change(paper, expected_version=expected_version, body=body, origin=newest)
    if changed:
        why = _("Sammenholdt med udgave %(number)s fra %(name)s") % {
            "number": newest.number,
            "name": newest.paper.package.municipality.name,
        }
        keep_edition(paper, by=by, why=why, taken=newest)
        tell_copiers(paper)
    touch(paper.package)
    return paper


@action("packages.restore_edition")
def restore_edition(*, by: Actor, paper: Paper, number: int, expected_version: int | None = None) -> Paper:
    """Bring an earlier text back, as a new edition. Raises ``ValidationError`` for a number that is none."""
    earlier = paper.editions.filter(number=number).first()
    if earlier is None or earlier.number == latest_edition(paper).number:
        raise ValidationError(_("Udgaven findes ikke eller er den, der gælder."))
    check_paper(PaperText(title=earlier.title, body=earlier.body), has_file=earlier.file is not None)
    change(paper, expected_version=expected_version, title=earlier.title, body=earlier.body, file=earlier.file)
    keep_edition(paper, by=by, why=_("Hentet tilbage fra udgave %(number)s") % {"number": number})
    if paper.package.state == State.SHARED:
        tell_copiers(paper)
    touch(paper.package)
    return paper
