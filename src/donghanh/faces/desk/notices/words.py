"""The words for channels, kinds, states and steps of messages, and for why one did not arrive."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

CHANNELS: Words = {"sms": _("Tin nhắn SMS"), "email": _("Thư điện tử"), "none": _("Không có địa chỉ")}
KINDS: Words = {
    "receipt": _("Báo đã nhận"),
    "fault_receipt": _("Báo đã nhận tin sự cố"),
    "question": _("Hỏi thêm, đề nghị bổ sung"),
    "answer": _("Trả lời"),
    "apology": _("Xin lỗi vì chậm hạn"),
    "incident": _("Báo chung một sự việc"),
    "reopened": _("Mở lại yêu cầu"),
    "code": _("Mã dùng một lần"),
    "rating": _("Mời đánh giá"),
    "inspection": _("Hẹn kiểm tra"),
    "signature": _("Mời ký giấy tờ"),
}
STATES: Words = {
    "queued": _("Chờ gửi"),
    "sending": _("Đang gửi"),
    "sent": _("Đã gửi"),
    "delivered": _("Đã đến nơi"),
    "uncertain": _("Không chắc đã gửi"),
    "failed": _("Không gửi được"),
}
TONES = {
    "queued": "idle", "sending": "info", "sent": "info", "delivered": "good", "uncertain": "warn",
    "failed": "bad",
}  # fmt: skip
MOVES: Words = {
    "queue": _("Ghi vào hàng đợi"),
    "refuse": _("Không gửi: địa chỉ không dùng được"),
    "begin": _("Bắt đầu gửi"),
    "accept": _("Kênh gửi đã nhận"),
    "put_off": _("Chưa gửi được, sẽ thử lại"),
    "fail": _("Thôi không gửi được"),
    "lose": _("Không rõ kênh gửi đã nhận hay chưa"),
    "repeat": _("Hỏi lại kênh gửi dưới cùng mã"),
    "expire": _("Quá cũ, không gửi nữa"),
    "confirm": _("Kênh gửi báo đã đến nơi"),
    "bounce": _("Kênh gửi báo không đến được"),
    "give_up": _("Nhân viên thôi không gửi"),
}
WHY: Words = {
    "address-missing": _("Khách hàng không để lại số điện thoại hay thư điện tử."),
    "address-wrong": _("Địa chỉ viết sai."),
    "address-is-a-landline": _("Số máy bàn không nhận được tin nhắn."),
    "address-unknown": _("Địa chỉ này không có người nhận."),
    "address-blocked": _("Người nhận chặn tin nhắn."),
    "refused-by-gateway": _("Cổng tin nhắn từ chối."),
    "refuses-us": _("Máy chủ không nhận của công ty: kiểm tra tài khoản, khóa, số dư."),
    "not-reachable": _("Không nối được đến máy chủ."),
    "line-broke": _("Đứt đường truyền trước khi gửi."),
    "answer-lost": _("Đứt đường truyền khi chờ trả lời."),
    "answer-unknown": _("Không hiểu câu trả lời của cổng tin nhắn."),
    "channel-broke": _("Chương trình gửi gặp lỗi."),
    "channel-refuses-doubles": _("Kênh gửi không gửi một mã hai lần."),
    "worker-lost": _("Máy gửi dừng giữa chừng."),
    "too-old": _("Đã quá thời gian có ích."),
}
TRIES_OVER = _("Đã thử đủ số lần.")
REFUSALS: Words = {
    "not-from-this-state": _("Tin này không còn ở trạng thái làm được việc đó."),
    "reason-missing": _("Hãy ghi lý do."),
    "words-are-gone": _("Nội dung chỉ khách hàng được đọc nên không giữ lại. Hãy tạo mã mới."),
    "not-for-this-role": _("Vai trò của anh/chị không làm được việc này."),
}


def word(words: Words, key: str) -> str:
    """The word for a key; a key that is unknown stands for itself."""
    return str(words.get(key, key))


def why(text: str) -> str:
    """Why a step was made, in the reader's language; what a person wrote stays as it is."""
    told, over, rest = text.partition("tries-over: ")
    if over and not told:
        return f"{TRIES_OVER} {word(WHY, rest)}"
    return word(WHY, text)
