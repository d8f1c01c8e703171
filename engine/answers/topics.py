"""Questions about a whole run, one a topic: ties, held back, late, awarded before, readings, rates, points, seats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.answers.said import SET_BY, Answer, Plain, Said, found_for, inside, status_of, tell_rule, text_of, who
from engine.council import Applied
from engine.provenance import Text

_MOST = 50


def about(topic: str, document: Plain, applied: Applied | None = None) -> Answer:
    """The answer to one of ``TOPICS``; ``applied``: the council's word, where it has met."""
    title, answer = TOPICS[topic]
    said = Said(title)
    answer(said, document, applied)
    return said.answer()


# ---- ties ----------------------------------------------------------------------------------------------------------


def _ties(said: Said, document: Plain, applied: Applied | None) -> None:
    by_key: dict[str, list[Any]] = {}
    for decision in document["decisions"]:
        by_key.setdefault(decision["candidate"]["key"], []).append(decision)
    seen: set[str] = set()
    for decision in document["decisions"]:
        key = decision["candidate"]["key"]
        if decision["status"] != "tied" or key in seen:
            continue
        keys = {key, *decision["quota"]["tied_with"]}
        seen |= keys
        group = [d for d in document["decisions"] if d["candidate"]["key"] in keys and d["status"] == "tied"]
        seats, score = sum(d["witness_seated"] for d in group), decision["score"] or "…"
        said.add(
            f"{len(group)} trường hợp ngang nhau, {seats} suất (hạng {decision['rank']},"
            f" điểm {score.replace('.', ',')}):",
            f"{len(group)} level for {seats} seats (rank {decision['rank']}, score {score}):",
        )
        for one in group:
            _tied(said, one, applied)
    if not seen:
        said.add("Không có trường hợp đồng hạng ở suất cuối.", "Nobody is level at the edge of a quota.")


def _tied(said: Said, decision: Plain, applied: Applied | None) -> None:
    name = who(decision)
    changes = [] if applied is None else [c for c in applied.changes if who_is(c.choice.place, decision)]
    settled = next((c for c in reversed(changes) if c.choice.action in ("choose", "pass")), None)
    if settled is None:
        said.add(f"{name}: hội đồng chưa quyết định", f"{name}: the council has not decided", 1)
        return
    choice, session = settled.choice, applied.sessions[settled.session - 1] if applied else None
    assert session is not None
    votes = choice.votes
    vote = Text(f"; {votes.agree} phiếu đồng ý, {votes.against} không", f"; {votes.agree} for, {votes.against} against")
    vote = vote if votes.taken else Text("; không biểu quyết", "; no vote")
    chosen = Text("chọn", "chosen") if choice.action == "choose" else Text("không chọn", "not chosen")
    minutes = session.minutes or "…"
    day = "/".join(reversed(session.held_on.split("-")))
    said.add(
        f"{name}: {chosen.vi}, phiên {settled.session} ngày {day}, biên bản {minutes};"
        f" lý do: {choice.reason}; đề xuất: {choice.by}{vote.vi}",
        f"{name}: {chosen.en}, session {settled.session} of {day}, minutes {minutes};"
        f" reason: {choice.reason}; proposed by {choice.by}{vote.en}",
        1,
    )


def who_is(place: str, decision: Plain) -> bool:
    return place == "{file}!{sheet}!{row}".format_map(decision["candidate"])


# ---- rules of one kind ---------------------------------------------------------------------------------------------


def _held_back(said: Said, document: Plain, _: Applied | None) -> None:
    if "held_back" not in document["rules"]["exclusions"]:
        said.add("Bộ quy tắc không có quy định này.", "The rulebook has no such rule.")
        return
    tell_rule(said, document, "exclusions", "held_back", _MOST)
    if not found_for(document, "exclusions", "held_back")["met"]:
        said.add("Không ai đang bị xem xét theo danh sách đã nhận.", "By the sheets nobody is held back.")


def _reading(document: Plain, words: tuple[str, ...]) -> list[tuple[str, str, Any]]:
    """Rules whose condition has one of these words in it: section, id, condition."""
    found = []
    for section in ("exclusions", "criteria", "advisories"):
        for rule in document["rules"][section]:
            condition = document["basis"]["conditions"][rule]["when"]
            if any(isinstance(part, dict) and not part.keys().isdisjoint(words) for part in inside(condition)):
                found.append((section, rule, condition))
    return found


