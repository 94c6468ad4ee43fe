"""How fast Landkortet answers with 100,000 projects and 500 users.

    python benchmarks/landkort.py [--projects 100000] [--requests 60]

Builds the projects once in the data folder of ``TOVHOLDER_DATA`` (or in the database of ``TOVHOLDER_DATABASE_URL``),
then asks for each page through Django's test client, signed in as different people. Prints, for each page, the median
and the 95th percentile of the CPU time that a request took, its wall time, and the ratio of the CPU time to a plain
``ListView`` with one COUNT over the same rows measured in the same run. Run it on both databases; the numbers are
noted in ``docs/performance.md``.
"""

import argparse
import gzip
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import accumulate
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.site.settings")
os.environ.setdefault("TOVHOLDER_MODE", "demo")
os.environ.setdefault("TOVHOLDER_LOG_LEVEL", "ERROR")
os.environ.setdefault("TOVHOLDER_DATA", str(Path(__file__).resolve().parents[1] / "build" / "benchmark"))

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.views.generic import ListView

from tovholder.apps.projects.columns import current_columns
from tovholder.apps.projects.public import Project, ProjectFacts, Registration, Status, register_projects
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.search.public import is_ready
from tovholder.kernel.actor import SYSTEM

CHUNK = 2_000
WARM_UP = 25  # every client once: what is paid at the first request of a process is not what a reader waits for
PEOPLE = 500
WORDS = (
    "borger",
    "besøg",
    "skærm",
    "tryghed",
    "nat",
    "sensor",
    "fald",
    "medicin",
    "træning",
    "bostøtte",
    "plejecenter",
    "vasketoilet",
    "løft",
    "tid",
    "køretøj",
    "kald",
    "robot",
    "app",
    "tablet",
    "demens",
    "angst",
    "struktur",
    "dagsplan",
    "pårørende",
    "netværk",
    "erfaring",
    "terapeut",
    "aften",
    "weekend",
    "hverdag",
)
SYLLABLES = ("ba", "de", "fi", "gon", "hu", "ky", "læ", "mø", "nå", "pi", "ro", "sta", "tra", "vi", "lig", "hed")
VOCABULARY = 6_000
LIMIT_MS = 100


def vocabulary(dice: random.Random) -> tuple[list[str], list[float]]:
    """Words and their cumulated weights, as in a language (Zipf's law): the n-th is n times rarer than the first.

    The words that are searched for are among them, from the 40th place down to the 1,500th.
    """
    words = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 5))) for _word in range(VOCABULARY)]
    for number, word in enumerate(WORDS):
        words[40 + number * 50] = word
    return words, list(accumulate(1 / (place + 1) for place in range(VOCABULARY)))


def build(count: int) -> None:
    """Fill the database up to ``count`` projects, spread over municipalities, technologies and states."""
    call_command("migrate", verbosity=0)
    if not Technology.objects.exists():
        call_command("load_reference", verbosity=0)
    dice = random.Random(7)
    technologies, places = list(Technology.objects.all()), list(Municipality.objects.municipalities())
    groups, paragraphs = list(Code.objects.of("target_group")), list(Code.objects.of("paragraph"))
    scale = Code.objects.get(list="project_scale", code="pilot")

    words, weights = vocabulary(dice)

    def text(length: int) -> str:
        return " ".join(dice.choices(words, cum_weights=weights, k=length))

    def one(number: int) -> Registration:
        status = dice.choice(list(Status))
        tier = dice.choices(["municipalities", "public", "municipality"], [70, 25, 5])[0]
        return Registration(
            facts=ProjectFacts(
                title=f"{text(3).capitalize()} {number}",
                need=text(20),
                summary=text(60),
                results=text(30),
                learning=text(20),
                technology=dice.choice(technologies),
                scale=scale,
                target_groups=dice.sample(groups, 2),
                paragraphs=dice.sample(paragraphs, 1),
            ),
            municipality=dice.choice(places),
            status=status,
            reason="Fordi",
            tier=tier,
            registered_on=date(dice.randint(2014, 2026), dice.randint(1, 11), 1),
        )

    have = Project.objects.count()
    while have < count:
        register_projects(by=SYSTEM, registrations=[one(have + n) for n in range(min(CHUNK, count - have))])
        have = Project.objects.count()
        print(f"  {have} projects", end="\r", flush=True)
    _people(places)
    if not is_ready("projects"):
        call_command("rebuild_search", verbosity=0)


def _people(places: list[Municipality]) -> None:
    role = Code.objects.get(list="role", code="coordinator")
    for number in range(User.objects.count(), PEOPLE):
        user = User.objects.create(email=f"bruger{number}@example.org", name=f"Bruger {number}")
        RoleHolding.objects.create(
            user=user, role=role, municipality=places[number % len(places)], starts_on=date(2020, 1, 1)
        )


