.PHONY: help run test check check-python check-phone format kinds lock bench simulate crash screenshots
export PATH := $(CURDIR)/.venv/bin:$(PATH)

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 14

run: ## install, build and start everything with demo data
	./run

test: ## every check there is
	./test

check: ## the fast part: lint, types, contracts and unit tests, both languages at once
	$(MAKE) --no-print-directory --jobs 2 --output-sync=target check-python check-phone

check-python:
	sh scripts/lint.sh python
	python -m pytest -q tests/sync tests/architecture

# One process for several files of tests: quick, and ./test runs each file apart.
check-phone:
	sh scripts/lint.sh phone
	cd pwa && npm test --silent -- --no-isolate

format: ## put all code in its form
	ruff check --fix . && ruff format . && cd pwa && npm run --silent format

kinds: ## write the phone's types from sync/kinds
	python scripts/generate_kinds.py

lock: ## write the lock files anew from pyproject.toml
	sh scripts/lock.sh

bench: ## measure: push, full fetch, opening with 2,000 notes
	python -m tests.bench

simulate: ## break everything that can break, by seed: make simulate SEEDS=1500
	python scripts/simulate.py --seeds $(or $(SEEDS),200)

crash: ## kill engines, web server and database under load: make crash VISITS=20000
	DOORSTEP_LATENESS=5 DOORSTEP_VISITS=$(or $(VISITS),3000) python -m pytest -q -s tests/crash

screenshots: ## take a picture of every screen, into build/screenshots
	python scripts/screenshots.py
