"""What standard.yaml declares before any rule: read once, for every rulebook takes it in, under every setting."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from engine.frozen import dataclass
from engine.rulebook import columns, declarations
from engine.rulebook.declarations import Context
from engine.rulebook.findings import Finding, Findings
from engine.rulebook.model import Award, ClauseEntry, Field, Parameter, Register
from engine.rulebook.nodes import MapNode, Node
from engine.rulebook.parameters import parameters
from engine.rulebook.reader import Reader, Texts


@dataclass(frozen=True, slots=True, eq=False)
class Basics:
    """Clauses and the parameters that cite them, with what was found on the way."""

    clauses: Mapping[str, ClauseEntry]
    parameters: Mapping[str, Parameter]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Declared:
    """Fields, registers and the vocabulary of awards, with what was found on the way."""

    fields: Mapping[str, Field]
    registers: Mapping[str, Register]
    awards: Mapping[str, Award]
    findings: tuple[Finding, ...]


# Nodes are compared by identity: a text is composed once, a section without `choose` is one node under all settings.
@lru_cache(maxsize=16)
def basics(clauses: Node | None, of_parameters: Node | None, english: MapNode | None) -> Basics:
    """The sections ``clauses`` and ``parameters``."""
    ctx = _context(english)
    ctx.clauses = declarations.clauses(ctx, clauses)
    return Basics(ctx.clauses, parameters(ctx, of_parameters, {}), ctx.read.findings.all)


@lru_cache(maxsize=16)
def declared(
    clauses: Node | None, fields: Node | None, registers: Node | None, awards: Node | None, english: MapNode | None
) -> Declared:
    """The sections ``fields``, ``registers`` and ``awards``, which cite ``clauses``."""
    ctx = _context(english)
    ctx.clauses = dict(basics(clauses, None, english).clauses)
    vocabulary = declarations.awards(ctx, awards)
    made = columns.fields(ctx, fields, {})
    return Declared(made, columns.registers(ctx, registers, made, {}), vocabulary, ctx.read.findings.all)


def _context(english: MapNode | None) -> Context:
    return Context(Reader(Findings()), Texts(english), standard=True)
