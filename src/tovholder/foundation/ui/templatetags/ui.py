"""The components of the interface, as template tags. They are builtins: no ``{% load %}`` is needed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tovholder.foundation.ui import formats
from tovholder.foundation.ui.icons import icon_markup
from tovholder.foundation.ui.navigation import parts_of
from tovholder.foundation.ui.paging import PageLinks, page_links, query_without
from tovholder.foundation.ui.table_cells import rows_markup, shown_value, status_markup
from tovholder.foundation.ui.templatetags import ui_forms
from tovholder.foundation.ui.values import (
    ActiveFilter,
    Facet,
    FacetOption,
    Fact,
    Link,
    SortChoice,
    Status,
    Step,
    TableView,
    Text,
    Tone,
)
from tovholder.kernel.share import Share

register = template.Library()
register.tags.update(ui_forms.register.tags)

ALERT_ICONS = {"info": "info", "success": "success", "warning": "warning", "danger": "error", "error": "error"}


def _render(name: str, context: dict[str, Any]) -> SafeString:
    return render_to_string(f"ui/components/{name}.html", context)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A decorative icon of the design system, hidden from screen readers. ``name`` is the icon's name there."""
    return icon_markup(name, css)


@register.simple_tag
def number(amount: formats.Amount, decimals: int | None = None) -> str:
    """A number in the form of the language: 1.077."""
    return formats.number_text(amount, decimals)


@register.simple_tag
def share(value: Share) -> str:
    """A share with count and base: 38 pct. (32 af 84 kommuner)."""
    return formats.share_text(value)


@register.simple_tag
def danish_date(day: date | None, style: str = "long") -> SafeString:
    """A day as a ``<time>`` element. Styles: long, short, time."""
    if day is None:
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), formats.date_text(day, style))


@register.simple_block_tag
def card(
    content: str, heading: Text = "", href: str = "", subheading: Text = "", level: int = 3, icon: str = ""
) -> SafeString:
    """A framed box. With ``href`` the heading is a link that covers the whole card."""
    return _render(
        "card",
        {
            "content": content,
            "heading": heading,
            "href": href,
            "subheading": subheading,
            "icon": icon,
            "tag": f"h{level}",
        },
    )


@register.simple_block_tag
def panel(
    content: str, heading: Text, level: int = 2, note: Text = "", href: str = "", link: Text = "", anchor: str = ""
) -> SafeString:
    """A section of a page with its heading and, at the right, one link. ``anchor`` is the id that others link to."""
    named = {"tag": f"h{level}", "heading_id": f"panel-{slugify(str(heading))}", "anchor": anchor}
    return _render("panel", {"content": content, "heading": heading, "note": note, "href": href, "link": link, **named})


@register.simple_block_tag
def keynumbers(content: str, label: Text = "") -> SafeString:
    """The row that holds the key numbers of a page."""
    return _render("keynumbers", {"content": content, "label": label})


@register.inclusion_tag("ui/components/keynumber.html")
def keynumber(value: object, label: Text, note: Text = "", href: str = "") -> dict[str, Any]:
    """One number with its meaning. A number is written in the form of the language; a text is shown as it is."""
    shown = formats.number_text(value) if isinstance(value, int | float) else value
    return {"value": shown, "label": label, "note": note, "href": href}


@register.simple_tag
def tag(text: Text, tone: Tone = "neutral") -> SafeString:
    """A short word in a soft frame: a category, a target group."""
    return format_html('<span class="tv-tag tv-tag--{}">{}</span>', tone, text)


@register.simple_tag
def status_tag(status: Status) -> SafeString:
    """A state, felt by colour and icon, told by its words."""
    return status_markup(status)


@register.simple_block_tag
def alert(content: str, tone: str = "info", heading: Text = "", level: int = 2, role: str = "") -> SafeString:
    """A message in the page. Tones: info, success, warning, danger."""
    look = {"kind": "error" if tone == "danger" else tone, "icon": ALERT_ICONS[tone], "tag": f"h{level}"}
    return _render("alert", {"content": content, "heading": heading, "role": role, **look})


