"""xetkhen: from an emulation plan and the sheets of candidates to capped, explained nomination lists.

The rooms, in the order a row goes through them: ``intake``, ``criteria``, ``inference``, ``scoring``,
``allocation``, ``decisions``; then ``explanation`` and ``report``. ``pipeline`` runs them.
"""

__version__ = "0.1.0"
