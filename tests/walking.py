"""Pages as people walk through them: read, filled in, pressed, and told no."""

from typing import Any

from django.test import Client

from tests.forms import filled, forms_of
from tests.pages import assert_clean_html, text_of


def read(client: Client, address: str) -> str:
    """The words of a page that is shown, and is well-formed."""
    page = client.get(address)
    assert page.status_code == 200, address
    assert_clean_html(page)
    return text_of(page)


def sent(client: Client, address: str, **values: Any) -> str:
    """Fill in the form on a page and send it; the words of the page to which it leads."""
    page = client.get(address)
    assert page.status_code == 200, address
    action, fields = filled(page, **values)
    answer = client.post(action or address, fields)
    assert answer.status_code == 302, text_of(answer)
    return read(client, answer["Location"].partition("#")[0])


def refused(client: Client, address: str, **values: Any) -> str:
    """Fill in the form and send it; the words of the page that says why not."""
    action, fields = filled(client.get(address), **values)
    answer = client.post(action or address, fields)
    assert answer.status_code == 200, address
    return text_of(answer)


def pressed(client: Client, shown_on: str, address: str) -> str:
    """Press a button that is a form of its own, on the page where it is shown; the words of where it leads."""
    form = next(form for form in forms_of(client.get(shown_on)) if form.action == address)
    answer = client.post(address, form.sent)
    assert answer.status_code == 302, text_of(answer)
    return read(client, answer["Location"].partition("#")[0])
