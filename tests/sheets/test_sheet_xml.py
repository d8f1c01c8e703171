"""The pass over a sheet's XML: extents, errors, formulas without result, telling formats, old fonts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.provenance import column_letter
from engine.sheets.sheet_xml import Findings, column_number, every_cell, inspect, searched, whole_rows
from engine.sheets.styles import Styles, fonts_of_strings, is_old_font, styles_of


def _sheet(cells: str) -> bytes:
    return (
        f'<worksheet xmlns="x"><cols><col min="1"/></cols><sheetData>{cells}</sheetData>'
        '<conditionalFormatting><cfRule type="cellIs"/></conditionalFormatting></worksheet>'
    ).encode()


def _inspect(xml: bytes, styles: Styles | None = None, most_cells: int = 0) -> Findings:
    return inspect(lambda: [xml], styles or {}, {}, most_cells)


def _said(found: Findings | None) -> tuple[object, ...]:
    assert found is not None
    return found.broken, found.shown, found.fonts


@pytest.mark.parametrize(("cells", "extent"), [
    (('<row r="1"><c r="A1"><v>1</v></c><c r="AB1" s="3"><v>1</v></c></row>'
     '<row r="12"><c r="B12" t="s"><v>0</v></c></row>'), (12, 28)),
    ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', (1048576, 16384)),
    ('<row r="3"><c r="ZZ3"><v>5</v></c></row>', (3, 702)),
])
def test_the_quick_pass_and_the_thorough_one_agree_on_extents(cells: str, extent: tuple[int, int]) -> None:
    quick, thorough = searched([_sheet(cells)], {}), every_cell([_sheet(cells)], {}, {})
    assert quick is not None
    assert (quick.rows, quick.columns) == (thorough.rows, thorough.columns) == extent


@pytest.mark.parametrize("cells", [
    "<row r='1'><c r='XFD1'><v>1</v></c></row>", '<row r="1"><x:c r="XFD1"><v>1</v></x:c></row>',
    '<row r="1"><c s="1" r="XFD1"><v>1</v></c></row>',
    '<row r="1"><c\nr="XFD1"><v>1</v></c></row>', '<row r="1"><c r="xfd1"><v>1</v></c></row>',
    '<row r="1"><c r="A1"/><c r="XFD1"><f>1</f><v>2</v></c></row>',
])
def test_no_way_of_writing_a_far_cell_escapes(cells: str) -> None:
    assert _inspect(_sheet(cells)).columns == 16384


def test_cells_without_references_are_counted() -> None:
    found = _inspect(_sheet("<row r='5'><c><v>1</v></c><c><v>1</v></c></row><row><c><v>1</v></c></row>"))
    assert (found.rows, found.columns) == (6, 2)


def test_cells_outside_any_row_are_counted_too() -> None:
    found = _inspect(_sheet('<c r="B7"><v>1</v></c>'))
    assert (found.rows, found.columns) == (7, 2)


def test_formatted_blanks_far_away_are_no_extent_where_they_would_be_too_many() -> None:
    xml = _sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>')
    found = _inspect(xml, most_cells=1000)
    assert (found.rows, found.columns) == (1, 1)


@pytest.mark.parametrize(("cell", "broken"), [
    ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"), ('<c r="A1" s="1" t="e"><v>#N/A</v></c>', "#N/A"),
    ("<c r=\"A1\" t='e'><v>#N/A</v></c>", "#N/A"), ('<c r="A1"\nt="e"><v>#N/A</v></c>', "#N/A"),
    ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"), ('<c r="A1" t="e"></c>', None),
    ('<c r="A1"><f>1+1</f></c>', "="), ('<c r="A1"><f>1+1</f><v/></c>', "="),
    ('<c r="A1"><f>1+1</f><v></v></c>', "="), ('<c r="A1" t="n"><f>1+1</f></c>', "="),
    ('<c r="A1"><f t="shared" si="0"/></c>', "="), ('<c r="A1"><f>1+1</f><v>2</v></c>', None),
    ('<c r="A1" t="str"><f>""</f><v></v></c>', None),
    ('<c r="A1" t="str"><f>A2</f><v>x</v></c>', None), ('<c r="A1" t="inlineStr"><is><t>#N/A</t></is></c>', None),
    ('<c r="A1" t="b"><f>TRUE()</f><v>1</v></c>', None),
])
def test_errors_and_formulas_without_result_are_broken(cell: str, broken: str | None) -> None:
    for xml in (_sheet(f'<row r="1">{cell}</row>'), _sheet(f"<row r='1'>{cell}</row>")):  # either pass
        if broken or 't="e"' not in cell:
            assert _inspect(xml).broken == ({(0, 0): broken} if broken else {})


STYLES: Styles = {1: ("%", ""), 2: ("", ".VnTime"), 3: ("000", "VNI-Times")}


@st.composite
def _cells(draw: st.DrawFn) -> str:
    rows = []
    for row in range(1, draw(st.integers(1, 6))):
        cells = []
        for column in sorted(draw(st.sets(st.integers(0, 40), max_size=4))):
            style = draw(st.sampled_from(("", *(f' s="{n}"' for n in range(13)))))
            body = draw(st.sampled_from((
                "{}/>", ' t="s"{}><v>4</v></c>', "{}><v>0.5</v></c>", ' t="e"{}><v>#REF!</v></c>', "{}><f>A1</f></c>",
                "{}><f>A1</f><v></v></c>", ' t="str"{}><f>A1</f><v></v></c>',
                '{} t="inlineStr"><is><t>row c</t></is></c>', '{}><f t="shared" si="1"/><v>7</v></c>',
                "{}><f>A1</f><v>7</v></c>",
            )))
            cells.append(f'<c r="{column_letter(column)}{row}"{body.format(style)}')
        rows.append(f'<row r="{row}" spans="1:9">{"".join(cells)}</row>')
    return "".join(rows)


@given(_cells(), st.integers(1, 200))
def test_the_quick_pass_finds_what_the_thorough_one_finds_however_the_xml_is_cut(cells: str, size: int) -> None:
    xml = _sheet(cells)

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(xml), size):
            yield xml[start : start + size]

    thorough = every_cell([xml], STYLES, {})
    assert _said(searched(whole_rows(pieces()), STYLES)) == _said(thorough)
    assert b"".join(whole_rows(pieces())) == xml


def test_a_text_with_fonts_of_its_own_is_in_an_old_font_where_all_of_it_is() -> None:
    strings = (
        b'<sst><si><t>a</t></si><si><r><rPr><rFont val=".VnTime"/></rPr><t>b</t></r>'
        b'<r><rPr><rFont val=".VnTime"/></rPr>'
        b'<t>c</t></r></si><si/><si><r><rPr><rFont val=".VnTime"/></rPr><t>b</t></r><r><rPr><rFont val="Arial"/></rPr>'
        b"<t>c</t></r></si><si><r><rPr><rFont val='VNI-Times'/></rPr><t>b</t></r></si></sst>"
    )
    assert fonts_of_strings(strings) == {1: ".VnTime", 4: "VNI-Times"}
    xml = _sheet('<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>1</v></c></row>')
    assert inspect(lambda: [xml], {}, {1: ".VnTime"}).fonts == {1: {1: ".VnTime"}}


def test_formats_and_fonts_that_tell_something_are_found() -> None:
    formats = ("00000", "mm\\/yyyy", "[$-42A]yyyy", "dd/mm/yyyy", "0.0%", "&quot;Tháng &quot;m/yyyy", "#,##0")
    own = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in enumerate(formats, 164))
    used = "".join(f'<xf numFmtId="{n}" fontId="{n == 10}"/>' for n in (0, 9, 10, 17, *range(164, 171)))
    fonts = '<fonts count="3"><font><name val="Calibri"/></font><font><b/><name val=".VnTimeH"/></font><font/></fonts>'
    used = used.replace("False", "0").replace("True", "1") + '<xf fontId="1"/><xf fontId="2"/>'
    styles = (
        f'<styleSheet><numFmts>{own}</numFmts>{fonts}<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f"<cellXfs>{used}</cellXfs></styleSheet>"
    ).encode()
    assert styles_of(styles) == {
        1: ("%", ""), 2: ("%", ".VnTimeH"), 3: ("m", ""), 4: ("00000", ""), 5: ("m", ""), 6: ("y", ""), 8: ("%", ""),
        9: ("m", ""), 11: ("", ".VnTimeH"),
    }


@pytest.mark.parametrize(("name", "old"), [
    (".VnTime", True), (".VnArial NarrowH", True), (".vntime", True), ("VNI-Times", True), ("VNI Helve", True),
    ("Times New Roman", False), ("VnTime Unicode", False), ("Vni", True), ("", False), ("Univers", False),
])
def test_old_fonts_by_their_names(name: str, old: bool) -> None:
    assert is_old_font(name) is old


def test_column_numbers() -> None:
    assert [column_number(c) for c in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]
