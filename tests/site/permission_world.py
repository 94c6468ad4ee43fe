"""One of everything that has an address, and one of everybody who may ask for it."""

from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from http.cookies import SimpleCookie
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from tests.assessing import assessment_addresses
from tests.catalogue import product
from tests.landkort import project
from tests.outlook import body, heard, published, vision
from tests.people import client_of, code, holding, municipality, person, unit
from tests.planning import goal, plan_action
from tests.questionnaire import EVERYTHING, edition_of, said
from tests.reuse import copied
from tests.rounds import learnt, opened
from tests.screening import screening_addresses
from tests.worktasks import journey, task
from tovholder.apps.citizens.actions import create_alias
from tovholder.apps.citizens.public import CitizenAlias
from tovholder.apps.goals.actions import add_participant
from tovholder.apps.goals.plan_actions import make_calendar
from tovholder.apps.process.change_log_actions import ChangeFacts, log_change
from tovholder.apps.process.packaged import points, tips
from tovholder.apps.process.public import PointFacts as CheckFacts
from tovholder.apps.process.public import begin_reflection, set_point
from tovholder.apps.products.public import Product, propose_product
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.outside import OutsideKey
from tovholder.apps.projects.public import Participation, add_file
from tovholder.apps.questionnaires.public import answer
from tovholder.apps.rethinking.public import MeetingFacts, TrialFacts, add_meeting, add_trial, move_field
from tovholder.apps.technologies.actions import add_point
from tovholder.apps.technologies.content import PointFacts
from tovholder.apps.technologies.models import LocalDefinition, Technology
from tovholder.apps.visions.public import (
    Said,
    Vision,
    Way,
    add_strategy,
    comment,
    give_statement,
    record_letter,
    revise_vision,
)
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import ApiToken, HandOverItem, Invitation, RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.jobs.models import Job, WorkerSign
from tovholder.foundation.municipalities.models import Administration, Partner
from tovholder.foundation.notices.models import Notice
from tovholder.foundation.tables.models import ImportBatch
from tovholder.foundation.work.actions import make_calendar_link
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

WHO = (
    "anonymous",
    "supplier",
    "reader",
    "staff",
    "unit_leader",
    "coordinator",
    "coordinator elsewhere",
    "national_editor",
    "council_member",
)
PROJECTS = "projekter"
INVITATION = "a-secret-that-was-mailed"
HEARING = "a-secret-of-a-hearing"


@dataclass(frozen=True, slots=True)
class World:
    """Everything belongs to Syddjurs and, where it can, to its unit Fyret; a tier is *municipality*."""

    clients: dict[str, Client]
    holdings: dict[str, RoleHolding]
    arguments: dict[str, dict[str, str | UUID]]
    api: dict[str, str]
    """What stands in the API's addresses, by the mark in them: ``{code}``."""

    def of(self, name: str) -> dict[str, str | UUID]:
        """The arguments that the address called ``name`` takes."""
        return self.arguments.get(name, {})


def _holdings() -> dict[str, RoleHolding]:
    here = unit("Fyret")
    return {
        "supplier": holding("supplier"),
        "reader": holding("reader"),
        "staff": holding("staff", in_unit=here),
        "unit_leader": holding("unit_leader", in_unit=here),
        "coordinator": holding("coordinator"),
        "coordinator elsewhere": holding("coordinator", at="Randers"),
        "national_editor": holding("national_editor"),
        "council_member": holding("council_member"),
    }


def made() -> World:
    """The world, with records made as simply as they can be."""
    holdings = _holdings()
    clients = {who: client_of(held) for who, held in holdings.items()}
    clients["anonymous"] = Client()
    for client in clients.values():
        client.raise_request_exception = False
    arguments = _organisation() | _accounts(holdings) | _work(holdings) | _landkort() | _catalogue() | _market()
    arguments |= _packages() | _tasks() | _changes()
    arguments |= _questionnaires() | _process() | _goals()
    arguments |= screening_addresses()
    arguments |= assessment_addresses(CitizenAlias.objects.get())
    arguments |= _visions()
    return World(clients, holdings, arguments, _in_the_api(arguments))


