"""What a run leaves behind: ``decisions.json``, the workbook, and the short table in the terminal."""

from engine.report.json_report import decisions_json, write_json
from engine.report.reading import read_results
from engine.report.terminal import print_run
from engine.report.workbook import write_workbook
from engine.report.writing import check_target, new_folder, write_results

__all__ = [
    "check_target",
    "decisions_json",
    "new_folder",
    "print_run",
    "read_results",
    "write_json",
    "write_results",
    "write_workbook",
]
