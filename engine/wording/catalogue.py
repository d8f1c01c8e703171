"""All messages by id, and ``say``, which fills one in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter
from types import MappingProxyType

from engine.provenance import Text
from engine.wording.cli import CLI
from engine.wording.documents import DOCUMENTS
from engine.wording.interview import INTERVIEW
from engine.wording.problems import PROBLEMS
from engine.wording.questions import QUESTIONS
from engine.wording.reasons import REASONS
from engine.wording.review import REVIEW
from engine.wording.runs import RUNS
from engine.wording.sheets import SHEETS
from engine.wording.statuses import STATUSES
from engine.wording.targets import TARGETS
from engine.wording.web import WEB


class WordingError(LookupError):
    """A message that does not exist, or a placeholder without its value: a defect of the program."""


def _merged(*subjects: Mapping[str, Text]) -> Mapping[str, Text]:
    merged: dict[str, Text] = {}
    for subject in subjects:
        if twice := merged.keys() & subject.keys():
            raise WordingError(f"said twice: {', '.join(sorted(twice))}")
        merged |= subject
    return MappingProxyType(merged)


CATALOGUE: Mapping[str, Text] = _merged(
    STATUSES, REASONS, SHEETS, DOCUMENTS, PROBLEMS, CLI, INTERVIEW, REVIEW, RUNS, WEB,
    QUESTIONS, TARGETS,
)  # fmt: skip


@cache
def placeholders(template: str) -> tuple[str, ...]:
    """The names in braces, in order of appearance.

    >>> placeholders("Đạt: {criterion} ({value})")
    ('criterion', 'value')
    """
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def say(key: str, **values: object) -> Text:
    """The message ``key`` in both languages, its placeholders filled in.

    A value is a ``Text`` (each language takes its own) or anything ``str()`` can show. Values that the
    message does not ask for are ignored. Raises ``WordingError`` for an unknown key or a missing value.
    """
    message = CATALOGUE.get(key)
    if message is None:
        raise WordingError(f"no message `{key}`")
    return Text(_fill(key, message.vi, "vi", values), _fill(key, message.en, "en", values))


def _fill(key: str, template: str, lang: str, values: Mapping[str, object]) -> str:
    names = placeholders(template)
    return template.format_map({name: _value(key, name, lang, values) for name in names}) if names else template


def _value(key: str, name: str, lang: str, values: Mapping[str, object]) -> str:
    if name in values:
        value = values[name]
        return value.in_(lang) if isinstance(value, Text) else str(value)
    if name.isupper() and name.lower() in values:
        return _value(key, name.lower(), lang, values).upper()
    raise WordingError(f"message `{key}` needs a value for {{{name}}}")
