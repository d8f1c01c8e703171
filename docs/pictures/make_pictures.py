"""The pictures of the README, made from the demo: ``python docs/pictures/make_pictures.py``.

Needs LibreOffice (soffice), poppler (pdftoppm), ImageMagick (convert, montage) and Chromium beside the command.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from rich.console import Console
from rich.segment import Segment
from rich.text import Text

HERE = Path(__file__).resolve().parent
XETKHEN = str(Path(sys.executable).with_name("xetkhen"))
WIDTH = 96
COLOURS = {1: "#e06c75", 2: "#98c379", 3: "#e5c07b", 4: "#61afef"}  # of the eight a terminal has

def run(*words: str, cwd: Path) -> str:
    """What a command prints, in colour."""
    wide = {**os.environ, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    return subprocess.run(  # noqa: S603  # the words are this file's own
        words, cwd=cwd, env=wide, check=True, capture_output=True, text=True
    ).stdout


def screen(name: str, command: str, printed: str, here: Path) -> None:
    """A terminal's picture: the command, and what it printed."""
    text = Text.from_ansi(f"$ {command}\n\n{printed.strip()}")
    markup = "".join(marked(segment) for segment in text.render(Console(width=WIDTH)))
    run(
        str(shutil.which("convert")), "-background", "#1d2430", "-fill", "#d8dee9", "-font", "DejaVu Sans Mono",
        "-pointsize", "10", f"pango:{markup}", "-bordercolor", "#1d2430", "-border", "14",
        "-dither", "None", "-colors", "16",
        f"PNG8:{HERE / name}.png", cwd=here,
    )  # fmt: skip


def marked(segment: Segment) -> str:
    """A piece of the terminal's text for Pango."""
    shown, style = escape(segment.text).replace("%", "%%").replace("\\", "\\\\"), segment.style
    if style is None or not shown.strip():
        return shown
    colour = COLOURS.get(style.color.number or 0) if style.color else None
    looks = [f'foreground="{colour}"'] if colour else []
    if style.bold:
        looks.append('weight="bold"')
    if style.dim:
        looks.append('foreground="#8a94a6"')
    return f"<span {' '.join(looks)}>{shown}</span>" if looks else shown


def browser(name: str, page: Path, width: int, height: int) -> None:
    """A page as a browser shows it."""
    run(
        str(shutil.which("chromium")), "--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu",
        f"--window-size={width},{height}", f"--screenshot={HERE / name}.png", page.as_uri(), cwd=page.parent,
    )  # fmt: skip


def main() -> None:
    """All of them."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        run(XETKHEN, "demo", "-o", "ket-qua", cwd=here)
        shown = run(XETKHEN, "demo", "-o", "lan-hai", cwd=here).split("\n", 2)[2]
        shown = shown[: shown.index("Việc cần làm tiếp")].rsplit("\n", 1)[0]
        screen("terminal", "xetkhen demo", shown, here)
        told = run(XETKHEN, "explain", "ket-qua", "ho hai", cwd=here)
        screen("explain", 'xetkhen explain ket-qua "ho hai"', told, here)
        soffice, pdftoppm, montage = (str(shutil.which(name)) for name in ("soffice", "pdftoppm", "montage"))
        run(soffice, "--headless", "--convert-to", "pdf", "ket-qua/nominations.xlsx", cwd=here)
        run(pdftoppm, "-r", "70", "-f", "2", "-l", "3", "-png", "nominations.pdf", "page", cwd=here)
        pages = sorted(str(path) for path in here.glob("page-*.png"))
        run(montage, *pages, "-tile", "1x", "-geometry", "+0+8", "-background", "#888", "-dither", "None", "-colors",
            "32", f"PNG8:{HERE / 'workbook'}.png", cwd=here)  # fmt: skip
        run(soffice, "--headless", "--convert-to", "pdf", "ket-qua/to-trinh.docx", cwd=here)
        run(pdftoppm, "-r", "55", "-png", "to-trinh.pdf", "paper", cwd=here)
        first, listed = (sorted(here.glob("paper-*.png"))[n].as_uri() for n in (0, 2))
        (here / "papers.html").write_text(
            f"<body style='margin:0;background:#888;width:1140px'><img src='{first}' style='margin:6px'>"
            f"<img src='{listed}' style='margin:6px;vertical-align:top'>", encoding="utf-8",
        )  # fmt: skip
        browser("papers", here / "papers.html", 1140, 655)
        browser("report", here / "ket-qua" / "report.html", 1200, 1250)


if __name__ == "__main__":
    main()
