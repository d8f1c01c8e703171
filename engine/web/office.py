"""All that a request can reach, made once at start."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import timedelta
from weakref import WeakValueDictionary

from engine.web.accesslog import AccessLog
from engine.web.accounts import Accounts
from engine.web.asking import Askings
from engine.web.config import Config
from engine.web.drafts import Drafts
from engine.web.jobs import Jobs
from engine.web.questions import Questions
from engine.web.reading import Readings
from engine.web.rulebooks import Rulebooks
from engine.web.sessions import Sessions
from engine.web.sittings import Sittings
from engine.web.store import Store
from engine.web.trial import Trials
from engine.web.works import Works


@dataclass(frozen=True, slots=True)
class Office:
    """The server's things."""

    config: Config
    store: Store
    accounts: Accounts
    sessions: Sessions
    log: AccessLog
    works: Works
    rulebooks: Rulebooks
    jobs: Jobs
    readings: Readings
    askings: Askings
    questions: Questions
    trials: Trials
    drafts: Drafts
    sittings: Sittings
    changes: MutableMapping[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)  # by run
    watching: Counter[str] = field(default_factory=Counter)  # streams of progress, by session


def open_office(config: Config) -> Office:
    """Open the page's records under ``config.data``, made where they are missing."""
    store = Store(config.data / "page.sqlite")
    works = Works(store, config.data / "runs", config.now)
    rulebooks = Rulebooks(store, config.data / "rulebooks", config.now)
    return Office(
        config,
        store,
        Accounts(store, config.now),
        Sessions(store, config.now, timedelta(minutes=config.idle_minutes), timedelta(hours=config.total_hours)),
        AccessLog(store, config.now),
        works,
        rulebooks,
        Jobs(works, rulebooks, config.ledger),
        Readings(works, rulebooks),
        Askings(),
        Questions(config.now),
        Trials(works, rulebooks),
        Drafts(store, config.now),
        Sittings(works, config.ledger),
    )
