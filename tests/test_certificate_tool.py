"""The auditor's program: it finds nothing where nothing is wrong, and every change where something is.

It is loaded by its path, as an auditor has it: one file that knows nothing of ours.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from itertools import islice, product
from pathlib import Path
from random import Random
from string import ascii_uppercase
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checking import check_files
from engine.intake.resolve_file import resolution_text
from engine.intake.roster import Roster, Table
from engine.pipeline import Request, evaluate_roster, nominate
from engine.report import decisions_json
from engine.rulebook import load
from engine.samples import sample_request
from tests.evaluation.made import roster_for
from tests.evaluation.plans import PLANS, situation
from tests.evaluation.test_against_reference import case_of
from tests.reference.meaning import Case

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "tools" / "check_certificate.py"
Json = dict[str, Any]


def _loaded() -> Any:
    spec = spec_from_file_location("check_certificate", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["check_certificate"] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


tool = _loaded()


def as_read(document: Json) -> Json:
    read: Json = json.loads(json.dumps(document))
    return read


def faults(document: Json) -> list[tuple[str, str]]:
    """Code and whom it is about; a document that cannot be worked out is one fault."""
    try:
        return [(fault.code, fault.where) for fault in tool.check(document)[1]]
    except tool.Malformed:
        return [("malformed", "")]


def sealed(document: Json) -> Json:
    """As somebody leaves it who knows how the seal is made."""
    document["seal"] = tool.digest(document)
    return document


# ---- nothing wrong ------------------------------------------------------------------------------------------------


def _runs() -> Iterator[Any]:
    for plan in PLANS:
        request, _ = sample_request(plan)
        book = load(plan)
        for round_ in book.rounds.values():
            settings_ = dict(request.settings)
            if plan == "vinh-chau-2021":
                settings_["town_recognised_on"] = "2022-02-01"
            year = 2024 if round_.year is None and "year" in round_.asks else None
            yield pytest.param(
                replace(request, round=round_.id, year=year, settings=settings_), id=f"{plan}-{round_.id}"
            )
    request, _ = sample_request("vinh-chau-2021")
    yield pytest.param(replace(request, settings={**request.settings, "unfilled": "transfer", "reserved": "at_least"}),
                       id="vinh-chau-2021-transfer")  # fmt: skip
    request, _ = sample_request("ninh-thuan-2023")
    yield pytest.param(replace(request, settings={"priority": "condition", "exclusion_scope": "commune"}),
                       id="ninh-thuan-2023-condition")  # fmt: skip


@pytest.mark.parametrize("request_", list(_runs()))
def test_every_sample_round_by_round_has_no_fault(request_: Request) -> None:
    assert faults(as_read(decisions_json(nominate(request_).decisions))) == []


def test_rows_that_somebody_set_aside_are_counted(tmp_path: Path) -> None:
    request, _ = sample_request("ninh-thuan-2023")
    answers = tmp_path / "resolve.yaml"
    questions = check_files(request.files, "ninh-thuan-2023", None, None, {}).duplicates
    answers.write_text(resolution_text("ninh-thuan-2023", questions, (), answers.name).replace('"?"', '"1"'))
    document = as_read(decisions_json(nominate(replace(request, resolve=answers)).decisions))
    assert document["counts"]["rejected_rows"] == 2
    assert faults(document) == []
    document["counts"]["rejected_rows"] = 1
    assert "rejected_rows" in [where for _, where in faults(sealed(document))]


@settings(max_examples=30)
@given(seed=st.integers(0, 2**40), plan=st.sampled_from(PLANS))
def test_random_candidates_of_the_plans_have_no_fault(seed: int, plan: str) -> None:
    run = situation(Random(seed), plan, 8).run()
    assert [f for f in faults(as_read(decisions_json(run.decisions))) if f[1] != "inputs"] == []


@settings(max_examples=150)
@given(seed=st.integers(0, 2**40))
def test_random_rulebooks_have_no_fault(seed: int) -> None:
    case = case_of(seed)
    run = evaluate_roster(
        with_columns(case), case.rulebook, case.round, case.year, case.decided_on, reference="", settings={},
        readings=False,
    )  # fmt: skip
    # Rows that were made come from no file.
    assert [f for f in faults(as_read(decisions_json(run.decisions))) if f[1] != "inputs"] == []


def with_columns(case: Case) -> Roster:
    """A made roster whose sheets have a column for every field."""
    letters = [*ascii_uppercase, *("".join(pair) for pair in product(ascii_uppercase, repeat=2))]

    def full(table: Table, fields: Sequence[str]) -> Table:
        columns = dict(zip(fields, letters, strict=False))
        return replace(table, sources=tuple(replace(source, columns=columns) for source in table.sources))

    roster = roster_for(case)
    registers = {
        name: full(table, list(case.rulebook.registers[name].fields)) for name, table in roster.registers.items()
    }
    return replace(roster, candidates=full(roster.candidates, list(case.rulebook.fields)), registers=registers)


# ---- a thousand changes --------------------------------------------------------------------------------------------

NAMED = frozenset({"criteria", "exclusions", "advisories", "points", "parameters"})

SENTENCES = re.compile(
    r"decisions\.\*\.(candidate\.position|(criteria|exclusions|advisories)\.\*\.shown.*"
    r"|reasons|reasons\.\*|reasons\.\*\.(vi|en|code|cells|cells\.\*|clause))"
    r"|quotas\.\*\.(vi|en)|problems.*|run\.started_at|run\.rulebook|rules.*"
)
"""What only the seal keeps: sentences, and where they point."""

OPEN = re.compile(r"decisions\.\*\.(certain|evidence_matters|provisional_on.*|depends_on_readings.*)|quotas\.\*\.price")
"""What is proved in part: certainty where evidence is missing, readings; a price may be any that proves as much."""

NEUTRAL = re.compile(r"basis.*|decisions\.\*\.values.*")
"""What the decisions follow from: a change that changes no outcome leaves everything following."""


@pytest.fixture(scope="module")
def documents() -> list[Json]:
    made = []
    for plan in PLANS:
        rng = Random(3)
        document = as_read(decisions_json(situation(rng, plan, 7).run().decisions))
        document["run"]["inputs"] = [{"file": "cases", "sha256": "0" * 64, "rows": document["counts"]["rows"]}]
        document["run"]["id"] = run_id(document)
        made.append(sealed(document))
        assert faults(document) == []
    return made


def run_id(document: Json) -> str:
    checker = tool.Checker(document)
    checker.check()
    return str(next((f.follows for f in checker.faults if f.code == "run-id"), document["run"]["id"]))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield path, value
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield from places(inner, (*path, key))


def shape(path: tuple[Any, ...]) -> str:
    return ".".join("*" if isinstance(k, int) or (i and path[i - 1] in NAMED) else k for i, k in enumerate(path))


def altered(rng: Random, value: Any) -> Any:
    """Another value of the same kind."""
    match value:
        case bool():
            return not value
        case int():
            return value + rng.choice((-1, 1))
        case str() if re.fullmatch(r"-?\d+(\.\d+)?", value):
            return str(int(float(value)) + 1)
        case str():
            swapped = {
                "yes": "no", "no": "yes", "met": "unmet", "unmet": "met", "unknown": "met", "nominated": "reserve",
                "reserve": "nominated", "tied": "nominated", "empty": "transfer", "transfer": "empty",
            }  # fmt: skip
            return swapped.get(value, f"{value}x")
        case None:
            return rng.choice((1, "x", True))
        case list():
            return value[1:] if value else ["x"]
        case dict():
            return dict(islice(value.items(), 1, None)) if value else {"x": "1"}


def changed(document: Json, path: tuple[Any, ...], value: Any) -> Json:
    copy = as_read(document)
    inner: Any = copy
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return copy


def changes(documents: list[Json], seed: int, *, without: re.Pattern[str]) -> Iterator[tuple[Json, str, Any]]:
    """Changed documents without end, every kind of place as often as any other."""
    rng = Random(seed)
    kinds: list[dict[str, list[tuple[Any, ...]]]] = []
    for document in documents:
        by_kind = defaultdict(list)
        for path, _ in places(document):
            if path and path[0] != "seal" and not without.fullmatch(shape(path)):
                by_kind[shape(path)].append(path)
        kinds.append(by_kind)
    while True:
        i = rng.randrange(len(documents))
        kind = rng.choice(sorted(kinds[i]))
        path = rng.choice(kinds[i][kind])
        value: Any = documents[i]
        for key in path:
            value = value[key]
        yield changed(documents[i], path, altered(rng, value)), kind, path


def test_a_thousand_changes_by_who_makes_the_seal_anew_are_found(documents: list[Json]) -> None:
    without = re.compile(f"{SENTENCES.pattern}|{OPEN.pattern}|{NEUTRAL.pattern}")
    tried = list(islice(changes(documents, 1, without=without), 1_000))
    missed = [(kind, path) for document, kind, path in tried if not faults(sealed(document))]
    assert missed == []
    assert len({kind for _, kind, _ in tried}) > 70


def test_a_thousand_changes_of_any_word_break_the_seal(documents: list[Json]) -> None:
    nothing = re.compile(r"run\.started_at")
    tried = islice(changes(documents, 2, without=nothing), 1_000)
    assert [path for document, _, path in tried if tool.digest(document) == document["seal"]] == []


def test_what_is_not_proved_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path, documents: list[Json]) -> None:
    (tmp_path / "decisions.json").write_text(json.dumps(documents[0]), encoding="utf-8")
    assert tool.main([str(tmp_path), "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    for words in ("workbooks", "what the plan says", "sentences", "where evidence is missing", "readings"):
        assert words in printed.rpartition("cannot prove")[2]


# ---- changes with a purpose -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> Json:
    return as_read(decisions_json(nominate(sample_request("ninh-thuan-2023")[0]).decisions))


def those(document: Json, status: str) -> list[Json]:
    return [d for d in document["decisions"] if d["status"] == status]


def codes(document: Json) -> set[str]:
    return {code for code, _ in faults(sealed(document))}


def test_a_seat_given_to_the_next_in_the_queue_is_found(sample: Json) -> None:
    document = as_read(sample)
    down = those(document, "nominated")[0]
    up = next(d for d in those(document, "reserve") if d["list"] == down["list"])
    for one, other in (
        ("status", "status"),
        ("witness_seated", "witness_seated"),
        ("rank", "rank"),
        ("quota", "quota"),
    ):
        down[one], up[other] = up[other], down[one]
    assert {"passed-over", "seated-out-of-turn", "rank"} <= codes(document)


def test_a_tie_settled_without_the_council_is_found(sample: Json) -> None:
    document = as_read(sample)
    tied = those(document, "tied")
    assert tied
    for one in tied:
        one["status"] = "nominated" if one["witness_seated"] else "reserve"
        one["quota"]["tied_with"] = []
    for status in ("tied", "nominated", "reserve"):
        document["counts"][status] = len(those(document, status))
    assert {"status", "tied-with"} <= codes(document)


def test_a_criterion_that_does_not_follow_from_its_value_is_found(sample: Json) -> None:
    document = as_read(sample)
    loser = next(
        d for d in those(document, "not_eligible") if d["criteria"].get("outstanding", {}).get("result") == "unmet"
    )
    loser["criteria"]["outstanding"]["result"] = "met"
    assert codes(document) == {"result"}


def test_a_value_changed_wherever_it_stands_changes_what_follows(sample: Json) -> None:
    document = as_read(sample)
    winner = next(d for d in those(document, "nominated") if d["criteria"]["outstanding"]["value"] == "yes")
    winner["values"][document["basis"]["columns"].index("outstanding")] = "no"
    winner["criteria"]["outstanding"]["value"] = "no"
    assert {"result", "status"} <= codes(document)


def test_a_parameter_changed_wherever_it_stands_changes_what_follows(sample: Json) -> None:
    document = as_read(sample)
    document["run"]["parameters"]["dossier_deadline"] = document["rules"]["parameters"]["dossier_deadline"]["value"] = (
        "2023-09-01"
    )
    assert "run-id" in codes(document)
    document["run"]["id"] = run_id(document)
    assert {"result", "status"} <= codes(document)


def test_a_condition_made_easier_is_found(sample: Json) -> None:
    document = as_read(sample)
    document["basis"]["conditions"]["outstanding"]["when"] = True
    assert {"result", "status"} <= codes(document)


def test_a_register_row_taken_out_is_found(sample: Json) -> None:
    document = as_read(sample)
    assert those(document, "excluded")
    document["basis"]["registers"]["awards"]["rows"] = []
    assert {"result", "status"} <= codes(document)


def test_a_wider_quota_is_found_even_with_the_seat_it_makes(sample: Json) -> None:
    document = as_read(sample)
    document["quotas"][0]["at_most"] += 1
    assert codes(document) == {"quota-at-most"}
    document["basis"]["quotas"][0]["at_most"] += 1
    assert "passed-over" in codes(document)


def test_a_candidate_left_out_is_found(sample: Json) -> None:
    document = as_read(sample)
    del document["decisions"][document["decisions"].index(those(document, "reserve")[0])]
    document["counts"]["candidates"] -= 1
    document["counts"]["reserve"] -= 1
    document["counts"]["rows"] -= 1
    assert {"count", "quota-eligible"} <= codes(document)


def test_a_float_is_no_number(sample: Json) -> None:
    document = as_read(sample)
    document["quotas"][0]["price"] = 0.0
    assert codes(document) == {"malformed"}


# ---- the program ----------------------------------------------------------------------------------------------------


def run_tool(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Alone, as on an auditor's computer: none of our paths, no site-packages."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(TOOL), *arguments],
        check=False, capture_output=True, text=True, encoding="utf-8", cwd="/",
    )  # fmt: skip


def test_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse(TOOL.read_text(encoding="utf-8"))
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else alias.name)
        for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }  # fmt: skip
    assert {str(name).split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_it_says_what_it_checked_and_ends_with_0_1_or_2(tmp_path: Path, sample: Json) -> None:
    path = tmp_path / "decisions.json"
    path.write_text(json.dumps(sample), encoding="utf-8")
    fine = run_tool(str(tmp_path))
    assert (fine.returncode, fine.stderr) == (0, "")
    assert "Không có sai lệch." in fine.stdout
    assert "1583 kết quả tiêu chuẩn" in fine.stdout

    document = as_read(sample)
    document["decisions"][0]["rank"] += 1
    path.write_text(json.dumps(document), encoding="utf-8")
    wrong = run_tool(str(path))
    assert wrong.returncode == 1
    name = document["decisions"][0]["candidate"]["name"]
    assert "2 sai lệch" in wrong.stdout
    assert re.search(rf"✗ {name} .*: thứ hạng; tệp ghi \d+, tính lại ra \d+", wrong.stdout)
    english = run_tool(str(path), "--lang", "en")
    assert re.search(r"rank; the file says \d+, what follows is \d+", english.stdout)
    as_data = json.loads(run_tool(str(path), "--format", "json").stdout)
    assert [fault["code"] for fault in as_data["faults"]] == ["seal", "rank"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "xetkhen/decisions/1"}', "\x00"])
def test_what_is_no_certificate_ends_with_2(text: str, tmp_path: Path) -> None:
    (tmp_path / "decisions.json").write_text(text, encoding="utf-8")
    done = run_tool(str(tmp_path))
    assert done.returncode == 2
    assert "decisions.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_certificate_ends_with_2(tmp_path: Path, sample: Json) -> None:
    document = as_read(sample)
    del document["basis"]["conditions"]
    (tmp_path / "decisions.json").write_text(json.dumps(document), encoding="utf-8")
    done = run_tool(str(tmp_path), "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "damaged or was edited" in done.stderr