class PlainList(ListView[Project]):
    """The peer: Django's own list over the same rows, with one COUNT and 25 rows."""

    model = Project
    paginate_by = 25
    ordering = ("-revision", "-pk")
    template_name = "projects/plain.html"

    def render_to_response(self, context: dict[str, object], **kwargs: object) -> HttpResponse:
        """No template: only what the database and Django cost."""
        rows = context["object_list"]
        return HttpResponse("\n".join(f"{item.title} {item.need}" for item in rows))  # type: ignore[attr-defined]  # projects


def measure(ask: Callable[[int], HttpResponse], requests: int) -> tuple[float, float, float, int]:
    """Median and 95th percentile of CPU milliseconds, 95th percentile of wall milliseconds, and gzipped bytes."""
    cpu, wall, size = [], [], 0
    for number in range(requests + WARM_UP):
        began, spent = time.perf_counter(), time.process_time()
        answer = ask(number)
        cpu.append((time.process_time() - spent) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"answered {answer.status_code}")
        size = len(gzip.compress(answer.content)) if not answer.streaming else 0
    cpu, wall = cpu[WARM_UP:], wall[WARM_UP:]
    return statistics.median(cpu), statistics.quantiles(cpu, n=20)[18], statistics.quantiles(wall, n=20)[18], size


def pages(clients: list[Client]) -> dict[str, Callable[[int], HttpResponse]]:
    """What is asked for, by its name in the table."""
    projects = list(Project.objects.filter(tier="public").values_list("public_id", flat=True)[:50])
    technologies = list(Technology.objects.values_list("slug", flat=True))

    def at(path: Callable[[int], str]) -> Callable[[int], HttpResponse]:
        return lambda number: clients[number % len(clients)].get(path(number))  # type: ignore[return-value]  # a test answer

    return {
        "list with facets": at(lambda n: f"/landkort/projekter/?status=in_operation&teknologi={technologies[n % 70]}"),
        "list, six facets": at(
            lambda n: (
                "/landkort/projekter/?status=pilot&status=in_operation&kategori=care&region=1082&maalgruppe=older"
                f"&paragraf=SEL-85&teknologi={technologies[n % 70]}"
            )
        ),
        "list, unfiltered": at(lambda n: f"/landkort/projekter/?side={n + 1}"),
        "text search": at(lambda n: f"/landkort/projekter/?q={WORDS[n % len(WORDS)]}+{WORDS[(n * 7) % len(WORDS)]}"),
        "map": at(lambda n: "/landkort/"),
        "project": at(lambda n: f"/landkort/projekter/{projects[n % len(projects)]}/"),
        "overview": at(lambda n: "/landkort/tal/"),
        "municipality": at(lambda n: "/kommuner/syddjurs/"),
        "API summary": at(lambda n: "/api/v1/landkort/summary"),
        "API projects": at(lambda n: f"/api/v1/projects?limit=25&offset={n * 25}"),
    }


def main() -> None:
    """Build, warm up, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=60)
    options = parser.parse_args()
    spent = time.process_time()
    build(options.projects)
    built = time.process_time() - spent
    print(f"database {connection.vendor}, {Project.objects.count()} projects, built in {built:.0f} CPU s")
    spent = time.process_time()
    current_columns()
    print(f"columns loaded in {time.process_time() - spent:.1f} CPU s (once in each process)")
    clients = []
    for user in User.objects.order_by("pk")[:PEOPLE:20]:
        client = Client(headers={"host": "localhost"})
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        clients.append(client)
    factory, plain = RequestFactory(), PlainList.as_view()

    def peer(number: int) -> HttpResponse:
        request: HttpRequest = factory.get(f"/?page={number + 1}")
        return plain(request)  # type: ignore[return-value]  # HttpResponse, see above

    base, base95, base_wall, _size = measure(peer, options.requests)
    print(f"\n{'page':<20}{'median CPU':>12}{'p95 CPU':>10}{'p95 wall':>10}{'ratio':>8}{'gzip kB':>9}")
    print(f"{'plain ListView':<20}{base:>10.1f}ms{base95:>8.1f}ms{base_wall:>8.1f}ms{1:>8.1f}{'':>9}")
    slow = []
    for name, ask in pages(clients).items():
        median, p95, wall, size = measure(ask, options.requests)
        print(f"{name:<20}{median:>10.1f}ms{p95:>8.1f}ms{wall:>8.1f}ms{median / base:>8.1f}{size / 1000:>9.1f}")
        if p95 > LIMIT_MS:
            slow.append(name)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this process {peak:.0f} MB (limit 250)")
    if slow:
        sys.exit(f"over {LIMIT_MS} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main()
