"""What is compared with from npm: in a folder of its own under build/, never among the app's packages."""

import os
import subprocess

from tests.support.chromium import lend_node
from tests.support.data import ROOT

HOME = ROOT / "build" / "bench" / "npm"
PACKAGES = ("pouchdb", "events", "express-pouchdb", "rxdb", "rxjs", "esbuild")


def install_packages() -> None:
    """Install them, once. Raises CalledProcessError where npm does not give them."""
    if (HOME / "node_modules" / "rxdb").exists():
        return
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / "package.json").write_text("{}")
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES]
    subprocess.run(npm, cwd=HOME, check=True, env=node_environment())


def node_environment() -> dict[str, str]:
    """Where Node's programs and packages are found."""
    lend_node()
    paths = (str(ROOT / ".venv" / "bin"), os.environ["PATH"])
    modules = (HOME / "node_modules", ROOT / "pwa" / "node_modules")
    return {**os.environ, "PATH": os.pathsep.join(paths), "NODE_PATH": os.pathsep.join(map(str, modules))}
