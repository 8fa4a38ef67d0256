"""The draw on its days: prepared, committed before the chance is known, held; one prize is not claimed."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from donghanh.apps.programmes.operations import drawing
from donghanh.apps.programmes.operations.draw_terms import DrawTerms, NamedSource
from donghanh.apps.programmes.operations.prizes import state_prize_unclaimed
from donghanh.apps.programmes.queries.benefits import BenefitFilter, benefit_export
from donghanh.apps.programmes.queries.draws import all_draws
from donghanh.apps.programmes.refusals import CannotDraw
from donghanh.faces.story.people import CAMPAIGN, Story
from donghanh.world.dice import dice

ACTIVITY = "online-payment-draw"
OF = {"campaign_code": CAMPAIGN, "activity_code": ACTIVITY}
PREPARED_ON, COMMITTED_ON, DRAWN_ON = date(2021, 12, 10), date(2022, 1, 3), date(2022, 1, 5)
CLAIMED_UNTIL = date(2022, 1, 29)
TERMS = DrawTerms(
    method="sha256", prize_count=10, alternate_count=10,
    window_from_on=date(2021, 12, 1), window_until_on=date(2022, 1, 1),
    draw_on=DRAWN_ON, claim_until_on=CLAIMED_UNTIL,
    sources=(
        NamedSource("Xổ số Mega 6/45", "2022-01-05", "trang của đơn vị xổ số"),
        NamedSource("Xổ số miền Bắc, giải đặc biệt", "2022-01-05", "trang của hội đồng xổ số"),
    ),
)  # fmt: skip
NOT_AT_HOME = "-00001"  # the reference of the winner whom nobody reaches


def draw(story: Story) -> None:
    """Make the step of the draw that belongs to this day."""
    step = {
        PREPARED_ON: _prepare, COMMITTED_ON: _commit, DRAWN_ON: _hold, CLAIMED_UNTIL: _give_to_alternate,
    }.get(story.day)  # fmt: skip
    if step is not None:
        step(story)


def never_comes(*, activity_code: str, reference: str) -> bool:
    """Answer whether this is the winner who does not come for the prize."""
    return activity_code == ACTIVITY and reference.endswith(NOT_AT_HOME)


def _prepare(story: Story) -> None:
    drawing.prepare_draw(actor=story.actor("vanphong"), terms=TERMS, at=story.at, **OF)


def _commit(story: Story) -> None:
    secret = sha256(f"donghanh demo draw {story.world.seed}".encode()).digest()
    try:
        drawing.commit_draw(actor=story.actor("kinhdoanh"), number=1, secret=secret, at=story.at, **OF)
    except CannotDraw:
        return  # a small province has too few entrants


def _hold(story: Story) -> None:
    """Enter generated results of the two lotteries; the real ones of that day are not in the demo."""
    if _state() != "committed":
        return
    rolls = dice(seed=story.world.seed, subject="lotteries")
    mega = ",".join(str(number) for number in sorted(rolls.choice(45, size=6, replace=False) + 1))
    special = f"{rolls.integers(100_000):05d}"
    drawing.hold_draw(actor=story.actor("vanphong"), number=1, results=(mega, special), at=story.at, **OF)
    drawing.certify_draw(actor=story.actor("kinhdoanh"), number=1, at=story.at, **OF)


def _give_to_alternate(story: Story) -> None:
    wanted = BenefitFilter(activity_code=ACTIVITY)
    lines = benefit_export(actor=story.actor("giamdoc"), campaign_code=CAMPAIGN, wanted=wanted)
    for line in lines:
        if never_comes(activity_code=line.activity_code, reference=line.reference):
            why = "Ba lần liên hệ không gặp, đã hết hạn nhận quà"
            state_prize_unclaimed(
                actor=story.actor("kinhdoanh"), reference=line.reference, why=why, at=story.at
            )


def _state() -> str:
    found = [one.state for one in all_draws(campaign_code=CAMPAIGN) if one.activity_code == ACTIVITY]
    return found[-1] if found else ""
