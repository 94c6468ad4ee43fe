"""Tests that commit stand with the browser."""

import ast
from collections.abc import Iterator

from tests.house import tree

BROWSER = tree.ROOT / "tests" / "browser"
COMMITTING_FIXTURES = {"transactional_db", "live_server"}


def _committing() -> Iterator[str]:
    """The marks and fixtures by which a test commits, outside the browser's folder."""
    for path in tree.python_files():
        if not path.is_relative_to(tree.ROOT / "tests") or path.is_relative_to(BROWSER):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "transaction" and ast.unparse(node.value) == "True":
                yield f"{tree.name(path)}:{node.value.lineno}"
            if isinstance(node, ast.arg) and node.arg in COMMITTING_FIXTURES:
                yield f"{tree.name(path)}:{node.lineno}"


def test_only_the_browsers_tests_commit() -> None:
    """A test that commits is cleaned up by emptying all tables, also of what others of the same process stand on."""
    assert list(_committing()) == []
