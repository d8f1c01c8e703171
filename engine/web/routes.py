"""Every address of the page: who may ask for it, and the screen that answers. What is not here is not there.

officer: own runs, from files to documents. council: what was submitted to it. auditor: reads all, changes nothing.
"""

from __future__ import annotations

from engine.web.screens import (
    audit,
    candidate,
    cells,
    clauses,
    columns,
    council,
    files,
    journal,
    margins,
    papers,
    parameters,
    results,
    rulebooks,
    running,
    runs,
    settling,
    showing,
    signin,
    whatif,
)
from engine.web.visit import OPEN, UPLOAD, Page
from engine.web.works import STATES

ANYBODY: frozenset[str] = frozenset()
OFFICER, COUNCIL, AUDITOR = frozenset({"officer"}), frozenset({"council"}), frozenset({"auditor"})
ALL = OFFICER | COUNCIL | AUDITOR

PAGES: tuple[Page, ...] = (
    Page("GET", "/", "home", runs.home, ALL),
    Page("GET", "/dang-nhap", "sign_in", signin.sign_in, ANYBODY),
    Page("POST", "/dang-nhap", "sign_in_post", signin.sign_in_post, ANYBODY),
    Page("GET", "/vao/{token}", "arrive", signin.arrive, ANYBODY),
    Page("POST", "/dang-xuat", "sign_out", signin.sign_out, ALL),
    Page("POST", "/ngon-ngu", "speak", signin.speak, ALL),
    Page("GET", "/luot-xet", "runs", runs.runs, ALL),
    Page("POST", "/luot-xet", "new_run", runs.new_run, OFFICER),
    Page("POST", "/luot-xet-mau", "sample_run", runs.sample_run, OFFICER),
    Page("GET", "/luot-xet/{work}", "run", runs.run, ALL),
    Page("POST", "/luot-xet/{work}/xoa", "remove_run", runs.remove_run, OFFICER, OPEN - {"done"}),
    Page("GET", "/luot-xet/{work}/quy-tac", "rulebooks", rulebooks.rulebooks, OFFICER),
    Page("POST", "/luot-xet/{work}/quy-tac", "choose_rulebook", rulebooks.choose_rulebook, OFFICER),
    Page("GET", "/bo-quy-tac/{rulebook}/mau.xlsx", "template", rulebooks.template, OFFICER),
    Page("GET", "/luot-xet/{work}/tep", "files", files.files, OFFICER),
    Page("POST", "/luot-xet/{work}/tep", "upload", files.upload, OFFICER, body=UPLOAD),
    Page("POST", "/luot-xet/{work}/tep/{file}/xoa", "drop_file", files.drop_file, OFFICER),
    Page("GET", "/luot-xet/{work}/cot", "columns", columns.columns, OFFICER),
    Page("POST", "/luot-xet/{work}/cot", "answer_columns", columns.answer_columns, OFFICER),
    Page("POST", "/luot-xet/{work}/cot/quen", "forget_column", columns.forget_column, OFFICER),
    Page("GET", "/luot-xet/{work}/trung", "settling", settling.settling, OFFICER),
    Page("POST", "/luot-xet/{work}/trung", "settle", settling.settle, OFFICER),
    Page("POST", "/luot-xet/{work}/trung/bo", "unsettle", settling.unsettle, OFFICER),
    Page("GET", "/luot-xet/{work}/o-can-sua", "cells", cells.cells, OFFICER),
    Page("GET", "/luot-xet/{work}/gui-tra.zip", "send_back", cells.send_back, OFFICER),
    Page("GET", "/luot-xet/{work}/thong-bao", "message_for", cells.message_for, OFFICER),
    Page("GET", "/luot-xet/{work}/tham-so", "parameters", parameters.parameters, OFFICER),
    Page("POST", "/luot-xet/{work}/tham-so", "start", parameters.start, OFFICER),
    Page("GET", "/luot-xet/{work}/dang-xet", "running", running.running, OFFICER),
    Page("GET", "/luot-xet/{work}/tien-do", "progress", running.progress_events, OFFICER),
    Page("POST", "/luot-xet/{work}/dung", "stop", running.stop, OFFICER, frozenset(STATES)),
    Page("GET", "/luot-xet/{work}/ket-qua", "results", results.results, ALL),
    Page("POST", "/luot-xet/{work}/trinh", "submit", results.submit, OFFICER, frozenset({"done"})),
    Page("POST", "/luot-xet/{work}/rut-lai", "take_back", results.take_back, OFFICER, frozenset({"submitted"})),
    Page("GET", "/luot-xet/{work}/ket-qua/{number:int}", "candidate", candidate.candidate, ALL),
    Page("GET", "/luot-xet/{work}/ket-qua/{number:int}/neu-khac", "whatif", whatif.whatif, ALL),
    Page("GET", "/luot-xet/{work}/vach-cat", "margins", margins.margins, ALL),
    Page("GET", "/luot-xet/{work}/van-ban", "documents", papers.papers, ALL),
    Page("GET", "/luot-xet/{work}/van-ban/tai", "paper", papers.paper, ALL),
    Page("GET", "/luot-xet/{work}/van-ban.zip", "papers_zip", papers.all_at_once, ALL),
    Page("GET", "/luot-xet/{work}/tai/{name}", "result_file", results.result_file, ALL),
    Page("GET", "/luot-xet/{work}/dieu-khoan", "clauses", clauses.clauses, ALL),
    Page("GET", "/luot-xet/{work}/hoi-dong", "council", council.council, ALL),
    Page("GET", "/luot-xet/{work}/hoi-dong.xlsx", "council_sheet", council.council_sheet, COUNCIL),
    Page("POST", "/luot-xet/{work}/hoi-dong/nhap", "decide_draft", council.decide_draft, COUNCIL),
    Page("GET", "/luot-xet/{work}/hoi-dong/trinh-chieu", "showing", showing.showing, ALL),
    Page("POST", "/luot-xet/{work}/hoi-dong", "decide_here", council.decide_here, COUNCIL, body=UPLOAD),
    Page("GET", "/luot-xet/{work}/kiem-tra", "audit", audit.audit, ALL),
    Page("GET", "/nhat-ky", "journal", journal.journal, AUDITOR),
)
