"""The icons of the design system."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


def icon_markup(name: str, css: str = "") -> SafeString:
    """A decorative icon, hidden from screen readers: its name in the design system, and a further class."""
    return format_html(
        '<svg class="icon-svg{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" {css}" if css else "",
        static("dkfds/icons.svg"),
        name,
    )
