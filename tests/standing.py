"""What several tests read is made once, in a transaction that lasts as long as they do."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from tests.conftest import TODAY
from tovholder.kernel.clock import clock_at


@contextmanager
def standing(blocker: DjangoDbBlocker) -> Iterator[None]:
    """For a fixture of a module or a package: what it writes inside stands until it ends, and is then undone.

    Each test runs in a transaction of its own within, as every test does: what it writes, the next does not see. A
    test that commits has no place in such a module.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def as_tests_live() -> Iterator[None]:
    """The day and the language of the tests, for what is made before one begins."""
    with clock_at(TODAY), translation.override("da"):
        yield
