"""How fast the figures of data collections answer with 10 surveys of 400 questions each.

    python benchmarks/explorer.py [--surveys 10] [--questions 400] [--requests 60]

Builds the surveys once in the data folder of ``TOVHOLDER_DATA`` (or in the database of ``TOVHOLDER_DATABASE_URL``):
84 of 98 municipalities answer, the figures are counted by the room's own action and published. Then it asks for pages
through Django's test client, signed in as different coordinators. Prints the median and the 95th percentile of the CPU
time of a request, its wall time, the ratio to Django's own ``ListView`` of 25 questions without a template in the same
run, and what it costs to count a survey. On PostgreSQL the server's CPU time is in the wall time only.
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.site.settings")
os.environ.setdefault("TOVHOLDER_MODE", "demo")
os.environ.setdefault("TOVHOLDER_LOG_LEVEL", "ERROR")
os.environ.setdefault("TOVHOLDER_DATA", str(Path(__file__).resolve().parents[1] / "build" / "benchmark-explorer"))

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.views.generic import ListView

from tovholder.apps.questionnaires.editions import add_edition
from tovholder.apps.questionnaires.public import Answer, Response
from tovholder.apps.results.public import (
    Results,
    SurveyFigure,
    SurveyItem,
    compute_results,
    publish_results,
)
from tovholder.apps.surveys.public import Participant, Survey, SurveyFacts, SurveyState, create_survey, open_survey
from tovholder.apps.technologies.public import Technology
from tovholder.engines.questionnaires.model import Among, Option, Question, QuestionKind, Said, Schema, Section
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

PEOPLE, ANSWER, SECTION, LIMIT_MS = 40, 84, 20, 100
FIRST_YEAR = 2017
OPTIONS = tuple(Option(key=f"o{at}", text=Said(da=f"Svar nummer {at}")) for at in range(5))
ROWS = tuple(Option(key=f"r{at}", text=Said(da=f"Række nummer {at}")) for at in range(4))
KINDS = (QuestionKind.ONE, QuestionKind.MANY, QuestionKind.YES_NO, QuestionKind.NUMBER, QuestionKind.ONE)


def schema(questions: int) -> Schema:
    """One question in ten is a matrix, one in five is for some only."""
    made = []
    for at in range(questions):
        kind = QuestionKind.MATRIX if at % 10 == 9 else KINDS[at % 5]
        chooses = kind in (QuestionKind.ONE, QuestionKind.MANY, QuestionKind.MATRIX)
        made.append(
            Question(
                key=f"q{at}",
                concept=f"emne.q{at}",
                kind=kind,
                text=Said(da=f"Hvad svarer kommunen på spørgsmål {at} om velfærdsteknologi?"),
                options=OPTIONS if chooses else (),
                rows=ROWS if kind is QuestionKind.MATRIX else (),
                relevant=Among(question="q0", values=("o0", "o1")) if at % 5 == 4 else None,
            )
        )
    parts = [made[first : first + SECTION] for first in range(0, questions, SECTION)]
    sections = tuple(
        Section(key=f"s{at}", title=Said(da=f"Emne {at}"), questions=tuple(part)) for at, part in enumerate(parts)
    )
    return Schema(key="maaling", title=Said(da="Måling"), sections=sections)


def _value(kind: QuestionKind, dice: random.Random) -> object:
    match kind:
        case QuestionKind.ONE:
            return dice.choice(OPTIONS).key
        case QuestionKind.MANY:
            return [option.key for option in OPTIONS if dice.random() < 0.4] or [OPTIONS[0].key]
        case QuestionKind.YES_NO:
            return dice.random() < 0.5
        case QuestionKind.NUMBER:
            return dice.randint(0, 500)
        case _:
            return {row.key: dice.choice(OPTIONS).key for row in ROWS}


def build(surveys: int, questions: int) -> list[float]:
    """Fill the database up to ``surveys`` published ones; gives the CPU seconds that each count took."""
    call_command("migrate", verbosity=0)
    if not Technology.objects.exists():
        call_command("load_reference", verbosity=0)
    dice, asked, spent = random.Random(7), schema(questions), []
    add_edition(asked)
    for number in range(Results.objects.count(), surveys):
        year = FIRST_YEAR + number
        facts = SurveyFacts(
            key=f"maaling-{year}",
            year=year,
            title_da=f"Måling {year}",
            purpose_da="At måle.",
            questionnaire_key=asked.key,
            opens_on=date(year, 1, 1),
            closes_on=date(2099, 1, 1),
            frame_on=date(year, 1, 1),
        )
        survey = open_survey(by=SYSTEM, survey=create_survey(by=SYSTEM, facts=facts))
        _answered(survey, asked, dice)
        # Closed by hand: the action would order a job, and there is no worker here.
        Survey.objects.filter(pk=survey.pk).update(state=SurveyState.CLOSED, closed_at=clock.now())
        survey = Survey.objects.select_related("questionnaire").get(pk=survey.pk)
        began = time.process_time()
        compute_results(by=SYSTEM, survey=survey)
        spent.append(time.process_time() - began)
        publish_results(by=SYSTEM, survey=survey)
        print(f"  {number + 1} surveys", end="\r", flush=True)
    _people()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return spent


def _answered(survey: Survey, asked: Schema, dice: random.Random) -> None:
    now = clock.now()
    for one in list(Participant.objects.filter(survey=survey))[:ANSWER]:
        one.response = Response.objects.create(
            edition=survey.questionnaire,
            about=one.public_id,
            municipality_id=one.municipality_id,
            tier=Tier.MUNICIPALITY,
            opened_at=now,
        )
        one.submitted_at, one.submitted_by_name = now, "Måler"
        one.save()
        Answer.objects.bulk_create(
            Answer(response=one.response, question=item.key, value=_value(item.kind, dice), answered_at=now)
            for item in asked.questions
            if dice.random() < 0.93
        )


def _people() -> None:
    role, places = Code.objects.get(list="role", code="coordinator"), list(Municipality.objects.municipalities())
    for number in range(User.objects.count(), PEOPLE):
        user = User.objects.create(email=f"maaler{number}@example.org", name=f"Måler {number}")
        RoleHolding.objects.create(
            user=user, role=role, municipality=places[number % len(places)], starts_on=date(2020, 1, 1)
        )


class _Plain(ListView):  # type: ignore[type-arg]  # only measured
    """What Django does by itself: one COUNT and 25 rows, and no template."""

    model = SurveyItem
    paginate_by = 25


def _peer(number: int) -> None:
    view = _Plain()
    view.setup(RequestFactory().get("/"))
    view.object_list = view.get_queryset()
    list(view.get_context_data()["object_list"])


def measure(ask: Callable[[int], object], requests: int) -> tuple[float, float, float]:
    """CPU median and 95th percentile, and wall 95th percentile, in milliseconds; every client is warmed up first."""
    cpu, wall = [], []
    for number in range(requests + PEOPLE):
        began, spent = time.perf_counter(), time.process_time()
        ask(number)
        cpu.append((time.process_time() - spent) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    cpu, wall = cpu[PEOPLE:], wall[PEOPLE:]
    return statistics.median(cpu), statistics.quantiles(cpu, n=20)[18], statistics.quantiles(wall, n=20)[18]


def pages(surveys: int) -> dict[str, str]:
    """What is asked for: the list, narrowed, a question, a matrix, and groups, each with all years below it."""
    newest = f"/dataindsamling/tal/maaling-{FIRST_YEAR + surveys - 1}/spoergsmaal/"
    return {
        "explorer": "/dataindsamling/tal/",
        "explorer, text and topic": "/dataindsamling/tal/?q=kommunen&emne=s2",
        "a question, own and years": f"{newest}q5/",
        "a matrix, own and years": f"{newest}q9/",
        "a question by region": f"{newest}q5/?opdelt=region",
        "API, 100 figures": "/api/v1/survey-figures?group_kind=country",
        "file of a question": f"{newest}q5.csv",
    }


def main() -> None:
    """Build, warm up, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--surveys", type=int, default=10)
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--requests", type=int, default=60)
    options = parser.parse_args()
    spent = build(options.surveys, options.questions)
    counts = (Results.objects.count(), SurveyItem.objects.count(), SurveyFigure.objects.count())
    print(f"database {connection.vendor}: {counts[0]} surveys, {counts[1]} items, {counts[2]} figures")
    if spent:
        print(f"counting a survey: {statistics.median(spent):.1f} CPU-s (median of {len(spent)})")
    clients = []
    for user in User.objects.order_by("pk")[:PEOPLE]:
        client = Client(headers={"host": "localhost"})
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        clients.append(client)

    def page(path: str) -> Callable[[int], None]:
        def ask(number: int) -> None:
            answer = clients[number % len(clients)].get(path, REMOTE_ADDR=f"10.0.{number % 250}.1")
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}")
            answer.getvalue()

        return ask

    peer = measure(_peer, options.requests)
    print(f"{'page':<28}{'median':>9}{'p95':>9}{'wall p95':>10}{'ratio':>7}")
    print(f"{'plain ListView':<28}{peer[0]:>7.1f}ms{peer[1]:>7.1f}ms{peer[2]:>8.0f}ms{1:>7}")
    for name, path in pages(options.surveys).items():
        median, p95, wall = measure(page(path), options.requests)
        over = " over the limit" if p95 > LIMIT_MS else ""
        print(f"{name:<28}{median:>7.1f}ms{p95:>7.1f}ms{wall:>8.0f}ms{median / peer[0]:>7.0f}{over}")


if __name__ == "__main__":
    main()
