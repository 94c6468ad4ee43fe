"""The packaged templates and profiles: whole, in both languages, with sources, and against the code lists."""

import pytest
from django.utils import translation

from tests.landkort import technology
from tests.people import code
from tovholder.apps.benefits.choices import QUALITY_LINES, TYPE_LISTS, BottomLine, Realisation, TreePart
from tovholder.apps.benefits.gallery import (
    ASKED_FIELDS,
    TemplatePoint,
    TreeTemplate,
    profile_of,
    profiles,
    suggestions_for,
    template_of,
    tree_template,
    tree_templates,
)
from tovholder.apps.benefits.tree_graph import closes_a_circle
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.codes.models import Code

pytestmark = pytest.mark.django_db

TECHNOLOGIES_OF_2017 = {
    *("forflytning", "vasketoilet", "bedre_hjaelpemidler", "digital_traening", "skaermbesoeg"),
    *("digital_medicinhaandtering", "sensorer"),
}


def _every() -> list[TemplatePoint]:
    of_profiles = [point for profile in profiles().values() for point in profile.points]
    return [point for template in tree_templates() for point in template.points] + of_profiles


def _template(key: str) -> TreeTemplate:
    found = tree_template(key)
    assert found is not None
    return found


def _kinds(key: str, part: str) -> set[str]:
    return {point.kind for point in _template(key).points if point.part == part and not point.is_negative}


@pytest.mark.requirement("BEN-02")
def test_there_is_a_template_for_each_category_and_each_technology_of_the_report() -> None:
    """Four categories; the five technologies that gave most in 2017 and the two that were expected to."""
    categories = {slug for one in tree_templates() if one.kind == "category" for slug in one.of}
    technologies = {slug for one in tree_templates() if one.kind == "technology" for slug in one.of}
    assert categories == {one.code for one in Code.objects.of("functional_category")}
    assert technologies >= TECHNOLOGIES_OF_2017
    assert technologies <= set(Technology.objects.values_list("slug", flat=True))


@pytest.mark.requirement("BEN-02")
def test_every_template_has_all_five_parts_and_leans_on_what_was_published() -> None:
    """No part is empty, more than half of the points name a publication with year, drawbacks are there too."""
    for template in tree_templates():
        assert {point.part for point in template.points} == set(TreePart.values), template.key
        sourced = [point for point in template.points if point.source is not None]
        assert len(sourced) * 2 >= len(template.points), template.key
        assert {point.source.year for point in sourced if point.source} <= {2016, 2017}
        assert any(point.is_negative for point in template.points), template.key


def test_everything_is_said_in_both_languages() -> None:
    """Danish and English words for titles, measures, assumptions and questions."""
    said = [one for point in _every() for one in (point.said, point.more, point.indicator_said)]
    for template in tree_templates():
        said += [template.said, template.lead_said, *(edge.said for edge in template.edges)]
        said += [question.said for question in template.questions]
    assert [one for one in said if bool(one.da) != bool(one.en)] == []
    with translation.override("en"):
        assert _template("vasketoilet").title == "Wash toilet"


@pytest.mark.requirement("BEN-04", "BEN-05", "BEN-11")
def test_what_can_be_harvested_says_how_and_by_codes_that_exist() -> None:
    """Type, value, unit and beneficiary are codes of the lists of that bottom line; money says its way."""
    held = set(Code.objects.values_list("list", "code"))
    for point in _every():
        if not point.bottom_line:
            assert point.part in {TreePart.PURPOSE, TreePart.WORK, TreePart.BARRIER}
            continue
        assert any((name, point.kind) in held for name in TYPE_LISTS[point.bottom_line]), point.full_key
        assert ("value_kind", point.value_kind) in held, point.full_key
        assert ("measure_unit", point.measured_in) in held, point.full_key
        assert ("beneficiary", point.beneficiary) in held, point.full_key
        assert bool(point.indicator_said.da), point.full_key
        money = point.bottom_line == BottomLine.ECONOMY and not point.is_negative
        assert (point.realisation in Realisation.values) is money, point.full_key


