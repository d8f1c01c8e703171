"""The keys of every entry of a rulebook: what may stand there, and what must.

The reader holds files against these shapes, and the JSON Schema for editors is made from them, so the two agree.
Plain tables, not pydantic models: importing pydantic takes 80 to 90 ms, a sixth of the time the whole command has for
200 rows, and every finding needs the node's own line and column, which a validator of plain values has lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from engine.frozen import dataclass
from engine.provenance import Text

KINDS = ("collective", "individual", "household")
FIELD_TYPES = ("text", "yes_no", "whole", "number", "money", "date", "year", "choice", "unit")
PARAMETER_TYPES = ("yes_no", "whole", "number", "money", "date", "choice", "deadline", "period", "seats")
SET_BY = ("plan", "reading", "board", "law")

SECTIONS = (
    "language",
    "id",
    "version",
    "approval",
    "extends",
    "document",
    "clauses",
    "parameters",
    "registers",
    "fields",
    "awards",
    "categories",
    "criteria",
    "exclusions",
    "advisories",
    "rounds",
    "scoring",
    "ranking",
    "targets",
    "milestones",
    "readings",
    "outline",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """``keys``: each key with the kind of what stands there (the kinds are those of ``schema``)."""

    what: Text  # "một tiêu chuẩn", "a criterion"
    keys: Mapping[str, str]
    required: tuple[str, ...] = ()
    bare: str | None = None  # an entry that is only a text is the text of this key
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of keys of kind "word"
    may_be_empty: tuple[str, ...] = ()  # keys for which `[]` says something


def _shape(
    vi: str, en: str, keys: Mapping[str, str], required: str = "", bare: str | None = None, **options: tuple[str, ...]
) -> Shape:
    return Shape(Text(vi, en), keys, tuple(required.split()), bare, options)


_TEXT = {"vi": "text", "clause": "words", "in_force": "in_force"}
_RULE = {**_TEXT, "when": "condition", "reason": "word"}

DOCUMENT = _shape(
    "`document`",
    "`document`",
    {
        "vi": "text",
        "issuer": "text",
        "level": "text",
        "number": "text",
        "date": "text",
        "period": "period",
        "units": "words",
        "bodies": "texts",
        "grounds": "text_list",
        "movement": "text",
        "decided_on": "day",
    },
    "vi issuer",
)
DOCUMENT = replace(DOCUMENT, may_be_empty=("units", "grounds"))  # a plan without a list of units says `units: []`
BODIES = ("considers", "appraises", "submits", "decides", "gathers")
CLAUSE = _shape("một mục", "a clause", {"vi": "text", "not_a_rule": "text", "in_force": "in_force"}, "vi", "vi")
PARAMETER = _shape(
    "một tham số",
    "a parameter",
    {
        **_TEXT,
        "type": "word",
        "set_by": "word",
        "value": "setting",
        "options": "options",
    },
    "vi type set_by",
    type=PARAMETER_TYPES,
    set_by=SET_BY,
)
REGISTER = _shape(
    "một sổ",
    "a register",
    {
        **_TEXT,
        "fields": "fields",
        "if_not_given": "word",
        "aliases": "text_list",
    },
    "vi fields",
    if_not_given=("provisional", "unknown", "empty"),
)
FIELD = _shape(
    "một trường",
    "a field",
    {
        **_TEXT,
        "type": "word",
        "options": "options",
        "option_aliases": "option_aliases",
        "ordered": "yes_no",
        "min": "number",
        "max": "number",
        "aliases": "text_list",
        "blank": "setting",
        "evidence": "word",
        "used_once": "yes_no",
        "required": "yes_no",
        "compute": "value",
        "like": "word",
    },
    "vi type",
    type=("standard", *FIELD_TYPES),
    evidence=("none", "optional", "required"),
)
AWARD = _shape(
    "một hình thức khen thưởng",
    "an award",
    {
        **_TEXT,
        "granted_by": "word",
        "aliases": "text_list",
    },
    "vi",
    "vi",
    granted_by=("issuer", "higher"),
)
CATEGORY = _shape(
    "một nhóm đối tượng",
    "a category",
    {
        **_TEXT,
        "kinds": "words",
        "requires": "condition",
        "aliases": "text_list",
    },
    "vi kinds requires",
    kinds=KINDS,
)
CRITERION = _shape("một tiêu chuẩn", "a criterion", _RULE, "vi", "vi")
EXCLUSION = _shape("một trường hợp không xét", "an exclusion", _RULE, "vi", "vi")
ADVISORY = _shape("một lưu ý", "an advisory", _RULE, "vi", "vi")
ROUND = _shape(
    "một đợt xét",
    "a round",
    {
        **_TEXT,
        "opens": "condition",
        "asks": "words",
        "award": "word",
        "quotas": "quotas",
        "across": "crossing",
        "slots": "crossing",
        "year": "whole",
        "decided_on": "day",
    },
    "vi quotas",
)
QUOTA = _shape(
    "một chỉ tiêu số lượng",
    "a quota",
    {
        **_TEXT,
        "of": "condition",
        "per": "word",
        "except": "exceptions",
        "at_most": "amount",
        "at_least": "amount",
        "exactly": "amount",
        "unfilled": "word",
        "tiers": "tiers",
        "within": "quotas",
    },
    "",
)
CROSSING = _shape(
    "một giới hạn cắt ngang",
    "a limit that crosses",
    {
        **_TEXT,
        "of": "condition",
        "per": "word",
        "except": "exceptions",
        "at_most": "amount",
        "at_least": "amount",
    },
    "",
)
LIMITS = _shape("một giới hạn", "a limit", {"at_most": "amount", "at_least": "amount", "exactly": "amount"})
SCORING = _shape(
    "`scoring`",
    "`scoring`",
    {"basis": "word", "points": "points", "checksum": "number"},
    "basis",
    basis=("board", "plan"),
)
POINTS = _shape(
    "một mục điểm",
    "an entry of points",
    {
        **_TEXT,
        "of": "condition",
        "when": "condition",
        "points": "number",
        "value": "value",
        "every": "number",
        "bands": "bands",
        "by_option": "bands",
        "mark": "number",
        "parts": "points",
        "best_of": "points",
        "at_most": "number",
        "at_least": "number",
    },
)
RANK_KEY = _shape("một căn cứ xếp hạng", "a ranking key", {"first": "word", "high": "value", "low": "value"})
TARGET = _shape(
    "một chỉ tiêu",
    "a target",
    {
        **_TEXT,
        "in": "word",
        "where": "condition",
        "counted": "condition",
        "at_least": "amount_or_all",
        "holds": "condition",
    },
    "vi",
)
MILESTONE = _shape("một mốc thời gian", "a milestone", {**_TEXT, "on": "time", "every": "text"}, "vi")
READING = _shape("một cách hiểu", "a reading", {**_TEXT, "parameter": "word"}, "vi", "vi")
OUTLINE = _shape("một mục của đề cương", "an item of the outline", {**_TEXT, "parameter": "word"}, "vi", "vi")
IN_FORCE = _shape("`in_force`", "`in_force`", {"from": "day", "to": "day"})
