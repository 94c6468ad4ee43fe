"""From a finding to what is done about it: the contract by which rooms offer an action, a project idea, a support case.

The room with the finding shows a button for each outcome and what has come of it; the room that makes the outcome opens
its own form, filled in, and remembers where it came from.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django_stubs_ext import StrOrPromise

from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.rules import Rule
from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry

LONGEST = 600  # letters of a finding in an address: more would be cut by proxies


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that was found out and asks for an answer.

    ``id`` is the finding's public id, ``text`` the finding in one line, ``details`` more words, ``url`` the path of the
    page where it stands, ``source`` the name of that page ("IT-screening af Fyret").
    """

    id: UUID
    text: str
    url: str
    source: str
    municipality_id: int
    unit_id: int | None = None
    details: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something that a finding can become, registered in ``plugs.py``.

    ``label`` is the button ("Lav en handling"); ``rule`` is asked about actor and finding; ``start(finding, actor)``
    gives the path of a form that is filled in from the finding; ``made(actor, ids)`` gives what has come of findings,
    by their ids, as far as the actor sees it, in at most one query.
    """

    key: str
    label: StrOrPromise
    rule: Rule
    start: Callable[[Finding, Actor], str]
    made: Callable[[Actor, Sequence[UUID]], Mapping[UUID, Sequence[Link]]]
    order: int = 100


OUTCOMES: Registry[Outcome] = Registry("outcome")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something came from: the finding's id, the path and the name of its page, and its words."""

    id: UUID
    url: str
    source: str
    text: str = ""
    details: str = ""
    unit_id: int | None = None


def ways_on(finding: Finding, actor: Actor) -> list[Link]:
    """The outcomes that ``actor`` may make of ``finding``, as links to their forms."""
    return [
        Link(outcome.label, outcome.start(finding, actor))
        for outcome in OUTCOMES
        if outcome.rule.allows(actor, finding)
    ]


def made_of(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, list[Link]]:
    """What has come of the findings with those ids, over all outcomes."""
    found: dict[UUID, list[Link]] = {}
    for outcome in OUTCOMES:
        for key, links in outcome.made(actor, ids).items():
            found.setdefault(key, []).extend(links)
    return found


def origin_query(finding: Finding) -> str:
    """``finding`` as a query string, for the address of an outcome's form. Read again by :func:`origin_of`."""
    pairs = {
        "fra": str(finding.id),
        "fra_side": finding.url,
        "fra_navn": finding.source[:200],
        "fund": finding.text[:LONGEST],
        "mere": finding.details[:LONGEST],
    }
    if finding.unit_id is not None:
        pairs["enhed"] = str(finding.unit_id)
    return urlencode({name: value for name, value in pairs.items() if value})


def origin_of(sent: QueryDict) -> Origin | None:
    """Where a form was opened from; None for one opened by itself, or by an address that makes no sense.

    The path is taken only when it stays on this site.
    """
    url = sent.get("fra_side", "")
    try:
        key = UUID(sent.get("fra", ""))
    except ValueError:
        return None
    if not url.startswith("/") or not url_has_allowed_host_and_scheme(url, allowed_hosts=None) or len(url) > 300:
        return None
    if not url.isprintable():
        return None
    unit = sent.get("enhed", "")
    return Origin(
        id=key,
        url=url,
        source=_plain(sent, "fra_navn")[:200],
        text=_plain(sent, "fund")[:LONGEST],
        details=_plain(sent, "mere")[:LONGEST],
        unit_id=int(unit) if unit.isdecimal() and len(unit) < 10 else None,
    )


def _plain(sent: QueryDict, name: str) -> str:
    """A value without the zero byte, which PostgreSQL keeps in no text."""
    return sent.get(name, "").replace("\x00", "")
