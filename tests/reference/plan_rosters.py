"""Random candidates for the five plans, at and around every edge: floors, days, blanks, unreadable cells, kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.reference.plan_terms import ALL_KINDS, KINDS, UNREADABLE, Cell, Given, Row

FLOOR = 50_000_000
RECOGNISED = ("none", "ntm", "advanced", "model", "urban")
COMMUNES = ("Xã Hòa Đông", "Xã Vĩnh Hiệp", "Xã Vĩnh Hải", "Xã Lạc Hòa", "Phường 1", "Phường Khánh Hòa")
OF_NINH_THUAN = ("Xã Phước Vinh", "Xã An Hải", "Xã Phước Hà", "Xã Ma Nới", "Thị trấn Khánh Hải")
Made = dict[str, Cell]


def random_given(rng: Random, plan: str, size: int) -> Given:
    """A run of ``size`` candidates and a few copies, under some other values of the plan's parameters."""
    given = MAKERS[plan](Maker(rng, rng.random() < 0.5), size)
    rows = [*given.rows, *(rng.choice(given.rows) for _ in range(rng.choice((0, 0, 1, 2))))]
    rng.shuffle(rows)
    scored = rng.random() < 0.9
    if not scored:
        rows = [{**row, "board_score": None} for row in rows]
    return Given(given.plan, given.round, rows, given.awards, given.units, given.settings, scored)


class Maker:
    def __init__(self, rng: Random, ties: bool) -> None:
        self.rng, self.ties, self.made = rng, ties, 0

    def maybe(self, value: Cell, blank: float = 0.05, unreadable: float = 0.02) -> Cell:
        drawn = self.rng.random()
        return None if drawn < blank else UNREADABLE if drawn < blank + unreadable else value

    def yes(self, share: float = 0.85, blank: float = 0.05, unreadable: float = 0.02) -> Cell:
        return self.maybe(self.rng.random() < share, blank, unreadable)

    def some(self, *options: Cell, blank: float = 0.05, unreadable: float = 0.02) -> Cell:
        return self.maybe(self.rng.choice(options), blank, unreadable)

    def near(self, day: date, days: int = 2) -> date:
        return day + timedelta(self.rng.randint(-days, days))

    def money(self, blank: float = 0.1) -> Cell:
        edges = (0, FLOOR - 1, FLOOR, FLOOR, FLOOR + 1, 9_999_999, 10_000_000, 1_500_000_000)
        any_ = self.rng.randint(0, 40) * 10_000_000
        return self.maybe(self.rng.choice((*edges, any_, any_)), blank, 0.04)

    def whole(self, blank: float = 0.5) -> Cell:
        return self.maybe(self.rng.choice((0, self.rng.randint(1, 300))), blank, 0.03)

    def name(self, kind: Cell, what: str = "Tập thể") -> str:
        """No two are alike, however names are compared."""
        self.made += 1
        number = "".join("abcdeghklm"[int(digit)] for digit in str(self.made))
        return f"{'Nguyễn' if kind == 'individual' else 'Hộ' if kind == 'household' else what} Văn {number.upper()}"

    def settings(self, options: Mapping[str, Sequence[Cell]], share: float = 0.3) -> dict[str, Cell]:
        shared = {"held_back_required": (True,), "score_from": ("board", "table")}
        everything = {**shared, **options}
        return {n: self.rng.choice(values) for n, values in everything.items() if self.rng.random() < share}

    def candidate(self, weights: Mapping[str, int], **values: Cell) -> Made:
        """With a category of the plan, seldom blank or unreadable, and a kind that seldom does not fit it."""
        rng = self.rng
        category: Cell = rng.choices(list(weights), list(weights.values()))[0]
        if rng.random() < 0.02:
            category = rng.choice((None, UNREADABLE))
        kind: Cell = rng.choice(KINDS.get(str(category), ALL_KINDS))
        named = self.name(kind)
        if rng.random() < 0.03:
            kind = rng.choice((None, UNREADABLE, *ALL_KINDS))
        score = Fraction(rng.randint(0, 400), 4) if rng.random() < 0.2 else rng.randint(0, 6 if self.ties else 100) * 10
        return {
            "name": named, "kind": kind, "category": category, "unit": rng.choice((None, "Phòng Nội vụ")),
            "board_score": self.maybe(score), "held_back": rng.choice((None, False, False, False, self.yes(0.5))),
            **values,
        }  # fmt: skip


