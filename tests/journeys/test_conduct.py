"""Two stories of conduct on a moving clock: a surprise not foreseen, and a finding that was disputed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from tests.apps.conduct.conftest import CITY, XUAN_TRUONG, conduct  # noqa: F401
from tests.faces.api.conftest import stand_on_product_day

from donghanh.apps.organisation import operations as organisation
from donghanh.faces import clock

pytestmark = pytest.mark.django_db
DESK = "/ban/tac-phong"


@pytest.fixture
def move_to(conduct, settings):  # noqa: F811
    """Let the product stand on a day at ten."""
    stand_on_product_day(actors=conduct.actors, settings=settings)

    def stand(day: date) -> None:
        at = datetime.combine(day, datetime.min.time(), tzinfo=clock.HOUSE_ZONE) + timedelta(hours=10)
        organisation.set_product_clock(actor=conduct.actors.console, at=at, real_now=clock.real_now())

    return stand


def text(client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def announced(client, **given) -> None:
    asked = {
        "is_surprise": "yes", "from_on": "2021-12-21", "last_on": "2021-12-31", "office_count": "1",
        "crew_count": "0",
    } | given  # fmt: skip
    assert client.post(f"{DESK}/dot-moi/", asked).status_code == 302


def drawn(conduct, sign_in, **given):  # noqa: F811
    """A round of one office, announced and drawn on the pages; what came out."""
    from donghanh.apps.conduct import queries

    client = sign_in(conduct.actors.office)
    announced(client, **given)
    code = queries.rounds(actor=conduct.actors.office)[0].code
    client.post(f"{DESK}/dot/{code}/", {"move": "draw", "chance": given.get("chance", "")})
    return queries.inspection_list(actor=conduct.actors.office, round_code=code).rows[0]


def made(client, row, *, not_met: str = "") -> None:
    """An inspection as an inspector's telephone sends it."""
    address = f"{DESK}/kiem-tra/{row.code}/"
    assert client.post(address, {"move": "begin"}).status_code == 302
    names = {part.split('"')[0] for part in text(client, address).split('name="answer-')[1:]}
    answers = {f"answer-{name}": "not_met" if name == not_met else "met" for name in names}
    done = client.post(address, {"move": "finish", f"note-{not_met}": "Không đeo thẻ", **answers})
    assert done.status_code == 302


def test_a_surprise_that_the_office_could_not_foresee(conduct, sign_in, move_to):  # noqa: F811
    row = drawn(conduct, sign_in, chance_source="Giải đặc biệt 20/12/2021", chance="71034")
    head = conduct.actors.unit_head(row.unit_code)

    # Until the inspector is there the head looks everywhere, and finds only that a round was announced.
    for day in range(20, row.day.day):
        move_to(date(2021, 12, day))
        client = sign_in(head)
        assert row.round in text(client, f"{DESK}/")
        assert row.code not in text(client, f"{DESK}/kiem-tra/")
        assert f"{row.day:%d/%m/%Y}</td>" not in text(client, f"{DESK}/dot/{row.round}/")
        assert client.get(f"{DESK}/kiem-tra/{row.code}/").status_code == 404
        assert client.get(f"{DESK}/dot/{row.round}/bang-chung.json").json()["seed"] == ""
    before = sign_in(head).get(f"{DESK}/dot/{row.round}/bang-chung.json").json()["seed_commitment"]

    move_to(row.day)
    made(sign_in(conduct.actors.office), row)
    assert "Tốt" in text(sign_in(head), f"{DESK}/kiem-tra/{row.code}/")

    # The round is closed, and the head repeats the draw that hit the own office.
    sign_in(conduct.actors.office).post(f"{DESK}/dot/{row.round}/", {"move": "close"})
    client = sign_in(head)
    proof = client.get(f"{DESK}/dot/{row.round}/bang-chung.json").json()
    assert "Rút lại từ số bí mật: khớp" in text(client, f"{DESK}/dot/{row.round}/")
    assert (len(proof["seed"]), proof["seed_commitment"]) == (64, before)
    assert proof["sample"][0]["reference"] == f"office:{row.unit_code}"


def test_a_finding_disputed_decided_by_another_corrected_and_looked_at_again(conduct, sign_in, move_to):  # noqa: F811
    row = drawn(conduct, sign_in)
    move_to(row.day)
    made(sign_in(conduct.actors.office), row, not_met="badge")
    head, other = conduct.actors.unit_head(row.unit_code), CITY if row.unit_code != CITY else XUAN_TRUONG
    finding = f"{DESK}/thieu-sot/PH-21-00001/"
    assert sign_in(conduct.actors.unit_head(other)).get(finding).status_code == 404

    steps = [
        (2, head, {"choice": "dispute", "words": "Thẻ đang làm lại"}, "Đã có ý kiến"),
        (
            3,
            conduct.actors.director,
            {"choice": "uphold", "words": "Có thẻ tạm mà không đeo"},
            "Giữ kết luận",
        ),
        (6, head, {"words": "Đã phát thẻ tạm"}, "Đã khắc phục"),
        (7, conduct.second, {"choice": "send_back", "words": "Quầy 2 chưa có"}, "Giữ kết luận"),
        (8, head, {"words": "Đã phát đủ"}, "Đã khắc phục"),
        (9, conduct.second, {"choice": "recheck", "words": "Đã thấy đủ"}, "Đã xem lại, xong"),
    ]
    for days, actor, said, state in steps:
        move_to(row.day + timedelta(days=days))
        if days == 3:
            # Who inspected is not asked, and is refused if it is sent all the same.
            inspector = sign_in(conduct.actors.office)
            inspector.post(finding, said)
            assert "Đã có ý kiến, chờ kết luận</span>" in text(inspector, finding)
        assert sign_in(actor).post(finding, said).status_code == 302
        assert f"{state}" in text(sign_in(actor), finding).split('class="lede', 1)[1][:600]

    story = text(sign_in(head), finding)
    for words in ("Thẻ đang làm lại", "Có thẻ tạm mà không đeo", "Quầy 2 chưa có", "Đã thấy đủ"):
        assert words in story
    assert "<textarea" not in story


def test_a_customer_who_says_that_a_request_is_solved_rates_it(conduct, client, move_to):  # noqa: F811
    from donghanh.apps.conduct import queries
    from donghanh.apps.requests import operations as requests
    from donghanh.apps.requests.values import Contact

    cache.clear()
    move_to(date(2021, 12, 20))
    clerk = conduct.actors.unit_officer(CITY)
    opened = requests.open_case(
        service_code="BILL_QUERY", channel="phone", received_at=conduct.now, unit_code=CITY, actor=clerk,
        contact=Contact(name="Hộ thử", phone="0912345678"), now=conduct.now,
    )  # fmt: skip
    requests.answer_case(actor=clerk, code=opened.code, text="Đã kiểm tra", now=conduct.now)
    token = requests.confirm_solved(tracking_code=opened.tracking_code, now=conduct.now)

    assert client.post(f"/danh-gia/{token}/", {"answer": "5"}).status_code == 302

    span = {"from_on": date(2021, 12, 1), "until_on": date(2022, 1, 1)}
    line = queries.unit_results(actor=conduct.actors.office, **span).lines[0]
    assert (line.of, line.answered, line.kinds[0].kind) == (CITY, 1, "request")
