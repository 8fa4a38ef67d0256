"""What a promise's page says of its goods: asked and granted, where they are kept, their numbers."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.programmes.queries.benefit_goods import BenefitGoods, Grant
from donghanh.faces.design.figures import written_number

REASONS: dict[str, Promise] = {
    "in-full": gettext_lazy("cấp đủ số xin"),
    "whole-packs": gettext_lazy("cấp đủ, làm tròn xuống nguyên hộp"),
    "share-of-class": gettext_lazy("thiếu hàng nên chia theo tỷ lệ số xin trong cùng nhóm ưu tiên"),
    "below-least": gettext_lazy("phần chia nhỏ hơn mức tối thiểu, chờ đợt sau"),
    "below-a-pack": gettext_lazy("xin ít hơn một hộp"),
    "nothing-left": gettext_lazy("hết hàng sau các nhóm ưu tiên trước, chờ đợt sau"),
    "class-not-served": gettext_lazy("nhóm này không có trong quy tắc"),
}


def goods_facts(goods: BenefitGoods | None) -> list[tuple[str, str]]:
    """The rows of the page's table of facts; none for a promise without goods."""
    if goods is None:
        return []
    kept = _("%(pieces)s ở %(where)s") % {
        "pieces": written_number(goods.kept), "where": ", ".join(goods.kept_in),
    }  # fmt: skip
    rows = [
        (_("Số đã xin"), written_number(goods.asked) if goods.asked else ""),
        (_("Vì sao cấp số này"), _told(goods.grant) if goods.grant else ""),
        (_("Hàng đang giữ"), kept if goods.kept else ""),
        (_("Đang mang đi"), written_number(goods.carried) if goods.carried else ""),
        (_("Số máy"), ", ".join(goods.serials)),
    ]
    return [row for row in rows if row[1]]


def _told(grant: Grant) -> str:
    told = {"number": grant.round, "reason": str(REASONS[grant.reason])}
    return _("Đợt chia %(number)s: %(reason)s") % told
