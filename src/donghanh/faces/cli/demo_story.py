"""
Plays the appreciation months day by day, as the company's people would have worked: every act an operation.

Nothing is written past the operations: duties, quotas and refusals hold for the demo as for anybody. Who
does what and when follows from the references' numbers, so the same seed tells the same story. It is
one transaction: a demo that was interrupted begins the story again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db import transaction

from donghanh.apps.organisation import operations as organisation
from donghanh.apps.organisation import queries as organisation_queries
from donghanh.apps.organisation.permissions import Actor, console_actor
from donghanh.apps.programmes.operations.approving import approve_list
from donghanh.apps.programmes.operations.campaigns import open_campaign_of_lawbook
from donghanh.apps.programmes.operations.draw_terms import DrawTerms, NamedSource
from donghanh.apps.programmes.operations.drawing import prepare_draw
from donghanh.apps.programmes.operations.moving import make_move
from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate
from donghanh.apps.programmes.operations.selecting import put_forward, run_selection
from donghanh.apps.programmes.queries.benefits import BenefitFilter, BenefitLine, benefit_export
from donghanh.apps.programmes.refusals import (
    AreaClosed,
    CannotApproveList,
    CannotSelect,
    NotNextInOrder,
    QuotaFull,
    Refused,
    StandsInTheWay,
)
from donghanh.faces.cli.demo_suspicions import decide_waiting
from donghanh.faces.clock import HOUSE_ZONE
from donghanh.world.province import World

CAMPAIGN = "tri-an-khach-hang-2021"
BEGIN = date(2021, 12, 1)
END = date(2022, 2, 1)
WORKS = frozenset({"substation-cleaning", "home-wiring", "household-repairs"})


@dataclass
class Story:
    """The people and what they work on; `at` is the moment of the act."""

    world: World
    day: date = BEGIN
    actors: dict[str, Actor] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, time(9), tzinfo=HOUSE_ZONE)

    def actor(self, username: str) -> Actor:
        """One of the demo's staff."""
        if username not in self.actors:
            found = organisation_queries.actor_named(username=username, on=BEGIN)
            assert found is not None, f"the demo has no {username}"
            self.actors[username] = found
        return self.actors[username]

    def of_unit(self, word: str, unit: str) -> Actor:
        return self.actor(f"{word}.{unit.lower()}")

    def partner_of(self, commune: str, unit: str) -> Actor:
        """The commune's own partner where it has an account, else the unit's officer on its behalf."""
        found = organisation_queries.actor_named(username=f"mattran.{commune}", on=BEGIN)
        return found or self.of_unit("nhanvien", unit)

    @cached_property
    def unit_of(self) -> dict[str, str]:
        return organisation_queries.units_of_communes(day=BEGIN)


@transaction.atomic
def play(*, seed: int, until: date, report: Callable[[int], None] = lambda _: None) -> None:
    """
    Play the story from 1 December 2021 through the day `until`.

    report : told the percent done since the last call
    """
    story = Story(World(customers=20_000, seed=seed))
    open_campaign_of_lawbook(actor=story.actor("kinhdoanh"), code=CAMPAIGN, at=story.at)
    last = min(until, END - timedelta(days=1))
    days = (last - BEGIN).days + 1
    told = 0
    for number in range(days):
        story.day = BEGIN + timedelta(days=number)
        _day(story)
        percent = (number + 1) * 100 // days
        report(percent - told)
        told = percent


def _day(story: Story) -> None:
    _announce_areas(story)
    _nominate_communes(story)
    _receive_requests(story)
    _ask_for_masks(story)
    if story.day == date(2021, 12, 2):
        _select(story, "large-customer-gifts")
        _select(story, "substation-cleaning")
    if story.day == date(2021, 12, 10):
        _prepare_draw(story)
    if story.day.weekday() < 6:
        _work(story)


def _announce_areas(story: Story) -> None:
    for row in story.world.area_statuses.iter_rows(named=True):
        if max(row["from_on"], BEGIN) == story.day:
            organisation.set_area_status(
                actor=console_actor(), commune_code=row["commune_code"], status=row["status"],
                from_on=row["from_on"], until_on=row["until_on"],
                source="Thông báo của UBND huyện, thành phố (dữ liệu sinh cho bản trình diễn)", at=story.at,
            )  # fmt: skip


