"""The address of the notes on guessing, /ban/do-ma/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.guesses import page
from donghanh.faces.signin import navigation

urlpatterns = [path("do-ma/", page.guesses, name="desk-guesses")]
navigation.enter(
    name="desk-guesses", label=_("Dò mã"), position=50, section=navigation.PEOPLE, roles=page.READERS
)
