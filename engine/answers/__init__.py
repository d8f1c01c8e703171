"""What an auditor asks of a whole run, answered from its decisions.json and the council's word: a title and lines."""

from engine.answers.clause import about_clause
from engine.answers.said import Answer
from engine.answers.topics import TOPICS, about

__all__ = ["TOPICS", "Answer", "about", "about_clause"]
