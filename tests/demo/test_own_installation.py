"""An installation of one's own does not say that its data are invented."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_an_installation_of_ones_own_does_not_say_it(client: Client) -> None:
    """Outside a demo the words would be wrong."""
    assert "Opfundne data" not in client.get("/landkort/").content.decode()
