"""What a file may be, whatever the process may use: checked before anything is laid out in memory."""

from __future__ import annotations

MOST_BYTES = 400 * 1024 * 1024  # of a file, and of what a zipped one unpacks to
MOST_CELLS = 12_000_000  # of the rectangle from A1 to a sheet's last cell
