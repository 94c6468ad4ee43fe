"""The components, each against the markup that it promises."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from pytest_django.asserts import assertHTMLEqual

from tovholder.foundation.ui.values import (
    ActiveFilter,
    Cell,
    Column,
    Facet,
    FacetOption,
    Fact,
    Link,
    SortChoice,
    Status,
    Step,
    TableView,
)

ICON = (
    '<svg class="icon-svg{}" aria-hidden="true" focusable="false"><use href="/static/dkfds/icons.svg#{}"></use></svg>'
)
HOSTILE = '"><script>alert(1)</script>'


def icon(name: str, css: str = "") -> str:
    """The markup of an icon."""
    return ICON.format(f" {css}" if css else "", name)


def render(source: str, **context: Any) -> str:
    """``source`` as a Danish page shows it."""
    with translation.override("da"):
        return Template(source).render(Context(context))


def test_icons_are_hidden_from_screen_readers() -> None:
    """An icon adds nothing that the words beside it do not say."""
    assertHTMLEqual(render('{% icon "download" %}'), icon("download"))


def test_a_status_says_it_in_words() -> None:
    """The tone is a class; the words carry the meaning."""
    assertHTMLEqual(
        render("{% status_tag status %}", status=Status("I drift", "success")),
        f'<span class="tv-status tv-status--success">{icon("check")}I drift</span>',
    )


def test_a_key_number_is_written_in_danish() -> None:
    """A number with its meaning and a note."""
    assertHTMLEqual(
        render('{% keynumber 1077 "projekter" note="17 nye" %}'),
        '<p class="tv-keynumber"><strong class="tv-keynumber__value">1.077</strong>'
        '<span class="tv-keynumber__label">projekter</span><span class="tv-keynumber__note">17 nye</span></p>',
    )


def test_a_card_with_an_address_is_one_link() -> None:
    """The heading carries the link, so that a screen reader hears it once."""
    assertHTMLEqual(
        render('{% card heading="Skærmbesøg" href="/t/" %}<p>Over skærm.</p>{% endcard %}'),
        '<div class="tv-card tv-card--link"><h3 class="tv-card__heading"><a href="/t/">Skærmbesøg</a></h3>'
        '<div class="tv-card__body"><p>Over skærm.</p></div></div>',
    )


def test_breadcrumbs_of_words_and_addresses() -> None:
    """Label and address by turns; the last label is this page."""
    assertHTMLEqual(
        render('{% breadcrumbs "Landkort" "/landkort/" "Projekt" %}'),
        '<nav class="breadcrumbs" aria-label="Brødkrumme"><ol class="breadcrumbs__list">'
        '<li class="breadcrumbs__list-item"><a class="breadcrumbs__link" href="/landkort/">Landkort</a></li>'
        f'<li class="breadcrumbs__list-item" aria-current="page">{icon("chevron-right")}Projekt</li></ol></nav>',
    )


def test_breadcrumbs_of_links() -> None:
    """A list of links gives the same."""
    links = [Link("Landkort", "/landkort/"), Link("Projekt", current=True)]
    assertHTMLEqual(
        render("{% breadcrumbs links %}", links=links), render('{% breadcrumbs "Landkort" "/landkort/" "Projekt" %}')
    )


def test_tabs_are_links() -> None:
    """Tabs work without JavaScript; the current one says so."""
    items = [Link("Overblik", "/a/", current=True), Link("Filer", "/b/", count=1200)]
    assertHTMLEqual(
        render('{% tabs items "Dele" %}', items=items),
        '<nav class="tv-tabs" aria-label="Dele"><ul class="nobullet-list">'
        '<li><a href="/a/" aria-current="page">Overblik</a></li>'
        '<li><a href="/b/">Filer <span class="tv-count">1.200</span></a></li></ul></nav>',
    )


def test_the_step_guide_tells_where_one_is() -> None:
    """Done and current steps are told in words; a closed step is no link."""
    steps = [Step("Behov", "/1/", "done"), Step("Teknologi", "/2/", "current"), Step("Kontakt", "/3/", "closed")]
    assertHTMLEqual(
        render("{% stepguide steps %}", steps=steps),
        '<nav class="tv-steps" aria-label="Trin"><p class="tv-steps__now">Trin 2 af 3</p><ol class="nobullet-list">'
        f'<li class="tv-step tv-step--done"><a href="/1/"><span class="tv-step__mark">{icon("check")}'
        '<span class="sr-only">Udfyldt: </span></span><span class="tv-step__text">Behov</span></a></li>'
        '<li class="tv-step tv-step--current"><a href="/2/" aria-current="step"><span class="tv-step__mark">2</span>'
        '<span class="tv-step__text">Teknologi</span></a></li>'
        '<li class="tv-step tv-step--closed"><span class="tv-step__inner"><span class="tv-step__mark">3</span>'
        '<span class="tv-step__text">Kontakt</span></span></li></ol></nav>',
    )


def test_facts_tell_what_is_missing() -> None:
    """An empty fact is told, not left out."""
    assertHTMLEqual(
        render("{% facts rows %}", rows=[Fact("Kommune", "Syddjurs", "/s/"), ("Borgere", 1240), ("Kontakt", "")]),
        '<dl class="tv-facts">'
        '<div class="tv-facts__row"><dt>Kommune</dt><dd><a href="/s/">Syddjurs</a></dd></div>'
        '<div class="tv-facts__row"><dt>Borgere</dt><dd>1.240</dd></div>'
        '<div class="tv-facts__row"><dt>Kontakt</dt><dd><span class="tv-muted">Ikke oplyst</span></dd></div></dl>',
    )


def test_an_empty_state_says_what_to_do() -> None:
    """Heading, why, and one button."""
    assertHTMLEqual(
        render('{% empty_state "Ingen endnu" href="/ny/" action="Opret" %}<p>Begynd.</p>{% endempty_state %}'),
        '<div class="tv-empty"><h2 class="tv-empty__heading">Ingen endnu</h2><div class="tv-empty__body"><p>Begynd.</p>'
        '</div><p class="tv-empty__action"><a class="button button-primary" href="/ny/">Opret</a></p></div>',
    )


def test_a_facet_opens_when_it_is_used() -> None:
    """A checked answer unfolds the facet and is counted in its heading."""
    facet = Facet("status", "Status", [FacetOption("drift", "I drift", 1430, checked=True)])
    assertHTMLEqual(
        render("{% facet facet %}", facet=facet),
        '<details class="tv-facet" id="facet-status" open><summary><span class="tv-facet__title">Status</span>'
        f'<span class="tv-count tv-count--on">1<span class="sr-only"> valgt</span></span>'
        f"{icon('chevron-down')}</summary>"
        '<fieldset><legend class="sr-only">Status</legend><div class="form-group-checkbox">'
        '<input type="checkbox" class="form-checkbox" id="status-1" name="status" value="drift" checked>'
        '<label for="status-1">I drift <span class="tv-facet__count">1.430</span></label></div></fieldset></details>',
    )


def test_each_active_filter_can_be_taken_away() -> None:
    """A tag is a link to the page without it."""
    assertHTMLEqual(
        render(
            '{% filter_tags filters clear_href="/p/" %}', filters=[ActiveFilter("Ældre", "/p/?a=1", group="Målgruppe")]
        ),
        '<div class="tv-filters" role="group" aria-label="Valgte filtre"><ul class="nobullet-list"><li>'
        '<a class="tv-filter" href="/p/?a=1"><span class="sr-only">Fjern filteret </span>'
        f'<span class="tv-filter__group">Målgruppe:</span>Ældre{icon("close")}</a></li></ul>'
        '<a class="tv-filters__clear" href="/p/">Ryd alle filtre</a></div>',
    )


def test_no_filters_no_row() -> None:
    """Nothing is shown where nothing is filtered."""
    assert render("{% filter_tags filters %}", filters=[]).strip() == ""


def test_sorting_keeps_the_filters_and_leaves_the_page() -> None:
    """Another order begins at the first page."""
    request = RequestFactory().get("/p/", {"status": "drift", "side": "3", "sorter": "navn"})
    sort = SortChoice("navn", [("navn", "Navn"), ("nyeste", "Nyeste")])
    html = render("{% sort_choice sort %}", sort=sort, request=request)
    assertHTMLEqual(
        html,
        '<div class="tv-sort" role="group" aria-label="Sortér efter"><span class="tv-sort__word" aria-hidden="true">'
        'Sortér efter</span><ul class="nobullet-list">'
        '<li><a href="?status=drift&amp;sorter=navn" aria-current="true">Navn</a></li>'
        '<li><a href="?status=drift&amp;sorter=nyeste">Nyeste</a></li></ul></div>',
    )


def test_a_single_page_has_no_pagination() -> None:
    """A list that fits shows no page numbers."""
    assert render("{% pagination page_obj %}", page_obj=Paginator(range(3), 25).page(1)).strip() == ""


def test_a_table_names_every_cell_for_a_phone() -> None:
    """Each cell carries its column's title; numbers are set as numbers; nothing is a dash."""
    table = TableView(
        "Projekter",
        [Column("Projekt"), Column("Status"), Column("Borgere", numeric=True)],
        [(Cell("Skærm", "/1/"), Cell("", status=Status("Stoppet", "muted")), 1240), ("Sensor", "", None)],
    )
    assertHTMLEqual(
        render("{% data_table table %}", table=table),
        '<div class="tv-table-frame"><table class="table tv-table"><caption class="sr-only">Projekter</caption>'
        '<thead><tr><th scope="col">Projekt</th><th scope="col">Status</th>'
        '<th scope="col" class="tv-num">Borgere</th></tr></thead>'
        '<tbody><tr><th scope="row" data-title="Projekt"><a href="/1/">Skærm</a></th>'
        f'<td data-title="Status"><span class="tv-status tv-status--muted">{icon("minus")}Stoppet</span></td>'
        '<td data-title="Borgere" class="tv-num">1.240</td></tr>'
        '<tr><th scope="row" data-title="Projekt">Sensor</th><td data-title="Status">–</td>'
        '<td data-title="Borgere" class="tv-num">–</td></tr></tbody></table></div>',
    )


