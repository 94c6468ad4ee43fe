"""Screen visits from an idea to a documented decision.

Played by the pages that people use, sending forms as a browser without JavaScript does. The numbers of the measurements
are made so that the answer can be worked out by hand: every unit gains exactly twelve percentage points from its start.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import businesscase, harvest, landkort
from tests.forms import forms_of
from tests.pages import text_of
from tests.people import code
from tests.screenvisits import UNITS, Cast, answer_what_binds, at
from tests.walking import pressed, read, refused, sent
from tovholder.apps.barriers.public import ProjectBarrier
from tovholder.apps.benefits.public import (
    Benefit,
    BenefitTree,
    Measurement,
    MeasurementFacts,
    TreeNode,
    add_measurement,
)
from tovholder.apps.businesscases.public import BusinessCase, Frozen
from tovholder.apps.decisions.models import HelpRequest
from tovholder.apps.decisions.public import Criterion, Review
from tovholder.apps.followups.public import Analysis, EvaluationPlan, PlannedStart, Rollout
from tovholder.apps.projects.public import Project
from tovholder.apps.spread.public import SpreadPlan
from tovholder.foundation.tables.models import ImportBatch
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

FIRST, MONTHS, GAIN = date(2025, 4, 1), 12, 12
QUESTIONS = (
    ("citizens", "exceptions", "visits", "share"),
    ("minutes", "driving", "km", "km_rate"),
    ("wage", "start_hours", "course_hours", "ramp"),
    ("device", "licence", "support"),
)
SECRETS = ("Lone Leder", "Fyret", "568.257", "Ruten bliver måske ikke lagt om", "Nettet faldt ud", "Kørselskontoen")


def _month(number: int) -> date:
    """The first day of a month of the trial, counted from nought."""
    return date(FIRST.year + (FIRST.month - 1 + number) // 12, (FIRST.month - 1 + number) % 12 + 1, 1)


def _grow_benefits(cast: Cast, idea: Project) -> tuple[Benefit, Benefit]:
    """A tree from the template; quality before economy; the first benefit gets owner, indicator, from what to what."""
    sent(cast.office, reverse("benefits:new_tree"), project=idea.pk, template="skaermbesoeg")
    tree = BenefitTree.objects.get(project=idea)
    page = tree.get_absolute_url()
    points = {one.point.partition(".")[2]: one for one in TreeNode.objects.filter(tree=tree)}

    def becomes(point: str) -> str:
        return pressed(cast.office, page, at("benefits:make_benefit", points[point]))

    assert "Økonomien kommer bagefter" in becomes("udgift")
    assert not Benefit.objects.exists()
    for point in ("tryg", "udgift"):
        assert "er nu en gevinst" in becomes(point)
    safe, money = (Benefit.objects.get(node=points[point]) for point in ("tryg", "udgift"))
    profile = {
        "owner": cast.lone.user.pk,
        "measured_in": code("measure_unit", "percent").pk,
        "baseline": "60",
        "baseline_from": "2024-10-01",
        "baseline_to": "2024-12-31",
        "target": "70",
        "starts_on": "2025-07-01",
        "cadence": "month",
        "risk": "medium",
        "risk_note": "Ruten bliver måske ikke lagt om.",
    }
    told = sent(cast.office, at("benefits:edit", safe), **profile)
    assert "Lone Leder" in told
    sent(cast.office, at("benefits:edit", money), realisation="reduces", yearly_value="50.000")
    return Benefit.objects.get(pk=safe.pk), Benefit.objects.get(pk=money.pk)


def _help_from_the_economist(cast: Cast, idea: Project, money: Benefit) -> None:
    """Asked for, given to one, who signs the saving and says what came of it."""
    sent(cast.office, at("decisions:ask_for_help", idea), wish="Kan færre kørsler mærkes i budgettet?")
    asked = HelpRequest.objects.get(project=idea)
    assert "Peter Økonom" in sent(cast.office, at("decisions:assign_help", asked), economist=cast.peter.user.pk)
    sent(cast.economist, at("decisions:finish_help", asked), note="Ja, når ruten lægges om.")
    sent(cast.economist, at("benefits:sign", money), version=money.version)
    asked.refresh_from_db()
    money.refresh_from_db()
    assert (asked.state, money.signed_by_name) == ("done", "Peter Økonom")


def _business_case(cast: Cast, idea: Project) -> Frozen:
    """Answered by the guided questions, a line signed by the economist, and frozen for the committee."""
    new = f"{reverse('businesscases:new')}?projekt={idea.public_id}"
    sent(cast.office, new, pattern="skaermbesoeg", title="Skærmbesøg i hele kommunen", start_year="2025", horizon="4")
    case = BusinessCase.objects.get(project=idea)
    for number, keys in enumerate(QUESTIONS, 1):
        sent(cast.office, at("businesscases:questions", case, number), **{k: businesscase.ANSWERS[k] for k in keys})
    page = case.get_absolute_url()
    assert "568.257 kr." in read(cast.office, page)  # by hand in tests/apps/businesscases/test_case_numbers.py
    line = case.lines.get(key="km")
    assert cast.office.get(at("businesscases:sign", line)).status_code == 403
    seen = cast.economist.get(at("businesscases:sign", line)).context["form"]["seen"].value()
    assert "Underskrevet af Peter Økonom: Kørselskontoen." in sent(
        cast.economist, at("businesscases:sign", line), budget="Kørselskontoen", seen=seen
    )
    assert "568.257 kr." in sent(cast.office, at("businesscases:freeze", case), occasion="Socialudvalget")
    return Frozen.objects.get(case=case)


def _begin_the_pilot(cast: Cast, idea: Project, safe: Benefit) -> None:
    """Refused without what binds; criteria before the start, fixed with it."""
    step = at("projects:step_project", idea)
    said = refused(cast.office, step, to_status="pilot")
    assert "Projektet kan ikke blive Pilot endnu. Disse 6 ting skal være på plads først" in said
    answer_what_binds(cast.office, idea)
    criterion = {"text": "Borgerne er trygge", "benefit": safe.pk, "direction": "at_least", "threshold": "70"}
    sent(cast.office, at("decisions:new_criterion", idea), **criterion)
    sent(cast.office, at("decisions:plan_review", idea), due_on="2026-04-20")
    assert "Pilot" in sent(cast.office, step, to_status="pilot")
    assert Criterion.objects.get(project=idea).frozen_on == date(2025, 3, 17)
    late = refused(cast.office, at("decisions:new_criterion", idea), text="Et kriterium, der kom bagefter", reason="")
    assert "Skriv lidt her." in late


def _plan_the_follow_up(cast: Cast, idea: Project, safe: Benefit) -> list[PlannedStart]:
    """The rollout is proposed and decided, what shall be shown is written before, and the units are told to measure."""
    units = [one.pk for one in cast.units]
    plan_page = at("benefits:plan_measuring", safe)
    sent(cast.office, plan_page, units=units, cadence="month", next_measurement_on="2025-05-01")
    expected = {"level": "60", "effect": "12", "within": "1,5", "months": MONTHS, "capacity": "1"}
    where = {"project": idea.pk, "units": units, "first_month": FIRST.isoformat()}
    told = sent(cast.economist, reverse("followups:new_rollout"), title="Ét hus ad gangen", **where, **expected)
    assert "Chancen for at se effekten" in told
    rollout = Rollout.objects.get(project=idea)
    assert "Udrulningen er besluttet." in pressed(
        cast.economist, rollout.get_absolute_url(), at("followups:accept", rollout)
    )
    plan = {
        "title": "Bliver borgerne mere trygge?",
        "project": idea.pk,
        "benefit": safe.pk,
        "question": "Mindst ti procentpoint flere er trygge.",
        "design": "staggered_rollout",
        "units": units,
        "baseline_from": FIRST.isoformat(),
        "follow_up_from": "2025-07-01",
        "follow_up_to": "2026-03-31",
        "economist": cast.peter.user.pk,
    }
    sent(cast.economist, reverse("followups:new_plan"), **plan)
    return list(PlannedStart.objects.filter(rollout=rollout).select_related("unit").order_by("starts_on"))


def _value(place: int, number: int, start: date | None) -> int:
    """What a unit measured in a month: its own level, the same wave everywhere, and the gain from its start."""
    gained = GAIN if start is not None and _month(number) >= start else 0
    return 56 + 2 * place + (number % 3 - 1) + gained


def _type_on_the_phone(cast: Cast, safe: Benefit, starts: dict[int, date | None]) -> None:
    """One of the staff types the number of the own unit each month, the office the others'; the network spoils one."""
    here = cast.units[0]
    entry = reverse("benefits:entry")
    for number in range(3):
        with clock_at(_month(number + 1)):
            typed = 20 if number == 1 else _value(0, number, starts[here.pk])
            page = cast.staff.get(entry)
            names = [one for form in forms_of(page) for one in form.names if one.startswith("value-")]
            assert names == [f"value-{safe.pk}-{here.pk}"]
            assert "1 måling er gemt." in sent(cast.staff, entry, **{names[0]: typed})
            others = {
                f"value-{safe.pk}-{where.pk}": _value(place, number, starts[where.pk])
                for place, where in enumerate(cast.units)
                if where != here
            }
            assert "4 målinger er gemt." in sent(cast.office, entry, **others)


