"""The command ``xetkhen``: parses, calls, prints. Nothing is decided here."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine import __version__, console
from engine.console import Day, Group, Setting, Year, chosen, one_each
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.wording import say

if TYPE_CHECKING:
    from engine.checking import Checked
    from engine.explanation import Found
    from engine.pipeline import Request
    from engine.problems import Problem
    from engine.records import Decisions

_MOST = 20  # namesakes told

LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, callback=chosen,
                    help="Ngôn ngữ hiển thị. / Language of what is printed.")
ALSO_LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, expose_value=False,
                         help="Ngôn ngữ hiển thị. / Language of what is printed.")
FORMAT = click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
                      help="Dạng in ra. / What is printed.")
SET = click.option("--set", "settings", type=Setting(), multiple=True, callback=one_each,
                   help="Đặt tham số của bộ quy tắc. / Sets a parameter.")


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


def inputs(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what to read."""
    for option in reversed([
        click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path)),
        click.option("-r", "--rulebook", required=True, metavar="ID|PATH",
                     help="Bộ quy tắc: mã hoặc đường dẫn. / Rulebook: id or path."),
        click.option("--register", type=click.Path(path_type=Path),
                     help="Tệp sổ khen thưởng. / File with the award register."),
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
@LANG
def nominate(
    files: tuple[Path, ...], rulebook: str, register: Path | None, units: Path | None, mapping: Path | None,
    resolve: Path | None, settings: tuple[tuple[str, str], ...], round_: str | None, year: int | None,
    decided_on: date | None, output: Path | None, strict: bool, lang: str,
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
    )
    _nominate(request, output or Path("ket-qua" if lang == "vi" else "results"), strict, lang)


def _read_ahead(*files: Path | None) -> None:
    """Have the files read, in their own process, while this one imports what it needs."""
    from engine.intake.workbook import begin

    begin(path for path in files if path is not None)


def _nominate(request: Request, output: Path, strict: bool, lang: str) -> None:
    from engine.pipeline import nominate as run_nominate
    from engine.report.terminal import print_run
    from engine.report.writing import check_target, write_results

    check_target(output)
    with console.at_work(say("cli.reading"), lang):
        run = run_nominate(request)
        files = [f for f in (*request.files, request.register, request.units) if f is not None]
        write_results(run.decisions, output, lang, inputs=files)
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
@click.option("--format", "format_", type=click.Choice(["text", "json", "html"]), default="text", show_default=True,
              help="Dạng in ra. / What is printed.")
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

    if output is not None:
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
    _print_checked(found, format_, lang)
    if output is not None:
        from engine.feedback import write_feedback

        with console.at_work(say("cli.checking"), lang):
            write_feedback(found, files, output, lang, register=register, units=units)
        click.echo(say("cli.feedback_written", target=_quoted(output)).in_(lang), err=True)
    if write_resolve is not None:
        open_questions += _write_resolve(write_resolve, found, lang)
    if strict and (open_questions or _wrong(found.problems)):
        raise SystemExit(console.LOOK)


def _print_checked(found: Checked, format_: str, lang: str) -> None:
    from engine.report.problems import print_problems, problems_json

    if format_ == "json":
        _print_json(problems_json(found))
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
@LANG
def demo(id_: str, output: Path | None, lang: str) -> None:
    """Chạy bộ dữ liệu mẫu của một kế hoạch từ đầu đến cuối. / Run the sample of a shipped rulebook end to end.

    Ví dụ / Example:
      xetkhen demo
      xetkhen demo vinh-chau-2021
    """
    from engine.samples import sample_request

    request, command = sample_request(id_)
    target = output or _free_folder(Path(f"xetkhen-demo-{id_}"))
    click.echo(f"$ {command} -o {_quoted(target)}\n")
    _nominate(request, target, strict=False, lang=lang)


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))


def _free_folder(wanted: Path) -> Path:
    number, folder = 1, wanted
    while folder.exists():
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    return folder


@main.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("candidate")
@FORMAT
@LANG
def explain(run: Path, candidate: str, format_: str, lang: str) -> None:
    """Vì sao trường hợp này được, hoặc không được, đề nghị. / Why this candidate, or why not.

    RUN: thư mục kết quả. CANDIDATE: tên (không cần dấu) hoặc khóa trong decisions.json. /
    RUN: a results folder. CANDIDATE: a name (diacritics not needed) or a key from decisions.json.

    Ví dụ / Example:
      xetkhen explain ket-qua "nguyen van an"
    """
    from engine.explanation import explain as explain_candidate
    from engine.explanation import find_candidates, render_rich
    from engine.report.reading import read_results

    document = read_results(run)
    found = find_candidates(document, candidate)
    if not found:
        raise UnusableInput(say("cli.nobody", name=candidate, folder=run))
    if len(found) > 1:
        raise UnusableInput(_which(candidate, found))
    explanation = explain_candidate(document, found[0].key)
    if format_ == "json":
        _print_json(explanation.as_json())
    else:
        render_rich(explanation, lang)


