"""Words of the law's pages: states of a release, price groups, what cannot be done."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATES: dict[str, Promise] = {
    "in_force": _("Đang áp dụng"),
    "past": _("Đã thay thế"),
    "proposed": _("Chờ người thứ hai"),
    "stale": _("Cần đề xuất lại"),
    "what_if": _("Bản thử"),
}
STATE_TONES = {"in_force": "good", "past": "idle", "proposed": "warn", "stale": "bad", "what_if": "info"}
CHANGES: dict[str, Promise] = {
    "added": _("Văn bản mới"),
    "removed": _("Bỏ văn bản"),
    "changed": _("Có sửa đổi"),
}
CATEGORIES: dict[str, Promise] = {
    "residential": _("Sinh hoạt"),
    "residential_prepaid": _("Sinh hoạt, thẻ trả trước"),
    "production": _("Sản xuất"),
    "business": _("Kinh doanh"),
    "hospital_school": _("Bệnh viện, trường học"),
    "public_office": _("Hành chính, chiếu sáng"),
    "tourist_lodging": _("Lưu trú du lịch"),
}
SENTENCES: dict[str, str | Promise] = {
    "law-does-not-hold": _("Văn bản %(document)s, dòng %(line)s: %(told)s Có %(problems)s lỗi."),
    "no-law-in-force": _("Chưa có bộ quy định nào được áp dụng. Hãy nạp bộ kèm theo sản phẩm."),
    "release-known": _("Nội dung này đã có trong một bộ quy định. Không có gì thay đổi."),
    "title-missing": _("Hãy ghi tên của thay đổi, không quá 200 chữ."),
    "law-what-if": _("Bản thử không công bố được. Hãy đề xuất các văn bản của bản thử."),
    "law-published": _("Bộ quy định này đã được công bố rồi."),
    "law-moved-on": _("Đã có bộ khác được công bố sau khi đề xuất. Hãy đề xuất lại."),
    "law-earlier": _("Bộ đang áp dụng có hiệu lực muộn hơn thời điểm này."),
    "no-history": _("Chưa có hóa đơn của các tháng này để tính thử."),
    "law_needs_two_officers": _("Anh/chị đã đề xuất bộ quy định này nên người khác phải công bố."),
}
