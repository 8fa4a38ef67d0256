"""Addresses of signing in and out, of the second factor, and of the demo's clock."""

from __future__ import annotations

from allauth.account import views as account
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


def nobody_signs_up(request: HttpRequest) -> HttpResponse:
    """The library asks for this address; nobody opens an account for himself."""
    raise Http404


def account_page(request: HttpRequest) -> HttpResponse:
    return render(request, "signin/account.html")


urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("dang-ky/", nobody_signs_up, name="account_signup"),
    path("tai-khoan/", account_page, name="signin_account"),
    path("tai-khoan/xac-nhan-lai/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/mat-khau/", account.password_change, name="account_change_password"),
    path("tai-khoan/bao-mat/", include("allauth.mfa.urls")),
    path("ban/dong-ho/", account_page, name="signin_clock"),
]