def test_downloads_say_of_what() -> None:
    """A screen reader hears which figures the link fetches."""
    assertHTMLEqual(
        render('{% download_links csv="/a.csv" about="projekterne" %}'),
        f'<p class="tv-downloads">{icon("download")}<span>Hent<span class="sr-only"> projekterne</span></span>'
        '<a href="/a.csv" download>CSV<span class="sr-only"> projekterne</span></a></p>',
    )


def test_progress_in_words_and_as_a_bar() -> None:
    """Both tell the same."""
    assertHTMLEqual(
        render('{% progress job "Importerer" %}', job=SimpleNamespace(done=640, total=1077)),
        '<div class="tv-progress"><p class="tv-progress__text">Importerer 640 af 1.077</p>'
        '<progress aria-label="Importerer" max="1077" value="640"></progress></div>',
    )


def test_progress_of_unknown_length() -> None:
    """Before the total is known the bar has no end."""
    assertHTMLEqual(
        render("{% progress job %}", job=SimpleNamespace(done=0, total=None)),
        '<div class="tv-progress"><p class="tv-progress__text">Går i gang …</p>'
        '<progress aria-label="Fremdrift"></progress></div>',
    )


def test_a_menu_of_actions_opens_without_javascript() -> None:
    """It is a details element."""
    assertHTMLEqual(
        render('{% actions "Mere" %}<li><a href="/pdf/">Hent</a></li>{% endactions %}'),
        f'<details class="tv-actions tv-actions--right"><summary class="button button-secondary">Mere'
        f"{icon('chevron-down')}"
        '</summary><ul class="tv-actions__menu nobullet-list"><li><a href="/pdf/">Hent</a></li></ul></details>',
    )


@pytest.mark.parametrize(
    "source",
    [
        "{% tag text %}",
        "{% keynumber text text note=text %}",
        "{% card heading=text subheading=text %}x{% endcard %}",
        "{% panel text note=text href=text link=text %}x{% endpanel %}",
        "{% keynumbers text %}x{% endkeynumbers %}",
        "{% alert heading=text %}x{% endalert %}",
        "{% empty_state text href=text action=text %}x{% endempty_state %}",
        "{% factlist %}{% fact text %}x{% endfact %}{% endfactlist %}",
        "{% actions text %}x{% endactions %}",
        "{% scroll_table text %}x{% endscroll_table %}",
        "{% breadcrumbs text text text %}",
        "{% button text href=text %}",
        '{% search_box "q" text text text %}',
        "{% download_links csv=text about=text %}",
    ],
)
def test_hostile_text_is_escaped(source: str) -> None:
    """Text that bears markup is shown as text, in every component."""
    assert "<script" not in render(source, text=HOSTILE)
