"""``xetkhen documents``: the papers of a run, from templates that an office may edit."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.command.options import LANG, LEDGER
from engine.console import Command
from engine.problems import UnusableInput
from engine.wording import say

if TYPE_CHECKING:
    from engine.council import Council

_MOST = 20  # files named


@click.command(cls=Command)
@click.argument("run", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="Thư mục mới cho các văn bản. / New folder for the papers.")
@click.option("--templates", type=click.Path(path_type=Path, file_okay=False),
              help="Thư mục tệp mẫu của đơn vị. / Folder with an office's own templates.")
@click.option("--write-templates", type=click.Path(path_type=Path),
              help="Ghi các tệp mẫu ra thư mục mới để sửa. / Write the templates to a new folder, to edit.")
@LEDGER
@LANG
def documents(
    run: str | None, output: Path | None, templates: Path | None, write_templates: Path | None, ledger: str | None,
    lang: str,
) -> None:
    """Tờ trình, biên bản, thông báo, đề cương báo cáo (.docx). / Submission, minutes, notices, report outline (.docx).

    RUN: thư mục kết quả, hoặc mã trong sổ. Số, ngày, người ký và phiếu bầu để trống (…). /
    RUN: a results folder, or an id in the ledger. Number, day, signer and votes are left blank (…).

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
        _write_papers(run, output or Path("van-ban" if lang == "vi" else "papers"), templates, ledger, lang)


def _write_templates(target: Path, lang: str) -> None:
    from engine.documents import all_shipped
    from engine.report.writing import new_folder

    with new_folder(target) as folder:
        for name, content in all_shipped(lang):
            (folder / name).write_bytes(content)
    click.echo(say("cli.papers_templates", target=target).in_(lang))


def _write_papers(run: str, target: Path, templates: Path | None, ledger: str | None, lang: str) -> None:
    from engine.council import apply
    from engine.council.record import COUNCIL
    from engine.documents import all_papers, own
    from engine.documents.council import sitting_of
    from engine.report.writing import check_target, new_folder

    check_target(target)
    document, digest, council, word = _found(run, ledger)
    sitting = None
    if council is not None:
        applied = apply(document, council)
        document, sitting = applied.document, sitting_of(applied)
        digest = f"{digest}; {COUNCIL} {hashlib.sha256(word).hexdigest()}"
    given = own(templates) if templates is not None else None
    written = []
    with new_folder(target) as folder:
        for name, content in all_papers(document, digest, lang, given, sitting):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            written.append(name)
    click.echo(say("cli.papers_written", target=target, n=len(written)).in_(lang))
    for name in written[:_MOST]:
        click.echo(f"  {name}")
    if len(written) > _MOST:
        click.echo("  …")


def _found(run: str, ledger: str | None) -> tuple[dict[str, Any], str, Council | None, bytes]:
    """A run's document and its digest, and the council's word where it has met, with the bytes that hold it."""
    from engine.command.deciding import standing_of
    from engine.council import read_council
    from engine.council.record import COUNCIL, council_json
    from engine.report.reading import read_results, sha256_of
    from engine.report.writing import DOCUMENT
    from engine.rerun.finding import is_reference

    path = Path(run)
    if os.path.lexists(path) or not is_reference(run):
        document, council = read_results(path), read_council(path)
        word = (path.parent if path.is_file() else path) / COUNCIL
        return document, sha256_of(path), council, word.read_bytes() if council is not None else b""
    found = standing_of(run, ledger)
    digest = hashlib.sha256(found.files[DOCUMENT]).hexdigest()
    if not found.council.sessions:
        return found.document, digest, None, b""
    written = f"{json.dumps(council_json(found.council), ensure_ascii=False, indent=1)}\n"  # as `decide` writes it
    return found.document, digest, found.council, written.encode()