@register.inclusion_tag("ui/components/toast.html")
def toast(message: Message) -> dict[str, Any]:
    """One of Django's messages."""
    tone = {"success": "success", "warning": "warning", "error": "danger"}.get(message.level_tag, "info")
    return {"message": message, "tone": tone, "icon": ALERT_ICONS[tone]}


@register.inclusion_tag("ui/components/breadcrumbs.html")
def breadcrumbs(*parts: Any) -> dict[str, Any]:
    """The way to this page: one list of :class:`Link`, or label, address, label, address, …, this page."""
    if len(parts) == 1 and not isinstance(parts[0], str):
        return {"items": parts[0]}
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    items = [Link(label, href) for label, href in pairs]
    if len(parts) % 2:
        items.append(Link(parts[-1], current=True))
    return {"items": items}


@register.inclusion_tag("ui/components/sidenav.html")
def sidenav(items: Sequence[Link], label: Text) -> dict[str, Any]:
    """The navigation inside a part of the product. ``label`` names it to screen readers."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items: Sequence[Link], label: Text) -> dict[str, Any]:
    """Parts of one object as links that look like tabs."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/components/parts.html", takes_context=True)
def parts(context: Mapping[str, Any], whole: str, label: Text) -> dict[str, Any]:
    """The parts of a whole that several rooms make up, as tabs; on a phone they fold.

    Each room registers its own in ``NAV_PARTS``.
    """
    request = context["request"]
    match = getattr(request, "resolver_match", None)
    return {"items": parts_of(whole, request.actor, match.view_name if match else ""), "label": label}


@register.inclusion_tag("ui/components/stepguide.html")
def stepguide(steps: Sequence[Step]) -> dict[str, Any]:
    """The steps of a long form."""
    current = next((at for at, step in enumerate(steps, 1) if step.state == "current"), None)
    return {"steps": steps, "current": current}


@register.inclusion_tag("ui/components/facts.html")
def facts(rows: Sequence[Fact | tuple[Text, object]]) -> dict[str, Any]:
    """A structured list of facts. Empty values are told as such, not left out."""
    return {"rows": [row if isinstance(row, Fact) else Fact(*row) for row in rows]}


@register.simple_block_tag
def factlist(content: str) -> SafeString:
    """A structured list whose rows are ``{% fact %}`` blocks."""
    return format_html('<dl class="tv-facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: str, label: Text) -> SafeString:
    """One row of ``{% factlist %}`` whose value is markup."""
    return format_html('<div class="tv-facts__row"><dt>{}</dt><dd>{}</dd></div>', label, content)


@register.simple_block_tag
def empty_state(content: str, heading: Text, href: str = "", action: Text = "", level: int = 2) -> SafeString:
    """What stands where nothing is yet: why, and what to do."""
    return _render(
        "empty_state", {"content": content, "heading": heading, "href": href, "action": action, "tag": f"h{level}"}
    )


@register.inclusion_tag("ui/components/button.html")
def button(label: Text, href: str = "", kind: str = "primary", icon: str = "", name: str = "", value: str = "") -> Any:
    """A button, or a link that looks like one when ``href`` is given. Kinds: primary, secondary, tertiary, warning."""
    return {"label": label, "href": href, "kind": kind, "icon": icon, "name": name, "value": value}


@register.simple_block_tag
def actions(content: str, label: Text, align: str = "right") -> SafeString:
    """A menu of further actions that opens without JavaScript. The content is a list of ``<li>``."""
    return _render("actions", {"content": content, "label": label, "align": align})


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Mapping[str, Any], page_obj: Page[Any], parameter: str = "side") -> dict[str, Any]:
    """Links to the pages of a list. The rest of the query string is kept."""
    request = context.get("request")
    links: PageLinks = page_links(page_obj, request.GET if request else None, parameter)
    return {"links": links}


@register.inclusion_tag("ui/components/filter_tags.html")
def filter_tags(filters: Sequence[ActiveFilter], clear_href: str = "") -> dict[str, Any]:
    """The filters that are on; each can be taken away alone, and all with one link."""
    return {"filters": filters, "clear_href": clear_href}


