"""Every route with every role: a route that is not in this table fails, and so does a right nobody wrote down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.web.office import Office
from engine.web.routes import PAGES
from engine.web.visit import Page
from engine.web.works import Work

from .conftest import Browser

ROLES = ("", "officer", "council", "auditor")

# Who gets in, by route. "": nobody is signed in.
TABLE: dict[str, set[str]] = {
    "home": {"officer", "council", "auditor"},
    "sign_in": {"", "officer", "council", "auditor"},
    "sign_in_post": {"", "officer", "council", "auditor"},
    "arrive": {"", "officer", "council", "auditor"},
    "sign_out": {"officer", "council", "auditor"},
    "account": {"officer", "council", "auditor"},
    "change_password": {"officer", "council", "auditor"},
    "sign_out_elsewhere": {"officer", "council", "auditor"},
    "speak": {"officer", "council", "auditor"},
    "runs": {"officer", "council", "auditor"},
    "new_run": {"officer"},
    "sample_run": {"officer"},
    "run": {"officer", "council", "auditor"},
    "remove_run": {"officer"},
    "rulebooks": {"officer"},
    "choose_rulebook": {"officer"},
    "run_rulebook": {"officer", "council", "auditor"},
    "template": {"officer"},
    "library": {"officer"},
    "send_rulebook": {"officer"},
    "rulebook_shown": {"officer"},
    "use_rulebook": {"officer"},
    "remove_rulebook": {"officer"},
    "rulebook_file": {"officer"},
    "rulebook_cases": {"officer"},
    "review_sheet": {"officer"},
    "rulebook_review": {"officer"},
    "check_review": {"officer"},
    "rulebook_versions": {"officer"},
    "files": {"officer"},
    "upload": {"officer"},
    "drop_file": {"officer"},
    "columns": {"officer"},
    "answer_columns": {"officer"},
    "forget_column": {"officer"},
    "settling": {"officer"},
    "settle": {"officer"},
    "unsettle": {"officer"},
    "cells": {"officer"},
    "send_back": {"officer"},
    "message_for": {"officer"},
    "parameters": {"officer"},
    "reading": {"officer", "council", "auditor"},
    "start": {"officer"},
    "running": {"officer"},
    "progress": {"officer"},
    "stop": {"officer"},
    "results": {"officer", "council", "auditor"},
    "submit": {"officer"},
    "take_back": {"officer"},
    "candidate": {"officer", "council", "auditor"},
    "result_file": {"officer", "council", "auditor"},
    "clauses": {"officer", "council", "auditor"},
    "journal": {"auditor"},
    "margins": {"officer", "council", "auditor"},
    "council": {"officer", "council", "auditor"},
    "council_sheet": {"council"},
    "decide_here": {"council"},
    "decide_draft": {"council"},
    "showing": {"officer", "council", "auditor"},
    "audit": {"officer", "council", "auditor"},
    "check_again": {"officer", "council", "auditor"},
    "audit_topic": {"officer", "council", "auditor"},
    "compare": {"officer", "council", "auditor"},
    "ask_compare": {"officer", "council", "auditor"},
    "question_progress": {"officer", "council", "auditor"},
    "stop_question": {"officer", "council", "auditor"},
    "certificate_tool": {"officer", "council", "auditor"},
    "whatif": {"officer", "council", "auditor"},
    "documents": {"officer", "council", "auditor"},
    "paper": {"officer", "council", "auditor"},
    "papers_zip": {"officer", "council", "auditor"},
}

QUESTIONS = {"check_again", "ask_compare", "stop_question"}  # asked by POST, for they take long; they write nothing
CHANGES = {page.name for page in PAGES if page.method != "GET"} - QUESTIONS


def test_every_route_is_in_the_table() -> None:
    assert set(TABLE) == {page.name for page in PAGES}


def test_an_auditor_changes_nothing() -> None:
    assert {name for name in CHANGES if "auditor" in TABLE[name]} == {
        "sign_in_post", "sign_out", "speak", "change_password", "sign_out_elsewhere"
    }


def test_no_officer_decides_and_no_council_uploads() -> None:
    assert "council" not in TABLE["upload"]
    assert {name for name in CHANGES if "council" in TABLE[name] and "officer" not in TABLE[name]} == {
        name for name in CHANGES if name.startswith("decide")
    }


def path_of(page_path: str, work: Work) -> str:
    values = {
        "{work}": work.id, "{file}": "none.xlsx", "{number:int}": "0",
        "{name}": "decisions.json", "{token}": "nothing", "{topic}": "ties", "{parameter}": "priority",
        "{question}": "0" * 16,
    }  # fmt: skip
    for name, value in values.items():
        page_path = page_path.replace(name, value)
    return page_path


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", sorted(TABLE))
def test_only_who_is_named_gets_in(
    name: str, role: str, sign_in: Callable[..., Browser], nobody: Browser, done: Work, office: Office
) -> None:
    work = office.works.move(done, "submitted") if role == "council" else done
    page = next(page for page in PAGES if page.name == name)
    browser = sign_in(role) if role else nobody
    answer = browser.ask(page.method, path_of(page.path, work))
    if role in TABLE[name]:
        assert answer.status_code != 401
        assert answer.status_code != 403 or name in ("sign_in_post", "arrive")  # a wrong password, a used link
        assert answer.status_code < 500
    elif role:
        assert answer.status_code == 403
    else:
        assert answer.status_code == 401 or answer.headers["location"] == "/dang-nhap"


OF_OFFICERS = [page for page in PAGES if "{work}" in page.path and "officer" in page.roles]


@pytest.mark.parametrize("page", OF_OFFICERS, ids=lambda page: page.name)
def test_another_officers_run_is_not_there(page: Page, sign_in: Callable[..., Browser], done: Work) -> None:
    answer = sign_in("officer", "somebody-else").ask(page.method, path_of(page.path, done))
    assert answer.status_code == 404
    unknown = sign_in("officer").ask(page.method, path_of(page.path, done).replace(done.id, "no-such-run"))
    assert unknown.status_code == 404


def test_the_council_sees_a_run_once_it_was_submitted(
    sign_in: Callable[..., Browser], done: Work, office: Office
) -> None:
    council = sign_in("council")
    assert council.get(f"/luot-xet/{done.id}/ket-qua").status_code == 404
    assert sign_in("officer").post(f"/luot-xet/{done.id}/trinh").status_code == 303
    assert council.get(f"/luot-xet/{done.id}/ket-qua").status_code == 200
    assert done.title in council.get("/luot-xet").text
    found = office.works.find(done.id)
    assert found is not None
    assert found.state == "submitted"
