"""Invented answers to the yearly questionnaire, such that the counts printed for 2017 come out exactly.

Source: KL, Statusrapport for 2017, December 2017. The report prints shares and bases, no answers: which municipality
says what is drawn by chance, and every count that the report does not print is invented. Where the print cannot be
right the answers keep to what can: see ``UNFIT``.
"""

from collections.abc import Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import Final

from tovholder.engines.questionnaires.model import Value

Answers = dict[str, dict[str, Value]]

NOT_ANSWERING_2017: Final = (
    "0151", "0155", "0607", "0190", "0161", "0766", "0350", "0665", "0360", "0410", "0480", "0370", "0840", "0741",
)  # fmt: skip
"""The 14 municipalities that the report lists."""

ANSWERING_2018: Final = 93
"""So many municipalities took part the year after (KL, news of 2018): who the others were is invented."""

UNFIT: Final = (
    (
        "Figur 8 i rapporten skriver 48, 44, 30 og 7 pct. med n = 35. Det kan ikke passe: intet antal ud af 35 giver "
        "de andele. 13, 12, 8 og 2 ud af 27 gør, og de tal har vi her; de sidste 8 af de 35 har svaret noget andet."
    ),
    (
        "Rapporten skriver 42 pct. for serviceloven § 85 ved en figur med n = 58. Det passer ikke med 58, men med 35 "
        "af alle 84, der svarede. Det antal har vi her."
    ),
)
"""What a reader of the demo is told of the prints that no count gives."""

STATUS: Final = MappingProxyType(
    {
        "sul140": (32, 24, 12, 16),
        "sul119": (9, 14, 20, 41),
        "sel86": (17, 25, 18, 24),
        "sel85": (4, 9, 15, 56),
        "sel83a": (12, 20, 19, 33),
    }
)
"""Training by section of law: in operation, being implemented, planned, not started. The first row is printed."""

TRAINING: Final = 70
"""Municipalities in operation or implementing by any section: enough for the n = 68 of figure 5. Invented."""

SCREEN: Final = MappingProxyType(
    {
        "social_psychiatry": (20, 24, 12, 28),
        "disability": (16, 24, 4, 40),
        "home_care": (14, 21, 7, 42),
        "nursing": (13, 21, 8, 42),
    }
)
"""Screen visits by field. Two in three (56 of 84) and about half are printed, their parts invented."""

BASES: Final = MappingProxyType({"social_psychiatry": 42, "disability": 38, "home_care": 33, "nursing": 32})
"""The printed n of figures 12 to 15."""

HANDED_IN: Final = 46
BEGUN: Final = 13
FIRST_PARTS: Final = ("map_", "organisation_", "competence_", "education_", "training_status")

LEVELS: Final = ("operation", "implementing", "planned", "not_started")
UNTIL_NOW: Final = MappingProxyType(
    {
        "transfer": 58, "washing_toilets": 51, "better_aids": 44, "digital_training": 38, "screen_visits": 33,
        "medication": 24, "sensors": 20, "social_contact": 15, "cognitive": 12, "telemedicine": 9,
    }
)  # fmt: skip
EXPECTED: Final = MappingProxyType(
    {
        "screen_visits": 57, "medication": 50, "digital_training": 43, "better_aids": 36, "sensors": 32,
        "telemedicine": 25, "washing_toilets": 18, "transfer": 15, "cognitive": 11, "social_contact": 8,
    }
)  # fmt: skip
"""How many municipalities name each among their five: the order of the first five is printed, the counts invented."""

CITIZEN_BENEFITS: Final = MappingProxyType(
    {"motivation": 43, "flexibility": 42, "self_mastery": 41, "quality": 27, "effect": 22, "other": 4}
)
"""Of 57: the first three are printed as more than 70 per cent."""


def answers_2017(seed: int, codes: Sequence[str]) -> Answers:
    """The answers of the 84 by municipality code and question. ``codes`` are the 98 of the frame."""
    random = Random(f"collection-2017-{seed}")  # invented data
    who = [code for code in sorted(codes) if code not in NOT_ANSWERING_2017]
    given: Answers = {code: {} for code in who}
    _training(random, who, given)
    _screen(random, who, given)
    _rankings(random, who, given)
    _organisation(random, who, given)
    return given


