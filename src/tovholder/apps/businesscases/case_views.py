"""The pages of a case as a whole: the list, the beginning, the questions, the page, versions, uncertainty, paper."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.businesscases import actions, rules, selectors
from tovholder.apps.businesscases.documents import Computed, computed, digest_of, engine_case, scenario_of
from tovholder.apps.businesscases.finding import FACETS, find_cases, pattern_title, state_of
from tovholder.apps.businesscases.forms import ActualForm, BeginForm, CaseForm, FreezeForm, QuestionsForm
from tovholder.apps.businesscases.models import BusinessCase, Frozen
from tovholder.apps.businesscases.papers import CASE_REPORT, case_on_paper, reference_text
from tovholder.apps.businesscases.patterns import pattern_of
from tovholder.apps.businesscases.presenting import (
    differences,
    information_grid,
    shown,
    simulation_chart,
    tornado_chart,
    tornado_grid,
)
from tovholder.apps.businesscases.selectors import Asked
from tovholder.apps.businesscases.sheet import ASSUMPTIONS, CASES
from tovholder.apps.businesscases.wording import kroner, problem_sentence
from tovholder.engines.benefits import BOOKED, FULL, Distribution, Problem, simulate, tornado
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.reports.public import pdf_response
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.formats import number_text
from tovholder.foundation.ui.narrowing import active_filters, address_pairs, as_facets
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Column, Status, Step, TableView, Tone
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.share import Share

PAGE = 25
KINDS = ("csv", "xlsx", "json")
TONES: dict[str, Tone] = {"spoergsmaal": "warning", "kladde": "progress", "fastfrosset": "success"}
DRAWS, SEED = 20_000, 2017
"""How many draws a page makes, and from which seed: the same case always gets the same answer."""


def href(case: BusinessCase) -> str:
    """The address of a case's page."""
    return case.get_absolute_url()


@allow(rules.may_list)
def case_list(request: TovholderRequest) -> HttpResponse:
    """The municipality's business cases, narrowed by text and facets."""
    found = find_cases(request.actor, request.GET)
    pairs = address_pairs(found.text, found.chosen)
    page = Paginator(found.records, PAGE).get_page(request.GET.get("side"))
    rows = [
        (
            one.case,
            Status(state_of(one)[1], TONES[state_of(one)[0]]),
            pattern_title(one.case),
            kroner(one.npv) if one.npv is not None else "",
            kroner(one.booked) if one.booked is not None else "",
        )
        for one in page.object_list
    ]
    context = {
        "found": found,
        "rows": rows,
        "page_obj": page,
        "facets": as_facets(FACETS, found.facets, {"tilstand", "resultat"}),
        "active": active_filters(FACETS, found.facets, pairs),
        "downloads": {kind: f"{reverse('businesscases:file', args=[kind])}?{urlencode(pairs)}" for kind in KINDS},
        "may_add": may(request.actor, rules.may_add),
    }
    return render(request, "businesscases/list.html", context)


@allow(rules.may_list)
def case_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(CASES, find_cases(request.actor, request.GET).records, kind, "business-cases")


@allow(rules.may_add)
def new_case(request: TovholderRequest) -> HttpResponse:
    """Begin a case: what it is about, and its name."""
    wanted = request.GET.get("projekt", "")
    project = next((one for one in selectors.choosable_projects(request.actor) if str(one.public_id) == wanted), None)
    form = BeginForm(request.POST or None, actor=request.actor, project=project if wanted else None)
    return form_page(
        request,
        form,
        lambda: actions.begin_case(
            by=request.actor,
            municipality=tenant_of(request),
            pattern=form.cleaned_data["pattern"],
            facts=form.facts(),
        ),
        template="businesscases/begin.html",
        context={"back_href": reverse("businesscases:list")},
        saved=lambda made: reverse("businesscases:questions", args=[made.public_id, 1]),
        message=lambda _made: _("Sagen er begyndt. Svar på det, I ved. Resten kan vente."),
    )


@allow_on(selectors.asked_for, rules.may_edit)
def questions(request: TovholderRequest, asked: Asked) -> HttpResponse:
    """One screen of questions."""
    case, number = asked.case, asked.number
    pattern = pattern_of(case.pattern)
    last = len(pattern.steps) if pattern else number
    form = QuestionsForm(request.POST or None, asked=asked)
    onward = reverse("businesscases:questions", args=[case.public_id, number + 1]) if number < last else href(case)
    steps = [
        Step(
            _("Trin %(number)s") % {"number": at},
            reverse("businesscases:questions", args=[case.public_id, at]),
            "current" if at == number else "open",
        )
        for at in range(1, last + 1)
    ]
    return form_page(
        request,
        form,
        lambda: actions.answer_questions(by=request.actor, case=case, answers=form.answers(), payer=form.payer_given()),
        template="businesscases/questions.html",
        context={"case": case, "steps": steps, "number": number, "last": last, "back_href": href(case)},
        saved=lambda _made: onward,
        message=lambda _made: _("Svarene er gemt."),
    )