def _nominate_communes(story: Story) -> None:
    for row in story.world.nominations.iter_rows(named=True):
        if max(row["nominated_on"], BEGIN) != story.day:
            continue
        unit = story.unit_of[row["commune_code"]]
        try:
            reference = nominate(
                actor=story.partner_of(row["commune_code"], unit), campaign_code=CAMPAIGN,
                activity_code=row["activity"], at=story.at, unit_code=unit,
                beneficiary=Beneficiary(
                    name=row["name"], commune_code=row["commune_code"], address=row["address"],
                    social_class=row["social_class"], customer_code=row["customer_code"] or "",
                    facts={"nomination": row["nomination_code"]},
                ),
            )  # fmt: skip
        except Refused:
            continue  # the same customer twice: the refusal is the story
        if row["same_as"]:
            story.repeated.add(reference)


def _receive_requests(story: Story) -> None:
    for row in story.world.supply_requests.iter_rows(named=True):
        if row["received_at"].date() != story.day or row["purpose"] != "home":
            continue
        nominate(
            actor=story.of_unit("nhanvien", row["unit_code"]), campaign_code=CAMPAIGN,
            activity_code="home-wiring", at=row["received_at"], unit_code=row["unit_code"], origin="request",
            beneficiary=Beneficiary(
                name=row["name"], commune_code=row["commune_code"], address=row["address"],
                phone=row["phone"],
                facts={
                    "request": row["request_code"], "received_at": row["received_at"].isoformat(),
                    "service": "new_home_supply", "channel": row["channel"],
                },
            ),
        )  # fmt: skip


def _ask_for_masks(story: Story) -> None:
    for row in story.world.mask_requests.iter_rows(named=True):
        if max(row["asked_on"], BEGIN) != story.day:
            continue
        unit = story.unit_of[row["commune_code"]]
        nominate(
            actor=story.of_unit("nhanvien", unit), campaign_code=CAMPAIGN, activity_code="masks", at=story.at,
            unit_code=unit, origin="request",
            beneficiary=Beneficiary(
                name=row["place"], kind="school" if row["place_kind"] == "school" else "area",
                commune_code=row["commune_code"], quantity=row["quantity_asked"],
                facts={"request": row["request_code"]},
            ),
        )  # fmt: skip


def _select(story: Story, activity: str) -> None:
    business = story.actor("kinhdoanh")
    run = run_selection(
        actor=business, campaign_code=CAMPAIGN, activity_code=activity, as_of=story.day, at=story.at
    )
    try:
        put_forward(actor=business, run_id=run, at=story.at)
    except CannotSelect:
        return  # a small province has nobody who fits


def _prepare_draw(story: Story) -> None:
    terms = DrawTerms(
        method="sha256", prize_count=10, alternate_count=10,
        window_from_on=date(2021, 12, 1), window_until_on=date(2022, 1, 1),
        draw_on=date(2022, 1, 5), claim_until_on=date(2022, 1, 29),
        sources=(
            NamedSource("Xổ số Mega 6/45", "2022-01-05", "trang của đơn vị xổ số"),
            NamedSource("Xổ số miền Bắc, giải đặc biệt", "2022-01-05", "trang của hội đồng xổ số"),
        ),
    )  # fmt: skip
    prepare_draw(
        actor=story.actor("vanphong"), campaign_code=CAMPAIGN, activity_code="online-payment-draw",
        terms=terms, at=story.at,
    )  # fmt: skip


def _work(story: Story) -> None:
    """What waits is taken up some days after its last move, sooner in some units than in others."""
    lines = benefit_export(actor=story.actor("giamdoc"), campaign_code=CAMPAIGN, wanted=BenefitFilter())
    for line in lines:
        _check_and_verify(story, line)
    _approve(story)
    lines = benefit_export(actor=story.actor("giamdoc"), campaign_code=CAMPAIGN, wanted=BenefitFilter())
    for line in lines:
        _promise_and_deliver(story, line)


