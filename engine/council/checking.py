"""Whether a session can be: who may be struck, added, moved; ties settled whole and rightly; reasons, names, votes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.council.applying import apply
from engine.council.model import Choice, Council, Plain, Session
from engine.council.seats import Places
from engine.council.words import CHANGE_ANSWERS, CHANGE_WIDTH, TIE_ANSWERS, TIE_WIDTH
from engine.names import name_key
from engine.provenance import Text, column_letter

Found = tuple[str, Text]
"""A cell and what is wrong with it."""


def check_session(
    document: Plain, earlier: Council, session: Session, places: Places, cells: Mapping[str, str]
) -> list[Found]:
    """All that stands in a session's way; ``cells`` are those of its own facts, by their field."""
    return [
        *_facts(earlier, session, cells),
        *(found for choice in session.choices for found in _said(choice, session, document)),
        *_possible(document, earlier, session, places),
    ]


# ---- the session itself ------------------------------------------------------------------------------------------


def _facts(earlier: Council, session: Session, cells: Mapping[str, str]) -> Iterator[Found]:
    if not session.held_on:
        yield cells["held_on"], Text("chưa ghi ngày họp (ngày/tháng/năm)", "the day of the session is missing")
    elif earlier.sessions and session.held_on < earlier.sessions[-1].held_on:
        last = earlier.sessions[-1].held_on
        yield cells["held_on"], Text(f"phiên họp trước đã họp ngày {last}", f"the session before was on {last}")
    if not session.chair:
        yield cells["chair"], Text("chưa ghi người chủ trì", "who chaired is missing")
    if bool(session.signed_by) != bool(session.signed_on):
        field = "signed_on" if session.signed_by else "signed_by"
        yield cells[field], Text(
            "người ký và ngày ký phải ghi cả hai, hoặc để trống cả hai", "who signed and when go together, or neither"
        )
    elif session.signed_on and session.held_on and session.signed_on < session.held_on:
        yield cells["signed_on"], Text("ngày ký trước ngày họp", "signed before the session")
    if not session.choices and not session.signed_by:
        yield cells["signed_by"], Text(
            "phiên họp này chưa quyết định gì và chưa ký; ghi quyết định, hoặc người ký và ngày ký",
            "this session decides nothing and nobody signs; write decisions, or who signed and when",
        )


# ---- one line -----------------------------------------------------------------------------------------------------


def _said(choice: Choice, session: Session, document: Plain) -> Iterator[Found]:
    if not choice.reason:
        yield _cell(choice, "reason"), Text(f"{choice.name}: chưa ghi lý do", f"{choice.name}: the reason is missing")
    if not choice.by:
        yield _cell(choice, "by"), Text(
            f"{choice.name}: chưa ghi người đề xuất", f"{choice.name}: who proposed it is missing"
        )
    if choice.award is not None and choice.award not in document["rules"]["awards"]:
        yield _cell(choice, "award"), Text(
            f"không có hình thức “{choice.award}”; chọn trong danh sách của ô", f"no award “{choice.award}”; choose one"
        )
    votes = choice.votes
    if (votes.agree is None) != (votes.against is None):
        missing = "agree" if votes.agree is None else "against"
        yield _cell(choice, missing), Text(
            "ghi cả số phiếu đồng ý và không đồng ý", "write both votes for and votes against"
        )
    cast = (votes.agree or 0) + (votes.against or 0) + len(votes.abstained)
    if votes.taken and session.members and cast > len(session.members):
        yield _cell(choice, "agree"), Text(
            f"tổng số phiếu {cast} nhiều hơn {len(session.members)} thành viên dự họp",
            f"{cast} votes are more than the {len(session.members)} members present",
        )
    members = {name_key(member) for member in session.members}
    strangers = [name for name in votes.abstained if members and name_key(name) not in members]
    if strangers:
        yield _cell(choice, "abstained"), Text(
            f"người không biểu quyết không có trong thành viên dự họp: {', '.join(strangers)}",
            f"who abstained is no member present: {', '.join(strangers)}",
        )
    own = name_key(choice.name) in members
    if own and name_key(choice.name) not in {name_key(name) for name in votes.abstained}:
        yield _cell(choice, "abstained"), Text(
            f"{choice.name} là thành viên dự họp và là trường hợp được xét: ghi vào cột “Không biểu quyết”",
            f"{choice.name} is a member present and the case itself: name them under “Không biểu quyết” (“Abstained”)",
        )


