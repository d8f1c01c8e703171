"""The options of a choice, as cells and headers say them."""

from __future__ import annotations

from engine.intake.values.choices import choice_reader
from engine.intake.values.reading import Reader
from engine.rulebook.model import Field

# Codes that forms and systems print for the kinds, whatever the rulebook lists.
_KIND_WORDS = {
    "collective": ("TAPTHE", "TAP_THE", "TT", "Tập thể", "Khen thưởng tập thể", "Đơn vị", "Khen tập thể"),
    "individual": ("CANHAN", "CA_NHAN", "CN", "Cá nhân", "Khen thưởng cá nhân", "Khen cá nhân"),
    "household": (
        "HOGIADINH", "HO_GIA_DINH", "HGD", "HGĐ", "HO", "Hộ", "Hộ gia đình", "Gia đình", "Khen thưởng hộ gia đình",
    ),
}


def option_reader(field: Field) -> Reader:
    """The reader of a choice: its ids, labels and aliases; for kinds also the codes that award systems print."""
    words = {
        option: (
            label.vi, label.en, *field.option_aliases.get(option, ()),
            *(_KIND_WORDS.get(option, ()) if field.id == "kind" else ()),
        )
        for option, label in field.options.items()
    }
    return choice_reader(words, [label.vi for label in field.options.values()])
