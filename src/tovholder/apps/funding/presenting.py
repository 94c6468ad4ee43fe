"""How pools, applications, joint purchases and the money of projects are shown: states, marks, amounts, facts."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.funding.joint_models import JointState
from tovholder.apps.funding.models import (
    Application,
    ApplicationState,
    FundingPool,
    JointPurchase,
    JointTaking,
    PoolState,
)
from tovholder.apps.projects.public import Project, Taking
from tovholder.apps.projects.public import Status as ProjectStatus
from tovholder.foundation.ui.formats import date_text, number_text
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.kernel import clock

POOL_TONES: dict[str, Tone] = {PoolState.PLANNED: "info", PoolState.OPEN: "success", PoolState.CLOSED: "muted"}
APPLICATION_TONES: dict[str, Tone] = {
    ApplicationState.DRAFT: "neutral",
    ApplicationState.SENT: "progress",
    ApplicationState.GRANTED: "success",
    ApplicationState.REFUSED: "warning",
    ApplicationState.WITHDRAWN: "muted",
}
JOINT_TONES: dict[str, Tone] = {
    JointState.GATHERING: "info",
    JointState.RUNNING: "progress",
    JointState.DONE: "success",
    JointState.DROPPED: "muted",
}
TAKING_TONES: dict[str, Tone] = {
    Taking.INVITED: "info",
    Taking.JOINED: "success",
    Taking.DECLINED: "muted",
    Taking.WITHDRAWN: "muted",
    Taking.LEFT: "muted",
}
NEAR_DAYS = 30
FINISHED = frozenset({ProjectStatus.STOPPED, ProjectStatus.ENDED})


def told(*facts: Fact) -> list[Fact]:
    """Those of the facts that are known: what nobody has said yet is not listed."""
    return [fact for fact in facts if fact.value]


def kroner(amount: Decimal | None) -> str:
    """An amount in kroner; empty for none."""
    if amount is None:
        return ""
    shown = number_text(int(amount)) if amount == amount.to_integral_value() else number_text(float(amount))
    return _("%(amount)s kr.") % {"amount": shown}


def percent(share: Decimal | None) -> str:
    """A share of own payment as it is read."""
    if share is None:
        return ""
    shown = number_text(int(share)) if share == share.to_integral_value() else number_text(float(share))
    return _("%(share)s pct.") % {"share": shown}


def pool_state(pool: FundingPool) -> PoolState:
    """Whether one can apply today."""
    return pool.state_on(clock.today())


def pool_status(pool: FundingPool) -> Status:
    """The pool's state."""
    state = pool_state(pool)
    return Status(state.label, POOL_TONES[state])


def days_left(pool: FundingPool) -> str:
    """How soon an open pool closes, when that is within a month."""
    if pool.deadline is None or pool_state(pool) != PoolState.OPEN:
        return ""
    days = (pool.deadline - clock.today()).days
    if days > NEAR_DAYS:
        return ""
    if days == 0:
        return _("Sidste dag i dag")
    return ngettext("%(days)d dag til fristen", "%(days)d dage til fristen", days) % {"days": days}


def keeper_text(pool: FundingPool) -> str:
    """Whose pool it is."""
    return pool.municipality.full_name if pool.municipality is not None else _("Hele landet")


def pool_facts(pool: FundingPool) -> list[Fact]:
    """The facts beside a pool."""
    return told(
        Fact(_("Giver"), pool.giver),
        Fact(_("Slags giver"), pool.kind.label),
        Fact(_("Beløb i alt"), kroner(pool.amount)),
        Fact(_("Egen betaling"), percent(pool.own_share)),
        Fact(_("Hvem kan søge"), pool.who_may_apply),
        Fact(_("Åbner"), pool.opens_on),
        Fact(_("Ansøgningsfrist"), pool.deadline),
        Fact(_("Lukket før tid"), pool.closed_on),
        Fact(_("Hvorfor lukket"), pool.closed_why),
        Fact(_("Gælder"), keeper_text(pool)),
        Fact(_("Synlighed"), pool.get_tier_display()),
    )


def application_status(application: Application) -> Status:
    """The application's state."""
    return Status(application.get_state_display(), APPLICATION_TONES[application.state])


def place_text(application: Application) -> str:
    """Who applies."""
    return application.unit.name if application.unit is not None else _("Hele kommunen")


def owner_text(application: Application) -> str:
    """Who answers for it."""
    return application.owner.name if application.owner is not None else _("Uden ansvarlig")


def application_note(application: Application) -> tuple[str, Tone] | None:
    """What is to be said of an application's days today: closing, late answer, money that ended."""
    today = clock.today()
    if application.state == ApplicationState.DRAFT:
        return _draft_note(application.pool, today)
    if application.state == ApplicationState.SENT and application.answer_on and application.answer_on < today:
        return _("Svaret er forsinket"), "warning"
    if application.state == ApplicationState.GRANTED and application.granted_until:
        return ends_note(application.granted_until, today)
    return None


def _draft_note(pool: FundingPool, today: date) -> tuple[str, Tone] | None:
    if pool.state_on(today) == PoolState.CLOSED:
        return _("Puljen lukkede, før I sendte"), "danger"
    said = days_left(pool)
    return (said, "warning") if said else None


