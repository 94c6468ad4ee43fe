"""The command ``rollout_plan``: the documented examples, and what each wrong key is answered with."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "engines" / "benefits"
STAGED, THREE = EXAMPLES / "rollout-skaermbesoeg.toml", EXAMPLES / "rollout-three-units.toml"


def answer(file: Path, *options: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("rollout_plan", str(file), *options, stdout=out)
    return out.getvalue()


def test_the_example_with_wishes_keeps_them() -> None:
    """Order, windows and blocked months of the documented example hold, and the power is told with its interval."""
    found: dict[str, Any] = json.loads(answer(STAGED, "--json"))
    months = {row["unit"]: row["month"] for row in found["starts"]}
    assert len(set(months.values())) == 8
    assert months["aften"] <= months["nat"]
    assert months["syd"] >= "2027-06"
    assert months["botilbud"] <= "2028-06"
    assert months["vest"] not in {"2027-07", "2027-08", "2028-07"}
    assert found["can_be_clear"]
    assert found["power"]["low"] < found["power"]["power"] < found["power"]["high"]
    assert found == json.loads(answer(STAGED, "--json"))


def test_three_units_are_told_that_they_can_never_be_clear() -> None:
    """The readable answer says the smallest p and what to do."""
    said = answer(THREE)
    assert "Mindste mulige p: 0,167" in said
    assert "Tag flere enheder med." in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("months = 18", "months = 0", "months: Skriv et helt tal fra 1 til 120."),
        ("months = 18", "", "months: Skriv et helt tal fra 1 til 120."),
        (
            "within = 1",
            "within = 0",
            "expected.within: Skriv et tal over 0: hvor meget månederne svinger hos en enhed.",
        ),
        ("effect = -4", "", "expected.effect: Tallet mangler."),
        ('"12,5"', '"1,000"', "expected.level: 1,000 kan ikke læses som ét tal."),
        ("autocorrelation = 0.4", "autocorrelation = 1", "expected.autocorrelation: Skriv et tal mellem -1 og 1, for"),
        ("between = 2", "betwen = 2", "expected.betwen: Nøglen kendes ikke."),
        ('first_month = "2027-01"', 'first_month = "januar"', 'first_month: Skriv en måned som "2027-03".'),
        ('key = "b"', 'key = "a"', "unit[2].key: a står der to gange."),
        ('key = "b"', 'key = "b"\nlatest = "2026-12"', "unit[2].latest: Den seneste måned ligger før den tidligste."),
        (
            'key = "c"',
            'key = "c"\nearliest = "2028-06"',
            "unit: Der er ingen måned, hvor disse enheder kan begynde: Ple",
        ),
        ("[[unit]]", '[[order]]\nfirst = "a"\nthen = "z"\n\n[[unit]]', "order[1].then: Ingen enhed har nøglen z."),
        ("[expected]", "[expectd]", "expectd: Nøglen kendes ikke."),
        ("capacity = 1", "capacity =", "Filen er ikke gyldig TOML"),
    ],
)
def test_a_wrong_key_is_named_in_danish(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Each fault names its key and says what to write; the exit code is 2."""
    text = THREE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "plan.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CommandError) as raised:
        answer(file)
    assert said in str(raised.value)
    assert raised.value.returncode == 2


def test_a_file_that_is_not_there() -> None:
    """It is told, with exit code 2."""
    with pytest.raises(CommandError, match="kan ikke læses") as raised:
        answer(Path("borte.toml"))
    assert raised.value.returncode == 2


@pytest.mark.parametrize(
    "text",
    [f"title = {'[' * 50_000}", f"months = {'9' * 5_000}", 'title = "\\u0000', "a = 1\na = 2", "= ", "\x00"],
)
def test_what_no_reader_of_toml_survives_is_told_too(tmp_path: Path, text: str) -> None:
    """A list in a list in a list, a number of 5,000 digits: an exit code of 2 and no traceback."""
    file = tmp_path / "plan.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as told:
        answer(file)
    assert (told.value.returncode, "TOML" in str(told.value)) == (2, True)
