"""Forms as a browser without JavaScript reads and sends them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.pages import Answer

VALUELESS = {"checkbox", "radio"}
NOT_SENT = {"submit", "button", "reset", "image", "file"}


@dataclass(slots=True)
class SeenForm:
    """A form on a page: where it goes, and what it would send as it stands. ``names`` are all that it could send."""

    action: str
    method: str
    sent: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def send(self, name: str, value: str) -> None:
        """Another value under ``name``."""
        self.sent.setdefault(name, []).append(value)


class _Forms(HTMLParser):
    """Collects the forms of a page with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[SeenForm] = []
        self._open: SeenForm | None = None
        self._text: tuple[str, list[str]] | None = None
        self._select: tuple[str, bool, list[tuple[str, bool]]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = SeenForm(given.get("action", ""), given.get("method", "get").lower())
            self.found.append(self._open)
        elif self._open is not None and "disabled" not in given:
            self._field(self._open, tag, given)

    def _field(self, form: SeenForm, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "option" and self._select is not None:
            self._select[2].append((given.get("value", ""), "selected" in given))
        elif not name:
            return
        elif tag == "textarea":
            self._text = (name, [])
        elif tag == "select":
            self._select = (name, "multiple" in given, [])
        elif tag == "input" and given.get("type", "text") not in NOT_SENT:
            form.names.add(name)
            if given.get("type") not in VALUELESS or "checked" in given:
                form.send(name, given.get("value", "on" if given.get("type") in VALUELESS else ""))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._text is not None and self._open is not None:
            self._open.names.add(self._text[0])
            self._open.send(self._text[0], "".join(self._text[1]).removeprefix("\n"))
            self._text = None
        elif tag == "select" and self._select is not None and self._open is not None:
            name, several, options = self._select
            chosen = [value for value, selected in options if selected]
            if not chosen and not several and options:
                chosen = [options[0][0]]
            self._open.names.add(name)
            for value in chosen:
                self._open.send(name, value)
            self._select = None


def forms_of(page: Answer) -> list[SeenForm]:
    """All forms of a page."""
    reader = _Forms()
    reader.feed(page.content.decode())
    return reader.found


def filled(page: Answer, **values: object) -> tuple[str, dict[str, list[str]]]:
    """What the browser would send when somebody fills ``values`` into the form that has fields of those names.

    Gives the form's address (empty: the page itself) and the fields; what stood in it is sent along. Dates are given as
    days. Raises ``LookupError`` where no form, or more than one, fits.
    """
    wanted = {name.removesuffix("_day") for name in values}
    fitting = [
        form
        for form in forms_of(page)
        if form.method == "post" and all(name in form.names or f"{name}_day" in form.names for name in wanted)
    ]
    if len(fitting) != 1:
        seen = [sorted(form.names) for form in forms_of(page) if form.method == "post"]
        raise LookupError(f"{len(fitting)} forms have {sorted(wanted)}; the page has {seen}")
    form = fitting[0]
    sent = dict(form.sent)
    for name, value in values.items():
        several = value if isinstance(value, list | tuple) else [value]
        sent[name] = [str(item) for item in several if item is not False]
    return form.action, sent
