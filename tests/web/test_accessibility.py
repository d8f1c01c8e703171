"""Every screen of the route table, for every role that may see it, held against WCAG 2.2 AA: by axe-core and by script.

A new address that gives a page fails here until it is in the table.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from engine.places import data_dir
from engine.web.jobs import STEPS, Progress
from engine.web.routes import PAGES
from engine.web.works import Work
from engine.wording.catalogue import CATALOGUE

from .browser import WIDE, Seen, in_chromium, opened
from .conftest import PASSWORD, Served, add_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = in_chromium
BOOK = "ninh-thuan-2023"

SCREENS: dict[str, str] = {
    "sign_in": "",
    "runs": "",
    "account": "",
    "rulebooks": f"?id={BOOK}",
    "library": "",
    "rulebook_shown": f"?id={BOOK}",
    "rulebook_cases": f"?id={BOOK}",
    "rulebook_review": f"?id={BOOK}",
    "rulebook_versions": f"?truoc=vinh-chau-2021&sau={BOOK}",
    "run_rulebook": "",
    "files": "",
    "columns": "",
    "settling": "",
    "cells": "",
    "message_for": "?sender=UBND+huyện+Ninh+Phước",
    "parameters": "",
    "reading": "",
    "running": "",
    "results": "",
    "candidate": "",
    "whatif": "?field=board_score&value=40",
    "margins": "",
    "documents": "",
    "clauses": "?clause=I.1.b",
    "council": "",
    "showing": "",
    "audit": "",
    "audit_topic": "",
    "compare": "",
    "journal": "",
}
"""Addresses that give a page, with a query that fills it."""

NO_PAGES = {
    "home", "arrive", "run",  # lead on to another
    "rulebook_file", "template", "review_sheet", "send_back", "paper", "papers_zip", "result_file", "council_sheet",
    "certificate_tool",  # files
    "progress", "question_progress",  # events
}  # fmt: skip


def test_every_address_that_gives_a_page_is_looked_at() -> None:
    assert set(SCREENS) | NO_PAGES == {page.name for page in PAGES if page.method == "GET"}


MEASURE = """() => {
    const faults = [];
    const alone = (e) => ![...e.parentElement.childNodes].some(
        (node) => node !== e && node.nodeType === 3 && /[\\p{L}\\p{N}]/u.test(node.data));
    for (const e of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
        if (e.type === "hidden" || !e.checkVisibility() || e.closest(".skip, .hidden")) continue;
        const box = (e.closest("label") || e).getBoundingClientRect();
        if (box.width >= 24 && box.height >= 24) continue;
        // 2.5.8 lets be what stands inline in a sentence.
        if (getComputedStyle(e).display === "inline" && !alone(e)) continue;
        faults.push(`small target ${box.width}x${box.height}: ${e.outerHTML.slice(0, 160)}`);
    }
    // A paper is shown as it will be printed, with its own tables.
    for (const table of document.querySelectorAll("table:not(.paper table)")) {
        if (!table.caption?.textContent.trim()) faults.push("no caption: " + table.outerHTML.slice(0, 90));
        for (const th of table.querySelectorAll("th:not([scope])")) faults.push("no scope: " + th.outerHTML);
    }
    if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
    if (!document.title) faults.push("no title");
    for (const e of document.querySelectorAll("svg:not([aria-hidden=true], [role=img][aria-label])"))
        faults.push("picture without words: " + e.outerHTML.slice(0, 90));
    return faults;
}"""


@pytest.fixture
def runs(served: Served, sample_results: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Work]:
    """One run an officer works on, one that the council has, one under way."""

    def one(title: str, state: str) -> Work:
        works = served.office.works
        work = works.keep(works.new("an", title), rulebook=BOOK)
        work = add_files(served.office, work, data_dir() / "samples" / f"{BOOK}.xlsx")
        shutil.copytree(sample_results, works.folder(work) / "results-1")
        return works.move(work, state, results="results-1")

    found = {state: one(f"Lượt {state}", state) for state in ("done", "submitted", "running")}
    under_way = found["running"].id
    monkeypatch.setattr(
        served.office.jobs, "progress", lambda work: Progress(STEPS[1]) if work.id == under_way else None
    )
    return found


def address(name: str, work: Work) -> str:
    path = next(page.path for page in PAGES if page.name == name)
    filled = (
        path.replace("{work}", work.id)
        .replace("{number:int}", "5")
        .replace("{topic}", "ties")
        .replace("{parameter}", "priority")
    )
    assert "{" not in filled, f"say in this table what stands for the part of {path}"
    return filled + SCREENS[name]


def faults(seen: Seen, lang: str) -> list[str]:
    """At the widths of a phone, of a window zoomed twice, and whole: by script; then by axe."""
    from axe_playwright_python.sync_playwright import Axe

    page = seen.page
    found = [] if page.evaluate("document.documentElement.lang") == lang else [f"not told that this is {lang}"]
    for width in (320, 683, WIDE["width"]):
        page.set_viewport_size({"width": width, "height": 768})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{over} pixels wider than {width}"] if over > 0 else []
        found += [fault for fault in page.evaluate(MEASURE) if fault not in found]
    by_axe = Axe().run(page)
    found += [by_axe.generate_report()] if by_axe.violations_count else []
    found += seen.complaints
    seen.complaints.clear()
    return found


@pytest.mark.parametrize("role", ["officer", "council", "auditor"])
def test_no_screen_of_a_role_has_a_fault(
    chromium: Browser, served: Served, runs: Mapping[str, Work], role: str
) -> None:
    seen = opened(chromium, served, role, "an")
    found = []
    for page in PAGES:
        if page.name in SCREENS and role in page.roles:
            work = runs["running" if page.name == "running" else "submitted" if role == "council" else "done"]
            answer = seen.page.goto(served.address + address(page.name, work))
            assert answer is not None
            assert answer.status == 200, page.name
            found += [(page.name, fault) for fault in faults(seen, "vi")]
    assert not found, "\n".join(f"{name}: {fault}" for name, fault in found)


def ours() -> list[str]:
    """Vietnamese words that only the page says: parts of its sentences, long enough to stand in no plan or sheet."""
    said = [text for key, text in CATALOGUE.items() if key.startswith("web.")]
    english = " ".join(text.en for text in said)
    parts = {part.strip(' :;,.()"') for text in said for part in re.split(r"\{[^}]*\}", text.vi)}
    return sorted(part for part in parts if len(part) >= 16 and not part.isascii() and part not in english)


def test_every_screen_speaks_english_and_no_word_of_ours_stays_vietnamese(
    chromium: Browser, served: Served, runs: Mapping[str, Work]
) -> None:
    vietnamese = ours()
    assert "Việc phải làm trước khi trình" in vietnamese
    found = []
    for role in ("officer", "auditor"):
        seen = opened(chromium, served, role, "an")
        seen.page.get_by_role("button", name="English").click()
        for page in PAGES:
            if page.name not in SCREENS or role not in page.roles or (role == "auditor" and page.name != "journal"):
                continue
            seen.page.goto(served.address + address(page.name, runs["running" if page.name == "running" else "done"]))
            found += [(page.name, fault) for fault in faults(seen, "en")]
            text = seen.page.inner_text("body")
            if page.name not in DATA:
                found += [(page.name, part) for part in vietnamese if part in text]
    assert not found, "\n".join(f"{name}: {fault}" for name, fault in found)


DATA = {"message_for"}
"""Screens whose words are for somebody else: a message to a unit is written in the language of the unit."""


def test_a_planted_small_target_and_a_table_without_caption_are_found(chromium: Browser, served: Served) -> None:
    seen = opened(chromium, served, "officer", "an")
    seen.page.evaluate("""() => {
        const main = document.querySelector("main");
        const table = main.appendChild(document.createElement("table"));
        table.insertRow().appendChild(document.createElement("th")).textContent = "x";
        const link = main.appendChild(document.createElement("a"));
        link.href = "/"; link.textContent = "i";
        main.append(document.createElementNS("http://www.w3.org/2000/svg", "svg")); }""")
    found = seen.page.evaluate(MEASURE)
    assert [fault.split(":")[0].split(" ")[0] for fault in found] == ["small", "no", "no", "picture"]


# ---- by keyboard alone ------------------------------------------------------------------------------------------


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Press Tab until what has the focus is that, and can be seen to have it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            style: Any = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style != "none", f"{selector}: nobody sees where the focus is"
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_an_officer_gets_from_signing_in_to_the_council_by_keyboard_alone(chromium: Browser, served: Served) -> None:
    served.office.accounts.add("an", "officer", PASSWORD)
    page = chromium.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.goto(f"{served.address}/dang-nhap")
    tab_to(page, "#name")
    page.keyboard.type("an")
    tab_to(page, "#password")
    page.keyboard.type(PASSWORD)
    go(page, "Enter", "/luot-xet$")
    tab_to(page, "main .main")
    go(page, "Space", "/quy-tac")
    tab_to(page, f"a[href*='{BOOK}']")
    go(page, "Enter", BOOK)
    tab_to(page, "main .main")
    go(page, "Enter", "/tep$")
    tab_to(page, "#files")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(data_dir() / "samples" / f"{BOOK}.xlsx")
    tab_to(page, ".drop button")
    go(page, "Enter", "/tep$")
    for step in ("cot", "trung", "o-can-sua", "tham-so"):
        tab_to(page, "main .main", 400)
        go(page, "Enter", f"/{step}$")
    tab_to(page, "main .main", 400)
    go(page, "Enter", "dang-xet$|ket-qua$")
    page.wait_for_url(re.compile("ket-qua$"), timeout=60_000)
    tab_to(page, "main .main")
    go(page, "Enter", "ket-qua$")
    assert served.office.works.all()[0].state == "submitted"


def go(page: Page, key: str, to: str) -> None:
    """Press a key that leads on."""
    with page.expect_navigation(url=re.compile(to)):
        page.keyboard.press(key)


def test_the_list_is_two_keys_away_and_the_panel_gives_the_focus_back(
    chromium: Browser, served: Served, runs: Mapping[str, Work]
) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.goto(f"{served.address}/luot-xet/{runs['done'].id}/ket-qua")
    tab_to(page, ".skip", 1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.reload()
    tab_to(page, ".skip[href='#list']", 2)
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "list"
    tab_to(page, "table.list a")
    for leave in ("Escape", "Enter"):
        page.keyboard.press("Enter")
        page.locator("#panel #who:focus").wait_for()
        box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        assert 0 <= box["top"] < WIDE["height"]
        if leave == "Enter":
            tab_to(page, "[data-close]", 1)
        page.keyboard.press(leave)
        assert page.evaluate("document.activeElement.matches('table.list a')")
        assert page.locator("#panel #who").count() == 0
    assert seen.complaints == []


# ---- how a person has set up the machine ------------------------------------------------------------------------


def test_bars_say_the_same_in_forced_colours_and_nothing_moves_where_it_should_not(
    chromium: Browser, served: Served, runs: Mapping[str, Work]
) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    fill = "(c) => getComputedStyle(document.querySelector(c)).fill"
    page.goto(f"{served.address}/luot-xet/{runs['done'].id}/ket-qua")
    for colours in ("none", "active"):
        page.emulate_media(forced_colors=colours)
        assert page.evaluate(fill, ".bar .full") != page.evaluate(fill, ".bar .all")
        assert "hatch" in page.evaluate(fill, ".bar .contested")
    scroll = "getComputedStyle(document.documentElement).scrollBehavior"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(scroll) == "auto"
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(scroll) == "smooth"


def test_eight_rows_of_the_list_stand_above_the_fold_and_the_cut_line_names_its_quota(
    chromium: Browser, served: Served, runs: Mapping[str, Work]
) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.goto(f"{served.address}/luot-xet/{runs['done'].id}/ket-qua")
    bottoms = page.eval_on_selector_all(
        "table.list tbody tr[class^='s-']", "rows => rows.map(row => row.getBoundingClientRect().bottom)"
    )
    assert sum(bottom <= WIDE["height"] for bottom in bottoms) >= 8
    assert "Vạch cắt của “Tập thể”; đã bố trí 8/8 suất" in page.locator("tr.cut").first.inner_text()
