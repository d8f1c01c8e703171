"""Vĩnh Châu's plan by hand: its standards, when its rounds open, and which class of seat each candidate may take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tests.reference.plan_seats import Part, seated, settle
from tests.reference.plan_terms import (
    MET,
    SHARED,
    UNBOUNDED,
    UNKNOWN,
    UNMET,
    UNREADABLE,
    Cell,
    Expected,
    Given,
    Judged,
    List,
    Plan,
    Row,
    Seat,
    Settings,
    Span,
    all_of,
    any_of,
    at_least,
    between,
    everybody,
    flag,
    held_back,
    is_name,
    known,
    number,
    one_of,
    per_ten_million,
    same,
    score_of,
    span_of,
    sure,
    total,
    unit_of,
    yes,
)

FLOOR = 50_000_000
FIRST_DAY = date(2021, 12, 1)  # what was decided before is of another campaign
PARTS = ("cash", "assets", "labour_days", "land_area")
EFFORT = ("outstanding_effort", "creative_model", "mobilised_contributions", "quality_and_schedule")
NEEDS = {
    "agency": ("exceeded_target", "creative_model"),
    "organisation": ("contributed_50m",),
    "commune": ("recognised", *EFFORT),
    "hamlet": ("recognised", "creative_model", "mobilised_contributions"),
    "cadre": ("initiative", "exceeded_target"),
    "citizen": ("exemplary", "converted_50m"),
    "other": (),
}
ROUNDS = ("recognised_unit", "departments", "town")
CLASSES = {"town_official": "town_cadre", **dict.fromkeys(("commune_official", "part_time", "hamlet_body"), "cadre")}
PLACES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "recognised_unit": {
        "hamlet": ("collectives", "hamlets"),
        "cadre": ("individuals", "cadres"), "citizen": ("individuals", "citizens"),
        **dict.fromkeys(("commune", "organisation", "local_agency"), ("collectives", "rest")),
    },
    "departments": {"town_agency": ("collectives", None), "town_cadre": ("individuals", None)},
    "town": {
        "hamlet": ("collectives", "hamlets"), "town_agency": ("collectives", "town"),
        **dict.fromkeys(("commune", "local_agency"), ("collectives", "communes")),
        "cadre": ("individuals", "cadres"), "town_cadre": ("individuals", "town"),
        "citizen": ("individuals", "citizens"),
    },
}  # fmt: skip
SEATS: Mapping[tuple[str, str], tuple[int, Mapping[str, int]]] = {
    ("recognised_unit", "collectives"): (2, {"hamlets": 1}),
    ("recognised_unit", "individuals"): (4, {"cadres": 1, "citizens": 3}),
    ("departments", "collectives"): (2, {}),
    ("departments", "individuals"): (4, {}),
    ("town", "collectives"): (6, {"hamlets": 2, "communes": 2, "town": 2}),
    ("town", "individuals"): (10, {"town": 2, "cadres": 2, "citizens": 6}),
}


def contributed(row: Row, settings: Settings) -> tuple[Span, Span]:
    """What was given, in dong; and what the sheet states, which earns the points."""
    rates = {"cash": 1, "assets": 1, "labour_days": settings["day_rate"], "land_area": settings["land_price"]}
    parts: list[Span] = []
    complete = True
    for part in PARTS:
        amount, rate = row.get(part), number(rates[part])
        if amount is None:
            complete = False
        elif (some := number(amount)) is None or (some and rate is None):
            parts.append((0, UNBOUNDED))
            complete = False
        else:
            parts.append((some * (rate or 0),) * 2)
    added = total(*parts) if parts else (0, UNBOUNDED)
    stated = row.get("contribution")
    if stated is None:
        return added, added
    span = span_of(stated)
    if complete and known(stated) and (span[0] >= FLOOR) != (added[0] >= FLOOR):
        return (min(span[0], added[0]), max(span[0], added[0])), span
    return span, span


def _commune_row(unit: Row) -> int:
    return one_of(unit.get("unit_type"), "commune", "ward")


def recognised(row: Row, units: Sequence[Row]) -> int:
    """Its own cell; else the list of units: a commune by its name, or a hamlet of that name in the same commune."""
    listed: Cell = None
    for below in (False, True):
        said: list[Cell] = []
        for unit in units:
            if unit_of(unit["unit_name"]) == unit_of(row["name"]):
                match = 2 - _commune_row(unit) if below else _commune_row(unit)
                if below:
                    match = all_of(match, same(row.get("commune"), unit.get("parent"), unit_of))
                if match != UNMET:
                    said.append(unit.get("recognised") if match == MET else UNREADABLE)
        if said:  # rows that do not say the same say nothing certain
            listed = said[0] if len(set(said)) == 1 else UNREADABLE
            break
    own = row.get("recognised")
    if own is None:
        own = listed
    elif known(own) and known(listed) and own != listed:
        return UNKNOWN
    return 2 - one_of(own, "none")


def vinh_chau(given: Given) -> tuple[list[Expected], list[Judged]]:
    settings = {**VINH_CHAU.defaults, **given.settings}
    opened: dict[str, int] = {}
    for unit in given.units or ():
        announced = MET if known(unit.get("announced_on")) or not settings["announcement_required"] else UNKNOWN
        level = one_of(unit.get("recognised"), "ntm", "advanced", "model", "urban")
        name = unit_of(unit["unit_name"])
        opened[name] = any_of(opened.get(name, UNMET), all_of(_commune_row(unit), level, announced))
    some_open = UNKNOWN if given.units is None else any_of(*opened.values())

    def open_for(commune: Cell, per_commune: bool) -> int:
        if given.round == "town":
            return sure(settings["town_recognised_on"] is not None)
        pooled = given.round == "departments" and settings["departments_pool"] == "town"
        if pooled or given.units is None:
            return some_open
        if commune is None:  # judged as if it were open once it is open for one; a seat per commune is nobody's yet
            return UNKNOWN if per_commune and some_open == MET else some_open
        if not known(commune):
            return UNKNOWN if some_open else UNMET
        return opened.get(unit_of(commune), UNMET)

    def classes(row: Row, category: str) -> list[str]:
        if category == "agency":
            levels = [row["level"]] if known(row.get("level")) else ["town", "commune", "central"]
            central = "town_agency" if settings["central_agencies"] == "town" else "none"
            return [{"town": "town_agency", "commune": "local_agency", "central": central}[str(v)] for v in levels]
        if category == "cadre":
            positions = [row["position_class"]] if known(row.get("position_class")) else [*CLASSES, "armed_forces"]
            return [CLASSES.get(str(position), "none") for position in positions]
        return [category]

    def seats(row: Row, category: str) -> tuple[list[Seat], bool]:
        """And whether one of them is a seat of a commune."""
        grouped = given.round == "recognised_unit" or (
            given.round == "departments" and settings["departments_pool"] == "per_commune"
        )
        commune = row.get("commune")
        groups = ([unit_of(commune)] if known(commune) else [*opened, "?"]) if grouped else [""]
        found: set[Seat] = set()
        for place in (PLACES[given.round].get(name) for name in classes(row, category)):
            found |= {(None, None)} if place is None else {((place[0], group), place[1]) for group in groups}
        return sorted(found, key=str), grouped and any(list_ is not None for list_, _ in found)

    def earlier(row: Row) -> int:
        if given.awards is None or settings["earlier_round"] != "exclude":
            return UNMET
        return any_of(*(
            all_of(
                is_name(award.get("name"), row["name"]), same(row.get("commune"), award.get("commune"), unit_of),
                one_of(award.get("award"), "gk_thi_xa"), one_of(award.get("round"), *ROUNDS),
                between(award.get("decision_date"), FIRST_DAY, date.max),
            )
            for award in given.awards
        ))  # fmt: skip

    def judge(row: Row, category: str) -> Judged:
        converted, stated = contributed(row, settings)
        citizen, mobilised = converted, row.get("mobilised_value")
        if settings["mobilised_counts"] and mobilised is not None:
            nothing = all(row.get(part) is None for part in (*PARTS, "contribution"))
            base = (0, 0) if nothing and known(mobilised) else converted
            citizen = total(base, span_of(mobilised))
        truths = {name: yes(row.get(name)) for names in NEEDS.values() for name in names}
        truths["recognised"] = recognised(row, given.units or ())
        truths["contributed_50m"], truths["converted_50m"] = at_least(converted, FLOOR), at_least(citizen, FLOOR)
        points: list[Span] = []
        if category in ("organisation", "citizen"):
            points.append(per_ten_million(stated, 30))
        if category in ("agency", "commune", "hamlet"):
            points.append(flag(row.get("creative_model"), 10))
        if category == "cadre":
            points.append(flag(row.get("initiative"), 10))
        score = score_of(row, settings, given.scored, total(*points))
        places, per_commune = seats(row, category)
        eligible = UNMET if category == "other" else all_of(*(truths[name] for name in NEEDS[category]))
        return Judged(
            open_for(row.get("commune"), per_commune), eligible,
            {"held_back": held_back(row, settings), "earlier_round": earlier(row)},
            places, (score[0],), (score[1],), score, {name: truths[name] for name in NEEDS[category]},
        )  # fmt: skip

    def sit(list_: List, them: Sequence[tuple[str | None, int]]) -> set[int]:
        most, reserved = SEATS[given.round, list_[0]]
        exact, empty = settings["reserved"] == "exactly", settings["unfilled"] == "empty"
        parts = {name: Part(n, n if exact and empty else None, empty) for name, n in reserved.items()}
        if exact and most > sum(reserved.values()) and reserved:
            rest = most - sum(reserved.values())
            parts["rest"] = Part(rest, rest if empty else None, empty)
        return seated(most, parts, them)

    judged = everybody(given, judge, tuple(NEEDS))
    untold = given.awards is None and settings["earlier_round"] == "exclude"
    return settle(given.rows, judged, sit, untold), judged


VINH_CHAU = Plan(
    vinh_chau,
    {**SHARED, "mobilised_counts": (True, False), "announcement_required": (True, False),
     "departments_pool": ("town", "per_commune"), "reserved": ("exactly", "at_least"),
     "unfilled": ("empty", "transfer"),
     "central_agencies": ("town", "none"), "earlier_round": ("exclude", "advisory")},
    {"day_rate": None, "land_price": None, "town_recognised_on": None},
)  # fmt: skip
