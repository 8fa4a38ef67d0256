"""Addresses of signing in and out, of one's own account, and of the demo's clock."""

from __future__ import annotations

from allauth.account import views as account
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import RedirectView

from donghanh.faces.signin import demo, second_factor, story_page
from donghanh.faces.signin.account import own_account
from donghanh.faces.signin.entrance import Entrance
from donghanh.faces.signin.product_day import product_day


def nobody_signs_up(request: HttpRequest) -> HttpResponse:
    """The sign-in library asks for these addresses; nobody opens an account for himself."""
    raise Http404


urlpatterns = [
    path("dang-nhap/", Entrance.as_view(), name="account_login"),
    path("dang-nhap/minh-hoa/", demo.enter, name="signin_demo"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("dang-ky/", nobody_signs_up, name="account_signup"),
    path("tai-khoan/", own_account, name="signin_account"),
    path("tai-khoan/khong-hoat-dong/", account.account_inactive, name="account_inactive"),
    path("tai-khoan/xac-nhan-lai/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/mat-khau/", account.password_change, name="account_change_password"),
    path("tai-khoan/dat-mat-khau/", nobody_signs_up, name="account_set_password"),
    path("tai-khoan/thu-dien-tu/", RedirectView.as_view(pattern_name="signin_account"), name="account_email"),
    path("tai-khoan/can-xac-thuc-hai-buoc/", second_factor.explain, name="signin_second_factor"),
    path("tai-khoan/bao-mat/", include("allauth.mfa.urls")),
    path("ban/dong-ho/", product_day, name="signin_clock"),
    path("ban/cau-chuyen/", story_page.story, name="signin_story"),
    path("ban/cau-chuyen/dien/", story_page.play, name="signin_story_play"),
    path("ban/cau-chuyen/tien-do", story_page.progress, name="signin_story_progress"),
]
