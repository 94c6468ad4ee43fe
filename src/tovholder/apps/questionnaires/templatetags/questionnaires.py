"""Words, pictograms and answers in templates: ``{% load questionnaires %}``."""

from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from tovholder.apps.questionnaires.models import Response
from tovholder.apps.questionnaires.pictograms import pictogram_template
from tovholder.apps.questionnaires.reading import reading_of
from tovholder.apps.questionnaires.wording import words
from tovholder.engines.questionnaires.model import Said

register = template.Library()


@register.filter(name="words")
def words_filter(said: Said | None) -> str:
    """``{{ section.title|words }}``: in the reader's language."""
    return words(said)


@register.simple_tag
def pictogram(name: str) -> SafeString:
    """The pictogram of that name, hidden from screen readers: words always stand beside it. Nothing without a name."""
    return SafeString(get_template(pictogram_template(name)).render() if name else "")


@register.inclusion_tag("questionnaires/answer_list.html")
def answers_of(response: Response, level: int = 2) -> dict[str, Any]:
    """What was answered, section by section, with who answered, who follows up, and all that stood before.

    A page whose readers agree on follow-ups gives ``reading`` to ``questionnaires/answers.html`` instead.
    """
    return {"reading": reading_of(response), "heading": f"h{level}"}
