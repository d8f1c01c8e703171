"""``xetkhen rulebook``: the rulebooks shown, linted, tried and drafted."""

from __future__ import annotations

from pathlib import Path

import click

from engine import console
from engine.command.options import ALSO_LANG, FORMAT, LANG, SET, print_json
from engine.console import Group
from engine.problems import UnusableInput
from engine.wording import say


@click.group("rulebook", cls=Group, invoke_without_command=True)
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
    from engine.rulebook import load, samples, shipped

    plans, shown = ({name: load(name) for name in names} for names in (shipped(), samples()))
    if format_ == "json":
        print_json([
            {"id": name, "version": b.version, "approval": b.approval, "vi": b.document.title.vi,
             "en": b.document.title.en, "rounds": list(b.rounds), "sample": name in shown}
            for name, b in (plans | shown).items()
        ])
        return
    for name, book in plans.items():
        click.echo(f"{name:<18} {book.document.title.in_(lang)}")
        click.echo(f"{'':<18} {book.document.issuer.in_(lang)}; {', '.join(book.rounds)}")
    click.echo(f"\n{say('cli.samples').in_(lang)}")
    for name, book in shown.items():
        click.echo(f"{name:<24} {book.document.title.in_(lang)}")


@rulebook_group.command("show")
@click.argument("id_", metavar="ID|PATH")
@click.option("--format", "format_", type=click.Choice(["text", "json", "xlsx"]), default="text", show_default=True,
              help="Dạng in ra; xlsx: phiếu rà soát để ký. / What is printed; xlsx: a workbook to review and sign.")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="Tệp phiếu rà soát. / The file of the review workbook.")
@SET
@LANG
def rulebook_show(
    id_: str, format_: str, output: Path | None, settings: tuple[tuple[str, str], ...], lang: str
) -> None:
    """Các quy tắc thành câu, cạnh điều khoản; hoặc phiếu rà soát. / The rules as sentences beside their clauses.

    Ví dụ / Example:
      xetkhen rulebook show khanh-cu-2024
      xetkhen rulebook show khanh-cu-2024 --format xlsx -o ra-soat.xlsx
    """
    from engine.rulebook import load, show_json, show_text

    if format_ == "xlsx":
        _write_review(id_, output, settings, lang)
        return
    if output is not None:
        raise UnusableInput(say("review.only_xlsx"))
    book = load(id_, dict(settings))
    if format_ == "json":
        print_json(show_json(book))
    else:
        click.echo(show_text(book, lang))


def _write_review(id_: str, output: Path | None, settings: tuple[tuple[str, str], ...], lang: str) -> None:
    from engine.newfiles import new_file
    from engine.review import cases_ran, review_of, write_review
    from engine.review.workbook import default_name

    if settings:
        raise UnusableInput(say("review.no_setting"))
    review = review_of(id_)
    target = output or Path(default_name(review.book.id, lang))
    if target.suffix.lower() != ".xlsx":
        raise UnusableInput(say("review.name", target=target))
    with new_file(target) as part:
        write_review(review, part, lang, cases_ran(id_))
    click.echo(say("review.written", target=target, rulebook=id_).in_(lang))


@rulebook_group.command("check-review")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-r", "--rulebook", required=True, metavar="ID|PATH",
              help="Bộ quy tắc: mã hoặc đường dẫn. / Rulebook: id or path.")
@FORMAT
@click.option("--strict", is_flag=True,
              help="Mã thoát 1 nếu còn ý kiến chưa giải quyết. / Exit code 1 while remarks are open.")
