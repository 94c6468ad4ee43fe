"""Links between the pages of the documentation."""

import re

from tests.house import tree

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def test_links_lead_somewhere() -> None:
    """A link from one file of the repository to another finds it; pictures too."""
    broken = []
    for page in (path for path in tree.files() if path.suffix == ".md"):
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            path = target.partition("#")[0]
            if path and "://" not in path and not path.startswith("mailto:") and not (page.parent / path).exists():
                broken.append(f"{tree.name(page)}: {target}")
    assert broken == []
