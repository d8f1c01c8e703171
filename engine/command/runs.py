"""``xetkhen runs``: what the ledger holds, shown, exported, and held against a run made again."""

from __future__ import annotations

import os
import shlex
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine import console
from engine.command.options import ALSO_LANG, FORMAT, LANG, LEDGER, print_json
from engine.console import Group
from engine.problems import UnusableInput
from engine.wording import say

if TYPE_CHECKING:
    from engine.ledger import Entry, Place
    from engine.ledger.checking import Health
    from engine.ledger.ledger import Ledger
    from engine.provenance import Text
    from engine.rerun import FoundRun
    from engine.rerun.verifying import Verified

ABOUT = ("evidence", "ties", "held-back", "late", "registers", "readings", "rates", "points", "caps", "senders")
_ANCHOR = click.option("--anchor", metavar="DIGEST",
                       help="Mã chốt đã ghi trong biên bản. / The digest that stands in the minutes.")


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
    place = _place(ledger)
    opened = _open(place)
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
    opened = _existing(ledger)
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
    opened = _existing(ledger)
    entered = of_entry(opened, opened.run(run))
    with new_folder(output) as folder:
        write_entered(entered, folder)
    click.echo(say("ledger.exported", run=entered.record.id, target=shlex.quote(str(output))).in_(lang))


# ---- verify, anchor ---------------------------------------------------------------------------------------------


@runs_group.command("verify")
@click.argument("run", metavar="[RUN]", required=False)
@_ANCHOR
@LEDGER
@LANG
def runs_verify(run: str | None, anchor: str | None, ledger: str | None, lang: str) -> None:
    """Kiểm tra sổ; tính lại một lượt xét và so từng byte. / Check the ledger; make a run again and compare each byte.

    RUN: thư mục kết quả, mã lượt xét hoặc số thứ tự; không ghi thì chỉ kiểm tra sổ. Mã thoát 1: có chỗ khác. /
    RUN: a results folder, a run's id or number; without it only the ledger is checked. Exit code 1: something differs.

    Ví dụ / Example:
      xetkhen runs verify
      xetkhen runs verify ket-qua
      xetkhen runs verify 7 --anchor "3fa9c1d2 e4b50718"
    """
    place = _place(ledger)
    found = _find(run, ledger) if run is not None else None
    # A folder proves itself: it needs no ledger, unless one was named.
    opened = _open(place) if found is not None and found.entry is None and anchor is None else _existing(ledger)
    good = True
    if opened is not None:
        health = _check(opened, anchor)
        good = _print_health(place, health, lang)
    if found is not None:
        good &= _verify(found, opened, lang)
    if not good:
        raise SystemExit(console.LOOK)


def _find(run: str, ledger: str | None) -> FoundRun:
    from engine.rerun import find_run

    return find_run(run, ledger)


def _check(opened: Ledger, anchor: str | None) -> Health:
    from engine.ledger import check_ledger

    return check_ledger(opened, anchor)


def _print_health(place: Place, health: Health, lang: str) -> bool:
    lines = list(health.wrong)
    if not lines:
        lines = [say("ledger.whole", place=place.shown, n=health.entries, contents=health.contents)]
    else:
        lines.insert(0, say("ledger.not_whole", place=place.shown, n=len(lines)))
    if health.anchored is not None:
        lines.append(say("ledger.anchored", n=health.anchored, more=health.after))
    lines += health.odd
    for line in lines:
        click.echo(line.in_(lang))
    return not health.wrong


def _verify(found: FoundRun, opened: Ledger | None, lang: str) -> bool:
    from engine.rerun.verifying import verify_run

    with console.at_work(say("verify.at_work"), lang):
        verified = verify_run(found)
    as_recorded, apart = _against_ledger(found, opened) if found.folder is not None else (True, [])
    for line in [*_verdict(found, verified), *apart]:
        click.echo(line.in_(lang))
    return verified.whole and as_recorded


