"""A rulebook's tree, and that of standard.yaml, put together into one ``Rulebook`` under one setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from engine.provenance import Text
from engine.rulebook import declarations, shape, standard, values, walk
from engine.rulebook.checksums import checksum
from engine.rulebook.choose import Resolver
from engine.rulebook.circles import circles
from engine.rulebook.columns import evidence_field
from engine.rulebook.columns import fields as read_fields
from engine.rulebook.columns import registers as read_registers
from engine.rulebook.declarations import Context
from engine.rulebook.findings import Findings, suggestion
from engine.rulebook.limits import limits
from engine.rulebook.model import ALWAYS, Award, Criterion, Field, Parameter, Quota, Register, Round, Rulebook, Setting
from engine.rulebook.nodes import MapNode, Node, Scalar
from engine.rulebook.parameters import parameters as read_parameters
from engine.rulebook.quotas import Rounds
from engine.rulebook.reader import Reader, Texts
from engine.rulebook.rules import Rules
from engine.rulebook.scope import Scope, Usage, type_of
from engine.rulebook.scores import Scores
from engine.rulebook.section import MET, UNNAMED
from engine.rulebook.sentences import Speaker, capitalised
from engine.rulebook.settings import apply_settings
from engine.rulebook.terms import Op
from engine.rulebook.used import ABOUT_CANDIDATES, Mentions, asked_elsewhere, nominations, used_fields

LANGUAGE = "1"
_NOTHING = MapNode((), "", 1, 1)


@dataclass(slots=True)
class Source:
    """One rulebook file as composed, with its English texts."""

    path: str
    root: MapNode
    english: MapNode | None


@dataclass(slots=True)
class Built:
    book: Rulebook
    usage: Usage
    texts: Texts
    declared: Mapping[str, Parameter]  # the parameters with their defaults
    unnamed: Mapping[str, Round]  # the rounds before quotas without a text were called by whom they are for
    shaping: frozenset[str]  # the parameters whose values the rules hang on beyond naming them
    chosen: set[str] = field(default_factory=set)  # parameters that some `choose` asked
    roots: MapNode = _NOTHING  # the rulebook's tree without `choose`
    standard_fields: Mapping[str, Field] = field(default_factory=dict)


def build(
    source: Source, shared: Source, settings: Mapping[str, str | Setting], findings: Findings, sha256: str
) -> Built:
    """The rulebook; what is wrong is among ``findings``, and then the result is for lint only.

    Raises UnusableInput for a setting that names no parameter or does not fit it.
    """
    return _Builder(source, shared, findings).build(settings, sha256)


def with_values(built: Built, parameters: Mapping[str, Parameter], findings: Findings) -> Rulebook:
    """The same rules under other values of parameters that do not shape them."""
    book = replace(built.book, parameters=parameters, rounds=built.unnamed)
    book = replace(book, rounds=_named_quotas(book))
    limits(book, built.roots, findings)
    return book


def parameters_of(source: Source, shared: Source, findings: Findings) -> dict[str, Parameter]:
    """The parameters with their defaults, the rulebook's own first."""
    return _Builder(source, shared, findings).parameters()


