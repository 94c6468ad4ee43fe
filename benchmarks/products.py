"""How fast the catalogue of products answers with 5,000 of them.

    python benchmarks/products.py [--products 5000] [--requests 60]

Builds the products once in the data folder of ``TOVHOLDER_DATA`` (or in the database of ``TOVHOLDER_DATABASE_URL``),
then asks for each page through Django's test client, without a login. Prints, for each page, the median and the 95th
percentile of the CPU time that a request took, its wall time, the number of queries, and the ratio of the CPU time to
a plain ``ListView`` with one COUNT over the same rows measured in the same run. The numbers are noted in
``docs/performance.md``.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.site.settings")
os.environ.setdefault("TOVHOLDER_MODE", "demo")
os.environ.setdefault("TOVHOLDER_LOG_LEVEL", "ERROR")
os.environ.setdefault("TOVHOLDER_DATA", str(Path(__file__).resolve().parents[1] / "build" / "benchmark-products"))

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views.generic import ListView

from tovholder.apps.products.columns import current_columns, forget_columns
from tovholder.apps.products.public import MarketFacts, Product, ProductFacts, add_products
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Partner
from tovholder.foundation.search.public import is_ready
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

CHUNK = 1_000
WARM_UP = 10
SUPPLIERS = 300
LIMIT_MS = 100
WORDS = ("skærm", "sensor", "lift", "alarm", "medicin", "træning", "robot", "app", "toilet", "besøg", "nat", "fald")


def build(count: int) -> None:
    """Fill the database up to ``count`` products of 300 suppliers."""
    call_command("migrate", verbosity=0)
    if not Technology.objects.exists():
        call_command("load_reference", verbosity=0)
    dice = random.Random(7)
    codes = {name: list(Code.objects.of(name)) for name in ("mdr_class", "ai_act_class", "price_model", "iso9999")}
    technologies = list(Technology.objects.all())
    kind = Code.objects.get(list="partner_kind", code="it_supplier")
    for number in range(Partner.objects.count(), SUPPLIERS):
        Partner.objects.create(name=f"Firma {number}", kind=kind)
    suppliers = list(Partner.objects.all())
    today = clock.today()

    def day(first: int, last: int) -> date:
        return today + timedelta(days=dice.randint(first, last))

    def one(number: int) -> ProductFacts:
        words = " ".join(dice.choices(WORDS, k=20))
        return ProductFacts(
            name=f"{dice.choice(WORDS).capitalize()} {number}",
            supplier=dice.choice(suppliers),
            technologies=dice.sample(technologies, dice.randint(1, 3)),
            description_da=words,
            iso9999=dice.sample(codes["iso9999"], 1),
            mdr_class=dice.choice(codes["mdr_class"]),
            ai_act_class=dice.choice(codes["ai_act_class"]),
            market=MarketFacts(
                price_model=dice.choice(codes["price_model"]),
                price_purchase=Decimal(dice.randint(100, 50_000)),
                price_per_month=Decimal(dice.randint(0, 900)) if number % 2 else None,
                priced_on=day(-300, 0),
                support="Hverdage" if number % 3 else "",
                support_until=day(-200, 900) if number % 4 == 0 else None,
                marketed_since=day(-3000, -201),
                end_of_life=day(-200, 900) if number % 5 == 0 else None,
            ),
        )

    have = Product.objects.count()
    while have < count:
        add_products(by=SYSTEM, products=[one(have + n) for n in range(min(CHUNK, count - have))])
        have = Product.objects.count()
    if not is_ready("products"):
        call_command("rebuild_search", verbosity=0)


class PlainList(ListView[Product]):
    """The peer: Django's own list over the same rows, with one COUNT and 25 rows."""

    model = Product
    paginate_by = 25
    ordering = ("sort_key", "pk")
    template_name = "products/plain.html"

    def render_to_response(self, context: dict[str, object], **kwargs: object) -> HttpResponse:
        """No template: only what the database and Django cost."""
        rows = context["object_list"]
        return HttpResponse("\n".join(f"{item.name} {item.description}" for item in rows))  # type: ignore[attr-defined]  # products


