"""The starting text of each kind of paper: headings and questions, ready to be filled in."""

from functools import cache
from importlib.resources import files


@cache
def outline(kind: str) -> str:
    """The starting text of a kind of paper by its code; empty for a kind that has none."""
    found = files("tovholder.apps.packages").joinpath(f"data/{kind}.md")
    return found.read_text(encoding="utf-8") if found.is_file() else ""
