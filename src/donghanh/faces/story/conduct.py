"""
Inspections and ratings of December 2021 over the nine units, made up for the demo.

One planned round and one surprise round, each made day by day until the demo's day, with findings that are
accepted, disputed, decided, corrected and looked at again; and contacts that customers rate. Everything
comes from digests of names, so that every demo has the same; no person and no contact is real.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.db import transaction

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.operations import RoundAsked
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.faces.clock import HOUSE_ZONE
from donghanh.world.pictures import drawn_photograph

BEGIN = date(2021, 11, 30)
PLANNED = RoundAsked(
    is_surprise=False, from_on=date(2021, 12, 6), until_on=date(2021, 12, 18), office_count=9, crew_count=0
)
SURPRISE = RoundAsked(
    is_surprise=True,
    from_on=date(2021, 12, 1),
    until_on=date(2022, 1, 1),
    office_count=10,
    crew_count=8,
    chance_source="Số minh họa thay cho giải đặc biệt xổ số miền Bắc ngày 30/11/2021",
)
KINDS = ("request", "call", "counter", "field_visit", "partner")
CHANNELS = {"request": "sms", "call": "sms", "counter": "slip", "field_visit": "sms", "partner": "email"}
PER_UNIT = 24
WORDS = {
    1: ("Chờ lâu mà không ai giải thích.", "Gọi ba lần mới được nghe máy."),
    2: ("Phải đi lại hai lần vì thiếu giấy tờ.",),
    3: ("Làm được việc, nhưng quầy đông.",),
    4: ("Nhân viên hướng dẫn dễ hiểu.",),
    5: ("Cảm ơn tổ điện làm gọn gàng, sạch sẽ.", "Rất nhiệt tình."),
}


@dataclass(frozen=True)
class _Told:
    """Who acts in the demo, and the last day of which something is told."""

    office: Actor
    second: Actor
    director: Actor
    until: date


@transaction.atomic
def load_conduct(*, until: date) -> None:
    """
    Make up rounds, inspections, findings and ratings through a day, unless there are some.

    until : last day that is told
    """
    office, second, director = (_actor(name) for name in ("vanphong", "vanphong2", "giamdoc"))
    if office is None or second is None or director is None or queries.rounds(actor=office) or until < BEGIN:
        return
    told = _Told(office, second, director, until)
    surprise = _announced(told, SURPRISE, at=_at(BEGIN, 9))
    _hold(told, surprise, SURPRISE, drawn_on=SURPRISE.from_on, chance="71034")
    if until >= date(2021, 12, 1):
        planned = _announced(told, PLANNED, at=_at(date(2021, 12, 1), 15))
        _hold(told, planned, PLANNED, drawn_on=date(2021, 12, 3), chance="")
    _watch(told)
    _rate(told)


def _actor(name: str) -> Actor | None:
    return organisation.actor_named(username=name, on=SURPRISE.until_on)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=HOUSE_ZONE)


def _chance(*names: object, below: int) -> int:
    """A number from 0 to below, the same in every demo."""
    return int.from_bytes(sha256(" ".join(map(str, names)).encode()).digest()[:6]) % below


def _announced(told: _Told, asked: RoundAsked, *, at: datetime) -> str:
    seed = sha256(f"demo {asked.from_on}".encode()).digest()
    return operations.announce_round(actor=told.office, asked=asked, seed=seed, at=at)


def _hold(told: _Told, code: str, asked: RoundAsked, *, drawn_on: date, chance: str) -> None:
    """Draw a round and make its inspections, as far as the demo's days go."""
    if drawn_on > told.until:
        return
    operations.draw_round(actor=told.office, code=code, at=_at(drawn_on, 7), public_chance=chance)
    rows = _rows(told, code)
    for row in rows if not asked.is_surprise else ():
        operations.notify_inspection(actor=told.office, code=row.code, at=_at(drawn_on, 8))
    for row in sorted(rows, key=lambda one: (one.day, one.code)):
        if row.day <= told.until:
            _inspect(told, row)
    if asked.until_on <= told.until:
        operations.close_round(actor=told.office, code=code, at=_at(asked.until_on, 9))


def _watch(told: _Told) -> None:
    """Look once each morning, as the job would: times that passed are told, and told higher."""
    day = BEGIN
    while day <= told.until:
        operations.watch_conduct(now=_at(day, 10))
        day += timedelta(days=1)


def _rows(told: _Told, code: str) -> tuple[queries.InspectionRow, ...]:
    return queries.inspection_list(actor=told.office, round_code=code).rows


def _inspect(told: _Told, row: queries.InspectionRow) -> None:
    begin = _at(row.day, 9)
    operations.begin_inspection(actor=told.office, code=row.code, at=begin)
    items = queries.inspection_card(actor=told.office, code=row.code).items
    said = {item.code: _answer(row.code, item) for item in items}
    at = begin + timedelta(minutes=45)
    operations.answer_items(actor=told.office, code=row.code, answers=said, at=at)
    for item, (answer, _note) in said.items():
        if answer == "not_met":
            operations.attach_to_item(
                actor=told.office, inspection=row.code, item=item, name="anh.jpg",
                content=drawn_photograph(told=f"{row.code} {item}"), at=at,
            )  # fmt: skip
    found = operations.finish_inspection(actor=told.office, code=row.code, at=at)
    for finding in found:
        _answer_finding(told, finding, day=row.day)