def _in_the_api(arguments: dict[str, dict[str, str | UUID]]) -> dict[str, str]:
    """The records of the pages, under the names that the API has for them."""
    shown = Project.objects.get(public_id=arguments["projects:project"]["public_id"])
    OutsideKey.objects.create(project=shown, municipality=shown.municipality, key="SAG-1")
    return {
        "{code}": "0706",
        "{slug}": "skaermbesoeg",
        "{product_id}": str(Product.objects.get().public_id),
        "{publication_key}": "raaderum-2022",
        "{project_id}": str(shown.public_id),
        "{key}": "SAG-1",
        "{figure_key}": "status-2017-projekter",
        "{vision_id}": str(Vision.objects.get(title="Offentlig", tier="public").public_id),
        "{package_id}": str(arguments["packages:package"]["public_id"]),
        "{case_key}": "haderslev-e-distrikt",
        "{goal_id}": str(arguments["goals:goal"]["public_id"]),
        "{action_id}": str(arguments["goals:action"]["public_id"]),
        "{round_id}": str(arguments["process:round"]["public_id"]),
        "{questionnaire_key}": "dagen",
        "{edition_number}": "1",
    }


def _each(names: str, namespace: str, **arguments: str | UUID) -> dict[str, dict[str, str | UUID]]:
    return {f"{namespace}:{name}": arguments for name in names.split()}


def _organisation() -> dict[str, dict[str, str | UUID]]:
    branch = Administration.objects.create(name="Social", municipality=municipality())
    unit("Havnen")
    partner = Partner.objects.create(name="Broen", municipality=municipality(), kind=code("partner_kind", "education"))
    citizen = create_alias(
        unit=unit("Fyret"),
        alias="Lærke",
        purpose="Træning",
        legal_basis=code("alias_basis", "consent"),
        collected_on=date(2026, 11, 1),
        delete_on=date(2027, 11, 1),
        by=SYSTEM,
    )
    of_branch = "edit_administration close_administration reopen_administration"
    of_unit = "unit edit_unit close_unit reopen_unit merge_unit"
    return {
        **_each(of_branch, "municipalities", public_id=branch.public_id),
        **_each(of_unit, "municipalities", public_id=unit("Fyret").public_id),
        **_each("partner edit_partner", "municipalities", public_id=partner.public_id),
        **_each("partners_file", "municipalities", kind="csv"),
        **_each("code_list", "municipalities", name="paragraph"),
        **_each("alias edit_alias delete_alias", "citizens", public_id=citizen.public_id),
    }


def _accounts(holdings: dict[str, RoleHolding]) -> dict[str, dict[str, str | UUID]]:
    leaving = holding("key_staff", in_unit=unit("Fyret"), user=person("niels@syddjurs.example", "Niels"))
    item = HandOverItem.objects.create(holding=leaving, municipality=municipality(), text="Nøglen til skabet")
    invitation = Invitation.objects.create(
        email="ny@syddjurs.example",
        name="Ny",
        role=code("role", "staff"),
        municipality=municipality(),
        unit=unit("Fyret"),
        secret_hash=secret_hash(INVITATION),
        invited_by_name="Mette",
        made_at=clock.now(),
        sent_at=clock.now(),
        expires_at=clock.moment_of(date(2027, 1, 1)),
    )
    token = ApiToken.objects.create(
        holding=holdings["coordinator"],
        municipality=municipality(),
        name="Regneark",
        secret_hash=secret_hash("key"),
        hint="tov_",
        made_at=clock.now(),
        expires_on=date(2027, 1, 1),
    )
    return {
        **_each("roles_file", "accounts", kind="csv"),
        **_each("role role_end role_withdraw handover", "accounts", public_id=leaving.public_id),
        **_each("taken_over", "accounts", public_id=item.public_id),
        **_each("invitation_again invitation_withdraw", "accounts", public_id=invitation.public_id),
        **_each("invitation", "accounts", secret=INVITATION),
        **_each("token_revoke", "accounts", public_id=token.public_id),
        **_each("password_choose", "accounts", uidb64="x", token="y"),
    }


