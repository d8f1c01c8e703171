"""Papers as they will look, before anybody downloads them: walked into plain data that a template can show."""

from engine.web.preview.book import Book, BookCell, book_of
from engine.web.preview.paper import Grid, GridCell, Leaf, Line, Span, paper_of

__all__ = ["Book", "BookCell", "Grid", "GridCell", "Leaf", "Line", "Span", "book_of", "paper_of"]
