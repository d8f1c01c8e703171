"""``xetkhen calendar``: the days of a plan, and a file for one's own calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from engine.command.options import FORMAT, LANG, SET, print_json
from engine.console import Command, Day, Year
from engine.problems import UnusableInput
from engine.wording import say


@click.command("calendar", cls=Command)
@click.option("-r", "--rulebook", required=True, metavar="ID|PATH",
              help="Bộ quy tắc: mã hoặc đường dẫn. / Rulebook: id or path.")
@click.option("--year", type=Year(), help="Chỉ các mốc của năm này. / Only what falls in this year.")
@click.option("--from", "from_", type=Day(), help="Chỉ các mốc từ ngày này. / Only what is not over by this day.")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="Ghi ra tệp lịch .ics mới. / Write a new calendar file, .ics.")
@SET
@FORMAT
@LANG
def calendar(
    rulebook: str, year: int | None, from_: date | None, output: Path | None, settings: tuple[tuple[str, str], ...],
    format_: str, lang: str,
) -> None:
    """Các mốc thời gian của kế hoạch, và tệp lịch .ics. / The plan's deadlines, and a calendar file.

    Ví dụ / Example:
      xetkhen calendar -r ninh-thuan-2023
      xetkhen calendar -r cam-thanh-2022 --year 2023 -o lich-2023.ics
    """
    from engine.milestones import as_json, calendar_file, events, falls_in, from_day, lines
    from engine.newfiles import new_file
    from engine.rulebook import load

    if output is not None and output.suffix.lower() != ".ics":
        raise UnusableInput(say("calendar.name", target=output))
    book = load(rulebook, dict(settings))
    found = events(book)
    if year is not None:
        found = falls_in(found, year)
    if from_ is not None:
        found = from_day(found, from_)
    if format_ == "json":
        print_json(as_json(book.id, found))
    else:
        for line in lines(found, lang):
            click.echo(line)
        if not found:
            click.echo(say("calendar.none").in_(lang), err=True)
    if output is not None:
        with new_file(output) as part:
            part.write_bytes(calendar_file(book, found, lang))
        click.echo(say("calendar.written", target=output).in_(lang), err=True)
