"""
How the months end: the company asks a sample of those who received, tells two stories, reports, signs.

The questions are put by the office, which delivers nothing. Who answers and what is said follows from the
references' numbers; words and amounts are generated, and the amounts say so where they stand.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from hashlib import sha256

from donghanh.apps.programmes.operations.answering import record_answer
from donghanh.apps.programmes.operations.confirmation_cases import move_case
from donghanh.apps.programmes.operations.confirming import draw_round, move_round
from donghanh.apps.programmes.operations.consenting import give_consent
from donghanh.apps.programmes.operations.inviting import record_attempt
from donghanh.apps.programmes.operations.reporting import issue_report
from donghanh.apps.programmes.operations.signing import sign_report_with_key_at_hand
from donghanh.apps.programmes.operations.spending import Document, enter_cost
from donghanh.apps.programmes.operations.telling import draft_story, edit_story, move_story
from donghanh.apps.programmes.queries.benefits import BenefitFilter, benefit_export
from donghanh.apps.programmes.queries.confirmation_cases import ConfirmationCaseLine, cases
from donghanh.apps.programmes.queries.confirmations import (
    SampleLine,
    asked_list,
    pictures_to_publish,
    rounds,
)
from donghanh.apps.programmes.queries.stories import ConsentLine, consents
from donghanh.apps.programmes.refusals import CannotAsk
from donghanh.faces.story import closing_words as words
from donghanh.faces.story.people import CAMPAIGN, LAST, Story
from donghanh.world.dice import dice

DRAWN_ON, BEGUN_ON, CLOSED_ON = date(2022, 1, 12), date(2022, 1, 13), date(2022, 1, 25)
CALLING_DAYS = tuple(date(2022, 1, day) for day in (14, 15, 17, 18, 19, 20, 21, 22, 24))
BOUGHT_ON = date(2021, 12, 10)
PAID_ON = (date(2021, 12, 28), date(2022, 1, 28))
BOUGHT = ("masks", "welfare-gifts", "large-customer-gifts")
PAID = {
    "household-repairs": "household-repairs-material",
    "home-wiring": "home-wiring-labour",
    "substation-cleaning": "substation-cleaning-labour",
}
DONE = frozenset({"delivered", "received", "feedback"})
NEXT_OF_CASE = {"open": "release", "released": "explain", "explained": "settle"}
STORIES = 2
GROSS, VAT = 110_000, 10_000  # of each share of a document [đồng]


def ask_beneficiaries(story: Story) -> None:
    """What the day brings of the round: drawn, begun, asked, its case followed up, closed, told of."""
    if story.day == DRAWN_ON:
        _draw(story)
    number = _round(story)
    if number is None:
        return
    if story.day == BEGUN_ON:
        _move_round(story, number, "begin")
    elif story.day in CALLING_DAYS:
        _call(story, number)
    elif story.day == CLOSED_ON:
        _move_round(story, number, "close")
        _tell_stories(story)
    for case in cases(actor=story.actor("vanphong"), campaign_code=CAMPAIGN, day=story.day, is_open=True):
        if case.opened_on < story.day:
            _follow_up(story, case)


def report_to_director(story: Story) -> None:
    """What the day brings of money, and on the last day the report: issued, then signed by the director."""
    if story.day == BOUGHT_ON:
        for activity in BOUGHT:
            _pay(story, activity, "", activity, shares=words.BOUGHT_SHARES)
    elif story.day in PAID_ON:
        _pay_for_works(story)
    elif story.day == LAST:
        number = issue_report(
            actor=story.actor("kinhdoanh"), campaign_code=CAMPAIGN, as_of=story.day, at=story.at
        )
        sign_report_with_key_at_hand(
            actor=story.actor("giamdoc"), campaign_code=CAMPAIGN, number=number, at=story.at
        )


def _draw(story: Story) -> None:
    seed = sha256(f"donghanh demo confirmation {story.world.seed}".encode()).digest()
    try:
        draw_round(actor=story.actor("vanphong"), campaign_code=CAMPAIGN, seed=seed, at=story.at)
    except CannotAsk:
        return  # a small province has delivered nothing yet


def _round(story: Story) -> int | None:
    if story.day < DRAWN_ON:
        return None
    found = rounds(actor=story.actor("vanphong"), campaign_code=CAMPAIGN)
    return found[0].number if found else None


def _move_round(story: Story, number: int, move: str) -> None:
    move_round(actor=story.actor("vanphong"), campaign_code=CAMPAIGN, number=number, move=move, at=story.at)


def _call(story: Story, number: int) -> None:
    """Call those whose day it is; about a fifth cannot be reached, one says that nothing came."""
    clerk = story.actor("vanphong")
    lines = asked_list(actor=clerk, campaign_code=CAMPAIGN, number=number)
    missing = _who_misses_it(lines)
    for line in lines:
        if CALLING_DAYS[_number(line) % len(CALLING_DAYS)] != story.day:
            continue
        if not _answers(line):
            record_attempt(
                actor=clerk, campaign_code=CAMPAIGN, number=number, reference=line.reference,
                outcome="no_answer", at=story.at,
            )  # fmt: skip
        else:
            _write_down(story, number, line, is_missing=line.reference == missing)


def _write_down(story: Story, number: int, line: SampleLine, *, is_missing: bool) -> None:
    clerk, of_line = story.actor("vanphong"), {"campaign_code": CAMPAIGN, "number": number}
    if is_missing:
        record_answer(
            actor=clerk, reference=line.reference, at=story.at, received="no", words=words.MISSING, **of_line
        )
        return
    own = words.said(activity=line.activity_code, number=_number(line))
    record_answer(
        actor=clerk, reference=line.reference, at=story.at, received="yes",
        works="yes" if line.activity_code in PAID else "", rating=words.rating(number=_number(line)),
        words=own, **of_line,
    )  # fmt: skip
    if own and _number(line) % 4 != 1:
        shown = pictures_to_publish(actor=clerk, reference=line.reference)
        give_consent(
            actor=clerk, reference=line.reference, named_as=words.NAMED[_number(line) % len(words.NAMED)],
            photographs=[one.number for one in shown if one.kind == "photo_after"], at=story.at, **of_line,
        )  # fmt: skip


def _follow_up(story: Story, case: ConfirmationCaseLine) -> None:
    """One step a day: the company asks the unit, the unit's officer explains, the company closes."""
    move = NEXT_OF_CASE[case.state]
    who = {
        "release": story.actor("vanphong"),
        "explain": story.of_unit("nhanvien", case.unit_code),
        "settle": story.actor("kinhdoanh"),
    }[move]
    move_case(actor=who, case=case.id, move=move, why=words.FOLLOWED[move], at=story.at)


