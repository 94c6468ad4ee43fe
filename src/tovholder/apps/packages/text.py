"""A paper's text as blocks: headings, paragraphs and lists, and nothing that could be markup.

The marks are the few that people know: ``#`` before a heading, ``-`` before a point, ``1.`` before a numbered one. All
else is words, shown as they were typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "text", "points", "numbers"]

_HEADING = re.compile(r"(#{1,4})\s+(.+?)\s*#*\Z")
_POINT = re.compile(r"[-*•]\s+(.+)\Z")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(.+)\Z")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (one line, with its level from 1), a paragraph (its lines) or a list (its points)."""

    kind: BlockKind
    lines: tuple[str, ...]
    level: int = 0


def blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    return tuple(_gathered(_marked(line) for line in body.splitlines()))


def _marked(line: str) -> Block | None:
    """One line with what its mark makes it; None for an empty one, which ends a block."""
    words = line.strip()
    if not words:
        return None
    if found := _HEADING.match(words):
        return Block("heading", (found[2],), len(found[1]))
    if found := _POINT.match(words):
        return Block("points", (found[1],))
    if found := _NUMBER.match(words):
        return Block("numbers", (found[1],))
    return Block("text", (words,))


def _gathered(lines: Iterator[Block | None]) -> Iterator[Block]:
    held: Block | None = None
    for line in lines:
        if line is not None and held is not None and line.kind == held.kind != "heading":
            held = Block(held.kind, held.lines + line.lines)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def plain_text(body: str) -> str:
    """The text without marks, for a file of plain text."""
    parts = []
    for block in blocks(body):
        if block.kind == "heading":
            parts.append(f"{block.lines[0]}\n{('=' if block.level == 1 else '-') * len(block.lines[0])}")
        elif block.kind == "points":
            parts.append("\n".join(f"- {line}" for line in block.lines))
        elif block.kind == "numbers":
            parts.append("\n".join(f"{at}. {line}" for at, line in enumerate(block.lines, 1)))
        else:
            parts.append("\n".join(block.lines))
    return "\n\n".join(parts) + "\n" if parts else ""
