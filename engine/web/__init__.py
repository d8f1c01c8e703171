"""The officer's page: the whole job in a browser, over the same rooms as the command. Nothing is decided here."""

from engine.web.accounts import ROLES, Accounts
from engine.web.app import create_app
from engine.web.config import Config
from engine.web.serving import serve
from engine.web.store import Store

__all__ = ["ROLES", "Accounts", "Config", "Store", "create_app", "serve"]
