"""What services, clocks and states are called to a customer, in whole polite words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from donghanh.faces.design.request_words import NEXT, STATES, is_english, promised, said
from donghanh.lawbook.services import Service, read_services
from donghanh.lawbook.sources import Source

__all__ = [
    "NEXT", "STATES", "fee_words", "is_english", "promised", "said", "source_words", "started", "state_words",
]  # fmt: skip


def started(service: Service) -> str:
    """Say when the clock of a service begins."""
    return said(read_services().words.starts[service.starts])


def source_words(source: Source) -> str:
    """A source with its clause."""
    return f"{source.clause}; {source.text}" if source.clause else source.text


def fee_words(service: Service) -> list[tuple[str, str]]:
    """The fee as lines (what, how much); one line with an empty name when it is said in words."""
    fee = service.fee
    if fee is None:
        return [("", _("Chưa có thông tin đã xác nhận; nhân viên báo trước khi làm."))]
    if fee.is_free:
        return [("", _("Miễn phí"))]
    lines = [(said(one), _dong(one.amount_dong, one.most_dong)) for one in fee.amounts]
    return lines or [("", said(fee))]


def state_words(state: str) -> dict[str, Any]:
    """The word and tone of a state."""
    word, tone = STATES[state]
    return {"word": word, "tone": tone}


def _dong(least: int, most: int | None) -> str:
    from donghanh.faces.design.figures import written_dong

    return written_dong(least) if most is None else f"{written_dong(least)} – {written_dong(most)}"