@register.inclusion_tag("ui/components/facet.html")
def facet(facet: Facet) -> dict[str, Any]:
    """A group of boxes with counts, folded until used."""
    boxes = "".join(_box(facet.name, at, option) for at, option in enumerate(facet.options, 1))
    return {"facet": facet, "boxes": mark_safe(boxes)}  # every value in it is escaped in _box


def _box(name: str, at: int, option: FacetOption) -> str:
    """One box of a facet. Made here and not in a template: a list page has hundreds of them."""
    box_id = f"{escape(name)}-{at}"
    checked = " checked" if option.checked else ""
    count = ""
    if option.count is not None:
        count = f' <span class="tv-facet__count">{formats.whole_text(option.count)}</span>'
    return (
        f'<div class="form-group-checkbox"><input type="checkbox" class="form-checkbox" id="{box_id}"'
        f' name="{escape(name)}" value="{escape(option.value)}"{checked}>'
        f'<label for="{box_id}">{escape(option.label)}{count}</label></div>'
    )


@register.inclusion_tag("ui/components/search_box.html")
def search_box(name: str, value: str = "", label: Text = "", placeholder: Text = "") -> dict[str, Any]:
    """A box to search in, with its button; for the form of a list, or a form of its own."""
    return {"name": name, "value": value, "label": label, "placeholder": placeholder}


@register.inclusion_tag("ui/components/sort.html", takes_context=True)
def sort_choice(context: Mapping[str, Any], sort: SortChoice) -> dict[str, Any]:
    """The order of a list as links, the chosen one marked. Filters are kept, the page is not."""
    request = context.get("request")
    query = query_without(request.GET if request else None, sort.name, "side")
    return {"sort": sort, "query": query}


@register.inclusion_tag("ui/components/data_table.html")
def data_table(table: TableView) -> dict[str, Any]:
    """A table that becomes a list of cards on a phone."""
    return {"table": table}


@register.simple_block_tag
def scroll_table(content: str, label: Text) -> SafeString:
    """A frame in which a wide table of one's own scrolls sideways, reachable by keyboard."""
    return format_html(
        '<div class="table--responsive-scroll tv-scroll" tabindex="0" role="region" aria-label="{}">{}</div>',
        # A table often has the name of the part that it stands in: two regions of one name cannot be told apart.
        _("Tabel: %(label)s") % {"label": label},
        content,
    )


@register.inclusion_tag("ui/components/download_links.html")
def download_links(csv: str = "", xlsx: str = "", json: str = "", pdf: str = "", about: Text = "") -> dict[str, Any]:
    """The same figures to take along. ``about`` says of what, for screen readers."""
    kinds = (("CSV", csv), ("XLSX", xlsx), ("JSON", json), ("PDF", pdf))
    return {"links": [Link(label, href) for label, href in kinds if href], "about": about}


@register.inclusion_tag("ui/components/progress.html")
def progress(job: Any, label: Text = "") -> dict[str, Any]:
    """How far a job is: anything with ``done`` and ``total`` (total None or 0 while unknown)."""
    return {"done": job.done, "total": job.total or 0, "label": label}


@register.filter
def table_rows(table: TableView) -> SafeString:
    """The rows of a table's body."""
    return rows_markup(table)


@register.filter(name="number")
def number_filter(amount: formats.Amount) -> str:
    """``{{ n|number }}``: 1.077."""
    return formats.number_text(amount)


@register.filter(name="danish_date")
def date_filter(day: date | None, style: str = "long") -> str:
    """``{{ day|danish_date }}``: 3. maj 2026."""
    return formats.date_text(day, style)


@register.filter(name="breakable")
def breakable_filter(address: str) -> SafeString:
    """``{{ email|breakable }}``: a mail address that breaks before the @ and after a full stop, not inside a word."""
    pieces = (escape(piece) for piece in re.split(r"(?=@)|(?<=\.)", address))
    return mark_safe("<wbr>".join(pieces))  # every piece is escaped


@register.filter(name="cell")
def cell_filter(value: object) -> object:
    """A table cell's value: numbers in the form of the language, nothing as a dash."""
    return shown_value(value)
