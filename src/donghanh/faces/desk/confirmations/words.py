"""The words of the rounds, the cases and the stories for the reader, and why an act was refused."""

from __future__ import annotations

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from donghanh.apps.programmes.refusals import Refused
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.programmes.wording import Words, word

ROUNDS: Words = {
    "drawn": _("Đã rút mẫu"),
    "asking": _("Đang hỏi"),
    "closed": _("Đã khép"),
    "void": _("Đã hủy"),
}
ROUND_TONES = {"drawn": "idle", "asking": "info", "closed": "good", "void": "bad"}
ROUND_MOVES: Words = {"begin": _("Bắt đầu hỏi"), "close": _("Khép đợt hỏi"), "make_void": _("Hủy đợt hỏi")}
ATTESTS: Words = {
    "begin": _("Từ lúc này nhân viên công ty gọi điện và phát mã cho người nhận."),
    "close": _("Không nhận thêm câu trả lời. Số bí mật được công bố để ai cũng rút lại được mẫu."),
    "make_void": _("Đợt này không tính vào đâu nữa, nhưng vẫn hiện kèm lý do và số bí mật."),
}
RECEIVED: Words = {"yes": _("Đã nhận đủ"), "partly": _("Nhận một phần"), "no": _("Chưa nhận")}
RECEIVED_TONES = {"yes": "good", "partly": "warn", "no": "bad"}
OUTCOMES: Words = {
    "no_answer": _("Không nghe máy"),
    "call_later": _("Hẹn gọi lại"),
    "wrong_number": _("Sai số điện thoại"),
    "declined": _("Không muốn trả lời"),
}
CHANNELS: Words = {"letter": _("Giấy mời"), "sms": _("Tin nhắn"), "counter": _("Tại quầy")}
KINDS: Words = {
    "not_received": _("Chưa nhận được"),
    "partly_received": _("Nhận thiếu"),
    "not_working": _("Không dùng được"),
}
CASES: Words = {
    "open": _("Chờ công ty xem"),
    "released": _("Chờ đơn vị giải trình"),
    "explained": _("Đơn vị đã giải trình"),
    "settled": _("Đã xong"),
}
CASE_TONES = {"open": "bad", "released": "warn", "explained": "info", "settled": "good"}
CASE_MOVES: Words = {
    "open": _("Người nhận báo"),
    "release": _("Chuyển đơn vị giải trình"),
    "explain": _("Giải trình"),
    "settle": _("Kết thúc việc"),
}
STORIES: Words = {
    "draft": _("Bản nháp"),
    "approved": _("Đã duyệt"),
    "published": _("Đang đăng"),
    "taken_down": _("Đã gỡ"),
}
STORY_TONES = {"draft": "idle", "approved": "info", "published": "good", "taken_down": "bad"}
STORY_MOVES: Words = {
    "draft": _("Bắt đầu từ lời của người nhận"),
    "edit": _("Viết lại"),
    "approve": _("Duyệt bài"),
    "publish": _("Đăng bài"),
    "take_down": _("Gỡ bài"),
}
NAMED: Words = {"full": _("Đủ họ tên"), "initials": _("Chữ cái đầu"), "none": _("Không ghi tên")}
GIVEN: Words = {
    "code": _("Bằng mã"), "phone": _("Qua điện thoại"), "paper": _("Trên giấy"), "counter": _("Tại quầy"),
}  # fmt: skip
SENTENCES: Words = {
    "rule-missing": _(
        "Bản mẫu của chương trình chưa nêu cách hỏi (mục confirmation). Hãy bổ sung rồi rút mẫu."
    ),
    "round-open": _("Đợt %(number)s chưa khép. Hãy khép đợt đó trước."),
    "nothing-delivered": _("Chưa có suất nào đã trao mà chưa từng hỏi. Hãy chờ thêm."),
    "not-asking": _("Đợt hỏi chưa bắt đầu hoặc đã khép, nên không ghi thêm được."),
    "not-independent": _(
        "Đơn vị của anh/chị hoặc chính anh/chị đã trao suất này. Hãy nhờ đồng nghiệp khác hỏi."
    ),
    "answered-already": _("Suất này đã có câu trả lời; câu trả lời không sửa."),
    "answer-unfit": _("Câu trả lời không khớp: chưa nhận thì không chấm sao. Hãy xem lại."),
    "round-not-over": _("Đợt hỏi chưa khép nên chưa kiểm tra được mẫu."),
    "words-missing": _("Người nhận không để lại lời nào để đăng."),
    "consent-stands": _("Đã có sự đồng ý còn hiệu lực. Hãy ghi rút lại trước khi ghi mới."),
    "photograph-unknown": _("Có ảnh không thuộc suất này."),
    "consent-withdrawn": _("Người nhận đã rút sự đồng ý. Không đăng được nữa."),
    "withdrawn-already": _("Sự đồng ý này đã được rút trước đó."),
    "story-there": _("Đã có bài viết từ sự đồng ý này (số %(story)s)."),
    "wording-missing": _("Bài cần có tiêu đề và nội dung. Hãy viết lại bài trước khi duyệt."),
    "photograph-without-consent": _("Có ảnh người nhận không đồng ý cho đăng."),
    "changed-since-seen": _("Bài vừa được viết lại. Hãy đọc bản mới rồi duyệt."),
    "reason-missing": _("Việc này cần có lý do. Hãy ghi một câu."),
    "duties-not-apart": _(
        "Anh/chị đã viết hoặc giải trình phần này nên không được làm bước tiếp. Hãy nhờ đồng nghiệp."
    ),
    "not-from-this-state": _(
        "Bước này không làm được lúc này; có thể người khác vừa làm xong. Hãy tải lại trang."
    ),
}


def told(refusal: Exception) -> str:
    """Say in the reader's language why an act was refused and what to do next."""
    rule = getattr(refusal, "rule", "")
    facts = getattr(refusal, "facts", {})
    return str(SENTENCES[rule]) % facts if rule in SENTENCES else refusals.told(refusal)


def percent(basis_points: int | None) -> str:
    """
    Write basis points as a percentage with one digit; a dash when it is not known.

    >>> percent(8333)
    '83,3\\xa0%'
    """
    if basis_points is None:
        return "–"
    tenths = (basis_points + 5) // 10
    return f"{tenths // 10},{tenths % 10}\N{NO-BREAK SPACE}%"


def interval(low: int | None, high: int | None) -> str:
    """Write an interval in basis points."""
    if low is None or high is None:
        return ""
    return say("từ %(low)s đến %(high)s") % {"low": percent(low), "high": percent(high)}


__all__ = ["Refused", "interval", "percent", "told", "word"]
