"""What the screens look for in a run, found once and kept beside its results folder.

Nothing here decides or is a record: an index is thrown away and made again from ``decisions.json`` without anybody
noticing. It holds where each decision stands in that file, not the decision, and is used only while the file is the
one it was made of.
"""

from engine.web.index.lazy import IndexedRun
from engine.web.index.making import about_of, forget, index_of, make_ready

__all__ = ["IndexedRun", "about_of", "forget", "index_of", "make_ready"]
