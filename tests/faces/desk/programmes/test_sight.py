"""What is out of somebody's sight answers 404 and tells nothing; an auditor changes nothing."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import MY_THUAN, XUAN_CHAU
from tests.faces.desk.programmes.conftest import seen, workbook_of

pytestmark = pytest.mark.django_db
SECRET = "Nguyễn Thị Kín"


@pytest.fixture
def hidden(desk):
    """A benefit of Nam Định city in Mỹ Thuận, on an approved list."""
    from tests.apps.programmes.conftest import CAMPAIGN

    from donghanh.apps.programmes.operations.approving import approve_list

    reference = desk.verified("welfare-gifts", name=SECRET, commune=MY_THUAN, phone="0912345678")
    approve_list(
        actor=desk.actors.unit_head("PA01ND"), campaign_code=CAMPAIGN, activity_code="welfare-gifts",
        unit_code="PA01ND", at=desk.now,
    )  # fmt: skip
    return reference


def strangers(desk) -> list:
    return [
        desk.actors.unit_officer("PA01XT"),
        desk.actors.unit_head("PA01XT"),
        desk.actors.crew("PA01XT"),
        desk.actors.warehouse_keeper("PA01XT"),
        desk.actors.partner_officer(XUAN_CHAU),
    ]


RECORDS = [
    "/ban/loi-hua/{reference}/",
    "/ban/loi-hua/{reference}/withdraw/",
    "/ban/danh-sach-duyet/welfare-gifts/1/",
    "/ban/danh-sach-duyet/welfare-gifts/1/xuat",
]


@pytest.mark.parametrize("address", RECORDS)
def test_a_strangers_record_is_not_found_and_tells_nothing(desk, hidden, as_, address) -> None:
    for stranger in strangers(desk):
        answer = as_(stranger).get(address.format(reference=hidden))

        assert answer.status_code == 404, stranger.username
        assert SECRET not in seen(answer)


@pytest.mark.parametrize("address", RECORDS)
def test_a_record_out_of_sight_looks_like_one_that_is_not_there(desk, hidden, as_, address) -> None:
    browser = as_(desk.actors.unit_officer("PA01XT"))
    nowhere = address.format(reference="M19-21-99999").replace("/1/", "/999/")

    out_of_sight, not_there = browser.get(address.format(reference=hidden)), browser.get(nowhere)

    assert out_of_sight.status_code == not_there.status_code == 404
    assert seen(out_of_sight) == seen(not_there)


@pytest.mark.parametrize(
    "address",
    [
        "/ban/danh-sach/",
        "/ban/danh-sach/?don-vi=PA01ND",
        "/ban/danh-sach/?q=nguyen+thi+kin",
        "/ban/danh-sach/?ngay=2021-12-20&tu-buoc=nominated",
        "/ban/danh-sach-duyet/",
        "/ban/danh-sach-duyet/?hoat-dong=welfare-gifts",
        "/ban/danh-sach/hang-loat/?viec=allot&ma={reference}",
        "/ban/de-cu/?tim=nguyen+thi+kin",
    ],
)
def test_a_strangers_list_does_not_hold_it(desk, hidden, as_, address) -> None:
    for stranger in strangers(desk):
        answer = as_(stranger).get(address.format(reference=hidden))

        assert SECRET not in seen(answer), stranger.username
        assert "/ban/danh-sach-duyet/welfare-gifts/1/" not in answer.content.decode()


def test_the_workbook_of_a_list_holds_only_what_is_in_sight(desk, hidden, as_) -> None:
    answer = as_(desk.actors.unit_officer("PA01XT")).get("/ban/danh-sach/xuat")

    (rows,) = workbook_of(answer).values()
    assert SECRET not in {cell for row in rows for cell in row}


@pytest.mark.parametrize("path", ["withdraw/", "allot/", "hien"])
def test_a_stranger_moves_and_reads_nothing(desk, hidden, as_, path) -> None:
    from donghanh.apps.programmes.queries.benefits import benefit_story

    for stranger in strangers(desk):
        answer = as_(stranger).post(f"/ban/loi-hua/{hidden}/{path}", {"why": "thử"})

        assert answer.status_code == 404
        assert "0912345678" not in seen(answer)
    story = benefit_story(actor=desk.actors.business, reference=hidden, day=desk.now.date())
    assert story.line.state == "approved"


def test_bulk_moves_leave_out_what_is_out_of_sight(desk, hidden, as_) -> None:
    from donghanh.apps.programmes.queries.benefits import benefit_story

    as_(desk.actors.unit_officer("PA01XT")).post(
        "/ban/danh-sach/hang-loat/", {"viec": "allot", "ma": [hidden]}
    )

    story = benefit_story(actor=desk.actors.business, reference=hidden, day=desk.now.date())
    assert story.line.state == "approved"


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/ban/loi-hua/{reference}/withdraw/", {"why": "thử"}),
        ("/ban/loi-hua/{reference}/allot/", {}),
        ("/ban/danh-sach/hang-loat/", {"viec": "allot", "ma": "{reference}"}),
        ("/ban/de-cu/", {"activity": "welfare-gifts", "name": "Hộ mới", "commune_code": MY_THUAN}),
        ("/ban/danh-sach-duyet/duyet/", {"hoat-dong": "welfare-gifts"}),
        ("/ban/hoat-dong/welfare-gifts/chi-tieu/PA01VB/", {"target": "9", "why": "thử", "confirm": "1"}),
    ],
)
def test_the_auditor_changes_nothing(desk, hidden, as_, address, fields) -> None:
    from donghanh.apps.programmes.models import ApprovedList, Benefit, BenefitMove, TargetChange

    desk.verified("welfare-gifts", name="Hộ đã xác minh")
    tables = (Benefit, BenefitMove, ApprovedList, TargetChange)
    before = [table.objects.count() for table in tables]
    auditor = as_(desk.actors.auditor)
    filled = {key: value.format(reference=hidden) for key, value in fields.items()}

    answer = auditor.post(address.format(reference=hidden), filled)

    assert answer.status_code in {200, 302, 403}
    assert [table.objects.count() for table in tables] == before


def test_the_auditor_reads_all_and_is_offered_nothing_to_change(desk, hidden, as_) -> None:
    page = as_(desk.actors.auditor).get(f"/ban/loi-hua/{hidden}/")

    assert SECRET in seen(page)
    assert "được xem, không được thay đổi" in seen(page)
    assert "Rút tên" not in seen(page)


@pytest.mark.parametrize("address", ["/ban/", "/ban/danh-sach/", "/ban/danh-sach-duyet/", "/ban/de-cu/"])
def test_who_is_not_signed_in_is_sent_to_the_entrance(client, db, address) -> None:
    answer = client.get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")
