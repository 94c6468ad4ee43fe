"""Tests that commit stand with the browser, or put back what they emptied."""

import ast
from collections.abc import Iterator

from tests.house import tree

BROWSER = tree.ROOT / "tests" / "browser"
COMMITTING_FIXTURES = {"transactional_db", "live_server"}
RESTORED = "_reference_afterwards"


def _committing() -> Iterator[str]:
    """The marks and fixtures by which a test commits, outside the browser's folder."""
    for path in tree.python_files():
        if not path.is_relative_to(tree.ROOT / "tests") or path.is_relative_to(BROWSER):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "transaction" and ast.unparse(node.value) == "True":
                yield f"{tree.name(path)}:{node.value.lineno}"
            if isinstance(node, ast.FunctionDef):
                asked = {argument.arg for argument in node.args.args}
                if asked & COMMITTING_FIXTURES and RESTORED not in asked:
                    yield f"{tree.name(path)}:{node.lineno}"


def test_whoever_commits_puts_the_reference_data_back() -> None:
    """A test that commits is cleaned up by emptying all tables, also of what others of the same process stand on."""
    assert list(_committing()) == []
