"""A password is refused when it would be guessed among the first, and only then."""

from __future__ import annotations

import pytest

from bot.desk.common_passwords import is_common
from bot.store.passwords import one_time_password


@pytest.mark.parametrize(
    "password",
    ["passwordpassword", "password1234", "P@ssw0rd1234", "Sommar2026!!!!", "qwertyuiop12", "asdfghjklöä12",
     "aaaaaaaaaaaa", "abababababab", "123456789012", "987654321098", "abcdefghijkl", "lösenord2026", "hundkatthundkatt",
     "stockholm2026!", "admin1234567", "Ombudslinjen1!", "välkommen 2026", "070-174 06 05"],
)  # fmt: skip
def test_what_everybody_guesses_is_common(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize(
    "password",
    ["ett långt lösenord", "kanelbulle gräsklippare", "xK9#mQ2$vL7!", "vinterkväll vid köket", "tre gula paraplyer",
     "K4tt3n s0v3r", "fyra korta ord ihop"],
)  # fmt: skip
def test_ordinary_words_that_do_not_belong_together_are_not(password: str) -> None:
    assert not is_common(password)


def test_no_one_time_password_is() -> None:
    assert not any(is_common(one_time_password()) for _ in range(300))
