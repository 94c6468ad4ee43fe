"""Two people at one page: the second is shown both texts, and nobody's words are lost unseen."""

from html.parser import HTMLParser
from typing import Final

import pytest
from django.urls import reverse

from tests.pages import text_of
from tests.site.permission_world import World, made

pytestmark = pytest.mark.django_db

PAGES: Final = {
    "barriers:edit": ("coordinator", "description"),
    "barriers:edit_measure": ("coordinator", "what"),
    "cases:edit": ("national_editor", "title_da"),
    "decisions:condition": ("coordinator", "note"),
    "decisions:edit_criterion": ("coordinator", "text"),
    "decisions:edit_problem": ("coordinator", "title"),
    "decisions:edit_procedure_step": ("coordinator", "after"),
    "drafting:question": ("national_editor", "text_da"),
    "drafting:section": ("national_editor", "title_da"),
    "drafting:whole": ("national_editor", "title_da"),
    "figures:edit": ("national_editor", "statement_da"),
    "focusareas:edit": ("coordinator", "description_da"),
    "focusareas:edit_member": ("national_editor", "seat"),
    "focusareas:edit_question": ("coordinator", "why"),
    "packages:edit": ("coordinator", "title"),
    "packages:edit_paper": ("coordinator", "title"),
    "products:edit_product": ("national_editor", "description_da"),
    "products:tell_facts": ("supplier", "support"),
    "products:tell_website": ("supplier", "website"),
    "projects:edit_file": ("coordinator", "title"),
    "projects:edit_programme": ("national_editor", "name"),
    "projects:edit_project": ("coordinator", "title"),
    "results:edit_break": ("national_editor", "reason_da"),
    "results:edit_highlight": ("national_editor", "statement_da"),
    "results:refuse_quote": ("national_editor", "reason"),
    "surveys:edit_contact": ("coordinator", "name"),
    "surveys:edit_survey": ("national_editor", "title_da"),
    "technologies:edit": ("national_editor", "description_da"),
    "technologies:edit_definition": ("coordinator", "counts"),
    "technologies:edit_point": ("national_editor", "text_da"),
    "technologies:edit_publication": ("national_editor", "title"),
}
"""Pages on which something that is there is changed: who does it, and a field of words."""


class _Sent(HTMLParser):
    """What a browser sends when the form that asks for a version is saved as it stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._form: dict[str, list[str]] = {}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name = told.get("name") or ""
        if tag == "form":
            self._form = {}
        elif tag == "textarea":
            self._open = name
            self._form[name] = [""]
        elif tag == "select":
            self._open = name
        elif tag == "option" and "selected" in told and self._open:
            self._form.setdefault(self._open, []).append(told.get("value") or "")
        elif tag == "input" and (told.get("type") not in {"checkbox", "radio", "file"} or "checked" in told):
            self._form.setdefault(name, []).append(told.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._open in self._form and self.lasttag == "textarea":
            self._form[self._open][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"textarea", "select"}:
            self._open = ""
        elif tag == "form" and "version" in self._form:
            self.sent = self._form


@pytest.mark.parametrize("name", PAGES)
def test_the_second_of_two_sees_both_texts(name: str) -> None:
    """409 with one's own words and those that stand; what the first one saved is kept."""
    world: World = made()
    who, field = PAGES[name]
    client = world.clients[who]
    client.raise_request_exception = True
    address = reverse(name, kwargs=world.of(name))
    form = _Sent(client.get(address).content.decode()).sent | {"why": ["Et prøvet ord"]}
    first, second = ("https://foerst.example/", "https://anden.example/") if field == "website" else ("Foerst", "Anden")
    assert client.post(address, form | {field: [first]}).status_code == 302
    answer = client.post(address, form | {field: [second]})
    assert answer.status_code == 409
    told = text_of(answer)
    assert (first in told, second in told) == (True, True)
