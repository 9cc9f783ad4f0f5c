"""Say in plain words that a port is taken, before a server fails over it."""

import socket
import sys


def main(port: str) -> None:
    """Exit with a message when nothing can listen on 127.0.0.1 at `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except (OSError, OverflowError, ValueError):
            sys.exit(f"Port {port} cannot be used; another program may have it. Try PORT=8001 ./run")


if __name__ == "__main__":
    main(sys.argv[1])
