"""What a council has typed and not recorded: kept, by whom, and two who type at once do not write each other over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.web.drafts import LONGEST, Drafts, Replaced
from engine.web.store import Store
from engine.web.works import Details, Work

from .conftest import Clock

WORK = Work("w", "Thử", "a", "submitted", "", "", Details(results="results-1"))


@contextmanager
def kept_in(folder: Path) -> Iterator[Drafts]:
    store = Store(folder / "page.sqlite")
    yield Drafts(store, Clock())
    store.close()


def test_what_was_typed_survives_the_server(tmp_path: Path) -> None:
    with kept_in(tmp_path) as drafts:
        assert drafts.of(WORK).values == {}
        assert drafts.keep(WORK, {"reason.6": "Nữ\nnhiều hơn", "by.6": ""}, 0, "binh") == []
    with kept_in(tmp_path) as drafts:
        draft = drafts.of(WORK)
        assert draft.values == {"reason.6": "Nữ\nnhiều hơn"}
        assert (draft.name, draft.at) == ("binh", "2026-03-02T08:00:00+00:00")


def test_what_somebody_left_alone_is_not_written_back_over_anothers(tmp_path: Path) -> None:
    with kept_in(tmp_path) as drafts:
        drafts.keep(WORK, {"reason.6": "cũ"}, 0, "binh")
        seen = drafts.of(WORK).seen
        drafts.keep(WORK, {"reason.6": "mới"}, seen, "lan")
        assert drafts.keep(WORK, {"reason.6": "cũ", "by.6": "Bình"}, seen, "binh") == []
        assert drafts.of(WORK).values == {"reason.6": "mới", "by.6": "Bình"}


def test_who_changes_what_another_has_just_changed_is_told_what_stood_there(tmp_path: Path) -> None:
    with kept_in(tmp_path) as drafts:
        drafts.keep(WORK, {"decision.6": "choose"}, 0, "lan")
        assert drafts.keep(WORK, {"decision.6": "pass"}, 0, "binh") == [Replaced("decision.6", "choose", "lan")]
        assert drafts.of(WORK).values == {"decision.6": "pass"}
        # One's own word of a moment ago is nothing to be told of.
        assert drafts.keep(WORK, {"decision.6": "choose"}, 0, "binh") == []


def test_the_next_session_begins_with_an_empty_form(tmp_path: Path) -> None:
    with kept_in(tmp_path) as drafts:
        drafts.keep(WORK, {"held_on": "20/10/2023"}, 0, "binh")
        decided = replace(WORK, details=Details(results="council-1"))
        assert drafts.of(decided).values == {}
        assert drafts.of(decided, "results-1").values == {"held_on": "20/10/2023"}
        assert drafts.changed(decided, {"held_on": "20/10/2023", "chair": "Chủ"}, 10, "results-1") == {"chair": "Chủ"}


def test_a_field_is_no_longer_than_a_field_is(tmp_path: Path) -> None:
    with kept_in(tmp_path) as drafts:
        drafts.keep(WORK, {"reason.1": "x" * (LONGEST + 5)}, 0, "binh")
        assert len(drafts.of(WORK).values["reason.1"]) == LONGEST


FIELDS = ("a", "b")
# Who does what: opens the form anew, types a value into a field of the form that is open, sends it.
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.sampled_from("xy")),
        st.tuples(st.just("type"), st.sampled_from("xy"), st.sampled_from(FIELDS), st.sampled_from(("", "1", "2"))),
        st.tuples(st.just("send"), st.sampled_from("xy")),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_the_draft_is_what_each_changed_on_the_form_before_them(steps: list[tuple[str, ...]]) -> None:
    """Held against people with paper: each knows the form as it was opened, and dictates what they changed."""
    with TemporaryDirectory() as folder, kept_in(Path(folder)) as drafts:
        paper: dict[str, str] = {}
        opened = {who: dict.fromkeys(FIELDS, "") for who in "xy"}
        typed = {who: dict.fromkeys(FIELDS, "") for who in "xy"}
        seen = dict.fromkeys("xy", 0)

        def open_(who: str) -> None:
            opened[who] = {field: paper.get(field, "") for field in FIELDS}
            typed[who] = dict(opened[who])
            seen[who] = drafts.of(WORK).seen

        for step, who, *rest in steps:
            if step == "type":
                typed[who][rest[0]] = rest[1]
            elif step == "open":
                open_(who)
            else:
                drafts.keep(WORK, typed[who], seen[who], who)
                paper |= {field: value for field, value in typed[who].items() if value != opened[who][field]}
                open_(who)  # what the answer shows
            assert drafts.of(WORK).values == {field: value for field, value in paper.items() if value}