def _of(maker: Maker, rows: Sequence[Row], commune: Sequence[str]) -> Made:
    """A name and commune as a register might give them of one of these rows, or of nobody."""
    who = maker.rng.choice(rows)
    own = None if who.get("commune") == UNREADABLE else who.get("commune")
    name, place = maker.rng.choice((
        (who["name"], own), (who["name"], own), (who["name"], maker.rng.choice(commune)), (who["name"], None),
        (maker.name("individual"), own),
    ))  # fmt: skip
    return {"name": name, "commune": place}


def ninh_thuan(maker: Maker, size: int) -> Given:
    rng = maker.rng
    edge = date(2023, 10, 10)
    weights = {"commune": 3, "enterprise": 3, "agency": 2, "individual": 5, "household": 1, "other": 1}
    rows = [
        maker.candidate(
            weights,
            commune=maker.some(*OF_NINH_THUAN, blank=0.1), outstanding=maker.yes(0.9, 0.03),
            exceeded_target=maker.yes(0.5), many_contributions=maker.yes(0.5), meets_cv4791=maker.yes(0.7, 0.2),
            recognised=maker.some(*RECOGNISED, blank=0.1), contribution=maker.money(),
            dossier_received=maker.some(date(2023, 9, 20), date(2023, 9, 20), maker.near(edge)),
            dossier_sent=maker.maybe(maker.near(edge, 3), 0.15, 0.03),
        )
        for _ in range(size)
    ]  # fmt: skip
    days = (date(2020, 12, 31), date(2021, 1, 1), date(2022, 6, 1), date(2023, 12, 31), date(2024, 1, 1))
    awards = [
        {
            **_of(maker, rows, OF_NINH_THUAN),
            "award": maker.some("bk_tinh", "bk_tinh", "bk_tinh", "gk_xa", unreadable=0.04),
            "recognised_as": maker.some(*RECOGNISED, blank=0.1), "recognised_on": maker.some(*days, blank=0.2),
            "decision_date": maker.some(*days, blank=0.3),
        }
        for _ in range(rng.choice((0, 3, 8)))
    ]  # fmt: skip
    settings = maker.settings({
        "priority": ("condition", "advisory"), "exclusion_scope": ("commune",), "deadline_basis": ("sent",),
        "late_dossier": ("advisory",), "deadline_inclusive": (True,), "cv4791_is_condition": (True,),
        "register_required": (True,),
    }, 0.25)  # fmt: skip
    return Given("ninh-thuan-2023", "review", rows, awards if rng.random() < 0.8 else None, None, settings)


def vinh_chau(maker: Maker, size: int) -> Given:
    rng = maker.rng
    communes = rng.sample(COMMUNES, rng.choice((2, 4, 6)))
    weights = {"agency": 4, "organisation": 4, "commune": 3, "hamlet": 4, "cadre": 7, "citizen": 7, "other": 1}
    yes_no = ("exceeded_target", "creative_model", "outstanding_effort", "mobilised_contributions",
              "quality_and_schedule", "initiative", "exemplary")  # fmt: skip
    positions = ("town_official", "town_official", "commune_official", "part_time", "hamlet_body", "public_employee",
                 "armed_forces")  # fmt: skip
    rows = [
        maker.candidate(
            weights,
            **{name: maker.yes(0.92, 0.03, 0.01) for name in yes_no},
            commune=maker.some(*communes, blank=0.1), level=maker.some("town", "town", "commune", "central"),
            position_class=maker.some(*positions), recognised=maker.some(*RECOGNISED[1:], "none", blank=0.2),
            contribution=maker.money(0.5), cash=maker.money(0.4), assets=maker.money(0.5),
            labour_days=maker.whole(), land_area=maker.whole(), mobilised_value=maker.money(0.6),
        )
        for _ in range(size)
    ]  # fmt: skip
    units: list[Row] = [
        {
            "unit_name": name, "unit_type": maker.maybe("ward" if name.startswith("Phường") else "commune", 0, 0.05),
            "parent": None, "recognised": maker.some("none", "ntm", "ntm", "advanced", "urban"),
            "announced_on": maker.maybe(date(2022, 2, 1), 0.1, 0.04),
        }
        for name in COMMUNES if rng.random() < 0.9
    ]  # fmt: skip
    named_alike = rng.choice(COMMUNES).split(" ", 1)[1]
    below = [named_alike, *(str(row["name"]) for row in rows if row["category"] == "hamlet" and rng.random() < 0.6)]
    units += [
        {
            "unit_name": name, "unit_type": rng.choice(("hamlet", "quarter")), "parent": rng.choice((*COMMUNES, None)),
            "recognised": maker.some(*RECOGNISED), "announced_on": rng.choice((None, date(2022, 1, 5))),
        }
        for name in below
    ]  # fmt: skip
    for row in rows:
        if row["category"] == "commune" and rng.random() < 0.5:
            row["name"] = row["commune"] = rng.choice(COMMUNES)
    awards = [
        {
            **_of(maker, rows, communes),
            "award": maker.some("gk_thi_xa", "gk_thi_xa", "gk_thi_xa", "bk_tinh", unreadable=0.04),
            "round": maker.some("recognised_unit", "departments", "town"),
            "decision_date": maker.maybe(date(2022, 2, 14), 0.12),
        }
        for _ in range(rng.choice((0, 3, 8)))
    ]  # fmt: skip
    settings = maker.settings({
        "mobilised_counts": (False,), "announcement_required": (False,), "departments_pool": ("per_commune",),
        "reserved": ("at_least",), "unfilled": ("transfer",), "central_agencies": ("none",),
        "earlier_round": ("advisory",), "day_rate": (200_000, 300_000), "land_price": (150_000,),
        "town_recognised_on": (date(2022, 3, 1),),
    }, 0.4)  # fmt: skip
    name = rng.choice(("recognised_unit", "recognised_unit", "departments", "town"))
    if name == "town" and rng.random() < 0.8:
        settings["town_recognised_on"] = date(2022, 3, 1)
    beside = (awards if rng.random() < 0.8 else None, units if rng.random() < 0.9 else None)
    return Given("vinh-chau-2021", name, rows, *beside, settings)


