"""How fast the whole product answers with 100,000 projects, 5,000 products and 1,000 reuse packages.

    python benchmarks/katalog.py [--projects 100000] [--products 5000] [--requests 60] [--only WORD]

Builds what is missing in the data folder of ``TOVHOLDER_DATA`` (or in the database of ``TOVHOLDER_DATABASE_URL``), then
asks for each page through Django's test client, signed in as coordinators of different municipalities. Prints, for each
page, the median and the 95th percentile of the CPU time that a request took, its wall time, the number of queries, and
the ratio of the CPU time to a plain ``ListView`` with one COUNT over the projects measured in the same run.
``--only`` takes the pages whose name holds a word. The numbers are noted in ``docs/performance.md``.
"""

import argparse
import random
import sys
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from landkort import LIMIT_MS, PEOPLE, WARM_UP, WORDS, PlainList, measure  # first: it sets Django up
from landkort import build as build_projects
from landkort import pages as pages_of_projects
from products import build as build_products

from tovholder.apps.packages.public import Package, PackageFacts, State, create_package
from tovholder.apps.products.public import Product
from tovholder.apps.projects.columns import current_columns
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.accounts.models import User
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.search.public import is_ready
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM
from tovholder.site import api

PACKAGES = 1_000
SHARED = 0.8

Ask = Callable[[int], HttpResponse]


def build_packages(count: int) -> None:
    """Fill the database up to ``count`` reuse packages, most of them shared."""
    have = Package.objects.count()
    if have >= count:
        return
    dice = random.Random(9)
    technologies, places = list(Technology.objects.all()), list(Municipality.objects.municipalities())
    for number in range(have, count):
        facts = PackageFacts(title=f"{dice.choice(WORDS).capitalize()} {number}", technology=dice.choice(technologies))
        create_package(by=SYSTEM, municipality=dice.choice(places), facts=facts)
    # Sharing is a coordinator's act on a finished paper. Only the state matters to a list, so it is set at once.
    shared = Package.objects.order_by("pk").values_list("pk", flat=True)[: int(count * SHARED)]
    Package.objects.filter(pk__in=list(shared)).update(
        state=State.SHARED, tier=Tier.MUNICIPALITIES, finished_on=clock.today(), shared_on=clock.today()
    )


def give_products() -> None:
    """Let every fifth project use a product of its technology, where none does yet."""
    if Project.objects.filter(product__isnull=False).exists():
        return
    links = Product.technologies.through.objects.order_by("pk").values_list("technology_id", "product_id")
    of: dict[int, list[int]] = {}
    for technology, product in links:
        of.setdefault(technology, []).append(product)
    dice = random.Random(11)
    chosen = list(Project.objects.order_by("pk").only("pk", "technology_id"))[::5]
    for project in chosen:
        project.product_id = dice.choice(of[project.technology_id])
    Project.objects.bulk_update(chosen, ["product"], batch_size=1_000)