@LANG
def rulebook_check_review(file: Path, rulebook: str, format_: str, strict: bool, lang: str) -> None:
    """Đọc lại phiếu rà soát: ý kiến cạnh từng quy tắc. / Read a review back: the remarks beside each rule.

    Ví dụ / Example:
      xetkhen rulebook check-review ra-soat.xlsx -r khanh-cu-2024
    """
    from engine.review import checked, checked_json, checked_lines, read_review, review_of

    found = checked(review_of(rulebook), read_review(file))
    if format_ == "json":
        print_json(checked_json(found))
    else:
        for line in checked_lines(found, lang):
            click.echo(line)
    if strict and found.open:
        raise SystemExit(console.LOOK)


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
        print_json([
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
@click.option("--mutants", is_flag=True,
              help="Thử cả những lỗi nghĩa nhỏ: có trường hợp nào phát hiện không? / "
              "Make small mistakes of meaning as well: does some case notice each?")
@FORMAT
@LANG
def rulebook_test(path: str, mutants: bool, format_: str, lang: str) -> None:
    """Chạy các trường hợp thử đi cùng bộ quy tắc. / Run the cases that stand beside a rulebook.

    Ví dụ / Example:
      xetkhen rulebook test ninh-thuan-2023 --mutants
    """
    from engine.casebook import run_cases

    report = run_cases(path)
    failed, said, shown = report.failed, report.as_json(), list(report.lines(lang))
    if mutants:
        from engine.mutants import run_mutants

        found = run_mutants(path)
        failed, said = failed or found.failed, {**said, "mutants": found.as_json()}
        shown += found.lines(lang)
    if format_ == "json":
        print_json(said)
    else:
        for line in shown:
            click.echo(line)
    if failed:
        raise SystemExit(console.LOOK)


@rulebook_group.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@FORMAT
@click.option("--strict", is_flag=True, help="Mã thoát 1 nếu có khác nhau. / Exit code 1 where they differ.")
@LANG
def rulebook_diff(before: str, after: str, format_: str, strict: bool, lang: str) -> None:
    """Hai bộ quy tắc khác nhau ở đâu, nói thành câu. / What differs between two rulebooks, in sentences.

    A và B là mã hoặc đường dẫn; giống hệt nhau thì không in gì. /
    A and B are ids or paths; where they are identical nothing is printed.

    Ví dụ / Example:
      xetkhen rulebook diff ke-hoach-2027.yaml ban-moi/ke-hoach-2027.yaml
    """
    from engine.rulebook.difference import difference
    from engine.rulebook.difference_text import difference_json, difference_lines

    found = difference(before, after)
    if format_ == "json":
        print_json(difference_json(found))
    else:
        for line in difference_lines(found, lang):
            click.echo(line)
    if strict and found.same == "different":
        raise SystemExit(console.LOOK)


@rulebook_group.command("schema")
@LANG
def rulebook_schema(lang: str) -> None:  # noqa: ARG001  # the schema speaks both
    """Lược đồ JSON cho trình soạn thảo. / The JSON Schema for editors.

    Ví dụ / Example:
      xetkhen rulebook schema > xetkhen.schema.json
    """
    from engine.rulebook import schema

    print_json(schema())


@rulebook_group.command("new")
@click.argument("id_", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Tệp .yaml mới. / The new .yaml file.")
@click.option("--from", "plan", type=click.Path(path_type=Path),
              help="Văn bản kế hoạch (.txt): lấy các đề mục I., 1., a) làm mục. / The plan's text (.txt): its headings"
                   " I., 1., a) become clauses.")
@click.option("--plain", is_flag=True, help="Không hỏi: chép bản mẫu. / Ask nothing: copy the sample draft.")
@click.option("--ask", is_flag=True,
              help="Hỏi cả khi không ở thiết bị đầu cuối. / Ask even where there is no terminal.")
@LANG
def rulebook_new(id_: str, output: Path | None, plan: Path | None, plain: bool, ask: bool, lang: str) -> None:
    """Soạn một bộ quy tắc mới: hỏi từng phần của kế hoạch, ghi bản nháp chạy được. /
    Draft a rulebook: asks for the parts of the plan and writes a commented draft that runs.

    Ví dụ / Example:
      xetkhen rulebook new ke-hoach-2027
      xetkhen rulebook new ke-hoach-2027 --from ke-hoach.txt
    """
    from engine.command.drafts import new_rulebook

    new_rulebook(id_, output or Path(f"{id_}.yaml"), plan, plain=plain, ask=ask, lang=lang)
