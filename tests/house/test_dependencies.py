"""What is installed is used, and what is used is asked for."""

import re
import sys
from importlib.metadata import packages_distributions

from tests.house import tree

# Not imported by name, and why they are there all the same.
LOADED_BY_NAME = {
    "argon2-cffi": "Django's password hasher loads it",
    "defusedxml": "openpyxl takes it when it is there",
    "django-axes": "named in the settings",
    "psycopg": "Django's database backend loads it",
    "uvicorn": "started as a program",
    "whitenoise": "named in the settings",
}


def _asked_for(name: str) -> set[str]:
    lines = (tree.ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return {found[0].lower() for line in lines if (found := re.match(r"[A-Za-z][\w.-]*", line))}


def _imported_by_the_product() -> set[str]:
    """The distributions whose packages `src/` imports."""
    distributions = packages_distributions()
    found = set()
    for path in tree.python_files():
        if not path.is_relative_to(tree.PACKAGE):
            continue
        for _line, target in tree.imports(path):
            root = target.split(".")[0]
            if root != "tovholder" and root not in sys.stdlib_module_names:
                found |= {name.lower().replace("_", "-") for name in distributions[root]}
    return found


def test_the_product_asks_for_just_what_it_uses() -> None:
    """A package that comes along by chance may go by chance; one that nobody uses is a burden."""
    asked, used = _asked_for("base.in"), _imported_by_the_product() | set(LOADED_BY_NAME)
    assert (sorted(used - asked), sorted(asked - used)) == ([], [])


def test_every_dependency_says_why_it_is_there() -> None:
    """Each line of the lists ends in its reason."""
    silent = [
        line
        for path in sorted((tree.ROOT / "requirements").glob("*.in"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "-c")) and not re.search(r"# \S.{10,}", line)
    ]
    assert silent == []


def test_locks_carry_hashes_and_name_no_server() -> None:
    """Every version in a lock has its hashes, and where it is fetched from is the installer's own affair."""
    for path in sorted((tree.ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        versions, bare = re.findall(r"^\S+==", text, re.MULTILINE), re.findall(r"^\S+==[^\\]*$", text, re.MULTILINE)
        assert (len(versions) > 0, bare, "://" in text) == (True, [], False), path.name
