"""All papers of a run: each a file's name and its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.documents import phrases
from engine.documents.filling import fill
from engine.documents.lists import Plain
from engine.documents.minutes import minutes
from engine.documents.notices import notices
from engine.documents.outline import outlines
from engine.documents.said import Papers, Sitting, papers
from engine.documents.submission import submission
from engine.documents.templates import shipped
from engine.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper and what an office calls it."""

    file: str  # "thong-bao/ubnd-huyen-ninh-hai.docx"
    title: str  # "Thông báo gửi UBND huyện Ninh Hải"
    notice: bool  # to one of the senders
    content: bytes


def to_trinh(document: Plain, digest: str, lang: str = "vi", sitting: Sitting | None = None) -> bytes:
    """``to-trinh.docx`` of a run, by the shipped template; ``digest`` is the SHA-256 of its decisions.json."""
    return fill(shipped("to-trinh", lang), submission(papers(document, digest, lang, sitting)))


def all_papers(
    document: Plain,
    digest: str,
    lang: str = "vi",
    own: Mapping[str, bytes] | None = None,
    sitting: Sitting | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Every paper of a run, by an office's ``own`` templates where it has them.

    Where a council has met, ``document`` is the run as it left it, and ``sitting`` what it wrote of its session.
    """
    return ((paper.file, paper.content) for paper in named_papers(document, digest, lang, own, sitting))


def named_papers(
    document: Plain,
    digest: str,
    lang: str = "vi",
    own: Mapping[str, bytes] | None = None,
    sitting: Sitting | None = None,
) -> Iterator[Paper]:
    """The same papers, with what each is called."""
    p = papers(document, digest, lang, sitting)
    for file, template, context in _contexts(p):
        if own and template in own:
            from engine.documents.office import fill_own

            content = fill_own(own[template], context, template)
        else:
            content = fill(shipped(template, lang), context)
        yield Paper(file, _title(p, template, context), template == "thong-bao", content)


def _title(p: Papers, template: str, context: Mapping[str, Any]) -> str:
    if template == "thong-bao":
        return p.fill(phrases.NOTICE_TO, recipient=context["recipient"])
    title = p.text(phrases.TITLES[template])
    return f"{title}: {variant}" if (variant := context.get("variant")) else title


def _contexts(p: Papers) -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "to-trinh.docx", "to-trinh", submission(p)
    yield "bien-ban.docx", "bien-ban", minutes(p)
    for name, context in outlines(p):
        yield f"{name}.docx", "de-cuong-bao-cao", context
    for name, context in notices(p):
        yield f"thong-bao/{name}.docx", "thong-bao", context