def _cell(choice: Choice, answer: str) -> str:
    """The cell of a line in which something else than the decision itself stands."""
    names, width, at = (
        (TIE_ANSWERS, TIE_WIDTH, "decision") if choice.action in ("choose", "pass")
        else (CHANGE_ANSWERS, CHANGE_WIDTH, "action")
    )  # fmt: skip
    start, row = choice.cell.rsplit("!", 1)
    first = width - len(names)
    letter = column_letter(first + names.index(at))
    assert row.startswith(letter), (choice.cell, letter)
    return f"{start}!{column_letter(first + names.index(answer))}{row.removeprefix(letter)}"


# ---- what can be decided ------------------------------------------------------------------------------------------


def _possible(document: Plain, earlier: Council, session: Session, places: Places) -> Iterator[Found]:
    now = apply(document, earlier, places).document["decisions"]
    ties = [c for c in session.choices if c.action in ("choose", "pass")]
    yield from _ties(now, ties, places)
    done = Council(earlier.run, earlier.seal, (*earlier.sessions, replace(session, choices=tuple(ties))))
    now = apply(document, done, places).document["decisions"]
    seen: set[str] = set()
    ladder = list(document["rules"]["awards"])
    for choice in session.choices:
        if choice.action in ("choose", "pass"):
            continue
        if choice.place in seen:
            yield choice.cell, Text(
                f"{choice.name}: đã có một dòng khác trong phiên này", f"{choice.name}: another line is about them"
            )
        seen.add(choice.place)
        yield from _one(choice, now[places.index[choice.place]], ladder)


def _one(choice: Choice, decision: Mapping[str, Any], ladder: list[str]) -> Iterator[Found]:
    nominated, award = decision["status"] == "nominated", decision["candidate"]["award"]
    if choice.action in ("strike", "move") and not nominated:
        yield choice.cell, Text(
            f"{choice.name} không có trong danh sách đề nghị nên không rút hay chuyển được",
            f"{choice.name} is not nominated, so cannot be struck or moved",
        )
    if choice.action == "add" and nominated:
        yield choice.cell, Text(f"{choice.name} đã có trong danh sách", f"{choice.name} is nominated already")
    if choice.action == "add" and decision["status"] == "tied":
        yield choice.cell, Text(
            f"{choice.name} đang đồng hạng: quyết định ở trang “Đồng hạng”", f"{choice.name} is tied: settle the tie"
        )
    if choice.action == "add" and choice.award is None and award is None and ladder:
        yield _cell(choice, "award"), Text(
            f"{choice.name}: chưa ghi hình thức đề nghị", f"{choice.name}: the award is missing"
        )
    lower = choice.award in ladder and award in ladder and ladder.index(choice.award) < ladder.index(award)
    if choice.action == "move" and nominated and not lower:
        yield _cell(choice, "award"), Text(
            f"{choice.name}: chuyển phải sang hình thức thấp hơn hình thức đang đề nghị",
            f"{choice.name}: moving goes to an award lower than the one proposed",
        )


def _ties(now: list[dict[str, Any]], ties: list[Choice], places: Places) -> Iterator[Found]:
    said: dict[int, Choice] = {}
    for choice in ties:
        row = places.index[choice.place]
        if now[row]["status"] != "tied":
            yield choice.cell, Text(f"{choice.name} không còn đồng hạng", f"{choice.name} is not tied any more")
            continue
        said[row] = choice
    for group in {frozenset(places.checker.together[row]) for row in said}:
        rows = sorted(group)
        first = said[min(said.keys() & group)].cell
        silent = [now[row]["candidate"]["name"] for row in rows if row not in said]
        seats = sum(bool(places.decisions[row]["witness_seated"]) for row in rows)
        chosen = {row: said[row].action == "choose" for row in rows if row in said}
        if silent:
            yield first, Text(
                f"nhóm đồng hạng phải quyết định đủ; còn thiếu: {', '.join(silent)}",
                f"a tie is settled whole; undecided: {', '.join(silent)}",
            )
        elif sum(chosen.values()) != seats:
            yield first, Text(
                f"nhóm đồng hạng này có {seats} suất, đã chọn {sum(chosen.values())}; chọn đúng {seats}",
                f"this tie is for {seats} seats and {sum(chosen.values())} are chosen; choose exactly {seats}",
            )
        elif not places.right(chosen):
            yield first, Text(
                "cách chọn này vượt số lượng của một nhóm, hoặc bỏ trống suất dành riêng; chọn lại",
                "this choice goes beyond a quota, or leaves a reserved seat empty; choose otherwise",
            )
