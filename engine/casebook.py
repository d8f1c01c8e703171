"""Running the cases beside a rulebook: the status, and what decides it, of each; and what no case decides both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from engine.decisions.findings import deciding
from engine.evaluation import Result
from engine.frozen import dataclass
from engine.pipeline import Run, choose_round, decision_day, evaluate_roster, year_of
from engine.problems import XetkhenError
from engine.provenance import Text
from engine.records import Decision, Status
from engine.rosters import roster_of
from engine.rulebook import load, locate
from engine.rulebook.casefile import Case, Expected, cases_path, read_cases
from engine.rulebook.model import Rulebook
from engine.truth import Truth

_SEATS = (Status.NOMINATED, Status.TIED, Status.RESERVE, Status.NO_SEAT)


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that came out otherwise than it says."""

    case: str
    line: int
    text: Text


@dataclass(frozen=True, slots=True)
class Ran:
    """A case, and what was decided of its candidate; ``status`` is None where nothing could be decided."""

    case: Case
    status: str | None
    reasons: tuple[Text, ...]
    failures: tuple[Text, ...]


@dataclass(slots=True)
class CaseReport:
    """What running a rulebook's cases showed."""

    file: str
    ran: int = 0
    cases: list[Ran] = field(default_factory=list)
    rules: int = 0  # criteria, exclusions and advisories of the rulebook's own that cases ought to try
    both_ways: int = 0  # of these, those that cases tell both ways
    failures: list[Failure] = field(default_factory=list)
    one_sided: list[Text] = field(default_factory=list)  # criteria and advisories that no case tells both ways

    @property
    def failed(self) -> bool:
        """Some case came out otherwise, or some criterion is not decided both ways."""
        return bool(self.failures or self.one_sided)

    def as_json(self) -> dict[str, object]:
        """For ``--format json``."""
        return {
            "file": self.file,
            "ran": self.ran,
            "failures": [{"case": f.case, "line": f.line, "vi": f.text.vi, "en": f.text.en} for f in self.failures],
            "one_sided": [{"vi": text.vi, "en": text.en} for text in self.one_sided],
        }

    def lines(self, lang: str) -> Iterator[str]:
        """What a person reads."""
        for failure in self.failures:
            yield f"✗ {self.file}:{failure.line}: {failure.case}: {failure.text.in_(lang)}"
        for text in self.one_sided:
            yield f"! {text.in_(lang)}"
        good = self.ran - len({f.case for f in self.failures})
        yield (
            f"{good} of {self.ran} cases come out as they say."
            if lang == "en"
            else f"{good}/{self.ran} trường hợp cho kết quả đúng như đã ghi."
        )


def run_cases(reference: str) -> CaseReport:
    """Every case beside a rulebook. Raises UnusableInput and BadRulebook where rulebook or cases cannot be read."""
    path = cases_path(locate(reference))
    report = CaseReport(path.name)
    sides: dict[str, set[Truth]] = {}
    for case in read_cases(path, load(reference)):
        report.ran += 1
        ran = _ran(reference, case, sides)
        report.cases.append(ran)
        report.failures += [Failure(case.id, case.line, text) for text in ran.failures]
    held = list(_one_sided(load(reference), sides))
    report.one_sided = [text for texts in held for text in texts]
    report.rules, report.both_ways = len(held), sum(not texts for texts in held)
    return report


def _ran(reference: str, case: Case, sides: dict[str, set[Truth]]) -> Ran:
    try:
        run = run_case(reference, case)
    except XetkhenError as error:
        return Ran(case, None, (), (error.text,))
    failures: list[Text] = []
    for decision, expected in zip(run.decisions.decisions, case.expected, strict=True):
        if expected is not None:
            failures += differences(run, decision, expected)
            _note_advisories(expected, decision, sides)
    failures += _other_problems(run, case)
    _note_sides(run, sides)
    first = run.decisions.decisions[0]
    return Ran(case, first.status.value, tuple(reason.text for reason in first.reasons[:2]), tuple(failures))


