"""The pass over a sheet's XML: extents, errors, formulas without result, telling formats."""

from __future__ import annotations

import pytest

from engine.intake.raw import Broken
from engine.intake.sheet_xml import Findings, _every_cell, _extents, column_number, formats_of, inspect


def _sheet(cells: str) -> bytes:
    return f'<worksheet xmlns="x"><sheetData>{cells}</sheetData></worksheet>'.encode()


PLAIN = [
    (('<row r="1"><c r="A1"><v>1</v></c><c r="AB1" s="3"><v>1</v></c></row>'
     '<row r="12"><c r="B12" t="s"><v>0</v></c></row>'), (12, 28)),
    ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', (1048576, 16384)),
    ('<row r="3"><c r="ZZ3"><v>5</v></c></row>', (3, 702)), ("", (0, 0)),
]


@pytest.mark.parametrize(("cells", "extent"), PLAIN)
def test_the_quick_pass_and_the_thorough_one_agree_on_extents(cells: str, extent: tuple[int, int]) -> None:
    quick, thorough = _extents(_sheet(cells)), _every_cell(_sheet(cells), {})
    assert quick == thorough == Findings(*extent)


@pytest.mark.parametrize("cells", [
    "<row r='1'><c r='XFD1'><v>1</v></c></row>", '<row r="1"><x:c r="XFD1"><v>1</v></x:c></row>',
    '<row r="1"><c s="1" r="XFD1"><v>1</v></c></row>',
    '<row r="1"><c\nr="XFD1"><v>1</v></c></row>', '<row r="1"><c r="xfd1"><v>1</v></c></row>',
    '<row r="1"><c r="A1"/><c r="XFD1"><f>1</f><v>2</v></c></row>',
])
def test_no_way_of_writing_a_far_cell_escapes(cells: str) -> None:
    assert inspect(_sheet(cells), {}).columns == 16384


def test_cells_without_references_are_counted() -> None:
    assert inspect(
        _sheet("<row r='5'><c><v>1</v></c><c><v>1</v></c></row><row><c><v>1</v></c></row>"), {},
    ) == Findings(6, 2)


@pytest.mark.parametrize(("cell", "broken"), [
    ('<c r="A1" t="e"><v>#N/A</v></c>', Broken("#N/A")),
    ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', Broken("#DIV/0!")),
    ('<c r="A1"><f>1+1</f></c>', Broken("=")), ('<c r="A1"><f>1+1</f><v/></c>', Broken("=")),
    ('<c r="A1"><f>1+1</f><v></v></c>', Broken("=")),
    ('<c r="A1"><f t="shared" si="0"/></c>', Broken("=")), ('<c r="A1"><f>1+1</f><v>2</v></c>', None),
    ('<c r="A1" t="str"><f>""</f><v></v></c>', None),
    ('<c r="A1" t="str"><f>A2</f><v>x</v></c>', None), ('<c r="A1" t="inlineStr"><is><t>#N/A</t></is></c>', None),
    ('<c r="A1" t="b"><f>TRUE()</f><v>1</v></c>', None),
])
def test_errors_and_formulas_without_result_are_broken(cell: str, broken: Broken | None) -> None:
    assert inspect(_sheet(f'<row r="1">{cell}</row>'), {}).broken == ({(0, 0): broken} if broken else {})


def test_formats_that_show_something_else_are_found() -> None:
    formats = ("00000", "mm\\/yyyy", "[$-42A]yyyy", "dd/mm/yyyy", "0.0%", "&quot;Tháng &quot;m/yyyy", "#,##0")
    own = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in enumerate(formats, 164))
    used = "".join(f'<xf numFmtId="{n}"/>' for n in (0, 9, 10, 17, *range(164, 171)))
    styles = (
        f'<styleSheet><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f"<cellXfs>{used}</cellXfs></styleSheet>"
    ).encode()
    assert formats_of(styles) == {1: "%", 2: "%", 3: "m", 4: "00000", 5: "m", 6: "y", 8: "%", 9: "m"}


def test_column_numbers() -> None:
    assert [column_number(c) for c in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]
