"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "donghanh.apps.accounts"
    label = "accounts"
