"""The report of a check as one HTML file: opens without a network, runs no script, escapes whatever was read."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from engine.provenance import Text
from engine.report.problems import summary
from engine.wording import say

if TYPE_CHECKING:
    from engine.checking import Checked, Noted

_STYLE = """
body{font:15px/1.5 "Times New Roman",Tinos,serif;margin:2em auto;max-width:75em;padding:0 1em;color:#111}
h1{font-size:1.5em}h2{font-size:1.2em;margin:1.6em 0 .4em}table{border-collapse:collapse;width:100%;margin:.4em 0}
th,td{border:1px solid #999;padding:.3em .5em;vertical-align:top;text-align:left;overflow-wrap:anywhere}
th{background:#d9e2f3}td.n{text-align:right}td.cell{white-space:nowrap}.error{background:#ffc7ce}.warning{background:#ffeb9c}
.info{color:#555}.holds{font-weight:bold}summary{font-weight:bold;font-size:1.1em;cursor:pointer;margin:.8em 0 .2em}
.muted{color:#555}@media print{details{break-inside:avoid}body{margin:0;max-width:none}}
"""
_SAID = {
    "title": Text("Kết quả kiểm tra danh sách đề nghị", "Check of the lists of candidates"),
    "rulebook": Text("Bộ quy tắc: {title} ({id})", "Rulebook: {title} ({id})"),
    "files": Text("Các tệp đã đọc", "Files that were read"),
    "rows": Text("Số dòng", "Rows"),
    "none": Text("Không có lỗi hay điểm nào cần xem lại.", "There is nothing to put right or to look at."),
    "count": Text("{errors} lỗi, {others} điểm xem lại", "{errors} errors, {others} points to look at"),
    "whole": Text("Chung cho cả đợt kiểm tra", "For the whole check"),
    "record": Text("Để biết", "For the record"),
    "holds": Text("Giữ chân", "Holds up"),
    "pairs": Text("Trùng lặp cần quyết định", "Duplicates to decide"),
    "units": Text("Cách ghi đơn vị cần quyết định", "Spellings of units to decide"),
    "decide": Text(
        "Ghi ra tệp quyết định bằng --write-resolve, trả lời, rồi dùng --resolve.",
        "Write the file of decisions with --write-resolve, answer it, then use --resolve.",
    ),
    "why": Text("Vì sao", "Why"),
    "exact": Text("trùng hoàn toàn", "the same"),
    "likely": Text("có thể trùng", "may be the same"),
    "copies": Text("Các bản", "Copies"),
    "written": Text("Các cách ghi", "Written as"),
    "nearest": Text("Gần nhất trong danh sách", "Nearest in the list"),
}
_HEAD = (
    Text("Mức độ", "Severity"), Text("Tệp", "File"), Text("Trang", "Sheet"), Text("Ô", "Cell"), Text("Tên", "Name"),
    Text("Lỗi và cách sửa", "What is wrong, what to do"),
)  # fmt: skip


def page(checked: Checked, lang: str) -> str:
    """The whole page."""
    body = [
        f"<h1>{_say('title', lang)}</h1>",
        f"<p>{_say('rulebook', lang, title=checked.title.in_(lang), id=checked.rulebook)}</p>",
        f"<p><b>{escape(summary(checked, lang))}</b></p>",
        _files(checked, lang),
        *_senders(checked, lang),
        *_decisions(checked, lang),
        *_rest(checked, lang),
    ]
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{"en" if lang == "en" else "vi"}">\n<head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{_say('title', lang)}</title>\n<style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _say(key: str, lang: str, **values: object) -> str:
    return escape(_SAID[key].in_(lang).format_map(values))


def _files(checked: Checked, lang: str) -> str:
    rows = "".join(
        f'<tr><td>{escape(f.file)}</td><td class="n">{f.rows}</td><td class="muted">{f.sha256[:12]}</td></tr>'
        for f in checked.inputs
    )
    head = f"<tr><th>{_say('files', lang)}</th><th>{_say('rows', lang)}</th><th>SHA-256</th></tr>"
    return f"<table>{head}{rows}</table>"


def _senders(checked: Checked, lang: str) -> list[str]:
    found = []
    for sender, noted in checked.by_sender().items():
        errors = sum(n.problem.severity == "error" for n in noted)
        count = _say("count", lang, errors=errors, others=len(noted) - errors)
        found.append(f"<details open><summary>{escape(sender)}: {count}</summary>\n{_table(noted, lang)}</details>")
    return found or [f"<p>{_say('none', lang)}</p>"]


def _table(noted: Sequence[Noted], lang: str) -> str:
    head = "".join(f"<th>{escape(text.in_(lang))}</th>" for text in _HEAD)
    return f"<table><tr>{head}</tr>\n" + "".join(_row(each, lang) for each in noted) + "</table>"


def _row(noted: Noted, lang: str) -> str:
    problem = noted.problem
    severity = say(f"severity.{problem.severity}").in_(lang)
    holds = f' <span class="holds">({_say("holds", lang)}: {noted.affected})</span>' if noted.affected > 1 else ""
    cells = (
        f'<td class="{problem.severity}">{escape(severity)}</td>',
        f"<td>{escape(problem.file or '')}</td>",
        f"<td>{escape(problem.sheet or '')}</td>",
        f'<td class="cell">{escape(problem.ref or "")}</td>',
        f"<td>{escape(noted.name or '')}</td>",
        f"<td>{escape(problem.text.in_(lang))}{holds}</td>",
    )
    return f"<tr>{''.join(cells)}</tr>\n"


def _decisions(checked: Checked, lang: str) -> list[str]:
    found = []
    if checked.duplicates:
        rows = "".join(
            f"<tr><td>{_say(question.why, lang)}</td><td>"
            + "<br>".join(
                f"{escape(copy.cell)}: <b>{escape(copy.name)}</b>; {escape(about)}" for copy, about in question.copies
            )
            + "</td></tr>\n"
            for question in checked.duplicates
        )
        head = f"<tr><th>{_say('why', lang)}</th><th>{_say('copies', lang)}</th></tr>"
        found.append(f"<h2>{_say('pairs', lang)}</h2><p>{_say('decide', lang)}</p><table>{head}{rows}</table>")
    if checked.spellings:
        rows = "".join(
            f"<tr><td>{escape('; '.join(spelling.written))}</td><td>{escape('; '.join(spelling.nearest))}</td></tr>\n"
            for spelling in checked.spellings
        )
        head = f"<tr><th>{_say('written', lang)}</th><th>{_say('nearest', lang)}</th></tr>"
        found.append(f"<h2>{_say('units', lang)}</h2><p>{_say('decide', lang)}</p><table>{head}{rows}</table>")
    return found


def _rest(checked: Checked, lang: str) -> list[str]:
    """What no sender is asked for: the whole check's own problems, and what is said for the record."""
    whole = [n for n in checked.noted if n.sender is None and n.problem.severity != "info"]
    record = [n for n in checked.noted if n.problem.severity == "info"]
    return [
        f"<details{opened}><summary>{_say(name, lang)}</summary>\n{_table(group, lang)}</details>"
        for name, opened, group in (("whole", " open", whole), ("record", "", record))
        if group
    ]
