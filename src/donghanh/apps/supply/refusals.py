"""What an act on a supply answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = ["CannotAnswerOffer", "CannotTakeStep", "NotFound", "Refused"]


class CannotTakeStep(Refused):
    """
    The step cannot be taken now.

    Rules: `step-unknown`, `supply-over`, `step-taken`, `not-next-step`, `not-for-this-role`, `fact-missing`,
    `fact-unknown`, `fact-wrong`, `day-to-come`, `day-before-meter`, `clock-stands` (the case is paused),
    `case-takes-step` (a move of the case does).
    """


class CannotAnswerOffer(Refused):
    """There is no offer to answer: `no-offer`, `offer-answered`, `word-unknown`, `promise-stands`."""
