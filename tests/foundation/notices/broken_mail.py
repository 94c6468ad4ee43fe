"""A mail server that takes nothing."""

from collections.abc import Sequence
from smtplib import SMTPServerDisconnected

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class RefusingBackend(BaseEmailBackend):
    """Hangs up on every mail."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Take nothing."""
        raise SMTPServerDisconnected
