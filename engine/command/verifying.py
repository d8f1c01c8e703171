"""``xetkhen runs verify``, ``runs anchor``: the ledger checked; a run made again and held against what was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from engine import console
from engine.command.options import FORMAT, LANG, LEDGER, print_json
from engine.command.runs import existing, indented, opened_if_begun, place_said, when
from engine.console import Command
from engine.frozen import dataclass
from engine.problems import UnusableInput
from engine.wording import say

if TYPE_CHECKING:
    from engine.ledger import Entry
    from engine.ledger.checking import Health
    from engine.ledger.ledger import Ledger
    from engine.provenance import Text
    from engine.rerun import FoundRun
    from engine.rerun.verifying import Verified

_ANCHOR = click.option("--anchor", metavar="DIGEST",
                       help="Mã chốt đã ghi trong biên bản. / The digest that stands in the minutes.")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the ledger has of a folder."""

    entry: Entry | None
    differences: tuple[Text, ...]  # what of the folder is not what the ledger has
    place: str


@click.command("verify", cls=Command)
@click.argument("run", metavar="[RUN]", required=False)
@_ANCHOR
@FORMAT
@LEDGER
@LANG
def runs_verify(run: str | None, anchor: str | None, format_: str, ledger: str | None, lang: str) -> None:
    """Kiểm tra sổ; tính lại một lượt xét và so từng byte. / Check the ledger; make a run again and compare each byte.

    RUN: thư mục kết quả, mã lượt xét hoặc số thứ tự; không ghi thì chỉ kiểm tra sổ. Mã thoát 1: có chỗ khác. /
    RUN: a results folder, a run's id or number; without it only the ledger is checked. Exit code 1: something differs.

    Ví dụ / Example:
      xetkhen runs verify
      xetkhen runs verify ket-qua
      xetkhen runs verify 7 --anchor "3fa9c1d2 e4b50718"
      xetkhen runs verify ket-qua --ledger none --format json
    """
    found = _find(run, ledger) if run is not None else None
    # A folder proves itself: it needs no ledger, unless one was named.
    proves_itself = found is not None and found.entry is None and anchor is None
    if proves_itself and ledger == "none":
        opened = None
    else:
        opened = opened_if_begun(place_said(ledger)) if proves_itself else existing(ledger)
    health = _check(opened, anchor) if opened is not None else None
    if health is not None and opened is not None and format_ != "json":
        _print(_of_health(opened.place.shown, health), lang)
    verified, recorded = None, None
    if found is not None:
        with console.at_work(say("verify.at_work"), lang):
            verified = _verified(found)
        recorded = _recorded(found, opened) if found.folder is not None else None
        if format_ != "json":
            _print([*_verdict(found, verified), *_apart(found, opened, recorded)], lang)
    if format_ == "json":
        print_json(_as_json(opened.place.shown if opened is not None else "", health, found, verified, recorded))
    if (
        (health is not None and health.wrong)
        or (verified is not None and not verified.whole)
        or (recorded is not None and recorded.differences)
    ):
        raise SystemExit(console.LOOK)


def _find(run: str, ledger: str | None) -> FoundRun:
    from engine.rerun import find_run

    return find_run(run, ledger)


def _check(opened: Ledger, anchor: str | None) -> Health:
    from engine.ledger import check_ledger

    return check_ledger(opened, anchor)


def _verified(found: FoundRun) -> Verified:
    from engine.rerun.verifying import verify_run

    return verify_run(found)


def _recorded(found: FoundRun, opened: Ledger | None) -> Recorded | None:
    """Whether a folder is what the ledger has of it; None where there is no ledger."""
    from engine.rerun.entries import differences_of, entry_of

    if opened is None:
        return None
    entry = entry_of(opened, found)
    different = differences_of(opened, entry, found) if entry is not None else []
    return Recorded(entry, tuple(different), opened.place.shown)


# ---- as text, as JSON -------------------------------------------------------------------------------------------


def _print(lines: Iterable[Text], lang: str) -> None:
    for line in lines:
        click.echo(line.in_(lang))


def _of_health(place: str, health: Health) -> list[Text]:
    lines = list(health.wrong)
    if not lines:
        lines = [say("ledger.whole", place=place, n=health.entries, contents=health.contents)]
    else:
        lines.insert(0, say("ledger.not_whole", place=place, n=len(lines)))
    if health.anchored is not None:
        lines.append(say("ledger.anchored", n=health.anchored, more=health.after))
    return [*lines, *health.odd]


def _verdict(found: FoundRun, verified: Verified) -> list[Text]:
    key = "verify.same" if verified.whole else "verify.different"
    files = ", ".join(verified.same) or "—"
    head = say(key, run=found.record.id, n=verified.candidates, files=files, differences=len(verified.differences))
    return [head, *map(indented, (*verified.differences, *verified.notes))]


def _apart(found: FoundRun, opened: Ledger | None, recorded: Recorded | None) -> list[Text]:
    if found.folder is None:
        return []
    if opened is None or recorded is None:
        return [say("verify.no_ledger")]
    entry = recorded.entry
    if entry is None:
        return [say("verify.not_in_ledger", place=recorded.place)]
    if not recorded.differences:
        return [say("verify.in_ledger", n=entry.sequence, at=when(entry.at), by=entry.author)]
    return list(map(indented, recorded.differences))


def _as_json(
    place: str, health: Health | None, found: FoundRun | None, verified: Verified | None, recorded: Recorded | None
) -> dict[str, Any]:
    ledger = None
    if health is not None:
        ledger = {
            "place": place, "entries": health.entries, "contents": health.contents, "wrong": _plain(health.wrong),
            "odd": _plain(health.odd), "anchored": health.anchored, "after": health.after,
        }  # fmt: skip
    run = None
    if found is not None and verified is not None:
        run = {
            "id": found.record.id, "candidates": verified.candidates, "same": list(verified.same),
            "differences": _plain(verified.differences), "notes": _plain(verified.notes),
        }  # fmt: skip
    entry = recorded.entry if recorded is not None else found.entry if found is not None else None
    of_entry = None
    if entry is not None:
        of_entry = {
            "n": entry.sequence, "at": entry.at, "by": entry.author, "digest": entry.digest,
            "differences": _plain(recorded.differences if recorded is not None else ()),
        }  # fmt: skip
    return {"schema": "xetkhen/verify/1", "ledger": ledger, "run": run, "entry": of_entry}


def _plain(texts: Iterable[Text]) -> list[dict[str, str]]:
    return [{"vi": text.vi, "en": text.en} for text in texts]


# ---- the anchor -------------------------------------------------------------------------------------------------


@click.command("anchor", cls=Command)
@FORMAT
@LEDGER
@LANG
def runs_anchor(format_: str, ledger: str | None, lang: str) -> None:
    """Mã chốt của sổ, để ghi vào biên bản giấy. / The ledger's anchor, to be written into the paper minutes.

    Ví dụ / Example:
      xetkhen runs anchor
    """
    from engine.ledger.checking import spaced

    opened = existing(ledger)
    entry = opened.last()
    if entry is None:
        raise UnusableInput(say("ledger.nothing_yet", place=opened.place.shown))
    if format_ == "json":
        print_json({"n": entry.sequence, "at": entry.at, "digest": entry.digest})
    else:
        click.echo(say("ledger.anchor", n=entry.sequence, at=when(entry.at), digest=spaced(entry.digest)).in_(lang))
