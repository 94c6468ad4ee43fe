"""The states of a vision: which may follow which, what each step keeps, and what is said of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.landkort import refusal
from tests.outlook import REASONS, adopted, body, decision, facts, heard, published, vision
from tests.people import actor, client_of, code, holding, municipality, unit
from tovholder.apps.process.public import Round
from tovholder.apps.visions.comparing import changes
from tovholder.apps.visions.law import demanded
from tovholder.apps.visions.models import Removal, Step
from tovholder.apps.visions.public import (
    State,
    Vision,
    VisionRevised,
    VisionWithdrawn,
    add_participant,
    add_responsible,
    add_strategy,
    adopt,
    answer_comment,
    answer_preconditions,
    back_to_draft,
    change_vision,
    comment,
    delete_vision,
    facts_of,
    publish,
    revise_vision,
    visions_for_unit,
    withdraw,
)
from tovholder.apps.visions.states import NEXT, may_follow
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.events.bus import _handlers, handles
from tovholder.foundation.notices.models import Notice
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

WAY = {
    ("draft", "hearing"),
    ("draft", "adopted"),
    ("draft", "withdrawn"),
    ("hearing", "draft"),
    ("hearing", "adopted"),
    ("hearing", "withdrawn"),
    ("adopted", "revised"),
    ("adopted", "withdrawn"),
}


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("after", State.values)
def test_which_state_may_follow_which(before: str, after: str) -> None:
    """What was adopted is never written over: it is revised by another, or withdrawn."""
    assert may_follow(before, after) is ((before, after) in WAY)


def _in(state: str) -> Vision:
    if state == State.DRAFT:
        return vision()
    if state == State.HEARING:
        return heard(vision()).vision
    made = adopted()
    if state == State.REVISED:
        adopt(
            by=SYSTEM, vision=revise_vision(by=SYSTEM, vision=made), decision=decision(), reasons=REASONS,
            law_known=True,
        )  # fmt: skip
        made.refresh_from_db()
    if state == State.WITHDRAWN:
        withdraw(by=SYSTEM, vision=made, reason="Budgettet faldt væk.")
    return made


STEPS: dict[str, Callable[[Vision], object]] = {
    State.DRAFT: lambda made: back_to_draft(by=SYSTEM, vision=made),
    State.HEARING: heard,
    State.ADOPTED: lambda made: adopt(by=SYSTEM, vision=made, decision=decision(), reasons=REASONS, law_known=True),
    State.WITHDRAWN: lambda made: withdraw(by=SYSTEM, vision=made, reason="Vi begynder forfra."),
}


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("after", sorted(STEPS))
def test_every_action_keeps_to_the_way(before: str, after: str) -> None:
    """An action takes the step where it is allowed and keeps it; elsewhere it says no and nothing is written."""
    made = _in(before)
    taken = made.steps.count()
    if after in NEXT[before]:
        STEPS[after](made)
        last = made.steps.order_by("-pk")[0]
        assert (made.state, last.from_state, last.to_state, last.on) == (after, before, after, clock.today())
    else:
        with pytest.raises(ValidationError):
            STEPS[after](made)
        made.refresh_from_db()
        assert (made.state, made.steps.count()) == (before, taken)


@pytest.mark.requirement("VIS-01")
def test_a_vision_is_common_or_for_target_groups() -> None:
    """One for all citizens, or one of its own for some; both may stand beside each other in a municipality."""
    common, own = vision(), vision("For unge med autisme", groups=["autism", "vulnerable_young"])
    groups = sorted(group.code for group in own.target_groups.all())
    assert (list(common.target_groups.all()), groups) == ([], ["autism", "vulnerable_young"])
    assert (common.municipality, own.municipality) == (municipality(), municipality())


@pytest.mark.requirement("VIS-01")
def test_which_visions_a_unit_works_by() -> None:
    """The common ones in force and those for a group it is there for; not those of others, nor drafts."""
    here = unit("Fyret")
    here.target_groups.set([code("target_group", "autism")])
    common, own = adopted("Fælles"), adopted("For unge med autisme", groups=["autism", "vulnerable_young"])
    adopted("For ældre", groups=["older"])
    vision("Kladde")
    assert {found.title for found in visions_for_unit(here)} == {common.title, own.title}
    page = client_of(holding("unit_leader", in_unit=here)).get("/proces/visioner/")
    assert page.content.decode().count("Gælder for Fyret") == 2


@pytest.mark.requirement("VIS-02", "VIS-13", "VIS-20")
def test_a_vision_holds_its_authority_strategy_its_frames_and_its_anchoring() -> None:
    """Weight and words of the strategy, the four frames, and how it becomes more than a paper."""
    given: dict[str, Any] = {
        "authority_weight": "equal",
        "authority_strategy": "Vi spørger altid om teknologi, og aldrig kun om teknologi.",
        "frame_political": "Aftalt i udvalget.",
        "frame_economic": "Inden for budgettet.",
        "frame_organisational": "En tovholder i forvaltningen.",
        "frame_competence": "To nøglepersoner i hver enhed.",
        "anchoring": "Et punkt på hvert personalemøde.",
    }
    made = vision(**given)
    assert {name: getattr(Vision.objects.get(pk=made.pk), name) for name in given} == given


@pytest.mark.requirement("VIS-03")
def test_a_vision_leans_on_strategies() -> None:
    """Of the municipality, the region or the country, with how they belong together."""
    made = vision()
    row = add_strategy(
        by=SYSTEM,
        vision=made,
        title="Strategi for velfærdsteknologi",
        level="regional",
        year=2015,
        connection="Samme spørgsmål til borgeren.",
    )
    assert (str(row), row.get_level_display(), row.year) == ("Strategi for velfærdsteknologi", "Regionens", 2015)


@pytest.mark.requirement("VIS-17")
def test_who_formulated_and_who_carries_out() -> None:
    """Each is told apart; somebody who did neither took no part."""
    made = vision()
    add_participant(by=SYSTEM, vision=made, name="Mette Holm", role="leder", formulates=True, carries_out=True)
    add_participant(by=SYSTEM, vision=made, name="Ole Krog", role="nøgleperson", formulates=False, carries_out=True)
    told = [(person.name, person.formulates, person.carries_out) for person in made.participants.all()]
    assert told == [("Mette Holm", True, True), ("Ole Krog", False, True)]
    with pytest.raises(ValidationError):
        add_participant(by=SYSTEM, vision=made, name="Ib", role="gæst", formulates=False, carries_out=False)


@pytest.mark.requirement("VIS-21")
def test_preconditions_are_answered_and_hold_nothing_back() -> None:
    """Each once, with a note; a no is advice alone, and the vision can still be adopted."""
    made = vision()
    answers = {"political": ("yes", ""), "strategic": ("partly", "Mangler økonomi"), "change": ("no", "")}
    assert answer_preconditions(by=SYSTEM, vision=made, answers=answers) == 3
    answers["change"] = ("", "")
    assert answer_preconditions(by=SYSTEM, vision=made, answers=answers) == 2
    adopt(by=SYSTEM, vision=made, decision=decision(), reasons=REASONS, law_known=True)
    assert made.state == State.ADOPTED


@pytest.mark.requirement("VIS-22")
def test_a_vision_says_its_value_before_it_is_adopted() -> None:
    """A tick without words, or words without a tick, are not said clearly."""
    for lacking in ({"creates_quality": False}, {"value_text": " "}):
        made = vision(**lacking)
        with pytest.raises(ValidationError, match="hvilken værdi"):
            adopt(by=SYSTEM, vision=made, decision=decision(), reasons=REASONS, law_known=True)
        assert Vision.objects.get(pk=made.pk).state == State.DRAFT


def test_a_responsible_person_holds_a_role_or_has_a_name() -> None:
    """With a role the name is its holder's, and the unit is where they sit."""
    made, held = vision(), holding("unit_leader", in_unit=unit("Fyret"))
    first = add_responsible(by=SYSTEM, vision=made, holding=held, name="", task="Samler op")
    second = add_responsible(by=SYSTEM, vision=made, holding=None, name="Bo Lund", title="chef", task="Beslutter")
    assert (first.name, first.unit, second.name, second.unit) == (held.user.name, unit("Fyret"), "Bo Lund", None)
    told = refusal(lambda: add_responsible(by=SYSTEM, vision=made, holding=None, name=" ", task="Intet"))
    assert told == {"name": ["Vælg en rolle, eller skriv et navn."]}


