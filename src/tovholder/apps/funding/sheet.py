"""Pools, applications, joint purchases and funded projects as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.funding import presenting
from tovholder.apps.funding.joint_models import JointPurchase
from tovholder.apps.funding.models import Application, FundingPool
from tovholder.apps.projects.public import Project
from tovholder.foundation.tables.public import Column, Table

POOL_TABLE: Table[FundingPool] = Table(
    "puljer",
    _("Puljer"),
    (
        Column("id", _("Id"), lambda pool: str(pool.public_id)),
        Column("title", _("Titel"), lambda pool: pool.title),
        Column("state", _("Tilstand"), lambda pool: presenting.pool_state(pool).label),
        Column("giver", _("Giver"), lambda pool: pool.giver),
        Column("kind", _("Slags giver"), lambda pool: pool.kind.label),
        Column("amount", _("Beløb i alt, kr."), lambda pool: pool.amount, "decimal"),
        Column("own_share", _("Egen betaling, pct."), lambda pool: pool.own_share, "decimal"),
        Column("opens_on", _("Åbner"), lambda pool: pool.opens_on, "date"),
        Column("deadline", _("Ansøgningsfrist"), lambda pool: pool.deadline, "date"),
        Column("who_may_apply", _("Hvem kan søge"), lambda pool: pool.who_may_apply),
        Column("criteria", _("Hvad giveren lægger vægt på"), lambda pool: pool.criteria),
        Column("keeper", _("Gælder"), presenting.keeper_text),
        Column("link", _("Link"), lambda pool: pool.link),
    ),
)
APPLICATION_TABLE: Table[Application] = Table(
    "ansoegninger",
    _("Ansøgninger"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("title", _("Titel"), lambda one: one.title),
        Column("state", _("Tilstand"), lambda one: one.get_state_display()),
        Column("state_since", _("Tilstand siden"), lambda one: one.state_since, "date"),
        Column("pool", _("Pulje"), lambda one: one.pool.title),
        Column("giver", _("Giver"), lambda one: one.pool.giver),
        Column("place", _("Hvem søger"), presenting.place_text),
        Column("owner", _("Ansvarlig"), lambda one: one.owner.name if one.owner else ""),
        Column("project", _("Projekt"), lambda one: one.project.title if one.project else ""),
        Column("amount", _("Søgt beløb, kr."), lambda one: one.amount, "decimal"),
        Column("own_amount", _("Egen betaling, kr."), lambda one: one.own_amount, "decimal"),
        Column("deadline", _("Ansøgningsfrist"), lambda one: one.pool.deadline, "date"),
        Column("answer_on", _("Svar ventes"), lambda one: one.answer_on, "date"),
        Column("decided_on", _("Svar givet"), lambda one: one.decided_on, "date"),
        Column("granted_amount", _("Bevilget, kr."), lambda one: one.granted_amount, "decimal"),
        Column("granted_from", _("Pengene gælder fra"), lambda one: one.granted_from, "date"),
        Column("granted_until", _("Pengene slutter"), lambda one: one.granted_until, "date"),
        Column("idea", _("Hvad pengene skal bruges til"), lambda one: one.idea),
    ),
)
JOINT_TABLE: Table[JointPurchase] = Table(
    "faelles-indkoeb",
    _("Fælles indkøb og søgninger"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("title", _("Titel"), lambda one: one.title),
        Column("kind", _("Hvad gøres sammen"), lambda one: one.get_kind_display()),
        Column("state", _("Tilstand"), lambda one: one.get_state_display()),
        Column("field", _("Fagområde"), lambda one: one.field.label),
        Column("technology", _("Teknologi"), lambda one: one.technology.label if one.technology else ""),
        Column("lead", _("Kommunen, der står for det"), lambda one: one.municipality.full_name),
        Column(
            "joined",
            _("Kommuner, der er med"),
            lambda one: [row.municipality.name for row in presenting.joined(one)],
            "list",
        ),
        Column("deadline", _("Meld jer inden"), lambda one: one.deadline, "date"),
        Column("contact", _("Kontakt"), lambda one: one.contact_mailbox),
        Column("need", _("Behov"), lambda one: one.need),
        Column("outcome", _("Hvad kom der ud af det"), lambda one: one.outcome),
        Column("learning", _("Læring"), lambda one: one.learning),
    ),
)
PROJECT_TABLE: Table[Project] = Table(
    "projekters-penge",
    _("Projekters penge"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("title", _("Titel"), lambda one: one.title),
        Column("status", _("Status"), lambda one: one.get_status_display()),
        Column("funder", _("Hvem betaler"), lambda one: one.funder),
        Column("amount", _("Beløb, kr."), lambda one: one.funding_amount, "decimal"),
        Column("ends_on", _("Pengene slutter"), lambda one: one.funding_ends_on, "date"),
        Column("marks", _("Se på"), lambda one: [said for said, _tone in presenting.funding_marks(one)], "list"),
        Column("running", _("Driften bagefter"), lambda one: one.running_budget_note),
    ),
)
