"""A small questionnaire with every kind of question, for tests; the product's own lie in the rooms that ask them."""

from typing import Any
from uuid import UUID, uuid4

from tovholder.apps.questionnaires.editions import add_edition
from tovholder.apps.questionnaires.models import Edition, Response
from tovholder.apps.questionnaires.public import open_response
from tovholder.engines.questionnaires.model import (
    Among,
    Answered,
    Compare,
    Option,
    Question,
    QuestionKind,
    Said,
    Schema,
    Section,
)
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import SYSTEM, Actor


def said(da: str, en: str = "") -> Said:
    """Words."""
    return Said(da=da, en=en)


def question(key: str, kind: QuestionKind, **more: Any) -> Question:
    """A question whose words and concept are its key, unless ``more`` says otherwise."""
    known: dict[str, Any] = {"key": key, "concept": key, "kind": kind, "text": said(f"{key.capitalize()}?")}
    return Question(**known | more)


def option(key: str, **more: Any) -> Option:
    """An option whose words are its key."""
    known: dict[str, Any] = {"key": key, "text": said(key.capitalize())}
    return Option(**known | more)


def scale(key: str, **more: Any) -> Question:
    """A scale from 1 to 5 with names for its ends."""
    known = {"minimum": 1, "maximum": 5, "low": said("Slet ikke"), "high": said("Meget")}
    return question(key, QuestionKind.SCALE, **known | more)


EVERYTHING = Schema(
    key="dagen",
    title=said("Din dag", "Your day"),
    intro=said("Om det, du laver."),
    sections=(
        Section(
            key="hverdag",
            title=said("Hverdag", "Everyday life"),
            questions=(
                question(
                    "skaerm",
                    QuestionKind.YES_NO,
                    text=said("Bruger du en skærm hjemme?", "Do you use a screen at home?"),
                    easy=said("Har du en skærm?", "Do you have a screen?"),
                    pictogram="tablet",
                    required=True,
                    source="SUS 2016",
                ),
                question(
                    "timer",
                    QuestionKind.NUMBER,
                    text=said("Hvor længe om dagen?"),
                    unit=said("timer", "hours"),
                    minimum=0,
                    maximum=24,
                    relevant=Compare(question="skaerm", op="eq", value=True),
                ),
                question(
                    "for_meget",
                    QuestionKind.TEXT,
                    relevant=Compare(question="timer", op="gt", value=6),
                    sensitive=True,
                ),
            ),
        ),
        Section(
            key="oensker",
            title=said("Ønsker"),
            intro=said("Hvad drømmer du om?"),
            questions=(
                question(
                    "laver",
                    QuestionKind.MANY,
                    help=said("Sæt gerne flere kryds."),
                    options=(
                        option("musik", easy=said("Musik"), pictogram="music"),
                        option("spil", pictogram="game"),
                        option("venner", pictogram="friends"),
                    ),
                ),
                question("bedst", QuestionKind.ONE, options=(option("morgen"), option("aften"))),
                scale("glad", easy=said("Er du glad?"), pictogram="happy"),
                question("siden", QuestionKind.DATE),
                question("ord", QuestionKind.LONG_TEXT),
            ),
        ),
        Section(
            key="sammen",
            title=said("Sammen med andre"),
            relevant=Among(question="laver", values=("venner",)),
            questions=(
                question("hvem", QuestionKind.TEXT),
                question("hvor", QuestionKind.TEXT, relevant=Answered(question="hvem")),
            ),
        ),
    ),
)


def edition_of(schema: Schema = EVERYTHING) -> Edition:
    """An open edition of ``schema``."""
    return add_edition(schema)


def response_to(
    edition: Edition | None = None,
    *,
    municipality: Municipality,
    unit: Unit | None = None,
    tier: Tier = Tier.MUNICIPALITY,
    about: UUID | None = None,
    by: Actor = SYSTEM,
    easy: bool = False,
) -> Response:
    """A response that waits for its first answer."""
    return open_response(
        edition=edition or edition_of(),
        about=about or uuid4(),
        municipality=municipality,
        unit=unit,
        tier=tier,
        by=by,
        easy=easy,
    )
