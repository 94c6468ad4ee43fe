"""Every record has an owner, or a reason to have none."""

from django.apps import apps
from django.db import models

from tovholder.foundation.municipalities.owned import Owned

# Models that belong to no municipality, and why. A new one is either Owned or gets its line here.
UNOWNED = {
    "accounts.ApiToken": "a secret of one seat, read by its holder's account page alone",
    "accounts.HandOverItem": "part of a role holding, read with it",
    "accounts.Invitation": "a secret sent to one person, read by its hash",
    "accounts.RoleHolding": "who may act for a municipality; rules of accounts decide who reads it",
    "accounts.User": "a person may hold roles in several municipalities",
    "assessments.Agreement": "part of an assessment, read with it by the citizen's own unit alone",
    "audit.AuditEntry": "outlives what it tells of and points at nothing; read through the rules of audit",
    "citizens.ReadLog": "outlives what it tells of and points at nothing; read on the page of its alias",
    "codes.Code": "lists that the whole country shares",
    "barriers.Barrier": "the national register of barriers, open to all and kept by its editors",
    "barriers.BarrierEdition": "an earlier text of the national register, open as the register is",
    "barriers.BarrierStep": "part of a barrier of a project, read with it",
    "barriers.Measure": "part of a barrier of a project, read with it",
    "files.StoredFile": "content that an owned record points at; whoever owns that record decides who reads it",
    "cases.Case": "told in public by municipalities; the editors and the municipality itself keep it",
    "figures.PublishedFigure": "published by others and kept by the national editors, shared by all",
    "goals.GoalReading": "part of a goal, read with it",
    "goals.GoalStep": "part of a goal, read with it",
    "goals.Reminder": "holds no content, only that somebody was told",
    "jobs.Job": "belongs to the person who started it; its queryset asks for person and municipality",
    "jobs.ScheduledRun": "the timetable of the installation, shown to nobody",
    "jobs.WorkerSign": "the state of the installation, told by its health page",
    "municipalities.Administration": "the organisation itself, which is public",
    "municipalities.Boundary": "a border on the national map, the same for all",
    "municipalities.Municipality": "the owner of all that is owned",
    "municipalities.Partner": "may be shared by all; its selector asks for the municipality",
    "municipalities.Population": "a published figure of the whole country",
    "municipalities.Region": "the organisation of the country, which is public",
    "municipalities.RegionMembership": "the organisation of the country, which is public",
    "municipalities.Unit": "the organisation itself, which is public",
    "notices.MailPreference": "one person's own choice, read by that person alone",
    "notices.Notice": "to one person, read by that person alone",
    "products.Product": "the national catalogue of products, shared by all and kept by its editors",
    "products.Proposal": "between one municipality and the editors; its queryset asks for both",
    "products.Removal": "holds no content, only that a number is gone",
    "products.Revision": "holds no content, only the number of the last write",
    "packages.Paper": "part of a package, read with it",
    "packages.PaperEdition": "part of a paper: the newest is read with it, the older by its own municipality",
    "packages.Removal": "holds no content, only that a number is gone",
    "packages.Revision": "holds no content, only the number of the last write",
    "packages.Thank": "part of a package, read with it",
    "process.Beginning": "part of a round, read with it",
    "process.RoundMark": "part of a round, read with it",
    "process.StepStatus": "part of a round, read with it",
    "process.TipDismissal": "one person's own choice, read by that person alone",
    "projects.OutsideKey": "what another system calls a project, read with it by its own municipality alone",
    "projects.Participation": "part of a project, read with it; its municipality alone answers for it",
    "projects.Programme": "national and joint programmes, open to all and kept by the national editors",
    "projects.ProjectFile": "part of a project: whoever reads it must see the project, and its own tier besides",
    "projects.Removal": "holds no content, only that a number is gone",
    "projects.Revision": "holds no content, only the number of the last write",
    "projects.Step": "part of a project, read with it",
    "questionnaires.Answer": "part of a response, read with it",
    "questionnaires.AnswerVersion": "what an answer was, read with its response",
    "questionnaires.Edition": "questions that the whole country shares, open to all",
    "screenings.CompetenceScore": "part of a screening, read with it",
    "screenings.InventoryItem": "part of a screening, read with it",
    "screenings.NeedItem": "part of a screening, read with it",
    "screenings.NetworkCheck": "part of a screening, read with it",
    "screenings.Participant": "part of a screening, read with it",
    "screenings.PurposeStatement": "part of a screening, read with it",
    "screenings.ScreeningFinding": "part of a screening, read with it",
    "rethinking.CompanyMeeting": "part of a task, read with it",
    "rethinking.Decision": "part of a task, read with it",
    "rethinking.Trial": "part of a task, read with it",
    "spread.SpreadCorrection": "part of a count, read with it",
    "spread.SpreadReason": "part of a count, read with it",
    "tables.ColumnMemory": "a convenience of one municipality's imports, never shown to anybody else",
    "tables.ImportBatch": "a file on its way in: its own municipality alone sees it, whatever the tier of its rows",
    "technologies.BundlePart": "part of an entry of the national catalogue",
    "technologies.Edition": "an earlier text of the national catalogue, open as the catalogue is",
    "technologies.Point": "part of an entry of the national catalogue",
    "technologies.Publication": "something published, named for all who lean on it",
    "technologies.Technology": "the national catalogue, shared by all",
    "visions.Comment": "part of a vision: read with it by those who work on its draft",
    "visions.Hearing": "part of a vision, read with it; by a secret link by the one who was asked",
    "visions.HearingRound": "part of a vision, read with it",
    "visions.MissingHearing": "part of a vision: read by everybody who reads the vision",
    "visions.Participant": "part of a vision, read with it",
    "visions.Precondition": "part of a vision, read with it",
    "visions.Receipt": "part of a vision: its own municipality alone reads who has read it",
    "visions.Removal": "holds no content, only that a number is gone",
    "visions.Responsible": "part of a vision, read with it",
    "visions.Revision": "holds no content, only the number of the last write",
    "visions.Statement": "part of a vision: public where its sender agreed, else read with it",
    "visions.Step": "part of a vision, read with it",
    "visions.Strategy": "part of a vision, read with it",
    "work.CalendarLink": "one person's own secret, read by its hash",
}


def _our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("tovholder.")]


def test_every_model_is_owned_or_says_why_not() -> None:
    """Visibility hangs on the owner: a model without one is a decision, not an oversight."""
    unowned = {model._meta.label for model in _our_models() if not issubclass(model, Owned)}
    assert (sorted(unowned - set(UNOWNED)), sorted(set(UNOWNED) - unowned)) == ([], [])


def test_every_reason_is_one() -> None:
    """The reason is a sentence that somebody can disagree with."""
    assert [label for label, reason in UNOWNED.items() if len(reason.split()) < 4] == []
