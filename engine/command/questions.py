"""Questions to a run that was made: what if, and what hangs on a parameter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.command.options import FORMAT, LANG, LEDGER, SET, print_json
from engine.console import Command, Setting
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.wording import say

if TYPE_CHECKING:
    from typing import Protocol

    from engine.explanation import Found, Told
    from engine.questions import Margins
    from engine.rerun import FoundRun

    class Answer(Told, Protocol):
        """What can be shown as a tree, and printed as data."""

        def as_json(self) -> dict[str, Any]: ...


_MOST = 20  # namesakes told
_SEARCHED = 20_000  # candidates of a run up to which `explain` looks for the smallest change unasked


@click.command("explain", cls=Command)
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("candidate", required=False)
@click.option("--margins", is_flag=True,
              help="Thay cho một trường hợp: mức chọn, ai ở gần mức, kết quả nào còn tạm thời và vì ô nào. /"
                   " Instead of a candidate: the cut lines, who is near them, who is provisional and on what.")
@click.option("--search", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
              help="Tìm thay đổi nhỏ nhất làm đổi kết quả; auto: khi có record.zip và dưới 20.000 trường hợp. / Look"
                   " for the smallest change that alters the decision; auto: with a record.zip and below 20,000"
                   " candidates.")
@LEDGER
@FORMAT
@LANG
def explain(
    run: Path, candidate: str | None, margins: bool, search: str, ledger: str | None, format_: str, lang: str
) -> None:
    """Vì sao trường hợp này được, hoặc không được, đề nghị. / Why this candidate, or why not.

    RUN: thư mục kết quả hoặc mã lượt xét. CANDIDATE: tên (không cần dấu) hoặc khóa trong decisions.json. /
    RUN: a results folder or an id in the ledger. CANDIDATE: a name (diacritics not needed) or a key of decisions.json.

    Ví dụ / Example:
      xetkhen explain ket-qua "nguyen van an"
      xetkhen explain ket-qua --margins
    """
    if margins:
        if candidate is not None:
            raise UnusableInput(say("margins.alone"))
        _print(_margins(run, ledger), format_, lang)
        return
    if candidate is None:
        raise UnusableInput(say("margins.or_whom"))
    _explain(run, candidate, search, ledger, format_, lang)


def _margins(run: Path, ledger: str | None) -> Margins:
    from engine.questions import margins as margins_of
    from engine.rerun import find_document

    return margins_of(find_document(run, ledger))


def _print(answer: Answer, format_: str, lang: str) -> None:
    if format_ == "json":
        print_json(answer.as_json())
    else:
        from engine.explanation import render_rich

        render_rich(answer, lang)


def _explain(run: Path, candidate: str, search: str, ledger: str | None, format_: str, lang: str) -> None:
    from dataclasses import replace

    from engine.explanation import explain as explain_candidate
    from engine.explanation import render_rich
    from engine.rerun import find_document

    found = _recorded(run, search, ledger, lang)
    document = found.document if found is not None else find_document(run, ledger)
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


def _recorded(run: Path, search: str, ledger: str | None, lang: str) -> FoundRun | None:
    """The run with its record, where the smallest change is to be looked for and there is one."""
    from engine.rerun import find_run

    folder = run.parent if run.is_file() else run
    if search == "never" or (search == "auto" and folder.is_dir() and not (folder / "record.zip").exists()):
        return None
    try:
        return find_run(run, ledger)
    except UnusableInput as error:
        if search == "always" or not run.exists():
            raise
        # What was decided is still explained; what is not looked for is said.
        click.echo(say("change.not_searched", why=error.text).in_(lang), err=True)
        return None


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
    from engine.questions import asked, what_if
    from engine.rerun import find_run

    found = find_run(run, ledger)
    row = the_one(found.document, candidate, run).index
    answer = what_if(asked(found), row, settings)
    _print(answer, format_, lang)


@click.command("impact", cls=Command)
@click.argument("run", type=click.Path(path_type=Path))
@SET
@click.option("-r", "--rulebook", metavar="ID|PATH",
              help="Bộ quy tắc khác: mã hoặc đường dẫn. / Another rulebook: id or path.")
@click.option("--round", "round_", metavar="ID",
              help="Đợt xét trong bộ quy tắc khác. / The round in the other rulebook.")
@LEDGER
@FORMAT
@LANG
def impact(
    run: Path, settings: tuple[tuple[str, str], ...], rulebook: str | None, round_: str | None, ledger: str | None,
    format_: str, lang: str,
) -> None:
    """Ai thay đổi nếu tham số, cách hiểu hay bộ quy tắc khác đi. / Who changes under other parameters or rules.

    Không đặt gì: thử lần lượt từng cách hiểu khác của kế hoạch. /
    With nothing set: every other reading of the plan, one at a time.

    Ví dụ / Example:
      xetkhen impact ket-qua
      xetkhen impact ket-qua --set priority=condition
      xetkhen impact ket-qua -r ke-hoach-sua.yaml
    """
    from engine import console
    from engine.questions import asked
    from engine.questions import impact as impact_of
    from engine.rerun import find_run

    if round_ and not rulebook:
        raise UnusableInput(say("impact.round_alone"))
    found = find_run(run, ledger)
    with console.at_work(say("cli.reading"), lang):
        answer = impact_of(asked(found), dict(settings), rulebook, round_)
    _print(answer, format_, lang)


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


QUESTIONS = (explain, whatif, impact)