def ends_note(until: date, today: date) -> tuple[str, Tone]:
    """Whether money has ended, or in how many months it does (ECO-14)."""
    if until < today:
        return _("Pengene sluttede %(day)s") % {"day": date_text(until)}, "danger"
    months = (until.year - today.year) * 12 + until.month - today.month - (until.day < today.day)
    if months < 1:
        days = (until - today).days
        said = ngettext("Pengene slutter om %(n)d dag", "Pengene slutter om %(n)d dage", days) % {"n": days}
        return (said if days else _("Pengene slutter i dag")), "warning"
    said = ngettext("Pengene slutter om %(n)d måned", "Pengene slutter om %(n)d måneder", months) % {"n": months}
    return said, "info" if months > 3 else "warning"


def lacks_running_budget(project: Project) -> bool:
    """Whether somebody works with a project whose money ends and nobody has written who pays afterwards."""
    return project.funding_ends_on is not None and not project.running_budget_note and project.status not in FINISHED


def funding_marks(project: Project) -> list[tuple[str, Tone]]:
    """What is to be said of a project's money: ended or ending, and whether a running budget afterwards is missing."""
    marks: list[tuple[str, Tone]] = []
    today = clock.today()
    if project.funding_ends_on is not None:
        marks.append(ends_note(project.funding_ends_on, today))
    elif project.status not in FINISHED:
        marks.append((_("Slutdag for pengene mangler"), "neutral"))
    if lacks_running_budget(project):
        ended = project.funding_ends_on is not None and project.funding_ends_on < today
        marks.append((_("Driften bagefter mangler"), "danger" if ended else "warning"))
    return marks


def application_facts(application: Application) -> list[Fact]:
    """The facts beside an application."""
    project = application.project
    return told(
        Fact(_("Pulje"), application.pool.title, application.pool.get_absolute_url()),
        Fact(_("Giver"), application.pool.giver),
        Fact(_("Hvem søger"), place_text(application)),
        Fact(_("Ansvarlig"), owner_text(application)),
        Fact(_("Projekt"), project.title if project else "", project.get_absolute_url() if project else ""),
        Fact(_("Søgt beløb"), kroner(application.amount)),
        Fact(_("I betaler selv"), kroner(application.own_amount)),
        Fact(_("Ansøgningsfrist"), application.pool.deadline),
        Fact(_("Svar ventes"), application.answer_on),
        Fact(_("Svar givet"), application.decided_on),
        Fact(_("Bevilget"), kroner(application.granted_amount)),
        Fact(_("Pengene gælder fra"), application.granted_from),
        Fact(_("Pengene slutter"), application.granted_until),
        Fact(_("Skrevet på projektet"), application.written_on),
        Fact(_("Synlighed"), application.get_tier_display()),
    )


def joint_status(purchase: JointPurchase) -> Status:
    """How far a joint purchase is; one past its deadline says that it takes nobody more."""
    if purchase.state == JointState.GATHERING and not purchase.takes_in_on(clock.today()):
        return Status(_("Fristen er gået"), "warning")
    return Status(purchase.get_state_display(), JOINT_TONES[purchase.state])


def taking_status(taking: JointTaking) -> Status:
    """A municipality's own word."""
    return Status(taking.get_state_display(), TAKING_TONES[taking.state])


def joined(purchase: JointPurchase) -> list[JointTaking]:
    """The rows of the municipalities that are in, as prefetched."""
    return [row for row in purchase.takings.all() if row.is_in]


def joined_text(purchase: JointPurchase) -> str:
    """How many municipalities are in."""
    count = len(joined(purchase))
    return ngettext("%(n)d kommune er med", "%(n)d kommuner er med", count) % {"n": count}


def volume_text(purchase: JointPurchase) -> str:
    """What the municipalities that are in want together, and how many of them have said so."""
    told = [row.volume for row in joined(purchase) if row.volume is not None]
    if not told:
        return ""
    words = {
        "total": number_text(int(sum(told))),
        "unit": purchase.counted_in or _("stk."),
        "k": len(told),
        "n": len(joined(purchase)),
    }
    return _("%(total)s %(unit)s i alt (oplyst af %(k)d af %(n)d kommuner)") % words


def joint_facts(purchase: JointPurchase, *, inside: bool) -> list[Fact]:
    """The facts beside a joint purchase; how many are wanted is told to municipalities alone."""
    technology = purchase.technology
    mailbox = purchase.contact_mailbox
    return told(
        Fact(_("Hvad I gør sammen"), purchase.get_kind_display()),
        Fact(_("Kommunen, der står for det"), purchase.municipality.full_name),
        Fact(_("Fagområde"), purchase.field.label),
        Fact(
            _("Teknologi"), technology.label if technology else "", technology.get_absolute_url() if technology else ""
        ),
        Fact(_("Meld jer inden"), purchase.deadline),
        Fact(_("Kommuner"), joined_text(purchase)),
        Fact(_("Ønsket antal"), volume_text(purchase) if inside else ""),
        Fact(_("Kontakt"), mailbox, f"mailto:{mailbox}" if mailbox else ""),
        Fact(_("Synlighed"), purchase.get_tier_display()),
    )
