"""The yearly collection: two editions that are published, and one that is open now, all with invented answers."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from tovholder.apps.results.public import (
    HighlightFacts,
    Results,
    add_highlight,
    compute_results,
    figure_at,
    publish_results,
)
from tovholder.apps.surveys.public import (
    Audience,
    ContactFacts,
    DelegationFacts,
    ImportedAnswers,
    Participant,
    Survey,
    SurveyFacts,
    begin,
    close_survey,
    create_survey,
    delegate,
    import_answers,
    keep_answers,
    name_contact,
    open_survey,
    participants_of,
    set_mailbox,
)
from tovholder.demo.collecting import UNFIT, answers_2017, answers_2018, answers_now
from tovholder.demo.pilot import MAILBOX, PILOT
from tovholder.demo.places import places
from tovholder.demo.stage import Build
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.public import actor_of
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

QUESTIONNAIRE: Final = "velfaerdsteknologi"
WHO: Final = "Opfunden tovholder"
PUBLISHED: Final = {2017: date(2017, 12, 15), 2018: date(2018, 12, 14)}
OPEN: Final = {2017: (date(2017, 9, 17), date(2017, 10, 30)), 2018: (date(2018, 9, 17), date(2018, 10, 30))}
"""The days of 2017 are the report's (the day of its publication is invented), those of 2018 are invented."""

PURPOSE: Final = {
    2017: "Opfundne data. Svarene er fundet på, så de tal, som KL's statusrapport for 2017 trykker, kommer ud af dem. "
    "Hvilken kommune der svarer hvad, er tilfældigt. Kun listen over de 14 kommuner, der ikke svarede, er rapportens.",
    2018: "Opfundne data. 93 kommuner svarede i 2018 (KL, 2018). Alle svar er fundet på, så to år kan sammenlignes.",
}

SAID: Final = (
    ("training_status", "sul140", "operation", "38 pct. er i drift med genoptræning efter sundhedsloven § 140."),
    ("training_status", "sul140", "not_started", "19 pct. er ikke i gang med genoptræning efter § 140."),
    ("training_target_groups", "", "orthopaedic", "69 pct. tilbyder træningen efter en ortopædisk operation."),
)
"""What the report prints and the counts bear, by question, row and option."""


def build_collected(build: Build) -> None:
    """The editions of 2017 and 2018, before anybody has a login: nobody is told of what is long past."""
    codes = list(places())
    for year, answers in ((2017, answers_2017(build.seed, codes)), (2018, answers_2018(build.seed, codes))):
        opens_on, closes_on = OPEN[year]
        with clock_at(opens_on):
            survey = _opened(year, PURPOSE[year], opens_on, closes_on, frame_on=opens_on)
        with clock_at(closes_on):
            import_answers(by=SYSTEM, survey=survey, rows=_rows(answers))
        with clock_at(closes_on + timedelta(days=1)):
            close_survey(by=SYSTEM, survey=survey)
        with clock_at(PUBLISHED[year]):
            _publish(survey)
        build.say(f"  {len(answers)} kommuners svar fra {year}")


def _opened(year: int, purpose: str, opens_on: date, closes_on: date, frame_on: date) -> Survey:
    facts = SurveyFacts(
        key=f"vt-{year}",
        year=year,
        title_da=f"Velfærdsteknologi i kommunerne {year}",
        title_en=f"Welfare technology in the municipalities {year}",
        purpose_da="\n\n".join((purpose, *UNFIT)) if year == 2017 else purpose,
        questionnaire_key=QUESTIONNAIRE,
        opens_on=opens_on,
        closes_on=closes_on,
        frame_on=frame_on,
    )
    return open_survey(by=SYSTEM, survey=create_survey(by=SYSTEM, facts=facts))


def _rows(answers: Mapping[str, Mapping[str, Value]], *, is_submitted: bool = True) -> list[ImportedAnswers]:
    now = clock.now()
    return [
        ImportedAnswers(code=code, values=values, by_name=WHO, at=now, is_submitted=is_submitted)
        for code, values in answers.items()
    ]