def test_a_revised_vision_begins_as_a_copy_and_takes_the_place_of_the_old() -> None:
    """The old one holds until the new one is adopted; what differs is told word by word; other rooms hear of it."""
    told: list[VisionRevised] = []
    handler = handles(VisionRevised)(told.append)
    try:
        old = adopted()
        add_strategy(by=SYSTEM, vision=old, title="Handicappolitik", level="municipal")
        new = revise_vision(by=SYSTEM, vision=old)
        assert (new.state, new.previous, facts_of(new), [str(row) for row in new.strategies.all()]) == (
            "draft", old, facts_of(old), ["Handicappolitik"],
        )  # fmt: skip
        with pytest.raises(ValidationError):
            revise_vision(by=SYSTEM, vision=old)
        change_vision(by=SYSTEM, vision=new, facts=facts(text="Borgerne skal altid selv kunne tage kontakt."))
        adopt(by=SYSTEM, vision=new, decision=decision(), reasons=REASONS, law_known=True)
    finally:
        _handlers[VisionRevised].remove(handler)
    old.refresh_from_db()
    assert (old.state, new.state) == (State.REVISED, State.ADOPTED)
    assert told == [VisionRevised(old.public_id, new.public_id, old.municipality_id, new.title)]
    (change,) = changes(old, new)
    assert [(piece.op, piece.text) for piece in change.pieces if piece.op != "same"] == [
        ("in", "altid "),
        ("out", "kontakt, når de vil."),
        ("in", "kontakt."),
    ]


