"""A new year's population is loaded whole, or not at all with a sentence that says why."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.people import municipality
from tovholder.foundation.municipalities.models import Population

pytestmark = pytest.mark.django_db

HEAD = "municipality_code,year,persons,source,source_date\n"
SYDDJURS = "0706,2026,43901,Danmarks Statistik,2026-02-11\n"


def _load(folder: Path, text: str) -> None:
    file = folder / "folketal.csv"
    file.write_text(text, encoding="utf-8")
    call_command("update_population", str(file), verbosity=0)


def test_a_new_year_stands_beside_the_years_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """History is kept."""
    _load(tmp_path, HEAD + SYDDJURS)
    years = Population.objects.filter(municipality=municipality()).values_list("year", "persons")
    assert years[0] == (2026, 43901)
    assert [year for year, _persons in years] == [2026, 2020]
    assert capsys.readouterr().out == "1 indbyggertal er gemt\n"


def test_replacing_a_number_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A figure that was there is never overwritten silently."""
    _load(tmp_path, HEAD + SYDDJURS)
    _load(tmp_path, HEAD + SYDDJURS.replace("43901", "43902"))
    assert capsys.readouterr().out.splitlines()[1:] == ["1 indbyggertal er gemt", "1 af dem erstattede et andet tal"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + SYDDJURS + "0999,2026,1,x,2026-01-01\n", "linje 3: kommunekoden '0999' findes ikke"),
        (HEAD + SYDDJURS + "0101,2026,mange,x,2026-01-01\n", "linje 3: 'mange' er ikke et helt tal"),
        (HEAD + SYDDJURS + "0101,2026,-5,x,2026-01-01\n", "linje 3: '-5' er ikke et helt tal"),
        (HEAD + SYDDJURS + "0101,2026,5,x,i går\n", "linje 3: 'i går' er ikke en dato (ÅÅÅÅ-MM-DD)"),
        (HEAD + SYDDJURS + "0101,2026\n", "linje 3: '' er ikke et helt tal"),
        ("municipality_code,year\n0706,2026\n", "filen mangler kolonnerne persons, source, source_date"),
    ],
)
def test_a_fault_is_told_with_its_line_and_nothing_is_stored(tmp_path: Path, text: str, message: str) -> None:
    """A file half loaded would be worse than none."""
    with pytest.raises(CommandError) as refused:
        _load(tmp_path, text)
    assert str(refused.value) == f"Indbyggertallene er ikke ændret: {message}"
    assert not Population.objects.filter(year=2026).exists()


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A spreadsheet under the wrong name gets a sentence, not a stack trace."""
    file = tmp_path / "folketal.csv"
    file.write_bytes(b"PK\x03\x04\xff\xfe\x00")
    with pytest.raises(CommandError) as refused:
        call_command("update_population", str(file), verbosity=0)
    assert str(refused.value) == "Indbyggertallene er ikke ændret: filen er ikke tekst i UTF-8"