def cam_thanh(maker: Maker, size: int) -> Given:
    rng = maker.rng
    weights = {"village": 2, "enterprise": 3, "mass_organisation": 2, "official": 3, "worker": 3, "household": 2}
    mostly = ("model_ntm", "comprehensive_improvement", "contribution_acknowledged", "chain_link", "joint_sale",
              "rural_jobs", "tasks_done", "propaganda", "close_to_grassroots")  # fmt: skip
    sometimes = ("initiative", "removed_difficulties", "practical_deeds", "creative_model", "invention")
    rows = [
        maker.candidate(
            weights,
            **{name: maker.yes() for name in mostly}, **{name: maker.yes(0.4, 0.1) for name in sometimes},
            award=maker.some("gk_xa", "gk_xa", "gk_xa", "gk_huyen", "bk_tinh", "bk_ttg", "hc_ld"),
            ocop_stars=maker.some(1, 2, 3, 3, 3, 4, 5),
        )
        for _ in range(size)
    ]  # fmt: skip
    caps: dict[str, Sequence[Cell]] = {
        f"cap_{award}_{kind}": (0, 1, 2, 3, 5) for award in ("gk_xa", "gk_huyen") for kind in ALL_KINDS
    }
    settings = maker.settings({
        "enterprise_bullets": ("any",), "official_reading": ("either",), "worker_reading": ("model_with_invention",),
        **caps,
    }, 0.4)  # fmt: skip
    return Given("cam-thanh-2022", rng.choice(("interim_review", "final_review")), rows, settings=settings)


def cao_bang(maker: Maker, size: int) -> Given:
    fields = ("effective", "mobilises_staff", "consensus", "concrete_contribution", "practical_deeds", "initiative")
    rows = [
        maker.candidate(
            {"division": 4, "official": 4, "other_unit": 2, "other": 1}, **{name: maker.yes(0.9) for name in fields}
        )
        for _ in range(size)
    ]
    settings = maker.settings({"other_units_as_divisions": (True,)}, 0.5)
    name = maker.rng.choice(("annual", "interim_review", "final_review"))
    return Given("cao-bang-2022", name, rows, settings=settings)


def khanh_cu(maker: Maker, size: int) -> Given:
    days = [date(2024, month, day) for month, day in ((4, 30), (5, 1), (5, 12), (5, 13), (9, 30), (10, 1))]
    rows = [
        maker.candidate(
            {"agency": 3, "mass_organisation": 3, "village": 2, "individual": 4, "other": 1},
            award=maker.some("ct_huyen", "ct_huyen", "ct_tinh"), outstanding=maker.yes(), achieved_on=maker.some(*days),
            works_registered=maker.some(0, 1, 2, 3), registered_on=maker.maybe(maker.near(date(2024, 5, 25))),
        )
        for _ in range(size)
    ]  # fmt: skip
    settings = maker.settings({
        "period_start": (date(2024, 5, 13),), "registration_is_condition": (True,), "deadline_inclusive": (True,),
    }, 0.4)  # fmt: skip
    return Given("khanh-cu-2024", "campaign", rows, settings=settings)


MAKERS: Mapping[str, Callable[[Maker, int], Given]] = {
    "ninh-thuan-2023": ninh_thuan,
    "vinh-chau-2021": vinh_chau,
    "cam-thanh-2022": cam_thanh,
    "cao-bang-2022": cao_bang,
    "khanh-cu-2024": khanh_cu,
}
