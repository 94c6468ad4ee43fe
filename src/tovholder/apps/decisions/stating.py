"""Answering the conditions of a project."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.decisions.conditions import CODE_LISTS, NEVER_IRRELEVANT, OWN_CONDITIONS, RISK, state_for
from tovholder.apps.decisions.models import Statement, StatementVersion
from tovholder.apps.packages.public import Package
from tovholder.apps.projects.public import AnswerState, Project, ProjectFile
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.codes.models import Code
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

KEYS = frozenset(one.key for one in OWN_CONDITIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """An answer, as forms give it. With a class the state follows from it."""

    state: str = AnswerState.MET
    code: Code | None = None
    risk_class: str = ""
    note: str = ""
    document: ProjectFile | None = None
    package: Package | None = None
    on: date | None = None

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {"on": self.on or clock.today()}


@action("decisions.answer_condition")
def answer_condition(
    *, by: Actor, project: Project, key: str, facts: StatementFacts, expected_version: int | None = None
) -> Statement:
    """Say how a project stands with a condition; what was said before is kept.

    Raises ``ValidationError`` by field, and ``ConflictError`` when somebody else answered since ``expected_version``.
    """
    _check(project, key, facts)
    values = facts.fields()
    code = facts.code.code if facts.code is not None else ""
    values["state"] = state_for(key, code, facts.risk_class, facts.state)
    told = {"by_name": by.name, "recorded_at": clock.now()}
    said = Statement.objects.filter(project=project, key=key).first()
    if said is None:
        said = created(Statement(project=project, key=key, **values, **told))
    else:
        change(said, expected_version=expected_version, **values, **told)
    created(StatementVersion(statement=said, **values, **told))
    return said


def _check(project: Project, key: str, facts: StatementFacts) -> None:
    if key not in KEYS:
        raise ValidationError({"key": _("Vi kender ikke %(value)s.") % {"value": key[:60]}})
    if facts.on is not None and facts.on > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, det var på plads.")})
    if facts.document is not None and facts.document.project_id != project.pk:
        raise ValidationError({"document": _("Vælg et dokument, der ligger på projektet.")})
    _check_class(key, facts)
    if facts.state == AnswerState.NOT_RELEVANT:
        if key in NEVER_IRRELEVANT:
            raise ValidationError({"state": _("Dette kan ikke springes over. Sæt en dato for opfølgning.")})
        if not facts.note.strip():
            raise ValidationError({"note": _("Skriv, hvorfor det ikke er relevant for jer.")})


def _check_class(key: str, facts: StatementFacts) -> None:
    wanted = CODE_LISTS.get(key)
    if facts.code is not None and facts.code.list != wanted:
        raise ValidationError({"code": _("Vælg en klasse på listen.")})
    if wanted is not None and facts.code is None and facts.state == AnswerState.MET:
        raise ValidationError({"code": _("Vælg den klasse, løsningen har.")})
    if key != RISK:
        return
    if not facts.risk_class and facts.state != AnswerState.NOT_RELEVANT:
        raise ValidationError({"risk_class": _("Vælg, hvor meget en fejl kan skade et menneske.")})
    if not facts.note.strip():
        raise ValidationError({"note": _("Skriv, hvorfor I har valgt den klasse, og hvad I gør, hvis det går galt.")})
