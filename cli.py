"""The command ``xetkhen``: parses, calls, prints. Nothing is decided here."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine import __version__
from engine.problems import BadRulebook, UnusableInput, XetkhenError
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.problems import Problem

LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True,
                    help="Ngôn ngữ hiển thị. / Language of what is printed.")


class Settings(click.ParamType[tuple[str, str]]):
    """``NAME=VALUE``."""

    name = "NAME=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The pair."""
        if isinstance(value, tuple):
            return value
        name, equals, text = str(value).partition("=")
        if not equals or not name.strip():
            self.fail(f"`{value}`: viết TÊN=GIÁ_TRỊ, ví dụ day_rate=300000. / write NAME=VALUE, e.g. day_rate=300000.", param, ctx)
        return name.strip(), text.strip()


class Day(click.ParamType[date]):
    """An ISO day."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"`{value}`: viết năm-tháng-ngày, ví dụ 2023-10-19. / write year-month-day, e.g. 2023-10-19.", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="xetkhen")
def main() -> None:
    """Xét khen thưởng theo kế hoạch thi đua: từ bảng Excel đến danh sách đề nghị có lý do.

    Weighs commendations by an emulation plan: from Excel sheets to capped, explained nomination lists.

    \b
    Ví dụ / Example:
      xetkhen demo
      xetkhen template ninh-thuan-2023 -o mau.xlsx
      xetkhen nominate danh-sach.xlsx -r ninh-thuan-2023 -o ket-qua
      xetkhen explain ket-qua "Nguyễn Văn An"
    """


# ---- the main job -----------------------------------------------------------------------------------------------


def inputs(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what to read."""
    for option in reversed([
        click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path)),
        click.option("-r", "--rulebook", required=True, metavar="ID|PATH", help="Bộ quy tắc: mã hoặc đường dẫn. / Rulebook: id or path."),
        click.option("--register", type=click.Path(path_type=Path), help="Tệp sổ khen thưởng. / File with the award register."),
        click.option("--units", type=click.Path(path_type=Path), help="Tệp danh sách đơn vị. / File with the list of units."),
        click.option("--set", "settings", type=Settings(), multiple=True, help="Đặt tham số của bộ quy tắc. / Sets a parameter."),
    ]):
        command = option(command)
    return command


@main.command()
@inputs
@click.option("--round", "round_", metavar="ID", help="Đợt xét, khi kế hoạch có nhiều đợt. / The round, where there are several.")
@click.option("--year", type=int, help="Năm xét, khi đợt xét cần. / The year, where the round needs one.")
@click.option("--decided-on", type=Day(), help="Ngày quyết định danh sách. / The day the list is decided.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Thư mục kết quả (mới). / Folder for the results (new).")
@click.option("--strict", is_flag=True, help="Mã thoát 1 nếu còn việc phải xem. / Exit code 1 where something is left to look at.")
@LANG
def nominate(
    files: tuple[Path, ...], rulebook: str, register: Path | None, units: Path | None,
    settings: tuple[tuple[str, str], ...], round_: str | None, year: int | None, decided_on: date | None,
    output: Path | None, strict: bool, lang: str,
) -> None:
    """Xét và lập danh sách đề nghị. / Evaluate and write the nomination lists.

    \b
    Ví dụ / Example:
      xetkhen nominate xa-*.xlsx -r vinh-chau-2021 --round recognised_unit \\
          --register so-khen-thuong.xlsx --set day_rate=300000 -o ket-qua
    """
    from engine.pipeline import Request

    request = Request(files, rulebook, round_, year, register, units, decided_on, dict(settings))
    _nominate(request, output or Path("ket-qua" if lang == "vi" else "results"), strict, lang)


def _nominate(request: Any, output: Path, strict: bool, lang: str) -> None:
    from engine.pipeline import nominate as run_nominate
    from engine.report.terminal import print_run
    from engine.report.writing import check_target, write_results

    check_target(output)
    run = run_nominate(request)
    inputs_ = [f for f in (*request.files, request.register, request.units) if f is not None]
    write_results(run.decisions, output, lang, inputs=inputs_)
    print_run(run.decisions, lang, folder=output)
    if strict and needs_a_look(run.decisions):
        raise SystemExit(1)


def needs_a_look(decisions: Any) -> bool:
    """Unreadable cells, ties, or evidence that is wanted."""
    from engine.records import Status

    waiting = {Status.TIED, Status.NEEDS_EVIDENCE}
    return any(d.status in waiting for d in decisions.decisions) or any(p.severity == "error" for p in decisions.problems)