def answers_2018(seed: int, codes: Sequence[str]) -> Answers:
    """The answers of 93 a year later: those of the year before, some a step further, and nine new ones. Invented."""
    random = Random(f"collection-2018-{seed}")  # invented data
    before = answers_2017(seed, codes)
    new = random.sample(sorted(set(codes) - set(before)), ANSWERING_2018 - len(before))
    given = {code: dict(values) for code, values in before.items()}
    for code in new:
        given[code] = dict(before[random.choice(sorted(before))])
    for code in sorted(given):
        for question in ("training_status", "screen_status"):
            given[code][question] = _a_step_on(random, given[code][question])
    return given


def answers_now(seed: int, codes: Sequence[str], but: str) -> tuple[Answers, Answers]:
    """What municipalities have handed in of an edition that is open, and what others have begun. Invented.

    ``but`` has begun by itself and is in neither.
    """
    random = Random(f"collection-now-{seed}")  # invented data
    before = answers_2018(seed, codes)
    there = random.sample(sorted(code for code in before if code != but), HANDED_IN + BEGUN)
    given = {code: dict(before[code]) for code in there}
    for values in given.values():
        for question in ("training_status", "screen_status"):
            values[question] = _a_step_on(random, values[question])
    begun = {
        code: {question: value for question, value in given[code].items() if question.startswith(FIRST_PARTS)}
        for code in there[HANDED_IN:]
    }
    return {code: given[code] for code in there[:HANDED_IN]}, begun


def _a_step_on(random: Random, status: Value) -> Value:
    """A matrix in which about every fourth row has come one level further; nothing goes back."""
    assert isinstance(status, Mapping)  # noqa: S101  # the questions that are named are matrices
    return {row: LEVELS[max(0, LEVELS.index(level) - (random.random() < 0.27))] for row, level in status.items()}


def _levels(
    random: Random, codes: Sequence[str], counts: tuple[int, int, int, int], first: Sequence[str]
) -> dict[str, str]:
    """A level for every municipality so that each level has its count; ``first`` are the furthest."""
    ahead = list(first)
    rest = [code for code in codes if code not in set(ahead)]
    random.shuffle(ahead)
    random.shuffle(rest)
    ladder = [level for level, count in zip(LEVELS, counts, strict=True) for _ in range(count)]
    return dict(zip([*ahead, *rest], ladder, strict=True))


def _training(random: Random, who: Sequence[str], given: Answers) -> None:
    doing = random.sample(who, TRAINING)
    sul140 = _levels(random, who, STATUS["sul140"], random.sample(doing, 56))
    begun = {code for code, level in sul140.items() if level in LEVELS[:2]}
    # Whoever trains by no section 140 does it by section 86: so exactly those drawn are asked the questions after it.
    late = [code for code in doing if code not in begun]
    rows = {"sul140": sul140}
    for row in ("sul119", "sel86", "sel85", "sel83a"):
        wanted = sum(STATUS[row][:2])
        must = late if row == "sel86" else []
        others = random.sample([code for code in doing if code not in set(must)], wanted - len(must))
        rows[row] = _levels(random, who, STATUS[row], [*must, *others])
    for code in who:
        given[code]["training_status"] = {row: levels[code] for row, levels in rows.items()}
    _training_benefits(random, doing, given)


def _training_benefits(random: Random, doing: list[str], given: Answers) -> None:
    groups = {
        "orthopaedic": 47, "brain_injury": 21, "lungs": 25, "heart": 19, "diabetes": 14, "cancer": 13, "frail": 38,
        "mental": 6, "disability": 9, "other": 7,
    }  # fmt: skip
    _many(random, "training_target_groups", random.sample(doing, 68), groups, given)
    _many(random, "training_citizen_benefits", random.sample(doing, 57), CITIZEN_BENEFITS, given)
    _staff_benefits(random, random.sample(doing, 35), given)
    grown = random.sample(doing, 61)
    for place, code in enumerate(grown):
        given[code]["training_growth"] = place < 26
    economy = random.sample(doing, 52)
    for place, code in enumerate(economy):
        given[code]["training_economy"] = "yes" if place < 9 else "no" if place < 19 else "too_early"
    _many(random, "training_economy_from", economy[:9], {"hours": 5, "function": 3, "transport": 4, "other": 2}, given)


def _staff_benefits(random: Random, who: list[str], given: Answers) -> None:
    """Of 35 that answered, 27 name 35 benefits in all (13, 12, 8 and 2), and 8 name something else."""
    names = ["professional"] * 13 + ["satisfaction"] * 12 + ["planning"] * 8 + ["environment"] * 2
    chosen: list[list[str]] = [[name] for name in names[:27]]
    # The last eight go to the first eight, who named another: so nobody names one twice.
    for place, name in enumerate(names[27:]):
        chosen[place].append(name)
    for code, picked in zip(who, [*chosen, *[["other"]] * 8], strict=True):
        given[code]["training_staff_benefits"] = tuple(picked)