def _log_the_problem(cast: Cast, idea: Project) -> None:
    """The IT department says which measurement cannot be used."""
    spoiled = Measurement.objects.get(value=20)
    problem = {"title": "Nettet faldt ud i hele maj", "cause": "network", "severity": "high", "since": "2025-05-02"}
    sent(cast.it, at("decisions:new_problem", idea), **problem, spoils=[spoiled.pk])
    spoiled.refresh_from_db()
    assert spoiled.spoiled


def _import_the_rest(cast: Cast, safe: Benefit, starts: dict[int, date | None]) -> None:
    """The economist brings a file with all other months of all units."""
    rows = ["Gevinst;Enhed;Fra;Værdi;Målt i;Bygger på antal"]
    for place, where in enumerate(cast.units):
        begins = starts[where.pk]
        rows += [
            f"{safe.public_id};{where.name};{_month(number):%d-%m-%Y};{_value(place, number, begins)};pct.;20"
            for number in range(3, MONTHS)
        ]
    file = SimpleUploadedFile("maalinger.csv", "\n".join(rows).encode())
    assert cast.economist.post(reverse("tables:choose", args=["maalinger"]), {"file": file}).status_code == 302
    batch = ImportBatch.objects.get()
    columns, start = (reverse(f"tables:{step}", args=["maalinger", batch.public_id]) for step in ("columns", "start"))
    sent(cast.economist, columns, benefit=batch.mapping["benefit"])
    pressed(cast.economist, reverse("tables:batch", args=["maalinger", batch.public_id]), start)
    batch.refresh_from_db()
    assert batch.counts["imported"] == len(UNITS) * (MONTHS - 3)


