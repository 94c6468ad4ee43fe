"""A small trial that stopped in time: the decision stays at home, and what was learnt is read by all."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import code
from tests.screenvisits import Cast, answer_what_binds, at
from tests.walking import read, sent
from tovholder.apps.decisions.public import Criterion, Review
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("PIL-02")
def test_a_small_trial_stops_in_time_and_what_was_learnt_is_read_by_all() -> None:
    """A decision to stop takes the project along; its learning is public, and the decision itself stays at home."""
    with clock_at(date(2026, 2, 2)):
        cast = Cast()
        trial = cast.registers("Sang over skærm", tier="public")
        answer_what_binds(cast.office, trial)
        sent(cast.office, at("decisions:new_criterion", trial), text="Beboerne beder selv om det")
        sent(cast.office, at("projects:step_project", trial), to_status="pilot")
    with clock_at(date(2026, 5, 4)):
        (criterion,) = Criterion.objects.filter(project=trial)
        decided = {"outcome": "stop", "reason": "To af tolv bad om det.", "to_status": "stopped"}
        learnt = {"learning": "Spørg beboerne, før I køber skærme.", f"result_{criterion.pk}": "not_met"}
        causes = [code("barrier_theme", "citizens").pk]
        sent(cast.office, at("decisions:hold_review", trial), **decided, **learnt, stop_causes=causes)
        trial.refresh_from_db()
        assert (trial.status, trial.learning) == ("stopped", "Spørg beboerne, før I køber skærme.")
        anybody = Client()
        assert "Spørg beboerne, før I køber skærme." in read(anybody, reverse("projects:learning"))
        told = read(anybody, trial.get_absolute_url())
        assert ("Spørg beboerne" in told, "Beboerne beder selv om det" in told) == (True, False)
        assert "Spørg beboerne, før I køber skærme." in read(cast.office, Review.objects.get().get_absolute_url())
