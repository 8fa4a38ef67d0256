"""What an act on the programmes answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = [
    "AreaClosed",
    "CannotAsk",
    "CannotTell",
    "CannotAllocate",
    "CannotApproveList",
    "CannotChangeShares",
    "CannotCorrect",
    "CannotDecide",
    "CannotDraw",
    "CannotNominate",
    "CannotOpenCampaign",
    "CannotRegister",
    "CannotReport",
    "CannotSelect",
    "CannotSign",
    "CannotSpend",
    "CannotVary",
    "NotFound",
    "NotHandedOver",
    "NotNextInOrder",
    "QuotaFull",
    "Refused",
    "StandsInTheWay",
]


class CannotNominate(Refused):
    """The beneficiary cannot be named for this activity."""


class CannotAllocate(Refused):
    """The goods cannot be shared out as asked."""


class QuotaFull(Refused):
    """Every place of the activity, or of the unit's share, is taken."""


class CannotApproveList(Refused):
    """There is nothing to approve, or somebody else was first."""


class CannotChangeShares(Refused):
    """The units' shares would not sum to the company's target."""


class CannotCorrect(Refused):
    """The beneficiary's place cannot be corrected as asked."""


class CannotOpenCampaign(Refused):
    """The template cannot become a campaign."""


class CannotDraw(Refused):
    """The draw cannot be prepared, committed, drawn or certified as asked."""


class CannotSelect(Refused):
    """The selection cannot be run or put forward."""


class CannotReport(Refused):
    """The report cannot be made or issued as asked."""


class CannotSign(Refused):
    """The report cannot be signed as asked: the key, the certificate, or the report stands against it."""


class CannotRegister(Refused):
    """The certificate cannot be registered or revoked as asked."""


class CannotSpend(Refused):
    """The cost cannot be entered or corrected as asked."""


class CannotVary(Refused):
    """A unit's variation of an activity is not one that it may state."""


class CannotAsk(Refused):
    """Nobody can be drawn, asked or answer as wished."""


class CannotTell(Refused):
    """A consent or a story cannot be given, changed or published as wished."""


class AreaClosed(Refused):
    """The area's status on the day does not allow the visit."""


class NotHandedOver(Refused):
    """A work is delivered by the hand-over of its order, not by a word at the desk."""


class NotNextInOrder(Refused):
    """Somebody who asked earlier has not got a place yet."""


class StandsInTheWay(Refused):
    """Another promise to the same household forbids this one, or a suspicion is not decided yet."""


class CannotDecide(Refused):
    """The suspicion is not this actor's to decide."""
