"""A folder to send back from: the page, the same as JSON, marked copies, and a message for each sender."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.feedback.annotate import by_file
from engine.feedback.copies import marked_copy
from engine.feedback.messages import message, slug
from engine.feedback.page import page
from engine.feedback.report_workbook import report_workbook
from engine.intake.read import read_books
from engine.provenance import Text
from engine.report.problems import problems_json
from engine.report.writing import new_folder

if TYPE_CHECKING:
    from engine.checking import Checked
    from engine.intake.raw import RawBook

PAGE = {"vi": "bao-cao.html", "en": "report.html"}
REPORT = {"vi": "bao-cao.xlsx", "en": "report.xlsx"}
COPIES = {"vi": "ban-sao-danh-dau", "en": "marked-copies"}
MESSAGES = {"vi": "thong-bao", "en": "messages"}
_UNCOPIED_NAME = {"vi": "khong-co-ban-sao.txt", "en": "without-a-copy.txt"}
_UNCOPIED = Text(
    "Các tệp sau có lỗi phải sửa nhưng không tạo được bản sao đánh dấu, vì tệp quá lớn hoặc bất thường; lỗi của chúng"
    " ở trong báo cáo và thông báo:\n{files}\n",
    "These files have something to put right, but no marked copy could be made of them, since they are too large or"
    " odd; what is wrong is in the report and the messages:\n{files}\n",
)
_MARKED = {"vi": "can-sua", "en": "to-correct"}


def write_feedback(
    checked: Checked,
    files: Sequence[Path],
    target: Path,
    lang: str,
    *,
    register: Path | None = None,
    units: Path | None = None,
) -> Path:
    """Write everything into the new folder ``target``, whole or not at all. Raises UnusableInput as ``new_folder``."""
    books = _books(files, register, units)
    with new_folder(target) as folder:
        (folder / PAGE[lang]).write_text(page(checked, lang), encoding="utf-8", errors="replace")
        (folder / REPORT[lang]).write_bytes(report_workbook(checked, lang))
        text = json.dumps(problems_json(checked), ensure_ascii=False, indent=1) + "\n"
        (folder / "check.json").write_bytes(text.encode(errors="backslashreplace"))
        copies = _copies(checked, books, folder, lang)
        _messages(checked, copies, folder / MESSAGES[lang], lang, tuple(checked.by_sender()))
    return target


def write_for(
    sender: str,
    checked: Checked,
    files: Sequence[Path],
    target: Path,
    lang: str,
    *,
    register: Path | None = None,
    units: Path | None = None,
) -> Path:
    """What goes to one sender: the message, and marked copies of the workbooks that are this sender's alone."""
    concerned = {noted.problem.file for noted in checked.by_sender()[sender]}
    # A workbook of several senders goes back to none of them: it holds the others' data.
    own = {file for file in concerned if file and checked.senders.get(file, frozenset()) <= {sender}}
    books = [(path, book) for path, book in _books(files, register, units) if book.file in own]
    with new_folder(target) as folder:
        copies = _copies(checked, books, folder, lang)
        _messages(checked, copies, folder / MESSAGES[lang], lang, (sender,))
    return target


def _books(files: Sequence[Path], register: Path | None, units: Path | None) -> list[tuple[Path, RawBook]]:
    paths = [*files, *(p for p in (register, units) if p is not None)]
    return list(zip(paths, read_books(files, register, units), strict=True))


def _copies(checked: Checked, books: Sequence[tuple[Path, RawBook]], folder: Path, lang: str) -> dict[str, str]:
    """The marked copies, in a folder of theirs; gives file -> its copy."""
    (folder / COPIES[lang]).mkdir()
    concerned = by_file(checked.noted)
    copies: dict[str, str] = {}
    taken: set[str] = set()
    uncopied: list[str] = []
    for path, book in books:
        noted = [n for n in concerned.get(book.file, []) if n.problem.severity != "info"]
        if noted:
            name = f"{slug(Path(book.file).with_suffix('').as_posix(), taken)}.{_MARKED[lang]}.xlsx"
            copy = marked_copy(path.read_bytes(), book, noted, lang)
            if copy is None:
                uncopied.append(book.file)
                continue
            (folder / COPIES[lang] / name).write_bytes(copy)
            copies[book.file] = f"{COPIES[lang]}/{name}"
    if uncopied:
        said = _UNCOPIED.in_(lang).format(files="\n".join(f"- {file}" for file in uncopied))
        (folder / COPIES[lang] / _UNCOPIED_NAME[lang]).write_text(said, encoding="utf-8", errors="replace")
    return copies


def _messages(checked: Checked, copies: dict[str, str], folder: Path, lang: str, senders: Sequence[str]) -> None:
    """In both languages; the one that was not asked for carries its name before the ending."""
    folder.mkdir()
    taken: set[str] = set()
    by_sender = checked.by_sender()
    for sender in senders:
        noted = by_sender[sender]
        # A workbook of several senders goes back to none of them: it holds the others' data.
        own = {file: copy for file, copy in copies.items() if checked.senders.get(file, frozenset()) <= {sender}}
        name = slug(sender, taken)
        for language in ("vi", "en"):
            ending = ".txt" if language == lang else f".{language}.txt"
            text = message(sender, noted, checked, own, language)
            (folder / f"{name}{ending}").write_text(text, encoding="utf-8", errors="replace")
