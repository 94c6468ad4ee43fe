"""Reading the strings that are to be translated."""

from pathlib import Path

import pytest

from tools import translations

TEMPLATE = """{% load i18n %}
<p title="{% translate "Hej (med) parentes" %}">{{ x|default:_("Ingen") }}</p>
{% blocktranslate count n=antal trimmed %}
  {{ n }} projekt
{% plural %}
  {{ n }} projekter
{% endblocktranslate %}
{% translate "Maj" context "måned" %} {% button _("Gem") %}
"""
PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
LABEL = _("Kommune")
def text(n):
    return ngettext("%(n)s dag", "%(n)s dage", n) % {"n": n} + pgettext("måned", "Maj")
"""


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (
            "page.html",
            TEMPLATE,
            [
                ("Hej (med) parentes", None),
                ("Ingen", None),
                (("%(n)s projekt", "%(n)s projekter"), None),
                ("Maj", "måned"),
                ("Gem", None),
            ],
        ),
        (
            "module.py",
            PYTHON,
            [("Kommune", None), (("%(n)s dag", "%(n)s dage"), None), ("Maj", "måned")],
        ),
    ],
)
def test_strings_are_found_with_plural_and_context(
    tmp_path: Path, name: str, text: str, found: list[tuple[object, str | None]]
) -> None:
    """Templates and Python are read alike: singular and plural, context, brackets inside, component arguments."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    read = [(message, context) for _line, message, _comments, context in translations._strings(path)]
    assert read == found
