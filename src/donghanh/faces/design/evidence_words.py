"""
What a refused file of evidence says, for the faces that take documents and photographs.

The rules are those of `adapters.uploads`; every face that takes a file says the same of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.faces.design.figures import written_number

MEGABYTE = 1024 * 1024
ACCEPTED = "application/pdf,image/jpeg,image/png,image/webp"
SENTENCES: dict[str, str | Promise] = {
    "file-missing": _("Chưa chọn tệp. Hãy chọn một ảnh chụp hoặc tệp PDF."),
    "file-is-empty": _("Tệp “%(name)s” trống, không có nội dung. Hãy chọn lại tệp."),
    "file-too-large": _("Tệp “%(name)s” quá lớn; nhận nhiều nhất %(most)s MB. Hãy chụp hoặc quét nhỏ hơn."),
    "kind-not-kept": _("“%(name)s” không phải PDF, JPEG, PNG hay WebP. Hãy chụp ảnh tờ giấy rồi gửi ảnh."),
    "picture-unreadable": _("Ảnh “%(name)s” bị hỏng, không mở được. Hãy chụp lại."),
    "picture-too-large": _("Ảnh “%(name)s” quá nhiều điểm ảnh. Hãy gửi ảnh nhỏ hơn."),
    "pdf-is-active": _("Tệp PDF “%(name)s” có phần tự chạy khi mở. Hãy in lại thành PDF, hoặc chụp ảnh."),
    "proofs-too-many": _("Mỗi đề cử nhận nhiều nhất %(most)s giấy tờ lúc này. Có thể gắn thêm sau khi gửi."),
    "reason-missing": _("Cần ghi lý do. Hãy ghi một câu."),
}
UNTOLD = _("Chưa nhận được tệp (%(rule)s). Hãy thử lại với ảnh chụp hoặc PDF.")


def told_of_file(*, rule: str, facts: Mapping[str, object]) -> str:
    """Say why a file was not kept, and what to do next."""
    said = dict(facts)
    said.setdefault("name", "")
    if rule == "file-too-large":
        said["most"] = written_number(int(str(facts.get("expected_bytes", 0))) // MEGABYTE)
    sentence = SENTENCES.get(rule)
    return str(sentence) % said if sentence is not None else str(UNTOLD) % {"rule": rule}