@main.command()
@inputs
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Mã thoát 1 nếu có lỗi dữ liệu. / Exit code 1 where a cell is wrong.")
@LANG
def check(
    files: tuple[Path, ...], rulebook: str, register: Path | None, units: Path | None,
    settings: tuple[tuple[str, str], ...], format_: str, strict: bool, lang: str,
) -> None:
    """Chỉ đọc và liệt kê lỗi dữ liệu, không xét. / Read only, and list every problem with its cell.

    \b
    Ví dụ / Example:
      xetkhen check xa-*.xlsx -r vinh-chau-2021
    """
    from engine.checking import check_files
    from engine.report.problems import print_problems, problems_json

    found = check_files(files, rulebook, register, units, dict(settings))
    if format_ == "json":
        _print_json(problems_json(found))
    else:
        print_problems(found, lang)
    if strict and any(p.severity == "error" for p in found.problems):
        raise SystemExit(1)


@main.command()
@click.argument("id_", metavar="ID")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Tệp .xlsx mới. / The new .xlsx file.")
@LANG
def template(id_: str, output: Path, lang: str) -> None:
    """Tạo tệp mẫu để gửi xuống cơ sở điền. / Write an empty workbook to send out.

    \b
    Ví dụ / Example:
      xetkhen template ninh-thuan-2023 -o mau-ninh-thuan.xlsx
    """
    from engine.intake.template import write_template
    from engine.rulebook import load

    if output.suffix.lower() != ".xlsx":
        raise UnusableInput(Text(f"`{output}`: tệp mẫu là tệp .xlsx.\nĐặt tên có đuôi .xlsx.", f"`{output}`: a template is an .xlsx file.\nGive it a name that ends in .xlsx."))
    if output.exists():
        raise UnusableInput(Text(f"`{output}` đã có.\nChọn tên khác; không tệp nào bị ghi đè.", f"`{output}` exists.\nChoose another name; nothing is ever overwritten."))
    rulebook = load(id_)
    try:
        write_template(rulebook, output)
    except OSError as error:
        raise UnusableInput(Text(f"Không ghi được `{output}`: {error.strerror}.", f"Cannot write `{output}`: {error.strerror}.")) from error
    click.echo(f"{output}")


@main.command()
@click.argument("id_", metavar="[ID]", required=False, default="ninh-thuan-2023")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Thư mục kết quả. / Folder for the results.")
@LANG
def demo(id_: str, output: Path | None, lang: str) -> None:
    """Chạy bộ dữ liệu mẫu của một kế hoạch từ đầu đến cuối. / Run the sample of a shipped rulebook end to end.

    \b
    Ví dụ / Example:
      xetkhen demo
      xetkhen demo vinh-chau-2021
    """
    from engine.samples import sample_request

    request, command = sample_request(id_)
    target = output or _free_folder(Path(f"xetkhen-demo-{id_}"))
    click.echo(f"$ {command} -o {target}\n")
    _nominate(request, target, strict=False, lang=lang)


def _free_folder(wanted: Path) -> Path:
    number, folder = 1, wanted
    while folder.exists():
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    return folder


@main.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("candidate")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def explain(run: Path, candidate: str, format_: str, lang: str) -> None:
    """Vì sao trường hợp này được, hoặc không được, đề nghị. / Why this candidate, or why not.

    CANDIDATE: tên (không cần dấu) hoặc khóa trong decisions.json. / a name (diacritics not needed) or a key.

    \b
    Ví dụ / Example:
      xetkhen explain ket-qua "nguyen van an"
    """
    from engine.explanation import explain as explain_candidate
    from engine.explanation import find_candidates, render_rich
    from engine.report.reading import read_results

    document = read_results(run)
    found = find_candidates(document, candidate)
    if not found:
        raise UnusableInput(Text(
            f"Không có trường hợp nào tên “{candidate}” trong {run}.\nGõ một phần của tên, không cần dấu.",
            f"Nobody called “{candidate}” in {run}.\nType part of the name; diacritics are not needed.",
        ))
    if len(found) > 1:
        vi = "\n".join(f"  {f.describe('vi')}" for f in found[:20])
        en = "\n".join(f"  {f.describe('en')}" for f in found[:20])
        raise UnusableInput(Text(
            f"Có {len(found)} trường hợp khớp “{candidate}”; dùng khóa ở cuối dòng:\n{vi}",
            f"{len(found)} candidates match “{candidate}”; use the key at the end of a line:\n{en}",
        ))
    explanation = explain_candidate(document, found[0].key)
    if format_ == "json":
        _print_json(explanation.as_json())
    else:
        render_rich(explanation, lang)


# ---- rulebooks --------------------------------------------------------------------------------------------------


@main.group("rulebook")
def rulebook_group() -> None:
    """Bộ quy tắc: xem, kiểm tra, thử, soạn mới. / Rulebooks: show, lint, test, draft."""


@rulebook_group.command("list")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def rulebook_list(format_: str, lang: str) -> None:
    """Các bộ quy tắc có sẵn. / The rulebooks that are shipped."""
    from engine.rulebook import load, shipped

    books = [load(name) for name in shipped()]
    if format_ == "json":
        _print_json([
            {"id": b.id, "version": b.version, "approval": b.approval, "vi": b.document.title.vi, "en": b.document.title.en,
             "rounds": list(b.rounds)} for b in books
        ])
        return
    for book in books:
        click.echo(f"{book.id:<18} {book.document.title.in_(lang)}")
        click.echo(f"{'':<18} {book.document.issuer.in_(lang)}; {', '.join(book.rounds)}")


