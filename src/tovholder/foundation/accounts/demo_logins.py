"""The logins that a demo prints on its login page. Empty unless the demo is built and runs as one."""

from dataclasses import dataclass

from tovholder.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A login that anybody may try: the mail address, the password, and who one is then ("Tovholder i Vejle")."""

    key: str
    email: str
    password: str
    who: str
    order: int = 100


DEMO_LOGINS: Registry[DemoLogin] = Registry("demo login")
