"""An .ods repeats rows and cells by a number: what it unpacks to must stay within bounds too."""

from __future__ import annotations

import re
import zipfile

from engine.sheets import limits
from engine.sheets.refusal import Refused


def check(archive: zipfile.ZipFile) -> None:
    """Raises Refused: protected by a password, or a table that would be too large to lay out."""
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused("password")
    for table in re.split(rb"<table:table[\s>]", archive.read("content.xml"))[1:]:
        rows = columns = filled_rows = filled_columns = 0
        for tag in re.finditer(rb"<table:(table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>", table):
            times = re.search(rb"number-(?:rows|columns)-repeated=[\"'](\d+)[\"']", tag[2])
            count = int(times[1]) if times else 1
            if tag[1] == b"table-row":
                rows, columns = rows + count, 0
                continue
            columns += count
            if b"value" in tag[2]:  # trailing rows and cells without one are only said, never laid out
                filled_rows, filled_columns = rows, max(filled_columns, columns)
        if filled_rows * filled_columns > limits.MOST_CELLS:
            raise Refused("too-large", limits.MOST_BYTES >> 20)
