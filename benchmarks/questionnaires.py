"""How long a large questionnaire takes to read, to check and to evaluate.

    python benchmarks/questionnaires.py [--questions 400] [--repeat 20]

Prints CPU milliseconds, and the ratio to ``json.loads`` of the same text, which any method must do.
"""

import argparse
import json
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings

settings.configure(USE_I18N=False)

from tovholder.apps.questionnaires.schema import canonical_json, content_hash, plain_schema, read_schema
from tovholder.engines.questionnaires import check, compare, evaluate

SECTION = 10
KINDS = ("yes_no", "number", "many", "one", "scale", "long_text", "text", "date")
OPTIONS = [{"key": f"o{number}", "text": {"da": f"Mulighed {number}", "en": f"Option {number}"}} for number in range(8)]


def question(number: int) -> dict[str, Any]:
    """One question in eight kinds; two of three hang on the first of their section."""
    kind = KINDS[number % SECTION % len(KINDS)]
    made: dict[str, Any] = {
        "key": f"q{number}",
        "concept": f"concept.q{number}",
        "kind": kind,
        "text": {"da": f"Hvad siger I til spørgsmål {number}?", "en": f"What do you say to question {number}?"},
        "help": {"da": "Tænk på det, I gør i hverdagen, og på dem, I gør det for."},
        "source": "SUS 2016",
    }
    if kind in ("one", "many"):
        made["options"] = OPTIONS
    if kind == "scale":
        made |= {"minimum": 1, "maximum": 5, "low": {"da": "Slet ikke"}, "high": {"da": "Meget"}}
    first = number // SECTION * SECTION
    if number % 3 and number != first:
        made["relevant"] = {
            "kind": "any",
            "conditions": [
                {"kind": "compare", "question": f"q{first}", "op": "eq", "value": True},
                {"kind": "not", "condition": {"kind": "answered", "question": f"q{first}"}},
            ],
        }
    return made


def questionnaire(count: int) -> dict[str, Any]:
    """A questionnaire of that many questions, ten to a section."""
    questions = [question(number) for number in range(count)]
    sections = [
        {"key": f"s{at}", "title": {"da": f"Afsnit {at}"}, "questions": questions[at : at + SECTION]}
        for at in range(0, count, SECTION)
    ]
    return {"key": "large", "title": {"da": "Et stort skema"}, "sections": sections}


ANSWERS = {"yes_no": True, "number": 12, "many": ("o1", "o2"), "one": "o3", "scale": 4, "date": "2026-11-22"}


def spent(do: Callable[[], object], repeat: int) -> float:
    """The CPU milliseconds of one run, over ``repeat`` of them."""
    before = time.process_time()
    for _round in range(repeat):
        do()
    return (time.process_time() - before) / repeat * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--repeat", type=int, default=20)
    options = parser.parse_args()
    text = canonical_json(questionnaire(options.questions))
    schema = read_schema(text)
    plain = plain_schema(schema)
    answers = {one.key: ANSWERS.get(one.kind.value, "Et svar") for one in schema.questions}
    base = spent(lambda: json.loads(text), options.repeat)
    print(f"{options.questions} questions, {len(text.encode()) / 1000:.0f} kB of JSON")
    print(f"{'step':<34}{'CPU':>9}{'ratio':>8}")
    print(f"{'json.loads':<34}{base:>6.2f} ms{1:>8.1f}")
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("read strictly and check", lambda: read_schema(text)),
        ("check alone", lambda: check(schema)),
        ("canonical form and hash", lambda: content_hash(plain)),
        ("evaluate a full response", lambda: evaluate(schema, answers)),
        ("compare two editions", lambda: compare(schema, schema)),
    )
    for name, do in steps:
        took = spent(do, options.repeat)
        print(f"{name:<34}{took:>6.2f} ms{took / base:>8.1f}")


if __name__ == "__main__":
    main()
