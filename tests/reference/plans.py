"""The five plans by hand, one function a plan: from rows to everybody's status, as the plans and their readings say.

Nothing here knows the rulebooks or the engine. Rows hold typed values by field id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.reference.plan_seats import seated, settle
from tests.reference.plan_terms import (
    ALL_KINDS,
    MET,
    SHARED,
    UNKNOWN,
    UNMET,
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
    between,
    by_option,
    everybody,
    flag,
    held_back,
    is_name,
    kinds_of,
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
from tests.reference.plan_vinh_chau import VINH_CHAU

Decided = tuple[list[Expected], list[Judged]]


@dataclass(frozen=True)
class Answer:
    expected: Sequence[Expected]
    judged: Sequence[Judged]
    depends_on: Sequence[frozenset[str]]


def answer(given: Given) -> Answer:
    """Everybody's status, and the readings whose other value alone would change it."""
    plan = PLANS[given.plan]
    expected, judged = plan.decide(given)
    depends_on: list[set[str]] = [set() for _ in given.rows]
    for name, options in plan.readings.items():
        for option in options:
            if option == {**plan.defaults, **given.settings}[name]:
                continue
            for n, other in enumerate(plan.decide(given.under(name, option))[0]):
                if other.status != expected[n].status:
                    depends_on[n].add(name)
    return Answer(expected, judged, [frozenset(names) for names in depends_on])


# ---- Ninh Thuận, 2023 -------------------------------------------------------------------------------------------

REVIEW = (date(2021, 1, 1), date(2023, 12, 31))
PREFERRED = {"commune": "exceeded_target", "enterprise": "many_contributions", "individual": "many_contributions"}
POOLS = {"collective": "collectives", "individual": "individuals"}


def ninh_thuan(given: Given) -> Decided:
    settings = {**NINH_THUAN.defaults, **given.settings}

    def awarded(row: Row) -> int:
        if given.awards is None:
            return UNKNOWN if settings["register_required"] else UNMET
        found = UNMET
        for award in given.awards:
            day = award.get("recognised_on")
            counts = all_of(
                one_of(award.get("award"), "bk_tinh"),
                one_of(award.get("recognised_as"), "ntm", "advanced", "model"),
                between(award.get("decision_date") if day is None else day, *REVIEW),
            )
            commune, theirs = row.get("commune"), award.get("commune")
            match = all_of(is_name(award.get("name"), row["name"]), same(commune, theirs, unit_of))
            if settings["exclusion_scope"] == "commune" and commune is not None and theirs is not None:
                match = any_of(match, same(commune, theirs, unit_of))
            found = any_of(found, all_of(match, counts))
        return found

    def judge(row: Row, category: str) -> Judged:
        preferred = yes(row.get(PREFERRED[category])) if category in PREFERRED else UNMET
        outstanding = yes(row.get("outstanding"))
        standard = [outstanding]
        if settings["cv4791_is_condition"]:
            standard.append(yes(row.get("meets_cv4791")))
        if settings["priority"] == "condition" and category in PREFERRED:
            standard.append(preferred)
        day = row.get("dossier_received" if settings["deadline_basis"] == "received" else "dossier_sent")
        late = between(day, date(2023, 10, 11 if settings["deadline_inclusive"] else 10), date.max)
        points: Span = (0, 0)
        if category == "commune":
            points = by_option(row.get("recognised"), {"ntm": 10, "advanced": 15, "model": 20}, 20)
        if category in ("enterprise", "individual"):
            points = per_ten_million(span_of(row.get("contribution")), 20)
        score = score_of(row, settings, given.scored, points)
        first = settings["priority"] == "first"
        return Judged(
            opened=MET,
            eligible=UNMET if category == "other" else all_of(*standard),
            excluded={
                "held_back": held_back(row, settings),
                "already_awarded": awarded(row),
                "dossier_late": late if settings["late_dossier"] == "exclude" else UNMET,
            },
            seats=[(POOLS.get(kind), None) for kind in kinds_of(row)],
            low=(int(first and preferred == MET), score[0]),
            high=(int(first and preferred != UNMET), score[1]),
            score=score,
            criteria={} if category == "other" else {"outstanding": outstanding},
        )

    judged = everybody(given, judge, ("commune", "enterprise", "agency", "individual", "household", "other"))
    caps: dict[List, int] = {"collectives": 8, "individuals": 15}
    untold = given.awards is None and not settings["register_required"]
    return settle(given.rows, judged, lambda pool, them: seated(caps[pool], {}, them), untold), judged


# ---- Cẩm Thành, 2022 --------------------------------------------------------------------------------------------

LADDER = ("gk_xa", "gk_huyen", "bk_tinh", "bk_ttg", "hc_ld")


def _has(row: Row, *names: str) -> int:
    return all_of(*(yes(row.get(name)) for name in names))


def _by_award(row: Row, awards: Sequence[str], settings: Settings) -> list[Seat]:
    """Each award is a list of its own, with a part for each kind; a cap of nothing is no seat."""
    proposed = (str(row["award"]),) if known(row.get("award")) else awards
    return [
        (None, None) if settings.get(f"cap_{award}_{kind}") == 0 else (award, kind)
        for award in proposed
        for kind in kinds_of(row)
    ]


