"""The forms a sheet may be: the list of candidates, or one of the rulebook's registers; and the headers of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.intake.labels import bare_label, label_key
from engine.intake.synonyms import SYNONYMS
from engine.intake.values.choices import code_of
from engine.names import fold, tidy
from engine.provenance import Text
from engine.rulebook.model import Field

if TYPE_CHECKING:
    from engine.rulebook.model import Register, Rulebook

CANDIDATES = "candidates"
# A header as databases write it, in one word: LoaiHinh, DON_VI, doiTuong.
_CODE = re.compile(r"[A-Za-z]+(?:_[A-Za-z]+)+|[A-Z]{5,}|[A-Za-z][a-z]*(?:[A-Z][a-z]+)+")
_CANDIDATES_TITLE = Text("Danh sách đề nghị", "Candidates")
_SHEET_NAMES = {
    "units": ("đơn vị", "danh sách đơn vị", "danh mục đơn vị"),
    "awards": ("sổ khen thưởng", "sổ theo dõi khen thưởng", "sổ khen"),
}


def _own(*fields: Field) -> dict[str, Field]:
    return {f.id: f for f in fields}


_USUAL = (
    ("awards", "name", Text("Sổ khen thưởng", "Award register"), _own(
        Field("name", "text", Text("Họ và tên / Tên tập thể", "Name"), aliases=("Họ và tên", "Họ tên", "Tên tập thể")),
        Field("commune", "text", Text("Xã, phường", "Commune")),
        Field("award", "text", Text("Hình thức khen", "Award"), aliases=("Hình thức khen thưởng",)),
        Field("decision_number", "text", Text("Số quyết định", "Decision number"), aliases=("SoQD", "Số QĐ")),
        Field("decision_date", "text", Text("Ngày quyết định", "Decision date"), aliases=("NgayQD", "Ngày QĐ")),
    )),
    ("units", "unit_name", Text("Danh sách đơn vị", "List of units"), _own(
        Field("unit_name", "text", Text("Tên đơn vị", "Unit"), aliases=("Tên xã, phường", "Tên xã")),
        Field(
            "unit_type", "choice", Text("Loại đơn vị", "Type of unit"), aliases=("Loại",),
            options={
                "commune": Text("Xã", "Commune"), "ward": Text("Phường", "Ward"), "hamlet": Text("Ấp", "Hamlet"),
                "quarter": Text("Khóm", "Quarter"), "village": Text("Thôn", "Village"),
            },
        ),
        Field("parent", "unit", Text("Trực thuộc", "Belongs to"), aliases=("Thuộc", "Đơn vị trực thuộc")),
    )),
)


@dataclass(frozen=True, slots=True)
class Match:
    """A field whose header this could be. ``strength``: 0 id, 1 label, 2 alias, 3 without parentheses, 4 unaccented."""

    field: str
    strength: int


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of table: its fields, the names of its sheet, and every header of every field."""

    id: str
    title: Text
    fields: Mapping[str, Field]
    name_field: str  # the column without which a row is nobody
    sheet_keys: frozenset[str]
    labels: Mapping[str, Mapping[str, int]] = field(repr=False)  # key -> field -> strength
    folded: Mapping[str, frozenset[str]] = field(repr=False)
    codes: Mapping[str, str] = field(repr=False)  # LoaiHinh, DON_VI -> the one field that is called so
    _seen: dict[str, list[Match]] = field(default_factory=dict, repr=False, compare=False)
    own: frozenset[str] = frozenset()  # fields that a list of candidates does not have: they tell a register from one
    used: bool = True  # the rulebook asks for it; a register that it does not ask for is recognised and left aside

    def match(self, texts: Iterable[str]) -> list[Match]:
        """The fields that the first telling of the texts could head, strongest first; of one strength all."""
        best: dict[str, int] = {}
        for text in texts:
            if text not in self._seen:
                self._seen[text] = self._match(text)
            for found in self._seen[text]:
                best[found.field] = min(found.strength, best.get(found.field, 9))
            if best:
                break
        return sorted((Match(f, s) for f, s in best.items()), key=lambda m: m.strength)

    def _match(self, text: str) -> list[Match]:
        if tidy(text).casefold() in self.fields:
            return [Match(tidy(text).casefold(), 0)]
        key = label_key(text)
        if key in self.labels:
            return [Match(f, s) for f, s in self.labels[key].items()]
        bare = label_key(bare_label(text))
        if bare in self.labels:
            return [Match(f, max(s, 3)) for f, s in self.labels[bare].items()]
        plain = self.folded.get(fold(bare), frozenset())
        if plain and len(bare) > 3:
            return [Match(f, 4) for f in sorted(plain)]
        if _CODE.fullmatch(bare_label(text)) and (coded := self.codes.get(code_of(bare))):
            return [Match(coded, 4)]
        parts = [p for p in text.replace(",", "/").split("/") if p.strip()]
        if len(parts) > 1:  # "Họ tên / Tên tập thể": all its parts head the same column
            heads = [{m.field for m in self._match(part)} for part in parts]
            return [Match(f, 3) for f in sorted(set.intersection(*heads))]
        return []

    def named(self, sheet: str) -> bool:
        """The sheet's name is this form's."""
        return label_key(sheet) in self.sheet_keys