@pytest.mark.requirement("BEN-04", "BEN-05", "BEN-06")
def test_the_lists_hold_every_type_that_the_sources_name() -> None:
    """Sixteen for citizens, the staff's, and the three of the organisation."""
    citizens = (
        "safe_feeling dignity freedom independence self_reliance comfort safety hygiene health quality_of_life "
        "motivation mastery training_quality discretion less_isolation own_time"
    )
    staff = (
        "development job_satisfaction easier_planning working_environment gentle_postures flexible_hours "
        "focused_visits wider_range"
    )
    assert set(citizens.split()) <= {one.code for one in Code.objects.of("benefit_citizen")}
    assert set(staff.split()) <= {one.code for one in Code.objects.of("benefit_staff")}
    organisation = {one.code for one in Code.objects.of("benefit_organisation")}
    assert {"less_travel", "time_released", "frequent_contact"} <= organisation


@pytest.mark.requirement("BEN-10")
def test_transfer_toilets_and_aids_suggest_the_economic_types_of_the_report() -> None:
    """Freed staff, budget, admissions prevented, help postponed, fewer services."""
    assert _kinds("forflytning", "economy") == {"freed_staff", "budget_reduction"}
    assert _kinds("vasketoilet", "economy") == {"freed_staff", "budget_reduction", "prevented_admission"}
    assert _kinds("hjaelpemidler", "economy") == {"postponed_help", "fewer_services"}


@pytest.mark.requirement("BEN-16")
def test_relatives_can_be_those_who_benefit() -> None:
    """The wash toilet relieves spouses: the beneficiary and the type say so."""
    point = next(one for one in _template("vasketoilet").points if one.key == "paaroer")
    assert (point.beneficiary, point.kind, point.bottom_line) == ("relatives", "relatives_relieved", "citizen")
    assert code("beneficiary", "relatives").label == "Pårørende"


@pytest.mark.requirement("BEN-18")
def test_the_change_of_culture_is_a_gain_and_a_risk() -> None:
    """Screen visits name it twice: once as a benefit, once as a drawback."""
    points = [one for one in _template("skaermbesoeg").points if one.kind == "self_help_culture"]
    assert sorted((one.is_negative, one.bottom_line) for one in points) == [(False, "staff"), (True, "staff")]


@pytest.mark.requirement("BEN-19")
def test_better_documentation_is_a_benefit_of_digital_training() -> None:
    """The training registers its own effect."""
    point = next(one for one in _template("digital-traening").points if one.kind == "documentation")
    assert (point.is_negative, point.bottom_line, bool(point.details)) == (False, "staff", True)


@pytest.mark.requirement("BEN-21")
def test_welfare_and_administration_begin_from_different_benefits() -> None:
    """Welfare begins with citizens' quality, administration with the efficiency of staff's work."""
    care = technology("tyngdedyne")
    office = Technology.objects.filter(area__code="administration").first()
    assert office is not None
    assert (profile_of(care).area, profile_of(office).area) == ("welfare", "administration")
    first_of_care, first_of_office = suggestions_for(care)[0], suggestions_for(office)[0]
    assert (first_of_care.bottom_line, first_of_care.value_kind) == ("citizen", "quality")
    assert (first_of_office.bottom_line, first_of_office.value_kind) == ("staff", "efficiency")
    for profile in profiles().values():
        assert sorted(profile.lines) == sorted(BottomLine.values)
        assert {point.bottom_line for point in profile.points} & set(QUALITY_LINES)


def test_a_technology_finds_its_own_template_before_that_of_its_category() -> None:
    """Screen visits have their own; a cognitive app has that of cognitive aids."""
    own, general = template_of(technology("skaermbesoeg")), template_of(technology("kognitiv_app"))
    assert (own and own.key, general and general.key) == ("skaermbesoeg", "kognitive")


def test_questions_go_to_fields_of_their_own() -> None:
    """No field is asked twice, and each takes words."""
    for template in tree_templates():
        fields = [question.field for question in template.questions]
        assert len(fields) == len(set(fields)), template.key
        assert set(fields) <= set(ASKED_FIELDS), template.key


def test_no_template_goes_in_a_circle() -> None:
    """Each is a tree that the editor would accept, arrow by arrow."""
    for template in tree_templates():
        place = {point.key: at for at, point in enumerate(template.points)}
        laid: list[tuple[int, int]] = []
        for edge in template.edges:
            assert closes_a_circle(laid, place[edge.start], place[edge.end]) is False, (template.key, edge)
            laid.append((place[edge.start], place[edge.end]))
