"""One of everything that has an address, and one of everybody who may ask for it."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from http.cookies import SimpleCookie
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from tests.catalogue import product
from tests.landkort import project
from tests.people import client_of, code, holding, municipality, person, unit
from tests.reuse import copied
from tests.site.permission_world_barriers import barrier_addresses
from tests.site.permission_world_benefits import benefit_addresses
from tests.site.permission_world_businesscases import businesscase_addresses
from tests.site.permission_world_casereviews import casereview_addresses
from tests.site.permission_world_decisions import decisions_addresses
from tests.site.permission_world_drafting import drafting_addresses
from tests.site.permission_world_focusareas import focus_addresses
from tests.site.permission_world_followups import followup_addresses
from tests.site.permission_world_funding import funding_addresses, funding_in_the_api
from tests.site.permission_world_measuring import measuring_addresses
from tests.site.permission_world_process import each, process_addresses
from tests.site.permission_world_results import result_addresses
from tests.site.permission_world_spread import spread_addresses
from tests.site.permission_world_surveys import survey_addresses
from tovholder.apps.citizens.actions import create_alias
from tovholder.apps.products.public import Product, propose_product
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.outside import OutsideKey
from tovholder.apps.projects.public import Participation, add_file
from tovholder.apps.technologies.actions import add_point
from tovholder.apps.technologies.content import PointFacts
from tovholder.apps.technologies.models import LocalDefinition, Technology
from tovholder.apps.visions.public import (
    Vision,
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
    arguments |= _packages() | process_addresses() | funding_addresses() | spread_addresses()
    arguments |= barrier_addresses(Project.objects.get(public_id=arguments["projects:project"]["public_id"]))
    arguments |= benefit_addresses() | measuring_addresses() | businesscase_addresses()
    arguments |= focus_addresses()
    arguments |= followup_addresses() | casereview_addresses()
    arguments |= decisions_addresses(arguments["projects:project"]["public_id"])
    arguments |= survey_addresses()
    arguments |= result_addresses()
    arguments |= drafting_addresses()
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
        "{benefit_id}": str(arguments["benefits:benefit"]["public_id"]),
        "{tree_id}": str(arguments["benefits:tree"]["public_id"]),
        "{analysis_id}": str(arguments["followups:kept"]["public_id"]),
        "{goal_id}": str(arguments["goals:goal"]["public_id"]),
        "{action_id}": str(arguments["goals:action"]["public_id"]),
        "{measurement_id}": str(arguments["benefits:edit_measurement"]["public_id"]),
        "{decision_id}": str(arguments["decisions:review"]["public_id"]),
        "{round_id}": str(arguments["process:round"]["public_id"]),
        "{barrier_key}": "netdaekning",
        "{spread_id}": str(arguments["spread:plan"]["public_id"]),
        "{project_barrier_id}": str(arguments["barriers:project_barrier"]["public_id"]),
        "{business_case_id}": str(arguments["businesscases:case"]["public_id"]),
        "{focus_area_id}": str(arguments["focusareas:area"]["public_id"]),
        **funding_in_the_api(arguments),
        "{survey_key}": str(arguments["surveys:survey"]["key"]),
        "{questionnaire_key}": "dagen",
        "{edition_number}": "1",
    }


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
        **each(of_branch, "municipalities", public_id=branch.public_id),
        **each(of_unit, "municipalities", public_id=unit("Fyret").public_id),
        **each("partner edit_partner", "municipalities", public_id=partner.public_id),
        **each("partners_file", "municipalities", kind="csv"),
        **each("code_list", "municipalities", name="paragraph"),
        **each("alias edit_alias delete_alias", "citizens", public_id=citizen.public_id),
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
        **each("roles_file", "accounts", kind="csv"),
        **each("role role_end role_withdraw handover", "accounts", public_id=leaving.public_id),
        **each("taken_over", "accounts", public_id=item.public_id),
        **each("invitation_again invitation_withdraw", "accounts", public_id=invitation.public_id),
        **each("invitation", "accounts", secret=INVITATION),
        **each("token_revoke", "accounts", public_id=token.public_id),
        **each("password_choose", "accounts", uidb64="x", token="y"),
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
        **each("read", "notices", notice_id=notice.public_id),
        **each("feed", "work", secret=make_calendar_link(by=owner)),
        **each("job progress stop", "jobs", public_id=job.public_id),
        **each("choose template_csv template_xlsx", "tables", key=PROJECTS),
        **each(of_batch, "tables", key=PROJECTS, batch_id=batch.public_id),
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
        **each(of_project, "projects", public_id=shown.public_id),
        **each(of_invitation, "projects", public_id=invited.public_id),
        **each(of_file, "projects", public_id=kept.public_id),
        **each("programme edit_programme", "projects", key="medicinhaandtering-3-3"),
        **each("learning_file", "projects", kind="csv"),
        **each("project_file", "projects", kind="csv"),
        **each("figure_file", "projects", part="kommuner", kind="csv"),
        **each("municipality municipality_paper alike", "projects", slug="syddjurs"),
        **each("alike_file", "projects", slug="syddjurs", kind="csv"),
        **each("spread_file", "projects", slug="skaermbesoeg", kind="csv"),
        **each("case edit verify withdraw restore", "cases", key="haderslev-e-distrikt"),
        **each("file", "cases", kind="csv"),
        **each("figure edit withdraw restore", "figures", key="status-2017-projekter"),
        **each("file", "figures", kind="csv"),
    }


def _packages() -> dict[str, dict[str, str | UUID]]:
    """A draft that Syddjurs copied, whose lender has a newer text."""
    copy, paper = copied()
    of_package = "package package_pdf package_md package_txt edit finish reopen share withdraw delete copy thank"
    of_paper = "paper paper_pdf paper_md paper_txt paper_file edit_paper remove_paper compare merge"
    return {
        **each("list_file", "packages", kind="csv"),
        **each(of_package, "packages", public_id=copy.public_id),
        **each("new_paper", "packages", public_id=copy.public_id, kind="med_note"),
        **each(of_paper, "packages", public_id=paper.public_id),
        "packages:edition": {"public_id": paper.public_id, "number": "1"},
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
        **each(of_entry, "technologies", slug=bundle.slug),
        **each("new_point", "technologies", slug=bundle.slug, kind=point.kind),
        **each("edit_point move_point remove_point", "technologies", **at_point),
        **each("remove_part", "technologies", slug=bundle.slug, public_id=part.public_id),
        **each("restore", "technologies", slug=bundle.slug, number="1"),
        **each("edit_definition withdraw_definition", "technologies", public_id=definition.public_id),
        **each("publication edit_publication", "technologies", key="raaderum-2022"),
        **each("file compare_file definition_file publication_file", "technologies", kind="csv"),
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
        **each("product edit_product tell_facts", "products", slug=shown.slug),
        **each("supplier tell_website", "products", public_id=shown.supplier.public_id),
        **each("proposal take_in decline", "products", public_id=proposal.public_id),
        **each("file", "products", kind="csv"),
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
