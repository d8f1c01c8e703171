"""``xetkhen decide``: the council's word on top of a run, never instead of it."""

from __future__ import annotations

from pathlib import Path

import click

from engine.command.options import BY, LANG, LEDGER
from engine.console import LOOK, Command
from engine.newfiles import new_file
from engine.problems import UnusableInput
from engine.wording import say


@click.command(cls=Command)
@click.argument("run")
@click.option("--write-file", type=click.Path(path_type=Path),
              help="Ghi bảng trống để hội đồng điền. / Write the empty sheet for the council.")
@click.option("--file", "file", type=click.Path(path_type=Path),
              help="Bảng hội đồng đã điền. / The sheet that the council filled in.")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="Thư mục kết quả mới, khi có --file. / New results folder, with --file.")
@click.option("--strict", is_flag=True,
              help="Mã thoát 1 nếu còn là bản nháp hoặc vượt số lượng. / Exit code 1 for a draft or an overrun.")
@LEDGER
@BY
@LANG
def decide(
    run: str, write_file: Path | None, file: Path | None, output: Path | None, strict: bool, ledger: str | None,
    by: str | None, lang: str,
) -> None:
    """Ghi quyết định của hội đồng lên kết quả: phân định đồng hạng, rút, bổ sung, chuyển hình thức thấp hơn. /
    Records the council's decisions on top of a run: ties broken, nominees struck, added, moved to a lower award.

    RUN: thư mục kết quả, hoặc mã trong sổ. Kết quả theo quy tắc giữ nguyên; thư mục mới có thêm council.json và
    bảng so sánh. Lập bảng mới từ thư mục ấy cho phiên sau. /
    RUN: a results folder, or an id in the ledger. What the rules gave stays as it is, in a new folder with the rest.

    Ví dụ / Example:
      xetkhen decide ket-qua --write-file hoi-dong.xlsx
      xetkhen decide ket-qua --file hoi-dong.xlsx -o ket-qua-hoi-dong
    """
    if (write_file is None) == (file is None):
        raise UnusableInput(say("cli.decide_what"))
    if write_file is not None:
        _write(run, write_file, ledger, lang)
    else:
        assert file is not None
        target = output or Path("ket-qua-hoi-dong" if lang == "vi" else "results-council")
        _take(run, file, target, strict, ledger, by, lang)


def _write(run: str, target: Path, ledger: str | None, lang: str) -> None:
    from engine.command.deciding import standing_of
    from engine.council.sheet import write_sheet

    if target.suffix.lower() != ".xlsx":
        raise UnusableInput(say("cli.decide_xlsx", target=target))
    now = standing_of(run, ledger)
    with new_file(target) as part:
        write_sheet(now.document, now.council, part, lang)
    click.echo(say("cli.decide_written", target=target, run=run).in_(lang))


def _take(
    run: str, file: Path, target: Path, strict: bool, ledger: str | None, by: str | None, lang: str
) -> None:
    from engine.command.deciding import decide as take
    from engine.council.workbook import standing, warnings
    from engine.report.writing import check_target

    check_target(target)
    applied = take(run, file, target, lang, ledger, by)
    last = len(applied.sessions)
    now = [change for change in applied.changes if change.session == last]
    ties = sum(change.choice.action in ("choose", "pass") for change in now)
    said = say("cli.decided", target=target, n=last, ties=ties, changes=len(now) - ties)
    click.echo(said.in_(lang))
    click.echo(standing(applied).in_(lang))
    for warning in warnings(applied):
        click.echo(f"  ! {warning.in_(lang)}")
    if strict and (applied.draft or applied.overruns or applied.outside):
        raise SystemExit(LOOK)
