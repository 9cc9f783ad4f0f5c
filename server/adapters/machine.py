"""The machine on which a command is typed, and who types it."""

import getpass
import socket


def who_types() -> str:
    """The login and the machine, `sam@server1`; the login is `?` where the machine knows none."""
    try:
        login = getpass.getuser()
    except (KeyError, OSError):
        login = "?"
    return f"{login}@{socket.gethostname()}"
