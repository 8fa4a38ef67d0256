"""Conduct over the API: rounds with their proof, inspections, findings and their answers, results."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.operations import RoundAsked
from donghanh.engines.conduct import ANSWERS, SEED_BYTES
from donghanh.faces.api.asked import Code, CodeOrNone, Day, DayAsked, Reason, Sent, Text
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now, today

router = Router(tags=["conduct"])
Page = Annotated[int, Field(ge=1, le=100_000)]
Count = Annotated[int, Field(ge=0, le=200)]
Month = Annotated[str, StringConstraints(pattern=r"^(\d{4}-\d{2})?$")]
Given = Literal[*ANSWERS]  # type: ignore[valid-type]


class InspectionsWanted(Schema):
    """What the inspections are narrowed to."""

    unit: CodeOrNone = ""
    state: CodeOrNone = ""
    kind: CodeOrNone = ""
    round: CodeOrNone = ""
    page: Page = 1


class FindingsWanted(Schema):
    """What the findings are narrowed to."""

    unit: CodeOrNone = ""
    state: CodeOrNone = ""
    page: Page = 1


class RatingSpan(Schema):
    """Days of invitation; the month of the product's day when left out."""

    from_on: DayAsked = None
    until_on: DayAsked = None


class RoundAnnounced(Sent):
    """A round: its days (until is the first day outside), its sizes, the public number to come."""

    is_surprise: bool
    from_on: Day
    until_on: Day
    office_count: Count
    crew_count: Count
    chance_source: Text = ""


class RoundDrawn(Sent):
    """The public number that was announced."""

    public_chance: Text = ""


class ConductWhy(Sent):
    """Why something is done."""

    why: Reason = ""


class ItemAnswered(Sent):
    """One item of a checklist."""

    item: Code
    answer: Given
    note: Text = ""


class ItemsAnswered(Sent):
    """Answers to items of an inspection."""

    answers: Annotated[list[ItemAnswered], Field(min_length=1, max_length=100)]


class FindingReplied(Sent):
    """The reply of whom a finding concerns."""

    is_disputed: bool
    words: Reason


class FindingDecided(Sent):
    """Whether a finding stands, and why."""

    is_upheld: bool
    why: Reason


class FindingCorrected(Sent):
    """What was put right."""

    words: Reason


class FindingRechecked(Sent):
    """What the second look found."""

    is_corrected: bool
    words: Reason


class FiguresWanted(Schema):
    """The last day whose events count; today when left out."""

    as_of: DayAsked = None


class BehindWanted(Schema):
    """Which figure: a unit, a month such as 2021-12, an item."""

    as_of: DayAsked = None
    unit: CodeOrNone = ""
    month: Month = ""
    item: CodeOrNone = ""


class RatingTaken(Sent):
    """A contact, who served, and what was answered aloud."""

    contact_kind: Literal["request", "call", "counter", "field_visit", "partner"]
    contact_code: Code
    channel: Literal["call", "counter"]
    unit_code: Code
    staff_username: Text
    customer_key: Text
    stars: Annotated[int, Field(ge=1, le=5)]
    words: Text = ""


class RatingKept(Schema):
    """The contact that was rated; nothing of the answer."""

    contact_code: str


@router.get("/conduct/rounds", response={200: list[queries.RoundRow]} | REFUSALS)
def conduct_rounds(request: HttpRequest) -> object:
    """Every round that was announced, the latest first."""
    return list(queries.rounds(actor=actor_of(request)))


@router.post("/conduct/rounds", response={200: queries.RoundProof} | REFUSALS)
def announce_conduct_round(request: HttpRequest, wanted: RoundAnnounced) -> object:
    """Announce a round by the digest of a fresh seed, which is told when the round is closed."""
    actor = actor_of(request)
    asked = RoundAsked(**wanted.model_dump())
    seed = secrets.token_bytes(SEED_BYTES)
    code = operations.announce_round(actor=actor, asked=asked, seed=seed, at=now())
    return queries.round_proof(actor=actor, code=code)


@router.get("/conduct/rounds/{round}", response={200: queries.RoundProof} | REFUSALS)
def conduct_round(request: HttpRequest, round: Code) -> object:  # noqa: A002 the address's word
    """Everything by which a round can be repeated, as far as it may be seen."""
    return queries.round_proof(actor=actor_of(request), code=round)


