"""What the rooms of economy and barriers add to the decision paper: their own numbers, as their own pages say."""

from django.utils.translation import gettext as _

from tovholder.apps.barriers.public import ProjectBarrier, barriers_of, measures_of
from tovholder.apps.businesscases.public import business_case_of, case_on_paper
from tovholder.apps.decisions.papers import Block
from tovholder.apps.projects.public import Project
from tovholder.foundation.reports.public import PaperFact, PaperTable
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel.actor import Actor

ORDER_OF_ECONOMY, ORDER_OF_BARRIERS = 50, 65


def economy_block(project: Project, actor: Actor) -> Block | None:
    """The newest business case that ``actor`` may see: its last frozen version, or else as it stands today."""
    case = business_case_of(project, actor)
    if case is None:
        return None
    version = max(case.versions.all(), key=lambda one: one.number, default=None)
    told = case_on_paper(case, version)
    if version is None:
        said = _("Fra business casen %(title)s. Tallene er en kladde, som ikke er fastfrosset.") % {"title": case.title}
    else:
        said = _("Fra business casen %(title)s, version %(number)s, fastfrosset %(day)s: %(occasion)s.") % {
            "title": case.title,
            "number": version.number,
            "day": date_text(version.frozen_at),
            "occasion": version.occasion,
        }
    return Block(
        _("Økonomi"),
        said,
        tuple(PaperFact(f"{one.label[:1].upper()}{one.label[1:]}", one.value) for one in told.numbers),
        rows=told.remarks,
        table=told.tables[0] if told.tables else None,
    )


def barriers_block(project: Project, actor: Actor) -> Block | None:
    """What stands in the way of the project as far as ``actor`` sees it, and what was tried against it. Two queries."""
    found = barriers_of(project, actor)
    if not found:
        return None
    tried: dict[int, list[str]] = {one.pk: [] for one in found}
    for measure in measures_of(found):
        tried[measure.project_barrier_id].append(f"{measure.what} ({measure.get_helped_display().lower()})")
    header = (_("Barriere"), _("Hvor meget"), _("Hvor langt"), _("Prøvet, og hjalp det?"))
    rows = tuple(_row(one, tried[one.pk]) for one in found)
    return Block(_("Barrierer"), table=PaperTable(_("Det, der står i vejen, og det, I har prøvet"), header, rows))


def _row(one: ProjectBarrier, tried: list[str]) -> tuple[str, ...]:
    told = " ".join(tried) or _("Intet prøvet endnu")
    return str(one), one.get_severity_display(), one.get_state_display(), told
