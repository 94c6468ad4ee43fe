"""How fast the national overview of benefits answers over 5,000 projects × 10 benefits × 24 measurements.

    python benchmarks/benefits_national.py [--projects 5000] [--requests 40]

Builds the rows once in the data folder of ``TOVHOLDER_DATA`` (or in the database of ``TOVHOLDER_DATABASE_URL``), then
asks for the page through Django's test client, signed in as different coordinators and signed in as nobody. Prints the
median and the 95th percentile of the CPU time of a request, its wall time, and the ratio of the CPU time to a plain
COUNT of the benefits by bottom line in the same run and to the limit; and what it costs a process to load its columns,
to catch up after a write, and to hold them. On PostgreSQL the server's CPU time is not in it, only in the wall time.
Run it on both databases (``python -m tools.postgres python benchmarks/benefits_national.py`` starts one); the numbers
are noted in ``docs/performance.md``.
"""

import argparse
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.site.settings")
os.environ.setdefault("TOVHOLDER_MODE", "demo")
os.environ.setdefault("TOVHOLDER_LOG_LEVEL", "ERROR")
os.environ.setdefault("TOVHOLDER_DATA", str(Path(__file__).resolve().parents[1] / "build" / "benchmark-benefits"))

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client

from tovholder.apps.benefits.choices import BottomLine, Realisation, State
from tovholder.apps.benefits.columns import current_columns, forget_columns
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.apps.benefits.overview import overviews_by
from tovholder.apps.benefits.periods import latest_periods
from tovholder.apps.projects.public import Project, ProjectFacts, Registration, register_projects
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

CHUNK = 500
PEOPLE = 40
WARM_UP = PEOPLE + 1  # every client once: what a process pays for its first request is told by itself
BENEFITS, MONTHS = 10, 24
LIMIT_MS = 200
CATCHES = 20
TODAY = date(2026, 11, 21)


def build(count: int) -> None:
    """Fill the database up to ``count`` projects with their benefits and measurements, spread over the country."""
    call_command("migrate", verbosity=0)
    if not Technology.objects.exists():
        call_command("load_reference", verbosity=0)
    dice = random.Random(7)
    technologies, places = list(Technology.objects.all()), list(Municipality.objects.municipalities())
    scale = Code.objects.get(list="project_scale", code="pilot")
    hours = Code.objects.get(list="measure_unit", code="hours")
    have = Project.objects.count()
    while have < count:
        wanted = range(min(CHUNK, count - have))
        made = register_projects(
            by=SYSTEM,
            registrations=[
                Registration(
                    facts=ProjectFacts(
                        title=f"Projekt {have + number}", need="Tid", technology=dice.choice(technologies), scale=scale
                    ),
                    municipality=dice.choice(places),
                    tier="municipalities",
                )
                for number in wanted
            ],
        )
        benefits = [_benefit(one, number, hours, dice) for one in made for number in range(BENEFITS)]
        Benefit.objects.bulk_create(benefits, batch_size=CHUNK)
        have = Project.objects.count()
        print(f"  {have} projects", end="\r", flush=True)
    _people(places)
    _measurements()


def _measurements() -> None:
    """One for each month of every benefit that has none, written by the database itself: there are 1.2 million."""
    is_postgres = connection.vendor == "postgresql"
    columns = [field.column for field in Measurement._meta.local_concrete_fields if field.column != "id"]
    given = {
        "public_id": "gen_random_uuid()" if is_postgres else "lower(hex(randomblob(16)))",
        "benefit_id": "b.id",
        "municipality_id": "b.municipality_id",
        "tier": "b.tier",
        "value": "40 + mod(b.id, 70)" if is_postgres else "40 + b.id - (b.id / 70) * 70",
        "period_from": "p.since",
        "period_to": "p.until",
        "recorded_at": "p.at",
        "version": "1",
        "method": "'counted'",
        "is_baseline": "p.unset",
        "spoiled": "p.unset",
        "unit_id": "NULL",
        "n": "NULL",
        "import_batch": "NULL",
    }
    kinds = ("date", "date", "timestamptz", "boolean") if is_postgres else ("text", "text", "text", "integer")
    period = ", ".join(
        f"CAST(%s AS {kind}) AS {name}" for kind, name in zip(kinds, ("since", "until", "at", "unset"), strict=True)
    )
    statement = (
        f"INSERT INTO benefits_measurement ({', '.join(columns)}) "  # noqa: S608  # names of columns, nothing typed
        f"SELECT {', '.join(given.get(name, repr('')) for name in columns)} "
        f"FROM benefits_benefit b CROSS JOIN (SELECT {period}) p WHERE NOT EXISTS "
        "(SELECT 1 FROM benefits_measurement m "
        "WHERE m.benefit_id = b.id AND m.period_from = p.since AND m.unit_id IS NULL)"
    )
    with connection.cursor() as cursor:
        for place, month in enumerate(latest_periods(TODAY, "month", MONTHS), start=1):
            cursor.execute(statement, [month.first, month.last, clock.now(), False])
            print(f"  {place} months", end="\r", flush=True)
        cursor.execute("ANALYZE")