@router.post("/conduct/rounds/{round}/sample", response={200: queries.RoundProof} | REFUSALS)
def draw_conduct_round(request: HttpRequest, round: Code, wanted: RoundDrawn) -> object:  # noqa: A002
    """Draw places and days."""
    given = {"actor": actor_of(request), "code": round}
    operations.draw_round(**given, public_chance=wanted.public_chance, at=now())
    return queries.round_proof(**given)


@router.post("/conduct/rounds/{round}/closing", response={200: queries.RoundProof} | REFUSALS)
def close_conduct_round(request: HttpRequest, round: Code) -> object:  # noqa: A002
    """Close a round whose inspections are over; its seed is told."""
    given = {"actor": actor_of(request), "code": round}
    operations.close_round(**given, at=now())
    return queries.round_proof(**given)


@router.get("/conduct/inspections", response={200: queries.InspectionPage} | REFUSALS)
def conduct_inspections(request: HttpRequest, wanted: Query[InspectionsWanted]) -> object:
    """The inspections in sight, a page at a time; of a surprise only what was begun, but for the Office."""
    return queries.inspection_list(
        actor=actor_of(request), unit_code=wanted.unit, state=wanted.state, kind=wanted.kind,
        round_code=wanted.round, page=wanted.page,
    )  # fmt: skip


@router.get("/conduct/inspections/{inspection}", response={200: queries.InspectionCard} | REFUSALS)
def conduct_inspection(request: HttpRequest, inspection: Code) -> object:
    """One inspection with its items, answers, findings and moves."""
    return queries.inspection_card(actor=actor_of(request), code=inspection)


@router.post("/conduct/inspections/{inspection}/begin", response={200: queries.InspectionCard} | REFUSALS)
def begin_conduct_inspection(request: HttpRequest, inspection: Code, wanted: ConductWhy) -> object:
    """Begin an inspection; on another day than the one drawn with a reason."""
    given = {"actor": actor_of(request), "code": inspection}
    operations.begin_inspection(**given, why=wanted.why, at=now())
    return queries.inspection_card(**given)


@router.post("/conduct/inspections/{inspection}/answers", response={200: queries.InspectionCard} | REFUSALS)
def answer_conduct_items(request: HttpRequest, inspection: Code, wanted: ItemsAnswered) -> object:
    """Write answers down."""
    given = {"actor": actor_of(request), "code": inspection}
    answers = {one.item: (one.answer, one.note) for one in wanted.answers}
    operations.answer_items(**given, answers=answers, at=now())
    return queries.inspection_card(**given)


@router.post("/conduct/inspections/{inspection}/finish", response={200: queries.InspectionCard} | REFUSALS)
def finish_conduct_inspection(request: HttpRequest, inspection: Code) -> object:
    """End an inspection; each item that was not met becomes a finding."""
    given = {"actor": actor_of(request), "code": inspection}
    operations.finish_inspection(**given, at=now())
    return queries.inspection_card(**given)


@router.get("/conduct/findings", response={200: queries.FindingPage} | REFUSALS)
def conduct_findings(request: HttpRequest, wanted: Query[FindingsWanted]) -> object:
    """The findings in sight, a page at a time."""
    return queries.finding_list(
        actor=actor_of(request), unit_code=wanted.unit, state=wanted.state, page=wanted.page
    )


@router.get("/conduct/findings/{finding}", response={200: queries.FindingCard} | REFUSALS)
def conduct_finding(request: HttpRequest, finding: Code) -> object:
    """One finding with what each side said, and what the asker may do next."""
    return queries.finding_card(actor=actor_of(request), code=finding, day=today())


@router.post("/conduct/findings/{finding}/reply", response={200: queries.FindingCard} | REFUSALS)
def reply_to_conduct_finding(request: HttpRequest, finding: Code, wanted: FindingReplied) -> object:
    """Accept or dispute a finding: the person whom it names, or the office's head."""
    given = {"actor": actor_of(request), "code": finding}
    operations.reply_to_finding(**given, **wanted.model_dump(), at=now())
    return queries.finding_card(**given, day=today())


