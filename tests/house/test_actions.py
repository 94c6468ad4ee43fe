"""Every action has a name that people can read in the log."""

import ast
from collections.abc import Iterator

from tests.house import tree
from tovholder.foundation.audit.labels import ACTION_LABELS


def _actions() -> Iterator[str]:
    """The names in every @action("room.verb") of the product."""
    for path in tree.python_files():
        if not path.is_relative_to(tree.ROOT / "src"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "action" and node.args:
                yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))


def test_every_action_is_called_something() -> None:
    """And no name is kept for an action that is gone."""
    made, named = set(_actions()), {plug.key for plug in ACTION_LABELS}
    assert (sorted(made - named), sorted(named - made)) == ([], [])
