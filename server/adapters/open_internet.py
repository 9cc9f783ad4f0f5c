"""Connections to the open internet and nowhere else: the address that was checked is the one that is used.

The host's name stays what it is for TLS and for the request; only the way to it is ours.
"""

import socket
from typing import Any, ClassVar

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from server.adapters.push_address import open_addresses


class _Connection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        name, problem = self.host, None
        for address in open_addresses(name, self.port or 443):
            self._dns_host = address
            try:
                return super()._new_conn()
            except (ConnectTimeoutError, NewConnectionError) as failed:  # one of several may be out of reach
                problem = failed
            finally:
                self._dns_host = name  # by which TLS knows the other side
        raise problem or NewConnectionError(self, "The name leads nowhere.")


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Connection


class _Adapter(HTTPAdapter):
    pools: ClassVar[dict[str, Any]] = {"https": _Pool}

    def init_poolmanager(self, *sizes: Any, **more: Any) -> None:
        super().init_poolmanager(*sizes, **more)
        self.poolmanager.pool_classes_by_scheme = self.pools


def open_session() -> requests.Session:
    """A session that speaks TLS, follows no setting of the machine's, and raises LeadsInside."""
    session = requests.Session()
    session.trust_env = False
    session.adapters.clear()
    session.mount("https://", _Adapter())
    return session
