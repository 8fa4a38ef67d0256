"""The forms of security keys: the sign-in library's own, with the name of a key asked for in our words."""

from __future__ import annotations

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddKey(AddWebAuthnForm):  # type: ignore[misc]
    """Add a key, under a name by which its owner knows it."""

    name = forms.CharField(label=_("Tên khoá"), required=False)


class RenameKey(EditWebAuthnForm):  # type: ignore[misc]
    """Give a key another name."""

    name = forms.CharField(label=_("Tên khoá"))
