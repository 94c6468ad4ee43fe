"""The pages of logins, seats, roles, invitations, API keys and the log."""

from tovholder.foundation.accounts.views.login import locked_out

__all__ = ["locked_out"]  # named in the settings
