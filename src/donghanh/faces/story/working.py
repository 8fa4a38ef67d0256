"""What the units do with what waits, from the check to the receipt; some visits slip."""

from __future__ import annotations

from datetime import timedelta

from donghanh.apps.organisation import queries as organisation_queries
from donghanh.apps.programmes.operations.moving import make_move
from donghanh.apps.programmes.queries.benefits import (
    BenefitFilter,
    BenefitLine,
    benefit_export,
    benefit_story,
)
from donghanh.apps.programmes.refusals import AreaClosed, NotNextInOrder, QuotaFull, StandsInTheWay
from donghanh.apps.stock.refusals import NotEnoughGoods
from donghanh.apps.works.queries import order_of_subject
from donghanh.faces.story.choosing import approve
from donghanh.faces.story.deciding import decide_waiting
from donghanh.faces.story.drawing import never_comes
from donghanh.faces.story.people import CAMPAIGN, Story
from donghanh.faces.story.sending import finish_work

WORKS = frozenset({"substation-cleaning", "home-wiring", "household-repairs"})


def work(story: Story) -> None:
    """What waits is taken up some days after its last move, sooner in some units than in others."""
    lines = benefit_export(actor=story.actor("giamdoc"), campaign_code=CAMPAIGN, wanted=BenefitFilter())
    for line in lines:
        _check_and_verify(story, line)
    approve(story)
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
    is_repetition = _is_repeated(story, line)
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


def _promise_and_deliver(story: Story, line: BenefitLine) -> None:
    pace = _pace(line)
    if never_comes(activity_code=line.activity_code, reference=line.reference):
        return
    if line.state == "approved":
        try:
            _move(story, line, "allot", "nhanvien")
        except (QuotaFull, NotNextInOrder, NotEnoughGoods):
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
        _put_off(story, line)
        return
    if line.activity_code in WORKS:
        _finish_work(story, line)
    else:
        _move(story, line, "deliver", "thukho" if line.activity_code == "tablets" else "to")


def _put_off(story: Story, line: BenefitLine) -> None:
    """To the first day, from a week on, on which the area is open as far as anybody knows today."""
    for days in range(7, 40):
        later = story.day + timedelta(days=days)
        try:
            why = "Khu vực đang phong tỏa, cách ly"
            _move(story, line, "reschedule", "nhanvien", scheduled_on=later, why=why)
        except AreaClosed:
            continue
        return


def _finish_work(story: Story, line: BenefitLine) -> None:
    order = order_of_subject(subject=f"benefit:{line.reference}")
    assert order is not None, f"{line.reference} has no open order"
    assert line.scheduled_on is not None
    crew = story.of_unit("to", line.unit_code)
    finish_work(crew=crew, order=order.reference, day=line.scheduled_on, at=story.at)


def _is_repeated(story: Story, line: BenefitLine) -> bool:
    """Whether the world knows that another hand wrote the same household before."""
    told = benefit_story(actor=story.actor("giamdoc"), reference=line.reference, day=story.day).origin_facts
    return told.get("nomination") in story.repeated


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
