"""Why a candidate was decided so, why not otherwise, and what would change it: from ``decisions.json`` alone."""

from engine.explanation.find import Found, find_candidates
from engine.explanation.lexicon import Lexicon, as_text
from engine.explanation.text import render_plain, render_rich
from engine.explanation.tree import Explanation, Node, Told
from engine.explanation.why import explain

__all__ = [
    "Explanation",
    "Found",
    "Lexicon",
    "Node",
    "Told",
    "as_text",
    "explain",
    "find_candidates",
    "render_plain",
    "render_rich",
]
