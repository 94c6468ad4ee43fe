"""Another municipality's coordinator, a supplier and a stranger on every page of this room."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests.people import actor, client_of, code, holding, municipality, person, unit
from tovholder.foundation.accounts.actions import end_role, invite, make_token
from tovholder.foundation.accounts.models import HandOverItem, Invitation, RoleHolding
from tovholder.foundation.accounts.roles import Place
from tovholder.foundation.accounts.urls import urlpatterns

pytestmark = pytest.mark.django_db

# The pages that speak of no record, and who they are for: everybody, whoever is logged in, and roles.
FOR_EVERYBODY = {
    "login",
    "logout",
    "password_forgotten",
    "password_sent",
    "password_choose",
    "password_chosen",
    "invitation",
}
FOR_THE_OWN_LOGIN = {"switch", "profile", "password"}


def _names(*, about_a_record: bool) -> Iterator[str]:
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        if ("public_id" in pattern.pattern.converters) is about_a_record:
            yield str(pattern.name)


def _ours() -> dict[str, str]:
    """One record of Syddjurs for each address that takes an id."""
    held = holding("reader", user=person("laeser@syddjurs.example", "Lone Læser"))
    by = actor("programme_manager")
    leaving = holding("coordinator", user=person())
    end_role(by=by, holding=leaving, ends_on=date(2026, 11, 21), handover=["Nøglerne"])
    place = Place(code("role", "staff"), municipality(), unit())
    invitation = invite(by=by, email="ny@syddjurs.example", name="Ny", place=place)
    token, _secret = make_token(by=by, name="Nøgle", expires_on=date(2026, 12, 1))
    ids = {
        "role": held,
        "role_end": held,
        "role_withdraw": held,
        "handover": leaving,
        "taken_over": HandOverItem.objects.get(),
        "invitation_again": invitation,
        "invitation_withdraw": invitation,
        "token_revoke": token,
    }
    return {name: reverse(f"accounts:{name}", args=[record.public_id]) for name, record in ids.items()}


def _state() -> tuple[object, ...]:
    """What a trespasser would have changed."""
    return (
        list(RoleHolding.objects.order_by("pk").values_list("pk", "ends_on", "version")),
        list(HandOverItem.objects.values_list("done_at")),
        list(Invitation.objects.values_list("sent_at", "withdrawn_at", "secret_hash")),
    )


def _answers(client: Client, paths: dict[str, str]) -> dict[str, int]:
    return {
        name: client.post(path, {"version": 1, "ends_on": "2026-11-21"}).status_code for name, path in paths.items()
    }


def test_every_address_with_an_id_is_tried() -> None:
    """A new address must be added here, so that it is tried too."""
    assert sorted(_ours()) == sorted(_names(about_a_record=True))


@pytest.mark.parametrize("role", ["coordinator", "region", "dpo", "it_department", "reader"])
def test_nothing_of_ours_is_there_for_another_municipality(role: str) -> None:
    """404 or, without any such task, 403: and nothing is changed. A coordinator elsewhere always gets 404."""
    paths = _ours()
    client = client_of(holding(role, at="Vejle"))
    before = _state()
    answers = _answers(client, paths)
    assert answers == dict.fromkeys(paths, 404)
    assert _state() == before


@pytest.mark.parametrize("role", ["supplier", "council_member", "reader"])
def test_those_without_a_task_in_the_administration_see_none_of_ours(role: str) -> None:
    """A supplier, a council member and a plain reader of our own municipality: the records are not there for them."""
    paths = _ours()
    client = client_of(holding(role))
    before = _state()
    assert _answers(client, paths) == dict.fromkeys(paths, 404)
    assert _state() == before


@pytest.mark.parametrize("name", sorted(set(_names(about_a_record=False)) - FOR_EVERYBODY - FOR_THE_OWN_LOGIN))
def test_the_administration_is_closed_to_suppliers_and_strangers(name: str) -> None:
    """A supplier is told no; a stranger is asked to log in."""
    path = reverse(f"accounts:{name}", kwargs={"kind": "csv"} if name == "roles_file" else {})
    assert client_of(holding("supplier")).get(path).status_code == 403
    assert Client().get(path)["Location"] == f"/konto/log-ind/?next={path}"


@pytest.mark.parametrize("path", ["/administration/roller/", "/administration/invitationer/", "/administration/log/"])
def test_lists_hold_nothing_of_another_municipality(path: str) -> None:
    """The lists of a coordinator in Vejle do not name a person of Syddjurs."""
    _ours()
    page = client_of(holding("coordinator", at="Vejle")).get(path).content.decode()
    assert [
        name in page for name in ("Lone Læser", "Mette Holm", "ny@syddjurs.example", "programme_manager syddjurs")
    ] == [False] * 4


def test_a_coordinator_elsewhere_cannot_choose_our_people_or_units() -> None:
    """Ids of ours in a form of theirs are no choice."""
    ours = holding("reader", user=person("laeser@syddjurs.example")).user
    client = client_of(holding("coordinator", at="Vejle"))
    page = client.post(
        "/administration/roller/giv/?rolle=staff",
        {"user": ours.public_id, "unit": unit().public_id, "starts_on": "2026-12-01"},
    )
    assert sorted(page.context["form"].errors) == ["unit", "user"]
    assert ours.holdings.count() == 1


def test_a_deputy_from_another_municipality_is_no_choice() -> None:
    """The form of ending a role offers the municipality's own people alone."""
    stranger = holding("coordinator", at="Vejle").user
    leaving = holding("coordinator", user=person())
    client = client_of(holding("programme_manager"))
    page = client.post(
        f"/administration/roller/{leaving.public_id}/afslut/",
        {"version": 1, "ends_on": "2026-11-21", "deputy": stranger.public_id},
    )
    assert list(page.context["form"].errors) == ["deputy"]


def test_what_is_read_by_a_get_changes_nothing_by_a_get() -> None:
    """The addresses that change something at once take a POST alone."""
    paths = _ours()
    client = client_of(holding("coordinator"))
    changing = ["role_withdraw", "taken_over", "invitation_again", "invitation_withdraw", "token_revoke"]
    assert [client.get(paths[name]).status_code for name in changing] == [405] * 5
