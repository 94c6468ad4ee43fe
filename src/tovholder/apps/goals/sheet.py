"""Goals, actions and the compatibility view as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.goals.compatibility import Line
from tovholder.apps.goals.models import Action, Goal
from tovholder.apps.goals.presenting import lateness, place_text, step_text, vision_warning
from tovholder.foundation.tables.public import Column, Table

GOALS: Table[Goal] = Table(
    "maal",
    _("Mål"),
    (
        Column("id", _("Id"), lambda goal: str(goal.public_id)),
        Column("title", _("Titel"), lambda goal: goal.title),
        Column("level", _("Niveau"), lambda goal: goal.get_level_display()),
        Column("place", _("Hos"), place_text),
        Column("motive", _("Bevæggrund"), lambda goal: goal.get_motive_display()),
        Column("state", _("Tilstand"), lambda goal: goal.get_state_display()),
        Column("state_since", _("Tilstand siden"), lambda goal: goal.state_since, "date"),
        Column("deadline", _("Frist"), lambda goal: goal.deadline, "date"),
        Column("owner", _("Ansvarlig"), lambda goal: goal.owner.name if goal.owner else ""),
        Column("indicator", _("Hvad måles"), lambda goal: goal.indicator),
        Column("measured_in", _("Målt i"), lambda goal: goal.measured_in),
        Column("baseline", _("Udgangspunkt"), lambda goal: goal.baseline, "decimal"),
        Column("baseline_on", _("Udgangspunkt målt"), lambda goal: goal.baseline_on, "date"),
        Column("target", _("Målet i tal"), lambda goal: goal.target, "decimal"),
        Column("vision", _("Støtter visionen"), lambda goal: goal.vision.title if goal.vision else ""),
        Column("parent", _("Støtter kommunens mål"), lambda goal: goal.parent.title if goal.parent else ""),
        Column("paragraph", _("Paragraf"), lambda goal: goal.paragraph.label if goal.paragraph else ""),
        Column("round", _("Runde"), lambda goal: str(goal.round) if goal.round else ""),
        Column("note", _("Se på"), vision_warning),
        Column("why", _("Hvorfor"), lambda goal: goal.why),
    ),
)
ACTIONS: Table[Action] = Table(
    "handlingsplan",
    _("Handlingsplan"),
    (
        Column("id", _("Id"), lambda item: str(item.public_id)),
        Column("title", _("Handling"), lambda item: item.title),
        Column("state", _("Tilstand"), lambda item: item.get_state_display()),
        Column("owner", _("Ansvarlig"), lambda item: item.owner.name if item.owner else ""),
        Column("place", _("Hvor"), place_text),
        Column("starts_on", _("Begynder"), lambda item: item.starts_on, "date"),
        Column("due_on", _("Frist"), lambda item: item.due_on, "date"),
        Column("late", _("Overskredet"), lateness),
        Column("goal", _("Mål"), lambda item: item.goal.title if item.goal else ""),
        Column("step", _("I processen"), lambda item: step_text(item.step)),
        Column("round", _("Runde"), lambda item: str(item.round) if item.round else ""),
        Column("project", _("Projekt"), lambda item: item.project.title if item.project else ""),
        Column("origin", _("Begyndte som"), lambda item: item.origin_name),
        Column("description", _("Mere om det"), lambda item: item.description),
        Column("done_note", _("Hvad kom der ud af det"), lambda item: item.done_note),
    ),
)
COMPATIBILITY: Table[Line] = Table(
    "sammenhaeng",
    _("Sammenhæng mellem mål"),
    (
        Column("vision", _("Vision"), lambda line: line.vision),
        Column("municipal", _("Kommunens mål"), lambda line: line.municipal.title if line.municipal else ""),
        Column(
            "municipal_motive",
            _("Kommunens bevæggrund"),
            lambda line: line.municipal.get_motive_display() if line.municipal else "",
        ),
        Column("unit", _("Enhed"), lambda line: line.local.unit.name if line.local and line.local.unit else ""),
        Column("local", _("Enhedens mål"), lambda line: line.local.title if line.local else ""),
        Column(
            "local_motive", _("Enhedens bevæggrund"), lambda line: line.local.get_motive_display() if line.local else ""
        ),
        Column("remarks", _("Tal sammen om"), lambda line: [str(said) for said in line.remarks], "list"),
    ),
)