def _screen(random: Random, who: Sequence[str], given: Answers) -> None:
    doing = random.sample(who, 60)
    inside: dict[str, list[str]] = {}
    rows = {}
    left = list(doing)
    for row, counts in SCREEN.items():
        wanted = sum(counts[:2])
        # The first field takes its share, and the others see to it that each of those drawn does it somewhere.
        must = [code for code in left if code not in set(inside.get("social_psychiatry", []))] if inside else []
        must = must[:wanted]
        others = random.sample([code for code in doing if code not in set(must)], wanted - len(must))
        inside[row] = [*must, *others]
        rows[row] = _levels(random, who, counts, inside[row])
    for code in who:
        given[code]["screen_status"] = {row: levels[code] for row, levels in rows.items()}
    services = {"sel85": 35, "sel83": 27, "sel107": 18, "sel108": 14, "other": 6}
    _many(random, "screen_services", random.sample(doing, 58), services, given)
    for row, n in BASES.items():
        shares = {
            "flexibility": 0.74, "security": 0.58, "targeted": 0.5, "portions": 0.42, "self_mastery": 0.4,
            "discretion": 0.34, "isolation": 0.22, "other": 0.06,
        }  # fmt: skip
        told = {option: round(n * share) for option, share in shares.items()}
        _many(random, f"screen_citizen_benefits_{row}", random.sample(inside[row], n), told, given)
    staff = {"less_driving": 20, "flexible_day": 17, "focused": 13, "wider_offer": 8, "professional": 7, "other": 2}
    _many(random, "screen_staff_benefits", random.sample(doing, 28), staff, given)
    for place, code in enumerate(random.sample(doing, 49)):
        given[code]["screen_economy"] = "yes" if place < 13 else "no" if place < 18 else "too_early"


def _many(random: Random, question: str, who: Sequence[str], counts: Mapping[str, int], given: Answers) -> None:
    """Give each option to exactly its count of those who answer, and nobody none."""
    picked: dict[str, list[str]] = {code: [] for code in who}
    for option, count in counts.items():
        # Those with the fewest so far come first: then all of them have said something when the counts are used up.
        order = sorted(random.sample(list(who), len(who)), key=lambda code: len(picked[code]) > 0)
        for code in order[:count]:
            picked[code].append(option)
    for code, options in picked.items():
        given[code][question] = tuple(option for option in counts if option in options)


def _rankings(random: Random, who: Sequence[str], given: Answers) -> None:
    for question, counts in (("top_until_now", UNTIL_NOW), ("top_expected", EXPECTED)):
        picked: dict[str, list[str]] = {code: [] for code in who}
        for option, count in counts.items():
            free = [code for code in who if len(picked[code]) < 5]
            order = sorted(random.sample(free, len(free)), key=lambda code: len(picked[code]))
            for code in order[:count]:
                picked[code].append(option)
        for code, options in picked.items():
            if options:
                given[code][question] = tuple(options)


def _organisation(random: Random, who: Sequence[str], given: Answers) -> None:
    changed = set(random.sample(who, 63))
    for code in who:
        given[code]["organisation_changed"] = code in changed
        given[code]["map_pilot"] = random.randrange(0, 6)
        given[code]["map_implementing"] = random.randrange(0, 7)
        given[code]["map_operation"] = random.randrange(0, 12)
        given[code]["education_cooperation"] = random.choice(("formal", "informal", "informal", "no"))
        given[code]["education_more"] = random.random() < 0.71
    ways = {"leadership": 34, "teams": 29, "procedures": 31, "central": 22, "staffing": 26, "pool": 17, "other": 5}
    _many(random, "organisation_changes", sorted(changed), ways, given)
    efforts = {"superusers": 66, "courses": 58, "peers": 61, "suppliers": 44, "elearning": 23, "other": 6}
    _many(random, "competence_efforts", who, efforts, given)
    hurdles = {"technical": 33, "match": 29, "coverage": 26, "citizens": 21, "services": 18, "other": 5}
    _many(random, "screen_barriers", random.sample(who, 66), hurdles, given)
    realised = {"prevented": 49, "room": 37, "budget": 14}
    _many(random, "benefits_realised", random.sample(who, 71), realised, given)