def run_case(reference: str, case: Case) -> Run:
    """One case through the whole pipeline, from rows to decisions."""
    rulebook = load(reference, case.settings)
    this_round = choose_round(rulebook, case.round)
    year = year_of(rulebook, this_round, case.year)
    rows = [with_kind(rulebook, row) for row in case.rows]
    roster = roster_of(rulebook, rows, case.registers)
    day = decision_day(rulebook, this_round, year, case.decided_on)
    return evaluate_roster(
        roster,
        rulebook,
        this_round.id,
        year,
        day,
        reference=reference,
        settings=case.settings,
        readings=any(e is not None and e.depends_on is not None for e in case.expected),
    )


def with_kind(rulebook: Rulebook, row: Mapping[str, str]) -> dict[str, str]:
    """A row of a case; its kind is the first of its category's where none is said."""
    values = dict(row)
    category = rulebook.categories.get(values.get("category", ""))
    if "kind" not in values and category is not None and category.kinds:
        values["kind"] = category.kinds[0]
    return values


def differences(run: Run, decision: Decision, expected: Expected) -> Iterator[Text]:
    """How a decision differs from what was expected of it."""
    if decision.status.value != expected.status:
        why = "; ".join(r.text.vi for r in decision.reasons[:2]), "; ".join(r.text.en for r in decision.reasons[:2])
        yield Text(
            f"{decision.candidate.name}: ra `{decision.status}`, ghi `{expected.status}` ({why[0]})",
            f"{decision.candidate.name}: `{decision.status}`, expected `{expected.status}` ({why[1]})",
        )
        return
    there = grounds(run, decision)
    missing = [name for name in expected.because if name not in there]
    if missing:
        grounds_found = ", ".join(sorted(there))
        yield Text(
            f"{decision.candidate.name}: không phải do {', '.join(missing)}; mà do {grounds_found}",
            f"{decision.candidate.name}: not because of {', '.join(missing)}; but of {grounds_found}",
        )
    unwanted = [name for name in expected.without if name in there]
    if unwanted:
        listed = ", ".join(unwanted)
        yield Text(
            f"{decision.candidate.name}: có {listed}, ghi là không có",
            f"{decision.candidate.name}: has {listed}, expected to be without",
        )
    for wanted_truth, names in ((Truth.UNMET, expected.without), (Truth.UNKNOWN, expected.unknown)):
        for name in names:
            advisory = decision.advisories.get(name)
            if (advisory is None and wanted_truth is Truth.UNKNOWN) or (
                advisory is not None and advisory.truth is not wanted_truth and name not in unwanted
            ):
                word = "không rõ" if wanted_truth is Truth.UNKNOWN else "không"
                said = "unknown" if wanted_truth is Truth.UNKNOWN else "unmet"
                yield Text(
                    f"{decision.candidate.name}: lưu ý {name} không ở mức “{word}” như đã ghi",
                    f"{decision.candidate.name}: the advisory {name} is not {said} as expected",
                )
    for name, found, wanted in (
        ("certain", decision.certain, expected.certain),
        ("score", decision.score, expected.score),
        ("rank", decision.rank, expected.rank),
        (
            "depends_on",
            sorted(decision.depends_on_readings),
            None if expected.depends_on is None else sorted(expected.depends_on),
        ),
    ):
        if wanted is not None and found != wanted:
            yield Text(
                f"{decision.candidate.name}: {name} là {found}, ghi {wanted}",
                f"{decision.candidate.name}: {name} is {found}, expected {wanted}",
            )


def _other_problems(run: Run, case: Case) -> Iterator[Text]:
    """How the problems of a run differ from those that a case expects."""
    found = sorted({p.code for p in run.decisions.problems if p.severity != "info"})
    if case.problems is not None and found != sorted(case.problems):
        there, wanted = ", ".join(found), ", ".join(sorted(case.problems))
        yield Text(
            f"lỗi dữ liệu của lượt xét là [{there}], ghi [{wanted}]",
            f"the problems of the run are [{there}], expected [{wanted}]",
        )


