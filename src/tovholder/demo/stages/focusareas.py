"""Next year's focus areas and questions on their way, with the municipality group that speaks of them; invented."""

from datetime import timedelta

from tovholder.apps.focusareas.public import (
    ApprovalFacts,
    AreaFacts,
    AreaStep,
    Group,
    QuestionFacts,
    SeatFacts,
    add_member,
    approve_questions,
    propose_area,
    propose_question,
    speak,
    step_area,
    step_question,
)
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.public import actor_of
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

GROUP = (PILOT, "0707", "0561", "0751", "0851")


def build_focusareas(build: Build) -> None:
    """An area that is approved, one that waits for the pilot's word, and three questions, each as far as it came."""
    known = Lookups.read()
    today, year = build.today, build.today.year + 1
    head = _coordinator()
    with clock_at(today - timedelta(days=60)):
        for group_year in (today.year, year):
            for code in GROUP:
                facts = SeatFacts(group=Group.MUNICIPALITIES, year=group_year, municipality=known.tenants[code])
                add_member(by=SYSTEM, facts=facts)
            add_member(
                by=SYSTEM, facts=SeatFacts(group=Group.STEERING, year=group_year, organisation="KL", seat="Formand")
            )
        night = propose_area(
            by=head,
            facts=AreaFacts(
                year=year,
                title_da="Tryghed om natten",
                title_en="Safe nights",
                description_da="Sensorer og tilkald, så borgere sover mere og får hjælp, når de har brug for den.",
                description_en="Sensors and calls, so that people sleep more and are helped when they need it.",
                technologies=[known.technologies[slug] for slug in ("sengesensor", "digitalt_tilsyn", "noedkald")],
            ),
        )
        propose_area(
            by=SYSTEM,
            facts=AreaFacts(
                year=year,
                title_da="Digital medicinhåndtering",
                description_da="Færre fejl og færre besøg, når borgere får hjælp til medicin.",
                technologies=[known.technologies[slug] for slug in ("medicinrobot", "digital_medicinhaandtering")],
            ),
        )
        asked = [propose_question(by=by, facts=QuestionFacts(year=year, **told)) for by, told in _questions(head)]
    with clock_at(today - timedelta(days=40)):
        for code in GROUP[:4]:
            speak(by=SYSTEM, area=night, municipality=known.tenants[code], supports=True, comment="Det fylder hos os.")
        reason = "Kommunegruppen støtter det, og teknologierne kan afgrænses."
        step_area(by=SYSTEM, area=night, step=AreaStep(to_state="qualified", reason=reason))
        for proposal in asked[:2]:
            step_question(by=SYSTEM, proposal=proposal, to_state="discussed", reason="Drøftet på gruppens møde.")
    with clock_at(today - timedelta(days=20)):
        step_area(
            by=SYSTEM,
            area=night,
            step=AreaStep(
                to_state="approved",
                reason="Mange kommuner er i gang, og få har målt det.",
                meeting=f"Opfundet møde nr. 3 i {today.year}",
                approved_by="Styregruppen ved formanden",
            ),
        )
        step_question(by=SYSTEM, proposal=asked[0], to_state="taken", reason="Alle kan svare på det.")
        approve_questions(
            by=SYSTEM,
            facts=ApprovalFacts(
                year=today.year,
                questionnaire="Velfærdsteknologi i kommunen, udgave 1",
                on=today - timedelta(days=45),
                meeting=f"Opfundet møde nr. 2 i {today.year}",
                approved_by="Styregruppen ved formanden",
            ),
        )
    build.say(f"  2 forslag til fokusområder og {len(asked)} spørgsmål for {year}")


def _coordinator() -> Actor:
    held = RoleHolding.objects.filter(role__code="coordinator", municipality__code=PILOT).order_by("pk").first()
    return actor_of(held) if held is not None else SYSTEM


def _questions(head: Actor) -> list[tuple[Actor, dict[str, str]]]:
    return [
        (
            head,
            {
                "text": "Hvor mange plejeboliger har en sensor, der bruges om natten?",
                "why": "Antallet siger mere end ja eller nej, når vi vil se, om det spreder sig.",
                "section": "Tryghed om natten",
                "concept": "night.homes",
            },
        ),
        (
            SYSTEM,
            {
                "text": "Hvem i kommunen beslutter, når en afprøvning skal i drift?",
                "why": "Mange afprøvninger stopper, fordi ingen ved det.",
                "section": "Organisation og kompetencer",
            },
        ),
        (
            head,
            {
                "text": "Hvor meget tid går der med oplæring i de første tre måneder?",
                "why": "Oplæring mangler i næsten alle regnestykker.",
                "section": "Gevinster",
            },
        ),
    ]
