"""Recall of the text search over the catalogue of technologies: `python benchmarks/search_recall.py`.

Builds an index of the shared technologies in a temporary folder and asks questions of two kinds: *terms*, as somebody
types who knows the field but not our name for the thing, and *needs*, as somebody types who only knows what is missing.
For each question the right technologies were written down before the search was asked. Prints recall@5 (right ones
among the first five, of those there are) and mean reciprocal rank; with `--bad` every question that was answered badly.
"""

import csv
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

TECHNOLOGIES = Path(__file__).parents[1] / "src/tovholder/apps/technologies/data/technologies.csv"
QUESTIONS = Path(__file__).with_name("search_questions.csv")
FIRST = 5


def _documents(rows: list[dict[str, str]], *, aliases: bool) -> Iterator["Document"]:
    for key, row in enumerate(rows):
        words = row["aliases"].split(";") if aliases else []
        yield Document(key, row["name_da"], words, row["description_da"])


def _recall(rows: list[dict[str, str]], questions: list[dict[str, str]], *, aliases: bool) -> None:
    source = SearchSource(
        "benchmark", "Teknologier", lambda _since: _documents(rows, aliases=aliases), lambda: 1, _none
    )
    SEARCH_SOURCES._plugs.clear()
    SEARCH_SOURCES.register(source)
    rebuild()
    print(f"\n{len(rows)} technologies, {'with' if aliases else 'without'} the editors' aliases")
    print(f"{'kind':8}{'n':>4}{'recall@5':>10}{'MRR':>8}")
    for kind in ("term", "need"):
        asked = [question for question in questions if question["kind"] == kind]
        hits, ranks, bad = 0.0, 0.0, []
        for question in asked:
            right = set(question["right"].split(";"))
            found = [rows[key]["slug"] for key in matching_keys("benchmark", question["question"])]
            share = len(right & set(found[:FIRST])) / min(len(right), FIRST)
            hits += share
            ranks += next((1 / at for at, slug in enumerate(found, 1) if slug in right), 0)
            if share < 1:
                bad.append(
                    f"  {share:.2f}  {question['question']}: {', '.join(found[:FIRST])}  (right: {question['right']})"
                )
        print(f"{kind:8}{len(asked):>4}{hits / len(asked):>10.2f}{ranks / len(asked):>8.2f}")
        if "--bad" in sys.argv:
            print("\n".join(bad))


def _none(_actor: "Actor", _keys: object) -> dict[int, "Hit"]:
    return {}


if __name__ == "__main__":
    os.environ["TOVHOLDER_MODE"] = "test"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TOVHOLDER_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.site.settings")
        import django

        django.setup()
        from tovholder.foundation.search.build import rebuild
        from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource, matching_keys
        from tovholder.kernel.actor import Actor

        catalogue = list(csv.DictReader(TECHNOLOGIES.open(encoding="utf-8")))
        asked_for = list(csv.DictReader(QUESTIONS.open(encoding="utf-8")))
        unknown = {slug for question in asked_for for slug in question["right"].split(";")}
        unknown -= {row["slug"] for row in catalogue}
        if unknown:
            sys.exit(f"no such technology: {', '.join(sorted(unknown))}")
        for with_aliases in (True, False):
            _recall(catalogue, asked_for, aliases=with_aliases)
