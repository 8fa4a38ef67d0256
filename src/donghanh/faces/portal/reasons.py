"""Why a customer is not in a draw, in words for the customer: what it means and what can be done."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, str | Promise] = {
    "kind_not_included": _("Lần bốc thăm này dành cho hộ gia đình dùng điện sinh hoạt."),
    "other_company": _("Hợp đồng của Quý khách thuộc công ty điện lực khác."),
    "contract_not_begun": _("Hợp đồng mua điện bắt đầu sau thời gian tham gia."),
    "contract_ended": _("Hợp đồng mua điện đã kết thúc trước khi hết thời gian tham gia."),
    "already_served": _("Quý khách đã nhận hỗ trợ của một hoạt động không nhận cùng bốc thăm này."),
    "excluded_by_list": _("Quý khách đã có quà của lần bốc thăm trước."),
    "not_registered": _("Chưa ghi nhận Quý khách đăng ký thanh toán tiền điện trực tuyến."),
    "registered_before_window": _(
        "Quý khách đăng ký thanh toán trực tuyến trước thời gian tham gia; "
        "lần này dành cho người mới đăng ký."
    ),
    "registered_after_window": _("Quý khách đăng ký thanh toán trực tuyến sau khi hết thời gian tham gia."),
    "not_installed": _("Chưa ghi nhận Quý khách cài ứng dụng chăm sóc khách hàng."),
    "installed_before_window": _(
        "Quý khách cài ứng dụng trước thời gian tham gia; lần này dành cho người mới cài."
    ),
    "installed_after_window": _("Quý khách cài ứng dụng sau khi hết thời gian tham gia."),
    "recorded_after_freeze": _(
        "Theo ghi nhận hôm nay Quý khách đủ điều kiện, nhưng thông tin đến sau khi danh sách đã chốt. "
        "Danh sách đã công bố không sửa được; xin gọi tổng đài để được giải đáp."
    ),
}


def told(names: Iterable[str]) -> list[str]:
    """Say each reason; a name without a sentence asks to call, and is named so that it can be looked for."""
    unknown = gettext("Có điều kiện chưa đạt (%(name)s). Xin gọi tổng đài để được giải đáp.")
    return [str(REASONS.get(name) or unknown % {"name": name}) for name in names]
