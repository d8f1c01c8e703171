"""Who writes to whom: the offices a plan names, as a letterhead, an address and a signature show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from engine.explanation import Lexicon
from engine.frozen import dataclass
from engine.provenance import Text

BLANK = "…"
UNKNOWN = Text(BLANK, BLANK)
_COMMITTEE = re.compile(r"^(?:UBND|Ủy ban nhân dân)\b", re.IGNORECASE)
_COLLEGIAL = ("Hội đồng", "Thường trực", "Ban Thi đua", "Ban Chỉ đạo")
_ENGLISH_COLLEGIAL = re.compile(r"council|board|steering committee|standing members", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as its papers show it."""

    name: str  # in a sentence
    above: str  # over it in the letterhead; empty for a People's Committee
    letterhead: str
    on_behalf: str  # "TM. ỦY BAN NHÂN DÂN"; empty where a head signs in his own name

    def context(self) -> dict[str, str]:
        start = self.name[:1].upper() + self.name[1:]
        return {
            "name": self.name, "start": start, "above": self.above, "letterhead": self.letterhead,
            "on_behalf": self.on_behalf,
        }  # fmt: skip


def office(lexicon: Lexicon, name: Text, lang: str) -> Office:
    """A body of the plan under the plan's issuer; the issuer itself has nobody above it."""
    issuer = lexicon.document("issuer") or UNKNOWN
    said = name.in_(lang)
    own = _same(name, issuer)
    above = "" if own else full(issuer.in_(lang)).upper()
    if lang == "en":
        behalf = f"FOR {said.removeprefix('the ').upper()}" if own or _ENGLISH_COLLEGIAL.search(said) else ""
        return Office(said, above, said.removeprefix("the ").upper(), behalf)
    if _COMMITTEE.match(said):
        return Office(said, above, full(said).upper(), "TM. ỦY BAN NHÂN DÂN")
    body, _, host = said.removesuffix(")").partition(" (")
    if body.startswith(_COLLEGIAL):
        return Office(said, above, body.upper(), f"TM. {body.upper()}")
    return Office(said, host.upper() or above, body.upper(), "")


def full(name: str) -> str:
    """``UBND xã`` in full, on two lines, as a letterhead has it."""
    return _COMMITTEE.sub("Ủy ban nhân dân\n", name).replace("\n ", "\n")


def authority(lexicon: Lexicon, award: str | None) -> Text:
    """Who grants an award: for the office's own the body that decides, for a higher one whom its name says.

    Where a name says nobody (``Huân chương Lao động``) it is left blank: the plan does not say either.
    """
    entry = lexicon.entry("awards", award)
    decides = lexicon.body("decides")
    if entry.get("granted_by") != "higher":
        return decides
    name = lexicon.name("awards", award)
    granted_by = name.vi.partition(" của ")[2]
    # The plan may name the same office more fully: "Chủ tịch UBND huyện Yên Khánh".
    whole = next((one for one in decides.vi.split(", ") if granted_by and one.startswith(granted_by)), granted_by)
    english = name.en.rpartition(" of the ")[2] if " of the " in name.en else ""
    return Text(whole or BLANK, f"the {english}" if english else BLANK)


def submits(lexicon: Lexicon, award: str | None) -> Text:
    """Who submits: the body the plan names; what goes to a higher authority goes in the name of the plan's issuer."""
    if lexicon.entry("awards", award).get("granted_by") == "higher":
        return lexicon.document("issuer") or UNKNOWN
    return lexicon.body("submits")


def gathers(lexicon: Lexicon) -> Text:
    """Who answers the senders: the body that gathers the dossiers, else the one that appraises them."""
    bodies: Mapping[str, Any] = (lexicon.rules.get("document") or {}).get("bodies") or {}
    return lexicon.body("gathers" if "gathers" in bodies else "appraises")


def _same(one: Text, other: Text) -> bool:
    return full(one.vi).casefold() == full(other.vi).casefold()
