"""``xetkhen targets``: how far the plan's targets are reached, by the units sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from engine import console
from engine.command.options import LANG, SET, print_json
from engine.console import Command, Day
from engine.problems import UnusableInput
from engine.wording import say


@click.command("targets", cls=Command)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("-r", "--rulebook", required=True, metavar="ID|PATH",
              help="Bộ quy tắc: mã hoặc đường dẫn. / Rulebook: id or path.")
@click.option("--units", type=click.Path(path_type=Path),
              help="Tệp danh sách đơn vị. / File with the list of units.")
@click.option("--register", type=click.Path(path_type=Path), help="Sổ khen thưởng. / Award register.")
@click.option("--mapping", type=click.Path(path_type=Path),
              help="Bảng ghép cột, do check --write-mapping tạo ra. / Column map, made by check --write-mapping.")
@click.option("--decided-on", type=Day(),
              help="Tính theo quy định của ngày này. / By what is in force on this day.")
@SET
@click.option("--format", "format_", type=click.Choice(["text", "json", "html"]), default="text", show_default=True,
              help="Dạng in ra. / What is printed.")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="Ghi biểu đồ ra tệp .html mới. / Write the picture to a new .html file.")
@click.option("--strict", is_flag=True,
              help="Mã thoát 1 nếu có chỉ tiêu chưa xác định. / Exit code 1 where a target is not known.")
@LANG
def targets(
    files: tuple[Path, ...], rulebook: str, units: Path | None, register: Path | None, mapping: Path | None,
    decided_on: date | None, settings: tuple[tuple[str, str], ...], format_: str, output: Path | None, strict: bool,
    lang: str,
) -> None:
    """Chỉ tiêu của kế hoạch đạt đến đâu, theo danh sách đơn vị. / How far the plan's targets are reached.

    Ví dụ / Example:
      xetkhen targets danh-sach.xlsx -r vinh-chau-2021
      xetkhen targets --units don-vi.xlsx -r cam-thanh-2022 -o chi-tieu.html
    """
    if not files and units is None:
        raise UnusableInput(say("targets.no_files"))
    if output is not None and output.suffix.lower() not in {".html", ".htm"}:
        raise UnusableInput(say("targets.name", target=output))
    from engine.intake import answers_of, read_roster
    from engine.newfiles import new_file
    from engine.rulebook import load
    from engine.targets import as_json, lines, measure, page
    from engine.truth import Truth

    book = load(rulebook, dict(settings))
    if not book.targets:
        click.echo(say("targets.none", rulebook=book.id).in_(lang), err=True)
    with console.at_work(say("cli.reading"), lang):
        roster = read_roster(
            files, book, register=register, units=units, mapping=answers_of(book, mapping, None).mapping,
            lists_wanted=False,
        )
        day = decided_on or book.document.decided_on or book.document.date or date.max
        found = measure(book, roster, day)
    if output is not None:
        with new_file(output) as part:
            part.write_text(page(book.document.title, found, lang), encoding="utf-8", errors="replace")
        click.echo(say("targets.written", target=output).in_(lang), err=True)
    if format_ == "json":
        print_json(as_json(book.id, found))
    elif format_ == "html":
        click.echo(page(book.document.title, found, lang), nl=False)
    else:
        click.echo("\n".join(lines(found, lang)).rstrip())
    for problem in roster.problems:
        if problem.severity == "error" and any(problem.sheet == name for name in _sheets_of_units(roster)):
            click.echo(f"✗ {problem.place}: {problem.text.in_(lang)}", err=True)
    if strict and any(progress.truth is Truth.UNKNOWN for progress in found):
        raise SystemExit(console.LOOK)


def _sheets_of_units(roster: object) -> frozenset[str]:
    """The sheets that registers came from."""
    from engine.intake import Roster

    assert isinstance(roster, Roster)
    return frozenset(source.sheet for table in roster.registers.values() for source in table.sources)
