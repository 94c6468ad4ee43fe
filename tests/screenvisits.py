"""People and places of a case of screen visits, and what every pilot answers first, by the pages that people use."""

from collections.abc import Sequence
from typing import Any

from django.test import Client
from django.urls import reverse

from tests import landkort
from tests.forms import forms_of
from tests.people import client_of, code, holding, person, unit
from tests.walking import sent
from tovholder.apps.projects.public import Project
from tovholder.foundation.municipalities.models import Unit

UNITS = ("Fyret", "Havnen", "Kæret", "Skoven", "Åkanden")
BY_LAW = ("decisions.processor", "decisions.dpia", "decisions.med")
CLASSES = {"decisions.ai_class": ("ai_act_class", "no_ai"), "decisions.mdr_class": ("mdr_class", "not_device")}


class Cast:
    """The people of the story and the places where they work."""

    def __init__(self) -> None:
        self.units: list[Unit] = [unit(name) for name in UNITS]
        self.lone = holding("unit_leader", in_unit=self.units[0], user=person("lone@syddjurs.example", "Lone Leder"))
        karim = holding("unit_leader", in_unit=self.units[1], user=person("karim@syddjurs.example", "Karim Leder"))
        self.office = client_of(holding())
        self.leaders = [client_of(self.lone), client_of(karim)]
        self.staff = client_of(holding("staff", in_unit=self.units[0]))
        self.it = client_of(holding("it_department"))
        self.peter = holding("economist", user=person("peter@syddjurs.example", "Peter Økonom"))
        self.economist = client_of(self.peter)
        self.randers = client_of(holding(at="Randers"))

    def registers(self, title: str, **values: Any) -> Project:
        """The office writes an idea on the map, one group of questions after the other."""
        technology, scale = landkort.technology().pk, code("project_scale", "pilot").pk
        told: dict[str, Any] = {
            "need": "Vejen er lang, og besøgene er korte.",
            "tier": "municipality",
            "status": "idea",
        }
        told |= {"title": title, "technology": technology, "scale": scale} | values
        page = self.office.get(reverse("projects:new_project"))
        while page.status_code == 200:
            form = next(one for one in forms_of(page) if "trin" in one.names)
            fields = form.sent | {name: [str(value)] for name, value in told.items() if name in form.names}
            onward = {"til": page.context["following"] or "gem"}
            page = self.office.post(reverse("projects:new_project"), fields | onward)
        return Project.objects.get(title=title)


def at(name: str, *records: Any) -> str:
    """An address by its name and the records that it is about."""
    return reverse(name, args=[getattr(one, "public_id", one) for one in records])


def answer_what_binds(client: Client, item: Project, keys: Sequence[str] = BY_LAW) -> None:
    """What the law and the safety of people ask for is answered, each on its own page."""
    for key in keys:
        sent(client, at("decisions:condition", item, key), state="met", note="Aftalt og lagt i journalen.")
    for key, chosen in CLASSES.items():
        sent(client, at("decisions:condition", item, key), state="met", code=code(*chosen).pk)
    risk = at("decisions:condition", item, "decisions.risk")
    sent(client, risk, risk_class="low", note="Svarer borgeren ikke, kører vi ud.")
