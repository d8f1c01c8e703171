"""How like a header is to the headers of fields that it is none of: to show and to ask about, never to take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.intake.forms import Form
from engine.intake.labels import bare_label, label_key
from engine.names import fold

LIKE = 60  # a score of 100 from which a field is worth showing
ASKED = 75  # a score from which it is worth a question
_SHOWN = 3
# Columns that lists of people have anyway: whatever they are like, nobody need be asked about them.
_PERSONAL = frozenset({
    "gioi tinh", "dan toc", "ton giao", "que quan", "noi o", "dia chi", "dia chi noi o", "ghi chu", "so dien thoai",
    "dien thoai", "email", "can cuoc cong dan", "cccd", "so cccd", "cmnd", "cap bac", "so hieu", "lop", "trinh do",
    "ky ten", "chu ky", "linh vuc hoat dong", "luong", "he so luong",
})


def nearest_fields(header: str, form: Form, free: Sequence[str]) -> dict[str, int]:
    """Field -> likeness of 100 to the nearest of its headers, best first; only what comes near."""
    said = fold(label_key(bare_label(header)))
    if len(said) < 3 or said in _PERSONAL:
        return {}
    scores: dict[str, int] = {}
    for key, heads in form.labels.items():
        score = likeness(said, fold(key))
        for field_id in heads:
            if field_id in free and score >= LIKE:
                scores[field_id] = max(score, scores.get(field_id, 0))
    best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
    return dict(best)


def likeness(one: str, other: str) -> int:
    """Of 100, by letters; by words where two or more of them, and most of the shorter one's, stand in both.

    A single word in common ("hồ sơ đến", "chủ hộ", "cơ quan") makes no two headers alike.
    """
    from rapidfuzz import fuzz

    by_letters = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))
    words, others = set(one.split()), set(other.split())
    shared = len(words & others)
    if shared > 1 and shared * 2 > min(len(words), len(others)):
        return int(max(by_letters, 0.9 * fuzz.token_set_ratio(one, other)))
    return int(by_letters)


def is_asked(near: Mapping[str, int], form: Form) -> bool:
    """The first of ``nearest_fields`` is worth a question: sooner, where nobody can be judged without the field."""
    for field_id, score in near.items():
        return score >= (LIKE if form.fields[field_id].required else ASKED)
    return False