def test_a_withdrawn_vision_tells_why_and_other_rooms_hear_of_it() -> None:
    """The reason is kept in its step; without one nothing happens."""
    told: list[VisionWithdrawn] = []
    handler = handles(VisionWithdrawn)(told.append)
    try:
        made = published()
        assert refusal(lambda: withdraw(by=SYSTEM, vision=made, reason="  ")).keys() == {"reason"}
        withdraw(by=SYSTEM, vision=made, reason="Udvalget har valgt en anden vej.")
    finally:
        _handlers[VisionWithdrawn].remove(handler)
    step = Step.objects.filter(vision=made).order_by("-pk")[0]
    assert (made.state, made.withdrawn_on, made.is_public) == (State.WITHDRAWN, clock.today(), True)
    assert step.reason == "Udvalget har valgt en anden vej."
    assert told == [VisionWithdrawn(made.public_id, made.municipality_id, made.title, step.reason)]


def test_a_new_edition_that_is_given_up_leaves_room_for_another() -> None:
    """The old vision can be revised again."""
    old = adopted()
    withdraw(by=SYSTEM, vision=revise_vision(by=SYSTEM, vision=old), reason="Ikke nu.")
    assert revise_vision(by=SYSTEM, vision=old).previous == old


def test_two_who_edit_at_once_do_not_overwrite_each_other() -> None:
    """The second is told; groups count as a change too."""
    made = vision()
    change_vision(by=SYSTEM, vision=made, facts=facts("Ny titel"), expected_version=made.version)
    with pytest.raises(ConflictError):
        change_vision(by=SYSTEM, vision=made, facts=facts("Min titel"), expected_version=1)
    seen = made.version
    groups = (code("target_group", "older"),)
    change_vision(by=SYSTEM, vision=made, facts=facts("Ny titel", target_groups=groups), expected_version=seen)
    stored = Vision.objects.get(pk=made.pk)
    assert (stored.version, list(made.target_groups.all()), stored.slug) == (seen + 1, list(groups), "ny-titel")


