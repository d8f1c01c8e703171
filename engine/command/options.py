"""Options that several commands take, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from engine.console import Setting, chosen, language_in, one_each
from engine.wording import say


def named(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A name that says something; None where none was given."""
    if value is not None and not value.strip():
        raise click.BadParameter(say("usage.no_name").in_(language_in(ctx)), ctx, param)
    return value.strip() if value else None


LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, callback=chosen,
                    help="Ngôn ngữ hiển thị. / Language of what is printed.")
ALSO_LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, expose_value=False,
                         help="Ngôn ngữ hiển thị. / Language of what is printed.")
FORMAT = click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
                      help="Dạng in ra. / What is printed.")
SET = click.option("--set", "settings", type=Setting(), multiple=True, callback=one_each,
                   help="Đặt tham số của bộ quy tắc. / Sets a parameter.")

LEDGER = click.option("--ledger", metavar="FILE|URL|none",
                      help="Sổ ghi lượt xét: tệp, postgresql://…, none. / The ledger: file, postgresql://…, none.")
BY = click.option("--by", metavar="NAME", callback=named,
                  help="Người thực hiện, ghi vào sổ. / Who runs it, for the ledger.")


def inputs(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what to read."""
    for option in reversed([
        click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path)),
        click.option("-r", "--rulebook", required=True, metavar="ID|PATH",
                     help="Bộ quy tắc: mã hoặc đường dẫn. / Rulebook: id or path."),
        click.option("--register", type=click.Path(path_type=Path),
                     help="Sổ khen thưởng, hoặc kết quả lượt trước. / Award register, or earlier results."),
        click.option("--units", type=click.Path(path_type=Path),
                     help="Tệp danh sách đơn vị. / File with the list of units."),
        click.option("--mapping", type=click.Path(path_type=Path),
                     help="Bảng ghép cột, do --write-mapping tạo ra. / Column map, made by check --write-mapping."),
        click.option("--resolve", type=click.Path(path_type=Path),
                     help="Quyết định về trùng lặp và cách ghi đơn vị, do check --write-resolve tạo ra. /"
                          " Decisions about duplicates and spellings of units, made by check --write-resolve."),
        SET,
    ]):
        command = option(command)
    return command


def print_json(data: object) -> None:
    """What ``--format json`` prints."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