def _keep(cast: Cast, benefit: Benefit, note: str) -> str:
    """What the measurements say today is kept, and read where it was kept."""
    return sent(cast.economist, at("followups:keep", benefit), note=note)


def _only_one_unit(cast: Cast, idea: Project) -> None:
    """A drawback that one unit follows: the change is told, and never a p."""
    new = f"{reverse('benefits:new')}?projekt={idea.public_id}"
    told = {"title": "Nogle savner besøg", "bottom_line": "citizen", "indicator": "Andel, der savner besøg"}
    when = {"starts_on": "2025-07-01", "cadence": "month", "measured_in": code("measure_unit", "percent").pk}
    sent(cast.office, new, **told, **when, unit=cast.units[0].pk, is_negative="on")
    made = Benefit.objects.get(title="Nogle savner besøg")
    for number in range(MONTHS):
        with clock_at(_month(number + 1)):
            entry = f"{reverse('benefits:entry')}?alle&gevinst={made.public_id}"
            sent(cast.leaders[0], entry, **{f"value-{made.pk}-{cast.units[0].pk}": 15 if number < 3 else 20})
    page = cast.economist.get(at("followups:analysis", made))
    assert "Derfor gives ingen p-værdi" in text_of(page)
    assert "p" not in [fact.label for fact in page.context["told"].facts]


