"""What a run may be changed in, by whom, and what happens where two change one run at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from engine.web import visit
from engine.web.office import Office
from engine.web.routes import PAGES
from engine.web.visit import Page
from engine.web.works import STATES, Work

from .conftest import Browser
from .test_routes import path_of

OPEN = {"draft", "stopped", "failed", "done"}
COUNCILS = {"submitted", "decided"}

# Changes that are not possible in just the states their role would say.
OTHERWISE = {
    "remove_run": {"draft", "stopped", "failed"}, "stop": set(STATES), "submit": {"done"}, "take_back": {"submitted"},
    "check_again": set(STATES), "ask_compare": set(STATES), "stop_question": set(STATES),  # questions change nothing
}  # fmt: skip

CHANGES = [page for page in PAGES if page.method != "GET" and "{work}" in page.path]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("page", CHANGES, ids=lambda page: page.name)
def test_what_is_the_councils_or_runs_is_not_changed(
    page: Page, state: str, sign_in: Callable[..., Browser], done: Work, office: Office
) -> None:
    role = "officer" if "officer" in page.roles else "council"
    expected = OTHERWISE.get(page.name, OPEN if role == "officer" else COUNCILS)
    work = office.works.move(done, state)
    answer = sign_in(role).post(path_of(page.path, work))
    if state in expected:
        assert answer.status_code != 409 or page.name == "remove_run"  # a run with results is never removed
        return
    assert answer.status_code == (404 if role == "council" and state not in COUNCILS else 409)
    kept = office.works.find(work.id)
    assert kept == work


def test_a_second_change_waits_and_sees_what_the_first_one_left(
    sign_in: Callable[..., Browser], done: Work, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hands on one button: the first submits, the second is told."""
    move = office.works.move

    def slow(*args: object, **more: object) -> Work:
        time.sleep(0.3)
        return move(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(type(office.works), "move", lambda _self, *args, **more: slow(*args, **more))
    officer, codes = sign_in("officer"), []

    def submit() -> None:
        codes.append(officer.post(f"/luot-xet/{done.id}/trinh").status_code)

    threads = [threading.Thread(target=submit) for _ in range(2)]
    with officer.client:  # one loop for both
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(codes) == [303, 409]


def test_it_does_not_wait_for_ever(
    sign_in: Callable[..., Browser], draft: Work, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visit, "PATIENCE", 0.05)

    class Held:
        async def acquire(self) -> bool:
            import asyncio

            await asyncio.sleep(5)
            return True

    office.changes[draft.id] = held = Held()  # type: ignore[assignment]
    assert sign_in("officer").post(f"/luot-xet/{draft.id}/xoa").status_code == 409
    assert office.works.find(draft.id) is not None
    del held
