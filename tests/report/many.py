"""A run with many small lists: a commune each, seats of which one is reserved, some of them empty."""

from __future__ import annotations

from dataclasses import replace

from engine.provenance import Text
from engine.records import Decision, Decisions, Placement, QuotaLine, Status
from tests.report.made import made_run


def many_lists(communes: int, people: int = 3) -> Decisions:
    """``communes`` lists; in each, two seats, one of them for hamlets and empty, and ``people`` candidates."""
    base = made_run()
    pattern = base.decisions[0]
    decisions: list[Decision] = []
    quotas: list[QuotaLine] = []
    for number in range(1, communes + 1):
        commune = f"Xã số {number:03d}"
        quotas += [
            QuotaLine(
                "collectives",
                None,
                commune,
                Text("Tập thể", "Collectives"),
                "IV.3",
                "empty",
                2,
                0,
                people,
                1,
                0,
                "90",
                0,
            ),
            QuotaLine(
                "collectives/hamlets",
                "collectives",
                commune,
                Text("Ấp, khóm", "Hamlets"),
                "IV.3",
                "empty",
                1,
                1,
                0,
                0,
                1,
                None,
                0,
            ),
            QuotaLine(
                "collectives/rest",
                "collectives",
                commune,
                Text("Các trường hợp khác", "Others"),
                "IV.3",
                "empty",
                1,
                0,
                people,
                1,
                0,
                "90",
                1,
            ),
        ]
        for place in range(1, people + 1):
            name = f"Tập thể {number:03d}-{place}"
            seated = place == 1
            about = replace(
                pattern.candidate,
                index=len(decisions),
                key=f"{name.casefold()}|commune|{commune.casefold()}||bk_tinh",
                name=name,
                commune=commune,
            )
            seat = Placement(
                "collectives/rest",
                commune,
                1 if seated else None,
                None if seated else place - 1,
                () if seated else ("collectives/rest",),
            )
            decisions.append(
                replace(
                    pattern,
                    candidate=about,
                    list=f"bk_tinh|review|collectives|{commune}",
                    rank=place,
                    score=str(91 - place),
                    status=Status.NOMINATED if seated else Status.RESERVE,
                    witness_seated=seated,
                    quota=seat,
                )
            )
    return replace(base, decisions=tuple(decisions), quotas=tuple(quotas), problems=())
