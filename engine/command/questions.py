"""Questions to a run that was made: what if, and what hangs on a parameter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.command.options import FORMAT, LANG, LEDGER, print_json
from engine.console import Command, Setting
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.wording import say

if TYPE_CHECKING:
    from engine.explanation import Found

_MOST = 20  # namesakes told
_SEARCHED = 20_000  # candidates of a run up to which `explain` looks for the smallest change unasked


@click.command("explain", cls=Command)
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("candidate")
@click.option("--search", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
              help="Tìm thay đổi nhỏ nhất làm đổi kết quả; auto: khi có record.zip và dưới 20.000 trường hợp. / Look"
                   " for the smallest change that alters the decision; auto: with a record.zip and below 20,000"
                   " candidates.")
@LEDGER
@FORMAT
@LANG
def explain(run: Path, candidate: str, search: str, ledger: str | None, format_: str, lang: str) -> None:
    """Vì sao trường hợp này được, hoặc không được, đề nghị. / Why this candidate, or why not.

    RUN: thư mục kết quả hoặc mã lượt xét. CANDIDATE: tên (không cần dấu) hoặc khóa trong decisions.json. /
    RUN: a results folder or an id in the ledger. CANDIDATE: a name (diacritics not needed) or a key of decisions.json.

    Ví dụ / Example:
      xetkhen explain ket-qua "nguyen van an"
    """
    from dataclasses import replace

    from engine.explanation import explain as explain_candidate
    from engine.explanation import render_rich
    from engine.report.reading import read_results

    record = (run.parent if run.is_file() else run) / "record.zip"
    found = None
    if search == "always" or not run.exists() or (search == "auto" and record.is_file()):
        from engine.rerun import find_run

        found = find_run(run, ledger)
    document = found.document if found is not None else read_results(run)
    one = the_one(document, candidate, run)
    explanation = explain_candidate(document, one.index)
    would = None
    if found is not None and _searched(search, len(document["decisions"])):
        from engine.questions import asked, would_change

        would = would_change(asked(found), one.index)
        at = len(explanation.sections) - 1  # before the sources
        explanation = replace(
            explanation, sections=(*explanation.sections[:at], would.node(), *explanation.sections[at:])
        )
    if format_ == "json":
        print_json({**explanation.as_json(), **({"would_change": would.as_json()} if would else {})})
    else:
        render_rich(explanation, lang)


def _searched(search: str, candidates: int) -> bool:
    return search == "always" or (search == "auto" and candidates < _SEARCHED)


@click.command("whatif", cls=Command)
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("candidate")
@click.option("--set", "settings", type=Setting(), multiple=True, required=True,
              help="Cột và giá trị khác; để trống sau dấu = là ô trống. / A column and another value; nothing after ="
                   " is a blank.")
@LEDGER
@FORMAT
@LANG
def whatif(
    run: Path, candidate: str, settings: tuple[tuple[str, str], ...], ledger: str | None, format_: str, lang: str
) -> None:
    """Nếu một ô ghi khác thì kết quả thế nào, ai thay đổi theo. / The decision with another value, and who changes.

    RUN: thư mục kết quả hoặc mã lượt xét. CANDIDATE: tên hoặc khóa. Giá trị viết như trong bảng: "50 triệu",
    31/12/2023, có. Cột gọi bằng mã hoặc tiêu đề. /
    RUN: a results folder or an id in the ledger. CANDIDATE: a name or a key. Values as a sheet may say them; a column
    by its id or header.

    Ví dụ / Example:
      xetkhen whatif ket-qua "tran thi my le" --set dossier_received=09/10/2023
      xetkhen whatif ket-qua "ho hai" --set board_score=81 --set "exceeded_target=có"
    """
    from engine.explanation import render_rich
    from engine.questions import asked, what_if
    from engine.rerun import find_run

    found = find_run(run, ledger)
    row = the_one(found.document, candidate, run).index
    answer = what_if(asked(found), row, settings)
    if format_ == "json":
        print_json(answer.as_json())
    else:
        render_rich(answer, lang)


def the_one(document: dict[str, Any], candidate: str, run: Path) -> Found:
    """The one candidate that a name means. Raises UnusableInput where it is nobody, or several."""
    from engine.explanation import find_candidates

    found = find_candidates(document, candidate)
    if not found:
        raise UnusableInput(say("cli.nobody", name=candidate, folder=run))
    if len(found) > 1:
        raise UnusableInput(_which(candidate, found))
    return found[0]


def _which(name: str, found: Sequence[Found]) -> Text:
    lines = [Text(f"  {f.describe('vi')}", f"  {f.describe('en')}") for f in found[:_MOST]]
    if len(found) > _MOST:
        lines.append(Text("  …", "  …"))
    listed = Text("\n".join(line.vi for line in lines), "\n".join(line.en for line in lines))
    return say("cli.which", n=len(found), name=name, list=listed)


QUESTIONS = (explain, whatif)
