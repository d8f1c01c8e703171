"""``xetkhen runs diff``: two runs side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine import console
from engine.command.options import FORMAT, LANG, LEDGER, print_json
from engine.console import Command
from engine.problems import UnusableInput
from engine.wording import say

if TYPE_CHECKING:
    from engine.provenance import Text
    from engine.questions import Asked


@click.command("diff", cls=Command)
@click.argument("first", metavar="A", type=click.Path(path_type=Path))
@click.argument("second", metavar="B", type=click.Path(path_type=Path))
@FORMAT
@LEDGER
@LANG
def runs_diff(first: Path, second: Path, format_: str, ledger: str | None, lang: str) -> None:
    """So hai lượt xét: ai khác, vì ô, quy tắc hay tham số nào. / Two runs: who changed, because of which cell or rule.

    A, B: thư mục kết quả, mã lượt xét hoặc số thứ tự. / A, B: results folders, ids of runs or their numbers.

    Ví dụ / Example:
      xetkhen runs diff ket-qua ket-qua-2
      xetkhen runs diff 7 8 --format json
    """
    from engine.explanation import render_rich
    from engine.questions import run_difference
    from engine.rerun import find_document

    documents = find_document(first, ledger), find_document(second, ledger)
    with console.at_work(say("cli.reading"), lang):
        cases, why = _cases((first, second), ledger)
        answer = run_difference(*documents, cases, why)
    if format_ == "json":
        print_json(answer.as_json())
    else:
        render_rich(answer, lang)


def _cases(runs: tuple[Path, Path], ledger: str | None) -> tuple[tuple[Asked, Asked] | None, Text | None]:
    """Both runs made again; or why one of them cannot be."""
    from engine.questions import asked
    from engine.rerun import find_run

    try:
        a, b = (find_run(run, ledger) for run in runs)
        return (asked(a), asked(b)), None
    except UnusableInput as error:
        return None, error.text