def cam_thanh(given: Given) -> Decided:
    settings = {**CAM_THANH.defaults, **given.settings}

    def standard(row: Row, category: str) -> int:
        match category:
            case "village":
                return _has(row, "model_ntm", "comprehensive_improvement")
            case "enterprise":
                stars = number(row.get("ocop_stars"))
                product = all_of(
                    _has(row, "chain_link", "joint_sale", "rural_jobs"), UNKNOWN if stars is None else sure(stars >= 3)
                )
                both = (_has(row, "contribution_acknowledged"), product)
                return all_of(*both) if settings["enterprise_bullets"] == "all" else any_of(*both)
            case "mass_organisation":
                return _has(row, "tasks_done", "propaganda")
            case "official":
                solved = _has(row, "initiative")
                if settings["official_reading"] == "either":
                    solved = any_of(solved, _has(row, "removed_difficulties"))
                return all_of(_has(row, "close_to_grassroots"), solved)
            case "worker" | "household":
                if settings["worker_reading"] == "any":
                    better = any_of(_has(row, "creative_model"), _has(row, "invention"))
                else:
                    better = _has(row, "creative_model", "invention")
                return any_of(_has(row, "practical_deeds"), better)
            case _:
                return UNMET

    def judge(row: Row, category: str) -> Judged:
        points: Span = (0, 0)
        if category == "enterprise":
            points = by_option(row.get("ocop_stars"), {3: 10, 4: 15, 5: 20}, 20)
        if category in ("worker", "household"):
            points = total(flag(row.get("creative_model"), 10), flag(row.get("invention"), 15))
        score = score_of(row, settings, given.scored, points)
        return _simply(row, settings, standard(row, category), _by_award(row, LADDER, settings), score)

    def sit(award: List, them: Sequence[tuple[str | None, int]]) -> set[int]:
        found: set[int] = set()
        for kind in ALL_KINDS:
            cap = settings.get(f"cap_{award}_{kind}")
            assert cap is None or isinstance(cap, int)
            found |= seated(cap, {}, [member for member in them if member[0] == kind])
        return found

    judged = everybody(
        given, judge, ("village", "enterprise", "mass_organisation", "official", "worker", "household", "other")
    )
    return settle(given.rows, judged, sit, untold=False), judged


def _simply(row: Row, settings: Settings, eligible: int, seats: list[Seat], score: Span) -> Judged:
    """In a plan without rounds that open and without exclusions of its own."""
    excluded = {"held_back": held_back(row, settings)}
    return Judged(MET, eligible, excluded, seats, (score[0],), (score[1],), score)


# ---- Cao Bằng, 2022, and Khánh Cư, 2024: no number is stated ----------------------------------------------------


def _unlimited(_: List, them: Sequence[tuple[str | None, int]]) -> set[int]:
    return seated(None, {}, them)


def cao_bang(given: Given) -> Decided:
    settings = {**CAO_BANG.defaults, **given.settings}

    def judge(row: Row, category: str) -> Judged:
        eligible = UNMET
        if category == "division" or (category == "other_unit" and settings["other_units_as_divisions"]):
            eligible = _has(row, "effective", "mobilises_staff", "consensus", "concrete_contribution")
        if category == "official":
            eligible = _has(row, "practical_deeds", "initiative")
        seats: list[Seat] = [(kind, None) for kind in kinds_of(row)]
        return _simply(row, settings, eligible, seats, score_of(row, settings, given.scored, (0, 0)))

    judged = everybody(given, judge, ("division", "other_unit", "official", "other"))
    return settle(given.rows, judged, _unlimited, untold=False), judged


def khanh_cu(given: Given) -> Decided:
    settings = {**KHANH_CU.defaults, **given.settings}
    start = settings["period_start"]
    assert isinstance(start, date)

    def judge(row: Row, category: str) -> Judged:
        standard = [yes(row.get("outstanding"))]
        if category == "individual":
            standard.append(between(row.get("achieved_on"), start, date(2024, 9, 30)))
        if category in ("agency", "mass_organisation") and settings["registration_is_condition"]:
            works = number(row.get("works_registered"))
            last = date(2024, 5, 25 if settings["deadline_inclusive"] else 24)
            standard.append(UNKNOWN if works is None else sure(works >= 1))
            standard.append(between(row.get("registered_on"), date.min, last))
        eligible = UNMET if category == "other" else all_of(*standard)
        awards = _by_award(row, ("ct_huyen", "ct_tinh"), settings)
        seats: list[Seat] = [((str(award), str(kind)), None) for award, kind in awards]
        return _simply(row, settings, eligible, seats, score_of(row, settings, given.scored, (0, 0)))

    judged = everybody(given, judge, ("agency", "mass_organisation", "village", "individual", "other"))
    return settle(given.rows, judged, _unlimited, untold=False), judged


# ---- their parameters -------------------------------------------------------------------------------------------

NINH_THUAN = Plan(
    ninh_thuan,
    {
        **SHARED,
        "cv4791_is_condition": (False, True),
        "priority": ("first", "condition", "advisory"),
        "exclusion_scope": ("candidate", "commune"),
        "deadline_basis": ("received", "sent"),
    },
    {"register_required": False},
)
CAM_THANH = Plan(
    cam_thanh,
    {
        **SHARED,
        "enterprise_bullets": ("all", "any"),
        "official_reading": ("initiative_for_either", "either"),
        "worker_reading": ("any", "model_with_invention"),
    },
)
CAO_BANG = Plan(cao_bang, {**SHARED, "other_units_as_divisions": (False, True)})
KHANH_CU = Plan(
    khanh_cu,
    {**SHARED, "period_start": (date(2024, 5, 1), date(2024, 5, 13)), "registration_is_condition": (False, True)},
)
PLANS = {
    "ninh-thuan-2023": NINH_THUAN,
    "vinh-chau-2021": VINH_CHAU,
    "cam-thanh-2022": CAM_THANH,
    "cao-bang-2022": CAO_BANG,
    "khanh-cu-2024": KHANH_CU,
}
