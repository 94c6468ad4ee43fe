"""How long intervals take, and how often three kinds of them hold the truth.

    python benchmarks/figures.py [--figures 1000] [--repeat 5] [--coverage]

Prints CPU seconds for Blaker's interval over so many different figures of 98 municipalities, the limit, and the ratio
to it; with ``--coverage`` also the table of coverage, counted through every sample of every population. Exits with 1
when the limit is broken.
"""

import argparse
import sys
import time
from collections.abc import Callable
from math import comb, sqrt

from tovholder.engines.figures import figure
from tovholder.engines.figures.interval import blaker

FRAME = 98
LIMIT = 1.0
Z = 1.959963984540054
Interval = Callable[[int, int, int], tuple[float, float]]


def cases(count: int) -> list[tuple[int, int]]:
    """So many different pairs of hits and n, spread over all sizes."""
    every = [(hits, n) for n in range(6, FRAME + 1) for hits in range(n + 1)]
    return [every[at * len(every) // count] for at in range(count)]


def seconds(figures: list[tuple[int, int]]) -> float:
    """CPU time of all the figures, with nothing remembered from before."""
    blaker.cache_clear()
    began = time.process_time()
    for hits, n in figures:
        figure(hits, n, frame=FRAME)
    return time.process_time() - began


def wald(hits: int, n: int, frame: int) -> tuple[float, float]:
    """The textbook interval with finite population correction."""
    share = hits / n
    half = Z * sqrt(share * (1 - share) / n * (frame - n) / (frame - 1))
    return share - half, share + half


def wilson(hits: int, n: int, frame: int) -> tuple[float, float]:
    """Wilson's score interval with n enlarged by the finite population correction."""
    share, size = hits / n, n * (frame - 1) / (frame - n)
    middle = (share + Z * Z / (2 * size)) / (1 + Z * Z / size)
    half = Z / (1 + Z * Z / size) * sqrt(share * (1 - share) / size + Z * Z / (4 * size * size))
    return middle - half, middle + half


def exact(hits: int, n: int, frame: int) -> tuple[float, float]:
    """Blaker's, as shares."""
    low, high = blaker(hits, n, frame)
    return low / frame, high / frame


def coverage(interval: Interval, n: int) -> tuple[float, float]:
    """The least coverage over all populations in which the trait is neither with nobody nor with all; mean width."""
    edges = [interval(hits, n, FRAME) for hits in range(n + 1)]
    whole = comb(FRAME, n)
    least = min(
        sum(
            comb(having, hits) * comb(FRAME - having, n - hits)
            for hits, (low, high) in enumerate(edges)
            if hits <= having and low <= having / FRAME <= high
        )
        / whole
        for having in range(1, FRAME)
    )
    return least, sum(high - low for low, high in edges) / len(edges)


def main() -> int:
    """Print the tables; gives the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--figures", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--coverage", action="store_true")
    asked = parser.parse_args()
    figures = cases(asked.figures)
    took = sorted(seconds(figures) for _ in range(asked.repeat))[asked.repeat // 2]
    print(f"{asked.figures} figures: {took:.3f} s CPU, limit {LIMIT} s, ratio {took / LIMIT:.2f}")
    if asked.coverage:
        for n in (35, 84):
            for name, interval in (("Wald", wald), ("Wilson", wilson), ("Blaker", exact)):
                least, width = coverage(interval, n)
                print(f"N = {FRAME}, n = {n}, {name:7} least coverage {least:6.1%}, mean width {width * 100:4.1f} pp")
    return 0 if took <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
