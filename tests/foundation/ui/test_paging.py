"""Which pages a list offers."""

from django.core.paginator import Paginator
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from tovholder.foundation.ui.paging import page_links, query_without, shown_numbers


def test_a_long_list() -> None:
    """First, last and the neighbours of the current page; dots where several are left out."""
    assert list(shown_numbers(7, 44)) == [1, None, 6, 7, 8, None, 44]


def test_a_gap_of_one_page_is_shown_as_that_page() -> None:
    """Dots never stand for a single page."""
    assert list(shown_numbers(4, 7)) == [1, 2, 3, 4, 5, 6, 7]


@given(st.integers(1, 300).flatmap(lambda total: st.tuples(st.integers(1, total), st.just(total))))
def test_ends_and_current_page_are_always_there(place: tuple[int, int]) -> None:
    """However long the list: first, current and last page, in order, each once."""
    current, total = place
    numbers = [number for number in shown_numbers(current, total) if number is not None]
    assert numbers == sorted(set(numbers))
    assert {1, current, total} <= set(numbers)


def test_links_keep_the_filters() -> None:
    """Going to another page keeps everything else in the address."""
    query = QueryDict("status=drift&status=pilot&side=2")
    links = page_links(Paginator(range(60), 25).page(2), query, "side")
    assert (links.previous, links.next) == ("?status=drift&status=pilot&side=1", "?status=drift&status=pilot&side=3")
    assert [(item.number, item.current) for item in links.items] == [(1, False), (2, True), (3, False)]


def test_no_step_beyond_the_ends() -> None:
    """The only page leads nowhere."""
    links = page_links(Paginator(range(3), 25).page(1), None, "side")
    assert (links.previous, links.next, links.total) == ("", "", 1)


def test_hostile_text_in_the_address_stays_encoded() -> None:
    """What somebody wrote into the address comes back percent-encoded."""
    assert query_without(QueryDict("q=%22%3E%3Cscript%3E"), "side") == "q=%22%3E%3Cscript%3E&"