def _verdict(found: FoundRun, verified: Verified) -> list[Text]:
    key = "verify.same" if verified.whole else "verify.different"
    files = ", ".join(verified.same) or "—"
    head = say(key, run=found.record.id, n=verified.candidates, files=files, differences=len(verified.differences))
    return [head, *map(_indented, (*verified.differences, *verified.notes))]


def _against_ledger(found: FoundRun, opened: Ledger | None) -> tuple[bool, list[Text]]:
    """Whether a folder is what the ledger has of it, where that has it, and what to say."""
    from engine.rerun.entries import differences_of, entry_of

    if opened is None:
        return True, [say("verify.no_ledger")]
    entry = entry_of(opened, found)
    if entry is None:
        return True, [say("verify.not_in_ledger", place=opened.place.shown)]
    different = differences_of(opened, entry, found)
    if not different:
        return True, [say("verify.in_ledger", n=entry.sequence, at=_when(entry.at), by=entry.author)]
    return False, list(map(_indented, different))


def _indented(text: Text, by: str = "  ") -> Text:
    return type(text)(by + text.vi, by + text.en)


@runs_group.command("anchor")
@FORMAT
@LEDGER
@LANG
def runs_anchor(format_: str, ledger: str | None, lang: str) -> None:
    """Mã chốt của sổ, để ghi vào biên bản giấy. / The ledger's anchor, to be written into the paper minutes.

    Ví dụ / Example:
      xetkhen runs anchor
    """
    from engine.ledger.checking import spaced

    opened = _existing(ledger)
    entry = opened.last()
    if entry is None:
        raise UnusableInput(say("ledger.nothing_yet", place=opened.place.shown))
    if format_ == "json":
        print_json({"n": entry.sequence, "at": entry.at, "digest": entry.digest})
    else:
        click.echo(say("ledger.anchor", n=entry.sequence, at=_when(entry.at), digest=spaced(entry.digest)).in_(lang))


# ---- the ledger, and what is told of an entry -------------------------------------------------------------------


def _place(said: str | None) -> Place:
    from engine.ledger import place_of

    place = place_of(said, os.environ)
    if place is None:
        raise UnusableInput(say("ledger.is_none"))
    return place


def _existing(said: str | None) -> Ledger:
    from engine.ledger import open_ledger

    return open_ledger(_place(said))


def _open(place: Place) -> Ledger | None:
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
        "ledger.line", n=f"{entry.sequence:>4}", run=said["run"], at=_when(entry.at), by=entry.author,
        rulebook=said["rulebook"]["id"], round=said["round"], nominated=said["counts"].get("nominated", 0),
        all=sum(said["counts"].values()),
    )  # fmt: skip


def _details(entry: Entry) -> list[Text]:
    said = entry.data
    rulebook, answers, versions = said["rulebook"], said["answers"].values(), said["versions"]
    files = [f"{f['file']}  {f['sha256'][:16]}…" for f in (*said["inputs"], *answers)]
    settings = ", ".join(f"{name}={value}" for name, value in said["settings"].items()) or "—"
    return [_line(entry), *(_indented(line, " " * 6) for line in [
        say("ledger.rulebook", id=rulebook["id"], version=rulebook["version"], sha256=f"{rulebook['sha256'][:16]}…"),
        say("ledger.of_round", round=said["round"], year=said["year"] or "—", day=said["decided_on"] or "—"),
        say("ledger.settings", settings=settings),
        *[say("ledger.file", file=file) for file in files],
        say("ledger.folder", folder=said["folder"], host=said["host"]),
        say("ledger.made_with", versions=f"xetkhen {versions['xetkhen']}, Python {versions['python']}"),
        say("ledger.seal", digest=entry.digest),
    ])]  # fmt: skip


def _when(at: str) -> str:
    """By the clock on the wall, as people date things; ``--format json`` has it in UTC."""
    return f"{datetime.fromisoformat(at).astimezone():%d/%m/%Y %H:%M}"


def _tell_unplaced(entries: list[Entry], lang: str) -> None:
    from engine.rerun.entries import unplaced

    for found in unplaced(entries):
        click.echo(found.text.in_(lang), err=True)