@rulebook_group.command("show")
@click.argument("id_", metavar="ID|PATH")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--set", "settings", type=Settings(), multiple=True, help="Đặt tham số. / Sets a parameter.")
@LANG
def rulebook_show(id_: str, format_: str, settings: tuple[tuple[str, str], ...], lang: str) -> None:
    """Các quy tắc thành câu, cạnh điều khoản. / The rules as sentences beside their clauses.

    \b
    Ví dụ / Example:
      xetkhen rulebook show khanh-cu-2024
    """
    from engine.rulebook import load, show_json, show_text

    book = load(id_, dict(settings))
    if format_ == "json":
        _print_json(show_json(book))
    else:
        click.echo(show_text(book, lang))


@rulebook_group.command("lint")
@click.argument("path", metavar="ID|PATH")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def rulebook_lint(path: str, format_: str, lang: str) -> None:
    """Tìm lỗi trong một bộ quy tắc, từng dòng, từng cột. / Find mistakes in a rulebook, by line and column.

    \b
    Ví dụ / Example:
      xetkhen rulebook lint rules/vinh-chau-2021.yaml
    """
    from engine.rulebook import lint

    findings = lint(path)
    if format_ == "json":
        _print_json([
            {"code": f.code, "severity": f.severity, "file": f.file, "line": f.line, "column": f.column,
             "vi": f.text.vi, "en": f.text.en} for f in findings
        ])
    else:
        for finding in findings:
            click.echo(finding.in_(lang))
        if not findings:
            click.echo(f"{path}: không có lỗi" if lang == "vi" else f"{path}: no mistakes found")
    if any(f.severity == "error" for f in findings):
        raise SystemExit(2)


@rulebook_group.command("test")
@click.argument("path", metavar="ID|PATH")
@LANG
def rulebook_test(path: str, lang: str) -> None:
    """Chạy các trường hợp thử đi cùng bộ quy tắc. / Run the cases that stand beside a rulebook.

    \b
    Ví dụ / Example:
      xetkhen rulebook test ninh-thuan-2023
    """
    from engine.casebook import run_cases

    report = run_cases(path)
    for line in report.lines(lang):
        click.echo(line)
    if report.failed:
        raise SystemExit(1)


@rulebook_group.command("schema")
def rulebook_schema() -> None:
    """Lược đồ JSON cho trình soạn thảo. / The JSON Schema for editors."""
    from engine.rulebook import schema

    _print_json(schema())


@rulebook_group.command("new")
@click.argument("id_", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Tệp .yaml mới. / The new .yaml file.")
@LANG
def rulebook_new(id_: str, output: Path | None, lang: str) -> None:
    """Tạo bản nháp một bộ quy tắc, có chú thích, chạy được. / Write a commented, valid draft of a rulebook.

    \b
    Ví dụ / Example:
      xetkhen rulebook new ke-hoach-2027 -o ke-hoach-2027.yaml
    """
    from engine.rulebook import new_draft
    from engine.samples import write_new

    for path in write_new(output or Path(f"{id_}.yaml"), new_draft(id_)):
        click.echo(f"{path}")


# ---- how it ends ------------------------------------------------------------------------------------------------


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def _lang(arguments: list[str]) -> str:
    # Errors can come before the options are parsed.
    for i, argument in enumerate(arguments):
        if argument == "--lang=en" or (argument == "--lang" and arguments[i + 1: i + 2] == ["en"]):
            return "en"
    return "vi"


def run(arguments: list[str] | None = None) -> int:
    """The command with its exit code: 0 done, 1 something to look at under --strict, 2 unusable input."""
    arguments = sys.argv[1:] if arguments is None else arguments
    lang = _lang(arguments)
    try:
        result = main.main(args=arguments, prog_name="xetkhen", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except BadRulebook as error:
        _complain(error.text, lang)
        for finding in error.findings:
            click.echo(f"  {finding.in_(lang) if hasattr(finding, 'in_') else finding}", err=True)
        return 2
    except XetkhenError as error:
        _complain(error.text, lang)
        return 2
    except click.UsageError as error:
        hint = Text("Xem cách dùng", "See")
        command = error.ctx.command_path if error.ctx else "xetkhen"
        click.echo(f"{'Lỗi' if lang == 'vi' else 'Error'}: {error.format_message()}\n{hint.in_(lang)}: {command} --help", err=True)
        return 2
    except click.exceptions.Abort:
        click.echo("Đã dừng, chưa ghi gì." if lang == "vi" else "Stopped; nothing was written.", err=True)
        return 130
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 2


def _complain(text: Text, lang: str) -> None:
    click.echo(f"{'Lỗi' if lang == 'vi' else 'Error'}: {text.in_(lang)}", err=True)


def entry() -> None:
    """Where the installed command starts."""
    sys.exit(run())


if __name__ == "__main__":
    entry()
