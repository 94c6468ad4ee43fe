"""The files of the repository, as the house tests look at them."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "tovholder"
MADE = {".venv", "node_modules", "build", "var", ".git", "__pycache__"}

# The floors, and the rooms on them with their ranks, lowest first: house tests compare places in these lists.
FLOORS = ("kernel", "engines", "foundation", "apps", "demo", "site")
RANKS: tuple[frozenset[str], ...] = (
    frozenset({"foundation.audit", "foundation.events"}),
    frozenset({"foundation.codes", "foundation.visibility"}),
    frozenset({"foundation.ui"}),
    frozenset({"foundation.municipalities"}),
    frozenset({"foundation.accounts"}),
    frozenset({"foundation.jobs", "foundation.charts"}),
    frozenset({f"foundation.{name}" for name in ("reports", "tables", "search", "work", "notices", "files")}),
    frozenset({"apps.technologies", "apps.citizens", "apps.questionnaires"}),
    frozenset({"apps.products", "apps.figures", "apps.process", "apps.drafting"}),
    frozenset({"apps.projects"}),
    frozenset({"apps.cases", "apps.packages", "apps.visions", "apps.focusareas"}),
    frozenset(
        {
            f"apps.{name}"
            for name in ("goals", "screenings", "assessments", "rethinking", "barriers", "spread", "funding")
        }
    ),
    frozenset({"apps.benefits"}),
    frozenset({"apps.businesscases", "apps.followups", "apps.casereviews"}),
    frozenset({"apps.decisions", "apps.surveys"}),
    frozenset({"apps.results"}),
    frozenset({"demo"}),
    frozenset({"site"}),
)


@functools.cache
def files() -> tuple[Path, ...]:
    """Every file of the repository: what git tracks or would track; in an unpacked archive, what lies there."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not MADE & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in paths if path.is_file()))


def python_files() -> list[Path]:
    """All Python files of the repository."""
    return [path for path in files() if path.suffix == ".py"]


def name(path: Path) -> str:
    """The path as people write it, from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str | None:
    """The room that a file of the package lies in: ``foundation.codes``, ``site``; nothing for a file outside."""
    if not path.is_relative_to(PACKAGE):
        return None
    parts = path.relative_to(PACKAGE).parts
    if len(parts) < 2:
        return None
    if parts[0] in {"engines", "foundation", "apps"}:
        return f"{parts[0]}.{parts[1]}" if len(parts) > 2 else None
    return parts[0]


def rank(of_room: str) -> int:
    """How high a room stands. Raises ``LookupError`` for a room that no rank names."""
    for place, rooms in enumerate(RANKS):
        if of_room in rooms:
            return place
    raise LookupError(f"{of_room} has no rank: give it one in tests/house/tree.py and in pyproject.toml")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of every module or name that a Python file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
