"""``tovholder check_figures``: printed shares in files, what is found, and files that cannot be checked."""

import json
from contextlib import suppress
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tovholder.apps.figures.share_files import ShareFileError, check_sheet
from tovholder.engines.figures import Guess, Hypothesis, Row, check_rows
from tovholder.foundation.tables.public import Sheet

EXAMPLE = Path(__file__).parents[3] / "docs" / "engines" / "figures" / "andele.csv"
PRINTED = [
    ("F003-03", "86", 98),
    ("F003-26", "69", 68),
    ("F003-33", "48", 35),
    ("F003-34", "44", 35),
    ("F003-35", "30", 35),
    ("F003-36", "7", 35),
    ("F003-45", "42", 58),
]
COMMAS = "Et decimalkomma skal stå i anførselstegn, når komma skiller kolonnerne."
LIBRARY = "figure_id,statement,value,unit,n,quote,source_file,line\n"


def printed(*arguments: object) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("check_figures", *map(str, arguments), stdout=out)
    return out.getvalue()


def told(file: Path, *arguments: str) -> dict[str, Any]:
    """What the command tells as JSON."""
    found: dict[str, Any] = json.loads(printed(file, "--json", *arguments))
    return found


def refused(file: Path) -> list[str]:
    """The sentences with which the command refuses a file, without its path."""
    with pytest.raises(CommandError) as error:
        printed(file, "--json")
    assert error.value.returncode == 2
    return [line.removeprefix(f"{file}: ") for line in str(error.value).splitlines()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to write."""
    return tmp_path / "andele.csv"


@pytest.fixture
def library(file: Path) -> Path:
    """The shares of the status report of 2017 as a library of figures, with what is no share around them."""
    rows = [f"{key},Andel,{share},pct,{n},,rapport.txt,1" for key, share, n in PRINTED]
    rows += [
        "F003-04,Deltagere,84,municipalities,98,,rapport.txt,1",
        "F003-30,Over,70,pct (more than),57,,rapport.txt,1",
        "F003-05,Befolkning,91,pct,,,rapport.txt,1",
        "F002-04,Usikkert,58,pct,91?,,andet.txt,1",
        "F002-06,Svar,91,N,91,,andet.txt,1",
        "F001-01,Dato,2016-04,month,,,andet.txt,1",
    ]
    file.write_text(LIBRARY + "\n".join(rows), encoding="utf-8")
    return file


def test_the_report_of_2017_has_five_shares_that_do_not_fit(library: Path) -> None:
    """The four of figure 8 and the 42 per cent; 86 of 98 and 69 of 68 fit. What is no share with an n is left out."""
    found = told(library)
    assert (found["fits"], found["skipped"]) == (False, 6)
    assert {row["id"]: row["counts"] for row in found["rows"]} == {
        "F003-03": [84],
        "F003-26": [47],
        "F003-33": [],
        "F003-34": [],
        "F003-35": [],
        "F003-36": [],
        "F003-45": [],
    }
    assert all(row["fits"] is bool(row["counts"]) for row in found["rows"])
    assert {row["id"]: row["smallest_base"] for row in found["rows"]}["F003-33"] == 21


def test_a_group_has_its_smallest_base_and_hypotheses(library: Path) -> None:
    """27 fits the four, and its counts add up to the printed 35; 42 per cent is 35 of the 84 who answered."""
    groups = {group["n"]: group for group in told(library)["groups"]}
    assert (groups[98]["fits"], groups[98]["hypotheses"]) == (True, [])
    four = groups[35]
    assert (four["fits"], four["smallest_base"], four["ids"]) == (
        False,
        27,
        ["F003-33", "F003-34", "F003-35", "F003-36"],
    )
    assert [guess["code"] for guess in four["hypotheses"]] == ["n_counts_mentions", "known_base", "other_base"]
    assert four["hypotheses"][0] == {
        "code": "n_counts_mentions",
        "bases": [27],
        "counts": [13, 12, 8, 2],
        "shares_pct": [],
        "text": "n tæller måske svar og ikke kommuner: Med grundlaget 27 er antallene 13 + 12 + 8 + 2, i alt 35.",
    }
    screen = {guess["code"]: guess for guess in groups[58]["hypotheses"]}
    known = screen["known_base"]
    assert dict(zip(known["bases"], known["counts"], strict=True)) == {57: 24, 84: 35, 98: 41}
    assert screen["misprint"]["shares_pct"] == [41.0, 43.0]
    assert 91 not in known["bases"]


def test_in_words(library: Path) -> None:
    """For people to read, in Danish."""
    said = printed(library)
    assert "rapport.txt, n = 35: PASSER IKKE. Mindste grundlag for alle: 27." in said
    assert "F003-26: 69 pct. af 68 passer: 47. Mindste grundlag: 13." in said
    assert "Nærmest er 41 eller 43 pct." in said
    assert "5 af 7 andele passer ikke til deres n." in said
    assert "6 rækker er ikke andele i procent" in said


def test_the_example_of_the_documentation(file: Path) -> None:
    """Rows of our own form with groups; a base that the file lacks is given; strict ends with 1."""
    found = told(EXAMPLE, "--base", "84")
    assert [(group["group"], group["fits"], group["smallest_base"]) for group in found["groups"]] == [
        ("figur 8", False, 27),
        ("§ 140", True, 16),
        ("n=58", False, 12),
        ("n=68", True, 13),
    ]
    assert 84 in found["groups"][2]["hypotheses"][0]["bases"]
    with pytest.raises(CommandError) as error:
        printed(EXAMPLE, "--strict")
    assert error.value.returncode == 1
    file.write_text("id,share_pct,n\nA,50,2\n")
    assert "0 af 1 andele" in printed(file, "--strict")


@pytest.mark.parametrize(
    "content",
    [
        b"id,share_pct,n\nA,12.5,8\nB,38,84\n",
        b"\xef\xbb\xbfid,share_pct,n\r\nA,12.5,8\r\nB,38,84\r\n",
        "id;share_pct;n;note\nA;12,5;8;\u00e6\u00f8\u00e5\nB;38 %;84;\n".encode("cp1252"),
        b'id,share_pct,n\nA,"12,5",8.0\nB,38 pct.,84\n',
        "id\tshare_pct\tn\nA\t12,5\t8\nB\t38\t84\n".encode("utf-16"),
        b"N,SHARE_PCT,ID\n8,12.5,A\n84,38,B\n\n",
        b"sep=;\nid;share_pct;n\nA;12,5;8\nB;38;84\n",
    ],
    ids=["plain", "bom", "semicolon and the old code page", "quoted comma", "utf-16", "other order", "sep"],
)
def test_files_as_spreadsheets_write_them_are_read(file: Path, content: bytes) -> None:
    """The same two rows."""
    file.write_bytes(content)
    rows = told(file)["rows"]
    assert [(row["id"], row["share_pct"], row["n"], row["counts"]) for row in rows] == [
        ("A", 12.5, 8, [1]),
        ("B", 38.0, 84, [32]),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,101,35", "Række 2: Andelen “101” ligger ikke mellem 0 og 100."),
        ("A,-1,35", "Række 2: Andelen “-1” ligger ikke mellem 0 og 100."),
        ("A,mange,35", "Række 2: Andelen “mange” er ikke et tal i procent med højst 6 decimaler."),
        ("A,NaN,35", "Række 2: Andelen “NaN” er ikke et tal i procent med højst 6 decimaler."),
        ("A,1e5,35", "Række 2: Andelen “1e5” er ikke et tal i procent med højst 6 decimaler."),
        ("A,٣,35", "Række 2: Andelen “٣” er ikke et tal i procent med højst 6 decimaler."),
        ("A,1.1234567,35", "Række 2: Andelen “1.1234567” er ikke et tal i procent med højst 6 decimaler."),
        ("A,,35", "Række 2: Andelen mangler."),
        ("A,48,", "Række 2: n mangler."),
        ("A,48,0", "Række 2: n er “0”. Det skal være mindst 1."),
        ("A,48,-35", "Række 2: n er “-35”. Det skal være mindst 1."),
        ("A,48,2.5", "Række 2: n er “2.5”. Det skal være et helt tal uden decimaler."),
        ("A,48,35?", "Række 2: n er “35?”. Det er ikke et tal. Skriv kun cifre, fx 12 eller 12,5."),
        ("A,48,99999999999999999999", "Række 2: n er “99999999999999999999”. Tallet er for stort til at kunne passe."),
        (",48,35", "Række 2: id mangler."),
        (
            "A,33,3,35",
            "Række 2 har flere celler, end der er overskrifter. Se efter et skilletegn for meget. " + COMMAS,
        ),
    ],
)
def test_what_is_wrong_is_told_in_danish_with_its_row(file: Path, row: str, said: str) -> None:
    """With exit code 2 and nothing half checked."""
    file.write_text(f"id,share_pct,n\n{row}\n", encoding="utf-8")
    assert refused(file) == [said]


def test_every_wrong_row_is_told_up_to_twenty(file: Path) -> None:
    """And how many more."""
    file.write_text("id,share_pct,n\n" + "A,200,1\n" * 23)
    lines = refused(file)
    assert (len(lines), lines[0][:9], lines[-1]) == (21, "Række 2: ", "… og 3 fejl mere.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom."),
        (b"id,share_pct,n\n", "Filen har kun overskrifter."),
        (b"id,andel,n\nA,48,35\n", "Kolonner mangler: share_pct."),
        (b"a,b\n1,2\n", "Kolonner mangler: id, share_pct, n."),
        (LIBRARY.encode() + b"F1,x,84,municipalities,98,,,\n", "Filen har ingen andele i procent"),
        (LIBRARY.encode() + b"F1,x,84x,pct,98,,,\n", "Række 2: Andelen “84x” er ikke et tal"),
        (b"%PDF-1.7\n", "Filen er ikke et regneark."),
        (b"PK\x03\x04junk", ""),
        (bytes(range(256)) * 40, ""),
        (b'id,share_pct,n\n"' + b"x" * 200_000, ""),
        (b"id,id,share_pct,n\nA,B,1,2\n", "To kolonner har samme overskrift"),
    ],
    ids=lambda value: repr(value[:16]) if isinstance(value, bytes) else None,
)
def test_a_file_that_is_none_is_refused_with_a_sentence(file: Path, content: bytes, said: str) -> None:
    """Empty, without rows, without columns, of another kind, broken."""
    file.write_bytes(content)
    lines = refused(file)
    assert lines[0].startswith(said)
    assert lines[0] != ""


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """And a folder."""
    for path in (tmp_path / "mangler.csv", tmp_path):
        assert refused(path) == ["filen kan ikke læses."]


def test_a_huge_n_is_checked_and_lists_a_hundred_counts(file: Path) -> None:
    """Ten to the twelfth: every share fits, and the list does not grow with it."""
    file.write_text("id,share_pct,n\nA,48,1000000000000\n")
    (row,) = told(file)["rows"]
    assert (row["fits"], len(row["counts"]), row["counts_total"]) == (True, 100, 10_000_000_001)
    assert "passer: 475.000.000.000–485.000.000.000." in printed(file)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"id,share_pct,n\n{text}".encode()))
def test_no_content_makes_it_crash(file: Path, content: bytes) -> None:
    """An answer or a sentence, whatever the bytes."""
    file.write_bytes(content)
    with suppress(CommandError):
        assert "rows" in told(file)


def test_a_group_whose_rows_print_different_n_has_none(file: Path) -> None:
    """Nothing is guessed about what its n counts."""
    file.write_text("id,share_pct,n,group\nA,48,35,x\nB,44,36,x\n")
    (group,) = told(file)["groups"]
    assert (group["n"], group["smallest_base"]) == (None, 25)
    assert "n_counts_mentions" not in {guess["code"] for guess in group["hypotheses"]}


def test_counts_that_may_be_several_are_mentions_when_they_can_add_up(file: Path) -> None:
    """Out of 154, 12.34 per cent are 19, and 95 per cent 146 or 147: 165 or 166 in all, and no more."""
    rows = [Row("A", Decimal("12.34"), 166), Row("B", Decimal(95), 166)]
    (group,) = check_rows(rows)
    assert group.guesses[0] == Guess(Hypothesis.MENTIONS, bases=(154,))
    file.write_text("id,share_pct,n\nA,12.34,166\nB,95,166\n")
    assert "Med grundlaget 154 kan antallene give 166 i alt." in printed(file)
    (other,) = check_rows([Row("A", Decimal("12.34"), 167), Row("B", Decimal(95), 167)])
    assert Hypothesis.MENTIONS not in {guess.code for guess in other.guesses}


def test_a_sheet_says_which_columns_are_missing() -> None:
    """Named as the file should have them."""
    with pytest.raises(ShareFileError, match=r"Kolonner mangler: n\."):
        check_sheet(Sheet(("id", "share_pct"), (("A", "48"),), (2,)))
