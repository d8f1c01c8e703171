"""A filled sheet to a session; every cell that cannot be used is told with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from engine.council.checking import Found, check_session
from engine.council.model import Action, Choice, Council, Plain, Session, Votes
from engine.council.seats import Places, place_of
from engine.council.words import FACTS, FIRST_FACT, HEADER, VI, WORDS, label_of
from engine.intake.raw import Raw, RawBook, RawSheet
from engine.intake.values.dates import read_date
from engine.intake.values.reading import Unreadable, shown
from engine.intake.workbook import read_book
from engine.names import fold
from engine.problems import UnusableInput
from engine.provenance import Text

_NUMBER = re.compile(r"\d{1,4}")


def read_session(path: Path, document: Plain, earlier: Council, places: Places) -> tuple[Session, list[Found]]:
    """The session on a sheet, and all that is wrong with it, in the order of its sheets and rows.

    Raises UnusableInput where the file is no such sheet, or is for another run.
    """
    reader = _Reader(read_book(path), document)
    session = reader.session()
    found = reader.found
    if not found:
        found = check_session(document, earlier, session, places, reader.cells)
    return session, found


class _Reader:
    def __init__(self, book: RawBook, document: Plain) -> None:
        self.book, self.document = book, document
        names = {_key(sheet.name) for sheet in book.sheets}
        self.words = next((words for words in WORDS.values() if _key(words.session) in names), VI)
        self.found: list[Found] = []
        self.cells: dict[str, str] = {}
        self.labels = {_key(label_of(n, d)): d for n, d in enumerate(document["decisions"], 1)}
        self.called: dict[str, list[str]] = {}  # a name alone, or with its place -> the labels it may mean
        for number, decision in enumerate(document["decisions"], 1):
            label = label_of(number, decision)
            for name in {_key(decision["candidate"]["name"]), _key(label.partition(". ")[2])}:
                self.called.setdefault(name, []).append(label)
        awards = document["rules"]["awards"]
        self.awards = {_key(text): id_ for id_, award in awards.items() for text in (id_, award["vi"], award["en"])}

    def session(self) -> Session:
        facts = self._facts()
        for field, value in (("run", self.document["run"]["id"]), ("seal", self.document["seal"])):
            if facts[field] != value:
                raise UnusableInput(Text(
                    f"{self.cells[field]}: bảng này lập cho lượt xét khác ({facts['run'] or 'không ghi'});"
                    f" lập lại bằng xetkhen decide --write-file.",
                    f"{self.cells[field]}: this sheet is for another run ({facts['run'] or 'none is named'});"
                    f" make it anew with xetkhen decide --write-file.",
                ))  # fmt: skip
        members = tuple(part.strip() for part in re.split(r"[;\n]", facts["members"]) if part.strip())
        choices = (*self._ties(), *self._changes())
        return Session(
            facts["held_on"], facts["chair"], facts["secretary"], members, facts["minutes"], facts["signed_by"],
            facts["signed_on"], self.book.file, self.book.sha256, choices,
        )  # fmt: skip

    def _sheet(self, name: str, header: tuple[str, ...] = ()) -> RawSheet:
        sheet = next((s for s in self.book.sheets if _key(s.name) == _key(name)), None)
        row = [] if sheet is None or len(sheet.rows) < HEADER else sheet.rows[HEADER - 1]
        if sheet is None or [_key(shown(v)) for v in row[: len(header)]] != [_key(text) for text in header]:
            raise UnusableInput(Text(
                f"{self.book.file}: không phải bảng quyết định (trang “{name}” thiếu hoặc đã bị đổi tiêu đề);"
                " lập lại bằng xetkhen decide --write-file.",
                f"{self.book.file}: no sheet of decisions (its sheet “{name}” is missing, or its header was changed);"
                " make it anew with xetkhen decide --write-file.",
            ))  # fmt: skip
        return sheet

    def _facts(self) -> dict[str, str]:
        sheet = self._sheet(self.words.session)
        found = {}
        for row, field in enumerate(FACTS, FIRST_FACT - 1):
            values = sheet.rows[row] if row < len(sheet.rows) else []
            raw = values[1] if len(values) > 1 else ""
            self.cells[field] = sheet.cell(row, 1).full
            if field in ("held_on", "signed_on"):
                found[field] = self._day(raw, self.cells[field], sheet)
            elif field == "members" and isinstance(raw, str):
                found[field] = raw.strip()  # a line each
            else:
                found[field] = shown(raw)
        return found

    def _day(self, raw: Raw, cell: str, sheet: RawSheet) -> str:
        day = read_date(raw, late_epoch=sheet.late_epoch)
        if isinstance(day, Unreadable):
            self.found.append((cell, day.text))
            return ""
        return "" if day is None else date.fromordinal(int(day)).isoformat()

    def _rows(self, sheet: RawSheet, header: tuple[str, ...], answers: int) -> Iterator[tuple[int, list[Raw]]]:
        """Rows with something in the columns from ``answers`` on."""
        for number, row in enumerate(sheet.rows[HEADER:], HEADER):
            padded: list[Raw] = [*row, *[""] * len(header)][: len(header)]
            if any(shown(value) for value in padded[answers:]):
                yield number, padded

    def _ties(self) -> Iterator[Choice]:
        sheet = self._sheet(self.words.ties, self.words.tie_columns)
        for number, row in self._rows(sheet, self.words.tie_columns, 6):
            decision = self._who(row[2], sheet.cell(number, 2).full)
            said = _key(shown(row[6]))
            actions: dict[str, Action] = {_key(self.words.choose): "choose", _key(self.words.pass_): "pass"}
            if said not in actions:
                self.found.append((sheet.cell(number, 6).full, Text(
                    f"ghi “{self.words.choose}” hoặc “{self.words.pass_}”",
                    f"write “{self.words.choose}” or “{self.words.pass_}”",
                )))  # fmt: skip
            elif decision is not None:
                yield self._choice(sheet, number, actions[said], decision, None, row[7:], 6)

    def _changes(self) -> Iterator[Choice]:
        sheet = self._sheet(self.words.changes, self.words.change_columns)
        actions: dict[str, Action] = {
            _key(self.words.actions["strike"]): "strike", _key(self.words.actions["add"]): "add",
            _key(self.words.actions["move"]): "move",
        }  # fmt: skip
        for number, row in self._rows(sheet, self.words.change_columns, 1):
            decision = self._who(row[1], sheet.cell(number, 1).full)
            said, award = _key(shown(row[2])), shown(row[3])
            if said not in actions:
                options = ", ".join(f"“{text}”" for text in self.words.actions.values())
                self.found.append((sheet.cell(number, 2).full, Text(f"ghi một trong: {options}", f"one of: {options}")))
            if award and _key(award) not in self.awards:
                self.found.append((sheet.cell(number, 3).full, Text(
                    f"không có hình thức “{award}”; chọn trong danh sách của ô", f"no award “{award}”; choose one"
                )))  # fmt: skip
            if actions.get(said) == "strike" and award:
                self.found.append((sheet.cell(number, 3).full, Text(
                    "rút khỏi danh sách thì không ghi hình thức mới", "who is struck goes to no other award"
                )))  # fmt: skip
            if decision is not None and said in actions:
                yield self._choice(sheet, number, actions[said], decision, self.awards.get(_key(award)), row[4:], 2)

    def _who(self, raw: Raw, cell: str) -> Plain | None:
        said = shown(raw) or "–"
        meant = self.called.get(_key(said), [])
        found = self.labels.get(_key(meant[0] if len(meant) == 1 else said))
        if found is None and len(meant) > 1:
            listed = "; ".join(meant[:5]) + ("; …" if len(meant) > 5 else "")
            self.found.append((cell, Text(
                f"“{said}” có {len(meant)} trường hợp: {listed}; ghi cả số ở đầu",
                f"there are {len(meant)} of “{said}”: {listed}; write the number too",
            )))  # fmt: skip
        elif found is None:
            self.found.append((cell, Text(
                f"“{said}” không có trong trang “{self.words.cases}”; chọn trong danh sách của ô",
                f"“{said}” is not on the sheet of all candidates; choose one from the cell's list",
            )))  # fmt: skip
        return found

    def _choice(
        self, sheet: RawSheet, number: int, action: Action, decision: Plain, award: str | None, rest: list[Raw], at: int
    ) -> Choice:
        """``rest``: reason, name, votes for and against, who abstained; ``at``: the column of what is decided."""
        first = (7 if at == 6 else 4) + 2
        agree, against = (self._votes(rest[2 + i], sheet.cell(number, first + i).full) for i in (0, 1))
        abstained = tuple(part.strip() for part in re.split(r"[;\n]", shown(rest[4])) if part.strip())
        return Choice(
            action, place_of(decision), decision["candidate"]["name"], award, shown(rest[0]), shown(rest[1]),
            Votes(agree, against, abstained), sheet.cell(number, at).full,
        )  # fmt: skip

    def _votes(self, raw: Raw, cell: str) -> int | None:
        said = shown(raw)
        if not said:
            return None
        if _NUMBER.fullmatch(said):
            return int(said)
        self.found.append((cell, Text(f"“{said}” không phải số phiếu", f"“{said}” is no number of votes")))
        return None


def _key(text: str) -> str:
    return " ".join(fold(text).split())
