"""The commands that ``cli.py`` does not hold itself, and the options that several of them take."""

from engine.command.council import decide
from engine.command.differences import runs_diff
from engine.command.milestones import calendar
from engine.command.options import ALSO_LANG, BY, FORMAT, LANG, LEDGER, SET, inputs, print_json
from engine.command.papers import documents
from engine.command.questions import QUESTIONS
from engine.command.rulebooks import rulebook_group
from engine.command.runs import runs_group
from engine.command.serve import backup_command, restore_command, serve_command, user_group
from engine.command.targets import targets
from engine.command.verifying import runs_anchor, runs_verify

for command in (runs_verify, runs_diff, runs_anchor):
    runs_group.add_command(command)

COMMANDS = (
    rulebook_group,
    runs_group,
    documents,
    *QUESTIONS,
    decide,
    targets,
    calendar,
    serve_command,
    user_group,
    backup_command,
    restore_command,
)

__all__ = ["ALSO_LANG", "BY", "COMMANDS", "FORMAT", "LANG", "LEDGER", "SET", "inputs", "print_json"]
