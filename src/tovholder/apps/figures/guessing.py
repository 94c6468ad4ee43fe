"""What may lie behind shares that do not fit their n, in words. Guesses to look into, never corrections."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.engines.figures import GroupCheck, Guess, Hypothesis
from tovholder.foundation.ui.formats import number_text

LISTED = 6


def guess_texts(group: GroupCheck) -> list[str]:
    """A sentence for each hypothesis of a group, the likeliest first; none when its shares fit."""
    return [_WORDS[guess.code](guess, group) for guess in group.guesses]


def _mentions(guess: Guess, group: GroupCheck) -> str:
    base, n = guess.bases[0], number_text(group.n or 0)
    if guess.counts:
        return _(
            "n tæller måske svar og ikke kommuner: Med grundlaget %(base)s er antallene %(counts)s, i alt %(n)s."
        ) % {
            "base": number_text(base),
            "counts": " + ".join(number_text(count) for count in guess.counts),
            "n": n,
        }
    return _("n tæller måske svar og ikke kommuner: Med grundlaget %(base)s kan antallene give %(n)s i alt.") % {
        "base": number_text(base),
        "n": n,
    }


def _known_base(guess: Guess, group: GroupCheck) -> str:
    if guess.counts:
        told = [
            _("%(count)s ud af %(base)s") % {"count": number_text(count), "base": number_text(base)}
            for count, base in zip(guess.counts, guess.bases, strict=True)
        ]
    else:
        told = [number_text(base) for base in guess.bases]
    more = len(told) - LISTED
    told = told[:LISTED] + ([_("med flere")] if more > 0 else [])
    return ngettext(
        "Grundlaget er måske et andet, som kilden kender. Andelen passer til: %(bases)s.",
        "Grundlaget er måske et andet, som kilden kender. Andelene passer alle til: %(bases)s.",
        len(group.rows),
    ) % {"bases": ", ".join(told)}


def _other_base(guess: Guess, group: GroupCheck) -> str:
    return _("Det mindste grundlag, som alle andelene passer til, er %(base)s.") % {"base": number_text(guess.bases[0])}


def _misprint(guess: Guess, group: GroupCheck) -> str:
    shares = _(" eller ").join(share_text(share) for share in guess.shares)
    return _("Andelen er måske skrevet forkert: n kan give %(shares)s pct.") % {"shares": shares}


def share_text(share: Decimal) -> str:
    """A share in the form of the language, with as many decimals as are printed."""
    return number_text(share, max(0, -int(share.as_tuple().exponent)))


_WORDS = {
    Hypothesis.MENTIONS: _mentions,
    Hypothesis.KNOWN_BASE: _known_base,
    Hypothesis.OTHER_BASE: _other_base,
    Hypothesis.MISPRINT: _misprint,
}