class _Builder:
    def __init__(self, source: Source, shared: Source, findings: Findings) -> None:
        self.source, self.shared = source, shared
        self.findings = findings
        read = Reader(findings)
        self.usage = Usage()
        self.ctx = Context(read, Texts(source.english), usage=self.usage)
        self.std = Context(read, Texts(shared.english), standard=True)

    def parameters(self) -> dict[str, Parameter]:
        # Clauses first: parameters cite them. Both sections are read as written, before any `choose`.
        shared = self.shared.root
        basics = standard.basics(shared.get("clauses"), shared.get("parameters"), self.shared.english)
        self.findings.extend(basics.findings)
        self.std.clauses = dict(basics.clauses)
        own = self.source.root.get("clauses")
        self.ctx.clauses = declarations.clauses(self.ctx, own)
        self.ctx.clauses |= {k: v for k, v in self.std.clauses.items() if k not in self.ctx.clauses}
        mine = read_parameters(self.ctx, self.source.root.get("parameters"), basics.parameters)
        return mine | {k: v for k, v in basics.parameters.items() if k not in mine}

    def build(self, settings: Mapping[str, str | Setting], sha256: str) -> Built:
        declared_parameters = self.parameters()
        parameters = apply_settings(declared_parameters, settings)
        resolver = Resolver(parameters, self.findings)
        root = self._resolved(self.source.root, resolver)
        shared_resolver = Resolver(parameters, self.findings)
        shared = self._resolved(self.shared.root, shared_resolver)
        passed_over = (*resolver.passed_over, *shared_resolver.passed_over)
        other = Mentions()
        for resolved in (resolver, shared_resolver):
            for part in (*resolved.passed_over, *resolved.of_rows):
                other.note_parameters(part)
        english = self.source.english
        if english is not None and english.choosy:
            self.ctx.texts.english = {k.text: r for k, v in english.entries if (r := resolver.resolve(v)) is not None}
        self._sections(root)
        version, approval = self._heading(root)
        document = declarations.document(self.ctx, root.get("document"))

        awards = declarations.awards(self.ctx, root.get("awards"))
        sections = (shared.get(name) for name in ("clauses", "fields", "registers", "awards"))
        common_columns = standard.declared(*sections, self.shared.english)
        self.findings.extend(common_columns.findings)
        std_fields, fields, registers, std_registers = self._columns(root, shared, awards, common_columns)
        self._assessed_and_marks(root, shared, fields)
        for made in [f for f in fields.values() if f.evidence != "none"]:
            fields.setdefault(f"{made.id}_evidence", evidence_field(made))
        names = self._names(root, shared)
        available = {k: v for k, v in std_registers.items() if k not in registers} | registers
        available["nominations"] = available.get("nominations") or nominations(fields)
        scope = Scope(parameters, fields, available, names, self.usage)
        self._computed(root, fields, scope, registers)
        available |= registers  # with their computed columns

        scores = Scores(self.ctx, scope)
        rules, common = Rules(self.ctx, scope), Rules(self.std, replace(scope, usage=Usage()))
        categories = rules.categories(root.get("categories"))
        shared_categories = common.categories(shared.get("categories"))
        categories |= {k: c for k, c in shared_categories.items() if k not in categories}
        criteria = rules.criteria(root.get("criteria"), "criteria", shape.CRITERION)
        criteria |= _missing(criteria, common.criteria(shared.get("criteria"), "criteria", shape.CRITERION))
        exclusions = rules.criteria(root.get("exclusions"), "exclusions", shape.EXCLUSION)
        exclusions |= _missing(exclusions, common.criteria(shared.get("exclusions"), "exclusions", shape.EXCLUSION))
        advisories = rules.criteria(root.get("advisories"), "advisories", shape.ADVISORY)
        advisories |= _missing(advisories, common.criteria(shared.get("advisories"), "advisories", shape.ADVISORY))
        for category in categories.values():
            for name in rules_names(category.requires):
                if name in criteria and not criteria[name].clauses:
                    criteria[name] = replace(criteria[name], clauses=category.clauses)
        book = Rulebook(
            id=self._id(root),
            version=version,
            approval=approval,
            path=self.source.path,
            sha256=sha256,
            document=document,
            clauses=self.ctx.clauses,
            parameters=parameters,
            registers={},
            fields=fields,
            awards=awards,
            categories=categories,
            criteria=criteria,
            exclusions=exclusions,
            advisories=advisories,
            rounds=Rounds(self.ctx, scope).rounds(root.get("rounds"), awards),
            scoring=scores.scoring(root.get("scoring")),
            ranking=scores.ranking(root.get("ranking")),
            targets=rules.targets(root.get("targets")),
            milestones=rules.milestones(root.get("milestones")),
            readings=rules.readings(root.get("readings"), "readings", shape.READING),
            outline=tuple(rules.readings(root.get("outline"), "outline", shape.OUTLINE).values()),
        )
        # A run is repeated under the other values of its readings, over the same sheets: they carry what any asks for.
        for part in passed_over:
            other.note(part, fields)
        used = {*registers, *self.usage.registers, *common.scope.usage.registers, *other.registers}
        asked = self.usage.parameters | common.scope.usage.parameters | other.parameters
        asked |= resolver.asked | shared_resolver.asked
        declared = other.fields | {key.text for key, _ in _entries(root, "fields")}
        book = replace(
            book,
            registers={k: v for k, v in available.items() if k in used},
            fields=used_fields(book, declared),
            asked=frozenset(asked & parameters.keys()),
            elsewhere=asked_elsewhere(self.source.root, self.shared.root),
        )
        unnamed = book.rounds
        book = replace(book, rounds=_named_quotas(book))
        self._settled(book, resolver.asked | self.usage.settled)
        shaping = resolver.asked | shared_resolver.asked | self.usage.settled | common.scope.usage.settled
        circles(book, root, self.findings)
        limits(book, root, self.findings)
        checksum(book, root, self.findings)
        return Built(
            book, self.usage, self.ctx.texts, declared_parameters, unnamed, frozenset(shaping), resolver.asked, root,
            std_fields,
        )

    def _settled(self, book: Rulebook, settled: set[str]) -> None:
        """A parameter whose value is built into the rules cannot lose it with the day of decision."""
        for key, node in _entries(self.source.root, "parameters"):
            if key.text in settled and book.parameters[key.text].in_force != ALWAYS and isinstance(node, MapNode):
                self.findings.error(
                    node.key("in_force") or key,
                    "in-force-too-late",
                    f"`{key.text}` định hình quy tắc trước khi biết ngày xét; đặt `in_force` ở quy tắc dùng nó",
                    f"`{key.text}` shapes the rules before the day of decision is known; "
                    "put `in_force` on the rule that uses it",
                )

    def _resolved(self, root: MapNode, resolver: Resolver) -> MapNode:
        entries: list[tuple[Scalar, Node]] = []
        for key, value in root.entries:
            before = len(resolver.passed_over)
            made = value if key.text == "parameters" else resolver.resolve(value)
            if made is not None:
                entries.append((key, made))
            if key.text not in ABOUT_CANDIDATES:
                del resolver.passed_over[before:]
        return replace(root, entries=tuple(entries))

    def _sections(self, root: MapNode) -> None:
        for key, value in root.entries:
            if key.text not in shape.SECTIONS:
                vi, en = suggestion(key.text, shape.SECTIONS)
                self.findings.error(
                    key,
                    "unknown-section",
                    f"`{key.text}` không phải là một phần của bộ quy tắc{vi}",
                    f"`{key.text}` is not a section of a rulebook{en}",
                )
            else:
                self.ctx.read.empty(value, key)
        needed = ("language", "id", "document", "categories", "rounds")
        unknown = [key for key in root.keys if key not in shape.SECTIONS]
        for name in needed:
            if root.get(name) is None and not unknown:
                self.findings.error(
                    root,
                    "missing-section",
                    f"bộ quy tắc thiếu phần `{name}`; thêm vào",
                    f"the rulebook lacks the section `{name}`; add it",
                )

    def _heading(self, root: MapNode) -> tuple[str, Literal["draft", "approved"]]:
        read = self.ctx.read
        language, version, approval = root.get("language"), root.get("version"), root.get("approval")
        if language is not None and not (isinstance(language, Scalar) and language.text == LANGUAGE):
            self.findings.error(
                language,
                "unknown-language",
                f"chỉ đọc được ngôn ngữ bản {LANGUAGE}; viết `language: {LANGUAGE}`",
                f"only version {LANGUAGE} of the language is known; write `language: {LANGUAGE}`",
            )
        word = None
        if approval is not None:
            word = read.word(
                approval, ("draft", "approved"), Text("tình trạng phê duyệt", "a state of approval"), "unknown-option"
            )
        return (read.text(version) if version is not None else ""), cast(Literal["draft"], word or "draft")

    def _id(self, root: MapNode) -> str:
        node = root.get("id")
        return node.text if isinstance(node, Scalar) else ""

    def _columns(
        self,
        root: MapNode,
        shared: MapNode,
        awards: Mapping[str, Award],
        common: standard.Declared,
    ) -> tuple[dict[str, Field], dict[str, Field], dict[str, Register], dict[str, Register]]:
        """Standard fields, all fields, own and standard registers; the rulebook's choices are filled into them."""
        vocabulary = common.awards
        categories = dict(
            (*_labels(root, "categories", self.ctx.texts), *_labels(shared, "categories", self.std.texts))
        )
        aliases = _aliases(root, "categories", self.ctx.read) | _aliases(shared, "categories", self.ctx.read)
        rounds = dict(_labels(root, "rounds", self.ctx.texts))
        own = {k: a.text for k, a in awards.items()}
        known = own | {k: a.text for k, a in vocabulary.items() if k not in own}
        award_aliases = {k: a.aliases for k, a in vocabulary.items()} | {
            k: (*a.aliases, *(vocabulary[k].aliases if k in vocabulary else ())) for k, a in awards.items()
        }

        def filled(made: Field, register: bool) -> Field:
            if made.type != "choice" or made.options:
                return made
            match made.id:
                case "category":
                    return replace(made, options=categories, option_aliases={**made.option_aliases, **aliases})
                case "round":
                    return replace(made, options=rounds)
                case "award":
                    options = known if register else own
                    return replace(
                        made,
                        options=options,
                        option_aliases={k: v for k, v in award_aliases.items() if k in options and v},
                    )
            return made

        std_fields = {k: filled(f, False) for k, f in common.fields.items()}
        std_registers = {
            k: replace(r, fields={i: filled(f, True) for i, f in r.fields.items()})
            for k, r in common.registers.items()
        }
        mine = read_fields(self.ctx, root.get("fields"), std_fields)
        fields = std_fields | {k: filled(f, False) for k, f in mine.items()}
        registers = read_registers(self.ctx, root.get("registers"), fields, std_registers)
        registers = {
            k: replace(r, fields={i: filled(f, True) for i, f in r.fields.items()}) for k, r in registers.items()
        }
        fields.setdefault("round", Field("round", "choice", Text("Đợt xét", "Round"), rounds, standard=True))
        fields.setdefault("score", Field("score", "number", Text("Điểm", "Score"), standard=True))
        return std_fields, fields, registers, std_registers

    def _assessed_and_marks(self, root: MapNode, shared: MapNode, fields: dict[str, Field]) -> None:
        """A criterion without ``when`` is a yes/no column of that id, under its text; a mark is a number."""
        for tree, ctx in ((root, self.ctx), (shared, self.std)):
            for section in ("criteria", "exclusions", "advisories"):
                for key, node in _entries(tree, section):
                    if isinstance(node, MapNode) and node.get("when") is not None:
                        continue
                    if key.text not in fields:
                        text = _label(node, f"{section}/{key.text}", ctx.texts) or Text(key.text, key.text)
                        fields[key.text] = Field(key.text, "yes_no", text, evidence="optional")
                    elif fields[key.text].evidence == "none" and not ctx.standard:
                        fields[key.text] = replace(fields[key.text], evidence="optional")
        scoring = root.get("scoring")
        if isinstance(scoring, MapNode):
            self._marks(scoring.get("points"), "points", fields)

    def _marks(self, node: Node | None, path: str, fields: dict[str, Field]) -> None:
        if not isinstance(node, MapNode):
            return
        for key, value in node.entries:
            if not isinstance(value, MapNode):
                continue
            mark = value.get("mark")
            if isinstance(mark, Scalar) and key.text not in fields:
                from engine.rulebook.reader import read_number

                text = _label(value, f"{path}/{key.text}", self.ctx.texts) or Text(key.text, key.text)
                fields[key.text] = Field(
                    key.text, "number", text, minimum=read_number("0"), maximum=read_number(mark.text)
                )
            for inner in ("parts", "best_of"):
                self._marks(value.get(inner), f"{path}/{key.text}", fields)

    def _names(self, root: MapNode, shared: MapNode) -> dict[str, str]:
        names: dict[str, str] = {}
        where: dict[str, Scalar] = {}
        for section, what in (("criteria", "criterion"), ("exclusions", "exclusion"), ("advisories", "advisory")):
            for key, _ in _entries(root, section):
                if key.text in names:
                    first = where[key.text]
                    self.findings.error(
                        key,
                        "duplicate-name",
                        f"`{key.text}` đã dùng ở dòng {first.line}; đặt tên khác",
                        f"`{key.text}` is already used at line {first.line}; choose another name",
                    )
                else:
                    names[key.text], where[key.text] = what, key
            for key, _ in _entries(shared, section):
                if key.text not in names:
                    names[key.text] = what
        return names

    def _computed(self, root: MapNode, fields: dict[str, Field], scope: Scope, registers: dict[str, Register]) -> None:
        self._compute(_entries(root, "fields"), fields, scope)
        for name, node in _entries(root, "registers"):
            if not isinstance(node, MapNode) or name.text not in registers:
                continue
            columns = dict(registers[name.text].fields)
            self._compute(_entries(node, "fields"), columns, scope.inside(name.text))
            registers[name.text] = replace(registers[name.text], fields=columns)

    def _compute(self, entries: tuple[tuple[Scalar, Node], ...], fields: dict[str, Field], scope: Scope) -> None:
        for key, node in entries:
            compute = node.get("compute") if isinstance(node, MapNode) else None
            if compute is None or key.text not in fields:
                continue
            value, type_ = values.value(self.ctx.read, compute, scope)
            wanted = type_of(fields[key.text])
            if (
                values.must_be(self.ctx.read, compute, type_, (wanted.name,))
                and wanted.whole
                and isinstance(value, Op)
                and value.name == "ratio"
            ):
                self.findings.warning(
                    compute,
                    "not-whole",
                    f"`{key.text}` là số nguyên mà phép chia có thể lẻ; dùng kiểu `number`",
                    f"`{key.text}` is whole and a ratio may not be; use the type `number`",
                )
            fields[key.text] = replace(fields[key.text], compute=value)