def _benefit(project: Project, number: int, hours: Code, dice: random.Random) -> Benefit:
    line = (BottomLine.CITIZEN, BottomLine.STAFF, BottomLine.ECONOMY)[number % 3]
    way = dice.choice(list(Realisation)) if line == BottomLine.ECONOMY else ""
    signed = way == Realisation.REDUCES and dice.random() < 0.5
    made = Benefit(
        municipality_id=project.municipality_id,
        project=project,
        title=f"Gevinst {number}",
        bottom_line=line,
        is_negative=number == BENEFITS - 1,
        is_means=number == BENEFITS - 2,
        tier=dice.choices(["municipalities", "public", "municipality"], [60, 25, 15])[0],
        indicator="Timer på vejen",
        measured_in=hours,
        baseline=Decimal(100),
        baseline_from=TODAY - timedelta(days=900),
        baseline_to=TODAY - timedelta(days=800),
        target=Decimal(60),
        cadence="month",
        next_measurement_on=TODAY + timedelta(days=dice.randint(-60, 60)),
        realisation=way,
        yearly_value=Decimal(dice.randint(10, 900) * 1000) if way else None,
        signed_by_name="Økonomen" if signed else "",
        signed_at=clock.now() if signed else None,
        state=dice.choice([State.IN_REALISATION] * 5 + [State.TOO_EARLY, State.REALISED, State.UNDOCUMENTED]),
        state_since=TODAY,
        realised=Decimal(dice.randint(40, 110)),
        realised_on=TODAY - timedelta(days=21),
        measured=MONTHS,
    )
    made.derive()
    return made


def _people(places: list[Municipality]) -> None:
    role = Code.objects.get(list="role", code="coordinator")
    for number in range(User.objects.count(), PEOPLE):
        user = User.objects.create(email=f"maaler{number}@example.org", name=f"Måler {number}")
        RoleHolding.objects.create(
            user=user, role=role, municipality=places[number % len(places)], starts_on=date(2020, 1, 1)
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of CPU, median and 95th percentile, and of wall time, 95th percentile."""

    median: float
    p95: float
    wall: float


def measure(ask: Callable[[int], object], requests: int, warm_up: int = WARM_UP) -> Taken:
    """How long it takes when it is asked again and again."""
    cpu, wall = [], []
    for number in range(requests + warm_up):
        began, spent = time.perf_counter(), time.process_time()
        ask(number)
        cpu.append((time.process_time() - spent) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    cpu, wall = cpu[warm_up:], wall[warm_up:]
    return Taken(statistics.median(cpu), statistics.quantiles(cpu, n=20)[18], statistics.quantiles(wall, n=20)[18])


def catching_up() -> None:
    """Print what a process pays for its columns: at its first request, after a write, and in memory."""

    def spent(call: Callable[[], object]) -> float:
        began = time.process_time()
        call()
        return (time.process_time() - began) * 1000

    forget_columns()
    loading = spent(current_columns)
    after = []
    for one in Benefit.objects.order_by("pk")[:CATCHES]:
        Benefit.objects.filter(pk=one.pk).update(measured=one.measured)
        after.append(spent(current_columns))
    print(f"\nfirst request of a process: {loading:.0f} ms CPU to load {len(current_columns())} benefits")
    print(f"first request after a write: {statistics.median(after):.1f} ms CPU (median of {CATCHES})")
    held, peak = current_columns().rows.nbytes / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {held:.1f} MB of columns in each process; {peak:.0f} MB in this one at most, with all it has built")


def _plain(number: int) -> object:
    return list(Benefit.objects.order_by().values("bottom_line").annotate(count=Count("pk")))


ASKED: dict[str, Callable[[int], object]] = {
    "plain COUNT by line": _plain,
    "in the database, municipality": lambda number: overviews_by(Benefit.objects.all(), TODAY, "municipality_id"),
    "in the database, technology": lambda number: overviews_by(Benefit.objects.all(), TODAY, "project__technology_id"),
}
"""What the pages are compared with: one plain query, and the same numbers counted in SQL, without a page."""
PAGES = {
    "page, by municipality": "/gevinster/landet/",
    "page, by technology": "/gevinster/landet/?efter=teknologi",
    "file, by municipality": "/gevinster/landet.csv?efter=kommune",
}


def main() -> None:
    """Build, warm up, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=5_000)
    parser.add_argument("--requests", type=int, default=40)
    options = parser.parse_args()
    build(options.projects)
    counts = (Project.objects.count(), Benefit.objects.count(), Measurement.objects.count())
    print(f"database {connection.vendor}: {counts[0]} projects, {counts[1]} benefits, {counts[2]} measurements")
    clients = [Client(headers={"host": "localhost"})]
    for user in User.objects.order_by("pk")[:PEOPLE]:
        client = Client(headers={"host": "localhost"})
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        clients.append(client)

    def page(path: str) -> Callable[[int], None]:
        def ask(number: int) -> None:
            answer = clients[number % len(clients)].get(path)
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}")
            answer.getvalue()

        return ask

    taken = {name: measure(ask, options.requests, warm_up=2) for name, ask in ASKED.items()}
    taken |= {name: measure(page(path), options.requests) for name, path in PAGES.items()}
    base = taken["plain COUNT by line"]
    print(f"\n{'':<30}{'median CPU':>12}{'p95 CPU':>10}{'p95 wall':>12}{'to plain':>10}{'to limit':>10}")
    for name, one in taken.items():
        times = f"{one.median:>10.1f}ms{one.p95:>8.1f}ms{one.wall:>10.1f}ms"
        print(f"{name:<30}{times}{one.median / base.median:>10.1f}{one.p95 / LIMIT_MS:>10.2f}")
    catching_up()
    slow = [name for name in PAGES if taken[name].p95 > LIMIT_MS]
    if slow:
        sys.exit(f"over {LIMIT_MS} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main()