def measure(ask: Callable[[int], HttpResponse], requests: int) -> tuple[float, float, float, int]:
    """Median and 95th percentile of CPU milliseconds, 95th percentile of wall milliseconds, and queries of the last."""
    cpu, wall = [], []
    for number in range(requests + WARM_UP):
        began, spent = time.perf_counter(), time.process_time()
        answer = ask(number)
        cpu.append((time.process_time() - spent) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"answered {answer.status_code}")
    with CaptureQueriesContext(connection) as asked:
        ask(0)
    cpu, wall = cpu[WARM_UP:], wall[WARM_UP:]
    return statistics.median(cpu), statistics.quantiles(cpu, n=20)[18], statistics.quantiles(wall, n=20)[18], len(asked)


def pages(client: Client) -> dict[str, Callable[[int], HttpResponse]]:
    """What is asked for, by its name in the table."""
    products = list(Product.objects.order_by("pk").values_list("slug", flat=True)[:50])
    technologies = list(Technology.objects.values_list("slug", flat=True))
    suppliers = [str(key) for key in Partner.objects.values_list("public_id", flat=True)[:50]]

    def at(path: Callable[[int], str]) -> Callable[[int], HttpResponse]:
        return lambda number: client.get(path(number))  # type: ignore[return-value]  # a test answer

    return {
        "list, unfiltered": at(lambda n: f"/produkter/?side={n + 1}"),
        "list, two filters": at(lambda n: f"/produkter/?marked=i-handel&teknologi={technologies[n % 60]}"),
        "list, six filters": at(
            lambda n: (
                f"/produkter/?marked=i-handel&marked=udgaar-snart&prismodel=purchase&mdr=class_i&iso=22-24&iso=12-36"
                f"&teknologi={technologies[n % 60]}&leverandoer={suppliers[n % 50]}"
            )
        ),
        "text search": at(lambda n: f"/produkter/?q={WORDS[n % len(WORDS)]}+{WORDS[(n * 5) % len(WORDS)]}"),
        "by price": at(lambda n: f"/produkter/?sorter=maaned&side={n + 1}"),
        "product": at(lambda n: f"/produkter/{products[n % len(products)]}/"),
        "four compared": at(
            lambda n: "/produkter/sammenlign/?" + "&".join(f"produkt={s}" for s in products[n : n + 4])
        ),
        "suppliers": at(lambda n: "/leverandoerer/"),
        "technology's page": at(lambda n: f"/teknologier/{technologies[n % 60]}/"),
        "API products": at(lambda n: f"/api/v1/products?limit=25&offset={n * 25}"),
    }


def main() -> None:
    """Build, warm up, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=5_000)
    parser.add_argument("--requests", type=int, default=40)
    options = parser.parse_args()
    spent = time.process_time()
    build(options.products)
    built = time.process_time() - spent
    print(f"database {connection.vendor}, {Product.objects.count()} products, built in {built:.0f} CPU s")
    current_columns()
    forget_columns()
    spent = time.process_time()
    current_columns()
    print(f"columns loaded in {(time.process_time() - spent) * 1000:.0f} CPU ms (in each process, after each write)")
    factory, plain = RequestFactory(), PlainList.as_view()

    def peer(number: int) -> HttpResponse:
        request: HttpRequest = factory.get(f"/?page={number + 1}")
        return plain(request)  # type: ignore[return-value]  # HttpResponse, see above

    base, base95, base_wall, base_queries = measure(peer, options.requests)
    print(f"\n{'page':<20}{'median CPU':>12}{'p95 CPU':>10}{'p95 wall':>10}{'queries':>9}{'ratio':>8}")
    print(f"{'plain ListView':<20}{base:>10.1f}ms{base95:>8.1f}ms{base_wall:>8.1f}ms{base_queries:>9}{1:>8.1f}")
    slow = []
    for name, ask in pages(Client(headers={"host": "localhost"})).items():
        median, p95, wall, queries = measure(ask, options.requests)
        print(f"{name:<20}{median:>10.1f}ms{p95:>8.1f}ms{wall:>8.1f}ms{queries:>9}{median / base:>8.1f}")
        if p95 > LIMIT_MS:
            slow.append(name)
    if slow:
        sys.exit(f"over {LIMIT_MS} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main()
