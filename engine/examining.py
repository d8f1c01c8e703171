"""A rulebook that was sent in, looked at: what runs in a process of its own with limits, and breaks nothing else.

The words are those of ``rulebook lint`` and ``rulebook test``; here they are only carried over, with the line quoted.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.provenance import Text
from engine.rulebook import lint, load, samples, shipped
from engine.rulebook.casetext import candidate_text, conditions_text, expected_text
from engine.rulebook.extending import extension
from engine.rulebook.files import STANDARD, composed
from engine.rulebook.findings import Finding, Findings, suggestion
from engine.rulebook.nodes import MapNode, Node, Scalar
from engine.rulebook.reader import ID
from engine.wording import say

if TYPE_CHECKING:
    from engine.casebook import Ran

RULES, ENGLISH, CASES = ".yaml", ".en.yaml", ".cases.yaml"
SENT = "sent"
_LONGEST_ID = 60
_AROUND = 70  # characters of a line to each side of a place
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # where YAML breaks lines
_MOST_FINDINGS = 100


def examined(payload: bytes) -> bytes:
    """Lint the files ``sent.*`` of a folder and give them their names. ``own``: id -> folder of the office's others.

    ``carry``: cases and English texts that did not come are those of the version before. Gives ``findings``, and where
    there is no error ``facts``.
    """
    asked = json.loads(payload)
    folder, own = Path(asked["folder"]), asked["own"]
    findings = Findings()
    root = composed(_text(folder / f"{SENT}{RULES}"), f"{SENT}{RULES}", findings)
    name = _identity(root, findings) if root is not None else None
    if root is not None:
        _base(root, own, folder, findings)
    if name is None or findings.errors:
        return _said(folder, findings.all)
    for suffix in (RULES, ENGLISH, CASES):
        if (folder / f"{SENT}{suffix}").is_file():
            (folder / f"{SENT}{suffix}").rename(folder / f"{name}{suffix}")
        elif asked["carry"] and name in own and (before := Path(own[name]) / f"{name}{suffix}").is_file():
            shutil.copyfile(before, folder / f"{name}{suffix}")
    found = lint(folder / f"{name}{RULES}")
    return _said(folder, found, None if any(f.severity == "error" for f in found) else folder / f"{name}{RULES}")


def _identity(root: MapNode, findings: Findings) -> str | None:
    """The id, by which files are called; one that is taken by what comes with the product shadows nothing."""
    node = root.get("id")
    if not isinstance(node, Scalar):
        at = root if node is None else node
        text = say("web.id_missing")
        findings.error(at, "missing-key", text.vi, text.en)
        return None
    taken = {*shipped(), *(name.rpartition("/")[2] for name in samples()), STANDARD, SENT}
    if not ID.match(node.text) or len(node.text) > _LONGEST_ID:
        text = say("web.id_bad", id=node.text[:_LONGEST_ID], n=_LONGEST_ID)
        findings.error(node, "bad-id", text.vi, text.en)
        return None
    if node.text.casefold() in {name.casefold() for name in taken}:
        text = say("web.id_taken", id=node.text)
        findings.error(node, "id-taken", text.vi, text.en)
        return None
    return node.text


def _base(root: MapNode, own: Mapping[str, str], folder: Path, findings: Findings) -> None:
    """What is extended: one that comes with the product, or the office's, of which a copy is kept beside this one."""
    said = extension(root, Findings())
    if said is None or said.base.text in shipped():
        return
    name = said.base.text
    if name not in own:  # a path among them: no file of the server is ever named from outside
        vi, en = suggestion(name, (*shipped(), *own))
        findings.error(
            said.base, "unknown-rulebook", f"không có bộ quy tắc `{name}`{vi}", f"there is no rulebook `{name}`{en}"
        )
        return
    mine = root.get("id")
    for file in sorted(Path(own[name]).glob("*.yaml")):
        if not file.name.endswith(CASES) and not (isinstance(mine, Scalar) and file.name == f"{mine.text}{RULES}"):
            shutil.copyfile(file, folder / file.name)


