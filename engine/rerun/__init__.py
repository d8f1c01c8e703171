"""A run kept whole: everything that was read for it, so that it can be made again anywhere, from that alone.

>>> run, record = recorded(Request((Path("candidates.xlsx"),), "ninh-thuan-2023"), by="an")  # doctest: +SKIP
>>> record.perform().decisions == run.decisions  # doctest: +SKIP
True
"""

from engine.rerun.finding import FoundRun, find_document, find_run
from engine.rerun.perform import Changes
from engine.rerun.record import RECORD, Kept, RunRecord
from engine.rerun.recording import inputs_of, recorded

__all__ = ["RECORD", "Changes", "FoundRun", "Kept", "RunRecord", "find_document", "find_run", "inputs_of", "recorded"]
