"""A results folder appears whole or not at all, and never in the place of another.

Everything is written into a hidden folder beside the target and then renamed. A folder that holds anything is never
written to, whosever it is: results are records.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from engine.problems import UnusableInput
from engine.provenance import Text
from engine.records import Decisions
from engine.report.json_report import decisions_json, write_json

DOCUMENT = "decisions.json"
WORKBOOK = "nominations.xlsx"
PAGE = "report.html"
SUBMISSION = "to-trinh.docx"


def write_results(
    decisions: Decisions, target: Path, lang: str = "vi", inputs: Iterable[Path] = (),
    last: Callable[[Path], object] | None = None,
) -> tuple[Path, ...]:
    """Write workbook, ``decisions.json``, page and submission into the new folder ``target``; gives the files.

    ``inputs``: the files that were read, so that the workbook's problems can open them. ``last`` is given the folder
    when everything else is in it, before it is put in its place. Raises UnusableInput where ``target`` cannot be used
    or written; then, as after an interruption, nothing is left behind.
    """
    from engine.documents import to_trinh
    from engine.report.html_page import page
    from engine.report.workbook import write_workbook

    with new_folder(target) as folder:
        write_workbook(decisions, folder / WORKBOOK, lang, inputs, beside=target)
        document = decisions_json(decisions)
        digest = hashlib.sha256(write_json(folder / DOCUMENT, document)).hexdigest()
        (folder / PAGE).write_bytes(page(document, digest, lang).encode(errors="replace"))
        (folder / SUBMISSION).write_bytes(to_trinh(document, digest, lang))
        if last is not None:
            last(folder)
    return tuple(target / name for name in (WORKBOOK, DOCUMENT, PAGE, SUBMISSION))


def check_target(target: Path) -> None:
    """Say before the work whether results can be written to ``target``.

    Raises UnusableInput when it is a file, holds anything, or lies where nothing can be written.
    """
    try:
        _check(target)
    except OSError as error:
        raise _unwritable(target, error) from error


def _check(target: Path) -> None:
    if target.is_dir():
        if any(target.iterdir()):
            raise _occupied(target)
    elif os.path.lexists(target):
        raise UnusableInput(
            Text(
                f"{target} là một tệp, không phải thư mục. Chọn tên khác cho -o.",
                f"{target} is a file, not a folder. Give -o another name.",
            )
        )
    parent = _existing(target.absolute())
    if not parent.is_dir():
        raise UnusableInput(
            Text(
                f"Không tạo được {target}: {parent} là một tệp. Chọn nơi khác cho -o.",
                f"{target} cannot be made: {parent} is a file. Give -o another place.",
            )
        )
    if not os.access(parent, os.W_OK | os.X_OK):
        raise UnusableInput(
            Text(
                f"Không ghi được vào {parent}. Chọn nơi khác cho -o.",
                f"{parent} cannot be written to. Give -o another place.",
            )
        )


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which becomes ``target`` when the block ends well and vanishes when it does not."""
    check_target(target)
    final = Path(os.path.realpath(target))
    made: list[Path] = []
    part: Path | None = None
    try:
        made = _make_parents(final.parent)
        part = _make_part(final)
        yield part
        _put_in_place(part, final)
    except BaseException as error:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)
        for folder in reversed(made):
            with _quietly():
                folder.rmdir()
        if _is_write_error(error):
            raise _unwritable(target, error) from error
        raise


def _make_parents(folder: Path) -> list[Path]:
    """Make the missing folders above; gives those that were made, so that a failure can take them away again."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    made = []
    for each in reversed(missing):
        each.mkdir()
        made.append(each)
    return made


def _make_part(final: Path) -> Path:
    # Not tempfile.mkdtemp: its folders are closed to the rest of the office, and the rename would keep that.
    n = 0
    while True:
        part = final.parent / f".{final.name or 'xetkhen'}.{os.getpid()}-{n}.part"
        try:
            part.mkdir()
        except FileExistsError:
            n += 1
        else:
            return part


def _put_in_place(part: Path, final: Path) -> None:
    if final.is_dir() and final.samefile(Path.cwd()):
        # Replacing the folder that the user stands in would leave them nowhere: its files move in, the record last.
        names = sorted((file.name for file in part.iterdir()), key=lambda name: name == DOCUMENT)
        moved = []
        try:
            for name in names:
                (part / name).rename(final / name)
                moved.append(name)
        except BaseException:
            for name in moved:
                with _quietly():
                    (final / name).unlink()
            raise
        part.rmdir()
        return
    try:
        part.rename(final)  # takes the place of an empty folder, never of a filled one
    except OSError:
        if final.is_dir() and any(final.iterdir()):  # somebody else's run came first
            raise _occupied(final) from None
        raise


@contextmanager
def _quietly() -> Iterator[None]:
    """Clearing away must not hide why: what cannot be removed stays, and the first error is the one that is told."""
    try:
        yield
    except OSError:
        return


def _is_write_error(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return True
    return type(error).__module__.startswith("xlsxwriter") and type(error).__name__ in (
        "FileCreateError",
        "FileSizeError",
    )


def _unwritable(target: Path, error: BaseException) -> UnusableInput:
    cause = error
    while not isinstance(cause, OSError) and (cause.__cause__ or cause.__context__):
        cause = cause.__cause__ or cause.__context__ or cause
    why = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(error)
    return UnusableInput(
        Text(
            f"Không ghi được kết quả vào {target}: {why}. Chọn nơi khác cho -o; chưa ghi gì.",
            f"Results cannot be written to {target}: {why}. Give -o another place; nothing was written.",
        )
    )


def _existing(path: Path) -> Path:
    while not os.path.lexists(path):
        path = path.parent
    return path


def _occupied(target: Path) -> UnusableInput:
    name = target.resolve().name or "xetkhen"
    beside = target.parent if target.name else target / ".."  # `.` has no name of its own
    named = (beside / f"{name}-{n}" for n in count(2))
    free = next(path for path in named if not os.path.lexists(path))
    if (target / DOCUMENT).is_file():
        return UnusableInput(
            Text(
                f"{target} đã có kết quả của một lượt xét, và kết quả không bao giờ bị ghi đè. Dùng -o {free}.",
                f"{target} already holds the results of a run, and results are never overwritten. Use -o {free}.",
            )
        )
    return UnusableInput(
        Text(
            f"{target} không trống. Dùng một thư mục mới, ví dụ -o {free}.",
            f"{target} is not empty. Use a new folder, such as -o {free}.",
        )
    )
