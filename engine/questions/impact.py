"""Who would be decided otherwise under another parameter, another reading of the plan, or another rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.decisions.selfexplaining import plain as plain_setting
from engine.decisions.selfexplaining import shown
from engine.explanation import Node
from engine.frozen import dataclass
from engine.pipeline import Run, other_values
from engine.provenance import Text
from engine.questions.asked import Asked
from engine.questions.comparing import Changed, Comparison, home_of
from engine.report.json_report import decisions_json
from engine.rerun import Changes
from engine.rulebook import files_of
from engine.rulebook.model import Parameter, Setting
from engine.wording import say

MOST = 40
"""People named under one setting; the others are counted, and are in the JSON."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing otherwise, and everybody who is decided otherwise because of it."""

    parameter: str | None  # None: several at once, or the rulebook
    title: Text
    before: Text
    after: Text
    value: str | None  # as `--set` takes it
    clause: str | None
    changed: tuple[Changed, ...]
    moved: tuple[Changed, ...]  # of one status, at another rank

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "parameter": self.parameter,
            "vi": self.title.vi,
            "en": self.title.en,
            "clause": self.clause,
            "from": {"vi": self.before.vi, "en": self.before.en},
            "to": {"vi": self.after.vi, "en": self.after.en, "value": self.value},
            "changed": [change.as_json() for change in self.changed],
            "moved": [{"candidate": m.about["key"], "name": m.about["name"], "from": m.before and m.before["rank"],
                       "to": m.after and m.after["rank"]} for m in self.moved],
        }  # fmt: skip

    def node(self) -> Node:
        """For the tree."""
        count = say("impact.count", n=len(self.changed)) if self.changed else say("impact.nobody")
        title = self.title if self.title.vi.endswith(("?", ":")) else Text(f"{self.title.vi}:", f"{self.title.en}:")
        text = say("impact.effect", title=title, before=self.before, after=self.after, count=count)
        children = [change.node() for change in self.changed[:MOST]]
        if len(self.changed) > MOST:
            children.append(Node("note", say("impact.more", n=len(self.changed) - MOST)))
        if self.moved:
            children.append(Node("note", say("impact.moved", n=len(self.moved))))
        return Node("reading", text, None, self.clause, (), tuple(children), self.parameter)


@dataclass(frozen=True, slots=True)
class Impact:
    """The answer; a tree to be shown, and plain data."""

    headline: Text
    effects: tuple[Effect, ...]
    notes: tuple[Text, ...]
    draft: bool
    file: str  # the one that was read; empty where there are several

    @property
    def sections(self) -> tuple[Node, ...]:
        """What is otherwise, one by one."""
        return (*(effect.node() for effect in self.effects), *(Node("note", note) for note in self.notes))

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "schema": "xetkhen/impact/1",
            "effects": [effect.as_json() for effect in self.effects],
            "notes": [{"vi": note.vi, "en": note.en} for note in self.notes],
        }


def impact(
    case: Asked, settings: Mapping[str, str] | None = None, rulebook: str | None = None, round_: str | None = None
) -> Impact:
    """Who would change. Neither settings nor a rulebook: each other value of each reading, one at a time.

    Raises UnusableInput and BadRulebook as a run does.
    """
    settings = settings or {}
    if rulebook is not None:
        effects: tuple[Effect, ...] = (_other_rules(case, settings, rulebook, round_),)
    elif settings:
        effects = (_settings(case, settings),)
    else:
        effects = tuple(_readings(case))
    notes = [] if effects else [say("impact.no_readings")]
    if not case.faithful:
        notes.append(say("asked.unfaithful", version=case.record.engine_version))
    title = say("impact.head", run=case.run.decisions.run.id, rulebook=case.run.rulebook.id)
    return Impact(title, effects, tuple(notes), case.run.rulebook.approval != "approved", home_of(case.document))


def _readings(case: Asked) -> Iterator[Effect]:
    for parameter in case.run.rulebook.parameters.values():
        for value in other_values(parameter):
            again = case.under({parameter.id: plain_setting(value) or "unset"})
            if again.decisions.run.round in again.rulebook.rounds:
                yield _of_one(case, again, parameter, value)


def _settings(case: Asked, settings: Mapping[str, str]) -> Effect:
    again = case.under(settings)
    if len(settings) == 1:
        parameter = case.run.rulebook.parameters[next(iter(settings))]
        return _of_one(case, again, parameter, again.rulebook.parameters[parameter.id].value)
    changed, moved = _compared(case, again, in_order=True)
    before, after = (
        _listed([(p.text, shown(p, p.value)) for name in settings for p in (run.rulebook.parameters[name],)])
        for run in (case.run, again)
    )
    return Effect(None, say("impact.several"), before, after, None, None, changed, moved)


def _listed(pairs: list[tuple[Text, Text]]) -> Text:
    return Text(
        "; ".join(f"{name.vi.removesuffix('?')}: {value.vi}" for name, value in pairs),
        "; ".join(f"{name.en.removesuffix('?')}: {value.en}" for name, value in pairs),
    )


def _of_one(case: Asked, again: Run, parameter: Parameter, value: Setting) -> Effect:
    changed, moved = _compared(case, again, in_order=True)
    clause = parameter.clauses[0] if parameter.clauses else None
    return Effect(
        parameter.id, parameter.text, shown(parameter, parameter.value), shown(parameter, value), plain_setting(value),
        clause, changed, moved,
    )  # fmt: skip


def _other_rules(case: Asked, settings: Mapping[str, str], rulebook: str, round_: str | None) -> Effect:
    again = case.record.perform(Changes(settings=settings, rulebook=files_of(rulebook), round=round_))
    changed, moved = _compared(case, again, in_order=False)
    before, after = (_name(run) for run in (case.run, again))
    return Effect(None, say("impact.rulebook"), before, after, None, None, changed, moved)


def _name(run: Run) -> Text:
    book = run.rulebook
    name = f"{book.id} {book.version} ({book.sha256[:12]}…)"
    return Text(name, name)


def _compared(case: Asked, again: Run, *, in_order: bool) -> tuple[tuple[Changed, ...], tuple[Changed, ...]]:
    after = decisions_json(again.decisions)
    same = in_order and len(after["decisions"]) == len(case.document["decisions"])
    pairs = list(zip(case.document["decisions"], after["decisions"], strict=True)) if same else None
    comparison = Comparison(case.document, after, pairs)
    return comparison.changed(), comparison.moved()
