"""Seats under the quotas, by the auditor's own program: what it would say of a result is what binds a council too."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

from engine.council.model import Overrun, Plain
from engine.places import tools_dir
from engine.problems import UnusableInput
from engine.provenance import Text


@cache
def tool() -> Any:
    """``tools/check_certificate.py`` as a module; it is no part of ours, so it has no types here."""
    spec = spec_from_file_location("xetkhen_check_certificate", tools_dir() / "check_certificate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def place_of(decision: Plain) -> str:
    """``file!sheet!row``: which candidate of a run, whatever its namesakes."""
    candidate = decision["candidate"]
    return f"{candidate['file']}!{candidate['sheet']}!{candidate['row']}"


class Places:
    """Where the candidates of a run belong, and whether a list of nominees fits the quotas."""

    def __init__(self, document: Plain) -> None:
        """Raises UnusableInput where the result does not pass the check: nothing is decided on an altered one."""
        if tool().limits_cross(document):
            raise UnusableInput(Text(
                "Đợt xét có giới hạn cắt ngang: chưa kiểm được quyết định của hội đồng trên kết quả này.\n"
                "Ghi điểm phân định vào cột Điểm chấm rồi chạy lại xetkhen nominate.",
                "Limits cross in this round: a council's word on such a result cannot be checked.\n"
                "Write what settles the tie into the column Board score and run xetkhen nominate again.",
            ))  # fmt: skip
        try:
            self.checker, faults = tool().check(document)
        except (tool().Malformed, KeyError) as error:
            raise UnusableInput(Text(
                "Kết quả này không có chứng nhận kiểm tra được; hãy chạy lại xetkhen nominate.",
                "This result has no certificate that can be checked; run xetkhen nominate again.",
            )) from error  # fmt: skip
        if faults:
            raise UnusableInput(Text(
                f"Kết quả này đã bị sửa sau khi chạy ({len(faults)} sai lệch): không quyết định trên kết quả đã sửa."
                "\nXem: python3 check_certificate.py THƯ_MỤC.",
                f"This result was edited after the run ({len(faults)} faults): nothing is decided on an edited one."
                "\nSee: python3 check_certificate.py FOLDER.",
            ))  # fmt: skip
        self.decisions: list[Plain] = document["decisions"]
        self.index = {place_of(d): i for i, d in enumerate(self.decisions)}
        self.lines = {(line["id"], line["group"]): line for line in document["quotas"]}
        self._nodes: list[Any] = self.checker.seats.nodes
        self._by_rules = self._taken(
            {i: self.node(i, None) for i, d in enumerate(self.decisions) if d["witness_seated"]}.values()
        )

    def node(self, row: int, award: str | None) -> int | None:
        """The quota that a candidate is counted in, under another award if one is given; None where in none."""
        if self.checker.unlimited:
            return None
        classes = self.checker.classes[row]
        if award is not None:
            classes = self.checker.seats.classes({**self.checker.rows[row], "award": award})
        path = next(iter(classes))
        return self.checker.seats.at.get(path) if self.checker.seats.settled(classes) else None

    def right(self, chosen: Mapping[int, bool]) -> bool:
        """Whether a selection that settles ties in this way is one of the right ones; by row, who gets a seat."""
        fresh = tool().Seats(self.checker.meaning, self.checker.rows).nodes
        for node, old in zip(fresh, self._nodes, strict=True):
            node.price = old.price
        people = [
            tool().Contender(one.row, one.place, one.node, chosen.get(one.row, one.seated))
            for one in self.checker.people
        ]
        return not list(tool().Selection(fresh, people).faults())

    def counted_in(self, node: int) -> int:
        """The quota in which a seat or a queue of one is counted."""
        found: int = self.checker._counted_in(node)  # noqa: SLF001 - the program has no public parts
        return found

    def label(self, award: str, node: int | None, kind: str | None) -> str | None:
        """The list of a nominee under an award."""
        if self.checker.unlimited:
            return None if kind is None else f"{award}|{kind}"
        if node is None:
            return None
        top = self._nodes[self.checker.seats.around(node)[-1]]
        return "|".join([award, self.checker.run["round"], top.id, *([top.group] if top.group else [])])

    def placed(self, node: int) -> tuple[str, str | None]:
        """A quota's id and group."""
        return self._nodes[node].id, self._nodes[node].group

    def filled(self, nodes: Iterable[int | None]) -> list[int]:
        """Nominees in each quota, those inside counted too; in the order of the quotas' tree."""
        found = [0] * len(self._nodes)
        for node in nodes:
            for at in self.checker.seats.around(-1 if node is None else node):
                found[at] += 1
        return found

    def names(self) -> list[tuple[str, str | None]]:
        return [(node.id, node.group) for node in self._nodes]

    def overruns(self, nodes: Iterable[int | None]) -> list[Overrun]:
        """The quotas that nominees, one entry each, go beyond where the rules' own list does not."""
        found = []
        for node, taken, before in zip(self._nodes, self._taken(nodes), self._by_rules, strict=True):
            if node.ceiling is not None and taken > max(node.ceiling, before):
                line = self.lines[node.id, node.group]
                found.append(Overrun(node.id, node.group, Text(line["vi"], line["en"]), node.ceiling, taken))
        return found

    def _taken(self, nodes: Iterable[int | None]) -> list[int]:
        """Seats taken in each quota, with those that a floor keeps empty."""
        inside = [0] * len(self._nodes)
        for node in nodes:
            if node is not None:
                inside[node] += 1
        for i in range(len(self._nodes) - 1, -1, -1):
            node = self._nodes[i]
            inside[i] = max(inside[i], node.floor) if node.keep else inside[i]
            if node.parent >= 0:
                inside[node.parent] += inside[i]
        return inside