def _spread(cast: Cast, idea: Project) -> None:
    """Two units count a quarter: most are lost where nobody offered it."""
    units = [one.pk for one in cast.units[:2]]
    follows = {"technology": idea.technology_id, "project": idea.pk, "units": units, "every": "quarter"}
    sent(cast.office, reverse("spread:new_plan"), **follows, starts_on="2026-01-01", goal="60")
    plan = SpreadPlan.objects.get()
    five = ({"target": 60, "assessed": 50, "offered": 20}, {"target": 40, "assessed": 38, "offered": 12})
    for leader, where, numbers in zip(cast.leaders, cast.units, five, strict=False):
        why = {"not_offered_reason": code("spread_not_offered", "no_network").pk}
        sent(leader, at("spread:new_count", plan, where), **numbers, in_use=9, stopped=1, **why)
    told = read(cast.office, plan.get_absolute_url())
    assert "Det går i stå ved tilbuddet: 56 af 88 vurderede har ikke fået det tilbudt." in told


def _meet_a_barrier(cast: Cast, idea: Project) -> None:
    """The leader writes what stands in the way, what was tried and that it helped."""
    known = cast.office.get(at("barriers:new", idea)).context["form"].fields["barrier"].queryset.get(key="netdaekning")
    sent(cast.office, at("barriers:new", idea), barrier=known.pk, severity="stop")
    barrier = ProjectBarrier.objects.get(project=idea)
    kind = code("barrier_measure", "network").pk
    tried = {"what": "Nettet blev målt i alle hjem.", "kind": kind, "helped": "yes", "why": "Ni fik en forstærker."}
    sent(cast.office, at("barriers:new_measure", barrier), **tried)
    sent(cast.office, at("barriers:step", barrier), to_state="gone", reason="Ingen opkald falder ud.")


def _decide_to_go_on(cast: Cast, idea: Project) -> Review:
    """The criterion came out as the measurements say; the project is taken along to the decision."""
    hold = at("decisions:hold_review", idea)
    criterion = Criterion.objects.get(project=idea)
    (form,) = (one for one in forms_of(cast.office.get(hold)) if f"result_{criterion.pk}" in one.names)
    assert form.sent[f"result_{criterion.pk}"] == ["met"]
    told = sent(cast.office, hold, outcome="continue", reason="73 pct. er trygge.", to_status="decision")
    assert "Borgerne er trygge (mindst 70 pct.)" in told
    idea.refresh_from_db()
    assert idea.status == "decision"
    return Review.objects.exclude(outcome="").get(project=idea)


def _read_the_paper(cast: Cast, idea: Project, version: Frozen, safe: Benefit, money: Benefit) -> None:
    """The paper is a PDF, and its numbers are those of the page, of the case and of the measurements."""
    pdf = cast.office.get(at("decisions:decision_pdf", idea))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    page = cast.office.get(at("decisions:decision_paper", idea))
    told = {block.heading: block for block in page.context["told"].blocks}
    case = cast.office.get(at("businesscases:version", version)).context["told"]
    assert [fact.value for fact in told["Økonomi"].facts] == [number.value for number in case.numbers]
    assert told["Økonomi"].facts[1].value == "568.257 kr."
    assert [row[1:] for row in told["Gevinster"].table.rows] == [
        ("Nogle savner besøg (ulempe)", "–", "–", "20 pct."),
        (safe.title, "60 pct.", "70 pct.", "73 pct."),
        (money.title, "–", "–", "–"),
    ]
    assert told["Kriterier og resultater"].table.rows == (("Borgerne er trygge (mindst 70 pct.)", "73", "Opfyldt"),)
    assert [row[2] for row in told["Barrierer"].table.rows] == ["Væk"]
    assert page.context["told"].recommendation.text == "Fortsæt. 73 pct. er trygge."


def _into_operation(cast: Cast, idea: Project) -> None:
    """What the law asks is answered already; operation waits for a day on which the benefits are followed up."""
    step = at("projects:step_project", idea)
    sent(cast.office, step, to_status="implementing")
    followed = list(Benefit.objects.filter(project=idea, next_measurement_on__isnull=False))
    for benefit in followed:
        sent(cast.office, at("benefits:edit", benefit), next_measurement_on="")
    assert "Datoen for opfølgning på gevinsterne er sat" in refused(cast.office, step, to_status="in_operation")
    for benefit in followed:
        sent(cast.office, at("benefits:edit", benefit), next_measurement_on="2026-07-01")
    assert "I drift" in sent(cast.office, step, to_status="in_operation")