def _work(holdings: dict[str, RoleHolding]) -> dict[str, dict[str, str | UUID]]:
    owner = actor_of(holdings["coordinator"])
    job = Job.objects.create(
        kind="jobs.tidy",
        actor_kind=owner.kind,
        owner_id=owner.user_id,
        municipality=municipality(),
        enqueued_at=clock.now(),
    )
    batch = ImportBatch.objects.create(
        municipality=municipality(),
        importer=PROJECTS,
        file_name="liste.csv",
        header=["Titel"],
        created_at=clock.now(),
        changed_at=clock.now(),
    )
    notice = Notice.objects.create(
        user=holdings["coordinator"].user, kind="tests", about="Skærmbesøg", url="/landkort/", created_at=clock.now()
    )
    WorkerSign.objects.create(worker="tests", seen_at=Now())
    of_batch = "batch columns errors_csv duplicates start discard undo"
    return {
        **_each("read", "notices", notice_id=notice.public_id),
        **_each("feed", "work", secret=make_calendar_link(by=owner)),
        **_each("job progress stop", "jobs", public_id=job.public_id),
        **_each("choose template_csv template_xlsx", "tables", key=PROJECTS),
        **_each(of_batch, "tables", key=PROJECTS, batch_id=batch.public_id),
    }


def _landkort() -> dict[str, dict[str, str | UUID]]:
    shown = project("Skærmbesøg", tier="municipality", unit=unit("Fyret"))
    invited = Participation.objects.create(
        project=shown, municipality=municipality("Randers"), invited_on=date(2026, 11, 1)
    )
    text = ContentFile(b"Skabelon til brug for andre.", name="skabelon.txt")
    kept = add_file(by=SYSTEM, project=shown, upload=text, kind="document", title="Skabelon", tier="municipality")
    of_project = "project edit_project step_project share_project confirm_project files add_document add_picture"
    of_invitation = "participation decline_participation leave_participation"
    of_file = "fetch_file show_picture edit_file move_file remove_file"
    return {
        **_each(of_project, "projects", public_id=shown.public_id),
        **_each(of_invitation, "projects", public_id=invited.public_id),
        **_each(of_file, "projects", public_id=kept.public_id),
        **_each("programme edit_programme", "projects", key="medicinhaandtering-3-3"),
        **_each("learning_file", "projects", kind="csv"),
        **_each("project_file", "projects", kind="csv"),
        **_each("figure_file", "projects", part="kommuner", kind="csv"),
        **_each("municipality municipality_paper alike", "projects", slug="syddjurs"),
        **_each("alike_file", "projects", slug="syddjurs", kind="csv"),
        **_each("spread_file", "projects", slug="skaermbesoeg", kind="csv"),
        **_each("case edit verify withdraw restore", "cases", key="haderslev-e-distrikt"),
        **_each("file", "cases", kind="csv"),
        **_each("figure edit withdraw restore", "figures", key="status-2017-projekter"),
        **_each("file", "figures", kind="csv"),
    }


def _visions() -> dict[str, dict[str, str | UUID]]:
    """A vision that is heard, with somebody who answered; one that is published, and the draft that shall revise it."""
    asked_of = heard(vision(), body(), body("relatives"))
    here, (waiting, answered) = asked_of.vision, asked_of.hearings.order_by("body__position")
    record_letter(by=SYSTEM, hearing=waiting, secret=HEARING)
    said = give_statement(by=SYSTEM, hearing=answered, said=Said("Fint"), way=Way.RECORDED)
    shown = published("Offentlig")
    row = add_strategy(by=SYSTEM, vision=here, title="Handicappolitik", level="municipal")
    of_heard = "vision vision_pdf edit delete comment preconditions hear add_body extend back_to_draft adopt withdraw"
    return {
        **_each("list_file public_file", "visions", kind="csv"),
        **_each(of_heard, "visions", public_id=here.public_id),
        **_each("new_part", "visions", public_id=here.public_id, kind="strategi"),
        **_each("remove_part", "visions", public_id=row.public_id, kind="strategi"),
        **_each("answer_comment", "visions", public_id=comment(by=SYSTEM, vision=here, text="Godt").public_id),
        **_each("statement send_again bounced remove_body", "visions", public_id=waiting.public_id),
        **_each("reply", "visions", public_id=said.public_id),
        **_each("answer", "visions", secret=HEARING),
        **_each("revise publish unpublish receipts receipt", "visions", public_id=shown.public_id),
        **_each("receipts_file", "visions", public_id=shown.public_id, kind="csv"),
        **_each("changes", "visions", public_id=revise_vision(by=SYSTEM, vision=shown).public_id),
        **_each("public public_pdf", "visions", municipality="syddjurs", slug=shown.slug),
    }


