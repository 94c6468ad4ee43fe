"""What other rooms stand with in the decision paper, and the condition that an evaluation plan answers."""

import pytest
from django.urls import reverse

from tests import businesscase
from tests.blocking import blocked, tried
from tests.followups import plan
from tests.landkort import project
from tests.pages import assert_clean_html
from tests.people import actor, client_of, holding
from tovholder.apps.businesscases.public import freeze_case
from tovholder.apps.decisions.paper_blocks import economy_block
from tovholder.apps.decisions.papers import decision_paper
from tovholder.apps.projects.public import CONDITIONS, AnswerState, Weight
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_the_decision_paper_has_the_frozen_business_case_and_the_barriers() -> None:
    """The numbers are those of the case's last version, whatever was answered since; barriers come with what helped."""
    item = project(tier="public")
    reader = actor()
    bare = [block.heading for block in decision_paper(item, reader).blocks]
    case = businesscase.answered(businesscase.begun(project=item))
    draft = economy_block(item, reader)
    assert draft is not None
    assert draft.text == "Fra business casen Skærmbesøg i bostøtten. Tallene er en kladde, som ikke er fastfrosset."
    version = freeze_case(by=SYSTEM, case=case, occasion="Udvalget")
    businesscase.answered(case, citizens=10)
    tried(blocked(of=item))
    client = client_of(holding("economist"))
    page = client.get(reverse("decisions:decision_paper", args=[item.public_id]))
    assert_clean_html(page)
    told = page.context["told"]
    assert [one.heading for one in told.blocks] == [*bare[:4], "Økonomi", bare[4], "Barrierer", *bare[5:]]
    economy, barriers = told.blocks[4], told.blocks[6]
    own = client.get(reverse("businesscases:version", args=[version.public_id])).context["told"]
    assert [fact.value for fact in economy.facts] == [number.value for number in own.numbers]
    assert economy.facts[1].value == "568.257 kr."
    assert economy.table == own.ways.paper()
    assert economy.text == (
        "Fra business casen Skærmbesøg i bostøtten, version 1, fastfrosset 21. november 2026: Udvalget."
    )
    assert [row[1:] for row in barriers.table.rows] == [
        ("Forsinker", "Åben", "Nettet blev målt i alle boliger. (ja, det hjalp)"),
    ]
    assert client.get(reverse("decisions:decision_pdf", args=[item.public_id])).content.startswith(b"%PDF")
    assert economy_block(item, actor(at="Randers")) is None


@pytest.mark.requirement("PIL-04")
def test_an_evaluation_plan_is_asked_for_before_a_pilot_and_answered_by_writing_it() -> None:
    """It is advice with the way to the plan's page; the plan itself settles it, and not a tick."""
    item = project()
    condition = CONDITIONS["decisions.design"]
    before = condition.check(item)
    assert (condition.weight, before.state) == (Weight.ADVICE, AnswerState.MISSING)
    page = client_of(holding()).get(before.href)
    assert page.context["form"].initial == {"project": item.pk}
    benefits = CONDITIONS["decisions.baseline"].check(item).href
    assert 'id="gevinster"' in client_of(holding("economist")).get(benefits.partition("#")[0]).content.decode()
    plan(at=item)
    assert condition.check(item).state == AnswerState.MET
