"""``python -m engine.web.index FOLDER``: make the index of a results folder."""

from __future__ import annotations

import sys
from pathlib import Path

from engine.web.index.making import make

if __name__ == "__main__":
    make(Path(sys.argv[1]))