def _packages() -> dict[str, dict[str, str | UUID]]:
    """A draft that Syddjurs copied, whose lender has a newer text."""
    copy, paper = copied()
    of_package = "package package_pdf package_md package_txt edit finish reopen share withdraw delete copy thank"
    of_paper = "paper paper_pdf paper_md paper_txt paper_file edit_paper remove_paper compare merge"
    return {
        **_each("list_file", "packages", kind="csv"),
        **_each(of_package, "packages", public_id=copy.public_id),
        **_each("new_paper", "packages", public_id=copy.public_id, kind="med_note"),
        **_each(of_paper, "packages", public_id=paper.public_id),
        "packages:edition": {"public_id": paper.public_id, "number": "1"},
    }


def _changes() -> dict[str, dict[str, str | UUID]]:
    """A change of Syddjurs's organisation, which it keeps to itself."""
    team = ChangeFacts(kind=code("org_change_kind", "team"), what="Ét team", why="Tiden", since=date(2026, 3, 1))
    logged = log_change(by=SYSTEM, municipality=municipality(), facts=team)
    return _each("change edit_change", "process", public_id=logged.public_id) | _each(
        "change_file", "process", kind="csv"
    )


def _tasks() -> dict[str, dict[str, str | UUID]]:
    """A task that is the only step of a journey, with a trial and a company, in the municipality's own field."""
    trip = journey(unit=unit("Fyret"))
    step = task("Blodprøven hentes", journey=trip)
    trial = add_trial(by=SYSTEM, task=step, facts=TrialFacts(what="En bærer", started_on=date(2026, 11, 1)))
    company = MeetingFacts(partner=Partner.objects.all()[0], on=date(2026, 11, 1))
    meeting = add_meeting(by=SYSTEM, task=step, facts=company)
    move_field(by=SYSTEM, municipality=municipality(), field=code("field", "social"), state="mapping")
    of_task = "task edit take_in put_away put_back decide tell_change promise_measure write_measure"
    return {
        **_each(f"{of_task} new_trial new_meeting", "rethinking", public_id=step.public_id),
        **_each("edit_trial", "rethinking", public_id=trial.public_id),
        **_each("edit_meeting", "rethinking", public_id=meeting.public_id),
        **_each("journey edit_journey new_step move_step", "rethinking", public_id=trip.public_id),
        **_each("move_field edit_field", "rethinking", code="social"),
        **_each("file", "rethinking", kind="csv"),
    }


def _goals() -> dict[str, dict[str, str | UUID]]:
    """A goal, an action and somebody who takes part, of the unit, and the calendar of its plan."""
    here = unit("Fyret")
    aim, line = goal(unit=here, indicator="Andel boliger"), plan_action(unit=here)
    who = add_participant(by=SYSTEM, municipality=municipality(), goal=aim, name="Beboerrådet", part="formulating")
    return {
        **_each("goal edit_goal step_goal add_reading add_participant", "goals", public_id=aim.public_id),
        **_each("action edit_action follow_action move_action place_action", "goals", public_id=line.public_id),
        **_each("remove_participant", "goals", public_id=who.public_id),
        **_each("feed", "goals", secret=make_calendar(by=SYSTEM, municipality=municipality(), unit=None)),
        **_each("file plan_file compatibility_file", "goals", kind="csv"),
    }