def _said(folder: Path, found: tuple[Finding, ...], path: Path | None = None) -> bytes:
    texts = {file.name: _text(file) for file in folder.glob("*.yaml")}
    return json.dumps({
        "findings": [
            {"code": f.code, "severity": f.severity, "file": f.file, "line": f.line, "column": f.column,
             "vi": f.text.vi, "en": f.text.en, "quoted": quoted(texts.get(f.file, ""), f.line, f.column)}
            for f in sorted(found, key=lambda f: f.severity)[:_MOST_FINDINGS]
        ],
        "more": max(0, len(found) - _MOST_FINDINGS),
        "facts": None if path is None else _facts(path),
    }).encode()  # fmt: skip


def _facts(path: Path) -> dict[str, Any]:
    book = load(path)
    said = extension(_root(path), Findings())
    title, issuer = book.document.title, book.document.issuer
    return {
        "id": book.id, "version": book.version, "approval": book.approval, "rulebook": book.sha256,
        "title": [title.vi, title.en], "issuer": [issuer.vi, issuer.en],
        "base": said.base.text if said is not None else None,
    }  # fmt: skip


def _root(path: Path) -> MapNode:
    root: Node | None = composed(_text(path), path.name, Findings())
    assert isinstance(root, MapNode), "what loads can be composed"
    return root


def _text(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_bytes().decode("utf-8-sig"))


def quoted(text: str, line: int, column: int) -> tuple[str, str, str] | None:
    r"""A line in three parts: before the place, the word at it, after; long lines are cut at both ends.

    >>> quoted("a: 1\nround: fnal", 2, 8)
    ('round: ', 'fnal', '')
    """
    lines = _BREAK.split(text)
    if not 0 < line <= len(lines):
        return None
    whole = lines[line - 1]
    at = min(max(column - 1, 0), len(whole))
    word = re.compile(r"[\w-]+|.").match(whole, at)
    end = word.end() if word else at
    first, last = max(0, at - _AROUND), min(len(whole), end + _AROUND)
    before = ("…" if first else "") + whole[first:at]
    return before, whole[at:end], whole[end:last] + ("…" if last < len(whole) else "")


def tried(payload: bytes) -> bytes:
    """Run the cases of the rulebook at ``ref``: each in words, with what was found."""
    from engine.casebook import run_cases  # with all the rooms of a run: a rulebook that is linted does not wait for it

    ref = json.loads(payload)["ref"]
    report = run_cases(ref)
    book = load(ref)
    lines = []
    for ran in report.cases:
        expected = ran.case.expected[0]
        assert expected is not None, "a case says what is expected of its candidate"
        lines.append({
            "id": ran.case.id, "line": ran.case.line, "text": ran.case.text, "good": not ran.failures,
            "candidate": _both(candidate_text(ran.case.rows[0], book)),
            "conditions": _both(conditions_text(ran.case, book)),
            "expected": _both(expected_text(expected, book)),
            "found": _both(_found(ran, book.document.body)),
            "failures": [_both(text) for text in ran.failures],
        })  # fmt: skip
    return json.dumps({
        "cases": lines, "rules": report.rules, "both": report.both_ways,
        "one_sided": [_both(text) for text in report.one_sided],
    }).encode()  # fmt: skip


def _found(ran: Ran, body: Text) -> Text:
    """What came out, with the reasons where it is not what was expected."""
    if ran.status is None:
        return ran.failures[0]
    status = say(f"status.{ran.status}.short", body=body)
    if not ran.failures or not ran.reasons:
        return status
    return Text(
        f"{status.vi}: {'; '.join(_vi(ran.reasons))}", f"{status.en}: {'; '.join(text.en for text in ran.reasons)}"
    )


def _vi(texts: tuple[Text, ...]) -> Iterator[str]:
    return (text.vi for text in texts)


def _both(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}
