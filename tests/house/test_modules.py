"""Rules about single files: their length, their names, the reasons beside exceptions, what must not be in them."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import tree

LONGEST_MODULE = 400
JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
EXCEPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no cover)(?P<rest>.*)$")
# The codes after the colon or in brackets, then a second comment with the reason.
REASON = re.compile(r"^(?::\s*[A-Z0-9, ]+?|\[[a-z0-9, -]+\])\s+#\s*\S.{7,}")
# Put together here, so that this file does not hold what it looks for.
FOREIGN = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs.org",
    "registry." + "yarnpkg.com",
    "deb." + "debian.org",
    "/" + "work/",
    "/" + "root/",
    "/" + "home/",
]


def _long_modules() -> dict[str, int]:
    paths = [path for path in tree.python_files() if "migrations" not in path.parts]
    lengths = {tree.name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > LONGEST_MODULE}


def test_no_module_is_longer_than_400_lines() -> None:
    """A module that outgrows 400 lines is about more than one thing. Migrations are written by Django."""
    assert _long_modules() == {}


def test_no_junk_drawers() -> None:
    """A name such as utils or helpers says nothing of what is inside, so everything ends up there."""
    named = [tree.name(path) for path in tree.python_files() if JUNK_DRAWERS & {path.stem, path.parent.name}]
    assert named == []


def test_every_exception_has_its_reason_beside_it() -> None:
    """A silenced check says which one it silences and why, on the same line."""
    bare = []
    for path in tree.python_files():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found = EXCEPTION.search(line)
            if found and not REASON.match(found["rest"]) and path != Path(__file__):
                bare.append(f"{tree.name(path)}:{number}: {line.strip()}")
    assert bare == []


def test_no_skipped_or_expected_failures() -> None:
    """Every test runs: a test that cannot run here is a step that `dev.py test` names as not run."""
    pattern = re.compile(r"pytest\.mark\.(skip|xfail)|pytest\.(skip|xfail|importorskip)\(|unittest\.skip")
    found = [
        tree.name(path)
        for path in tree.python_files()
        if path != Path(__file__) and pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_unfinished_business() -> None:
    """What is not finished is an issue, not a comment in the code."""
    pattern = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
    code = [path for path in tree.files() if path.suffix in {".py", ".html", ".js", ".css", ".typ"}]
    found = [
        tree.name(path) for path in code if path != Path(__file__) and pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_nothing_names_a_package_server_or_a_machine() -> None:
    """A municipality installs from its own mirror, and no path of the machine that a file was written on is in it."""
    found = []
    for path in tree.files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        found += [f"{tree.name(path)}: {words}" for words in FOREIGN if words in text]
    assert found == []


@pytest.mark.parametrize("module", ["dev.py"])
def test_an_old_python_can_read_dev(module: str) -> None:
    """dev.py keeps to the grammar of Python 3.8, so that an old Python answers with a sentence."""
    tree_of_code = ast.parse((tree.ROOT / module).read_text(encoding="utf-8"), feature_version=(3, 8))
    assert isinstance(tree_of_code, ast.Module)
