"""The Django application of this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, the roles they hold, and what a role may do."""

    name = "tovholder.foundation.accounts"
    label = "accounts"
