"""What every test may ask for: reference data, a fixed day, people in roles."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from tovholder.kernel.clock import clock_at

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database holds the reference data that every installation holds."""
    with django_db_blocker.unblock(), clock_at(TODAY):
        call_command("load_reference", verbosity=0)


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    """Tests live at noon on 21 November 2026 unless they say otherwise."""
    with clock_at(TODAY):
        yield


@pytest.fixture(autouse=True)
def _danish() -> Iterator[None]:
    """A page that was read in English leaves its language in the thread: the next test begins in Danish."""
    with translation.override("da"):
        yield


@pytest.fixture(autouse=True)
def _private_data_folder(settings: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a test writes to the data folder is its own."""
    folder = tmp_path_factory.mktemp("data")
    settings.DATA_FOLDER = folder  # type: ignore[attr-defined]  # pytest-django's settings take any name
    settings.STORAGES["default"]["OPTIONS"]["location"] = str(folder / "files")  # type: ignore[attr-defined]  # as above


@pytest.fixture(autouse=True)
def _no_columns_of_another_test() -> Iterator[None]:
    """The columns that a process remembers belong to a database that the next test does not have."""
    from tovholder.apps.benefits.columns import forget_columns as forget_benefits  # noqa: PLC0415  # Django is set up
    from tovholder.apps.products.columns import forget_columns as forget_products  # noqa: PLC0415  # as above
    from tovholder.apps.projects.columns import forget_columns  # noqa: PLC0415  # as above

    forget_columns()
    forget_products()
    forget_benefits()
    yield
    forget_columns()
    forget_products()
    forget_benefits()
