"""What anybody with a tracking code may know of a request."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.requests.values import TrackPage


def track(*, tracking_code: str, now: datetime) -> TrackPage:
    """
    The public page of a case; the code is looked up by its hash, so that its letters tell nothing.

    tracking_code : as people write it: small letters, spaces, O for 0 and I or L for 1 are forgiven
    raises        : NotFound; how often somebody may guess is the faces' to count (`may_try`)
    """
    raise NotImplementedError