def pages(clients: list[Client]) -> dict[str, Ask]:
    """What is asked for, by its name in the table."""
    technologies = list(Technology.objects.filter(retired_on__isnull=True).values_list("slug", flat=True))
    categories = ["care", "safety", "training", "moving"]
    products = list(Product.objects.order_by("pk").values_list("slug", flat=True)[:80])

    def at(path: Callable[[int], str]) -> Ask:
        return lambda number: clients[number % len(clients)].get(path(number))  # type: ignore[return-value]  # a test answer

    def word(number: int) -> str:
        return WORDS[number % len(WORDS)]

    def several(name: str, keys: list[str], number: int) -> str:
        return "&".join(f"{name}={keys[(number + step) % len(keys)]}" for step in range(4))

    return {
        "technologies": at(lambda n: f"/teknologier/?side={n % 4 + 1}"),
        "technologies, text": at(lambda n: f"/teknologier/?q={word(n)}"),
        "technologies, text and two facets": at(lambda n: f"/teknologier/?q={word(n)}&slags=thing&maalgruppe=older"),
        # The first 25 requests warm up, and are not measured: so the first row reads each page as nobody has before.
        "technology, its first reader": at(lambda n: f"/teknologier/{technologies[n % len(technologies)]}/"),
        "technology": at(lambda n: f"/teknologier/{technologies[n % WARM_UP]}/"),
        "four technologies compared": at(lambda n: f"/teknologier/sammenlign/?{several('t', technologies, n)}"),
        "learning": at(lambda n: f"/landkort/laering/?side={n % 20 + 1}"),
        "learning, one technology": at(lambda n: f"/landkort/laering/?teknologi={technologies[n % len(technologies)]}"),
        "products": at(lambda n: f"/produkter/?side={n + 1}"),
        "products, text and two facets": at(
            lambda n: f"/produkter/?q={word(n)}&marked=i-handel&teknologi={technologies[n % len(technologies)]}"
        ),
        "product": at(lambda n: f"/produkter/{products[n % len(products)]}/"),
        "four products compared": at(lambda n: f"/produkter/sammenlign/?{several('produkt', products, n)}"),
        "figures": at(lambda n: "/tal/"),
        "cases": at(lambda n: "/cases/"),
        "packages": at(lambda n: f"/genbrugspakker/?side={n % 20 + 1}"),
        "search": at(lambda n: f"/soeg/?q={word(n)}"),
        "feed": at(lambda n: "/landkort/nyt.atom"),
        "API technologies": at(lambda n: f"/api/v1/technologies?category={categories[n % len(categories)]}"),
        "API technologies, all": at(lambda n: "/api/v1/technologies"),
        "API products": at(lambda n: f"/api/v1/products?limit=25&offset={n * 25}"),
        "API figures": at(lambda n: "/api/v1/figures"),
        "API cases": at(lambda n: "/api/v1/cases"),
        "API packages": at(lambda n: "/api/v1/packages?limit=25"),
        **{f"Landkort: {name}": ask for name, ask in pages_of_projects(clients).items()},
    }


def main() -> None:
    """Build, warm up, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--products", type=int, default=5_000)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    api.RATES.update(open="1000000/min", key="1000000/min")  # the limit on requests is not what is measured
    build_projects(options.projects)
    build_products(options.products)
    build_packages(PACKAGES)
    give_products()
    call_command("rebuild_search", update=is_ready("packages"), verbosity=0)
    print(f"database {connection.vendor}: {Project.objects.count()} projects, {Product.objects.count()} products")
    current_columns()
    clients = []
    for user in User.objects.order_by("pk")[: PEOPLE : PEOPLE // 25]:
        client = Client(headers={"host": "localhost"})
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        clients.append(client)
    factory, plain = RequestFactory(), PlainList.as_view()

    def peer(number: int) -> HttpResponse:
        request: HttpRequest = factory.get(f"/?page={number + 1}")
        return plain(request)  # type: ignore[return-value]  # HttpResponse, see there

    base, base95, base_wall, _size = measure(peer, options.requests)
    print(f"\n{'page':<36}{'median CPU':>12}{'p95 CPU':>10}{'p95 wall':>10}{'queries':>9}{'ratio':>8}{'gzip kB':>9}")
    print(f"{'plain ListView':<36}{base:>10.1f}ms{base95:>8.1f}ms{base_wall:>8.1f}ms{2:>9}{1:>8.1f}", flush=True)
    slow = []
    for name, ask in pages(clients).items():
        if options.only not in name:
            continue
        median, p95, wall, size = measure(ask, options.requests)
        with CaptureQueriesContext(connection) as asked:
            ask(0)
        told = f"{median:>10.1f}ms{p95:>8.1f}ms{wall:>8.1f}ms{len(asked):>9}{median / base:>8.1f}{size / 1000:>9.1f}"
        print(f"{name:<36}{told}", flush=True)
        if p95 > LIMIT_MS:
            slow.append(name)
    if slow:
        sys.exit(f"over {LIMIT_MS} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main()
