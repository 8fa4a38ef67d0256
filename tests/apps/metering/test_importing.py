"""Reading books: each bad row is named by its line, all rows are taken or none, nothing is taken twice."""

from __future__ import annotations

import pytest
from tests.apps.metering.conftest import CITY, FAR

from donghanh.adapters.reading_books import build_fixed_width
from donghanh.apps.metering import operations, queries
from donghanh.apps.metering.models import Reading
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound
from donghanh.lawbook.reading_books import read_layouts

pytestmark = pytest.mark.django_db
HEAD = "Số công tơ;Ngày đọc;Chỉ số"


@pytest.fixture
def serial(metered) -> str:
    return metered.meter_of(metered.a_home()).serial


def send(metered, *lines: str, name: str = "so.csv", who=None) -> int:
    data = "\n".join((HEAD, *lines)).encode()
    actor = who or metered.actors.unit_officer(CITY)
    return operations.receive_readings(actor=actor, blocks=[data], name=name, at=metered.now)


def rules_of(metered, number: int) -> list[tuple[int | None, str]]:
    _, findings = queries.reading_import(actor=metered.actors.unit_officer(CITY), number=number)
    return [(one.line, one.rule) for one in findings]


def test_a_good_book_is_loaded_once(metered, serial):
    number = send(metered, f"{serial};15/12/2021;99000")
    officer = metered.actors.unit_officer(CITY)

    loaded = operations.load_readings(actor=officer, number=number, at=metered.now)
    with pytest.raises(operations.CannotReadIn) as again:
        operations.load_readings(actor=officer, number=number, at=metered.now)

    assert loaded == 1
    assert again.value.rule == "loaded-already"
    assert Reading.objects.get(meter__serial=serial, index=99000).channel == "file"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("{serial};15/12/2021;12,5", "index-not-whole"),
        ("{serial};15/12/2021;-7", "index-negative"),
        ("{serial};30/02/2021;7", "not-a-day"),
        ("{serial};21/12/2021;7", "day-in-future"),
        ("{serial};15/12/2021;1000000", "index-too-long"),
        ("KHONGCO;15/12/2021;7", "meter-unknown"),
        (";15/12/2021;7", "serial-missing"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_keeps_the_whole_book_out(metered, serial, line, rule):
    number = send(metered, f"{serial};14/12/2021;99000", line.format(serial=serial))

    with pytest.raises(operations.CannotReadIn) as refused:
        operations.load_readings(actor=metered.actors.unit_officer(CITY), number=number, at=metered.now)

    assert rules_of(metered, number) == [(3, rule)]
    assert refused.value.rule == "rows-at-fault"
    assert not Reading.objects.filter(meter__serial=serial, index=99000).exists()


def test_the_good_rows_are_taken_when_that_is_wanted(metered, serial):
    number = send(metered, f"{serial};14/12/2021;99000", f"{serial};15/12/2021;12,5")

    loaded = operations.load_readings(
        actor=metered.actors.unit_officer(CITY), number=number, at=metered.now, partial=True
    )

    assert loaded == 1


def test_two_readings_of_one_day_are_both_at_fault(metered, serial):
    number = send(metered, f"{serial};15/12/2021;99000", f"{serial};2021-12-15;99001")

    assert rules_of(metered, number) == [(2, "two-readings-a-day"), (3, "two-readings-a-day")]


def test_a_day_that_has_a_reading_is_refused(metered, serial):
    kept = Reading.objects.filter(meter__serial=serial).last()

    number = send(metered, f"{serial};{kept.read_on:%d/%m/%Y};99000")

    assert rules_of(metered, number) == [(2, "reading-kept-already")]


def test_a_reading_after_the_end_of_a_contract_is_refused(metered):
    from donghanh.apps.customers.models import Customer

    code = metered.a_home()
    Customer.objects.filter(code=code).update(contract_until="2021-12-01")

    number = send(metered, f"{metered.meter_of(code).serial};15/12/2021;99000")

    assert rules_of(metered, number) == [(2, "contract-closed")]


def test_a_meter_of_another_unit_is_as_unknown_as_one_that_is_not_there(metered):
    far = metered.meter_of(metered.a_home(unit=FAR)).serial

    number = send(metered, f"{far};15/12/2021;99000")

    assert rules_of(metered, number) == [(2, "meter-unknown")]


def test_a_book_of_another_person_is_not_seen(metered, serial):
    number = send(metered, f"{serial};15/12/2021;99000")
    stranger = metered.actors.unit_officer(FAR)

    assert queries.reading_imports(actor=stranger) == ()
    with pytest.raises(NotFound):
        queries.reading_import(actor=stranger, number=number)
    with pytest.raises(NotFound):
        operations.load_readings(actor=stranger, number=number, at=metered.now)
    with pytest.raises(Forbidden):
        send(metered, "x;15/12/2021;1", who=metered.actors.crew(CITY))


def test_a_book_of_fixed_width_says_the_same(metered, serial):
    rows = [
        {"serial": serial, "register": "KT", "read_on": "15/12/2021", "index": "99000", "multiplier": "1"}
    ]
    data = build_fixed_width(rows=rows, layout=read_layouts().fixed_width[0])
    officer = metered.actors.unit_officer(CITY)

    number = operations.receive_readings(actor=officer, blocks=[data], name="so.gcs", at=metered.now)

    assert operations.load_readings(actor=officer, number=number, at=metered.now) == 1


def test_a_file_without_the_columns_says_which_are_missing(metered):
    with pytest.raises(operations.CannotReadIn) as refused:
        operations.receive_readings(
            actor=metered.actors.business, blocks=[b"a;b\n1;2\n"], name="x.csv", at=metered.now
        )

    assert refused.value.rule == "columns-missing"


def test_a_batch_is_taken_whole_or_refused_with_its_rows(metered, serial):
    officer = metered.actors.unit_officer(CITY)
    good = {"serial": serial, "read_on": "2021-12-15", "index": "99000"}

    with pytest.raises(operations.CannotReadIn) as refused:
        operations.post_readings(
            actor=officer, rows=[good, good | {"read_on": "2021-12-16", "index": "12,5"}], at=metered.now
        )
    kept = operations.post_readings(actor=officer, rows=[good], at=metered.now)

    assert refused.value.facts["faults"][0]["line"] == 2
    assert kept.loaded == 1
