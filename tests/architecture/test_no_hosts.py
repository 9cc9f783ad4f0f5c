"""What is committed works anywhere: it names no package host and no path of one machine."""

import re

import pytest

from tests.architecture.house import ROOT, files

HOSTS = ("npmjs", "pypi", "pythonhosted", "yarnpkg", "npmmirror", "jsdelivr", "unpkg", "cdnjs")
# In pieces, so that this file does not name what it forbids.
NAMED = re.compile(
    "|".join([*(rf"{host}\.(org|com|net)" for host in HOSTS), r"(?<![\w.<$}/])/(work|root|home)/\w"])
)


def test_no_committed_file_names_a_package_host_or_a_machine_path() -> None:
    found = []
    for path in files():
        raw = (ROOT / path).read_bytes()
        if b"\0" not in raw:
            lines = raw.decode().splitlines()
            found += [f"{path}:{number}" for number, line in enumerate(lines, 1) if NAMED.search(line)]
    assert not found


@pytest.mark.parametrize(
    "line", [f'"resolved": "{HOSTS[0]}.org/x"', "see /wo" + "rk/main/run", "cd /ro" + "ot/x"]
)
def test_a_named_host_or_path_is_caught(line: str) -> None:
    assert NAMED.search(line)
