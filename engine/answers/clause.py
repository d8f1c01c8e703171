"""One clause of the plan: what it says, what rules were made of it, and whom each met."""

from __future__ import annotations

from typing import Any

from engine.answers.said import SECTIONS, SET_BY, Answer, Plain, Said, tell_rule, text_of
from engine.names import fold, tidy
from engine.problems import UnusableInput
from engine.provenance import Text

_MOST = 20


def about_clause(document: Plain, asked: str, most: int = _MOST) -> Answer:
    """Raises UnusableInput where the plan has no such clause; the nearest are named."""
    rules = document["rules"]
    clause = _found(rules["clauses"], asked)
    entry = rules["clauses"][clause]
    text = text_of(entry)
    said = Said(Text(f"Mục {clause}: {text.vi}", f"Clause {clause}: {text.en}"))
    if entry["not_a_rule"]:
        why = text_of(entry["not_a_rule"])
        said.add(f"Không lập thành quy tắc: {why.vi}", f"No rule is made of it: {why.en}")
    for category in rules["categories"].values():
        if clause in category["clauses"]:
            said.add(f"Nhóm đối tượng: {category['vi']}", f"Category: {category['en']}")
    for section in SECTIONS:
        for rule, about in rules[section].items():
            if clause in about["clauses"]:
                tell_rule(said, document, section, rule, most)
    for line in document["quotas"]:
        if line["clause"] == clause:
            _quota(said, line)
    for name, parameter in rules["parameters"].items():
        if clause in parameter["clauses"]:
            by, shown = SET_BY[parameter["set_by"]], text_of(parameter["shown"])
            said.add(f"Tham số `{name}`: {parameter['vi']} = {shown.vi} ({by.vi})",
                     f"Parameter `{name}`: {parameter['en']} = {shown.en} ({by.en})")  # fmt: skip
    for reading in rules["readings"]:
        if clause in reading["clauses"]:
            said.add(f"Cách hiểu: {reading['vi']}", f"Reading: {reading['en']}")
    for round_ in rules["rounds"].values():
        if clause in round_["clauses"]:
            said.add(f"Đợt xét: {round_['vi']}", f"Round: {round_['en']}")
    under = [other for other in rules["clauses"] if other != clause and other.startswith((f"{clause}.", f"{clause} "))]
    if under:
        said.add(f"Các mục bên trong: {', '.join(under)}", f"Clauses inside: {', '.join(under)}")
    if said.empty:
        said.add("Không có quy tắc nào trong đợt này dẫn mục này.", "No rule of this round cites it.")
    return said.answer()


def _found(clauses: Plain, asked: str) -> str:
    # Letters tell clauses apart: V.3.d is not V.3.đ.
    found: str | None = None
    for key in (str, _key, lambda text: fold(_key(text))):
        found = next((clause for clause in clauses if key(clause) == key(asked)), None)
        if found is not None:
            break
    if found is None:
        above = _key(asked).rpartition(".")[0]
        near = [clause for clause in clauses if above and _key(clause).startswith(above)] or list(clauses)
        names = ", ".join(near[:12]) + (", …" if len(near) > 12 else "")
        raise UnusableInput(Text(
            f"Kế hoạch không có mục “{asked}”.\nCác mục: {names}",
            f"The plan has no clause “{asked}”.\nClauses: {names}",
        ))  # fmt: skip
    return found


def _key(clause: str) -> str:
    return "".join(tidy(clause).casefold().split())


def _quota(said: Said, line: dict[str, Any]) -> None:
    where = f" ({line['group']})" if line["group"] else ""
    most = line["at_most"]
    said.add(
        f"Số lượng: {line['vi']}{where}: {line['eligible']} đủ tiêu chuẩn, đã bố trí {line['filled']}"
        + (f"/{most}" if most is not None else ""),
        f"Quota: {line['en']}{where}: {line['eligible']} eligible, {line['filled']} seated"
        + (f" of {most}" if most is not None else ""),
    )
