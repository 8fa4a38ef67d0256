"""Short words for the tests of a draw: its terms, and a draw taken to each of its states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.apps.programmes.conftest import CAMPAIGN, at

from donghanh.apps.programmes.operations import drawing
from donghanh.apps.programmes.operations.drawing import DrawTerms, NamedSource

DRAW = "online-payment-draw"
COMMIT_DAY, DRAW_DAY, CLAIMS_OVER = date(2022, 1, 3), date(2022, 1, 5), date(2022, 1, 29)
SECRET = bytes(range(32))
RESULTS = ("2,5,12,8,10,45", "9319")
OF = {"campaign_code": CAMPAIGN, "activity_code": DRAW}
TERMS = DrawTerms(
    method="sha256",
    prize_count=10,
    alternate_count=10,
    window_from_on=date(2021, 12, 1),
    window_until_on=date(2022, 1, 1),
    draw_on=DRAW_DAY,
    claim_until_on=CLAIMS_OVER,
    sources=(
        NamedSource("Xổ số tự chọn", "2022-01-05", "vietlott.example"),
        NamedSource("Xổ số miền Bắc", "2022-01-05"),
    ),
)


def terms(**changed):
    return replace(TERMS, **changed)


def prepared(house, **changed):
    return drawing.prepare_draw(actor=house.actors.office, terms=terms(**changed), at=house.now, **OF)


def committed(house, *, day=COMMIT_DAY, secret=SECRET, **changed):
    number = prepared(house, **changed)
    drawing.commit_draw(actor=house.actors.business, number=number, secret=secret, at=at(day), **OF)
    return number


def drawn(house, *, day=DRAW_DAY, results=RESULTS, **changed):
    number = committed(house, **changed)
    drawing.hold_draw(actor=house.actors.office, number=number, results=results, at=at(day), **OF)
    return number


def certified(house, **changed):
    number = drawn(house, **changed)
    drawing.certify_draw(actor=house.actors.business, number=number, at=at(DRAW_DAY), **OF)
    return number


def enrol(count=60):
    """Let households register and install within December, a pair of days each, so that there is a draw."""
    from donghanh.apps.customers.models import Customer

    rows = Customer.objects.filter(kind="household", contract_until=None, phone__isnull=False)
    for place, row in enumerate(rows.order_by("code")[: count * 5 : 5]):
        day = date(2021, 12, 1) + timedelta(days=place % 31)
        Customer.objects.filter(pk=row.pk).update(registered_online_payment_on=day, installed_app_on=day)
