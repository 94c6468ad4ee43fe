"""What is kept of a secret that stands in a link or a key."""

import hashlib


def secret_hash(secret: str) -> str:
    """The hash of a secret. A plain one is enough: the secrets are 256 random bits, not chosen by people."""
    return hashlib.sha256(secret.encode()).hexdigest()
