"""What an action is called in the log. Each room registers the names of its own actions in its ``plugs.py``."""

from dataclasses import dataclass

from django_stubs_ext import StrPromise

from tovholder.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class ActionLabel:
    """The name of the action ``key`` as people say it, in the past: "Gav en rolle"."""

    key: str
    label: StrPromise | str


ACTION_LABELS: Registry[ActionLabel] = Registry("action label")


def action_label(action: str) -> str:
    """What ``action`` is called; an action without a name is called by its key."""
    known = ACTION_LABELS.get(action)
    return str(known.label) if known is not None else action
