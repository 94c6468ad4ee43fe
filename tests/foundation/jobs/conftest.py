"""What the tests of jobs share."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker, Settings

from tests.conftest import TODAY
from tovholder.kernel.clock import clock_at


@pytest.fixture
def queue(settings: Settings) -> None:
    """Jobs wait for a worker, as they do outside tests."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def _reference_afterwards(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A test that commits is cleaned up by emptying all tables; the tests after it need the reference data again."""
    yield
    with django_db_blocker.unblock(), clock_at(TODAY):
        call_command("load_reference", verbosity=0)


@pytest.fixture
def committed(_reference_afterwards: None, transactional_db: None) -> None:
    """What the test writes is committed, so that other processes see it."""
    with clock_at(TODAY):
        call_command("load_reference", verbosity=0)
