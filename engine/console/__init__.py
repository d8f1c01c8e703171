"""How the command speaks and ends: its language, help, wrong use, exit codes, signals. No command is defined here.

Click says what was typed wrongly in English; ``wrong_use`` says it in the language asked for. The language is known
before anything is parsed (``language_of``) and travels as the context's ``obj``.
"""

from engine.console.ending import DONE, LOOK, UNUSABLE, at_work, prepare, run, tell_nobody, tell_program
from engine.console.help import Command, Group
from engine.console.language import chosen, language_in, language_of
from engine.console.mistakes import wrong_use
from engine.console.values import Day, Setting, Year, one_each

__all__ = [
    "DONE",
    "LOOK",
    "UNUSABLE",
    "Command",
    "Day",
    "Group",
    "Setting",
    "Year",
    "at_work",
    "chosen",
    "language_in",
    "language_of",
    "one_each",
    "prepare",
    "run",
    "tell_nobody",
    "tell_program",
    "wrong_use",
]