def test_a_text_stands_still_while_it_is_heard() -> None:
    """Whoever answers has read the text that stands; after the deadline it may be changed again."""
    opened = heard(vision(), days=3)
    with pytest.raises(ValidationError, match="i høring"):
        change_vision(by=SYSTEM, vision=opened.vision, facts=facts("Ny titel"))
    with clock_at(opened.deadline + timedelta(days=1)):
        change_vision(by=SYSTEM, vision=opened.vision, facts=facts("Ny titel"))
    assert opened.vision.title == "Ny titel"


def test_only_a_draft_that_nobody_was_asked_about_is_deleted() -> None:
    """The search is told that it is gone."""
    made = vision()
    key = made.pk
    delete_vision(by=SYSTEM, vision=made)
    assert (Vision.objects.count(), Removal.objects.get().vision_key) == (0, key)
    asked = heard(vision()).vision
    back_to_draft(by=SYSTEM, vision=asked)
    with pytest.raises(ValidationError):
        delete_vision(by=SYSTEM, vision=asked)


def test_comments_of_the_units_are_answered() -> None:
    """A leader comments on the draft; the coordinator is told and answers, and the leader hears of it."""
    made = vision()
    coordinator, leader = actor("coordinator"), actor("unit_leader", in_unit=unit("Fyret"))
    said = comment(by=leader, vision=made, text="Hvad med natten?")
    answer_comment(by=coordinator, comment=said, answer="Den kommer med.")
    assert (said.unit, said.answered_by, said.answer) == (unit("Fyret"), coordinator.name, "Den kommer med.")
    told = Notice.objects.order_by("pk").values_list("user__public_id", "kind")
    assert list(told) == [(coordinator.user_id, "visions.answered"), (leader.user_id, "visions.answered")]
    adopt(by=SYSTEM, vision=made, decision=decision(), reasons=REASONS, law_known=True)
    with pytest.raises(ValidationError):
        comment(by=leader, vision=made, text="For sent")


@pytest.mark.parametrize(
    ("groups", "bodies"),
    [
        ([], {"disability_council", "senior_council"}),
        (["autism"], {"disability_council"}),
        (["older"], {"senior_council"}),
        (["staff"], set()),
        (["dementia", "disability"], {"disability_council", "senior_council"}),
    ],
)
def test_whom_the_law_demands_heard(groups: list[str], bodies: set[str]) -> None:
    """The council of those whom it concerns; a common vision concerns all."""
    assert set(demanded(groups, clock.today())) == bodies


def test_a_vision_is_published_once_adopted() -> None:
    """What is written or heard is the municipality's own."""
    made = vision()
    with pytest.raises(ValidationError):
        publish(by=SYSTEM, vision=made)
    assert published("En anden").published_on == clock.today()


def test_no_secret_and_no_civil_number_is_stored() -> None:
    """In no text of the vision."""
    told = refusal(lambda: vision(anchoring="Ring til 010190-1234", text="Koden: 4711"))
    assert set(told) == {"anchoring", "text"}
    assert AuditEntry.objects.filter(action="visions.create_vision").count() == 0


def test_a_round_belongs_to_the_same_municipality() -> None:
    """A round of somebody else is refused."""
    other = Round.objects.create(
        municipality=municipality("Randers"), number=1, title="Deres", starts_on=clock.today(), tier="municipality"
    )
    assert refusal(lambda: vision(round=other)) == {"round": ["Vælg en af jeres egne runder."]}


def test_body_is_only_asked_once() -> None:
    """The same name twice in one round is a mistake."""
    with pytest.raises(ValidationError):
        heard(vision(), body(), body())