def _late(said: Said, document: Plain, _: Applied | None) -> None:
    parameters = document["rules"]["parameters"]
    for section, rule, condition in _reading(document, ("late", "in_time")):
        names = [
            part["parameter"]
            for test in inside(condition) if isinstance(test, dict)
            for word in ("late", "in_time") if isinstance(part := test.get(word), dict) and "parameter" in part
        ]  # fmt: skip
        for name in dict.fromkeys(names):
            shown = text_of(parameters[name]["shown"])
            said.add(f"Hạn: {parameters[name]['vi']}: {shown.vi}", f"Deadline: {parameters[name]['en']}: {shown.en}")
        tell_rule(said, document, section, rule, _MOST)
        late = found_for(document, section, rule)["met" if section != "criteria" else "unmet"]
        became = {d["status"] for d, _ in late}
        if section == "exclusions" and late:
            alike = became == {"excluded"} or became <= {"excluded", "not_considered"}
            if alike:
                said.add("Mọi trường hợp quá hạn đều bị loại như nhau.", "All that came late are excluded alike.", 1)
            else:
                said.add("KHÔNG như nhau; xem từng dòng trên.", "NOT alike; see the lines above.", 1)
        elif late:
            said.add("Chỉ là lưu ý: không loại ai vì lý do này.", "An advisory: nobody is excluded for it.", 1)
    if "late_dossier" in parameters:
        shown = text_of(parameters["late_dossier"]["shown"])
        said.add(
            f"Cách xử lý hồ sơ muộn, cho tất cả: {shown.vi}", f"What happens to late dossiers, all of them: {shown.en}"
        )
    if said.empty:
        said.add("Kế hoạch không có thời hạn hồ sơ nào.", "The plan has no deadline for dossiers.")


def _registers(said: Said, document: Plain, _: Applied | None) -> None:
    for name, register in document["basis"]["registers"].items():
        rows = len(register["rows"]) if register["given"] else 0
        said.add(
            f"Sổ `{name}`: đã tra, {rows} dòng" if register["given"] else f"Sổ `{name}`: KHÔNG được nộp, chưa tra được",
            f"Register `{name}`: read, {rows} rows" if register["given"] else f"Register `{name}`: NOT handed in",
        )
    for section, rule, _condition in _reading(document, ("in_register", "register")):
        tell_rule(said, document, section, rule, _MOST)
        for decision, _finding in found_for(document, section, rule)["met"] if section != "criteria" else ():
            for reason in decision["reasons"]:
                if reason["clause"] in document["rules"][section][rule]["clauses"]:
                    said.add(f"{who(decision)}: {reason['vi']}", f"{who(decision)}: {reason['en']}", 2)
    if said.empty:
        said.add("Kế hoạch không dẫn sổ nào.", "The plan looks into no register.")


# ---- settings ------------------------------------------------------------------------------------------------------


def _readings(said: Said, document: Plain, _: Applied | None) -> None:
    for reading in document["rules"]["readings"]:
        said.add(f"{reading['vi']} (mục {', '.join(reading['clauses'])})",
                 f"{reading['en']} (clause {', '.join(reading['clauses'])})")  # fmt: skip
        name = reading["parameter"]
        if name is None:
            continue
        parameter = document["rules"]["parameters"][name]
        shown = text_of(parameter["shown"])
        others = [Text(o["vi"], o["en"]) for option, o in parameter["options"].items() if option != parameter["value"]]
        if parameter["type"] == "yes_no" and not others:
            others = [Text("không", "no") if parameter["value"] == "yes" else Text("có", "yes")]
        said.add(
            f"`{name}`: chọn: {shown.vi}; hiểu khác: {'; '.join(o.vi for o in others) or '–'}",
            f"`{name}`: chosen: {shown.en}; else: {'; '.join(o.en for o in others) or '–'}",
            1,
        )
        hang = [d for d in document["decisions"] if name in d["depends_on_readings"]]
        names = ", ".join(d["candidate"]["name"] for d in hang[:_MOST])
        said.add(f"hiểu khác thì {len(hang)} trường hợp đổi kết luận" + (f": {names}" if hang else ""),
                 f"under the other {len(hang)} decisions change" + (f": {names}" if hang else ""), 1)  # fmt: skip
    if said.empty:
        said.add("Không có chỗ nào phải chọn cách hiểu.", "Nothing in the plan had to be read one way or another.")


