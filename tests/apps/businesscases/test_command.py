"""``tovholder business_case``: the examples, the errors in Danish with their key, and the exit code."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

EXAMPLES = Path(__file__).parents[3] / "docs" / "engines" / "benefits"


def printed(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("business_case", *arguments, stdout=out)
    return out.getvalue()


def test_the_json_has_every_figure_with_what_it_rests_on() -> None:
    """The screen visits: the number of the hand calculation, its formula and its assumptions."""
    told = json.loads(printed(str(EXAMPLES / "skaermbesoeg.toml"), "--json", "--draws", "500", "--seed", "3"))
    screen = next(one for one in told["scenarios"] if one["key"] == "skaerm")
    figures = {one["key"]: one for one in screen["figures"]}
    assert round(figures["skaerm.full.npv"]["value"]) == 629_507
    assert figures["skaerm.kilometer"]["formula"] == "driving_km"
    assert figures["skaerm.kilometer"]["rests_on"] == [
        "besoeg",
        "uger",
        "andel",
        "km",
        "takst",
        "borgere",
        "undtagelser",
        "indfasning",
    ]
    assert told["simulation"]["skaerm"]["draws"] == 500
    assert told["tornado"]["skaerm"]["bars"][0]["key"] == "borgere"


@pytest.mark.parametrize("name", ["skaermbesoeg", "vasketoilet", "forflytning", "traening"])
def test_every_example_is_computed_and_read_as_a_table(name: str) -> None:
    """The table names the ways and their net present values."""
    said = printed(str(EXAMPLES / f"{name}.toml"))
    assert "Vejene side om side, kr." in said
    assert "Nutidsværdi, kun bogført" in said


def test_errors_are_told_in_danish_with_their_key_and_code_two(tmp_path: Path) -> None:
    """Each thing wrong on a line of its own."""
    text = (EXAMPLES / "traening.toml").read_text(encoding="utf-8")
    wrong = tmp_path / "forkert.toml"
    wrong.write_text(text.replace("likely = 8, low = 5", "likely = 0, low = 5").replace("horizon = 3", "horizon = -3"))
    with pytest.raises(CommandError) as told:
        printed(str(wrong), "--json")
    assert (told.value.returncode, str(told.value).splitlines()) == (
        2,
        [
            "horizon: er et antal år, vi ikke kan regne over: -3.",
            "assumptions.borgere.likely: ligger uden for det laveste og det højeste: 5–60.",
            "assumptions.borgere.likely: er nul borgere. Uden borgere er der ikke noget at regne på.",
        ],
    )


@pytest.mark.parametrize("content", [b"title = ", b"\xff\xfe", None])
def test_a_file_that_cannot_be_read_is_told_of(tmp_path: Path, content: bytes | None) -> None:
    """No TOML, no UTF-8, or not there: a sentence and code two."""
    file = tmp_path / "sag.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError) as told:
        printed(str(file))
    assert (told.value.returncode, str(file) in str(told.value)) == (2, True)


@pytest.mark.parametrize(
    "text",
    [f"title = {'[' * 50_000}", f"months = {'9' * 5_000}", 'title = "\\u0000', "a = 1\na = 2", "= ", "\x00"],
)
def test_what_no_reader_of_toml_survives_is_told_too(tmp_path: Path, text: str) -> None:
    """A list in a list in a list, a number of 5,000 digits: an exit code of 2 and no traceback."""
    file = tmp_path / "plan.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as told:
        printed(str(file))
    assert (told.value.returncode, "TOML" in str(told.value)) == (2, True)