def _publish(survey: Survey) -> None:
    """Count, say what the print says where it fits, and publish."""
    if not Results.objects.filter(survey=survey).exists():  # where jobs run at once, closing has counted already
        compute_results(by=SYSTEM, survey=survey)
    for position, (question, row, option, said) in enumerate(SAID if survey.year == 2017 else (), start=1):
        figure = figure_at(survey, (question, row, option, "country", ""))
        if figure is not None:
            facts = HighlightFacts(statement_da=said, statement_en="", figure=figure, position=10 * position)
            add_highlight(by=SYSTEM, survey=survey, facts=facts)
    publish_results(by=SYSTEM, survey=survey)


def build_collection(build: Build) -> None:
    """An edition that is open today: half of the country has answered, and the pilot is in the middle of it."""
    today = build.today
    opens_on, closes_on = today - timedelta(days=30), today + timedelta(days=24)
    with clock_at(opens_on):
        survey = _opened(
            today.year,
            "Opfundne data. En dataindsamling, der er åben nu, så den kan prøves.",
            opens_on,
            closes_on,
            frame_on=opens_on,
        )
        _economists(today)
    submitted, begun = answers_now(build.seed, list(places()), PILOT)
    with clock_at(today - timedelta(days=9)):
        import_answers(by=SYSTEM, survey=survey, rows=_rows(submitted))
        import_answers(by=SYSTEM, survey=survey, rows=_rows(begun, is_submitted=False))
    _pilot(participants_of(survey).get(code=PILOT), today)
    build.say(f"  {len(submitted)} kommuner har svaret i {today.year}, {len(begun) + 1} er i gang")


def _economists(today: date) -> None:
    """The chief economists' survey, still being prepared."""
    create_survey(
        by=SYSTEM,
        facts=SurveyFacts(
            key=f"oekonomi-{today.year}",
            year=today.year,
            title_da=f"Økonomichefernes vurdering {today.year}",
            title_en=f"The chief economists' assessment {today.year}",
            purpose_da="Opfundne data. Økonomicheferne vurderer, om velfærdsteknologi kan betale sig.",
            questionnaire_key="oekonomi",
            audience=Audience.ECONOMY,
            opens_on=today + timedelta(days=30),
            closes_on=today + timedelta(days=60),
            frame_on=today,
        ),
    )


def _seat(email: str) -> Actor:
    held = RoleHolding.objects.select_related("role", "user").filter(user__email=email).order_by("pk").first()
    return actor_of(held) if held is not None else SYSTEM


def _pilot(place: Participant, today: date) -> None:
    """Contacts, sections with colleagues, some answers, and what the Landkort suggests still waiting."""
    head = _seat("mette.krogh@syddjurs.example")
    therapist = RoleHolding.objects.get(user__email="camilla.brandt@syddjurs.example").user
    supporter = RoleHolding.objects.get(user__email="karim.haddad@syddjurs.example").user
    first = today - timedelta(days=20)
    with clock_at(first):
        set_mailbox(by=head, participant=place, mailbox=MAILBOX)
        people = [
            name_contact(
                by=head,
                municipality=place.municipality,
                facts=ContactFacts(name=name, email=email, job_title=title, network=True, from_on=first),
            )
            for name, email, title in (
                ("Mette Krogh", "mette.krogh@syddjurs.example", "Tovholder"),
                ("Jette Lund", "jette.lund@syddjurs.example", "Udviklingskonsulent"),
            )
        ]
        begin(place, by=head)
        answers: dict[str, Value] = {"organisation_changed": True, "organisation_changes": ("teams", "procedures")}
        keep_answers(place, answers, seen={}, by=head)
        due = today + timedelta(days=7)
        for section, facts_of in (
            ("training", DelegationFacts(user=therapist, note="Du kender træningen bedst.", due_on=due)),
            ("screen", DelegationFacts(user=supporter, due_on=due)),
            ("top", DelegationFacts(contact=people[-1], due_on=due)),
        ):
            delegate(by=head, participant=place, section=section, facts=facts_of)
    with clock_at(today - timedelta(days=4)):
        status: dict[str, Value] = {"training_status": {"sul140": "operation", "sel86": "implementing"}}
        keep_answers(place, status, seen={}, by=_seat("camilla.brandt@syddjurs.example"))
