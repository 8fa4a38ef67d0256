"""Generated bills of the small law: customers, periods over price changes, swaps, households, reductions."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import strategies as st
from tests.engines.rating.conftest import a_bill, day

RELIEFS = {
    "residential": ("four/households", "one/households", "three/quarantine"),
    "production": ("one/odd",),
    "business": ("three/quarantine",),
    "tourist_lodging": ("one/lodging",),
}
CATEGORIES = ("residential", "residential_prepaid", "hospital_school", *list(RELIEFS)[1:])
FIRST_DAYS = st.one_of(
    st.dates(day("2021-07-01"), day("2022-03-01")),  # VAT changes
    st.dates(day("2023-03-20"), day("2023-05-25")),  # prices change three times
)
PERIODS = st.one_of(st.integers(1, 65), st.sampled_from((28, 30, 31, 61)))


def cuts(start, until):
    """Days inside a period, in order, with both ends."""
    inner = st.sets(st.integers(1, max(1, (until - start).days - 1)), max_size=3)
    return inner.map(
        lambda days: [
            start,
            *(start + timedelta(days=n) for n in sorted(days) if n < (until - start).days),
            until,
        ]
    )


@st.composite
def one_bill(draw, number=1):
    """A bill with `usage` and `quotas`, as the twin takes it."""
    start = draw(FIRST_DAYS)
    until = start + timedelta(days=draw(PERIODS))
    category = draw(st.sampled_from(CATEGORIES))
    has_times = category in ("production", "business", "tourist_lodging") and draw(st.booleans())
    registers = ("normal", "peak", "off_peak") if has_times else ("all",)
    kwh = st.integers(0, 450) | st.integers(0, 9_000_000) | st.just(0)
    edges = draw(cuts(start, until))
    usage = [(one, other, register, draw(kwh)) for register in registers for one, other in pairwise(edges)]
    quota_edges = draw(st.just([]) | cuts(start, until))
    quarters = st.integers(1, 24)
    quotas = [(a, b, draw(quarters)) for a, b in pairwise(quota_edges)]
    row = a_bill(
        bill=number,
        category=category,
        from_on=start,
        until_on=until,
        read_on=draw(st.sampled_from((until, until - timedelta(days=1)))),
        quota_quarters=draw(quarters),
        quota_rounding=draw(st.sampled_from(("whole", "exact"))),
        is_tenants_undeclared=category == "residential" and draw(st.booleans()),
        cos_phi_percent=draw(st.sampled_from((None, 97, 90, 88, 83, 60, 59, 20))) if has_times else None,
        relief=draw(st.sampled_from((None, *RELIEFS.get(category, ())))),
        instrument=draw(st.sampled_from((None, None, None, "list 2"))),
    )
    return row | {"usage": usage, "quotas": quotas}


@st.composite
def some_bills(draw):
    """Up to four bills."""
    return [draw(one_bill(number)) for number in range(1, draw(st.integers(1, 4)) + 1)]


def as_frames(bills):
    """Frames of generated bills, as `conftest.frames` gives them."""
    from tests.engines.rating.conftest import frames

    plain = [{name: bill[name] for name in bill if name not in ("usage", "quotas")} for bill in bills]
    return frames(
        plain,
        stretches=[(bill["bill"], *stretch) for bill in bills for stretch in bill["usage"]],
        quotas=[(bill["bill"], *quota) for bill in bills for quota in bill["quotas"]],
    )