def _rates(said: Said, document: Plain, _: Applied | None) -> None:
    parameters = document["rules"]["parameters"]
    found: dict[str, list[str]] = {}
    for field, about_ in document["basis"]["fields"].items():
        for part in inside(about_.get("compute")):
            product = part.get("product") if isinstance(part, dict) else None
            for value in product or ():
                if isinstance(value, dict) and value.get("parameter") in parameters:
                    found.setdefault(value["parameter"], []).append(field)
    for name, fields in found.items():
        parameter = parameters[name]
        by, shown = SET_BY[parameter["set_by"]], text_of(parameter["shown"])
        into = ", ".join(dict.fromkeys(fields))
        said.add(f"`{name}`: {parameter['vi']}: {shown.vi} ({by.vi}); dùng để tính `{into}`",
                 f"`{name}`: {parameter['en']}: {shown.en} ({by.en}); used for `{into}`")  # fmt: skip
    if said.empty:
        said.add("Không có giá trị nào phải quy đổi.", "Nothing is converted.")


def _points(said: Said, document: Plain, _: Applied | None) -> None:
    rules, run = document["rules"], document["run"]
    board = rules["document"]["basis"] == "board"
    body = text_of(rules["document"]["body"])
    said.add(
        f"Thang điểm do {body.vi} đặt ra; kế hoạch không quy định." if board else "Thang điểm do kế hoạch quy định.",
        f"The points are set by {body.en}; the plan gives none." if board else "The points are the plan's own.",
    )
    for name, text in rules["points"].items():
        said.add(f"`{name}`: {text['vi']}", f"`{name}`: {text['en']}", 1)
    if "score_from" in rules["parameters"]:
        parameter = rules["parameters"]["score_from"]
        shown = text_of(parameter["shown"])
        said.add(f"Nguồn điểm: {shown.vi}", f"Score from: {shown.en}")
    for key in document["basis"]["ranking"]:
        if "first" in key:
            text = text_of(rules["criteria"].get(key["first"]))
            said.add(f"Xếp trước: {text.vi}", f"Ranked first: {text.en}")
    book = run["rulebook"]
    said.add(f"Bộ quy tắc {book['id']} {book['version']}, mã {book['sha256'][:12]}, {book['approval']}; xét lúc "
             f"{run['started_at'] or '…'}",
             f"Rulebook {book['id']} {book['version']}, digest {book['sha256'][:12]}, {book['approval']}; run at "
             f"{run['started_at'] or '…'}")  # fmt: skip


# ---- seats, senders ------------------------------------------------------------------------------------------------


def _caps(said: Said, document: Plain, applied: Applied | None) -> None:
    lines = applied.document["quotas"] if applied else document["quotas"]
    for line in lines:
        if line["at_most"] is None:
            continue
        most, filled, eligible = line["at_most"], line["filled"], line["eligible"]
        where = f" ({line['group']})" if line["group"] else ""
        if filled > most:
            state = Text(f"VƯỢT {filled - most}", f"EXCEEDED by {filled - most}")
        elif filled == most:
            state = Text("đủ, không vượt", "full, not exceeded")
        else:
            few = eligible <= filled
            state = Text(
                f"còn trống {most - filled}: " + ("không còn ai đủ tiêu chuẩn" if few else "suất dành cho nhóm khác,"
                                                  " hoặc chờ phân định đồng hạng"),
                f"{most - filled} empty: " + ("nobody else is eligible" if few else "kept for others, or tied for"),
            )  # fmt: skip
        cut = "" if line["cut_off"] is None else line["cut_off"]
        said.add(
            f"{line['vi']}{where}: {filled}/{most}, {eligible} đủ tiêu chuẩn: {state.vi}"
            + (f"; điểm thấp nhất được chọn {cut.replace('.', ',')}" if cut else ""),
            f"{line['en']}{where}: {filled} of {most}, {eligible} eligible: {state.en}"
            + (f"; lowest score chosen {cut}" if cut else ""),
        )
    open_ = sum(d["status"] == "tied" and d["witness_seated"] for d in document["decisions"]) if applied is None else 0
    if open_:
        said.add(f"Trong đó {open_} suất còn chờ hội đồng phân định đồng hạng.",
                 f"Of these, {open_} seats wait for the council to break a tie.")  # fmt: skip
    for over in applied.overruns if applied else ():
        said.add(f"Hội đồng quyết định vượt: {over.text.vi}: {over.filled}/{over.at_most}",
                 f"The council went beyond: {over.text.en}: {over.filled} of {over.at_most}")  # fmt: skip
    for name in applied.outside if applied else ():
        said.add(f"Hội đồng bổ sung ngoài số lượng: {name}", f"Added by the council outside the quotas: {name}")
    if said.empty:
        said.add("Kế hoạch không quy định số lượng.", "The plan states no number.")


