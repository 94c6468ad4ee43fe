"""How long the search for duplicates takes in the worst case: one municipality and one technology.

    python benchmarks/duplicates.py [--rows 10000] [--known 5000]

Prints CPU seconds for comparing the rows of a file with what a municipality has, and with each other, and the ratio to
folding and cutting the same titles into trigrams, which any method must do.
"""

import argparse
import time
from collections.abc import Callable

from tovholder.engines.duplicates import Item, Params, find_duplicates, find_repeats
from tovholder.engines.duplicates.evaluate import trigrams

WORDS = ("skærm", "besøg", "hjemmet", "medicin", "robot", "sensor", "træning", "demens", "nat", "app", "bad", "løft")


def titles(count: int, step: int) -> list[Item]:
    """That many items of one municipality with titles that share their words."""
    size = len(WORDS)
    return [
        Item(number, 1, f"{WORDS[number % size]} {WORDS[number // step % size]} {number}", frozenset({"skaermbesoeg"}))
        for number in range(count)
    ]


def spent(do: Callable[[], object]) -> float:
    """The CPU seconds that it takes."""
    before = time.process_time()
    do()
    return time.process_time() - before


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--known", type=int, default=5_000)
    options = parser.parse_args()
    rows, known = titles(options.rows, 7), titles(options.known, 12)
    base = spent(lambda: [trigrams(item.title) for item in (*rows, *known)])
    print(f"{'step':<34}{'CPU':>8}{'ratio':>8}")
    print(f"{'cut into trigrams':<34}{base:>6.2f} s{1:>8.1f}")
    for name, do in (
        (f"{options.rows} rows against {options.known}", lambda: find_duplicates(rows, known, Params())),
        (f"{options.rows} rows among themselves", lambda: find_repeats(rows, Params())),
    ):
        took = spent(do)
        print(f"{name:<34}{took:>6.2f} s{took / base:>8.1f}")


if __name__ == "__main__":
    main()
