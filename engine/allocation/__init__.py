"""Seats under nested quotas, exactly: see docs/allocation.md."""

from engine.allocation.build import NO_GROUP, NO_NODE, Forest, QuotaSpec, build, settle
from engine.allocation.certificate import Fault, check_certificate
from engine.allocation.edges import CLOSED, FREE, NOBODY
from engine.allocation.outlook import Outlook, outlook
from engine.allocation.seating import Seating, Standing
from engine.allocation.seats import allocate
from engine.allocation.ties import tie_groups, tied_with
from engine.allocation.tree import UNLIMITED, Tree
from engine.allocation.undetermined import Undetermined

__all__ = [
    "CLOSED",
    "FREE",
    "NOBODY",
    "NO_GROUP",
    "NO_NODE",
    "UNLIMITED",
    "Fault",
    "Forest",
    "Outlook",
    "QuotaSpec",
    "Seating",
    "Standing",
    "Tree",
    "Undetermined",
    "allocate",
    "build",
    "check_certificate",
    "outlook",
    "settle",
    "tie_groups",
    "tied_with",
]