def _process() -> dict[str, dict[str, str | UUID]]:
    """A unit's round with something learnt, an answer, and a point of the municipality's checklist."""
    found = opened(in_unit=unit("Fyret"))
    item = learnt(found)
    response = begin_reflection(by=SYSTEM, found=found, theme="vision")
    answer(response, {"purpose": "Mere selvstændighed."}, seen={}, by=SYSTEM)
    point = points()[0].key
    facts = CheckFacts(state="under_way")
    set_point(by=SYSTEM, municipality=municipality(), found=None, point=point, facts=facts)
    of_round = "round edit_round close_round reopen_round round_pdf beginning learnings new_learning"
    key = found.public_id
    return {
        **_each(of_round, "process", public_id=key),
        **_each("step set_step", "process", public_id=key, step="vision.goals"),
        **_each("reflection reflection_answers", "process", public_id=key, theme="vision"),
        **_each("assign_answer follow_up_done", "process", public_id=response.answers.get().public_id),
        **_each("edit_learning take_up", "process", public_id=item.public_id),
        **_each("unit", "process", public_id=unit("Fyret").public_id),
        **_each("point", "process", point=point),
        **_each("hide_tip", "process", tip=tips()[0].key),
        **_each("round_file lesson_file compare_file national_file", "process", kind="csv"),
    }


def _catalogue() -> dict[str, dict[str, str | UUID]]:
    """A bundle with a part, a point, two editions and a definition of Syddjurs's unit."""
    bundle = Technology.objects.get(slug="plejehjem_i_eget_hjem")
    part = bundle.parts.all()[0]
    told = PointFacts(kind="citizen_benefit", text_da="Borgeren kan blive boende.")
    point = add_point(by=SYSTEM, technology=bundle, point=told, why="Prøve")
    definition = LocalDefinition.objects.create(
        technology=bundle,
        municipality=municipality(),
        unit=unit("Fyret"),
        tier="municipality",
        counts="Når to borgere bruger den.",
        updated_on=clock.today(),
    )
    of_entry = "technology paper edit retire points parts history new_definition"
    at_point: dict[str, str | UUID] = {"slug": bundle.slug, "kind": point.kind, "public_id": point.public_id}
    return {
        **_each(of_entry, "technologies", slug=bundle.slug),
        **_each("new_point", "technologies", slug=bundle.slug, kind=point.kind),
        **_each("edit_point move_point remove_point", "technologies", **at_point),
        **_each("remove_part", "technologies", slug=bundle.slug, public_id=part.public_id),
        **_each("restore", "technologies", slug=bundle.slug, number="1"),
        **_each("edit_definition withdraw_definition", "technologies", public_id=definition.public_id),
        **_each("publication edit_publication", "technologies", key="raaderum-2022"),
        **_each("file compare_file definition_file publication_file", "technologies", kind="csv"),
    }


def _market() -> dict[str, dict[str, str | UUID]]:
    shown = product("Skærm 2")
    proposal = propose_product(
        by=SYSTEM,
        municipality=municipality(),
        name="Tavlen",
        supplier_name="Tavlefirmaet",
        technology=Technology.objects.get(slug="skaermbesoeg"),
    )
    return {
        **_each("product edit_product tell_facts", "products", slug=shown.slug),
        **_each("supplier tell_website", "products", public_id=shown.supplier.public_id),
        **_each("proposal take_in decline", "products", public_id=proposal.public_id),
        **_each("file", "products", kind="csv"),
    }


def asked(client: Client, address: str) -> str:
    """What the client is answered: the status, or *login* when it is sent there. Nothing that it did stays.

    An address that only takes forms is sent an empty one.
    """
    cookies = SimpleCookie({name: cookie.value for name, cookie in client.cookies.items()})
    with transaction.atomic():
        answer = client.get(address)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            answer = client.post(address)
        transaction.set_rollback(True)
    client.cookies = cookies
    to_login = answer.status_code == HTTPStatus.FOUND and answer["Location"].startswith(reverse("accounts:login"))
    return "login" if to_login else str(answer.status_code)


def _questionnaires() -> dict[str, dict[str, str | UUID]]:
    """A questionnaire with two editions."""
    edition_of()
    edition_of(replace(EVERYTHING, title=said("Din dag i dag")))
    shown = _each("edition file", "questionnaires", key="dagen", number="1")
    return shown | _each("compare", "questionnaires", key="dagen", number="1", other="2")
