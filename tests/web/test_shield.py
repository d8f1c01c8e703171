"""What stands before every screen, each row of it attacked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.problems import UnusableInput
from engine.web import Config
from engine.web.office import Office
from engine.web.works import Work

from .conftest import PORT, Browser

HERE = f"127.0.0.1:{PORT}"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost", "127.0.0.1", f"localhost:{PORT}@evil.example", f"evil.example:{PORT}", "",
             f"127.0.0.1.:{PORT}", f"127.0.0.1:{PORT}, evil.example"],
)  # fmt: skip
def test_another_host_name_gets_nothing(host: str, nobody: Browser) -> None:
    answer = nobody.get("/dang-nhap", headers={"host": host or " "})
    assert answer.status_code == 421
    assert 'name="password"' not in answer.text


@pytest.mark.parametrize("host", [HERE, f"localhost:{PORT}", f"LOCALHOST:{PORT}", f"[::1]:{PORT}"])
def test_its_own_names_are_answered(host: str, nobody: Browser) -> None:
    assert nobody.get("/dang-nhap", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": f"http://{HERE}"}, 403),
        ({"sec-fetch-site": None, "origin": f"http://{HERE}"}, 303),
        ({"sec-fetch-site": None, "origin": f"https://{HERE}"}, 403),
        ({"sec-fetch-site": None, "origin": "http://127.0.0.1"}, 403),
        ({"sec-fetch-site": None, "origin": f"http://localhost:{PORT}"}, 403),
        ({"sec-fetch-site": None, "origin": f"http://{HERE}.evil.example"}, 403),
        ({"sec-fetch-site": None, "origin": "null"}, 403),
        ({"sec-fetch-site": None}, 403),
        ({"sec-fetch-site": "same-origin", "origin": f"http://{HERE}"}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "http://evil.example"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 403),
        ({"sec-fetch-site": "Same-Origin"}, 403),
        ({"sec-fetch-site": "same-origin, cross-site"}, 403),
        ({"sec-fetch-site": None, "origin": f"HTTP://{HERE}"}, 403),
        ({"sec-fetch-site": None, "origin": f"http://{HERE}/"}, 403),
    ],
)
def test_a_change_comes_from_a_page_of_ours(
    headers: dict[str, str | None], expected: int, sign_in: Callable[..., Browser]
) -> None:
    assert sign_in("officer").post("/luot-xet", headers=headers).status_code == expected


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods_are_not_taken(method: str, sign_in: Callable[..., Browser]) -> None:
    assert sign_in("officer").ask(method, "/luot-xet").status_code == 405


def test_every_answer_carries_the_policy_and_a_new_nonce(sign_in: Callable[..., Browser], done: Work) -> None:
    officer = sign_in("officer")
    seen = set()
    for path in ("/luot-xet", f"/luot-xet/{done.id}/ket-qua", "/nowhere", "/static/page.css", "/static/nothing"):
        headers = officer.get(path).headers
        policy = headers["content-security-policy"]
        seen.add(re.search(r"'nonce-([^']+)'", policy)[1])  # type: ignore[index]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "require-trusted-types-for 'script'" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers
        assert headers["cache-control"] == ("public, max-age=86400" if path == "/static/page.css" else "no-store")
    assert len(seen) == 5


def test_no_page_has_inline_script_or_style(sign_in: Callable[..., Browser], done: Work) -> None:
    for path in ("ket-qua", "cot", "o-can-sua", "tham-so", "quy-tac", "tep", "dieu-khoan", "ket-qua/0"):
        text = sign_in("officer").get(f"/luot-xet/{done.id}/{path}").text
        assert not re.search(r"\son\w+=|\sstyle=|<style|<script(?![^>]*src=)|javascript:", text)


def test_too_much_is_refused_by_its_length(sign_in: Callable[..., Browser], draft: Work) -> None:
    answer = sign_in("officer").post(
        f"/luot-xet/{draft.id}/tep", content=b"x", headers={"content-length": str(65 * 1024 * 1024)}
    )
    assert answer.status_code == 413


def test_too_much_is_refused_while_it_arrives_without_a_length(
    sign_in: Callable[..., Browser], draft: Work, office: Office
) -> None:
    def endless() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.xlsx"\r\n\r\nPK\x03\x04'
        for _ in range(70):
            yield b"x" * 1024 * 1024

    answer = sign_in("officer").post(
        f"/luot-xet/{draft.id}/tep", content=endless(), headers={"content-type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 413
    assert len(list(office.works.uploads(draft).iterdir())) == 1


@pytest.mark.parametrize("length", ["-1", "abc", "1e9", "0x10"])
def test_a_strange_length_is_refused(length: str, sign_in: Callable[..., Browser]) -> None:
    answer = sign_in("officer").post("/luot-xet", headers={"content-length": length})
    assert answer.status_code == 413


def test_a_failure_shows_a_code_and_no_traceback(
    sign_in: Callable[..., Browser], done: Work, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def planted(*_: object) -> None:
        raise RuntimeError("planted /secret/path")

    monkeypatch.setattr("engine.web.screens.candidate.explain", planted)
    answer = sign_in("officer").get(f"/luot-xet/{done.id}/ket-qua/0")
    assert answer.status_code == 500
    assert "planted" not in answer.text
    assert "Traceback" not in answer.text
    code = re.search(r"[0-9a-f]{8}", re.search(r"<main.*</main>", answer.text, re.DOTALL)[0])[0]  # type: ignore[index]
    said = capsys.readouterr().err
    assert code in said
    assert "planted" in said


def test_where_the_page_of_errors_fails_too_there_is_still_an_answer(
    nobody: Browser, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def planted(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("engine.web.screens.signin.page", planted)
    monkeypatch.setattr("engine.web.app.page", planted)
    answer = nobody.get("/dang-nhap")
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/plain")
    assert "planted" not in answer.text
    code = re.search(r"[0-9a-f]{8}", answer.text)
    assert code is not None
    assert code[0] in capsys.readouterr().err


def test_names_of_an_attacker_are_text(sign_in: Callable[..., Browser], done: Work, office: Office) -> None:
    import json

    file = office.works.folder(done) / "results-1" / "decisions.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"
    for decision in document["decisions"]:
        decision["candidate"]["name"] = evil
        decision["candidate"]["commune"] = evil
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    for path in ("ket-qua", "ket-qua/0", "ket-qua?search=%3Cscript%3Ealert(1)%3C/script%3E&commune=%22%3E%3Cimg"):
        text = sign_in("officer").get(f"/luot-xet/{done.id}/{path}").text
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "49" not in re.sub(r"<[^>]+>", "", text).split("onerror=alert(2)")[1][:3]


def test_there_is_no_way_around_escaping() -> None:
    from engine.web.pages import _environment

    assert "safe" not in _environment().filters
    for template in (Path(__file__).parents[2] / "engine" / "web" / "templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "")
        assert "autoescape" not in text


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "may-chu.example"])
def test_it_does_not_start_on_a_network_without_a_certificate(host: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="TLS"):
        Config(tmp_path, host)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.3.2.1", "::1", "localhost"])
def test_it_starts_on_this_machine(host: str, tmp_path: Path) -> None:
    assert Config(tmp_path, host).loopback


@pytest.mark.parametrize(
    "name", ["../decisions.json", "..%2Fdecisions.json", "page.sqlite", "decisions.json%00", "%2e%2e/page.sqlite", ""]
)
def test_only_the_files_of_the_list_can_be_had(name: str, sign_in: Callable[..., Browser], done: Work) -> None:
    assert sign_in("officer").get(f"/luot-xet/{done.id}/tai/{name}").status_code == 404


@pytest.mark.parametrize("path", [f"/luot-xet/x/ket-qua/{'9' * 5000}", f"/{'a' * 60000}", "/luot-xet/x/ket-qua/999999"])
def test_an_address_that_is_no_address_is_not_there(path: str, sign_in: Callable[..., Browser]) -> None:
    """Five thousand digits are no number to Python: it raises."""
    assert sign_in("officer").get(path).status_code == 404


def test_static_files_do_not_lead_outside(nobody: Browser) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"):
        assert nobody.get(path).status_code == 404
