"""How long the import of a municipality's list takes: reading, checking, writing and undoing 10,000 rows.

    python benchmarks/import_rows.py [--rows 10000]

Uses the data folder of ``TOVHOLDER_DATA`` (or ``TOVHOLDER_DATABASE_URL``) and leaves it as it found it: what was
imported is undone, which is measured too. Prints wall and CPU seconds of each step, and how often progress was told.
"""

import argparse
import csv
import io
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.site.settings")
os.environ.setdefault("TOVHOLDER_MODE", "demo")
os.environ.setdefault("TOVHOLDER_LOG_LEVEL", "ERROR")
os.environ.setdefault("TOVHOLDER_DATA", str(Path(__file__).resolve().parents[1] / "build" / "benchmark"))

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection

from tovholder.apps.projects.importing import execute, prepare, undo
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.tables.public import ImportBatch, read_sheet
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor, ActorKind

T = TypeVar("T")
LIMIT_S = 30
HEADER = ["Titel", "Behov", "Teknologi", "Status", "Målgrupper", "Begyndt", "Hvad gør I", "Resultater"]
MAPPING = {
    "title": "Titel",
    "need": "Behov",
    "technology": "Teknologi",
    "status": "Status",
    "target_groups": "Målgrupper",
    "started_on": "Begyndt",
    "summary": "Hvad gør I",
    "results": "Resultater",
}
SYLLABLES = ("ba", "de", "fi", "go", "hu", "ky", "læ", "mø", "nå", "pi", "ro", "sta", "tra", "vi")


def content(rows: int) -> bytes:
    """A CSV file of that many rows, all of them fine and none like another."""
    dice = random.Random(3)
    names = list(Technology.objects.values_list("name", flat=True))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADER)
    for number in range(rows):
        title = " ".join("".join(dice.choices(SYLLABLES, k=4)) for _word in range(3))
        day = f"{dice.randint(1, 28):02}-{dice.randint(1, 12):02}-{dice.randint(2014, 2025)}"
        words = "Borgerne får hjælp, når de har brug for den. " * 6
        writer.writerow([f"{title} {number}", words, dice.choice(names), "I drift", "Ældre borgere", day, words, words])
    return text.getvalue().encode("utf-8-sig")


def timed(name: str, do: Callable[[], T]) -> tuple[T, float]:
    """Do it, print what it took, and give the wall seconds too."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = do()
    took = time.perf_counter() - wall
    print(f"{name:<10}{took:>8.1f} s wall{time.process_time() - cpu:>8.1f} s CPU")
    return result, took


def main() -> None:
    """Read, check, write, undo."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    place = Municipality.objects.get(slug="syddjurs")
    actor = Actor(ActorKind.PERSON, "Benchmark", role=roles.COORDINATOR, municipality_id=place.pk)
    now = clock.now()
    batch = ImportBatch.objects.create(
        municipality=place, importer="projekter", file_name="liste.csv", created_at=now, changed_at=now
    )
    told: list[int] = []
    upload = SimpleUploadedFile("liste.csv", content(options.rows))
    print(f"database {connection.vendor}, {options.rows} rows, {(upload.size or 0) / 1e6:.1f} MB")
    sheet, read = timed("read", lambda: read_sheet(upload))
    checked, check = timed("check", lambda: prepare(actor, sheet, MAPPING))
    fine = [row for row in checked.rows if row.is_fine]
    counts, write = timed("write", lambda: execute(actor, fine, batch, lambda done, _total: told.append(done)))
    undone, _took = timed("undo", lambda: undo(actor, batch, lambda _done, _total: None))
    batch.delete()
    print(f"imported {counts['imported']}, progress told {len(told)} times, undone {undone.removed}")
    if counts["imported"] != options.rows or undone.removed != options.rows:
        sys.exit("not every row went in and out")
    if read + check + write > LIMIT_S:
        sys.exit(f"over {LIMIT_S} s")


if __name__ == "__main__":
    main()