def forms_of(rulebook: Rulebook) -> tuple[Form, ...]:
    """The candidates' form first, then each register's."""
    found = [_form(CANDIDATES, _CANDIDATES_TITLE, rulebook.fields, "name", ())]
    for register in rulebook.registers.values():
        name_field = _names_a_row(register)
        if name_field is None:
            continue
        usual = _SHEET_NAMES.get({"unit_name": "units", "name": "awards"}.get(name_field, ""), ())
        names = (register.id, register.text.vi, register.text.en, *register.aliases, *usual)
        found.append(_form(register.id, register.text, register.fields, name_field, names))
    # A units sheet always adds to the list of units, and no register is ever taken for a list of candidates.
    there = {form.name_field for form in found[1:]}
    for form_id, name_field, title, fields in _USUAL:
        if name_field not in there:
            spare = _form(form_id, title, fields, name_field, (form_id, title.vi, title.en, *_SHEET_NAMES[form_id]))
            found.append(replace(spare, used=False))
    candidates = frozenset(found[0].fields)
    return (found[0], *(replace(form, own=frozenset(form.fields) - candidates) for form in found[1:]))


def _names_a_row(register: Register) -> str | None:
    """The column without which a row of a register is nothing: a unit's or somebody's name, else its first text."""
    texts = (f.id for f in register.fields.values() if f.type in ("text", "unit") and f.compute is None)
    return next((name for name in ("unit_name", "name") if name in register.fields), next(texts, None))


def _other_headers(field_: Field) -> tuple[str, ...]:
    return (field_.text.en, *field_.aliases, *SYNONYMS.get(field_.id, ()))


def _form(
    form_id: str, title: Text, fields: Mapping[str, Field], name_field: str, names: Iterable[str]
) -> Form:
    labels: dict[str, dict[str, int]] = {}

    def add(key: str, field_id: str, strength: int) -> None:
        if key:
            heads = labels.setdefault(key, {})
            heads[field_id] = min(strength, heads.get(field_id, 9))

    readable = {f.id: f for f in fields.values() if f.compute is None}
    for one in readable.values():
        for strength, texts in ((1, (one.text.vi,)), (2, _other_headers(one))):
            for text in texts:
                add(label_key(text), one.id, strength)
    # A header that is one field's own label, or alias, is not also another's without its parentheses.
    for one in readable.values():
        for text in (one.text.vi, *_other_headers(one)):
            bare = label_key(bare_label(text))
            if bare not in labels or min(labels[bare].values()) >= 3:
                add(bare, one.id, 3)
    for key, heads in labels.items():
        if 1 in heads.values():  # somebody's own label is nobody else's alias
            labels[key] = {f: s for f, s in heads.items() if s == 1}
    folded: dict[str, set[str]] = {}
    for key, heads in labels.items():
        folded.setdefault(fold(key), set()).update(heads)
    coded: dict[str, set[str]] = {}
    for key, fields_ in folded.items():
        coded.setdefault(code_of(key), set()).update(fields_)
    return Form(
        form_id, title, readable, name_field, frozenset(filter(None, map(label_key, names))), labels,
        {key: frozenset(heads) for key, heads in folded.items()},
        {code: heads.pop() for code, heads in coded.items() if len(heads) == 1 and len(code) > 4},
    )
