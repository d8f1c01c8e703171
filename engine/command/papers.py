"""``xetkhen documents``: the papers of a run, from templates that an office may edit."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from engine.command.options import LANG
from engine.console import Command
from engine.problems import UnusableInput
from engine.wording import say


@click.command(cls=Command)
@click.argument("run", type=click.Path(path_type=Path), required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="Thư mục mới cho các văn bản. / New folder for the papers.")
@click.option("--templates", type=click.Path(path_type=Path, file_okay=False),
              help="Thư mục tệp mẫu của đơn vị. / Folder with an office's own templates.")
@click.option("--write-templates", type=click.Path(path_type=Path),
              help="Ghi các tệp mẫu ra thư mục mới để sửa. / Write the templates to a new folder, to edit.")
@LANG
def documents(
    run: Path | None, output: Path | None, templates: Path | None, write_templates: Path | None, lang: str
) -> None:
    """Tờ trình, biên bản, thông báo, đề cương báo cáo (.docx). / Submission, minutes, notices, report outline (.docx).

    RUN: thư mục kết quả. Số, ngày, người ký và phiếu bầu để trống (…). /
    RUN: a results folder. Number, day, signer and votes are left blank (…).

    Ví dụ / Example:
      xetkhen documents ket-qua -o van-ban
      xetkhen documents --write-templates mau-van-ban
      xetkhen documents ket-qua -o van-ban-2 --templates mau-van-ban
    """
    if run is None and write_templates is None:
        raise UnusableInput(say("cli.papers_what"))
    if write_templates is not None:
        _write_templates(write_templates, lang)
    if run is not None:
        _write_papers(run, output or Path("van-ban" if lang == "vi" else "papers"), templates, lang)


def _write_templates(target: Path, lang: str) -> None:
    from engine.documents import all_shipped
    from engine.report.writing import new_folder

    with new_folder(target) as folder:
        for name, content in all_shipped(lang):
            (folder / name).write_bytes(content)
    click.echo(say("cli.papers_templates", target=target).in_(lang))


def _write_papers(run: Path, target: Path, templates: Path | None, lang: str) -> None:
    from engine.council import apply, read_council
    from engine.council.record import COUNCIL
    from engine.documents import all_papers, own
    from engine.documents.council import sitting_of
    from engine.report.reading import read_results, sha256_of
    from engine.report.writing import check_target, new_folder

    check_target(target)
    document, digest, sitting = read_results(run), sha256_of(run), None
    if (council := read_council(run)) is not None:
        applied = apply(document, council)
        document, sitting = applied.document, sitting_of(applied)
        word = (run.parent if run.is_file() else run) / COUNCIL
        digest = f"{digest}; {COUNCIL} {hashlib.sha256(word.read_bytes()).hexdigest()}"
    given = own(templates) if templates is not None else None
    written = []
    with new_folder(target) as folder:
        for name, content in all_papers(document, digest, lang, given, sitting):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            written.append(name)
    click.echo(say("cli.papers_written", target=target, n=len(written)).in_(lang))
    for name in written:
        click.echo(f"  {name}")
