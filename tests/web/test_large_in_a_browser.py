"""A run of 5,000 in a browser: a page of the list, whom a clause touched, the margins, a question that takes long."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .browser import in_chromium, opened
from .conftest import Served
from .large import write_large

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

pytestmark = in_chromium
MANY = 5_000


def test_a_large_run_is_looked_at_page_by_page(
    chromium: Chromium, served: Served, sample_results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = served.office.works
    work = works.keep(works.new("an", "Thử"), rulebook="ninh-thuan-2023")
    write_large(sample_results, works.folder(work) / "results-1", MANY)
    shutil.copyfile(sample_results / "record.zip", works.folder(work) / "results-1" / "record.zip")
    work = works.move(work, "done", results="results-1")
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    page.goto(f"{served.address}/luot-xet/{work.id}/ket-qua?page=17")
    assert page.locator("table.list tbody th[scope=row] a").count() == 100
    seen.look("large-results")
    page.locator("table.list th[scope=row] a").first.click()
    page.wait_for_selector("#panel #who")
    assert page.url.endswith("ket-qua?page=17")
    page.goto(f"{served.address}/luot-xet/{work.id}/dieu-khoan?clause=I.1.b")
    page.locator("main details summary").first.click()
    seen.look("large-clause")
    page.get_by_role("link", name=re.compile("Xem tất cả")).first.click()
    assert page.locator("main section li a").count() == 100
    seen.look("large-clause-people")
    page.get_by_role("link", name="Trang sau").click()
    assert "page=2#shown" in page.url
    page.locator("main section li a").first.click()
    assert page.locator("h2#who").count() == 1
    page.goto(f"{served.address}/luot-xet/{work.id}/vach-cat")
    seen.look("large-margins")
    # A question to it is worked out elsewhere; the page waits, says so, and shows the answer by itself.
    small = works.keep(works.new("an", "Thử"), rulebook="ninh-thuan-2023")
    shutil.copytree(sample_results, works.folder(small) / "results-1")
    small = works.move(small, "done", results="results-1")
    monkeypatch.setattr("engine.web.screens.whatif.AT_HAND", 0)
    monkeypatch.setattr("engine.web.screens.asking.AT_ONCE", 0.0)
    page.goto(f"{served.address}/luot-xet/{small.id}/ket-qua/3/neu-khac?field=board_score&value=40")
    assert page.locator("#progress").count() == 1
    page.wait_for_selector("#answer", timeout=60_000)
    seen.look("large-whatif")
    assert seen.complaints == []