def _share(cast: Cast, idea: Project, safe: Benefit) -> None:
    """The line says that the benefit came, and the office shows project and benefit to all municipalities."""
    judged = sent(cast.leaders[0], at("benefits:judge", safe), to_state="realised", reason="73 pct. mod et mål på 70.")
    assert "Opnået" in judged
    sent(cast.office, at("projects:share_project", idea), tier="municipalities")
    sent(cast.office, at("benefits:edit", safe), tier="municipalities")


def _seen_elsewhere(cast: Cast, idea: Project, safe: Benefit) -> None:
    """Randers sees the range over three municipalities and how far Syddjurs came, and nothing internal."""
    when: dict[str, Any] = {"baseline_from": date(2025, 1, 1), "baseline_to": date(2025, 3, 31)}
    for place, before, after in (("Norddjurs", 50, 55), ("Favrskov", 50, 60)):
        other = landkort.project(f"Skærm i {place}", owner=place, tier="municipalities", status="in_operation")
        kind: dict[str, Any] = {"kind": safe.kind, "measured_in": safe.measured_in, "indicator": "Andel trygge"}
        made = harvest.benefit(of=other, **kind, baseline=before, **when, target=after, tier="municipalities")
        month = MeasurementFacts(period_from=date(2026, 3, 1), period_to=date(2026, 3, 31), value=Decimal(after))
        add_measurement(by=SYSTEM, benefit=made, facts=month)
    about: Any = cast.randers.get(idea.technology.get_absolute_url())
    (range_,) = next(one["ranges"] for one in about.context if "ranges" in one)
    assert (range_.text, range_.n_text) == ("+10 pct. til +22 pct., midterste +20 pct.", "n = 3 kommuner")
    seen = [read(cast.randers, one.get_absolute_url()) for one in (idea, safe)]
    assert "I drift" in seen[0]
    assert "73 pct." in seen[1]
    for words in seen:
        assert [secret for secret in SECRETS if secret in words] == []
    for inner in ("decisions:decision_paper", "decisions:project", "decisions:conditions"):
        assert cast.randers.get(at(inner, idea)).status_code == 404


def test_screen_visits_go_from_an_idea_to_a_documented_decision() -> None:
    """Each step leads to the next, what binds is asked for, and the last page says what the first measurement began."""
    with clock_at(date(2025, 1, 13)):
        cast = Cast()
        idea = cast.registers("Skærmbesøg i bostøtten")
        safe, money = _grow_benefits(cast, idea)
    with clock_at(date(2025, 2, 10)):
        _help_from_the_economist(cast, idea, money)
        version = _business_case(cast, idea)
    with clock_at(date(2025, 3, 17)):
        _begin_the_pilot(cast, idea, safe)
        starts = _plan_the_follow_up(cast, idea, safe)
        planned = {one.unit_id: one.starts_on for one in starts}
    _type_on_the_phone(cast, safe, planned)
    with clock_at(date(2025, 7, 3)):
        _log_the_problem(cast, idea)
        plan = EvaluationPlan.objects.get()
        assert "reason" in cast.economist.get(at("followups:edit_plan", plan)).context["form"].fields
        assert "Det er for tidligt at sige" in _keep(cast, safe, "Kun de tre måneder før.")
    for one in starts:
        if one.starts_on is not None:
            with clock_at(one.starts_on):
                sent(cast.economist, at("followups:began", one), started_on=one.starts_on.isoformat())
    _only_one_unit(cast, idea)
    with clock_at(date(2026, 4, 7)):
        _import_the_rest(cast, safe, planned)
        told = _keep(cast, safe, "Ruten blev lagt om i alle huse.")
        assert ("Der er en forbedring" in told, "Ændringen er +12,00 pct. Den ligger" in told) == (True, True)
        assert [one.answer for one in Analysis.objects.order_by("pk")] == ["too_early", "better"]
        _spread(cast, idea)
        _meet_a_barrier(cast, idea)
    with clock_at(date(2026, 4, 20)):
        _decide_to_go_on(cast, idea)
        _read_the_paper(cast, idea, version, safe, money)
    with clock_at(date(2026, 5, 4)):
        _into_operation(cast, idea)
        _share(cast, idea, safe)
        safe.refresh_from_db()
        _seen_elsewhere(cast, idea, safe)
