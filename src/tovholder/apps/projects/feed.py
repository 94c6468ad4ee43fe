"""News of public projects as an Atom feed (RFC 4287), for readers and for other sites."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from tovholder.apps.projects import rules
from tovholder.apps.projects.filters import BadFilterError, choices
from tovholder.apps.projects.models import Step
from tovholder.apps.projects.selectors import public_steps
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest

MOST = 50
FILTERS = ("teknologi", "kommune", "kategori")


class _PublicNews(Feed[Step, tuple[Step, ...]]):
    """The newest steps of public projects, as chosen in the address."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> tuple[Step, ...]:
        """The steps to tell of. Raises ``BadFilterError`` for a filter that means nothing."""
        wanted: dict[str, list[int]] = {}
        known = choices()
        for name in FILTERS:
            keys = {choice.value: choice.key for choice in known[name]}
            given = [value for value in request.GET.getlist(name) if value]
            for value in given:
                if value not in keys:
                    raise BadFilterError(name, value)
            wanted[name] = [keys[value] for value in given]
        steps = public_steps(
            technologies=wanted["teknologi"], municipalities=wanted["kommune"], categories=wanted["kategori"]
        )
        return tuple(steps[:MOST])

    def title(self) -> str:
        """The feed's name; in a demo it says that all is invented."""
        name = _("Nyt på Landkortet")
        return f"{name} ({_('Opfundne data')})" if settings.DEMO_MODE else name

    def subtitle(self) -> str:
        """What the feed tells of."""
        return _("Nye projekter og nye skridt i de projekter, som kommunerne har gjort offentlige.")

    def link(self) -> str:
        """The map."""
        return reverse("projects:landkort")

    def items(self, obj: tuple[Step, ...]) -> Sequence[Step]:
        """The newest first."""
        return obj

    def item_title(self, item: Step) -> str:
        """Where, what, and how far."""
        place, title = item.project.municipality.full_name, item.project.title
        return f"{place}: {title} – {item.get_to_status_display()}"

    def item_description(self, item: Step) -> str:
        """Since when and why; the need, where no reason was asked for. Names of persons are told to nobody."""
        since = _("%(status)s siden %(day)s.") % {
            "status": item.get_to_status_display(),
            "day": date_text(item.on),
        }
        return f"{since} {item.reason or item.project.need}"

    def item_link(self, item: Step) -> str:
        """The project's page."""
        return item.project.get_absolute_url()

    def item_guid(self, item: Step) -> str:
        """The step's own name, which stays when the page moves."""
        return f"urn:uuid:{item.public_id}"

    def item_updateddate(self, item: Step) -> datetime:
        """When the step was recorded."""
        return item.recorded_at

    def item_pubdate(self, item: Step) -> datetime:
        """When the step was recorded."""
        return item.recorded_at

    def item_author_name(self, item: Step) -> str:
        """The municipality: a named person is never public."""
        return item.project.municipality.full_name

    def item_categories(self, item: Step) -> tuple[str, str]:
        """The technology and its category."""
        return (item.project.technology.label, item.project.technology.category.label)


_news = _PublicNews()


@allow(rules.may_read)
def public_news(request: TovholderRequest) -> HttpResponseBase:
    """The feed, whole or of chosen technologies, categories and municipalities."""
    return _news(request)
