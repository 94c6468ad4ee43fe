"""``tovholder check_figures FILE.csv``: whether printed shares can be true of their n, with the engine of the pages."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from tovholder.apps.figures.guessing import guess_texts, share_text
from tovholder.apps.figures.share_files import Checked, ShareFileError, check_sheet, sheet_problem
from tovholder.engines.figures import GroupCheck, Guess, RowCheck
from tovholder.foundation.tables.public import SheetError, read_sheet
from tovholder.foundation.ui.formats import number_text

MISFIT = 1
WRONG = 2
LISTED = 100
SHOWN = 4


class Command(BaseCommand):
    """Print what is found for each share and for each group of shares on one base."""

    help = "Check the shares in FILE.csv against their n. The format is described in docs/engines/figures/README.md."
    requires_system_checks: list[str] = []  # Django reads it from the class; no database is needed

    def add_arguments(self, parser: CommandParser) -> None:
        """The file; ``--json`` for machines; ``--base`` for bases that the file does not hold."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="everything, as JSON")
        parser.add_argument(
            "--base", type=int, action="append", default=[], help="a base that is known; may be given again"
        )
        parser.add_argument("--strict", action="store_true", help="exit with 1 when a share does not fit")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, or say in Danish what is wrong with the file, with exit code 2."""
        with override("da"):
            checked = _checked(options["file"], tuple(options["base"]))
            if options["json"]:
                self.stdout.write(json.dumps(_plain(options["file"], checked), ensure_ascii=False, indent=2))
            else:
                self._print(checked)
            if options["strict"] and not checked.fits:
                raise CommandError(_("Mindst én andel passer ikke til sit n."), returncode=MISFIT)

    def _print(self, checked: Checked) -> None:
        for group in checked.groups:
            self.stdout.write(_heading(group))
            for row in group.rows:
                self.stdout.write(f"  {_row_text(row)}")
            for text in guess_texts(group):
                self.stdout.write(f"  → {text}")
        misfits = sum(not row.fits for group in checked.groups for row in group.rows)
        rows = sum(len(group.rows) for group in checked.groups)
        self.stdout.write(
            "\n"
            + _("%(misfits)s af %(rows)s andele passer ikke til deres n.")
            % {"misfits": number_text(misfits), "rows": number_text(rows)}
        )
        if checked.skipped:
            self.stdout.write(
                ngettext(
                    "%(count)s række er ikke en andel i procent med et helt n og er sprunget over.",
                    "%(count)s rækker er ikke andele i procent med et helt n og er sprunget over.",
                    checked.skipped,
                )
                % {"count": number_text(checked.skipped)}
            )


def _checked(path: Path, known: tuple[int, ...]) -> Checked:
    head = b""
    try:
        with path.open("rb") as file:
            head = file.read(LISTED * 10)
            return check_sheet(read_sheet(file), known)
    except OSError as error:
        raise CommandError(_("%(path)s: filen kan ikke læses.") % {"path": path}, returncode=WRONG) from error
    except SheetError as error:
        raise CommandError(f"{path}: {sheet_problem(error, head)}", returncode=WRONG) from error
    except ShareFileError as error:
        raise CommandError("\n".join(f"{path}: {one}" for one in error.problems), returncode=WRONG) from error


def _heading(group: GroupCheck) -> str:
    """The group with its smallest base: what all its shares could be of."""
    name = group.group or f"n = {number_text(group.n or 0)}"
    base = number_text(group.smallest_base) if group.smallest_base else _("findes ikke")
    verdict = _("passer") if group.fits else _("PASSER IKKE")
    return _("%(name)s: %(verdict)s. Mindste grundlag for alle: %(base)s.") % {
        "name": name,
        "verdict": verdict,
        "base": base,
    }


def _row_text(row: RowCheck) -> str:
    told = {
        "id": row.row.id,
        "share": share_text(row.row.share),
        "n": number_text(row.row.n),
        "base": number_text(row.smallest_base) if row.smallest_base else "–",
        "counts": _counts_text(row),
        "nearest": _(" eller ").join(share_text(share) for share in row.nearest),
    }
    if row.fits:
        return _("%(id)s: %(share)s pct. af %(n)s passer: %(counts)s. Mindste grundlag: %(base)s.") % told
    return (
        _(
            "%(id)s: %(share)s pct. af %(n)s PASSER IKKE: intet helt antal. Nærmest er %(nearest)s pct. "
            "Mindste grundlag: %(base)s."
        )
        % told
    )


def _counts_text(row: RowCheck) -> str:
    if len(row.counts) > SHOWN:
        return f"{number_text(row.counts[0])}–{number_text(row.counts[-1])}"
    return _(" eller ").join(number_text(count) for count in row.counts)


def _plain(path: Path, checked: Checked) -> dict[str, Any]:
    """What docs/engines/figures/README.md describes."""
    return {
        "file": str(path),
        "fits": checked.fits,
        "skipped": checked.skipped,
        "rows": [_plain_row(row, group) for group in checked.groups for row in group.rows],
        "groups": [_plain_group(group) for group in checked.groups],
    }


def _plain_row(row: RowCheck, group: GroupCheck) -> dict[str, Any]:
    return {
        "id": row.row.id,
        "share_pct": float(row.row.share),
        "n": row.row.n,
        "group": _name(group),
        "fits": row.fits,
        "counts": list(row.counts[:LISTED]),
        "counts_total": len(row.counts),
        "smallest_base": row.smallest_base,
        "nearest_pct": [float(share) for share in row.nearest],
    }


def _plain_group(group: GroupCheck) -> dict[str, Any]:
    words = guess_texts(group)
    return {
        "group": _name(group),
        "n": group.n,
        "ids": [row.row.id for row in group.rows],
        "fits": group.fits,
        "smallest_base": group.smallest_base,
        "hypotheses": [_plain_guess(guess, text) for guess, text in zip(group.guesses, words, strict=True)],
    }


def _plain_guess(guess: Guess, text: str) -> dict[str, Any]:
    return {
        "code": guess.code.value,
        "bases": list(guess.bases),
        "counts": list(guess.counts),
        "shares_pct": [float(share) for share in guess.shares],
        "text": text,
    }


def _name(group: GroupCheck) -> str:
    """The group as the file calls it; rows that it does not group are one by their n."""
    return group.group or f"n={group.n}"
