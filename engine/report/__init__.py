"""What a run leaves behind: ``decisions.json``, the workbook, and the short table in the terminal."""

from engine.report.json_report import decisions_json, write_json

__all__ = ["decisions_json", "write_json"]