def _which(name: str, found: Sequence[Found]) -> Text:
    lines = [Text(f"  {f.describe('vi')}", f"  {f.describe('en')}") for f in found[:_MOST]]
    if len(found) > _MOST:
        lines.append(Text("  …", "  …"))
    listed = Text("\n".join(line.vi for line in lines), "\n".join(line.en for line in lines))
    return say("cli.which", n=len(found), name=name, list=listed)


# ---- rulebooks --------------------------------------------------------------------------------------------------


@main.group("rulebook", cls=Group, invoke_without_command=True)
@ALSO_LANG
def rulebook_group() -> None:
    """Bộ quy tắc: xem, kiểm tra, thử, soạn mới. / Rulebooks: show, lint, test, draft.

    Ví dụ / Example:
      xetkhen rulebook show khanh-cu-2024
    """


@rulebook_group.command("list")
@FORMAT
@LANG
def rulebook_list(format_: str, lang: str) -> None:
    """Các bộ quy tắc có sẵn. / The rulebooks that are shipped.

    Ví dụ / Example:
      xetkhen rulebook list --format json
    """
    from engine.rulebook import load, shipped

    books = [load(name) for name in shipped()]
    if format_ == "json":
        _print_json([
            {"id": b.id, "version": b.version, "approval": b.approval, "vi": b.document.title.vi,
             "en": b.document.title.en, "rounds": list(b.rounds)} for b in books
        ])
        return
    for book in books:
        click.echo(f"{book.id:<18} {book.document.title.in_(lang)}")
        click.echo(f"{'':<18} {book.document.issuer.in_(lang)}; {', '.join(book.rounds)}")


@rulebook_group.command("show")
@click.argument("id_", metavar="ID|PATH")
@FORMAT
@SET
@LANG
def rulebook_show(id_: str, format_: str, settings: tuple[tuple[str, str], ...], lang: str) -> None:
    """Các quy tắc thành câu, cạnh điều khoản. / The rules as sentences beside their clauses.

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
@FORMAT
@LANG
def rulebook_lint(path: str, format_: str, lang: str) -> None:
    """Tìm lỗi trong một bộ quy tắc, từng dòng, từng cột. / Find mistakes in a rulebook, by line and column.

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
            click.echo(say("cli.no_findings", path=path).in_(lang))
    if any(f.severity == "error" for f in findings):
        raise SystemExit(console.UNUSABLE)


@rulebook_group.command("test")
@click.argument("path", metavar="ID|PATH")
@LANG
def rulebook_test(path: str, lang: str) -> None:
    """Chạy các trường hợp thử đi cùng bộ quy tắc. / Run the cases that stand beside a rulebook.

    Ví dụ / Example:
      xetkhen rulebook test ninh-thuan-2023
    """
    from engine.casebook import run_cases

    report = run_cases(path)
    for line in report.lines(lang):
        click.echo(line)
    if report.failed:
        raise SystemExit(console.LOOK)


@rulebook_group.command("schema")
@LANG
def rulebook_schema(lang: str) -> None:  # noqa: ARG001  # the schema speaks both
    """Lược đồ JSON cho trình soạn thảo. / The JSON Schema for editors.

    Ví dụ / Example:
      xetkhen rulebook schema > xetkhen.schema.json
    """
    from engine.rulebook import schema

    _print_json(schema())


@rulebook_group.command("new")
@click.argument("id_", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Tệp .yaml mới. / The new .yaml file.")
@LANG
def rulebook_new(id_: str, output: Path | None, lang: str) -> None:  # noqa: ARG001  # the draft speaks both
    """Tạo bản nháp một bộ quy tắc, có chú thích, chạy được. / Write a commented, valid draft of a rulebook.

    Ví dụ / Example:
      xetkhen rulebook new ke-hoach-2027 -o ke-hoach-2027.yaml
    """
    from engine.newfiles import write_draft
    from engine.rulebook import new_draft

    for path in write_draft(id_, output or Path(f"{id_}.yaml"), new_draft(id_)):
        click.echo(f"{path}")


# ---- how it ends ------------------------------------------------------------------------------------------------


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def run(arguments: list[str] | None = None) -> int:
    """The command with its exit code: 0 done, 1 something to look at under --strict, 2 unusable input."""
    return console.run(main, sys.argv[1:] if arguments is None else arguments)


def entry() -> None:
    """Where the installed command starts."""
    console.prepare()
    sys.exit(run())


if __name__ == "__main__":
    entry()
