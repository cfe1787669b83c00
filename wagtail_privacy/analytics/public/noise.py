"""Noise for public figures, by OpenDP: the guarantee is the library's, and so are its proofs.

What is protected is one counted visit of a page, with the entry that it may be. It changes two
exact sums (`keeping/exact.py`) by one each, that of its page and that of the site, in its month and
in no other one. So these two share the budget, and all pages and all months together cost what one
page of one month does. Views are not told: nothing bounds how many of them one visit brings along.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from math import ceil, exp, log

#: The visits of the site, and those of a page.
SHARES = 2
#: In so many cases a figure is off by more than `usual_error`.
RARE = 0.05


def is_available() -> bool:
    """Say whether the library is installed."""
    return find_spec("opendp") is not None


def scale_of(epsilon: float) -> float:
    """Give the scale of the noise for a sum that one visit changes by one."""
    return SHARES / epsilon


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