def _answer(code: str, item: queries.ItemLine) -> tuple[str, str]:
    roll = _chance(code, item.code, below=100)
    if roll < (2 if item.is_critical else 9):
        return "not_met", "Kiểm tra viên thấy tại chỗ (số liệu minh họa)."
    return ("not_applicable", "") if roll > 96 and not item.is_critical else ("met", "")


def _answer_finding(told: _Told, code: str, *, day: date) -> None:
    """Two working days later the reply, then the decision, the correction, the second look."""
    if _chance(code, "silent", below=4) == 0:
        return  # nobody answers: the watch tells of it
    steps = _steps(told, code)
    for days, step in zip((2, 4, 7, 9), steps, strict=True):
        if day + timedelta(days=days) > told.until:
            return
        if not step(_at(day + timedelta(days=days), 14)):
            return


def _steps(told: _Told, code: str) -> tuple[Callable[[datetime], bool], ...]:
    card = queries.finding_card(actor=told.office, code=code, day=told.until)
    unit = card.row.unit_code.lower()
    head = _actor(f"truong.{unit}")
    speaker = _actor(f"to.{unit}") if card.row.person else head
    is_disputed = not card.row.person and _chance(code, "dispute", below=3) == 0
    decider = told.director if is_disputed else told.office
    is_wrong = is_disputed and _chance(code, "wrong", below=2) == 0
    assert head is not None
    assert speaker is not None

    def reply(at: datetime) -> bool:
        words = "Chưa đúng: lúc đó nhân viên đang đổi ca." if is_disputed else "Đơn vị nhận thiếu sót."
        operations.reply_to_finding(actor=speaker, code=code, is_disputed=is_disputed, words=words, at=at)
        return True

    def decide(at: datetime) -> bool:
        why = (
            "Đối chiếu lịch trực: ý kiến của đơn vị đúng."
            if is_wrong
            else "Đã xem ý kiến; thiếu sót có thật."
        )
        operations.decide_finding(actor=decider, code=code, is_upheld=not is_wrong, why=why, at=at)
        return not is_wrong

    def correct(at: datetime) -> bool:
        picture = drawn_photograph(told=f"{code} corrected")
        operations.attach_to_finding(actor=head, code=code, name="sau.jpg", content=picture, at=at)
        operations.correct_finding(actor=head, code=code, words="Đã nhắc nhở, bổ sung, chụp ảnh lưu.", at=at)
        return True

    def recheck(at: datetime) -> bool:
        words = "Đã xem lại tại chỗ, đúng như báo cáo."
        operations.recheck_finding(actor=told.second, code=code, is_corrected=True, words=words, at=at)
        return True

    return reply, decide, correct, recheck


def _rate(told: _Told) -> None:
    """Contacts of every unit through the days, two in five of them rated."""
    days = [
        date(2021, 12, 1) + timedelta(days=step) for step in range((told.until - date(2021, 12, 1)).days + 1)
    ]
    for unit in organisation.units_on(day=BEGIN) if days else ():
        for number in range(PER_UNIT):
            _contact(unit.code, number, days)


def _contact(unit: str, number: int, days: list[date]) -> None:
    name = f"{unit}-{number:03d}"
    kind = KINDS[_chance(name, "kind", below=100) * _chance(name, below=100) % len(KINDS)]
    at = _at(days[_chance(name, "day", below=len(days))], 8 + _chance(name, "hour", below=7))
    server = f"{'to' if kind == 'field_visit' else 'nhanvien'}.{unit.lower()}"
    if kind == "call" and _chance(name, "by-phone", below=2):
        _by_phone(unit, name, server, at)
        return
    token = operations.invite_rating(
        contact_kind=kind, contact_code=f"MH-{name}", channel=CHANNELS[kind], unit_code=unit,
        staff_username=server, customer_key=f"minh-hoa-{name}", now=at,
    )  # fmt: skip
    if token and _chance(name, "rates", below=100) < 45:
        stars = _stars(unit, name)
        operations.rate(token=token, stars=stars, now=at + timedelta(hours=1))
        if _chance(name, "says", below=3) == 0:
            words = WORDS[stars][_chance(name, "words", below=len(WORDS[stars]))]
            operations.comment(token=token, words=words, now=at + timedelta(hours=1))


def _by_phone(unit: str, name: str, server: str, at: datetime) -> None:
    """Another than who served asks and writes down."""
    asks = _actor("kinhdoanh")
    if asks is not None:
        said = operations.RatingSaid(
            contact_kind="call", contact_code=f"MH-{name}", channel="call", unit_code=unit,
            staff_username=server, customer_key=f"minh-hoa-{name}", stars=_stars(unit, name),
        )  # fmt: skip
        operations.record_rating(actor=asks, said=said, now=at + timedelta(hours=1))


def _stars(unit: str, name: str) -> int:
    """Some units are liked more than others."""
    liked = 62 + _chance(unit, "liked", below=30)
    roll = _chance(name, "stars", below=100)
    return (5 if roll % 3 else 4) if roll < liked else 1 + roll % 3
