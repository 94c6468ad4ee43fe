"""A walk over all addresses of the product, and over all operations of its API."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tovholder.site.api import api


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """Every address with its full name, ``namespace:name``; an unnamed one is called by its path."""
    yield from _inside(get_resolver().url_patterns, "")


def _inside(found: list[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in found:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _inside(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern


def addresses() -> dict[str, Callable[..., Any]]:
    """The view of every address, by its full name."""
    return {name: pattern.callback for name, pattern in patterns()}


def operations() -> dict[str, Callable[..., Any]]:
    """The function of every operation of the API, by method and path."""
    return {
        f"{method} {prefix}{path}": operation.view_func
        for prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }
