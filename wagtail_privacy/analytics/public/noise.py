"""Noise for public figures, by OpenDP: the guarantee is the library's, and so are its proofs.

What is protected is one counted visit of a page, with the entry that it may be. The counts that are
shown come in groups (`groups.py`): at each end of a month up to MINIMUM_COUNT visits of a page may
wait for the next one, so that one visit more may change a page's figure of a month by 2 × that + 1.
Entries wait in two kinds, hence twice as much for the visits of the site. The budget of a month is
shared by these two; a visit of a page is of one page only, so that all pages together cost what one
does. Views are not told: nothing bounds how many of them one group brings along.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from math import ceil, exp, log

#: The visits of the site, and those of a page.
SHARES = 2
#: The kinds of entries that wait apart: left at once, and saw another page.
KINDS = 2
#: In so many cases a figure is off by more than `usual_error`.
RARE = 0.05


def is_available() -> bool:
    """Say whether the library is installed."""
    return find_spec("opendp") is not None


def page_scale(epsilon: float, minimum: int) -> float:
    """Give the scale of the noise for the visits of a page."""
    return (2 * minimum + 1) * SHARES / epsilon


def site_scale(epsilon: float, minimum: int) -> float:
    """Give the scale of the noise for the visits of a site."""
    return KINDS * page_scale(epsilon, minimum)


def noisy(numbers: Sequence[int], scale: float) -> list[int]:
    """Give numbers with noise of a scale, never below zero."""
    import opendp.prelude as dp  # large, and needed once a month

    dp.enable_features("contrib")
    whole = (dp.atom_domain(T="i64"), dp.absolute_distance(T="i64"))
    measure = dp.m.make_laplace(*whole, scale=scale)
    return [max(measure(number), 0) for number in numbers]


def usual_error(scale: float) -> int:
    """Give by how much a figure is off at most in 19 of 20 cases."""
    # P(|noise| > t) of the discrete Laplace distribution is 2·exp(-(t+1)/scale)/(1+exp(-1/scale)).
    return max(ceil(scale * log(2 / RARE / (1 + exp(-1 / scale))) - 1), 0)