def _tell_stories(story: Story) -> None:
    """Two of those who agreed, those with a photograph first: written by one, approved by another."""
    office = story.actor("vanphong")
    given = [one for one in consents(actor=office, campaign_code=CAMPAIGN) if not one.is_withdrawn]
    for one in sorted(given, key=lambda each: (not each.photographs, each.reference))[:STORIES]:
        _tell(story, one)


def _tell(story: Story, consent: ConsentLine) -> None:
    office = story.actor("vanphong")
    number = draft_story(actor=office, consent=consent.reference, at=story.at)
    edit_story(
        actor=office, story=number, title=words.title(consent.activity_vi), text=consent.words,
        photographs=consent.photographs, at=story.at,
    )  # fmt: skip
    move_story(actor=story.actor("giamdoc"), story=number, move="approve", at=story.at)
    move_story(actor=story.actor("kinhdoanh"), story=number, move="publish", at=story.at)


def _pay_for_works(story: Story) -> None:
    """A document for each unit and kind of work that was done there."""
    lines = benefit_export(actor=story.actor("giamdoc"), campaign_code=CAMPAIGN, wanted=BenefitFilter())
    done = Counter((one.activity_code, one.unit_code) for one in lines if one.state in DONE)
    for (activity, unit), count in sorted(done.items()):
        if activity in PAID:
            _pay(story, activity, unit, PAID[activity], shares=count)


def _pay(story: Story, activity: str, unit: str, line: str, *, shares: int) -> None:
    rolls = dice(seed=story.world.seed, subject=f"costs {story.day} {activity} {unit}")
    shares *= int(rolls.integers(2, 7))
    number = f"HD-{story.day:%m%d}-{rolls.integers(10_000):04d}"
    document = Document(GROSS * shares, VAT * shares, number, story.day, words.GENERATED)
    enter_cost(
        actor=story.of_unit("nhanvien", unit) if unit else story.actor("vanphong"), campaign_code=CAMPAIGN,
        activity_code=activity, unit_code=unit, budget_line=line, document=document, at=story.at,
    )  # fmt: skip


def _who_misses_it(lines: tuple[SampleLine, ...]) -> str:
    """The one who says that nothing came: somebody with a gift, if there is one."""
    answering = sorted((one for one in lines if _answers(one)), key=lambda one: one.reference)
    gifts = [one.reference for one in answering if one.activity_code == "welfare-gifts"]
    return next(iter([*gifts, *(one.reference for one in answering)]), "")


def _answers(line: SampleLine) -> bool:
    return _number(line) % 5 != 4


def _number(line: SampleLine) -> int:
    return int(line.reference.rsplit("-", 1)[1])
