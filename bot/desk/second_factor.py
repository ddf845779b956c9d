"""Codes of the second factor: six digits that change every 30 seconds (TOTP)."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp

ISSUER = "Ombudslinjen"
STEP_SECONDS = 30


def new_secret() -> str:
    return pyotp.random_base32()


def enrolment_uri(secret: str, email: str) -> str:
    """What an authenticator reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code that is: of now, the one before or the one after (clocks differ); None for no match.

    The caller must see to it that a step is used once (`Staff.use_totp_step`).
    """
    given = "".join(code.split())
    current = int(now.timestamp()) // STEP_SECONDS
    generator = pyotp.TOTP(secret)
    matches = [
        step
        for step in (current - 1, current, current + 1)
        if hmac.compare_digest(generator.generate_otp(step).encode(), given.encode("utf-8", "surrogatepass"))
    ]
    return matches[-1] if matches else None
