"""Why an act on a request was refused, and what to do next, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from donghanh.apps.evidence.operations import CannotKeep
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.faces.design.evidence_words import told_of_file
from donghanh.faces.desk.requests import words
from donghanh.faces.signin import refusals as signin

SENTENCES: words.Words = {
    "not-from-this-state": _("Yêu cầu không còn ở bước cho phép việc này. Hãy xem lại trang."),
    "not-for-this-role": _("Vai trò của anh/chị không làm được việc này với yêu cầu ở đây."),
    "reason-missing": _("Hãy ghi lý do."),
    "text-missing": _("Hãy ghi nội dung gửi khách hàng."),
    "taken-already": _("%(name)s đã nhận việc này. Hãy trao đổi với người đó, hoặc chuyển tiếp có lý do."),
    "nothing-changes": _("Không có gì thay đổi. Hãy chọn nơi, người hoặc dịch vụ khác."),
    "person-not-there": _("Người này không giải quyết yêu cầu ở nơi đã chọn. Hãy chọn người khác."),
    "unit-unknown": _("Chưa biết điện lực nào phục vụ nơi này. Hãy chọn đơn vị hoặc xã, phường."),
    "pause-reason-not-allowed": _("Dịch vụ này không cho tạm dừng vì lý do đó. Hãy chọn lý do khác."),
    "pause-without-evidence": _("Chưa có bằng chứng nên đồng hồ không dừng. Hãy gửi ảnh hoặc PDF."),
    "pause-too-long": _("Lâu hơn mức được phép cho lý do này."),
    "paused-too-often": _("Yêu cầu này đã tạm dừng đủ số lần được phép vì lý do đó."),
    "clock-not-started": _("Đồng hồ chưa chạy nên không cần dừng."),
    "evidence-of-other-sort": _("Lý do này cần loại bằng chứng khác. Hãy chọn đúng loại của tệp."),
    "evidence-not-of-case": _("Tệp này không thuộc yêu cầu."),
    "document-unknown": _("Giấy tờ này không thuộc dịch vụ. Hãy chọn lại."),
    "documents-missing": _("Hãy chọn ít nhất một giấy tờ còn thiếu."),
    "clock-runs-from-request": _("Đồng hồ của dịch vụ này chạy từ khi nhận: hãy tạm dừng thay vì chờ hồ sơ."),
    "breach-not-recorded": _("Yêu cầu đã quá hạn: hãy ghi nguyên nhân và lời xin lỗi trước khi đóng."),
    "steps-missing": _("Còn thiếu các bước: %(vi)s. Hãy ghi các bước ở trang Cấp điện trước."),
    "breach-recorded-already": _("Đã ghi nguyên nhân quá hạn rồi."),
    "not-late": _("Yêu cầu chưa quá hạn."),
    "cause-unknown": _("Hãy chọn nguyên nhân trong danh sách."),
    "service-unknown": _("Dịch vụ này không có vào ngày nhận. Hãy chọn dịch vụ khác."),
    "service-takes-no-cases": _("Mục này không nhận yêu cầu. Hãy chọn dịch vụ khác."),
    "channel-unknown": _("Không có kênh này. Hãy chọn lại."),
    "received-in-future": _("Thời điểm nhận ở tương lai. Hãy ghi lại."),
    "received-without-zone": _("Thời điểm nhận không rõ. Hãy ghi lại."),
    "received-too-early": _("Thời điểm nhận không rõ. Hãy ghi lại."),
    "field-missing": _("Còn thiếu: %(field)s."),
    "field-unknown": _("Mẫu của dịch vụ không có ô “%(field)s”."),
    "field-wrong": _("Ô “%(field)s” chưa đúng. Hãy ghi lại."),
    "contact-missing": _("Cần tên, và điện thoại hoặc thư điện tử, để trả lời khách hàng."),
    "contact-wrong": _("Thông tin liên hệ chưa đúng. Số điện thoại có 10 chữ số, như 0912345678."),
    "customer-unknown": _("Không thấy khách hàng có mã này trong phạm vi của anh/chị."),
    "key-used-otherwise": _("Biểu mẫu này đã gửi với nội dung khác. Hãy mở lại trang rồi gửi."),
    "too-many": _("Tối đa 200 yêu cầu một lần."),
    "preview-changed": _("Các yêu cầu hoặc nội dung đã thay đổi sau khi xem. Hãy xem lại rồi gửi."),
    "title-missing": _("Hãy đặt tên cho sự việc."),
    "not-one-unit": _("Các yêu cầu thuộc nhiều đơn vị. Mỗi sự việc thuộc một đơn vị."),
    "joined-already": _("Yêu cầu này đã thuộc một sự việc."),
    "said-different": _("Đã có người ghi đây là hai việc khác nhau. Hãy bỏ ghi nhận đó trước."),
    "one-incident": _("Hai yêu cầu này thuộc cùng một sự việc."),
    "same-case": _("Hãy chọn hai yêu cầu khác nhau."),
    "not-said-different": _("Chưa ai ghi đây là hai việc khác nhau."),
    "incident-over": _("Sự việc đã kết thúc."),
    "code-lost": _("Không đọc lại được mã theo dõi này."),
    "requests_out_of_sight": _("Vai trò của anh/chị không tham gia giải quyết yêu cầu."),
    "not-found": _("Không thấy yêu cầu này trong phạm vi của anh/chị."),
    "blank-left": _("Còn chỗ trống chưa điền: %(blanks)s. Hãy ghi lời của anh/chị vào đó."),
    "persons_out_of_sight": _("Số liệu từng người chỉ dành cho lãnh đạo và trưởng đơn vị."),
    "needs_a_person": _("Việc này cần một người có tên."),
}


def told(refusal: Exception) -> str:
    """Say a refusal for the reader."""
    if isinstance(refusal, CannotKeep):
        return told_of_file(rule=refusal.rule, facts=refusal.facts)
    if isinstance(refusal, Forbidden):
        if refusal.key in SENTENCES:
            return told_rule(rule=refusal.key, facts=refusal.facts)
        return signin.explain(refusal)
    rule, facts = getattr(refusal, "rule", ""), getattr(refusal, "facts", {})
    return told_rule(rule=rule, facts=facts)


def told_rule(*, rule: str, facts: Mapping[str, object]) -> str:
    """Say a refusal by its name and facts; a rule without a sentence is told by its name."""
    sentence = SENTENCES.get(rule)
    if sentence is None:
        return gettext("Chưa làm được (%(rule)s). Chưa có gì thay đổi.") % {"rule": rule}
    known = {"name": "", "field": "", "blanks": "", **{key: str(one) for key, one in facts.items()}}
    return str(sentence) % known
