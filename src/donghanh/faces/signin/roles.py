"""Names of the roles, what each of them can do, in the reader's language, and the icon of each."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import ROLES, Actor, Grant

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

CAN_DO: dict[str, Promise] = {
    "director": _("Xem toàn công ty, phê duyệt danh sách, gộp và tách đơn vị."),
    "business": _("Lập chương trình, chọn khách hàng theo tiêu chí, giao chỉ tiêu cho đơn vị."),
    "office": _("Theo dõi thực hiện, lập báo cáo, quản lý tài khoản."),
    "unit_head": _("Xem đơn vị mình, xác minh và trình danh sách của đơn vị."),
    "unit_officer": _("Đề cử, kiểm tra và cập nhật hồ sơ của đơn vị mình."),
    "warehouse_keeper": _("Cấp phát quà và vật tư của đơn vị mình."),
    "crew": _("Thực hiện lượt đến nhà và ghi nhận giao nhận."),
    "partner_officer": _("Đề cử hộ dân của xã, phường mình và xem kết quả."),
    "auditor": _("Xem tất cả, không thay đổi gì."),
}

ICONS: dict[str, str] = {
    "director": "seal",
    "business": "bars",
    "office": "paper",
    "unit_head": "building",
    "unit_officer": "person",
    "warehouse_keeper": "box",
    "crew": "bolt",
    "partner_officer": "heart",
    "auditor": "search",
}


def title(actor: Actor) -> str:
    """Say an actor's roles, highest first, each with its unit or commune."""
    return ", ".join(line for line, _ in lines(actor))


def lines(actor: Actor) -> list[tuple[str, str]]:
    """List an actor's roles, highest first: (role with its unit or commune, what it can do)."""
    ordered = sorted(actor.grants, key=lambda grant: ROLES.index(grant.role))
    return [(_with_place(grant), str(CAN_DO[grant.role])) for grant in ordered]


def _with_place(grant: Grant) -> str:
    words = (str(NAMES[grant.role]), grant.unit_code or grant.commune_code)
    return " ".join(word for word in words if word)
