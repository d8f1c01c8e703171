"""``report.html``: escaped, closed in itself, in both languages, and true to the run."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from copy import deepcopy
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.pipeline import nominate
from engine.report import decisions_json
from engine.report.html_page import MOST_WHOLE, page
from engine.report.html_seats import _percent
from engine.samples import sample_request

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLANS = ("ninh-thuan-2023", "vinh-chau-2021", "cam-thanh-2022", "cao-bang-2022", "khanh-cu-2024")
DIGEST = "ab" * 32
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}\u202e\u2066&amp;\x00'


@cache
def run_of(plan: str) -> Mapping[str, Any]:
    request, _ = sample_request(plan)
    return decisions_json(nominate(request).decisions)


class Seen(HTMLParser):
    """What a browser would make of a page: its elements, and the text in each language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def count(self, tag: str, **attributes: str) -> int:
        return sum(1 for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in attributes.items()))


@pytest.mark.parametrize("plan", PLANS)
def test_it_reaches_for_nothing_outside_itself(plan: str) -> None:
    seen = Seen(page(run_of(plan), DIGEST))
    for tag, attributes in seen.elements:
        assert not {"src", "href", "action", "background", "srcset"} & attributes.keys(), tag
    assert {tag for tag, _ in seen.elements} & {"link", "img", "iframe", "object", "form"} == set()
    (policy,) = [a["content"] for t, a in seen.elements if t == "meta" and "http-equiv" in a]
    assert policy is not None
    script = re.search(r"<script>(.*?)</script>", page(run_of(plan), DIGEST), re.DOTALL)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert policy.startswith("default-src 'none'")
    assert f"script-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("plan", PLANS)
def test_everybody_is_there_once_with_an_explanation_behind_a_click(plan: str) -> None:
    seen = Seen(page(run_of(plan), DIGEST))
    decisions = run_of(plan)["decisions"]
    for status in {d["status"] for d in decisions}:
        assert seen.count("details", **{"class": status}) == sum(1 for d in decisions if d["status"] == status)
    assert seen.count("ul", **{"class": "w"}) == len(decisions)
    text = "".join(seen.texts)
    assert all(d["candidate"]["name"] in text for d in decisions)


def test_the_cut_line_names_the_quota_that_drew_it() -> None:
    text = "".join(Seen(page(run_of("ninh-thuan-2023"), DIGEST)).texts)
    assert "✂ Hết số lượng đề nghị – Tập thể: 08/08 suất đã bố trí, mục IV.3" in text
    assert "The quota ends here – Individuals: 15 of 15 seats filled, clause IV.3" in text
    within = "".join(Seen(page(run_of("vinh-chau-2021"), DIGEST)).texts)
    assert "trong đó đã hết: Tập thể thuộc ấp, khóm" in within


@pytest.mark.parametrize("plan", PLANS)
def test_a_status_is_a_sign_and_a_word(plan: str) -> None:
    html = page(run_of(plan), DIGEST)
    marks = re.findall(r"<span class=s>(.) <i>([^<]+)</i><i lang=en>([^<]+)</i>", html)
    assert len(marks) >= len(run_of(plan)["decisions"])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_hostile_names_are_text(lang: str) -> None:
    document = deepcopy(dict(run_of("ninh-thuan-2023")))
    clean = Seen(page(document, DIGEST, lang))
    for decision in document["decisions"]:
        decision["candidate"] |= {"name": HOSTILE, "unit": HOSTILE, "commune": HOSTILE, "position": HOSTILE}
        for reason in decision["reasons"]:
            reason["vi"] = reason["en"] = HOSTILE
    document["run"]["inputs"][0]["file"] = HOSTILE
    html = page(document, DIGEST, lang)
    seen = Seen(html)
    assert {tag for tag, _ in seen.elements} == {tag for tag, _ in clean.elements}
    assert seen.count("script") == 1
    assert not [a for _, a in seen.elements if any(name.startswith("on") for name in a)]
    assert "{{7*7}}" in html  # nothing filled it in
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", html)


