"""``xetkhen runs``: what the ledger holds, listed, shown and exported."""

from __future__ import annotations

import os
import shlex
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.command.options import ALSO_LANG, FORMAT, LANG, LEDGER, print_json
from engine.console import Group
from engine.problems import UnusableInput
from engine.wording import say

if TYPE_CHECKING:
    from engine.ledger import Entry, Place
    from engine.ledger.ledger import Ledger
    from engine.provenance import Text

ABOUT = ("evidence", "ties", "held-back", "late", "registers", "readings", "rates", "points", "caps", "senders")

@click.group("runs", cls=Group, invoke_without_command=True)
@ALSO_LANG
def runs_group() -> None:
    """Sổ lượt xét: liệt kê, xem, xuất, kiểm tra. / The ledger of runs: list, show, export, verify.

    Ví dụ / Example:
      xetkhen runs list
      xetkhen runs verify
    """


# ---- list, show, export -----------------------------------------------------------------------------------------


@runs_group.command("list")
@FORMAT
@LEDGER
@LANG
def runs_list(format_: str, ledger: str | None, lang: str) -> None:
    """Các lượt xét đã ghi sổ. / The runs that were recorded.

    Ví dụ / Example:
      xetkhen runs list
      xetkhen runs list --ledger so-2026.sqlite --format json
    """
    place = place_said(ledger)
    opened = opened_if_begun(place)
    entries = opened.entries("run") if opened else []
    if format_ == "json":
        print_json([_summary(entry) for entry in entries])
    else:
        if not entries:
            click.echo(say("ledger.nothing_yet", place=place.shown).in_(lang))
        for entry in entries:
            click.echo(_line(entry).in_(lang))
    _tell_unplaced(entries, lang)


@runs_group.command("show")
@click.argument("run", metavar="RUN")
@click.option("--clause", metavar="CLAUSE",
              help="Một mục của kế hoạch: quy tắc, và ai bị ảnh hưởng. / A clause: its rules, and whom they met.")
@click.option("--about", "topic", type=click.Choice(ABOUT),
              help="Trả lời một câu hỏi của người kiểm tra. / Answers one of an auditor's questions.")
@FORMAT
@LEDGER
@LANG
def runs_show(
    run: str, clause: str | None, topic: str | None, format_: str, ledger: str | None, lang: str
) -> None:
    """Một lượt xét: ai, khi nào, từ tệp nào, theo quy tắc nào. / One run: who, when, from which files and rules.

    RUN: mã lượt xét (hoặc phần đầu), hoặc số thứ tự trong sổ; với --clause, --about còn là thư mục kết quả. /
    RUN: the run's id (or its beginning), or its number in the ledger; with --clause, --about a results folder too.

    Ví dụ / Example:
      xetkhen runs show 7
      xetkhen runs show 3fa9c1 --format json
      xetkhen runs show ket-qua --clause IV.3
      xetkhen runs show ket-qua --about late
    """
    if clause is not None or topic is not None:
        from engine.command.answering import answer_about

        answer_about(run, clause, topic, format_, ledger, lang)
        return
    opened = existing(ledger)
    entry = opened.run(run)
    if format_ == "json":
        print_json({**_summary(entry), "previous": entry.previous, "entry": entry.data, "files": entry.files})
        return
    for line in _details(entry):
        click.echo(line.in_(lang))
    _tell_unplaced([entry], lang)


@runs_group.command("export")
@click.argument("run", metavar="ID")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help="Thư mục mới. / The new folder.")
@LEDGER
@LANG
def runs_export(run: str, output: Path, ledger: str | None, lang: str) -> None:
    """Ghi lại thư mục kết quả của một lượt xét, đúng từng byte. / Write a run's results folder again, to the byte.

    Ví dụ / Example:
      xetkhen runs export 7 -o ket-qua-cu
    """
    from engine.report.writing import check_target, new_folder
    from engine.rerun.entries import of_entry, write_entered

    check_target(output)
    opened = existing(ledger)
    entered = of_entry(opened, opened.run(run))
    with new_folder(output) as folder:
        write_entered(entered, folder)
    click.echo(say("ledger.exported", run=entered.record.id, target=shlex.quote(str(output))).in_(lang))


# ---- the ledger, and what is told of an entry -------------------------------------------------------------------


def place_said(said: str | None) -> Place:
    """Where the ledger is. Raises UnusableInput where none was named and none is usual."""
    from engine.ledger import place_of

    place = place_of(said, os.environ)
    if place is None:
        raise UnusableInput(say("ledger.is_none"))
    return place


def existing(said: str | None) -> Ledger:
    """The ledger, which must be there."""
    from engine.ledger import open_ledger

    return open_ledger(place_said(said))


def opened_if_begun(place: Place) -> Ledger | None:
    """The ledger; None where the usual one was never begun."""
    from engine.ledger import open_ledger

    if place.path is not None and not place.said and not place.path.exists():
        return None
    return open_ledger(place)


def _summary(entry: Entry) -> dict[str, Any]:
    said = entry.data
    return {
        "n": entry.sequence, "run": said["run"], "at": entry.at, "by": entry.author,
        "rulebook": said["rulebook"], "round": said["round"], "year": said["year"], "counts": said["counts"],
        "folder": said["folder"], "digest": entry.digest,
    }  # fmt: skip


def _line(entry: Entry) -> Text:
    said = entry.data
    return say(
        "ledger.line", n=f"{entry.sequence:>4}", run=said["run"], at=when(entry.at), by=entry.author,
        rulebook=said["rulebook"]["id"], round=said["round"], nominated=said["counts"].get("nominated", 0),
        all=sum(said["counts"].values()),
    )  # fmt: skip


def _details(entry: Entry) -> list[Text]:
    said = entry.data
    rulebook, answers, versions = said["rulebook"], said["answers"].values(), said["versions"]
    files = [f"{f['file']}  {f['sha256'][:16]}…" for f in (*said["inputs"], *answers)]
    settings = ", ".join(f"{name}={value}" for name, value in said["settings"].items()) or "—"
    return [_line(entry), *(indented(line, " " * 6) for line in [
        say("ledger.rulebook", id=rulebook["id"], version=rulebook["version"], sha256=f"{rulebook['sha256'][:16]}…"),
        say("ledger.of_round", round=said["round"], year=said["year"] or "—", day=said["decided_on"] or "—"),
        say("ledger.settings", settings=settings),
        *[say("ledger.file", file=file) for file in files],
        say("ledger.folder", folder=said["folder"], host=said["host"]),
        say("ledger.made_with", versions=f"xetkhen {versions['xetkhen']}, Python {versions['python']}"),
        say("ledger.seal", digest=entry.digest),
    ])]  # fmt: skip


def indented(text: Text, by: str = "  ") -> Text:
    """Under what was said before."""
    return type(text)(by + text.vi, by + text.en)


def when(at: str) -> str:
    """By the clock on the wall, as people date things; ``--format json`` has it in UTC."""
    return f"{datetime.fromisoformat(at).astimezone():%d/%m/%Y %H:%M}"


def _tell_unplaced(entries: list[Entry], lang: str) -> None:
    from engine.rerun.entries import unplaced

    for found in unplaced(entries):
        click.echo(found.text.in_(lang), err=True)
