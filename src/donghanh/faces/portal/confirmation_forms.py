"""The questions of the portal, one a page: each a form with one field called `answer`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHOOSE = {"required": _("Quý khách chọn một câu trả lời.")}
LONGEST_WORDS = 2_000
CHOICES: dict[str, list[tuple[str, str | Promise]]] = {
    "nhan": [("yes", _("Đã nhận đủ")), ("partly", _("Nhận một phần")), ("no", _("Chưa nhận được"))],
    "dung": [("yes", _("Dùng tốt")), ("no", _("Không dùng được, hoặc bị hỏng"))],
    "sao": [
        ("5", _("5 sao: rất hài lòng")),
        ("4", _("4 sao: hài lòng")),
        ("3", _("3 sao: bình thường")),
        ("2", _("2 sao: chưa hài lòng")),
        ("1", _("1 sao: rất không hài lòng")),
    ],
    "dang": [("yes", _("Đồng ý")), ("no", _("Không đăng"))],
    "ten": [
        ("full", _("Ghi đủ họ tên")),
        ("initials", _("Chỉ ghi chữ cái đầu")),
        ("none", _("Không ghi tên")),
    ],
}
QUESTIONS: dict[str, tuple[str | Promise, str | Promise]] = {
    "nhan": (_("Quý khách đã nhận được hỗ trợ này chưa?"), ""),
    "dung": (
        _("Đồ đã nhận, việc đã làm có dùng tốt không?"),
        _("Ví dụ: đèn sáng, ổ cắm chắc chắn, quà còn nguyên vẹn."),
    ),
    "sao": (_("Quý khách chấm mấy sao?"), ""),
    "loi": (
        _("Quý khách muốn nói thêm điều gì?"),
        _("Bằng lời của Quý khách. Không có thì để trống và bấm Gửi."),
    ),
    "dang": (
        _("Chúng tôi đăng lời của Quý khách được không?"),
        _("Trên trang Chuyện kể, để mọi người cùng đọc. Quý khách rút lại lúc nào cũng được."),
    ),
    "ten": (_("Chúng tôi ghi tên Quý khách thế nào?"), ""),
    "anh": (
        _("Ảnh nào đăng được?"),
        _("Chỉ đăng ảnh Quý khách đánh dấu. Không muốn đăng ảnh thì để trống và bấm Gửi."),
    ),
}


class CodeForm(forms.Form):
    """The code of a slip or a message."""

    code = forms.CharField(
        label=_("Mã của Quý khách"),
        help_text=_("10 chữ và số, ví dụ ABCDE-23456. Viết hoa hay thường đều được."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Quý khách nhập mã trên giấy mời hoặc tin nhắn.")},
    )


class StepForm(forms.Form):
    """One question."""

    def __init__(self, *args: Any, step: str, pictures: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        label = QUESTIONS[step][0]
        if step == "loi":
            self.fields["answer"] = forms.CharField(
                label=label,
                required=False,
                max_length=LONGEST_WORDS,
                widget=forms.Textarea(attrs={"rows": 6}),
            )
        elif step == "anh":
            self.fields["answer"] = forms.MultipleChoiceField(
                label=label, required=False, choices=pictures, widget=forms.CheckboxSelectMultiple
            )
        else:
            self.fields["answer"] = forms.ChoiceField(
                label=label, choices=CHOICES[step], widget=forms.RadioSelect, error_messages=CHOOSE
            )
