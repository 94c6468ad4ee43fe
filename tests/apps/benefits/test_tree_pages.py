"""The pages of benefit trees: made, edited, connected and printed, without script and without a mouse."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.harvest import benefit, node, tree
from tests.landkort import project
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, holding, unit
from tovholder.apps.benefits.gallery import tree_templates
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.tree_actions import connect, plant_tree
from tovholder.apps.benefits.tree_papers import TREE_REPORT, tree_on_paper
from tovholder.apps.benefits.tree_selectors import grown
from tovholder.apps.benefits.trees import BenefitTree, TreeEdge, TreeNode
from tovholder.foundation.reports.public import render_pdf
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("BEN-01")
def test_a_tree_has_exactly_five_parts_on_the_page_and_in_the_drawing() -> None:
    """From the purpose to the barriers, empty or full."""
    made = tree(template="skaermbesoeg")
    page = client_of(holding()).get(made.get_absolute_url())
    assert_clean_html(page)
    assert [part.label for part in page.context["parts"]] == [
        "Mål og formål",
        "Ændrede arbejdsgange",
        "Kvalitet og arbejdsmiljø",
        "Økonomi",
        "Barrierer og udfordringer",
    ]
    drawing = str(page.context["drawing"])
    titles = {point.title for point in TreeNode.objects.filter(tree=made)}
    text = " ".join(re.sub(r"<[^>]+>", " ", drawing).split())
    assert [title for title in sorted(titles) if title.split()[0] not in text] == []
    assert drawing.count("<rect") == len(titles)
    assert drawing.count("<polygon") == TreeEdge.objects.filter(tree=made).count()
    assert ("<title" in drawing, "<desc" in drawing, "style=" in drawing) == (True, True, False)


def test_a_tree_is_made_from_a_template_empty_or_like_another() -> None:
    """The form makes it, and what stands in the first one stands in the copy."""
    client, first, second, third = client_of(holding()), project("Et"), project("To"), project("Tre")
    url = reverse("benefits:new_tree")
    suited = client.get(f"{url}?projekt={first.public_id}")
    assert_clean_html(suited)
    assert suited.context["form"]["template"].value() == "skaermbesoeg"
    client.post(url, {"project": first.pk, "template": "vasketoilet", "like": ""})
    source = BenefitTree.objects.get(project=first)
    client.post(url, {"project": second.pk, "template": "", "like": source.pk})
    copied = BenefitTree.objects.get(project=second)
    both = client.post(url, {"project": third.pk, "template": "vasketoilet", "like": source.pk})
    assert list(both.context["form"].errors) == ["like"]
    client.post(url, {"project": third.pk, "template": "", "like": ""})
    assert [
        (one.nodes.count(), one.edges.count()) for one in (source, copied, BenefitTree.objects.get(project=third))
    ] == [(16, 15), (16, 15), (0, 0)]
    assert copied.template == "vasketoilet"


def test_points_are_added_changed_moved_connected_and_taken_out_by_forms() -> None:
    """Every step is a form or a button."""
    made, client = tree(), client_of(holding())
    add = reverse("benefits:add_node", args=[made.public_id])
    assert_clean_html(client.get(f"{add}?del=quality"))
    asked = client.post(add, {"title": "Tryghed", "part": "quality", "bottom_line": ""})
    assert list(asked.context["form"].errors) == ["bottom_line"]
    client.post(add, {"title": "Tryghed", "part": "quality", "bottom_line": "citizen"})
    client.post(add, {"title": "Værdighed", "part": "quality", "bottom_line": "citizen"})
    client.post(add, {"title": "Ring op", "part": "work", "bottom_line": "citizen"})
    safe, dignity, work = TreeNode.objects.order_by("pk")
    assert (safe.bottom_line, work.bottom_line) == ("citizen", "")
    client.post(reverse("benefits:place_node", args=[dignity.public_id]), {"retning": "op"})
    assert [one.title for one in grown(made).of_part("quality")] == ["Værdighed", "Tryghed"]
    link = reverse("benefits:connect", args=[made.public_id])
    assert_clean_html(client.get(f"{link}?fra={work.public_id}"))
    client.post(link, {"start": work.pk, "end": safe.pk, "assumption": "Et kendt ansigt"})
    edge = TreeEdge.objects.get()
    client.post(reverse("benefits:edit_edge", args=[edge.public_id]), {"assumption": "Et fast hold"})
    page = client.get(made.get_absolute_url())
    assert_clean_html(page)
    assert "Fører til: Tryghed (hvis: Et fast hold)" in text_of(page)
    edit = reverse("benefits:edit_node", args=[safe.public_id])
    assert_clean_html(client.get(edit))
    sent = {"title": "Ro", "part": "quality", "bottom_line": "citizen", "version": safe.version}
    assert client.post(edit, sent).status_code == 302
    assert client.post(edit, sent | {"version": 99}).status_code == 409
    client.post(reverse("benefits:disconnect", args=[edge.public_id]))
    client.post(reverse("benefits:remove_node", args=[work.public_id]))
    assert [one.title for one in TreeNode.objects.order_by("pk")] == ["Ro", "Værdighed"]
    assert TreeEdge.objects.count() == 0


def test_a_circle_is_refused_and_said() -> None:
    """An arrow back would lead round."""
    made, client = tree(), client_of(holding())
    first, second, third = (node(made, name) for name in ("Et", "To", "Tre"))
    connect(by=SYSTEM, tree=made, start=first, end=second)
    connect(by=SYSTEM, tree=made, start=second, end=third)
    refused = client.post(reverse("benefits:connect", args=[made.public_id]), {"start": third.pk, "end": first.pk})
    assert refused.context["form"].errors["end"] == ["Et fører allerede til Tre. En pil tilbage ville gå i ring."]
    assert TreeEdge.objects.count() == 2


def test_an_economic_means_is_named_and_left_out_of_sums() -> None:
    """What leads to another economic point is not counted beside it; when the arrow goes, it is counted."""
    here = project()
    made = tree(of=here)
    node(made, "Tryghed", "quality", line="citizen")
    road, freed = node(made, "Vejtid", "economy"), node(made, "Frigjort tid", "economy")
    benefit(of=here)
    client = client_of(holding())
    client.post(reverse("benefits:make_benefit", args=[road.public_id]))
    assert Benefit.objects.get(node=road).is_means is False
    edge = connect(by=SYSTEM, tree=made, start=road, end=freed)
    assert Benefit.objects.get(node=road).is_means is True
    page = text_of(client.get(made.get_absolute_url()))
    assert "Vejtid er et middel til Frigjort tid og tælles ikke med ved siden af." in page
    client.post(reverse("benefits:disconnect", args=[edge.public_id]))
    assert Benefit.objects.get(node=road).is_means is False


def test_a_point_becomes_a_benefit_with_one_press() -> None:
    """Type, measure and beneficiary come from the template; quality before economy holds here too."""
    made, client = tree(template="forflytning"), client_of(holding())
    points = {one.point: one for one in TreeNode.objects.filter(tree=made)}
    early = client.post(reverse("benefits:make_benefit", args=[points["forflytning.timer"].public_id]), follow=True)
    assert "Økonomien kommer bagefter" in text_of(early)
    client.post(reverse("benefits:make_benefit", args=[points["forflytning.krop"].public_id]))
    client.post(reverse("benefits:make_benefit", args=[points["forflytning.timer"].public_id]))
    client.post(reverse("benefits:make_benefit", args=[points["forflytning.en"].public_id]))
    gentle, hours = Benefit.objects.order_by("pk")
    assert gentle.kind is not None
    assert gentle.measured_in is not None
    assert (gentle.kind.code, gentle.measured_in.code, gentle.bottom_line) == ("gentle_postures", "points", "staff")
    assert (hours.realisation, hours.is_means) == ("frees", True)
    assert_clean_html(client.get(made.get_absolute_url()))


def test_a_tree_is_shared_by_the_coordinator_and_then_read_elsewhere() -> None:
    """A reader of another municipality sees it when it is shared, and can begin with a copy."""
    here = project(tier="municipalities")
    made = tree(of=here, template="vasketoilet")
    elsewhere = client_of(holding(at="Norddjurs"))
    assert elsewhere.get(made.get_absolute_url()).status_code == 404
    share = reverse("benefits:share_tree", args=[made.public_id])
    client = client_of(holding())
    assert_clean_html(client.get(share))
    client.post(share, {"tier": "municipalities", "version": made.version})
    page = elsewhere.get(made.get_absolute_url())
    assert_clean_html(page)
    assert "Gør til gevinst" not in text_of(page)
    own = project("Vores", owner="Norddjurs")
    elsewhere.post(reverse("benefits:new_tree"), {"project": own.pk, "template": "", "like": made.pk})
    assert BenefitTree.objects.get(project=own).nodes.count() == made.nodes.count()


def test_a_tree_of_a_project_that_a_unit_keeps_stays_with_the_unit() -> None:
    """A tree is no wider than its project to begin with."""
    home = unit("Fyret")
    hidden = project("Stille", tier="unit", unit=home)
    made = plant_tree(by=actor("unit_leader", in_unit=home), project=hidden)
    assert (made.tier, made.unit) == ("unit", home)
    assert client_of(holding("staff", in_unit=unit("Havnen"))).get(made.get_absolute_url()).status_code == 404


def test_a_leader_can_go_on_with_the_tree_that_they_began() -> None:
    """Of a project of the whole municipality the tree is the leader's unit's; the coordinator may write in it too."""
    home = unit("Fyret")
    leader = client_of(holding("unit_leader", in_unit=home))
    here = project("Fælles")
    leader.post(reverse("benefits:new_tree"), {"project": here.pk, "template": "", "like": ""})
    made = BenefitTree.objects.get(project=here)
    sent = {"title": "Ring op", "part": "work", "bottom_line": ""}
    for client in (leader, client_of(holding())):
        assert client.post(reverse("benefits:add_node", args=[made.public_id]), sent).status_code == 302
    assert (made.unit, made.nodes.count()) == (home, 2)


def test_a_trees_page_costs_the_same_for_few_and_for_many_points() -> None:
    """Constant queries."""
    client, made = client_of(holding()), tree()
    node(made, "Et")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(made.get_absolute_url())
        return len(queries)

    asked()
    few = asked()
    before = node(made, "To")
    for number in range(10):
        following = node(made, f"Punkt {number}")
        connect(by=SYSTEM, tree=made, start=before, end=following)
    assert asked() == few


def test_the_paper_of_every_template_is_at_most_two_pages() -> None:
    """One for the drawing and its list, perhaps one more."""
    for template in tree_templates():
        made = plant_tree(by=SYSTEM, project=project(template.title), template=template)
        pdf = render_pdf(TREE_REPORT, tree_on_paper(made, SYSTEM))
        assert pdf.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2, template.key


@pytest.mark.parametrize("key", [template.key for template in tree_templates()])
def test_the_page_of_a_template_is_open_to_all(key: str) -> None:
    """Experience is shared: no login is needed to read it."""
    page = Client().get(reverse("benefits:template", args=[key]))
    assert_clean_html(page)
    assert "Kilder" in text_of(page)
