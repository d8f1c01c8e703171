"""The rulebook language: a plan as a declarative file, read with the line and column of everything in it.

Decisions of syntax where the language leaves room (``docs/language.md`` says the same at length):

- ``rules/standard.yaml`` has the sections of a rulebook; its ``fields`` are the candidates', the columns of the
  register and the units sheet stand in its ``registers``, its ``awards`` are the words that registers
  know beside the rulebook's own. A field ``category``, ``award`` or ``round`` without options has the rulebook's own.
- A rulebook may give a parameter of standard.yaml another ``value`` (``clause``, ``vi``, ``set_by``) by naming it under
  ``parameters``, and a standard field another ``evidence``, ``aliases`` or ``blank`` by naming it without ``type``.
- A standard field may be used without being declared; declared, it is in the template even if no rule reads it.
- ``choose`` may hold the option ``unset`` (no value), and ``given`` (any value) where the parameter is no choice.
- ``vi`` may be left out of a quota (its sentence stands for it) and of points named after a criterion or a field.
- ``bands: {3: 10, 4: 15}``: from 3 on 10 points, from 4 on 15. ``period: [2021-12-01, 2022-03-31]``. ``per: none`` is
  no ``per``. A quota's ``of`` is read inside its parent's.
- English texts: ``section/id`` (``criteria/x``), ``section/id/options/y``; ``document``, ``document/issuer``,
  ``document/movement``, ``document/bodies/considers``, ``document/grounds/1`` (from 1), ``clauses/IV.1/not_a_rule``,
  ``registers/r/fields/x``, ``rounds/r/quotas/collectives/hamlets``, ``points/x``, ``points/x/y``.
"""

from __future__ import annotations

from pathlib import Path

from engine.rulebook.files import Files, Layer, locate, samples, shipped
from engine.rulebook.findings import Finding
from engine.rulebook.loading import declared, files_of, load, loader
from engine.rulebook.model import Rulebook
from engine.rulebook.sentences import required_text, sentence
from engine.rulebook.settings import parse_setting

__all__ = [
    "Files", "Finding", "Layer", "Rulebook", "declared", "files_of", "lint", "load", "loader", "locate", "new_draft",
    "parse_setting", "required_text", "samples", "schema", "sentence", "shipped", "show_json", "show_text",
]  # fmt: skip

# What only the commands about rulebooks need is imported when they ask for it: a run does not pay for it.


def lint(ref: str | Path) -> tuple[Finding, ...]:
    """What is wrong with a rulebook (an id or a path); raises UnusableInput where there is none to read."""
    from engine.rulebook.linting import lint

    return lint(ref)


def show_text(book: Rulebook, lang: str = "vi") -> str:
    """A rulebook as sentences beside their clauses, in one language."""
    from engine.rulebook.show import show_text

    return show_text(book, lang)


def show_json(book: Rulebook) -> dict[str, object]:
    """Everything in a rulebook as plain data: fields, criteria, quotas, each with its sentence in both languages."""
    from engine.rulebook.plain import show_json

    return show_json(book)


def schema() -> dict[str, object]:
    """The JSON Schema of a rulebook, for editors."""
    from engine.rulebook.jsonschema import schema

    return schema()


def new_draft(id_: str) -> dict[str, str]:
    """The files of a new rulebook by suffix; raises UnusableInput for an id that cannot be used."""
    from engine.rulebook.draft import new_draft

    return new_draft(id_)
