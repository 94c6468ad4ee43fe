"""Pages about the product itself, and the style guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from tovholder.foundation.ui.samples import SAMPLES
from tovholder.foundation.visibility.access import EVERYONE, allow


@allow(EVERYONE)
def about(request: HttpRequest) -> HttpResponse:
    """What Tovholder is, and where its source is."""
    return render(request, "ui/about/about.html")


@allow(EVERYONE)
def privacy(request: HttpRequest) -> HttpResponse:
    """Which data about people are kept, why and how long."""
    return render(request, "ui/about/privacy.html")


@allow(EVERYONE)
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "ui/about/accessibility.html")


@allow(EVERYONE)
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component and chart with invented data."""
    samples = [
        {
            "key": sample.key,
            "title": sample.title,
            "html": render_to_string(sample.template, dict(sample.load()), request),
        }
        for sample in SAMPLES
    ]
    return render(request, "ui/styleguide.html", {"samples": samples})