def _senders(said: Said, document: Plain, applied: Applied | None) -> None:
    now = applied.document if applied else document
    senders: dict[str, list[Any]] = {}
    for decision in now["decisions"]:
        if decision["status"] != "nominated":
            senders.setdefault(decision["candidate"]["unit"] or "–", []).append(decision)
    for sender, decisions in senders.items():
        said.add(f"{sender}: {len(decisions)} trường hợp không có trong danh sách đề nghị:",
                 f"{sender}: {len(decisions)} not on the list:")  # fmt: skip
        for decision in decisions:
            status = status_of(now, decision)
            said.add(
                f"{decision['candidate']['name']}: {status.vi}", f"{decision['candidate']['name']}: {status.en}", 1
            )
    said.add(
        "Thông báo cho từng đơn vị: xetkhen documents RUN lập, trong thư mục thong-bao; gửi là việc của cơ quan.",
        "A notice for each sender: xetkhen documents RUN writes it, in thong-bao; sending it is the office's.",
    )


def _evidence(said: Said, document: Plain, applied: Applied | None) -> None:
    """Of every nominee, each cell that asks for evidence, and what is named beside it."""
    columns = document["basis"]["columns"]
    sheets = {(s["file"], s["sheet"]): s["columns"] for s in document["basis"]["sheets"]}
    now = applied.document if applied else document
    lacking = total = 0
    for decision in now["decisions"]:
        if decision["status"] != "nominated":
            continue
        candidate, values = decision["candidate"], dict(zip(columns, decision["values"], strict=True))
        letters = sheets[candidate["file"], candidate["sheet"]]
        said.add(f"{candidate['name']}; đơn vị gửi: {candidate['unit'] or '–'}",
                 f"{candidate['name']}; sent by: {candidate['unit'] or '–'}")  # fmt: skip
        for field in columns:
            value = values[field]
            if f"{field}_evidence" not in letters or field not in letters or value in (None, False, "no", "0"):
                continue
            total, paper = total + 1, values.get(f"{field}_evidence")
            lacking += not paper
            cell = f"{candidate['file']}!{candidate['sheet']}!{letters[field]}{candidate['row']}"
            shown = Text("có", "yes") if value == "yes" else Text(str(value), str(value))
            said.add(f"`{field}` {shown.vi} [{cell}]: {paper or 'KHÔNG dẫn minh chứng'}",
                     f"`{field}` {shown.en} [{cell}]: {paper or 'NO evidence is named'}", 1)  # fmt: skip
    said.add(
        f"{total} ô cần minh chứng, {lacking} ô không dẫn.", f"{total} cells ask for evidence, {lacking} name none."
    )


_Teller = Callable[[Said, Plain, Applied | None], None]
TOPICS: Mapping[str, tuple[Text, _Teller]] = {
    "evidence": (
        Text("Số liệu ở ô nào, ai gửi, minh chứng gì", "Which cell, sender and evidence"),
        _evidence,
    ),
    "ties": (Text("Đồng hạng xử lý thế nào, ai quyết, biên bản nào", "How ties were settled, by whom"), _ties),
    "held-back": (Text("Ai đang bị xem xét kỷ luật, thanh tra, khiếu nại", "Who is held back"), _held_back),
    "late": (Text("Hồ sơ đến ngày nào; hồ sơ muộn xử lý có như nhau không", "Were late dossiers treated alike"), _late),
    "registers": (Text("Ai đã được khen; đã tra sổ nào", "Who was awarded already, by which register"), _registers),
    "readings": (
        Text("Chỗ nào hiểu được nhiều cách; hiểu khác thì ai thay đổi", "Which readings, who changes"),
        _readings,
    ),
    "rates": (Text("Quy đổi theo đơn giá nào, ai quy định", "Which conversion rates, and whose"), _rates),
    "points": (Text("Thứ tự xếp do đâu, điểm do ai đặt", "Where the order comes from, who set the points"), _points),
    "caps": (Text("Có vượt số lượng, có suất bỏ trống không, vì sao", "Caps exceeded, seats empty, and why"), _caps),
    "senders": (Text("Đơn vị gửi nào phải được thông báo", "Which senders are to be told"), _senders),
}
