"""What every page of the partner carries: the commune, the ways to go, the choice among several communes."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.faces.partner.standing import Standing

WAYS = (
    ("partner-home", _("Trang đầu")),
    ("partner-nominate", _("Đề cử một người")),
    ("partner-nominations", _("Đã đề cử")),
    ("partner-files", _("Nộp tệp")),
    ("partner-leads", _("Hộ cần xem")),
)


def framed(standing: Standing, active: str = "") -> dict[str, Any]:
    """Give the frame its plain values; `active` is the URL name of the page's own way."""
    others = [one for one in standing.communes if one.code != standing.commune.code]
    return {
        "standing": standing,
        "commune": standing.commune,
        "unit_name": standing.unit_name,
        "ways": [(reverse(name), label, name == active) for name, label in WAYS],
        "other_communes": [(f"{reverse('partner-home')}?xa={one.code}", one.name) for one in others],
    }
