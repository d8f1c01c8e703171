"""Templates filled in: escaping is on for all of them, and there is no way around it."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from engine import __version__
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.rulebook.entries import LAW
from engine.web.onpage import on_page
from engine.web.printing import Traced, traced
from engine.web.visit import Visit
from engine.web.when import when
from engine.wording import say, two_digits

_HERE = Path(__file__).parent
_MOST_URLS = 20_000


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.pop("safe")
    environment.filters["two"] = two_digits
    environment.filters["when"] = when
    return environment


def _traced(visit: Visit) -> Traced | None:
    """For the foot of printed pages; None where the run has no result that can be read."""
    if visit.found is None:
        return None
    folder = visit.earlier or visit.office.works.results(visit.found)
    try:
        return traced(folder) if folder is not None else None
    except (UnusableInput, OSError):  # the screen itself says what is wrong with them
        return None


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page of a template, in the visitor's language."""
    lang = visit.lang

    def told(key: str, **said: object) -> str:
        return say(key, **said).in_(lang)

    def in_lang(text: Text) -> str:
        return on_page(text.in_(lang), lang)

    def cited(clause: str) -> str:
        """``mục IV.2``; the law as the law, for its places in a rulebook are names of ours."""
        return told("web.section_law") if clause.startswith(LAW) else told("web.clause_of", clause=clause)

    urls: dict[Hashable, str] = visit.request.app.state.urls

    def url(route: str, **parameters: object) -> str:
        key = route, *parameters.items()
        found = urls.get(key)
        if found is None:
            found = str(visit.request.app.url_path_for(route, **parameters))
            if len(urls) < _MOST_URLS:  # looking one up goes through all routes, and a page asks for thirty
                urls[key] = found
        return found

    text = _environment().get_template(template).render(
        t=told, tr=in_lang, url=url, cited=cited, lang=lang, nonce=visit.nonce, session=visit.session, work=visit.found,
        version=__version__, path=visit.request.url.path, earlier=visit.earlier,
        traced=_traced(visit), **values,
    )  # fmt: skip
    return HTMLResponse(text, status_code=status)
