"""The rulebook language: a plan as a declarative file, read with the line and column of everything in it.

Decisions of syntax where the language leaves room (``docs/language.md`` says the same at length):

- ``rules/standard.yaml`` has the sections of a rulebook: ``parameters``, ``fields`` (candidates', the register's and the
  units sheet's alike, in one map by id), ``awards`` (the vocabulary that registers know beside the rulebook's own),
  ``categories`` (``other``), ``exclusions``, ``advisories``. A field ``category``, ``award`` or ``round`` is
  ``type: choice`` without options: the rulebook's own are filled in.
- A rulebook may give a parameter of standard.yaml another ``value`` (and ``clause``, ``vi``, ``set_by``) by naming it
  under ``parameters``; and a standard field another ``evidence``, ``aliases``, ``blank`` by naming it under ``fields`` without ``type``.
- A standard field may be used without being declared under ``fields``; declared, it is in the template even if no rule reads it.
- ``choose`` may hold the option ``unset`` (no value), and for parameters that are not a choice ``given`` (any value).
- ``vi`` may be left out of a quota (its sentence stands for it) and of points named after a criterion or a field.
- ``bands: {3: 10, 4: 15}``: from 3 on 10 points, from 4 on 15.  ``period: [2021-12-01, 2022-03-31]``.  ``per: none`` is no ``per``.
- English texts: ``document``, ``document/issuer``, ``document/movement``, ``document/bodies/considers``, ``document/grounds/1`` (counted from 1),
  ``clauses/IV.1``, ``clauses/IV.1/not_a_rule``, ``parameters/reserved``, ``parameters/reserved/options/exactly``,
  ``fields/x``, ``fields/x/options/y``, ``registers/r``, ``registers/r/fields/x``, ``rounds/r``, ``rounds/r/quotas/collectives/hamlets``,
  ``points/x`` (parts: ``points/x/y``), and ``section/id`` for all the rest (``criteria/x``, ``readings/x``, ``outline/x``..).
"""

from __future__ import annotations

from pathlib import Path

from engine.rulebook.findings import Finding
from engine.rulebook.loading import declared, load, locate, shipped
from engine.rulebook.model import Rulebook
from engine.rulebook.sentences import required_text, sentence
from engine.rulebook.settings import parse_setting

__all__ = [
    "Finding", "Rulebook", "declared", "lint", "load", "locate", "new_draft", "parse_setting", "required_text", "schema",
    "sentence", "shipped", "show_json", "show_text",
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
