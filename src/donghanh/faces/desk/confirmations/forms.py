"""The forms of the rounds, the cases and the stories."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.confirmations import words

NEEDED = {"required": _("Hãy chọn một câu trả lời.")}


class WhyForm(forms.Form):
    """A written reason, where the move needs one."""

    why = forms.CharField(label=_("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, needed: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["why"].required = needed


class AnswerForm(forms.Form):
    """What the beneficiary said on the telephone; the stars are asked first."""

    rating = forms.TypedChoiceField(
        label=_("Mấy sao?"), coerce=int, empty_value=None, required=False,
        choices=[("", _("chưa nhận, không hỏi")), *((str(n), f"{n} ★") for n in range(5, 0, -1))],
    )  # fmt: skip
    received = forms.ChoiceField(
        label=_("Đã nhận chưa?"), choices=list(words.RECEIVED.items()), widget=forms.RadioSelect,
        error_messages=NEEDED,
    )  # fmt: skip
    works = forms.ChoiceField(
        label=_("Dùng tốt không?"), required=False,
        choices=[("", _("không hỏi")), ("yes", _("Dùng tốt")), ("no", _("Không dùng được"))],
    )  # fmt: skip
    words = forms.CharField(
        label=_("Lời của người nhận"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ghi đúng lời người nhận nói, không sửa cho hay."),
    )  # fmt: skip


class ConsentForm(forms.Form):
    """What the beneficiary lets us publish."""

    named_as = forms.ChoiceField(
        label=_("Ghi tên thế nào?"), choices=list(words.NAMED.items()), widget=forms.RadioSelect,
        error_messages=NEEDED,
    )  # fmt: skip
    photographs = forms.TypedMultipleChoiceField(
        label=_("Ảnh được đăng"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    given = forms.ChoiceField(
        label=_("Đồng ý bằng cách nào?"),
        choices=[(key, word) for key, word in words.GIVEN.items() if key != "code"],
    )

    def __init__(self, *args: Any, pictures: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["photographs"].choices = pictures  # type: ignore[attr-defined]
        if not pictures:
            del self.fields["photographs"]


class StoryForm(forms.Form):
    """Another wording of a story."""

    title = forms.CharField(label=_("Tiêu đề"), max_length=120)
    text = forms.CharField(label=_("Nội dung"), max_length=6000, widget=forms.Textarea(attrs={"rows": 10}))
    photographs = forms.TypedMultipleChoiceField(
        label=_("Ảnh trong bài"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, pictures: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["photographs"].choices = pictures  # type: ignore[attr-defined]
        if not pictures:
            del self.fields["photographs"]
