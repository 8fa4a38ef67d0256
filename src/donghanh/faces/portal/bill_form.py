"""The form of the bill page: it only holds texts; what they mean is read by `faces.bills.reading`."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donghanh.engines.rating.law import Law
from donghanh.faces.bills import words
from donghanh.faces.bills.prices import instruments
from donghanh.faces.bills.reading import ROUNDS
from donghanh.kernel.billing_tables import CATEGORIES, VOLTAGES

MOST_LETTERS = 60
MORE = (
    "normal", "off_peak", "peak", "from_on", "to_on", "voltage", "cos_phi", "quota_rounding", "tenants",
    "tenants_undeclared", "use", "instrument",
)  # fmt: skip
NUMBER = {"inputmode": "numeric", "autocomplete": "off"}
DAY = {"type": "date"}


class Usual(forms.CharField):
    """A value that a question usually has; whether it must is for the reader of questions to say."""

    def validate(self, value: object) -> None:
        """Let everything pass."""


def _usual(label: object, hint: object = "", **attributes: str) -> forms.CharField:
    return Usual(
        label=label, help_text=hint, max_length=MOST_LETTERS, widget=forms.TextInput(attrs=attributes)
    )


def _text(label: object, hint: object = "", **attributes: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=MOST_LETTERS,
        widget=forms.TextInput(attrs=attributes),
    )  # fmt: skip


class BillForm(forms.Form):
    """A question for one bill, every value a text."""

    use_required_attribute = False
    category = Usual(label=_("Nhóm khách hàng"), widget=forms.Select)
    kwh = _usual(_("Điện đã dùng (kWh)"), **NUMBER)
    read_on = _usual(_("Ngày ghi chỉ số"), _("Hóa đơn cho một tháng đến hết ngày này."), **DAY)
    households = _usual(_("Số hộ dùng chung công tơ"), _("Như 1, 2 hoặc 1.25."), autocomplete="off")
    relief = Usual(label=_("Giảm giá điện do COVID-19"), widget=forms.Select)
    use = _text(
        _("Địa điểm dùng làm gì"),
        _("Nhóm trong đợt giảm giá, như quarantine hoặc medical."),
        autocomplete="off",
    )
    normal = _text(_("Giờ bình thường (kWh)"), **NUMBER)
    off_peak = _text(_("Giờ thấp điểm (kWh)"), **NUMBER)
    peak = _text(_("Giờ cao điểm (kWh)"), **NUMBER)
    from_on = _text(_("Ngày đầu kỳ"), _("Khi kỳ không phải một tháng; ghi chỉ số vào ngày cuối kỳ."), **DAY)
    to_on = _text(_("Ngày cuối kỳ"), **DAY)
    voltage = forms.CharField(label=_("Cấp điện áp"), required=False, widget=forms.Select)
    cos_phi = _text(_("Hệ số công suất cos φ"), _("Như 0.83; để trống khi không đo."), autocomplete="off")
    quota_rounding = forms.CharField(
        label=_("Hạn mức bậc khi chia lẻ"),
        required=False,
        widget=forms.Select(choices=[("whole", _("Làm tròn đến kWh")), ("exact", _("Giữ phần lẻ"))]),
    )
    tenants = _text(_("Số người thuê nhà đã kê khai"), _("Bốn người tính một hộ."), **NUMBER)
    tenants_undeclared = forms.BooleanField(label=_("Cho thuê, không kê khai số người"), required=False)
    instrument = forms.CharField(label=_("Biểu giá"), required=False, widget=forms.Select)

    def __init__(self, *given: object, law: Law, **named: object) -> None:
        super().__init__(*given, **named)
        language: words.Language = "en" if (get_language() or "vi").startswith("en") else "vi"
        self.fields["category"].widget.choices = _offered(CATEGORIES, words.CATEGORIES, language)
        self.fields["voltage"].widget.choices = _offered(VOLTAGES, words.VOLTAGES, language)
        none = ("none", _("Không"))
        rounds = [(name, _("Đợt %(number)s") % {"number": name.removeprefix("covid-")}) for name in ROUNDS]
        self.fields["relief"].widget.choices = [none, *rounds]
        listed = [(name, name) for name in instruments(law=law)]
        self.fields["instrument"].widget.choices = [("", _("Theo ngày của kỳ hóa đơn")), *listed]

    def is_more_given(self) -> bool:
        """Whether something below "more choices" was given, so that it stays open."""
        usual = {"voltage": VOLTAGES[0], "quota_rounding": "whole"}
        return any(self.cleaned_data.get(name) not in {"", None, False, usual.get(name)} for name in MORE)


def _offered(
    keys: tuple[str, ...], names: Mapping[str, words.Said], language: words.Language
) -> list[tuple[str, str]]:
    return [(key, names[key][words.LANGUAGES.index(language)]) for key in keys]
