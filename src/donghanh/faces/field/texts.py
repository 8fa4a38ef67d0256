"""
What the scripts say, under the keys by which they ask (`texts.js`); `{count}` and the like are filled there.

They come with the page in the reader's language, because the policy of the pages allows no inline script and
the phone has no network to ask. A key with `_one` is the form for one.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.faces.field.words import RECORDS

TEXTS: dict[str, str | Promise] = {
    "all_received": _("Đã nhận đủ"),
    "left": _("Còn {count} mục chưa được nhận"),
    "left_one": _("Còn 1 mục chưa được nhận"),
    "others": _("Xem danh sách (có {count} mục của người khác trên máy này)"),
    "others_one": _("Xem danh sách (có 1 mục của người khác trên máy này)"),
    "show_list": _("Xem danh sách"),
    "sending": _("Đang gửi…"),
    "trouble_offline": _("Chưa có mạng. Mọi mục được giữ trên máy và tự gửi khi có mạng."),
    "trouble_server": _("Máy chủ chưa nhận được. Mọi mục được giữ trên máy và tự gửi lại."),
    "trouble_other_person": _(
        "Máy này đang đăng nhập bằng tên khác. Mục của anh/chị được giữ lại, không gửi dưới tên người khác."
    ),
    "session": _("Phiên đăng nhập đã hết; {count} mục còn trên máy này. Đăng nhập lại để gửi."),
    "session_one": _("Phiên đăng nhập đã hết; 1 mục còn trên máy này. Đăng nhập lại để gửi."),
    "tried_at": _("Thử lần cuối {time}, sẽ gửi lại"),
    "not_tried": _("Đang chờ gửi"),
    "waits_for": _("Chờ {person} đăng nhập"),
    "refused": _("Không được nhận"),
    "set_aside": _("Không gửi được: {reason}"),
    "kept_here": _("{count} mục trên máy, chờ gửi"),
    "kept_here_one": _("Đã ghi trên máy, chờ gửi"),
    "waiting_at_visit": _("{count} mục chờ gửi"),
    "waiting_at_visit_one": _("1 mục chờ gửi"),
    "end_received": _("Máy chủ đã nhận đủ lượt này"),
    "received_at": _("Đã nhận lúc {time}"),
    "choose_photo": _("Chưa có ảnh. Hãy chụp hoặc chọn ảnh."),
    "photo_unreadable": _("Không đọc được ảnh này. Hãy chụp lại."),
    "signature_empty": _("Chưa có chữ ký. Mời chủ nhà ký vào khung."),
    "missing": _("Chưa hoàn thành được, còn thiếu: {what}."),
    "phone_full": _("Máy đã đầy bộ nhớ: mục vừa rồi CHƯA được giữ. Hãy xóa bớt ảnh trong máy rồi ghi lại."),
    "phone_nearly_full": _("Máy sắp đầy bộ nhớ. Hãy xóa bớt ảnh trong máy trước khi làm tiếp."),
    "not_kept": _("Máy không giữ được mục vừa rồi. Hãy tải lại trang rồi ghi lại."),
    "not_secure": _(
        "Trang này chưa qua https nên chưa làm việc được khi mất mạng. Khi có mạng vẫn gửi như thường."
    ),
    "no_database": _("Máy không cho lưu dữ liệu (cửa sổ riêng tư?). Chỉ gửi được khi có mạng."),
    **{f"kind_{kind}": word for kind, word in RECORDS.items()},
}
