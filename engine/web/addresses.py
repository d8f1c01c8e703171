"""Where a request comes from, as limits count it."""

from __future__ import annotations

import ipaddress


def network(address: str) -> str:
    """An IPv4 address; of IPv6 the /64, which one line has all of.

    >>> network("2001:db8::1:2:3:4")
    '2001:db8::/64'
    >>> network("::ffff:192.0.2.7")
    '192.0.2.7'
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