def _check_and_verify(story: Story, line: BenefitLine) -> None:
    pace = _pace(line)
    if line.state == "nominated" and pace != story.day.toordinal() % 3:
        _look_at(story, line)
    elif line.state == "checked" and pace == story.day.toordinal() % 3:
        _move(story, line, "verify", "truong")


def _look_at(story: Story, line: BenefitLine) -> None:
    """Suspicions are decided first; a repetition is then refused, and so is what a stacking rule forbids."""
    is_repetition = line.reference in story.repeated
    decide_waiting(
        officer=story.of_unit("nhanvien", line.unit_code), company=story.actor("kinhdoanh"),
        reference=line.reference, is_repetition=is_repetition, at=story.at,
    )  # fmt: skip
    if is_repetition:
        _move(story, line, "refuse", "nhanvien", why="Trùng với một hộ đã được đề cử trước")
        return
    try:
        _move(story, line, "check", "nhanvien")
    except StandsInTheWay:
        _move(story, line, "refuse", "nhanvien", why="Hộ đã có suất khác, theo quy tắc không được cả hai")


def _approve(story: Story) -> None:
    if story.day.weekday() not in {1, 4}:
        return
    director = story.actor("giamdoc")
    for activity in (
        "large-customer-gifts", "substation-cleaning", "home-wiring", "household-repairs", "welfare-gifts",
        "masks", "tablets",
    ):  # fmt: skip
        try:
            approve_list(actor=director, campaign_code=CAMPAIGN, activity_code=activity, at=story.at)
        except CannotApproveList:
            continue


def _promise_and_deliver(story: Story, line: BenefitLine) -> None:
    pace = _pace(line)
    if line.state == "approved":
        try:
            _move(story, line, "allot", "nhanvien")
        except (QuotaFull, NotNextInOrder):
            return
    elif line.state == "allotted":
        visit = story.day + timedelta(days=2 + 2 * pace + _slowness(line))
        try:
            _move(story, line, "schedule", "nhanvien", scheduled_on=visit)
        except AreaClosed:
            return  # asked again on the next working day
    elif line.state == "scheduled" and line.scheduled_on and line.scheduled_on <= story.day:
        _visit(story, line)
    elif line.state == "delivered" and pace == story.day.toordinal() % 3:
        _move(story, line, "confirm_receipt", "nhanvien")


def _visit(story: Story, line: BenefitLine) -> None:
    """A locked-down commune is not entered for work; in two far units some visits slip for some days."""
    slips = line.unit_code in {"PA01HH", "PA01NH"} and _pace(line) == 1
    if slips and line.scheduled_on and story.day < line.scheduled_on + timedelta(days=6):
        return
    status = organisation_queries.area_status_on(day=story.day).get(line.commune_code, "normal")
    if status != "normal" and line.activity_code in WORKS:
        later = story.day + timedelta(days=7)
        _move(
            story, line, "reschedule", "nhanvien", scheduled_on=later, why="Khu vực đang phong tỏa, cách ly"
        )
        return
    _move(story, line, "deliver", "thukho" if line.activity_code == "tablets" else "to")


def _put_off(story: Story, line: BenefitLine) -> None:
    """To the first day, within a month, on which the area is open as far as anybody knows today."""
    for days in range(3, 31):
        later = story.day + timedelta(days=days)
        try:
            why = "Khu vực đang phong tỏa, cách ly"
            _move(story, line, "reschedule", "nhanvien", scheduled_on=later, why=why)
        except AreaClosed:
            continue
        return


def _move(story: Story, line: BenefitLine, move: str, word: str, **more: object) -> None:
    make_move(
        actor=story.of_unit(word, line.unit_code), reference=line.reference, move=move, at=story.at,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _pace(line: BenefitLine) -> int:
    return int(line.reference.rsplit("-", 1)[1]) % 3


def _slowness(line: BenefitLine) -> int:
    """Hải Hậu and Nghĩa Hưng are far and have much to do; Xuân Trường began early, as the article tells."""
    return {"PA01XT": 0, "PA01ND": 1, "PA01HH": 4, "PA01NH": 3}.get(line.unit_code, 3)
