"""The products as columns in this process's memory, as projects have them: facets are counted there, not in SQL.

The catalogue is small (thousands, not hundreds of thousands), so after a write the whole is read again. What is shown
of a product is always read from the database.

Never call :func:`current_columns` inside a transaction that has written products: the process would remember what may
yet be rolled back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from tovholder.apps.products.market import Life, Market, market_on
from tovholder.apps.products.models import Product
from tovholder.apps.products.revisions import current_revision
from tovholder.engines.facets import Columns, ManyColumn, OneColumn
from tovholder.kernel import clock

Ints = NDArray[np.int32]
MARKETS = tuple(Market)
MANY = {"technology": ("technologies", "technology_id"), "iso9999": ("iso9999", "code_id")}


@dataclass(frozen=True, slots=True)
class ProductColumns:
    """The columns at a revision, on a day. Row i is the product with internal key ``keys[i]``.

    ``values`` holds the internal keys that the codes of a column stand for; prices are NaN where none is told.
    """

    revision: int
    day: date
    keys: NDArray[np.int64]
    sort_keys: NDArray[np.bytes_]
    per_month: NDArray[np.float64]
    purchase: NDArray[np.float64]
    values: dict[str, tuple[int, ...]]
    table: Columns

    def index(self, name: str) -> dict[int, int]:
        """The code of each internal key in the column ``name``."""
        return {key: code for code, key in enumerate(self.values[name])}


_lock = Lock()
_columns: ProductColumns | None = None


def current_columns() -> ProductColumns:
    """The columns as of the newest committed write: one query when nothing has changed."""
    global _columns  # noqa: PLW0603  # one set of columns for each process, that is what the module is for
    revision, day = current_revision(), clock.today()
    columns = _columns
    if columns is not None and (columns.revision, columns.day) == (revision, day):
        return columns
    with _lock:
        if _columns is None or (_columns.revision, _columns.day) != (revision, day):
            _columns = _loaded(revision, day)
        return _columns


def forget_columns() -> None:
    """Forget them; the next reader loads anew."""
    global _columns  # noqa: PLW0603  # as above
    with _lock:
        _columns = None


_PLAIN = (
    "pk",
    "sort_key",
    "supplier_id",
    "price_model_id",
    "mdr_class_id",
    "price_per_month",
    "price_purchase",
    "marketed_since",
    "support_until",
    "end_of_life",
    "support",
)


def _loaded(revision: int, day: date) -> ProductColumns:
    rows = list(Product.objects.order_by("pk").values_list(*_PLAIN))
    plain: dict[str, Sequence[object]] = dict.fromkeys(_PLAIN, ())
    if rows:
        plain = dict(zip(_PLAIN, zip(*rows, strict=True), strict=True))
    keys = np.array(plain["pk"], dtype=np.int64)
    one, many, values = {}, {}, {}
    for name, field in (("supplier", "supplier_id"), ("price_model", "price_model_id"), ("mdr_class", "mdr_class_id")):
        found, codes = np.unique(np.array(plain[field], dtype=np.int64), return_inverse=True)
        values[name] = tuple(found.tolist())
        one[name] = OneColumn(codes.astype(np.int32), len(found))
    for name, (field, column) in MANY.items():
        values[name], many[name] = _pairs(field, column, keys)
    states = [
        MARKETS.index(market_on(day, Life(since, support, end, support_told=bool(text))))
        for *_others, since, support, end, text in rows
    ]
    values["market"] = tuple(range(len(MARKETS)))
    one["market"] = OneColumn(np.array(states, dtype=np.int32), len(MARKETS))
    return ProductColumns(
        revision=revision,
        day=day,
        keys=keys,
        sort_keys=np.array([str(key).encode("ascii") for key in plain["sort_key"]], dtype="S60"),
        per_month=_prices(row[5] for row in rows),
        purchase=_prices(row[6] for row in rows),
        values=values,
        table=Columns(size=len(keys), one=one, many=many),
    )


def _prices(prices: Iterable[Decimal | None]) -> NDArray[np.float64]:
    return np.array([np.nan if price is None else float(price) for price in prices], dtype=np.float64)


def _pairs(field: str, column: str, keys: NDArray[np.int64]) -> tuple[tuple[int, ...], ManyColumn]:
    """The values of a many-to-many field, and its pairs of row and code."""
    through = Product._meta.get_field(field).remote_field.through  # type: ignore[union-attr]  # it is many-to-many
    pairs = np.array(list(through._default_manager.values_list("product_id", column)), dtype=np.int64).reshape(-1, 2)
    # A product that came between the two queries is not in the keys: the next revision brings it whole.
    pairs = pairs[np.isin(pairs[:, 0], keys)]
    found, codes = np.unique(pairs[:, 1], return_inverse=True)
    rows = np.searchsorted(keys, pairs[:, 0]).astype(np.int32)
    return tuple(found.tolist()), ManyColumn(rows, codes.reshape(-1).astype(np.int32), len(found))
