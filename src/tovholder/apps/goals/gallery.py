"""Templates of goals: words of our own for goals that many set, to begin from."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data") / "templates.json"


@dataclass(frozen=True, slots=True)
class GoalTemplate:
    """A goal to begin from. ``paragraph`` is a code of the list ``paragraph``, ``hint`` what to think of."""

    key: str
    theme: str
    title: str
    level: str
    motive: str
    why: str
    indicator: str
    measured_in: str
    target: str
    paragraph: str
    hint: str


@cache
def goal_templates() -> tuple[GoalTemplate, ...]:
    """All templates, in the order in which they are shown."""
    return tuple(GoalTemplate(**row) for row in json.loads(DATA.read_text(encoding="utf-8")))


def goal_template(key: str) -> GoalTemplate | None:
    """The template of that key, or None."""
    return next((one for one in goal_templates() if one.key == key), None)
