"""Why a file is not read, as a code and its details."""

from __future__ import annotations


class Refused(Exception):
    """``code`` with the details that its sentence needs. The codes are the keys of ``engine.intake.refusals``."""

    def __init__(self, code: str, *details: str | int) -> None:
        super().__init__(code, *details)
        self.code = code
        self.details = details
