"""The demo's reuse packages."""

from collections.abc import Sequence
from datetime import date

import pytest

from tovholder.apps.packages.models import Package, Paper
from tovholder.apps.packages.public import reuse_of
from tovholder.apps.packages.selectors import behind, missing_kinds, papers_of
from tovholder.foundation.notices.models import Notice

pytestmark = pytest.mark.django_db


def _rows() -> Sequence[tuple[object, ...]]:
    packages = Package.objects.select_related("municipality").order_by("municipality__sort_key", "sort_key")
    return [(item.municipality.name, item.title, item.state, item.shared_on) for item in packages]


def test_municipalities_share_and_syddjurs_copies_thanks_and_forgets() -> None:
    """Three shared packages, two copies, one old draft."""
    assert _rows() == [
        ("Favrskov", "Skærmbesøg i hjemmeplejen: fra pilot til drift", "draft", None),
        ("Norddjurs", "Skærmbesøg i hjemmeplejen: fra pilot til drift", "shared", date(2026, 8, 17)),
        ("Randers", "Medicinhusker: risikovurdering og aftale", "shared", date(2026, 6, 24)),
        ("Syddjurs", "Beboerskærm på botilbud: krav og oplæring", "shared", date(2026, 4, 25)),
        ("Syddjurs", "Medicinhusker: risikovurdering og aftale", "draft", None),
        ("Syddjurs", "Vasketoilet i egen bolig", "draft", None),
    ]
    lent = Package.objects.get(municipality__name="Norddjurs")
    assert [kind.code for kind in missing_kinds(papers_of(lent))] == ["processor_agreement", "requirements"]
    assert [thanks.municipality.name for thanks in reuse_of(lent).thanks] == ["Favrskov", "Randers"]


def test_a_copy_differs_from_its_origin_in_both_directions() -> None:
    """Syddjurs changed its copy, and Randers has written a newer text of which Syddjurs's coordinator was told."""
    paper = Paper.objects.get(
        package__municipality__name="Syddjurs", origin__isnull=False, kind__code="risk_assessment"
    )
    assert paper.origin is not None
    newest = paper.origin.paper
    assert [word in paper.body for word in ("de tre første opfyldninger", "30 minutter")] == [True, False]
    assert [word in newest.body for word in ("de tre første opfyldninger", "30 minutter")] == [False, True]
    assert behind([paper]) == {paper.pk}
    told = Notice.objects.filter(kind="packages.newer_text").values_list("user__email", flat=True)
    assert "mette.krogh@syddjurs.example" in told
