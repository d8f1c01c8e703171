from __future__ import annotations

import io
import re
import zipfile
from itertools import islice
from typing import Any

import pytest

from engine.documents import NAMES, all_papers, own
from engine.documents.filling import TemplateError, fill, packed
from engine.documents.office import fill_own
from engine.documents.templates import shipped
from engine.problems import UnusableInput
from tests.documents.conftest import DIGEST, papers_of, run_of


def parts(paper: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def canonical(xml: bytes) -> str:
    """The same for the same XML, however it is written."""
    from lxml import etree  # type: ignore[import-untyped]

    root = etree.fromstring(xml)
    for text in root.iter("{*}t"):
        text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)  # docxtpl sets it where it is not needed
    return str(etree.tostring(root, method="c14n").decode())


def tiny(body: str) -> bytes:
    return packed([("word/document.xml", f"<w:document>{body}</w:document>".encode())])


def filled(body: str, **values: Any) -> str:
    return parts(fill(tiny(body), values))["word/document.xml"].decode()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_paper_is_what_docxtpl_makes_of_the_same_template(plan: str, lang: str) -> None:
    theirs = {name: shipped(name, lang) for name in NAMES}
    ours = papers_of(plan, lang)
    for name, other in islice(all_papers(run_of(plan), DIGEST, lang, theirs), 6):  # two notices are as good as all
        mine, docxtpls = parts(ours[name]), parts(other)
        assert set(mine) == set(docxtpls)
        for part in mine:
            if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", part):
                assert canonical(mine[part]) == canonical(docxtpls[part]), (name, part)


def test_the_same_run_gives_the_same_bytes(plan: str) -> None:
    assert dict(all_papers(run_of(plan), DIGEST)) == papers_of(plan)


def test_a_value_is_text_and_nothing_else() -> None:
    hostile = '<w:p/>&amp;{{7*7}}{% for x in y %}"\'\x00\ud800\u202e'
    said = filled("<w:t>{{ a }}</w:t>", a=hostile)
    assert "&lt;w:p/&gt;&amp;amp;{{7*7}}{% for x in y %}\"'\ufffd\ufffd\u202e" in said


def test_a_paragraph_or_row_with_a_mark_of_its_own_vanishes() -> None:
    body = (
        "<w:p a='1'><w:r>{%p for x in xs %}</w:r></w:p><w:p><w:t>{{ x }}</w:t></w:p><w:p>{%p endfor %}</w:p>"
        "<w:tr><w:p>{%tr if no %}</w:p></w:tr><w:tr>yes</w:tr><w:tr>{%tr else %}</w:tr><w:tr>no</w:tr>"
        "<w:tr>{%tr endif %}</w:tr>"
    )
    expected = "<w:p><w:t>A</w:t></w:p><w:p><w:t>B</w:t></w:p><w:tr>no</w:tr>"
    assert filled(body, xs=["A", "B"], no=False) == f"<w:document>{expected}</w:document>"


@pytest.mark.parametrize(
    "body",
    ["{{ a }}", "{{ 7*7 }}", "{% for x in a %}", "{% endif %}", "{% set a = 1 %}", "{% if a %}{% endfor %}"],
)
def test_what_a_shipped_template_may_not_say_is_refused(body: str) -> None:
    with pytest.raises(TemplateError):
        filled(body, b=1)


def test_an_offices_template_may_say_all_that_jinja_knows_but_touch_nothing(tmp_path: Any) -> None:
    import docx

    def of(text: str) -> bytes:
        document = docx.Document()
        document.add_paragraph(text)
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()

    made = fill_own(of("{{ draft | upper }} {{ submissions | length }}"), {"draft": "nháp", "submissions": [1]}, "x")
    assert "NHÁP 1" in parts(made)["word/document.xml"].decode()
    for bad in ("{{ nobody }}", "{{ draft.__class__.__mro__ }}", "{% if %}"):
        with pytest.raises(UnusableInput, match=r"x\.docx"):
            fill_own(of(bad), {"draft": "a"}, "x")
    with pytest.raises(UnusableInput, match=r"x\.docx"):
        fill_own(b"no Word file", {}, "x")
    with pytest.raises(UnusableInput, match=r"to-trinh\.docx"):
        own(tmp_path)
