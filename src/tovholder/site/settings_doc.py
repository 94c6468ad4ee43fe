"""The page about the settings, made from their registry so that it cannot fall behind."""

from collections.abc import Sequence
from pathlib import Path

from tovholder.site.env import REPOSITORY, Setting

HEAD = """# Settings

Written from `src/tovholder/site/env.py` by `tovholder write_settings_doc`; a test fails when it falls behind.

Every setting is an environment variable. Instead of `NAME` you may give `NAME_FILE`, the path of a file that holds the
value: the way in which secrets are handed to containers. A value that cannot be read stops the start with a sentence
that names the setting.

*Needed* means that production (`TOVHOLDER_MODE=production`) refuses to start without it. *Secret* means: never in a
file under version control, never in a log.

| setting | kind | without it | needed | secret | meaning |
|---|---|---|---|---|---|
"""


def document(settings: Sequence[Setting[object]]) -> str:
    """The page in Markdown."""
    return HEAD + "".join(_row(setting) for setting in settings)


def _row(setting: Setting[object]) -> str:
    cells = (
        f"`{setting.name}`",
        setting.kind,
        _default(setting),
        "yes" if setting.needed_in_production else "",
        "yes" if setting.secret else "",
        setting.meaning,
    )
    return f"| {' | '.join(cells)} |\n"


def _default(setting: Setting[object]) -> str:
    """What holds without the setting; a folder is told from the repository, since its place differs by machine."""
    value = setting.default
    if value in (None, "", ()):
        return "–"
    if isinstance(value, bool):
        return "no" if value is False else "yes"
    if isinstance(value, Path):
        return f"`{value.relative_to(REPOSITORY).as_posix()}`"
    return f"`{','.join(value)}`" if isinstance(value, tuple) else f"`{value}`"