@allow_on(selectors.case_for, rules.may_read)
def case_page(request: TovholderRequest, case: BusinessCase) -> HttpResponse:
    """One case: what it comes to, and what that rests on."""
    found = computed(case)
    told = shown(found.document, found.figures) if found.figures is not None else None
    versions = list(case.versions.all())
    context = {
        "case": case,
        "state": _state(case, found),
        "pattern": pattern_title(case),
        "told": told,
        "tables": _views(told),
        "problems": [(_label_of(case, one), problem_sentence(one)) for one in found.problems],
        "waiting": found.waiting,
        "first_step": _first_step(case),
        "versions": versions,
        "newest": versions[-1] if versions else None,
        "actuals": _actuals(case, versions[-1] if versions else None),
        "actual_rows": list(case.actuals.all()),
        "lines": [(line, _signing(line, found)) for line in case.lines.all()],
        "assumptions": list(case.assumptions.all()),
        "reference": reference_text() if case.pattern == "systemer" else "",
        "may_edit": may(request.actor, rules.may_edit, case),
        "may_sign": may(request.actor, rules.may_sign, case),
        "may_freeze": may(request.actor, rules.may_freeze, case),
        "downloads": {kind: reverse("businesscases:assumption_file", args=[case.public_id, kind]) for kind in KINDS},
    }
    return render(request, "businesscases/case.html", context)


def _views(told: Any) -> dict[str, TableView]:
    if told is None:
        return {}
    names = ("ways", "cash", "buckets", "payers", "harvesters", "lines", "room")
    return {name: grid.view() for name in names if (grid := getattr(told, name)) is not None}


def _state(case: BusinessCase, found: Computed) -> Status:
    key = "fastfrosset" if case.versions.all() else "kladde" if found.scenario() is not None else "spoergsmaal"
    labels = {"fastfrosset": _("Fastfrosset"), "kladde": _("Kladde"), "spoergsmaal": _("Mangler svar")}
    return Status(labels[key], TONES[key])


def _label_of(case: BusinessCase, problem: Problem) -> str:
    """Whom a problem is about, in the words of the case."""
    parts = set(problem.at.split("."))
    labels = {one.key: one.label for one in case.assumptions.all()} | {one.key: one.label for one in case.lines.all()}
    return next((label for key, label in labels.items() if key in parts), problem.at)


def _first_step(case: BusinessCase) -> int:
    """The first screen with a question that is not answered; the first of all when there is none."""
    pattern = pattern_of(case.pattern)
    open_keys = {one.key for one in case.assumptions.all() if one.likely is None}
    steps = pattern.steps if pattern else ()
    return next((at for at, step in enumerate(steps, 1) if any(q.key in open_keys for q in step)), 1)


def _signing(line: Any, found: Computed) -> str:
    """What is to be said of a line's signature."""
    if line.realisation != "reduces_budget":
        return ""
    if line.key in found.stale:
        return _("Beløbet er et andet end det, der blev underskrevet. Skriv under igen, før det er bogført.")
    signature = getattr(line, "signature", None)
    if signature is None:
        return _("Mangler en økonoms underskrift og er ikke bogført.")
    return _("Underskrevet af %(name)s: %(budget)s.") % {"name": signature.by_name, "budget": signature.budget}


def _actuals(case: BusinessCase, version: Frozen | None) -> TableView | None:
    """What came, beside what the newest version expected of the same year."""
    rows = list(case.actuals.all())
    main = scenario_of(version.figures) if version is not None else None
    if not rows or main is None or version is None:
        return None
    years = version.figures["years"]
    paid = [
        sum(row[at] for party, row in main["payers"].items() if party in {"own", "other"}) for at in range(len(years))
    ]
    lines = []
    for one in rows:
        if one.year not in years:
            continue
        at = years.index(one.year)
        expected = round(main["booked"]["cash"][at] + paid[at])
        lines.append((str(one.year), round(paid[at]), round(one.costs), expected, round(one.booked), one.note))
    columns = [
        Column(_("År")),
        Column(_("Udgifter, ventet"), numeric=True),
        Column(_("Udgifter, regnskab"), numeric=True),
        Column(_("Bogført, ventet"), numeric=True),
        Column(_("Bogført, regnskab"), numeric=True),
        Column(_("Note")),
    ]
    return TableView(_("Ventet og virkeligt for kommunen, kr."), columns, lines, show_caption=True)


@allow_on(selectors.case_for, rules.may_edit)
def edit_case(request: TovholderRequest, case: BusinessCase) -> HttpResponse:
    """Change what a case says of itself."""
    form = CaseForm(request.POST or None, actor=request.actor, case=case)
    return form_page(
        request,
        form,
        lambda: actions.change_case(
            by=request.actor, case=case, facts=form.facts(), expected_version=version_of(request)
        ),
        template="businesscases/edit.html",
        context={"case": case, "back_href": href(case)},
        saved=href,
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
        current=lambda record: CaseForm(actor=request.actor, case=record),
    )


