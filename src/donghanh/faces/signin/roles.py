"""Names of the roles, and what each of them can do, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import ROLES, Actor

NAMES: dict[str, Promise] = {
    "director": _("Giám đốc"),
    "business": _("Phòng Kinh doanh"),
    "office": _("Văn phòng"),
    "unit_head": _("Trưởng đơn vị"),
    "unit_officer": _("Nhân viên đơn vị"),
    "warehouse_keeper": _("Thủ kho"),
    "crew": _("Tổ công tác"),
    "partner_officer": _("Cán bộ Mặt trận xã, phường"),
    "auditor": _("Kiểm toán viên"),
}


def title(actor: Actor) -> str:
    """Say an actor's roles, highest first, each with its unit or commune."""
    ordered = sorted(actor.grants, key=lambda grant: ROLES.index(grant.role))
    return ", ".join(
        " ".join(filter(None, (str(NAMES[grant.role]), grant.unit_code or grant.commune_code)))
        for grant in ordered
    )
