"""What an act on the programmes answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = [
    "AreaClosed",
    "CannotApproveList",
    "CannotChangeShares",
    "CannotDecide",
    "CannotDraw",
    "CannotNominate",
    "CannotOpenCampaign",
    "CannotReport",
    "CannotSelect",
    "CannotVary",
    "NotFound",
    "NotNextInOrder",
    "QuotaFull",
    "Refused",
    "StandsInTheWay",
]


class CannotNominate(Refused):
    """The beneficiary cannot be named for this activity."""


class QuotaFull(Refused):
    """Every place of the activity, or of the unit's share, is taken."""


class CannotApproveList(Refused):
    """There is nothing to approve, or somebody else was first."""


class CannotChangeShares(Refused):
    """The units' shares would not sum to the company's target."""


class CannotOpenCampaign(Refused):
    """The template cannot become a campaign."""


class CannotDraw(Refused):
    """The draw cannot be prepared, committed, drawn or certified as asked."""


class CannotSelect(Refused):
    """The selection cannot be run or put forward."""


class CannotReport(Refused):
    """The report cannot be made or issued as asked."""


class CannotVary(Refused):
    """A unit's variation of an activity is not one that it may state."""


class AreaClosed(Refused):
    """The area's status on the day does not allow the visit."""


class NotNextInOrder(Refused):
    """Somebody who asked earlier has not got a place yet."""


class StandsInTheWay(Refused):
    """Another promise to the same household forbids this one, or a suspicion is not decided yet."""


class CannotDecide(Refused):
    """The suspicion is not this actor's to decide."""
