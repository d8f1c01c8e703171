"""The command ``xetkhen``: parses, calls, prints. Nothing is decided here."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine import __version__, console
from engine.command import ALSO_LANG, BY, COMMANDS, LANG, LEDGER, inputs, print_json
from engine.console import Day, Group, Year
from engine.problems import UnusableInput
from engine.wording import say

if TYPE_CHECKING:
    from engine.checking import Checked
    from engine.pipeline import Request
    from engine.problems import Problem
    from engine.records import Decisions

@click.group(
    cls=Group, invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="xetkhen", help="Phiên bản. / The version.")
@ALSO_LANG
def main() -> None:
    """Xét khen thưởng theo kế hoạch thi đua: từ bảng Excel đến danh sách đề nghị có lý do. /
    Weighs commendations by an emulation plan: from Excel sheets to capped, explained nomination lists.

    Ví dụ / Example:
      xetkhen demo
      xetkhen template ninh-thuan-2023 -o mau.xlsx
      xetkhen check danh-sach.xlsx -r ninh-thuan-2023
      xetkhen nominate danh-sach.xlsx -r ninh-thuan-2023 -o ket-qua
      xetkhen explain ket-qua "Nguyễn Văn An"
    """


# ---- the main job -----------------------------------------------------------------------------------------------


@main.command()
@inputs
@click.option("--round", "round_", metavar="ID",
              help="Đợt xét, khi kế hoạch có nhiều đợt. / The round, where there are several.")
@click.option("--year", type=Year(), help="Năm xét, khi đợt xét cần. / The year, where the round needs one.")
@click.option("--decided-on", type=Day(), help="Ngày quyết định danh sách. / The day the list is decided.")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="Thư mục kết quả, phải mới. / Folder for the results; must be new.")
@click.option("--strict", is_flag=True,
              help="Mã thoát 1 nếu còn việc phải xem. / Exit code 1 where something is left to look at.")
@LEDGER
@BY
@click.option("--progress", is_flag=True, hidden=True)
@LANG
def nominate(
    files: tuple[Path, ...], rulebook: str, register: Path | None, units: Path | None, mapping: Path | None,
    resolve: Path | None, settings: tuple[tuple[str, str], ...], round_: str | None, year: int | None,
    decided_on: date | None, output: Path | None, strict: bool, ledger: str | None, by: str | None, progress: bool,
    lang: str,
) -> None:
    """Xét và lập danh sách đề nghị. / Evaluate and write the nomination lists.

    Ví dụ / Example:
      xetkhen nominate danh-sach.xlsx -r ninh-thuan-2023 -o ket-qua
      xetkhen nominate xa-*.xlsx -r vinh-chau-2021 --round recognised_unit --set day_rate=300000 -o dot-1
    """
    _read_ahead(*files, register, units)
    from engine.pipeline import Request

    request = Request(
        files, rulebook, round_, year, register, units, decided_on, dict(settings), mapping, resolve,
        console.tell_program if progress else console.tell_nobody,
    )
    _nominate(request, output or Path("ket-qua" if lang == "vi" else "results"), lang, ledger, by, strict=strict)


def _read_ahead(*files: Path | None) -> None:
    """Have the files read, in their own process, while this one imports what it needs."""
    from engine.intake.workbook import begin

    # An earlier run's results are no workbook.
    begin(path for path in files if path is not None and path.suffix != ".json" and not path.is_dir())


def _nominate(
    request: Request, output: Path, lang: str, ledger: str | None, by: str | None, *, strict: bool = False
) -> None:
    from engine.command.recording import nominate_into
    from engine.report.terminal import print_run

    with console.at_work(say("cli.reading"), lang):
        run = nominate_into(request, output, lang, ledger, by)
    print_run(run.decisions, lang, folder=output)
    if strict and needs_a_look(run.decisions):
        raise SystemExit(console.LOOK)


def needs_a_look(decisions: Decisions) -> bool:
    """Unreadable cells, ties, or evidence that is wanted."""
    from engine.records import Status

    waiting = {Status.TIED, Status.NEEDS_EVIDENCE}
    return any(d.status in waiting for d in decisions.decisions) or _wrong(decisions.problems)


def _wrong(problems: Sequence[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


@main.command()
@inputs
@click.option("--format", "format_", type=click.Choice(["text", "json", "html", "xlsx"]), default="text",
              show_default=True, help="Dạng in ra; xlsx: ghi ra tệp của -o. / What is printed; xlsx: written to -o.")
@click.option("-o", "--output", "--annotate", type=click.Path(path_type=Path),
              help="Thư mục mới để gửi trả: bản sao đã đánh dấu ô lỗi, thông báo cho từng nơi gửi, báo cáo HTML. /"
                   " New folder to send back from: copies with the cells marked, a message for each sender, a report.")
@click.option("--write-mapping", type=click.Path(path_type=Path),
              help="Ghi bảng ghép cột để sửa: cột nào là trường nào, và những câu hỏi. /"
                   " Write the column map to edit: which column is which field, and what is open.")
@click.option("--write-resolve", type=click.Path(path_type=Path),
              help="Ghi tệp quyết định (.yaml hoặc .xlsx) về trùng lặp và cách ghi đơn vị. /"
                   " Write the file of decisions (.yaml or .xlsx) about duplicates and spellings of units.")
@click.option("--strict", is_flag=True, help="Mã thoát 1 nếu có lỗi dữ liệu. / Exit code 1 where a cell is wrong.")
@LANG
def check(
    files: tuple[Path, ...], rulebook: str, register: Path | None, units: Path | None, mapping: Path | None,
    resolve: Path | None, settings: tuple[tuple[str, str], ...], format_: str, output: Path | None,
    write_mapping: Path | None, write_resolve: Path | None, strict: bool, lang: str,
) -> None:
    """Chỉ đọc và liệt kê lỗi dữ liệu, không xét. / Read only, and list every problem with its cell.

    Ví dụ / Example:
      xetkhen check xa-*.xlsx -r vinh-chau-2021
      xetkhen check xa-*.xlsx -r vinh-chau-2021 --write-mapping map.yaml
      xetkhen check xa-*.xlsx -r vinh-chau-2021 --mapping map.yaml -o gui-tra
    """
    _read_ahead(*files, register, units)
    from engine.checking import check_files
    from engine.report.writing import check_target

    if format_ == "xlsx" and (output is None or output.suffix.lower() != ".xlsx"):
        raise UnusableInput(say("cli.check_name"))
    if output is not None and format_ != "xlsx":
        check_target(output)
    open_questions = 0
    if write_mapping is not None:
        open_questions = _write_mapping(write_mapping, files, rulebook, register, units, mapping, lang)
    try:
        with console.at_work(say("cli.checking"), lang):
            found = check_files(files, rulebook, register, units, dict(settings), mapping=mapping, resolve=resolve)
    except UnusableInput as error:
        if not write_mapping:
            raise
        click.echo(say("cli.not_yet_usable", why=error.text).in_(lang), err=True)
        raise SystemExit(console.LOOK if strict else console.DONE) from None
    _print_checked(found, format_, lang, output)
    if output is not None and format_ != "xlsx":
        from engine.feedback import write_feedback

        with console.at_work(say("cli.checking"), lang):
            write_feedback(found, files, output, lang, register=register, units=units)
        click.echo(say("cli.feedback_written", target=_quoted(output)).in_(lang), err=True)
    if write_resolve is not None:
        open_questions += _write_resolve(write_resolve, found, lang)
    if strict and (open_questions or _wrong(found.problems)):
        raise SystemExit(console.LOOK)


def _print_checked(found: Checked, format_: str, lang: str, output: Path | None) -> None:
    from engine.report.problems import print_problems, problems_json

    if format_ == "xlsx":
        assert output is not None
        from engine.feedback import report_workbook
        from engine.newfiles import new_file

        with new_file(output) as part:
            part.write_bytes(report_workbook(found, lang))
        click.echo(say("cli.check_written", target=_quoted(output)).in_(lang), err=True)
    elif format_ == "json":
        print_json(problems_json(found))
    elif format_ == "html":
        from engine.feedback import page

        click.echo(page(found, lang), nl=False)
    else:
        print_problems(found, lang)


def _write_mapping(
    target: Path, files: tuple[Path, ...], rulebook: str, register: Path | None, units: Path | None,
    mapping: Path | None, lang: str,
) -> int:
    """Write the column map; gives the number of its open questions."""
    from engine.checking import propose_mapping
    from engine.intake.mapping_file import mapping_text
    from engine.newfiles import new_file

    book, proposals = propose_mapping(files, rulebook, register, units, mapping=mapping)
    with new_file(target) as part:
        part.write_text(mapping_text(book, proposals, target.name), encoding="utf-8")
    questions = sum(proposal.questions for proposal in proposals)
    click.echo(say("cli.mapping_written", target=_quoted(target), n=questions).in_(lang), err=True)
    return questions


def _write_resolve(target: Path, found: Checked, lang: str) -> int:
    """Write the file of decisions, where there is something to decide; gives the number of questions."""
    from engine.intake.resolve_file import resolution_text
    from engine.newfiles import new_file

    questions = len(found.duplicates) + len(found.spellings)
    if not questions:
        click.echo(say("cli.nothing_to_resolve", target=_quoted(target)).in_(lang), err=True)
        return 0
    if target.suffix.lower() not in (".yaml", ".yml", ".xlsx"):
        raise UnusableInput(say("cli.resolve_name", target=target))
    with new_file(target) as part:
        if target.suffix.lower() == ".xlsx":
            from engine.intake.resolve_sheet import write_sheet

            write_sheet(found.rulebook, found.duplicates, found.spellings, part)
        else:
            text = resolution_text(found.rulebook, found.duplicates, found.spellings, target.name)
            part.write_text(text, encoding="utf-8")
    click.echo(say("cli.resolve_written", target=_quoted(target), n=questions).in_(lang), err=True)
    return questions


@main.command()
@click.argument("id_", metavar="ID")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help="Tệp .xlsx mới. / The new .xlsx file.")
@LANG
def template(id_: str, output: Path, lang: str) -> None:
    """Tạo tệp mẫu để gửi xuống cơ sở điền. / Write an empty workbook to send out.

    Ví dụ / Example:
      xetkhen template ninh-thuan-2023 -o mau-ninh-thuan.xlsx
    """
    from engine.intake.template import write_template
    from engine.newfiles import new_file
    from engine.rulebook import load

    if output.suffix.lower() != ".xlsx":
        raise UnusableInput(say("cli.template_name", target=output))
    rulebook = load(id_)
    with new_file(output) as part:
        write_template(rulebook, part)
    click.echo(say("cli.template_done", target=_quoted(output), rulebook=id_).in_(lang))


@main.command()
@click.argument("id_", metavar="[ID]", required=False, default="ninh-thuan-2023")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Thư mục kết quả. / Folder for the results.")
@LEDGER
@BY
@LANG
def demo(id_: str, output: Path | None, ledger: str | None, by: str | None, lang: str) -> None:
    """Chạy bộ dữ liệu mẫu của một kế hoạch từ đầu đến cuối. / Run the sample of a shipped rulebook end to end.

    Ví dụ / Example:
      xetkhen demo
      xetkhen demo vinh-chau-2021
    """
    from engine.samples import sample_request

    request, command = sample_request(id_)
    target = output or _free_folder(Path(f"xetkhen-demo-{id_}"))
    click.echo(f"$ {command} -o {_quoted(target)}\n")
    _nominate(request, target, lang, ledger, by)


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))


def _free_folder(wanted: Path) -> Path:
    number, folder = 1, wanted
    while folder.exists():
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    return folder


for _each in COMMANDS:
    main.add_command(_each)


# ---- how it ends ------------------------------------------------------------------------------------------------


def run(arguments: list[str] | None = None) -> int:
    """The command with its exit code: 0 done, 1 something to look at under --strict, 2 unusable input."""
    return console.run(main, sys.argv[1:] if arguments is None else arguments)


def entry() -> None:
    """Where the installed command starts."""
    console.prepare()
    sys.exit(run())


if __name__ == "__main__":
    entry()
