"""Who may sign in, as what: names, roles, passwords (argon2id), and how often a wrong one may be tried."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from engine.names import fold
from engine.problems import UnusableInput
from engine.web.common_passwords import COMMON
from engine.web.store import Store
from engine.wording import say

ROLES = ("officer", "council", "auditor")
"""officer: prepares runs. council: settles what was submitted to it. auditor: reads all, changes nothing."""

SHORTEST, LONGEST = 15, 256
_OWN = 4  # letters of a user name that a password may not hold; "an" is in half of all sentences
_NAME = re.compile(r"[\w.@-]{1,64}")
_PLAIN = re.compile(r"[\W_]+")


def normal_name(text: str) -> str:
    """One name for one account, however it was typed."""
    return unicodedata.normalize("NFC", text).strip()


def normal_password(text: str) -> str:
    """The same password however the keyboard composed its letters."""
    return unicodedata.normalize("NFC", text)


def weakness(name: str, password: str) -> str | None:
    """Why a password is refused, as a message id; None where it is not."""
    if len(password) < SHORTEST:
        return "web.password_short"
    if len(password) > LONGEST:
        return "web.password_long"
    bare, own = _PLAIN.sub("", fold(password)), _PLAIN.sub("", fold(name))
    if bare in COMMON or len(set(bare)) < 5 or _repeats(bare) or (len(own) >= _OWN and own in bare):
        return "web.password_common"
    return None


def _repeats(text: str) -> bool:
    """``matkhaumatkhaumatkhau`` is one common word however often it is written."""
    return any(
        text[:length] in COMMON and text == (text[:length] * len(text))[: len(text)] for length in range(1, len(text))
    )


class Accounts:
    """The accounts of one store."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._hasher = PasswordHasher()  # argon2id with the library's current costs

    @cached_property
    def _nobody(self) -> str:
        """Somebody who does not exist must take as long to refuse as somebody who does."""
        return self._hasher.hash("nobody has this password")

    def add(self, name: str, role: str, password: str) -> None:
        """Raises UnusableInput for a name that is taken or no name, and for a password that is too easy."""
        name, password = normal_name(name), normal_password(password)
        if role not in ROLES:
            raise UnusableInput(say("web.user_role", role=role, roles=", ".join(ROLES)))
        if not _NAME.fullmatch(name):
            raise UnusableInput(say("web.user_name", name=name))
        if weak := weakness(name, password):
            raise UnusableInput(say(weak, n=SHORTEST, most=LONGEST))
        if self.role(name) is not None:
            raise UnusableInput(say("web.user_taken", name=name))
        self._store.change(
            "insert into account values (?, ?, ?, ?, null)",
            (name, role, self._hasher.hash(password), self._now().isoformat()),
        )

    def set_password(self, name: str, password: str) -> None:
        """A new password; whoever is signed in under the name is signed out. Raises UnusableInput as ``add``."""
        name, password = normal_name(name), normal_password(password)
        if weak := weakness(name, password):
            raise UnusableInput(say(weak, n=SHORTEST, most=LONGEST))
        self._known(name)
        with self._store.together():
            self._store.change("update account set password = ? where name = ?", (self._hasher.hash(password), name))
            self._store.change("delete from session where name = ?", (name,))

    def disable(self, name: str) -> None:
        """Nobody signs in under the name any more, and who is signed in is out. What was done under it stays."""
        self._set(name, "disabled", self._now().isoformat())

    def enable(self, name: str) -> None:
        """A disabled account may be used again, with the password it had."""
        self._set(name, "disabled", None)

    def set_role(self, name: str, role: str) -> None:
        """What the person may do from now on; who is signed in is out, for a session is of one role."""
        if role not in ROLES:
            raise UnusableInput(say("web.user_role", role=role, roles=", ".join(ROLES)))
        self._set(name, "role", role)

    def _set(self, name: str, column: str, value: str | None) -> None:
        name = normal_name(name)
        self._known(name)
        with self._store.together():
            self._store.change(f"update account set {column} = ? where name = ?", (value, name))  # noqa: S608  # ours
            self._store.change("delete from session where name = ?", (name,))

    def _known(self, name: str) -> None:
        if self._store.row("select 1 from account where name = ?", (name,)) is None:
            raise UnusableInput(say("web.user_unknown", name=name))

    def role(self, name: str) -> str | None:
        """The role of a name, disabled or not."""
        found = self._store.row("select role from account where name = ?", (name,))
        return None if found is None else str(found["role"])

    def all(self) -> list[tuple[str, str, bool]]:
        """Name, role, whether it may sign in."""
        found = self._store.rows("select name, role, disabled from account order by name")
        return [(str(row["name"]), str(row["role"]), row["disabled"] is None) for row in found]

    def verify(self, name: str, password: str) -> str | None:
        """The role, where name and password belong together and may sign in; as slow where they do not."""
        name, password = normal_name(name), normal_password(password)[: LONGEST + 1]
        found = self._store.row("select role, password from account where name = ? and disabled is null", (name,))
        kept = self._nobody if found is None else str(found["password"])
        try:
            self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return None
        if found is None:
            return None
        if self._hasher.check_needs_rehash(kept):
            self._store.change("update account set password = ? where name = ?", (self._hasher.hash(password), name))
        return str(found["role"])
