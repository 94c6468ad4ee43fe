"""Where questionnaires are answered: the rooms that host them say on which page a response stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django_stubs_ext import StrOrPromise

from tovholder.apps.questionnaires.models import Answer, Response
from tovholder.kernel.registry import Registry

RESPONSIBLE: Final = "questionnaires.responsible"
"""The kind of notice that tells a person which answer they are to follow up."""


@dataclass(frozen=True, slots=True)
class Host:
    """The room that asks the questionnaire called ``key``, registered in its ``plugs.py``.

    ``url_of(response)`` gives the path of the page on which the response is read, without a query of its own;
    ``label`` names what it belongs to ("IT-screening").
    """

    key: str
    url_of: Callable[[Response], str]
    label: StrOrPromise


HOSTS: Registry[Host] = Registry("questionnaire host")


def response_url(response: Response) -> str:
    """The path of the page of ``response``; empty for a questionnaire that no room hosts any more."""
    host = HOSTS.get(response.edition.key)
    return host.url_of(response) if host is not None else ""


def answer_url(given: Answer) -> str:
    """The path of an answer on its page; empty as :func:`response_url`."""
    url = response_url(given.response)
    return f"{url}#svar-{given.question}" if url else ""