def rules_names(condition: object) -> list[str]:
    """The criteria that a category's ``requires`` names, in order."""
    from engine.rulebook.terms import Name

    if condition is None:
        return []
    return [t.id for t in walk.every(cast("walk.Term", condition)) if isinstance(t, Name)]


def _named_quotas(book: Rulebook) -> dict[str, Round]:
    """The rounds, each quota without a text of its own called by whom it is for."""
    speaker = Speaker.of(book)

    def named(quota: Quota) -> Quota:
        text = quota.text
        if text == UNNAMED:
            last = quota.id.rsplit("/", 1)[-1]
            text = Text(last, last) if quota.of == MET else capitalised(speaker.condition(quota.of))
        return replace(quota, text=text, within=tuple(named(child) for child in quota.within))

    return {
        k: replace(
            round_,
            quotas=None if round_.quotas is None else tuple(named(q) for q in round_.quotas),
            across=tuple(named(q) for q in round_.across),
            slots=tuple(named(q) for q in round_.slots),
        )
        for k, round_ in book.rounds.items()
    }


def _missing(mine: Mapping[str, Criterion], shared: Mapping[str, Criterion]) -> dict[str, Criterion]:
    return {k: v for k, v in shared.items() if k not in mine}


def _entries(root: MapNode, section: str) -> tuple[tuple[Scalar, Node], ...]:
    node = root.get(section)
    return node.entries if isinstance(node, MapNode) else ()


def _label(node: Node, path: str, texts: Texts) -> Text | None:
    vi = node if isinstance(node, Scalar) else node.get("vi") if isinstance(node, MapNode) else None
    return texts.text(path, vi.text, vi) if isinstance(vi, Scalar) else None


def _labels(root: MapNode, section: str, texts: Texts) -> list[tuple[str, Text]]:
    return [
        (key.text, _label(node, f"{section}/{key.text}", texts) or Text(key.text, key.text))
        for key, node in _entries(root, section)
    ]


def _aliases(root: MapNode, section: str, read: Reader) -> dict[str, tuple[str, ...]]:
    found = {}
    for key, node in _entries(root, section):
        aliases = node.get("aliases") if isinstance(node, MapNode) else None
        if aliases is not None:
            found[key.text] = tuple(s.text for s in read.scalars(aliases))
    return found
