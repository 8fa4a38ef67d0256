"""The words of documents and signatures for staff."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.faces.desk.programmes.signing import SENTENCES as OF_KEYS
from donghanh.faces.desk.supply import words as supply

STATES = {
    "offered": (gettext_lazy("chờ khách hàng ký"), "info"),
    "customer_signed": (gettext_lazy("chờ công ty ký"), "warn"),
    "signed": (gettext_lazy("hai bên đã ký"), "good"),
    "replaced": (gettext_lazy("đã được thay"), "idle"),
    "withdrawn": (gettext_lazy("đã rút lại"), "idle"),
}
EVENTS = {
    "offered": gettext_lazy("Lập và gửi khách hàng"),
    "opened": gettext_lazy("Khách hàng mở trang"),
    "code_asked": gettext_lazy("Khách hàng lấy mã"),
    "code_sent": gettext_lazy("Đã gửi mã"),
    "code_wrong": gettext_lazy("Nhập sai mã"),
    "signed": gettext_lazy("Khách hàng ký"),
    "countersigned": gettext_lazy("Công ty ký số"),
    "given": gettext_lazy("Trao bản đã ký"),
    "replaced": gettext_lazy("Thay bằng văn bản khác"),
    "withdrawn": gettext_lazy("Rút lại"),
}
FACTS = {
    "content": gettext_lazy("Mã của lời văn"), "shown": gettext_lazy("Mã của bản đã xem"),
    "signed": gettext_lazy("Mã của bản đã ký"), "signer": gettext_lazy("Người ký"),
    "phone": gettext_lazy("Điện thoại"), "message": gettext_lazy("Tin nhắn"),
    "consent": gettext_lazy("Lời đồng ý"), "address": pgettext_lazy("mạng", "Địa chỉ mạng"),
    "browser": gettext_lazy("Trình duyệt"), "why": gettext_lazy("Lý do"),
    "tries_left": gettext_lazy("Còn lần nhập"), "fingerprint": gettext_lazy("Dấu vân của chứng thư"),
    "issuer": gettext_lazy("Nơi cấp chứng thư"), "replaces": gettext_lazy("Thay cho"),
}  # fmt: skip
SENTENCES: dict[str, str | Promise] = {
    "phone-missing": gettext_lazy("Yêu cầu chưa có số điện thoại để gửi mã. Hãy bổ sung, hoặc ký trên giấy."),
    "name-missing": gettext_lazy("Yêu cầu chưa có tên người ký. Hãy bổ sung trước."),
    "no-contract-text": gettext_lazy("Chưa có lời văn hợp đồng cho dịch vụ này. Hãy ký trên giấy."),
    "figure-wrong": gettext_lazy("Một ô chưa đúng. Hãy ghi lại."),
    "document-offered": gettext_lazy(
        "Đang có văn bản chờ ký trên mạng. Hãy chờ ký xong, hoặc rút văn bản đó trước."
    ),
    "reason-missing": gettext_lazy("Rút văn bản cần có lý do. Hãy ghi một câu."),
    "not-from-this-state": gettext_lazy("Văn bản không còn ở bước này. Hãy tải lại trang."),
    "evidence-broken": gettext_lazy("Bằng chứng không còn khớp. Chưa ký gì. Hãy báo Văn phòng."),
    "no-certificates": gettext_lazy("Chưa có chứng thư nào của công ty."),
}


def told(refusal: Exception) -> str:
    """Say a refusal for the reader."""
    rule, facts = getattr(refusal, "rule", ""), getattr(refusal, "facts", {})
    sentence = None if isinstance(refusal, Forbidden) else SENTENCES.get(rule) or OF_KEYS.get(rule)
    if sentence is None:
        return supply.told(refusal)
    known = {"subject": "", "from": "", "until": "", "number": "", "username": ""}
    return str(sentence) % {**known, **facts}
