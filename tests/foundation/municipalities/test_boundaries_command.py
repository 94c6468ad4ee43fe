"""An installation may bring the municipalities' borders: whole, or not at all with a sentence that says why."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.landkort import project
from tests.people import client_of, holding
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.municipalities.models import Boundary, Municipality

pytestmark = pytest.mark.django_db


def square(west: float, south: float, size: float = 0.05) -> list[list[float]]:
    """A closed line around a square, in degrees."""
    return [[west, south], [west, south + size], [west + size, south + size], [west + size, south], [west, south]]


def topojson(codes: list[str], **changes: Any) -> dict[str, Any]:
    """A country of squares in a row, one for each code."""
    areas = [{"type": "Polygon", "arcs": [[at]], "properties": {"code": code}} for at, code in enumerate(codes)]
    whole: dict[str, Any] = {
        "type": "Topology",
        "arcs": [square(8.1 + at % 50 * 0.08, 55 + at // 50 * 0.2) for at in range(len(codes))],
        "objects": {"kommuner": {"type": "GeometryCollection", "geometries": areas}},
    }
    return whole | changes


def every_code() -> list[str]:
    """The codes of the 98."""
    return list(Municipality.objects.municipalities().values_list("code", flat=True))


def bring(folder: Path, whole: object, *options: str) -> None:
    """Run the command on a file with that content."""
    file = folder / "kommuner.topojson"
    file.write_text(whole if isinstance(whole, str) else json.dumps(whole), encoding="utf-8")
    call_command("import_boundaries", str(file), *options)


def test_borders_are_stored_and_the_map_is_drawn_by_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same links and names as on the tiles, the true shapes in their place, and where they come from."""
    project("Skærm", tier="public", status="in_operation")
    tiles = Client().get("/landkort/").content.decode()
    bring(tmp_path, topojson(every_code()), "--source", "Prøvekort 2026")
    assert capsys.readouterr().out == "98 kommunegrænser er gemt. 490 punkter i filen blev til 392 på kortet.\n"
    land = Client().get("/landkort/").content.decode()
    assert (tiles.count("tilemap--land"), land.count("tilemap--land")) == (0, 1)
    assert land.count("<path id=") == 98
    assert sorted(names(land)) == sorted(names(tiles))
    assert "Grænser: Prøvekort 2026." in land
    entry = AuditEntry.objects.get(action="municipalities.import_boundaries")
    assert (entry.count, Boundary.objects.count()) == (98, 98)


def names(page: str) -> list[str]:
    """The names of the links on the map."""
    return [part.split('"', 1)[0] for part in page.split('aria-label="')[1:] if " Kommune:" in part.split('"', 1)[0]]


def test_clearing_gives_the_tiles_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The built-in map is always there."""
    bring(tmp_path, topojson(["0706"]))
    capsys.readouterr()
    call_command("import_boundaries", "--clear")
    assert capsys.readouterr().out == "98 grænser er fjernet. Kortet tegnes med felter.\n".replace("98", "1")
    assert "tilemap--land" not in Client().get("/landkort/").content.decode()


def test_a_municipality_without_a_border_stands_as_a_tile_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody is missing from the map, and command and map both say who has no border."""
    project("Skærm", tier="public")
    bring(tmp_path, topojson([code for code in every_code() if code not in {"0706", "0101"}]))
    assert capsys.readouterr().out.splitlines()[1] == (
        "Uden grænse i filen, og derfor vist som felter under kortet: København, Syddjurs."
    )
    page = Client().get("/landkort/").content.decode()
    assert "Uden grænse, og derfor vist som felter: København, Syddjurs." in page
    assert (page.count("<path id="), page.count('class="tilemap__name"')) == (96, 2)
    assert len([name for name in names(page) if name.startswith("Syddjurs")]) == 1


def test_the_own_municipality_is_framed_for_each_reader(tmp_path: Path) -> None:
    """What is drawn once for all carries nobody's frame."""
    project("Skærm", tier="public")
    bring(tmp_path, topojson(every_code()))
    framed = [
        page.split('class="tilemap__own"')[0].rsplit('href="#landkort-', 1)[1][:4]
        for page in (
            client_of(holding(at=place)).get("/landkort/").content.decode() for place in ("Syddjurs", "København")
        )
    ]
    assert framed == ["0706", "0101"]
    assert 'class="tilemap__own"' not in Client().get("/landkort/").content.decode()


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        (topojson(["0706", "0999"]), "filen har kommunekoder, som Tovholder ikke kender: 0999."),
        (topojson(["1084"]), "filen har kommunekoder, som Tovholder ikke kender: 1084."),
        ('{"type": "Topology", ', "filen er ikke JSON."),
        ("ÿØÿà", "filen er ikke JSON."),
        ({"type": "FeatureCollection", "features": []}, "filen er ikke TopoJSON."),
        (
            topojson(["0706"], arcs=[[[8.0, 55.0], [float("nan"), 55.1]]]),
            "linje nr. 0 i filen er ikke en række af talpar.",
        ),
        (topojson(["0706"], arcs=[[[8.0, 55.0], [8.1, 55.1]]]), "grænsen for kommune 0706 hænger ikke sammen."),
        (topojson(["0706"], arcs=[]), "en kommune bruger en linje, der ikke findes (0706: 0)."),
        (
            topojson(["0706"], arcs=[square(520_000, 6_200_000, 10)]),
            "linje nr. 0 ligger ikke i længde- og breddegrader.",
        ),
        (topojson([""]), "flade nr. 1 har ingen kommunekode."),
        (topojson(["0706"], objects={"a": {}, "b": {}}), "filen har flere lag: a, b."),
    ],
)
def test_a_fault_is_told_and_the_borders_before_stay(tmp_path: Path, whole: object, said: str) -> None:
    """All or nothing: what was there is not lost to a file that cannot be used."""
    bring(tmp_path, topojson(["0706"]), "--source", "Før")
    with pytest.raises(CommandError) as refused:
        bring(tmp_path, whole)
    assert str(refused.value).startswith(f"Kommunegrænserne er ikke ændret: {said}")
    assert list(Boundary.objects.values_list("source", flat=True)) == ["Før"]


def test_a_file_that_is_too_large_or_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong path and a map of every ditch both get a sentence."""
    monkeypatch.setattr("tovholder.foundation.municipalities.boundaries.MOST_BYTES", 10)
    with pytest.raises(CommandError, match=r"filen fylder mere end 0 MB"):
        bring(tmp_path, topojson(["0706"]))
    with pytest.raises(CommandError, match=r"filen kan ikke læses .*Tjek stien"):
        call_command("import_boundaries", str(tmp_path / "borte.topojson"))


@pytest.mark.parametrize("arguments", [[], ["fil.topojson", "--clear"]])
def test_either_a_file_or_clear(arguments: list[str]) -> None:
    """Half a command does nothing."""
    with pytest.raises(CommandError, match="Skriv enten en fil med kommunegrænser eller --clear"):
        call_command("import_boundaries", *arguments)
