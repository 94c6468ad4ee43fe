"""The work procedure before and after."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.landkort import project, refusal
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, code, holding
from tovholder.apps.decisions.actions import ProcedureFacts, add_procedure_step
from tovholder.apps.decisions.models import ProcedureStep
from tovholder.apps.decisions.procedures import RoleTime, time_by_role
from tovholder.apps.projects.public import CONDITIONS, AnswerState
from tovholder.foundation.codes.models import Code
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("PIL-12")
def test_minutes_add_up_by_role_before_and_after() -> None:
    """A step that fell away takes no time now; where a number is missing there is no sum."""
    item = project()
    first, second = Code.objects.of("staff_group")[:2]
    told = (
        ProcedureFacts(
            position=1,
            role=first,
            before="Kører ud",
            minutes_before=Decimal(25),
            times_before=40,
            after="Ringer op",
            minutes_after=Decimal("7.5"),
            times_after=40,
        ),
        ProcedureFacts(position=2, role=first, before="Skriver kørebog", minutes_before=Decimal(5), times_before=40),
        ProcedureFacts(position=3, role=second, after="Oplader tablets", minutes_after=Decimal(10)),
    )
    for facts in told:
        add_procedure_step(by=SYSTEM, project=item, facts=facts)
    assert time_by_role(ProcedureStep.objects.all()) == [
        RoleTime(first.label, Decimal(1200), Decimal(300)),
        RoleTime(second.label, Decimal(0), None),
    ]
    assert CONDITIONS["decisions.procedure"].check(item).state == AnswerState.MET
    page = client_of(holding()).get(reverse("decisions:procedure", args=[item.public_id]))
    assert_clean_html(page)
    for words in ("Ringer op", "1.200", "mangler tal", "faldet bort", "fandtes ikke"):
        assert words in text_of(page)


def test_one_side_alone_is_no_changed_procedure() -> None:
    """The condition asks for both; an empty step is refused."""
    item = project()
    add_procedure_step(by=SYSTEM, project=item, facts=ProcedureFacts(before="Kører ud"))
    assert CONDITIONS["decisions.procedure"].check(item).state == AnswerState.MISSING
    assert list(refusal(lambda: add_procedure_step(by=SYSTEM, project=item, facts=ProcedureFacts()))) == ["before"]


def test_a_step_is_added_changed_and_removed_on_the_pages() -> None:
    """By those of the project."""
    item = project()
    client = client_of(holding())
    role = code("staff_group", Code.objects.of("staff_group")[0].code)
    sent = {"position": "1", "role": role.pk, "before": "Kører ud", "minutes_before": "12,5", "times_before": "30"}
    client.post(reverse("decisions:new_procedure_step", args=[item.public_id]), sent)
    made = ProcedureStep.objects.get()
    assert (made.minutes_before, made.times_before, made.role) == (Decimal("12.5"), 30, role)
    client.post(
        reverse("decisions:edit_procedure_step", args=[made.public_id]), sent | {"after": "Ringer", "version": 1}
    )
    made.refresh_from_db()
    assert made.after == "Ringer"
    client.post(reverse("decisions:remove_procedure_step", args=[made.public_id]))
    assert ProcedureStep.objects.count() == 0
