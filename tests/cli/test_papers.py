"""``xetkhen documents`` as it is typed."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Xetkhen

PLAN = "khanh-cu-2024"


def test_papers_of_a_folder_and_of_the_ledger_are_the_same(xetkhen: Xetkhen, here: Path) -> None:
    assert xetkhen("demo", PLAN, "-o", "kq", "--ledger", "so.sqlite").code == 0
    done = xetkhen("documents", "kq", "-o", "van-ban")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("van-ban: 18 văn bản\n  to-trinh.docx\n  bien-ban.docx\n  thong-bao/")
    number = "1"
    assert xetkhen("documents", number, "--ledger", "so.sqlite", "-o", "tu-so").code == 0
    names = sorted(path.relative_to(here / "van-ban") for path in (here / "van-ban").rglob("*.docx"))
    assert len(names) == 18
    for name in names:
        assert (here / "van-ban" / name).read_bytes() == (here / "tu-so" / name).read_bytes(), name
    # What `nominate` wrote is the same submission.
    assert (here / "kq" / "to-trinh.docx").read_bytes() == (here / "van-ban" / "to-trinh.docx").read_bytes()


def test_templates_go_out_come_back_and_are_used(xetkhen: Xetkhen, here: Path) -> None:
    import docx

    assert xetkhen("demo", PLAN, "-o", "kq").code == 0
    assert xetkhen("documents", "--write-templates", "mau").code == 0
    template = docx.Document(str(here / "mau" / "bien-ban.docx"))
    template.add_paragraph("Mẫu của xã: {{ round }}")
    template.save(str(here / "mau" / "bien-ban.docx"))
    assert xetkhen("documents", "kq", "-o", "van-ban", "--templates", "mau").code == 0
    made = docx.Document(str(here / "van-ban" / "bien-ban.docx"))
    assert made.paragraphs[-1].text.startswith("Mẫu của xã: Kết thúc đợt thi đua")
    template.add_paragraph("{{ nobody }}")
    template.save(str(here / "mau" / "bien-ban.docx"))
    done = xetkhen("documents", "kq", "-o", "lan-hai", "--templates", "mau")
    assert done.code == 2
    assert "bien-ban.docx" in done.err
    assert "nobody" in done.err
    assert not (here / "lan-hai").exists()


def test_without_a_run_it_says_what_is_missing(xetkhen: Xetkhen) -> None:
    done = xetkhen("documents", "--lang", "en")
    assert (done.code, done.err.splitlines()[0]) == (2, "Error: RUN is missing: the results folder of a run.")
