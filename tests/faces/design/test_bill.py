"""The component that shows a bill with its reasons, for desk and portal alike."""

from __future__ import annotations

from datetime import date

from django.template import engines

from donghanh.faces.bills.asked import BillAsked, frames_of
from donghanh.faces.bills.explained import Reading
from donghanh.faces.bills.explaining import explain
from donghanh.faces.bills.law import shipped_law

ASKED = BillAsked(
    category="residential",
    used=(("all", 120),),
    from_on=date(2021, 11, 16),
    until_on=date(2021, 12, 16),
    read_on=date(2021, 12, 15),
    quota_quarters=5,
)


def drawn(**more) -> str:
    bills, usage = frames_of(ASKED)
    bill = explain(shipped_law(), bills=bills, usage=usage, **more)
    page = engines["django"].from_string("{% load bills %}{% bill_explained bill %}")
    return page.render({"bill": bill})


def test_each_line_stands_with_formula_limit_and_source():
    html = drawn()

    assert "63 kWh × 1.678 đ = 105.714 đ" in html
    assert "50 kWh × 1,25 hộ = 62,5 kWh, làm tròn 63 kWh" in html
    assert "QĐ 648/QĐ-BCT" in html


def test_what_is_not_confirmed_is_marked_by_word_and_shape():
    html = drawn()

    assert 'class="status status-warn"' in html
    assert "Cần xác nhận" in html


def test_readings_stand_with_meter_and_multiplier():
    reading = Reading("all", old_index=1000, new_index=1012, multiplier=10, kwh=120, meter="<b>M1</b>")
    html = drawn(readings=[reading])

    assert "(1.012 − 1.000) × 10 = 120 kWh" in html
    assert "&lt;b&gt;M1&lt;/b&gt;" in html


def test_without_readings_nothing_is_said_of_them():
    assert "Chỉ số công tơ" not in drawn()
