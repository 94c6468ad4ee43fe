"""The pilot municipality's demo, built once for all tests of this folder: they read it, and what they write is undone.

A test that builds a demo of its own stands in the folder above.
"""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.conftest import TODAY
from tests.standing import as_tests_live, standing
from tovholder.demo.build import build_demo
from tovholder.demo.stage import Level


@pytest.fixture(scope="package", autouse=True)
def _pilot(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with standing(django_db_blocker):
        with as_tests_live(), override_settings(DATA_FOLDER=tmp_path_factory.mktemp("pilot")):
            build_demo(1, TODAY, Level.PILOT, lambda line: None)
        yield
