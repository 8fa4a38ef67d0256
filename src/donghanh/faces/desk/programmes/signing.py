"""
The director signs an issued report; the office keeps the certificates whose signatures count.

The PKCS#12 file and its password go through memory alone. Where the settings name a file, or in the demo, a
button signs without handing anything in.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.programmes.operations import certificates as registering
from donghanh.apps.programmes.operations import signing as operations
from donghanh.apps.programmes.permissions import may_certificates, may_sign
from donghanh.apps.programmes.queries import reports as issued
from donghanh.apps.programmes.queries import signatures
from donghanh.apps.programmes.refusals import CannotRegister, CannotSign, NotFound
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing, page_address, programme_page, standing_of

SEE = ("director", "business", "office", "auditor")
SENTENCES = {
    "key-does-not-open": gettext_lazy(
        "Tệp không mở được: mật khẩu sai, hoặc không phải tệp PKCS#12 (.p12, .pfx)."
    ),
    "key-too-weak": gettext_lazy("Khóa quá yếu. Cần RSA từ 2048 bit hoặc EC từ 256 bit."),
    "key-file-missing": gettext_lazy(
        "Không đọc được tệp chứng thư đã đặt trong cấu hình. Hãy báo người quản trị."
    ),
    "no-key-at-hand": gettext_lazy("Cấu hình chưa đặt tệp chứng thư. Hãy đưa tệp PKCS#12 vào."),
    "certificate-unknown": gettext_lazy(
        "Văn phòng chưa đăng ký chứng thư “%(subject)s”. Hãy gửi chứng thư công khai cho Văn phòng."
    ),
    "certificate-of-another": gettext_lazy(
        "Chứng thư “%(subject)s” là của người khác. Hãy dùng chứng thư của mình."
    ),
    "certificate-revoked": gettext_lazy("Chứng thư “%(subject)s” đã bị thu hồi. Hãy dùng chứng thư mới."),
    "certificate-not-valid": gettext_lazy(
        "Chứng thư “%(subject)s” chỉ có hiệu lực từ %(from)s đến %(until)s. Hãy dùng chứng thư khác."
    ),
    "later-signed": gettext_lazy("Báo cáo số %(number)s, mới hơn, đã được ký. Báo cáo này không ký nữa."),
    "signed-already": gettext_lazy("Báo cáo số %(number)s đã có người ký."),
    "report-does-not-hold": gettext_lazy(
        "Báo cáo số %(number)s không còn khớp với lúc ban hành. Chưa ký gì. Hãy báo Văn phòng."
    ),
    "pdf-cannot-be-signed": gettext_lazy(
        "Tệp PDF của báo cáo số %(number)s không ký được. Hãy báo người quản trị."
    ),
    "duties-not-apart": gettext_lazy(
        "Anh/chị đã ban hành báo cáo này nên không ký. Hãy nhờ giám đốc khác ký."
    ),
    "holder-is-no-director": gettext_lazy("“%(username)s” hiện không phải giám đốc. Hãy chọn người khác."),
    "certificate-of-the-demo": gettext_lazy(
        "Chứng thư DEMO không có giá trị pháp lý nên không đăng ký được."
    ),
    "certificate-expired": gettext_lazy("Chứng thư đã hết hiệu lực ngày %(until)s. Hãy dùng chứng thư mới."),
    "certificate-unreadable": gettext_lazy(
        "Tệp không phải chứng thư công khai (PEM hoặc DER). Đừng gửi khóa bí mật."
    ),
    "reason-missing": gettext_lazy("Thu hồi chứng thư cần có lý do. Hãy ghi một câu."),
}
STATES = {
    "valid": (gettext_lazy("Đang có hiệu lực"), "good"),
    "not-yet": (gettext_lazy("Chưa có hiệu lực"), "idle"),
    "expired": (gettext_lazy("Hết hiệu lực"), "warn"),
    "revoked": (gettext_lazy("Đã thu hồi"), "bad"),
}


class SignForm(forms.Form):
    """The director's PKCS#12 file and its password."""

    key_file = forms.FileField(
        label=gettext_lazy("Tệp chứng thư (PKCS#12)"),
        help_text=gettext_lazy("Tệp .p12 hoặc .pfx. Chỉ dùng để ký lần này, không lưu lại."),
        widget=forms.ClearableFileInput(attrs={"accept": ".p12,.pfx"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu của tệp"),
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class RegisterForm(forms.Form):
    """Whose certificate, and the public certificate itself."""

    username = forms.ChoiceField(label=gettext_lazy("Giám đốc"))
    certificate = forms.FileField(
        label=gettext_lazy("Chứng thư công khai"),
        help_text=gettext_lazy("Tệp .pem, .cer hoặc .crt. Không bao giờ gửi khóa bí mật."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pem,.cer,.crt,.der"}),
    )


class RevokeForm(forms.Form):
    """Why a certificate ends."""

    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    why = forms.CharField(label=gettext_lazy("Lý do thu hồi"), max_length=500)


def signature_of(*, standing: Standing, card: issued.ReportCard) -> dict[str, Any]:
    """What the page of an issued report says of its signature: signed, or by whom it may be."""
    try:
        found = signatures.signed_report(campaign_code=standing.campaign_code, number=card.number)
    except NotFound:
        may = may_sign(actor=standing.actor)
        return {"signed": None, "sign_url": standing.link("desk-report-sign", card.number) if may else ""}
    place = (found.campaign_code, found.number)
    return {
        "signed": found,
        "file_url": page_address("portal-report-file", *place),
        "public_url": page_address("portal-report", *place),
    }


@sensitive_post_parameters("password")
@programme_page(roles=("director",))
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Show what is signed and how (GET), sign it (POST)."""
    standing = standing_of(request)
    wanted = {"actor": standing.actor, "campaign_code": standing.campaign_code, "number": number}
    card = issued.issued_report(**wanted)  # type: ignore[arg-type]
    at_hand = _key_at_hand()
    uses_it = "at_hand" in request.POST
    form = SignForm(None if uses_it else request.POST or None, None if uses_it else request.FILES or None)
    refused = ""
    if request.method == "POST" and (uses_it or form.is_valid()):
        try:
            _signed(request, wanted, form, uses_it)
        except (CannotSign, CannotMove) as reason:
            refused = told(reason)
        else:
            messages.success(
                request, _("Đã ký số báo cáo số %(number)s. Báo cáo đã công khai.") % {"number": number}
            )
            return redirect(standing.link("desk-report", number))
    title = _("Ký báo cáo số %(number)s") % {"number": number}
    between = (
        (_("Báo cáo"), standing.link("desk-reports")),
        (_("Báo cáo số %(number)s") % {"number": number}, standing.link("desk-report", number)),
    )
    context = {
        "standing": standing, "card": card, "form": form, "refused": refused, "at_hand": at_hand,
        "title": title, "trail": trail_of(standing=standing, between=between, last=_("Ký số")),
        "back": standing.link("desk-report", number),
    }  # fmt: skip
    return render(request, "desk/programmes/report_sign.html", context, status=422 if refused else 200)


@programme_page(roles=SEE)
def certificates(request: HttpRequest) -> HttpResponse:
    """List the registered certificates; the office registers and revokes them."""
    standing = standing_of(request)
    form, revoking, refused = _register_form(standing, request), RevokeForm(), ""
    if request.method == "POST":
        try:
            if _changed(request, standing, form):
                return redirect(standing.link("desk-certificates"))
        except CannotRegister as reason:
            refused = told(reason)
    at = request.product_now  # type: ignore[attr-defined]
    cards = signatures.certificates(actor=standing.actor, at=at)
    context = {
        "standing": standing, "form": form, "revoking": revoking, "refused": refused,
        "rows": [{"card": one, "word": STATES[one.state][0], "tone": STATES[one.state][1]} for one in cards],
        "may": may_certificates(actor=standing.actor),
        "trail": trail_of(
            standing=standing, between=((_("Báo cáo"), standing.link("desk-reports")),),
            last=_("Chứng thư số"),
        ),
    }  # fmt: skip
    return render(request, "desk/programmes/certificates.html", context, status=422 if refused else 200)


def told(reason: CannotSign | CannotRegister | CannotMove) -> str:
    """Say a refusal in the reader's language."""
    sentence = SENTENCES.get(reason.rule)
    return str(sentence) % reason.facts if sentence else refusals.told(reason)


def _key_at_hand() -> str:
    """Which key signs without being handed in: "file" of the settings, "demo", or none."""
    if settings.SIGNING_CERTIFICATE is not None:
        return "file"
    return "demo" if settings.DEMO else ""


def _signed(request: HttpRequest, wanted: dict[str, Any], form: SignForm, uses_it: bool) -> None:
    at = request.product_now  # type: ignore[attr-defined]
    if uses_it:
        operations.sign_report_with_key_at_hand(**wanted, at=at)
        return
    operations.sign_report(
        **wanted, key_file=form.cleaned_data["key_file"].read(), password=form.cleaned_data["password"], at=at
    )


def _register_form(standing: Standing, request: HttpRequest) -> RegisterForm:
    wants = request.method == "POST" and "fingerprint" not in request.POST
    form = RegisterForm(request.POST if wants else None, request.FILES if wants else None)
    people = organisation.staff(actor=standing.actor, day=standing.today)
    form.fields["username"].choices = [  # type: ignore[attr-defined]
        (one.username, one.full_name)
        for one in people
        if any(grant.role == "director" for grant in one.grants)
    ]
    return form


def _changed(request: HttpRequest, standing: Standing, form: RegisterForm) -> bool:
    """Register or revoke, as the form that was sent asks; False where it was not filled in."""
    given = {"actor": standing.actor, "at": request.product_now}  # type: ignore[attr-defined]
    if "fingerprint" in request.POST:
        registering.revoke_certificate(
            fingerprint=request.POST["fingerprint"], why=request.POST.get("why", ""), **given
        )
        messages.success(request, _("Đã thu hồi chứng thư."))
        return True
    if not form.is_valid():
        return False
    content = form.cleaned_data["certificate"].read()
    registering.register_certificate(username=form.cleaned_data["username"], content=content, **given)
    messages.success(request, _("Đã đăng ký chứng thư."))
    return True


urlpatterns = [
    path("bao-cao/chung-thu/", certificates, name="desk-certificates"),
    path("bao-cao/<int:number>/ky", sign, name="desk-report-sign"),
]
