"""A council's sessions laid over a run: the document as it then reads, what changed, which quotas it goes beyond."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.council.model import Applied, Change, Choice, Council, Plain
from engine.council.seats import Places
from engine.problems import UnusableInput
from engine.provenance import Text

STRUCK = {"vi": "Hội đồng không đề nghị", "en": "Struck by the council"}
_AFTER = {"choose": "nominated", "pass": "reserve", "strike": "struck", "add": "nominated", "move": "nominated"}


def apply(document: Plain, council: Council, places: Places | None = None) -> Applied:
    """The run under all sessions. Raises UnusableInput where they are about another run, or the run was edited."""
    if (council.run, council.seal) != (document["run"]["id"], document.get("seal")):
        raise UnusableInput(Text(
            f"Quyết định của hội đồng là về lượt xét {council.run}, không phải {document['run']['id']} này.",
            f"The council's decisions are about the run {council.run}, not about this {document['run']['id']}.",
        ))  # fmt: skip
    return _Overlay(document, places or Places(document)).run(council)


class _Overlay:
    def __init__(self, document: Plain, places: Places) -> None:
        self.document, self.places = document, places
        self.status = [d["status"] for d in document["decisions"]]
        self.award = [d["candidate"]["award"] for d in document["decisions"]]
        self.node = [places.node(i, None) for i in range(len(self.status))]
        self.said: dict[int, tuple[int, Choice]] = {}

    def run(self, council: Council) -> Applied:
        changes: list[Change] = []
        for number, session in enumerate(council.sessions, 1):
            changes += [self._one(number, choice) for choice in session.choices]
        nominees = [i for i, status in enumerate(self.status) if status == "nominated"]
        seated = [self.node[i] for i in nominees]
        decisions = self.document["decisions"]
        added = [i for i in nominees if i in self.said and self.node[i] is None and not self.places.checker.unlimited]
        return Applied(
            self._view(nominees),
            tuple(changes),
            tuple(self.places.overruns(seated)),
            tuple(decisions[i]["candidate"]["name"] for i in added),
            tuple(tuple(decisions[i]["candidate"]["name"] for i in group) for group in self.open_ties()),
            council.sessions,
        )

    def _one(self, number: int, choice: Choice) -> Change:
        row = self.places.index[choice.place]
        before, award = self.status[row], self.award[row]
        self.status[row] = _AFTER[choice.action]
        if choice.award is not None and choice.award != award:
            self.award[row], self.node[row] = choice.award, self.places.node(row, choice.award)
        self.said[row] = (number, choice)
        by_rules = self.document["decisions"][row]["status"]
        return Change(number, choice, before, self.status[row], by_rules, award, self.award[row])

    def open_ties(self) -> list[list[int]]:
        """Rows of each tie that nobody has settled."""
        seen: set[int] = set()
        found = []
        for i, status in enumerate(self.status):
            if status == "tied" and i not in seen:
                group = sorted(self.places.checker.together.get(i, {i}))
                seen |= set(group)
                found.append([j for j in group if self.status[j] == "tied"])
        return found

    # -- the document as it then reads

    def _view(self, nominees: Sequence[int]) -> dict[str, Any]:
        seats, queues = self._numbers()
        decisions = [
            self._decision(i, d, seats.get(i), queues.get(i)) for i, d in enumerate(self.document["decisions"])
        ]
        filled = self.places.filled(self.node[i] for i in nominees)
        now = dict(zip(self.places.names(), filled, strict=True))
        quotas = []
        for line in self.document["quotas"]:
            n = now[line["id"], line["group"]]
            quotas.append({**line, "filled": n, "short": max(0, line["at_least"] - n)})
        counts = {**self.document["counts"], "struck": self.status.count("struck")}
        for status in self.document["rules"]["statuses"]:
            counts[status] = self.status.count(status)
        rules = self.document["rules"]
        rules = {**rules, "statuses": {**rules["statuses"], "struck": STRUCK}}
        view = {key: value for key, value in self.document.items() if key not in ("seal", "basis")}
        return {**view, "counts": counts, "decisions": decisions, "quotas": quotas, "rules": rules}

    def _decision(self, i: int, decision: Plain, seat: int | None, queue: int | None) -> dict[str, Any]:
        found = dict(decision)
        if decision["quota"] is not None and self.status[i] in ("nominated", "reserve"):
            found["quota"] = {**decision["quota"], "seat": seat, "queue": queue}
        if i not in self.said:
            return found
        number, choice = self.said[i]
        node, status, award = self.node[i], self.status[i], self.award[i]
        found["status"] = status
        found["candidate"] = {**decision["candidate"], "award": award}
        found["witness_seated"] = status == "nominated"
        found["list"] = self._list(i)
        placed: dict[str, Any] | None = None
        if node is not None and status in ("nominated", "reserve"):
            id_, group = self.places.placed(node)
            placed = {"node": id_, "group": group, "seat": seat, "queue": queue, "blocked_by": [], "tied_with": []}
        found["quota"] = placed
        if award != decision["candidate"]["award"]:
            found["rank"] = None  # it was ranked among others
        found["council"] = {
            "by_rules": decision["status"], "award_by_rules": decision["candidate"]["award"], "action": choice.action,
            "reason": choice.reason, "by": choice.by, "session": number,
            "votes": {"agree": choice.votes.agree, "against": choice.votes.against,
                      "abstained": list(choice.votes.abstained)} if choice.votes.taken else None,
        }  # fmt: skip
        return found

    def _numbers(self) -> tuple[dict[int, int], dict[int, int]]:
        """Seats and queues counted anew, each in its quota, best first; who was added comes last."""
        seats: dict[int, int] = {}
        queues: dict[int, int] = {}
        groups: dict[tuple[str, str | None, int], list[int]] = {}
        # Counted as the rules count them: within a list, in the outermost quota that has a number.
        for i, status in enumerate(self.status):
            node = self.node[i]
            if status in ("nominated", "reserve") and node is not None:
                groups.setdefault((status, self._list(i), self.places.counted_in(node)), []).append(i)
        for (status, _, _), rows in groups.items():
            # Who lost a tie stands before those who were never level; they rank better.
            rows.sort(key=self._rank)
            for n, i in enumerate(rows):
                if status == "nominated":
                    seats[i] = n + 1
                else:
                    level = n > 0 and self._rank(i) == self._rank(rows[n - 1])
                    queues[i] = queues[rows[n - 1]] if level else n + 1
        return seats, queues

    def _list(self, i: int) -> str | None:
        decision: Plain = self.document["decisions"][i]
        found: str | None = decision["list"]
        if self.award[i] == decision["candidate"]["award"]:
            return found
        return self.places.label(self.award[i] or "", self.node[i], decision["candidate"]["kind"])

    def _rank(self, i: int) -> int:
        decision = self.document["decisions"][i]
        ranked = decision["rank"] is not None and self.award[i] == decision["candidate"]["award"]
        return int(decision["rank"]) if ranked else len(self.status) + 1