def grounds(run: Run, decision: Decision) -> frozenset[str]:
    """What decided: criteria, exclusions, advisories and quotas by id, and the reasons' codes."""
    truths, row = run.evaluation.truths, decision.candidate.index
    rulebook = truths.rulebook
    found = {reason.code for reason in decision.reasons}
    found |= {c for c in rulebook.exclusions if decision.exclusions[c].truth is _exclusion_counts(decision.status)}
    found |= {a for a, finding in decision.advisories.items() if finding.truth is Truth.MET}
    category = rulebook.categories.get(decision.candidate.category or "")
    if category is not None and category.requires is not None:
        wanted = {Status.NOT_ELIGIBLE: Truth.UNMET, Status.NEEDS_EVIDENCE: Truth.UNKNOWN}.get(
            decision.status, Truth.MET
        )
        found |= {name for name, _ in deciding(category.requires, wanted, truths, row)}
    for key in rulebook.ranking:
        if key.criterion is not None and truths.columns[key.criterion][row] == Truth.MET:
            found.add(key.criterion)
    if decision.quota is not None:
        found |= set(decision.quota.blocked_by)
        if decision.quota.node is not None:
            # The quota that holds it and those around it.
            parts = decision.quota.node.split("/")
            found |= {"/".join(parts[: i + 1]) for i in range(len(parts))}
    return frozenset(found)


def _exclusion_counts(status: Status) -> Truth:
    if status is Status.NEEDS_EVIDENCE:
        return Truth.UNKNOWN
    return Truth.UNMET if status in _SEATS else Truth.MET


def _note_sides(run: Run, sides: dict[str, set[Truth]]) -> None:
    """Which criteria decided somebody's standing, and which way."""
    truths, result = run.evaluation.truths, run.evaluation.result
    for decision in run.decisions.decisions:
        row = decision.candidate.index
        category = truths.rulebook.categories.get(decision.candidate.category or "")
        for exclusion in truths.rulebook.exclusions:
            truth = Truth(int(truths.columns[exclusion][row]))
            if truth is Truth.MET and result[row] == Result.EXCLUDED:
                sides.setdefault(exclusion, set()).add(Truth.MET)
            elif truth is Truth.UNMET and decision.status in _SEATS:
                sides.setdefault(exclusion, set()).add(Truth.UNMET)
        if category is None or category.requires is None:
            continue
        wanted = (
            Truth.MET if decision.status in _SEATS else Truth.UNMET if decision.status is Status.NOT_ELIGIBLE else None
        )
        if wanted is not None:
            for name, turned in deciding(category.requires, wanted, truths, row):
                sides.setdefault(name, set()).add(Truth(2 - wanted) if turned else wanted)


def _note_advisories(expected: Expected, decision: Decision, sides: dict[str, set[Truth]]) -> None:
    """Which advisories a case speaks of: that one holds, or that it does not."""
    for name in decision.advisories:
        if name in expected.because:
            sides.setdefault(name, set()).add(Truth.MET)
        if name in expected.without:
            sides.setdefault(name, set()).add(Truth.UNMET)


def _one_sided(rulebook: Rulebook, sides: dict[str, set[Truth]]) -> Iterator[list[Text]]:
    """For each rule that cases ought to try, what is missing; nothing where they tell it both ways."""
    from engine.decisions.findings import leaves

    required = {name for c in rulebook.categories.values() for name in leaves(c.requires)}
    for name in (*(c for c in rulebook.criteria if c in required), *rulebook.exclusions):
        text = (rulebook.criteria.get(name) or rulebook.exclusions[name]).text
        yield [
            Text(
                f"`{name}` ({text.vi}): chưa có trường hợp nào mà việc {vi} quyết định",
                f"`{name}` ({text.en}): no case is decided by its being {en}",
            )
            for side, vi, en in ((Truth.MET, "đạt", "met"), (Truth.UNMET, "không đạt", "unmet"))
            if side not in sides.get(name, set())
        ]
    for advisory in rulebook.advisories.values():
        if not advisory.law:
            yield [
                Text(
                    f"`{advisory.id}` ({advisory.text.vi}): chưa có trường hợp nào ghi nó ở `{key}`",
                    f"`{advisory.id}` ({advisory.text.en}): no case has it under `{key}`",
                )
                for side, key in ((Truth.MET, "because"), (Truth.UNMET, "without"))
                if side not in sides.get(advisory.id, set())
            ]
