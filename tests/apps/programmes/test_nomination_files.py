"""A commune's spreadsheet: what is found in it, what loading it writes, and what never does any harm."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from tests.apps.programmes import sheets_of_nominations as sheets
from tests.apps.programmes.conftest import CAMPAIGN
from tests.apps.programmes.sheets_of_nominations import FIRST, MY_HUNG, person, sheet

from donghanh.apps.programmes.models import Benefit, NominationFile
from donghanh.apps.programmes.operations.nominating_many import RowRefused
from donghanh.apps.programmes.operations.nomination_files import (
    CannotTakeFile,
    load_nominations,
    receive_nominations,
    set_file_aside,
)
from donghanh.apps.programmes.queries.nomination_files import nomination_file, nomination_files
from donghanh.apps.programmes.refusals import NotFound

DAY = date(2021, 12, 20)


@pytest.fixture
def partner(house):
    return house.actors.partner_officer(MY_HUNG)


@pytest.fixture
def send(house, partner):
    """Hand a file in and answer its story."""

    def sent(content: bytes, *, name: str = "de-cu.xlsx", by=None, commune: str = MY_HUNG):
        got = receive_nominations(
            actor=by or partner, campaign_code=CAMPAIGN, commune_code=commune, name=name, content=content,
            at=house.now,
        )  # fmt: skip
        return nomination_file(actor=by or partner, number=got.number, day=DAY)

    return sent


def found(story, severity: str = "error"):
    return [(one.rule, one.row, one.column) for one in story.findings if one.severity == severity]


def named_people() -> list[str]:
    return list(Benefit.objects.order_by("reference").values_list("beneficiary_name", flat=True))


def test_a_good_file_names_nobody_before_somebody_says_so(send):
    story = send(sheet(person("Trần Thị Một"), person("Lê Văn Hai")))

    assert (story.card.state, story.card.row_count, story.card.error_count) == ("waiting", 2, 0)
    assert [row.name for row in story.rows] == ["Trần Thị Một", "Lê Văn Hai"]
    assert named_people() == []


def test_loading_names_everybody_with_references_in_the_order_of_the_file(send, house, partner):
    story = send(sheet(person("Trần Thị Một"), person("Lê Văn Hai"), person("Vũ Ba", activity=sheets.REPAIR)))

    done = load_nominations(actor=partner, number=story.card.number, at=house.now)

    assert done.references == {"6": "M19-21-00001", "7": "M19-21-00002", "8": "M18-21-00001"}
    assert sorted(named_people()) == ["Lê Văn Hai", "Trần Thị Một", "Vũ Ba"]
    after = nomination_file(actor=partner, number=story.card.number, day=DAY)
    assert (after.card.state, after.card.named_count) == ("loaded", 3)


def test_loading_twice_names_nobody_twice_and_says_so(send, house, partner):
    number = send(sheet(person())).card.number
    first = load_nominations(actor=partner, number=number, at=house.now)

    second = load_nominations(actor=partner, number=number, at=house.now)

    assert second.is_again
    assert second.references == first.references
    assert Benefit.objects.count() == 1


def test_the_same_bytes_sent_again_are_the_file_that_came_before(send, house, partner):
    content = sheet(person())
    first = send(content)
    load_nominations(actor=partner, number=first.card.number, at=house.now)

    again = receive_nominations(
        actor=partner, campaign_code=CAMPAIGN, commune_code=MY_HUNG, name="khac.xlsx", content=content,
        at=house.now,
    )  # fmt: skip

    assert again.is_again
    assert again.number == first.card.number
    assert NominationFile.objects.count() == 1


def test_one_bad_row_keeps_the_whole_file_out_unless_the_good_rows_are_chosen(send, house, partner):
    story = send(sheet(person("Trần Một"), person("Lê Hai", social_class="Diện lạ"), person("Vũ Ba")))

    with pytest.raises(CannotTakeFile) as refused:
        load_nominations(actor=partner, number=story.card.number, at=house.now)
    assert refused.value.rule == "file-has-errors"
    assert named_people() == []

    done = load_nominations(actor=partner, number=story.card.number, at=house.now, is_partial=True)
    assert list(done.references) == ["6", "8"]
    assert found(story) == [("word-unknown", FIRST + 1, "Diện")]


def test_a_file_of_another_commune_is_refused_and_names_both(send):
    story = send(sheet(person(), commune="13732"))

    assert (story.card.state, story.card.refused) == ("refused", "file-of-another-commune")
    assert (story.card.facts["found"], story.card.facts["expected"]) == ("13732", MY_HUNG)


def test_nobody_hands_a_file_in_for_a_commune_that_is_not_his(send, house):
    elsewhere = house.actors.partner_officer("13732")

    with pytest.raises(NotFound):
        send(sheet(person()), by=elsewhere)
    with pytest.raises(NotFound):
        send(sheet(person()), by=house.actors.unit_officer("PA01XT"))


def test_a_file_is_seen_by_its_commune_and_its_unit_alone(send, house):
    number = send(sheet(person())).card.number
    actors = house.actors
    unit = NominationFile.objects.get().unit_id

    for outside in (actors.partner_officer("13732"), actors.unit_officer("PA01XT")):
        assert nomination_files(actor=outside, day=DAY) == ()
        with pytest.raises(NotFound):
            nomination_file(actor=outside, number=number, day=DAY)
        with pytest.raises(NotFound):
            load_nominations(actor=outside, number=number, at=house.now)
    for inside in (actors.unit_officer(unit), actors.auditor):
        assert [one.number for one in nomination_files(actor=inside, day=DAY)] == [number]


def test_the_units_officer_may_bring_a_file_for_a_commune_of_the_unit(send, house):
    officer = house.actors.unit_officer("PA01ND")
    story = send(sheet(person()), by=officer)

    load_nominations(actor=officer, number=story.card.number, at=house.now)

    assert named_people() == ["Trần Thị Thử"]


def test_an_auditor_hands_nothing_in(send, house):
    from donghanh.apps.organisation.permissions import Forbidden

    with pytest.raises(Forbidden):
        send(sheet(person()), by=house.actors.auditor)


def test_somebody_named_since_the_check_stops_the_whole_load(send, house, partner):
    story = send(sheet(person("Trần Một"), person("Lê Hai")))
    other = send(sheet(person("Lê Hai"), person("Vũ Ba")))
    load_nominations(actor=partner, number=other.card.number, at=house.now)

    with pytest.raises(RowRefused) as refused:
        load_nominations(actor=partner, number=story.card.number, at=house.now)

    assert (refused.value.rule, refused.value.place) == ("already-nominated", 1)
    assert sorted(named_people()) == ["Lê Hai", "Vũ Ba"]


def test_who_is_named_already_is_found_before_the_load(send, house, partner):
    load_nominations(actor=partner, number=send(sheet(person("Trần Một"))).card.number, at=house.now)

    story = send(
        sheet(
            person("Trần Một"),
            person("Tran Mot", phone="0987654321"),
            person("Trần Một", activity=sheets.REPAIR),
        )
    )

    assert found(story) == [("already-nominated", FIRST, "Họ và tên")]
    assert found(story, "warning") == [("same-name-nominated", FIRST + 1, "Họ và tên")]
    assert found(story, "note") == [("named-for-another-activity", FIRST + 2, "Họ và tên")]


def test_merged_cells_are_named_where_they_stand(send):
    story = send(sheet(person("Trần Một"), {**person("x"), "Họ và tên": ""}, merged=["Họ và tên"]))

    assert ("merged-cell", FIRST + 1, "Họ và tên") in found(story)


@pytest.mark.parametrize(("times", "told"), [(1, "merged-cell"), (40_000, "too-many-rows")])
def test_a_merge_that_claims_the_whole_sheet_costs_nothing(send, times, told):
    whole = b'<mergeCells><mergeCell ref="A6:XFD1048576"/>' + b'<mergeCell ref="A6:J60"/>' * (times - 1)
    content = sheet(*(person(f"Người {place}") for place in range(54)))

    story = send(sheets.rewritten(content, rb"</sheetData>", rb"</sheetData>" + whole + b"</mergeCells>"))

    assert told in {story.card.refused, *(one.rule for one in story.findings)}


def test_a_formula_that_was_calculated_is_read_and_one_that_never_was_is_named(send):
    content = sheet(person("x"), formulas={(0, "Họ và tên"): ('="Trần "&"Một"', "Trần Một")})

    calculated, never = send(content), send(sheets.never_calculated(content))

    assert [row.name for row in calculated.rows] == ["Trần Một"]
    assert ("uncalculated-cell", FIRST, "Họ và tên") in found(never)


@pytest.mark.parametrize(
    ("said", "kept"),
    [("05/12/2021", "2021-12-05"), ("2021-12-05", "2021-12-05"), (datetime(2021, 12, 5), "2021-12-05")],
)
def test_a_day_written_as_text_or_as_a_day_is_the_same_day(send, said, kept):
    send(sheet(person(reviewed_on=said)))

    assert NominationFile.objects.get().rows[0]["reviewed_on"] == kept


@pytest.mark.parametrize(
    ("said", "rule"), [("31/02/2021", "day-not-readable"), ("05/12/2022", "day-in-future")]
)
def test_a_day_that_is_none_or_has_not_come_is_named(send, said, rule):
    assert found(send(sheet(person(reviewed_on=said)))) == [(rule, FIRST, "Ngày bình xét")]


def test_a_telephone_that_lost_its_zero_gets_it_back_and_it_is_told(send):
    story = send(sheet(person(phone=912345678)))

    assert NominationFile.objects.get().rows[0]["phone"] == "0912345678"
    assert found(story, "note") == [("phone-zero-restored", FIRST, "Điện thoại")]
    assert story.rows[0].phone == "0912•••678"


def test_a_row_that_was_pasted_twice_is_named_with_the_first(send):
    story = send(sheet(person("Trần Một"), person("Lê Hai"), person("Trần Một")))

    assert found(story) == [("row-repeated", FIRST + 2, "Họ và tên")]
    assert story.findings[0].facts["expected"] == str(FIRST)


def test_empty_rows_in_between_are_nothing(send):
    story = send(sheet(person("Trần Một"), {"Họ và tên": "   "}, {}, person("Lê Hai")))

    assert [row.row for row in story.rows] == [FIRST, FIRST + 3]
    assert found(story) == []


def test_a_hidden_column_is_read_and_named(send):
    story = send(sheet(person(), hidden=["Điện thoại"]))

    assert story.card.facts["hidden_columns"] == "Điện thoại"
    assert NominationFile.objects.get().rows[0]["phone"] == "0912345678"


def test_a_name_that_looks_like_a_formula_stays_text_in_a_sheet_that_goes_out(send):
    from donghanh.adapters.spreadsheets.writing import WrittenSheet, build_workbook

    name = '=HYPERLINK("http://x.example";"Mở")'
    story = send(sheet(person(name)))

    out = build_workbook(sheets=[WrittenSheet("x", ["Tên"], [[row.name] for row in story.rows])])
    with zipfile.ZipFile(io.BytesIO(out)) as book:
        page = book.read("xl/worksheets/sheet1.xml")
    assert story.rows[0].name == name
    assert b"<f>" not in page
    assert b't="s"' in page


def test_signs_that_no_database_keeps_are_named_and_not_kept(send):
    content = sheet(person("Trần N Một", social_class="N"), person("Lê", why="a\x07b"))

    story = send(sheets.rewritten(content, rb">(Tr[^<]* )?N( M[^<]*)?<", rb">\1_x0000_\2<"))

    assert [rule for rule, *_ in found(story)] == ["control-signs", "word-unknown", "control-signs"]
    assert [one.facts["found"] for one in story.findings][1:] == ["□", "a□b"]


def test_a_nul_in_a_csv_refuses_the_file(send):
    story = send("Hoạt động,Họ và tên,Diện\nM19,Trần\x00Một,Hộ nghèo\n".encode(), name="x.csv")

    assert story.card.refused == "not-text"


def test_a_csv_with_the_same_headings_is_read(send):
    story = send(
        "Hoạt động;Họ và tên;Diện;Điện thoại\nM19;Trần Một;Hộ nghèo;912345678\n".encode(), name="x.csv"
    )

    assert [row.name for row in story.rows] == ["Trần Một"]
    assert story.card.facts["is_unmarked"] is True


@pytest.mark.parametrize(
    ("content", "name", "rule"),
    [
        (b"", "x.xlsx", "file-is-empty"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "x.xls", "old-excel"),
        ("Hoạt động,Họ và tên,Diện\n".encode(), "x.xlsx", "wrong-extension"),
        (b"PK\x03\x04 and nothing of a workbook", "x.xlsx", "not-xlsx"),
        (bytes(6 * 1024 * 1024), "x.xlsx", "file-too-large"),
        ("Tên gì đó,Khác\na,b\n".encode(), "x.csv", "columns-missing"),
        (sheets.sheet(), "x.xlsx", "no-rows"),
        (sheets.sheet(person(), campaign="tri-an-khach-hang-2020"), "x.xlsx", "file-of-another-campaign"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_none_is_refused_with_its_reason_and_kept_in_the_list(send, content, name, rule):
    story = send(content, name=name)

    assert (story.card.state, story.card.refused) == ("refused", rule)
    assert story.rows == ()
    assert bytes(NominationFile.objects.get().content) == b""


def test_two_gigabytes_in_a_small_zip_are_refused_before_they_are_unpacked(send):
    bomb = sheets.bomb(2)
    assert len(bomb) < 5 * 1024 * 1024

    tracemalloc.start()
    story = send(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert story.card.refused == "unpacks-too-large"
    assert peak < 64 << 20


def test_a_hundred_thousand_rows_are_refused_with_the_number_that_is_taken(send):
    line = "M19;Trần Một;Hộ nghèo\n"
    story = send(("Hoạt động;Họ và tên;Diện\n" + line * 100_000).encode(), name="x.csv")

    assert story.card.refused == "too-many-rows"
    assert story.card.facts["expected"] == 2000


def test_a_hundred_thousand_rows_in_a_workbook_are_refused_too(send):
    story = send(sheet(*({"Họ và tên": "a"} for _ in range(100_000))))

    assert story.card.refused == "too-many-rows"


def test_a_file_that_is_set_aside_is_checked_anew_when_it_comes_again(send, house, partner):
    first = send(sheet(person())).card.number
    set_file_aside(actor=partner, number=first, at=house.now)

    again = send(sheet(person())).card

    assert again.number != first
    assert again.state == "waiting"
    with pytest.raises(CannotTakeFile):
        load_nominations(actor=partner, number=first, at=house.now)


def test_a_process_that_dies_in_the_middle_leaves_nothing(send, house, partner, monkeypatch):
    number = send(sheet(person("Trần Một"), person("Lê Hai"))).card.number
    from donghanh.apps.programmes.operations import nomination_files as operations

    def killed(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(operations, "record_act", killed)
    with pytest.raises(KeyboardInterrupt):
        load_nominations(actor=partner, number=number, at=house.now)

    assert named_people() == []
    assert nomination_file(actor=partner, number=number, day=DAY).card.state == "waiting"


def test_what_was_found_and_how_it_ended_cannot_be_rewritten(send):
    from django.db import DatabaseError, transaction

    send(sheet(person(phone=912345678)))

    for change in (
        "UPDATE programmes_nominationfile SET file_name = ''",
        "DELETE FROM programmes_nominationfinding",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_an_activity_whose_last_day_is_over_takes_no_more_names(house, partner):
    after = datetime(2022, 2, 10, 2, tzinfo=UTC)
    got = receive_nominations(
        actor=partner,
        campaign_code=CAMPAIGN,
        commune_code=MY_HUNG,
        name="x.xlsx",
        content=sheet(person()),
        at=after,
    )

    story = nomination_file(actor=partner, number=got.number, day=after.date())

    assert found(story) == [("activity-closed", FIRST, "Hoạt động")]


@pytest.mark.parametrize(
    ("more", "rule", "column"),
    [
        ({"social_class": ""}, "value-missing", "Diện"),
        ({"social_class": "Người già neo đơn"}, "class-not-of-activity", "Diện"),
        ({"kind": "Trường học"}, "kind-not-of-activity", "Đối tượng"),
        ({"quantity": 3}, "quantity-not-possible", "Số lượng"),
        ({"quantity": "nhiều"}, "quantity-not-readable", "Số lượng"),
        ({"code": "PA01"}, "customer-code-form", "Mã khách hàng"),
        ({"code": "PA01ND9999999"}, "customer-unknown", "Mã khách hàng"),
        ({"phone": "không có"}, "phone-not-readable", "Điện thoại"),
        ({"activity": "M99"}, "word-unknown", "Hoạt động"),
        ({"Họ và tên": ""}, "value-missing", "Họ và tên"),
        ({"Họ và tên": "x" * 201}, "text-too-long", "Họ và tên"),
    ],
)
def test_each_thing_that_is_wrong_is_named_once_at_its_row_and_column(send, more, rule, column):
    assert found(send(sheet(person(**more)))) == [(rule, FIRST, column)]


def test_masks_for_a_school_are_counted_in_pieces(send, house, partner):
    story = send(
        sheet(
            person(
                "Trường Thử", activity="M20 Khẩu trang", kind="Trường học", quantity="1.500", social_class=""
            )
        )
    )

    load_nominations(actor=partner, number=story.card.number, at=house.now)

    assert (Benefit.objects.get().quantity, Benefit.objects.get().beneficiary_kind) == (1500, "school")
