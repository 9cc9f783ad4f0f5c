"""Take a picture of every screen, on a phone and on a desk, and say what axe and a ruler find wrong with it.

    .venv/bin/python scripts/screenshots.py [--data FOLDER] [--out build/screenshots] [--only phone|desk]

Starts a server of its own with demo data on a free port. Exits with 1 when something was found wrong.
"""

import runpy
import sys
from pathlib import Path

# Run as a script, Python looks for modules beside it; ours are named from the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    runpy.run_module("scripts.pictures", run_name="__main__")
