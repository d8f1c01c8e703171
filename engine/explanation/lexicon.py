"""The words of one run: what its ids are called, from ``rules`` in ``decisions.json``.

An id that the rules do not name is shown as it is: an old results folder must never fail to explain itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from engine.provenance import Text
from engine.wording import day, money, say


def as_text(value: object) -> Text | None:
    """``{"vi": .., "en": ..}`` or a plain text, as ``Text``; None for none."""
    if isinstance(value, Text):
        return value
    if isinstance(value, Mapping):
        vi, en = value.get("vi"), value.get("en")
        return Text(str(vi if vi is not None else en), str(en if en is not None else vi)) if vi or en else None
    return None if value is None or value == "" else Text(str(value), str(value))


def iso_day(written: str) -> Text:
    """``2023-10-19`` as each language writes days; anything else as it is."""
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        return Text(written, written)


class Lexicon:
    """Looks ids up in the rules of a run."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self.rules = rules
        self.said: dict[tuple[str, str], Text] = {}  # names, once looked up

    def entry(self, group: str, name_id: str | None) -> Mapping[str, Any]:
        """The entry of an id, or an empty one."""
        found = (self.rules.get(group) or {}).get(name_id) if name_id is not None else None
        return found if isinstance(found, Mapping) else {}

    def name(self, group: str, name_id: str | None) -> Text:
        """What an id is called; the id itself where the rules do not say, a dash for none."""
        if name_id is None:
            return Text("–", "–")
        found = self.said.get((group, name_id))
        if found is None:
            found = self.said[group, name_id] = (
                as_text(self.entry(group, name_id))
                or as_text((self.rules.get(group) or {}).get(name_id))
                or Text(name_id, name_id)
            )
        return found

    def clauses(self, group: str, name_id: str | None) -> tuple[str, ...]:
        """The clauses of an entry, one or a list in the rules."""
        entry = self.entry(group, name_id)
        found = entry.get("clauses") or entry.get("clause") or ()
        return (found,) if isinstance(found, str) else tuple(found)

    @staticmethod
    def clause_name(clause: str) -> Text:
        """A clause as it is cited: the plan's by its number, the law's as the law."""
        return Text("pháp luật", "law") if clause.startswith("law/") else Text(clause, clause)

    def requires(self, category: str | None) -> Any:
        """The standard of a category as a tree; None where it has none."""
        return self.entry("categories", category).get("requires")

    def is_object(self, category: str | None) -> bool:
        """False for a category that the rules name without a standard: not an object of the plan."""
        entry = self.entry("categories", category)
        return not entry or entry.get("requires") is not None

    def required(self, criterion: str) -> Text | None:
        """What a criterion asks for, as a person reads it."""
        return as_text(self.entry("criteria", criterion).get("required"))

    def parameter(self, name: str, value: object) -> Text:
        """A parameter's value as a person reads it; ``value`` as ``--set`` takes it, None for unset."""
        entry = self.entry("parameters", name)
        if value is None:
            return say("parameter.unset")
        if value == entry.get("value") and (shown := as_text(entry.get("shown"))):
            return shown
        text = as_text(value)
        option = as_text((entry.get("options") or {}).get(value))
        if option is not None or text is None:
            return option or say("parameter.unset")
        match entry.get("type"), text.en:
            case "yes_no", "yes" | "no":
                return say(f"parameter.{text.en}")
            case "seats", "none":
                return say("parameter.no_cap")
            case "money", digits if digits.isdigit():
                return money(int(digits))
            case "date" | "deadline", written:
                return iso_day(written)
            case _:
                return text

    def other_values(self, name: str) -> tuple[Text, ...]:
        """The values that a reading might take instead of the one in force."""
        entry = self.entry("parameters", name)
        options = entry.get("options") or ({"yes": None, "no": None} if entry.get("type") == "yes_no" else {})
        return tuple(self.parameter(name, option) for option in options if option != entry.get("value"))

    def document(self, key: str) -> Text | None:
        """A text of the plan's document: ``title``, ``issuer``, ``body``, ``movement``, ``number``."""
        return as_text((self.rules.get("document") or {}).get(key))

    def body(self, role: str = "considers") -> Text:
        """The body that considers, appraises, submits or decides."""
        bodies = (self.rules.get("document") or {}).get("bodies") or {}
        found = as_text(bodies.get(role))
        if role == "considers":
            found = self.document("body") or found
        return found or Text("Hội đồng Thi đua - Khen thưởng", "the Council of Emulation and Commendation")

    def status(self, status: str) -> Text:
        """A status in words."""
        return self.name("statuses", status)

    @property
    def board_points(self) -> bool:
        """Whether the points are the board's own, which every output must say."""
        return (self.rules.get("document") or {}).get("basis") != "plan"

    @property
    def readings(self) -> Sequence[Mapping[str, Any]]:
        """The readings of the plan, in its order."""
        return self.rules.get("readings") or ()
