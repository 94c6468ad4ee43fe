"""The pages of a case's parts: assumptions, lines, and the signature."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.businesscases import actions, part_actions, rules, selectors
from tovholder.apps.businesscases.case_views import href, small
from tovholder.apps.businesscases.documents import computed
from tovholder.apps.businesscases.forms import AssumptionForm, LineForm, SignForm
from tovholder.apps.businesscases.models import Actual, Assumption, BusinessCase, Line
from tovholder.apps.businesscases.part_actions import yearly_of
from tovholder.apps.businesscases.wording import FORMULA_LABELS, kroner
from tovholder.engines.benefits import FORMULAS, Kind
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow_on
from tovholder.foundation.visibility.requests import TovholderRequest


@allow_on(selectors.case_for, rules.may_edit)
def new_assumption(request: TovholderRequest, case: BusinessCase) -> HttpResponse:
    """Add something believed."""
    form = AssumptionForm(request.POST or None, case=case)
    return form_page(
        request,
        form,
        lambda: part_actions.add_assumption(by=request.actor, case=case, facts=form.facts()),
        template="businesscases/small_form.html",
        context=small(case, _("Ny antagelse"), _("Gem antagelsen")),
        saved=lambda _made: href(case),
        message=lambda made: _("%(label)s er gemt.") % {"label": made.label},
    )


@allow_on(selectors.assumption_for, rules.may_edit)
def edit_assumption(request: TovholderRequest, assumption: Assumption) -> HttpResponse:
    """Change something believed."""
    case = assumption.case
    form = AssumptionForm(request.POST or None, case=case, assumption=assumption)
    return form_page(
        request,
        form,
        lambda: part_actions.change_assumption(
            by=request.actor, assumption=assumption, facts=form.facts(), expected_version=version_of(request)
        ),
        template="businesscases/small_form.html",
        context=small(
            case,
            _("Ret antagelsen"),
            _("Gem antagelsen"),
            version=assumption.version,
            remove_href=reverse("businesscases:remove_assumption", args=[assumption.public_id]),
        ),
        saved=lambda _made: href(case),
        message=lambda made: _("%(label)s er gemt.") % {"label": made.label},
        current=lambda record: AssumptionForm(case=case, assumption=record),
    )


@require_POST
@allow_on(selectors.assumption_for, rules.may_edit)
def remove_assumption(request: TovholderRequest, assumption: Assumption) -> HttpResponse:
    """Take an assumption off that no line uses."""
    case = assumption.case
    try:
        part_actions.remove_assumption(by=request.actor, assumption=assumption)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(href(case))
    messages.success(request, _("%(label)s er fjernet.") % {"label": assumption.label})
    return redirect(href(case))


@allow_on(selectors.case_for, rules.may_edit)
def new_line(request: TovholderRequest, case: BusinessCase) -> HttpResponse:
    """Add a cost or a benefit: first which formula, then what fills it."""
    formula = request.GET.get("beregning", "")
    if formula not in FORMULAS:
        kinds = [(_("Udgifter"), Kind.COST), (_("Gevinster"), Kind.BENEFIT)]
        groups = [
            (title, [(key, FORMULA_LABELS[key]) for key, one in FORMULAS.items() if one.kind is kind])
            for title, kind in kinds
        ]
        return render(request, "businesscases/formulas.html", small(case, _("Ny linje"), "", groups=groups))
    form = LineForm(request.POST or None, actor=request.actor, case=case, formula=formula)
    return form_page(
        request,
        form,
        lambda: part_actions.add_line(by=request.actor, case=case, facts=form.facts()),
        template="businesscases/small_form.html",
        context=small(case, str(FORMULA_LABELS[formula]), _("Gem linjen")),
        saved=lambda _made: href(case),
        message=lambda made: _("%(label)s er gemt.") % {"label": made.label},
    )


@allow_on(selectors.line_for, rules.may_edit)
def edit_line(request: TovholderRequest, line: Line) -> HttpResponse:
    """Change a line."""
    case, formula = line.case, line.formula
    form = LineForm(request.POST or None, actor=request.actor, case=case, formula=formula, line=line)
    return form_page(
        request,
        form,
        lambda: part_actions.change_line(
            by=request.actor, line=line, facts=form.facts(), expected_version=version_of(request)
        ),
        template="businesscases/small_form.html",
        context=small(
            case,
            _("Ret linjen"),
            _("Gem linjen"),
            version=line.version,
            remove_href=reverse("businesscases:remove_line", args=[line.public_id]),
        ),
        saved=lambda _made: href(case),
        message=lambda made: _("%(label)s er gemt.") % {"label": made.label},
        current=lambda record: LineForm(actor=request.actor, case=case, formula=formula, line=record),
    )


@require_POST
@allow_on(selectors.line_for, rules.may_edit)
def remove_line(request: TovholderRequest, line: Line) -> HttpResponse:
    """Take a line off."""
    case = line.case
    part_actions.remove_line(by=request.actor, line=line)
    messages.success(request, _("%(label)s er fjernet.") % {"label": line.label})
    return redirect(href(case))


@allow_on(selectors.line_for, rules.may_sign)
def sign(request: TovholderRequest, line: Line) -> HttpResponse:
    """Sign that a line lowers a budget."""
    case = line.case
    amount = yearly_of(computed(case), line.key)
    form = SignForm(request.POST or None, initial={"seen": None if amount is None else f"{amount:.2f}"})
    said = (
        _("%(label)s: %(amount)s om året, når alle er i gang. Det er det beløb, du skriver under på.")
        % {"label": line.label, "amount": kroner(amount)}
        if amount is not None
        else _("Linjen kan ikke regnes ud endnu.")
    )
    return form_page(
        request,
        form,
        lambda: part_actions.sign_line(by=request.actor, line=line, **form.cleaned_data),
        template="businesscases/small_form.html",
        context=small(case, _("Skriv under på besparelsen"), _("Skriv under"), said=said),
        saved=lambda _made: href(case),
        message=lambda _made: _("Besparelsen er underskrevet og bogført."),
    )


@require_POST
@allow_on(selectors.line_for, rules.may_sign)
def unsign(request: TovholderRequest, line: Line) -> HttpResponse:
    """Take a signature back."""
    case = line.case
    try:
        part_actions.withdraw_signature(by=request.actor, line=line)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(href(case))
    messages.success(request, _("Underskriften er trukket tilbage. Besparelsen er ikke bogført mere."))
    return redirect(href(case))


@require_POST
@allow_on(selectors.actual_for, rules.may_edit)
def remove_actual(request: TovholderRequest, actual: Actual) -> HttpResponse:
    """Take a year's numbers off."""
    case = actual.case
    actions.remove_actual(by=request.actor, actual=actual)
    messages.success(request, _("Tallene for %(year)s er fjernet.") % {"year": actual.year})
    return redirect(href(case))