def test_the_same_run_gives_the_same_page() -> None:
    assert page(run_of("vinh-chau-2021"), DIGEST) == page(run_of("vinh-chau-2021"), DIGEST)


def many(n: int) -> dict[str, Any]:
    document = deepcopy(dict(run_of("vinh-chau-2021")))
    base = document["decisions"]
    document["decisions"] = [
        {**base[i % len(base)], "candidate": {**base[i % len(base)]["candidate"], "key": f"{i}", "name": f"Số {i}"}}
        for i in range(n)
    ]
    return document


def test_five_thousand_candidates_still_open() -> None:
    html = page(many(5_000), DIGEST)
    assert len(html.encode()) < 9_000_000
    assert Seen(html).count("ul", **{"class": "w"}) == 5_000
    assert "xem đủ: xetkhen explain" in html
    assert "xem đủ: xetkhen explain" not in page(many(MOST_WHOLE), DIGEST)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_bars_are_rounded_exactly(part: int, whole: int) -> None:
    expected = int(Fraction(100 * part, whole) + Fraction(1, 2)) if whole else 0
    assert _percent(part, whole) == expected


@pytest.mark.parametrize("rules", [{}, {"document": {}}])
def test_an_old_or_empty_run_has_a_page(rules: dict[str, Any]) -> None:
    document = deepcopy(dict(run_of("khanh-cu-2024")))
    document["rules"] = rules
    assert "Hội Nông dân xã" in page(document, DIGEST)
    document["decisions"], document["quotas"], document["problems"] = [], [], []
    assert "</html>" in page(document, DIGEST)


# ---- in a browser -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("NO CHROMIUM: apt install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def test_in_a_browser_it_is_accessible_fits_a_telephone_and_changes_its_language(
    chromium: Browser, tmp_path: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "report.html"
    path.write_text(page(run_of("ninh-thuan-2023"), DIGEST), encoding="utf-8")
    complaints: list[str] = []
    for width, height in ((1366, 768), (390, 844)):
        context = chromium.new_context(viewport={"width": width, "height": height})
        tab = context.new_page()
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("request", lambda asked: None if asked.url.startswith("file:") else complaints.append(asked.url))
        tab.goto(path.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.locator("h1").inner_text() == "Kết quả xét khen thưởng"
        tab.check("#en")
        assert tab.locator("h1").inner_text() == "Results"
        tab.fill("#find", "chamalea thi hien")
        assert tab.locator("ol.c>li:not(.cut):not(.tie):visible").count() == 1
        context.close()
    assert complaints == []
    context = chromium.new_context(bypass_csp=True)  # axe is a script of its own
    tab = context.new_page()
    tab.goto(path.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(tab)
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []
    context.close()


def test_without_scripts_all_of_it_can_be_read(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(page(run_of("cao-bang-2022"), DIGEST), encoding="utf-8")
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(path.as_uri())
    tab.locator("#en").check()
    tab.locator("ol.c summary").first.click()
    assert tab.locator("ul.w").first.is_visible()
    assert not tab.locator(".find").is_visible()
    context.close()


def test_each_quota_stands_under_the_one_it_lies_in_and_closed_units_are_named() -> None:
    text = "".join(Seen(page(run_of("vinh-chau-2021"), DIGEST)).texts)
    seats = text.partition("Số lượng và suất")[2].partition("Danh sách xếp hạng")[0]
    order = [seats.index(f"{name} – Phường 1") for name in ("Tập thể", "Tập thể thuộc ấp, khóm")]
    assert order[0] < order[1] < seats.index("Tập thể – Xã Hòa Đông")
    closed = {
        d["candidate"]["commune"] for d in run_of("vinh-chau-2021")["decisions"] if d["status"] == "not_considered"
    }
    told = seats.partition("Chưa mở đợt xét: ")[2]
    assert closed
    assert all(name in told for name in closed if f" – {name}" not in seats)
