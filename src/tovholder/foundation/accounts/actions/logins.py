"""What people do with their own login."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change
from tovholder.kernel.actor import Actor


def hashed(password: str, user: User, field: str = "password") -> str:
    """The hash of a new password. Raises ``ValidationError`` for ``field`` when it is too easy to guess."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
    return make_password(password)


@action("accounts.change_password")
def change_password(*, by: Actor, user: User, password: str) -> User:
    """Give ``user`` a new password; all other logins of theirs end by it."""
    return change(user, password=hashed(password, user))


@action("accounts.save_profile")
def save_profile(*, by: Actor, user: User, name: str, language: str) -> User:
    """Change what ``user`` is called and in which language they read."""
    return change(user, name=name.strip(), language=language)
