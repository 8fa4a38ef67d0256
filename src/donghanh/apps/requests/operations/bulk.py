"""One answer for many cases: seen first, then done exactly as it was seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import BulkDone, BulkPreview

MOST = 200


def preview_bulk_answer(
    *, actor: Actor, codes: Sequence[str], text: str, now: datetime, template: str = ""
) -> BulkPreview:
    """
    Say for each case what would be answered, or why it would not; writes nothing.

    raises : Forbidden; Refused `too-many`, `text-missing`
    """
    raise NotImplementedError


def bulk_answer(
    *, actor: Actor, codes: Sequence[str], text: str, digest: str, now: datetime, template: str = ""
) -> BulkDone:
    """
    Answer the cases of a preview.

    digest : of the preview; another one means that something changed meanwhile
    raises : Forbidden; Refused `preview-changed` and those of the preview
    """
    raise NotImplementedError
