"""Barriers of projects: who writes what, how they go on, what was tried, and what the counts say helped."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.blocking import blocked, entry, tried
from tests.landkort import project, refusal, technology
from tests.people import actor, code, holding, municipality, person, unit
from tovholder.apps.barriers.actions import (
    BarrierFacts,
    MeasureFacts,
    add_barrier,
    add_measure,
    change_barrier,
    change_measure,
    step_barrier,
)
from tovholder.apps.barriers.ends import forget_person, move_unit
from tovholder.apps.barriers.evidence import register_counts, tried_text, what_helped
from tovholder.apps.barriers.models import ProjectBarrier
from tovholder.apps.barriers.selectors import barriers_of, seen_barriers
from tovholder.apps.projects.public import share_project
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.notices.models import Notice
from tovholder.foundation.work.public import WORK_SOURCES
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def _facts(**values: Any) -> BarrierFacts:
    given: dict[str, Any] = {"severity": "delay", "barrier": entry()}
    return BarrierFacts(**(given | values))


@pytest.mark.requirement("BAR-19")
def test_a_barrier_has_severity_owner_measure_and_outcome_and_the_counts_tell_what_helped_with_their_base() -> None:
    """Three projects in two municipalities: one kind helped in one of two, another nowhere yet; no bare share."""
    owner = holding("reader").user
    here = blocked(of=project("Her", tier="public"), tier="public", severity="stop", owner=owner)
    other = blocked(of=project("Dér", owner="Randers", tier="public"), tier="municipalities")
    hidden = blocked(of=project("Skjult", owner="Randers", tier="public"), tier="municipality")
    tried(here, "yes")
    tried(here, "no")
    tried(other, "no")
    tried(other, "early", kind="support")
    tried(hidden, "yes")
    assert (here.get_severity_display(), here.owner, here.measures.count()) == ("Truer projektet", owner, 2)
    reader = actor("reader", at="Norddjurs")
    found = what_helped(reader, barrier=entry())
    assert [(one.kind.code, one.projects, one.municipalities, one.helped, one.not_helped) for one in found] == [
        ("network", 2, 2, 1, 1),
        ("support", 1, 1, 0, 0),
    ]
    assert [tried_text(one) for one in found] == [
        "Prøvet i 2 projekter i 2 kommuner. Hjalp i 1 af 2, hjalp ikke i 1.",
        "Prøvet i 1 projekt i 1 kommune. Hjalp i 0 af 1, for tidligt at sige i 1.",
    ]
    counts = register_counts(reader).entries[entry().pk]
    assert (counts.projects, counts.municipalities) == (2, 2)
    assert register_counts(ANONYMOUS).entries[entry().pk].projects == 1
    assert register_counts(actor("coordinator", at="Randers")).entries[entry().pk].projects == 3


def test_the_counts_are_told_for_one_technology() -> None:
    """What helped with a lock does not speak of screens."""
    screen = blocked(of=project("Skærm", tier="public"), tier="public")
    lock = blocked(of=project("Lås", technology=technology("elektronisk_laas"), tier="public"), tier="public")
    tried(screen, "partly")
    tried(lock, "yes")
    found = what_helped(ANONYMOUS, barrier=entry(), technology=technology("elektronisk_laas"))
    assert [(one.projects, one.helped, one.partly) for one in found] == [(1, 1, 0)]
    assert [(one.projects, one.helped, one.partly) for one in what_helped(ANONYMOUS, barrier=entry())] == [(2, 1, 1)]


def test_own_words_need_a_theme_and_count_under_it() -> None:
    """A barrier that the register does not have is told all the same."""
    theme = code("barrier_theme", "law")
    assert refusal(lambda: blocked(own_words="Uklar hjemmel")) == {
        "theme": ["Vælg et tema, når I skriver med jeres egne ord. Så kan den tælles med."]
    }
    one = blocked(own_words="Uklar hjemmel", theme=theme, tier="public")
    assert (one.title, one.shown_theme) == ("Uklar hjemmel", theme)
    assert register_counts(ANONYMOUS).themes[theme.pk].projects == 1
    both = blocked(barrier=entry("lovens-fortolkning"), own_words="Vi venter på KL", theme=theme)
    assert (both.theme, both.title) == (None, "Loven læses forskelligt")
    nothing = {"barrier": ["Vælg en barriere fra registret, eller skriv den med jeres egne ord."]}
    assert refusal(lambda: blocked(own_words=" ")) == nothing


def test_a_barrier_stands_once_at_a_project() -> None:
    """Who writes it again is led to the one that stands there."""
    shown = project()
    blocked(of=shown)
    assert refusal(lambda: blocked(of=shown)) == {
        "__all__": ["Barrieren står allerede ved projektet. Åbn den i stedet."]
    }


def test_a_barrier_is_never_seen_wider_than_its_project() -> None:
    """Not when it is written, and not when the project is drawn back afterwards."""
    shown = project(tier="municipality")
    told = refusal(lambda: blocked(of=shown, tier="public"))
    assert told == {"tier": ["Projektet ses af færre end det. Del projektet først, eller vælg: Hele kommunen."]}
    share_project(by=SYSTEM, project=shown, tier="public")
    one = blocked(of=shown, tier="public")
    assert list(seen_barriers(ANONYMOUS)) == [one]
    share_project(by=SYSTEM, project=shown, tier="municipality")
    assert list(seen_barriers(ANONYMOUS)) == []
    assert barriers_of(shown, actor("reader")) == [one]


def test_a_unit_writes_for_itself_and_shares_no_wider_than_the_municipality() -> None:
    """The coordinator shares with others."""
    here, shown = unit("Fyret"), project(tier="public")
    leader = actor("unit_leader", in_unit=here)
    assert refusal(lambda: add_barrier(by=leader, project=shown, facts=_facts())) == {
        "unit": ["Vælg din egen enhed. Kommunens tovholder skriver for hele kommunen."]
    }
    assert refusal(lambda: add_barrier(by=leader, project=shown, facts=_facts(unit=unit("Havnen")))) == {
        "unit": ["Vælg din egen enhed. Kommunens tovholder skriver for de andre."]
    }
    assert refusal(lambda: add_barrier(by=leader, project=shown, facts=_facts(unit=here, tier="public"))) == {
        "tier": ["Så bredt kan du ikke dele barrieren. Kommunens tovholder deler med andre."]
    }
    one = add_barrier(by=leader, project=shown, facts=_facts(unit=here, tier="unit"))
    assert list(seen_barriers(actor("reader"))) == []
    assert list(seen_barriers(leader)) == [one]
    assert refusal(lambda: blocked(of=shown, barrier=entry("arbejdsgange"), tier="unit")) == {
        "unit": ["Vælg den enhed, der alene skal kunne se barrieren."]
    }


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"found_on": date(2026, 12, 1)},
            {"found_on": ["Datoen ligger i fremtiden. Skriv den dag, I mødte barrieren."]},
        ),
        ({"severity": "terrible"}, {"severity": ["Værdien 'terrible' er ikke et gyldigt valg."]}),
    ],
)
def test_what_cannot_be_is_said_at_its_field(values: dict[str, Any], said: dict[str, list[str]]) -> None:
    """In Danish."""
    assert refusal(lambda: blocked(**values)) == said


def test_only_somebody_of_the_municipality_answers_for_a_barrier() -> None:
    """And who cannot see it cannot answer for it."""
    outside = holding(at="Randers").user
    assert refusal(lambda: blocked(owner=outside)) == {"owner": ["Vælg en, der har en rolle i kommunen i dag."]}
    reader = holding("reader").user
    told = refusal(lambda: blocked(owner=reader, unit=unit("Fyret"), tier="unit"))
    said = f"{reader.name} kan ikke se det, som kun enheden ser. Vælg en fra enheden."
    assert told == {"owner": [said]}
    assert refusal(lambda: blocked(unit=unit("Åen", municipality("Randers")))) == {
        "unit": ["Vælg en enhed i jeres egen kommune."]
    }


def test_a_new_owner_is_told_and_has_it_in_the_week() -> None:
    """Once; who takes it on is not told of it; what is gone does not wait."""
    held = holding("reader")
    one = blocked(owner=held.user, look_on=TODAY)
    change_barrier(by=SYSTEM, project_barrier=one, facts=_facts(owner=held.user, look_on=TODAY))
    assert [notice.about for notice in Notice.objects.filter(user=held.user)] == [
        "Du er ansvarlig for barrieren Dårlig netdækning ved projektet Skærmbesøg i bostøtten."
    ]
    source, seat = WORK_SOURCES["barriers"], actor_of(held)
    assert [(item.title, item.due) for item in source.items(seat, TODAY)] == [
        ("Se på barrieren: Dårlig netdækning", TODAY)
    ]
    step_barrier(by=SYSTEM, project_barrier=one, to_state="gone", reason="Masten kom op.")
    assert list(source.items(seat, TODAY)) == []


def test_steps_are_dated_with_their_reason_and_guarded() -> None:
    """From open to gone and back; no step without a reason, none before the last, none into the future."""
    one = blocked(found_on=date(2026, 9, 1))
    step_barrier(
        by=SYSTEM, project_barrier=one, to_state="mitigated", reason="Forstærker.", on=date(2026, 10, 1),
        expected_version=1,
    )  # fmt: skip
    steps = [(step.from_state, step.to_state, step.on, step.reason) for step in one.steps.all()]
    assert steps == [("open", "mitigated", date(2026, 10, 1), "Forstærker.")]
    assert (one.state, one.state_since) == ("mitigated", date(2026, 10, 1))
    for wrong, said in (
        ({"reason": " "}, {"reason": ["Skriv, hvorfor. Andre kan lære af det."]}),
        ({"to_state": "mitigated"}, {"to_state": ["Vælg, hvor langt I er med barrieren nu."]}),
        ({"on": date(2026, 12, 1)}, {"on": ["Datoen ligger i fremtiden. Skriv den dag, det skete."]}),
        ({"on": date(2026, 9, 15)}, {"on": ["Datoen ligger før det, der allerede er sket med barrieren."]}),
    ):
        asked: dict[str, Any] = {"to_state": "gone", "reason": "Mast.", "on": TODAY} | wrong
        assert refusal(lambda: step_barrier(by=SYSTEM, project_barrier=one, **asked)) == said  # noqa: B023  # called here
    with pytest.raises(ConflictError):
        step_barrier(by=SYSTEM, project_barrier=one, to_state="gone", reason="Mast.", expected_version=1)
    one.refresh_from_db()
    step_barrier(by=SYSTEM, project_barrier=one, to_state="gone", reason="Mast.")
    assert refusal(lambda: step_barrier(by=SYSTEM, project_barrier=one, to_state="accepted", reason="x")) == {
        "to_state": ["Vælg, hvor langt I er med barrieren nu."]
    }
    step_barrier(by=SYSTEM, project_barrier=one, to_state="open", reason="Den kom igen.")
    assert one.steps.count() == 3


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"helped": "no"}, {"why": ["Skriv, hvorfor det hjalp eller ikke hjalp. Det er det, andre kan bruge."]}),
        (
            {"started_on": date(2026, 12, 1)},
            {"started_on": ["Datoen ligger i fremtiden. Skriv, hvornår I begyndte."]},
        ),
        ({"ended_on": date(2026, 9, 1)}, {"ended_on": ["Det kan ikke slutte, før det begynder."]}),
    ],
)
def test_a_measure_that_cannot_be_is_said_at_its_field(values: dict[str, Any], said: dict[str, list[str]]) -> None:
    """In Danish; a later outcome is a change with a version."""
    one = blocked()
    given: dict[str, Any] = {"kind": code("barrier_measure", "network"), "what": "M", "started_on": date(2026, 10, 1)}
    facts = MeasureFacts(**(given | values))
    assert refusal(lambda: add_measure(by=SYSTEM, project_barrier=one, facts=facts)) == said


def test_the_outcome_of_a_measure_comes_later() -> None:
    """Too early becomes yes; two who tell it at once do not overwrite each other."""
    made = tried(blocked(), "early")
    facts = MeasureFacts(
        kind=made.kind, what=made.what, started_on=made.started_on, helped="yes", why="Ingen opkald faldt ud."
    )
    change_measure(by=SYSTEM, measure=made, facts=facts, expected_version=1)
    with pytest.raises(ConflictError):
        change_measure(by=SYSTEM, measure=made, facts=facts, expected_version=1)
    assert [(one.helped, one.partly) for one in what_helped(SYSTEM)] == [(1, 0)]


def test_who_left_answers_for_nothing_and_the_coordinators_are_told() -> None:
    """What is gone keeps its owner: that is what happened."""
    coordinator, leaving = holding().user, person("niels@syddjurs.example", "Niels")
    holding("reader", user=leaving)
    one = blocked(owner=leaving)
    assert forget_person(leaving.public_id, by=SYSTEM) == 1
    one.refresh_from_db()
    assert one.owner is None
    told = [notice.about for notice in Notice.objects.filter(user=coordinator)]
    assert told == ["Én barriere er uden ansvarlig, fordi en kollega er fratrådt."]


def test_the_barriers_of_a_unit_follow_it() -> None:
    """With the municipality of the new one."""
    one = blocked(unit=unit("Fyret"))
    assert move_unit(by=SYSTEM, old=unit("Fyret"), new=unit("Havnen")) == 1
    one.refresh_from_db()
    assert one.unit == unit("Havnen")


def test_the_database_itself_refuses_a_barrier_without_a_name() -> None:
    """Whatever writes."""
    one = blocked()
    for values in ({"barrier": None}, {"barrier": None, "own_words": "x"}, {"tier": "unit"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProjectBarrier.objects.filter(pk=one.pk).update(**values)


def test_the_counts_cost_the_same_for_many_barriers_as_for_one() -> None:
    """One query for the register, two for what helped."""
    for number in range(4):
        tried(blocked(of=project(f"Projekt {number}", tier="public"), tier="public"))
    known = entry()
    with CaptureQueriesContext(connection) as seen:
        register_counts(ANONYMOUS)
        what_helped(ANONYMOUS, barrier=known)
    assert len(seen) == 3


def test_an_owner_does_not_stay_with_what_a_unit_takes_back_to_itself() -> None:
    """Who answers for a barrier can open it."""
    reader, here = holding("reader").user, unit("Fyret")
    one = blocked(owner=reader, unit=here)
    facts = _facts(owner=reader, unit=here, tier="unit")
    said = f"{reader.name} kan ikke se det, som kun enheden ser. Vælg en fra enheden."
    assert refusal(lambda: change_barrier(by=SYSTEM, project_barrier=one, facts=facts)) == {"owner": [said]}
