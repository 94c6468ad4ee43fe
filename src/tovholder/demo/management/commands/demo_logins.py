"""``tovholder demo_logins``: whom one can log in as."""

from typing import Any

from django.core.management.base import BaseCommand

from tovholder.demo.logins import PASSWORD, logins
from tovholder.demo.who import who
from tovholder.foundation.accounts.models import User


class Command(BaseCommand):
    """Print the demo's logins and their common password."""

    help = "Print the logins of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print those that the database knows, or that there are none."""
        there = set(User.objects.filter(email__in=[login.email for login in logins()]).values_list("email", flat=True))
        if not there:
            self.stdout.write("Der er ingen demo i databasen.")
            return
        self.stdout.write(f"Alle har adgangskoden {PASSWORD} (opfundne personer):")
        for login in logins():
            if login.email in there:
                self.stdout.write(f"  {login.email:<36} {login.name}, {who(login)}")
