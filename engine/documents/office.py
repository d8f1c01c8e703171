"""An office's own templates, filled in by docxtpl with all of Jinja2, in a sandbox."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from engine.documents import phrases
from engine.documents.filling import Context, legal, packed
from engine.problems import UnusableInput


def fill_own(template: bytes, context: Context, name: str) -> bytes:
    """The template filled in; the same in, the same bytes out.

    Raises UnusableInput, with what is wrong, where it is no Word file or asks for what there is not.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    saved = io.BytesIO()
    try:
        made = DocxTemplate(io.BytesIO(template))
        made.render(_legal(context), environment)
        made.save(saved)
    except (TemplateError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        # docxtpl hangs the lines around a mistake on the error itself.
        around = " ".join(str(line).strip() for line in getattr(error, "docx_context", ()))[:120]
        why = f"{error}" + (f" ({around})" if around else "")
        raise UnusableInput(phrases.filled(phrases.TEMPLATE_WRONG, file=f"{name}.docx", why=why)) from error
    with zipfile.ZipFile(saved) as archive:
        return packed([(entry, archive.read(entry)) for entry in archive.namelist()])


def _legal(value: Any) -> Any:
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, dict):
        return {key: _legal(item) for key, item in value.items()}
    return [_legal(item) for item in value] if isinstance(value, list) else value