@router.post("/conduct/findings/{finding}/decision", response={200: queries.FindingCard} | REFUSALS)
def decide_conduct_finding(request: HttpRequest, finding: Code, wanted: FindingDecided) -> object:
    """Uphold a finding or take it back; a disputed one by another than who inspected."""
    given = {"actor": actor_of(request), "code": finding}
    operations.decide_finding(**given, **wanted.model_dump(), at=now())
    return queries.finding_card(**given, day=today())


@router.post("/conduct/findings/{finding}/correction", response={200: queries.FindingCard} | REFUSALS)
def correct_conduct_finding(request: HttpRequest, finding: Code, wanted: FindingCorrected) -> object:
    """Say what was put right."""
    given = {"actor": actor_of(request), "code": finding}
    operations.correct_finding(**given, words=wanted.words, at=now())
    return queries.finding_card(**given, day=today())


@router.post("/conduct/findings/{finding}/recheck", response={200: queries.FindingCard} | REFUSALS)
def recheck_conduct_finding(request: HttpRequest, finding: Code, wanted: FindingRechecked) -> object:
    """Look again: done, or to be corrected anew."""
    given = {"actor": actor_of(request), "code": finding}
    operations.recheck_finding(**given, **wanted.model_dump(), at=now())
    return queries.finding_card(**given, day=today())


@router.get("/conduct/waiting", response={200: list[queries.ConductWaiting]} | REFUSALS)
def conduct_waiting(request: HttpRequest) -> object:
    """What waits for the asker: findings whose turn it is, inspections to make; the late first."""
    return list(queries.waiting_for(actor=actor_of(request), day=today()))


@router.get("/conduct/figures", response={200: queries.ConductFigures} | REFUSALS)
def conduct_figures(request: HttpRequest, wanted: Query[FiguresWanted]) -> object:
    """Units by month, items that fail most, what comes again, as of the end of a day."""
    return queries.conduct_figures(actor=actor_of(request), as_of=wanted.as_of or today())


@router.get("/conduct/figures/behind", response={200: queries.ConductBehind} | REFUSALS)
def conduct_behind(request: HttpRequest, wanted: Query[BehindWanted]) -> object:
    """The inspections and findings that a figure counts, as they stood on the day."""
    return queries.behind_figures(
        actor=actor_of(request), as_of=wanted.as_of or today(), unit_code=wanted.unit, month=wanted.month,
        item=wanted.item,
    )  # fmt: skip


@router.post("/conduct/ratings", response={200: RatingKept} | REFUSALS)
def record_conduct_rating(request: HttpRequest, wanted: RatingTaken) -> object:
    """Write down what a caller or a visitor answered; never by who served."""
    said = operations.RatingSaid(**wanted.model_dump())
    operations.record_rating(actor=actor_of(request), said=said, now=now())
    return {"contact_code": wanted.contact_code}


@router.get("/conduct/results/mine", response={200: queries.RatingResults} | REFUSALS)
def conduct_results_of_mine(request: HttpRequest, wanted: Query[RatingSpan]) -> object:
    """How the asker's own contacts were rated."""
    return queries.own_results(actor=actor_of(request), **_span(wanted))


@router.get("/conduct/results", response={200: queries.RatingResults} | REFUSALS)
def conduct_results(request: HttpRequest, wanted: Query[RatingSpan]) -> object:
    """Ratings of the units in sight with response rate, interval and weights."""
    return queries.unit_results(actor=actor_of(request), **_span(wanted))


@router.get("/conduct/results/{unit}/people", response={200: queries.RatingResults} | REFUSALS)
def conduct_people(request: HttpRequest, unit: Code, wanted: Query[RatingSpan]) -> object:
    """Ratings of each person of a unit: for its head and the Office alone."""
    return queries.person_results(actor=actor_of(request), unit_code=unit, **_span(wanted))


@router.get("/conduct/units", response={200: list[queries.UnitConduct]} | REFUSALS)
def conduct_units(request: HttpRequest) -> object:
    """How the inspections and findings of each unit in sight stand today."""
    return list(queries.conduct_by_unit(actor=actor_of(request), day=today()))


def _span(wanted: RatingSpan) -> dict[str, object]:
    first = today().replace(day=1)
    return {
        "from_on": wanted.from_on or first,
        "until_on": wanted.until_on or (first + timedelta(days=31)).replace(day=1),
    }
