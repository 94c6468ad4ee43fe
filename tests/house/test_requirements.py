"""The list of requirements and the tests that hold them."""

import ast
import csv
import re
from collections import Counter
from collections.abc import Iterator

from tests.house import tree

LIST = tree.ROOT / "docs" / "requirements.csv"
COLUMNS = ["id", "wording", "state", "why"]
STATES = {"built", "later"}
ID = re.compile(r"^[A-Z]{3}-\d{2}[a-z]?$")


def _rows() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _marked() -> Iterator[str]:
    """The ids in every @pytest.mark.requirement("…") of the tests."""
    for path in tree.python_files():
        if not path.is_relative_to(tree.ROOT / "tests"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.requirement":
                yield from (ast.literal_eval(argument) for argument in node.args)


def test_the_list_is_well_formed() -> None:
    """Every requirement has an id of its own, a wording, a state that we know, and a reason when it waits."""
    with LIST.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == COLUMNS
    rows = _rows()
    broken = [row["id"] for row in rows if not ID.match(row["id"]) or not row["wording"] or row["state"] not in STATES]
    silent = [row["id"] for row in rows if row["state"] == "later" and not row["why"]]
    twice = [name for name, times in Counter(row["id"] for row in rows).items() if times > 1]
    assert (broken, silent, twice) == ([], [], [])


def test_what_is_built_has_a_test() -> None:
    """A requirement is built when a test would fail if it were broken, and only then."""
    built = {row["id"] for row in _rows() if row["state"] == "built"}
    marked = set(_marked())
    assert (sorted(built - marked), sorted(marked - built)) == ([], [])