@allow_on(selectors.case_for, rules.may_freeze)
def freeze(request: TovholderRequest, case: BusinessCase) -> HttpResponse:
    """Keep a version, for a decision."""
    form = FreezeForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.freeze_case(by=request.actor, case=case, occasion=form.cleaned_data["occasion"]),
        template="businesscases/small_form.html",
        context=small(case, _("Fastfrys en version"), _("Fastfrys")),
        saved=lambda made: reverse("businesscases:version", args=[made.public_id]),
        message=lambda made: _("Version %(number)s er fastfrosset.") % {"number": made.number},
    )


def small(case: BusinessCase, title: str, save: str, **more: Any) -> dict[str, Any]:
    """The context of a form of a few fields about a case."""
    return {"case": case, "page_title": title, "save_label": save, "back_href": href(case), **more}


@allow_on(selectors.frozen_for, rules.may_read)
def version(request: TovholderRequest, one: Frozen) -> HttpResponse:
    """A frozen version, whether it is untouched, and what is different now."""
    told = shown(one.document, one.figures)
    now = computed(one.case)
    changed = differences(one.document, now.document)
    columns = [Column(_("Hvad")), Column(_("Da")), Column(_("Nu"))]
    context = {
        "one": one,
        "case": one.case,
        "told": told,
        "tables": _views(told),
        "untouched": digest_of(one.document, one.figures) == one.digest,
        "changed": TableView(_("Ændret siden"), columns, changed) if changed else None,
    }
    return render(request, "businesscases/version.html", context)


@allow_on(selectors.frozen_for, rules.may_read)
def version_paper(request: TovholderRequest, one: Frozen) -> HttpResponse:
    """A frozen version on paper."""
    return pdf_response(CASE_REPORT, case_on_paper(one.case, one), f"business-case-version-{one.number}")


@allow_on(selectors.case_for, rules.may_read)
def paper(request: TovholderRequest, case: BusinessCase) -> HttpResponse:
    """The case on paper, as it stands."""
    return pdf_response(CASE_REPORT, case_on_paper(case), "business-case")


@allow_on(selectors.case_for, rules.may_read)
def uncertainty(request: TovholderRequest, case: BusinessCase) -> HttpResponse:
    """What matters most; on request a simulation, and what it would be worth to know better."""
    found = computed(case)
    context: dict[str, Any] = {"case": case, "draws": DRAWS, "asked": "traek" in request.GET}
    if found.scenario() is None:
        return render(request, "businesscases/uncertainty.html", context)
    engine = engine_case(found.document)
    labels = {one.key: one.label for one in engine.assumptions}
    view = BOOKED if request.GET.get("kun") == "bogfoert" else FULL
    moved = tornado(engine, "this", view)
    context |= {"booked_only": view is BOOKED, "ranges": bool(moved.bars), "computed": True}
    if moved.bars:
        context |= {"tornado": tornado_chart(moved, labels), "bars": tornado_grid(moved, labels).view()}
    if context["asked"] and moved.bars:
        shape = Distribution.TRIANGULAR if request.GET.get("form") == "trekant" else Distribution.PERT
        drawn = simulate(engine, "this", draws=DRAWS, seed=SEED, distribution=shape, view=view)
        context |= {
            "drawn": drawn,
            "histogram": simulation_chart(drawn),
            "loss": Share(drawn.losses, drawn.draws, _("trækninger")),
            "p10": kroner(drawn.p10),
            "p50": kroner(drawn.p50),
            "p90": kroner(drawn.p90),
            "evpi": kroner(drawn.evpi),
            "information": information_grid(drawn, labels).view(),
            "seed": number_text(SEED),
        }
    return render(request, "businesscases/uncertainty.html", context)


@allow_on(selectors.case_for, rules.may_edit)
def new_actual(request: TovholderRequest, case: BusinessCase) -> HttpResponse:
    """Write down what a year really cost and gave."""
    form = ActualForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.record_actual(by=request.actor, case=case, **form.cleaned_data),
        template="businesscases/small_form.html",
        context=small(case, _("Skriv et års tal"), _("Gem tallene")),
        saved=lambda _made: href(case),
        message=lambda made: _("Tallene for %(year)s er gemt.") % {"year": made.year},
    )


@allow_on(selectors.case_for, rules.may_freeze)
def delete(request: TovholderRequest, case: BusinessCase) -> HttpResponse:
    """Throw a case away that nothing was decided on."""
    if request.method != "POST":
        return render(request, "businesscases/delete.html", {"case": case, "back_href": href(case)})
    try:
        actions.delete_case(by=request.actor, case=case)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(href(case))
    messages.success(request, _("%(title)s er slettet.") % {"title": case.title})
    return redirect("businesscases:list")


@allow_on(lambda actor, public_id, kind: (selectors.case_for(actor, public_id), kind), rules.may_list)
def assumption_file(request: TovholderRequest, asked: tuple[BusinessCase, str]) -> HttpResponseBase:
    """The assumptions of a case as a file to take along."""
    case, kind = asked
    return export_response(ASSUMPTIONS, list(case.assumptions.all()), kind, "antagelser")
