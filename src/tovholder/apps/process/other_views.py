"""The start adviser, and rounds side by side."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tovholder.apps.process import rules
from tovholder.apps.process.actions import keep_beginning
from tovholder.apps.process.adviser import QUESTIONS, STAGES, STARTS, advice_on, situation_of, stage_of, told
from tovholder.apps.process.comparing import MOST, compared, rows_of, sheet_of
from tovholder.apps.process.models import Beginning, Learning, Round
from tovholder.apps.process.selectors import home_key, own_rounds, round_for, visible_previous
from tovholder.engines.beginnings.model import Asked, Start
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.forms import PlainForm
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

ANSWERS = [("", gettext_lazy("Ved ikke")), ("ja", gettext_lazy("Ja")), ("nej", gettext_lazy("Nej"))]
VALUES = {"ja": True, "nej": False}
WORDS = {True: "ja", False: "nej"}


class AdviserForm(PlainForm):
    """What is asked before a round begins; everything may be left open."""

    def __init__(self, data: Any = None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        for asked, text in QUESTIONS.items():
            self.fields[asked.value] = forms.ChoiceField(
                label=text, choices=ANSWERS, required=False, widget=forms.RadioSelect(attrs={"class": "form-radio"})
            )
        self.fields["stage"] = forms.ChoiceField(
            label=gettext_lazy("Hvor langt er I digitalt?"),
            choices=[("", gettext_lazy("Ved ikke")), *[(stage.value, text) for stage, text in STAGES.items()]],
            required=False,
            widget=forms.RadioSelect(attrs={"class": "form-radio"}),
            help_text=gettext_lazy("Har I lavet en IT-screening, er svaret herfra sat på forhånd."),
        )
        self.fields["chosen"] = forms.ChoiceField(
            label=gettext_lazy("Hvor vælger I selv at begynde?"),
            choices=[("", gettext_lazy("Ikke valgt endnu")), *[(start.value, text) for start, text in STARTS.items()]],
            required=False,
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    def answers(self) -> dict[str, object]:
        """The answers as they are stored."""
        given: dict[str, object] = {
            asked.value: VALUES[self.cleaned_data[asked.value]]
            for asked in Asked
            if self.cleaned_data.get(asked.value) in VALUES
        }
        if self.cleaned_data.get("stage"):
            given["stage"] = self.cleaned_data["stage"]
        return given


def _first_answers(found: Round, actor: Actor, kept: Beginning | None) -> dict[str, Any]:
    """What stands in the form: what was answered, else what the product knows."""
    if kept is not None:
        known: dict[str, Any] = {name: WORDS.get(value, value) for name, value in kept.answers.items()}
        return known | {"chosen": kept.chosen}
    stage = stage_of(found, actor)
    first: dict[str, Any] = {"stage": stage.value} if stage is not None else {}
    if Learning.objects.filter(carried_to=found).exists():
        first[Asked.LEARNINGS.value] = "ja"
    return first


@allow_on(round_for, rules.reads_process)
def beginning(request: TovholderRequest, found: Round) -> HttpResponse:
    """Ask for advice on where to begin. It binds nobody, and is kept with the round."""
    kept = Beginning.objects.filter(round=found).first()
    writes = found.is_open and may(request.actor, rules.may_run, found)
    form = AdviserForm(request.POST or None, initial=_first_answers(found, request.actor, kept))
    if request.method == "POST" and writes and form.is_valid():
        situation = situation_of(form.answers())
        keep_beginning(by=request.actor, found=found, situation=situation, chosen=form.cleaned_data["chosen"])
        messages.success(request, _("Svarene er gemt ved runden. Rådet binder jer ikke."))
        return redirect(request.path + "#raad")
    advice = advice_on(kept.answers) if kept is not None else None
    context: dict[str, Any] = {
        "round": found,
        "form": form if writes else None,
        "kept": kept,
        "advice": advice,
        "title": STARTS[Start(advice.start)] if advice is not None else "",
        "told": told(advice) if advice is not None else [],
        "chosen": STARTS[Start(kept.chosen)] if kept is not None and kept.chosen in set(Start) else "",
        "back_href": found.get_absolute_url(),
    }
    return render(request, "process/beginning.html", context)


def _chosen(actor: Actor, asked: QueryDict) -> list[Round]:
    """The rounds to compare: those that the address names, else the newest and the one before it of its owner."""
    wanted = [key for key in (_uuid(text) for text in asked.getlist("runde")) if key is not None]
    everyone = own_rounds(actor).filter(municipality_id=home_key(actor))
    if wanted:
        found = {item.public_id: item for item in everyone.filter(public_id__in=wanted[:MOST])}
        return [found[key] for key in dict.fromkeys(wanted[:MOST]) if key in found]
    newest = everyone.filter(previous__isnull=False).order_by("unit_id", "-number").first() or everyone.first()
    if newest is None:
        return []
    before = visible_previous(actor, newest)
    return [newest] if before is None else [before, newest]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_GET
@allow(rules.reads_process)
def compare(request: TovholderRequest) -> HttpResponse:
    """Up to four rounds side by side."""
    rounds = _chosen(request.actor, request.GET)
    every = own_rounds(request.actor).filter(municipality_id=home_key(request.actor))
    query = "&".join(f"runde={item.public_id}" for item in rounds)
    context = {
        "rounds": rounds,
        "groups": compared(rounds, request.actor) if rounds else [],
        "choices": [(item, item in rounds) for item in every.order_by("unit__sort_key", "number")],
        "most": MOST,
        "downloads": {
            kind: f"{reverse('process:compare_file', args=[kind])}?{query}" for kind in ("csv", "xlsx", "json")
        },
    }
    return render(request, "process/compare.html", context)


@require_GET
@allow(rules.reads_process)
def compare_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The comparison as a file to take along: csv, xlsx or json."""
    rounds = _chosen(request.actor, request.GET)
    rows = rows_of(compared(rounds, request.actor)) if rounds else []
    return export_response(sheet_of(rounds), rows, kind, "sammenligning-af-runder")
