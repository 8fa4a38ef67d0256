"""The forms of conduct: a round, a reason, a reply, a decision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from donghanh.faces.signin.asked import FORMATS

MISSING = {"required": _("Hãy điền ô này.")}
LONGEST = 2_000


def _day(label: object) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, input_formats=FORMATS, error_messages=MISSING, widget=widget)


class RoundForm(forms.Form):
    """What is to be announced."""

    is_surprise = forms.ChoiceField(
        label=_("Loại đợt"),
        choices=[("yes", _("Đột xuất, không báo trước")), ("no", _("Theo kế hoạch, có báo trước"))],
        widget=forms.RadioSelect,
        error_messages=MISSING,
    )
    from_on = _day(_("Từ ngày"))
    last_on = _day(_("Đến hết ngày"))
    office_count = forms.IntegerField(label=_("Số lượt ở nơi tiếp khách hàng"), min_value=0, max_value=200)
    crew_count = forms.IntegerField(label=_("Số lượt tổ làm việc"), min_value=0, max_value=200)
    chance_source = forms.CharField(
        label=_("Con số công khai sẽ trộn vào khi rút"),
        max_length=200,
        required=False,
        help_text=_(
            "Ví dụ: giải đặc biệt xổ số miền Bắc ngày rút. "
            "Nhờ vậy người tạo số bí mật cũng không chọn được nơi kiểm tra."
        ),
    )


class WordsForm(forms.Form):
    """A reason, a reply, what was put right."""

    words = forms.CharField(
        label=_("Nội dung"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=MISSING,
    )


class ReplyForm(WordsForm):
    """Accepting or disputing a finding."""

    choice = forms.ChoiceField(
        label=_("Ý kiến"),
        choices=[("accept", _("Nhận thiếu sót")), ("dispute", _("Không đồng ý"))],
        widget=forms.RadioSelect,
        error_messages=MISSING,
    )
    field_order = ("choice", "words")


class DecisionForm(WordsForm):
    """Upholding a finding or taking it back."""

    choice = forms.ChoiceField(
        label=_("Kết luận"),
        choices=[("uphold", _("Giữ: thiếu sót có thật")), ("withdraw", _("Rút: ghi nhầm"))],
        widget=forms.RadioSelect,
        error_messages=MISSING,
    )
    field_order = ("choice", "words")


class RecheckForm(WordsForm):
    """What the second look found."""

    choice = forms.ChoiceField(
        label=_("Xem lại"),
        choices=[("recheck", _("Đã khắc phục")), ("send_back", _("Chưa khắc phục"))],
        widget=forms.RadioSelect,
        error_messages=MISSING,
    )
    field_order = ("choice", "words")
