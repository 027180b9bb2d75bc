# Everything that is done with this checkout. `make` lists it. Needs Python 3.11 or newer and make.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
INSTALLED := $(VENV)/installed-from-lock

.DEFAULT_GOAL := help
.PHONY: help install run test check format bench bench-match bench-tickets bench-console bench-escalations screenshots settings lock clean

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-18s %s\n", $$1, $$2 }'

install: $(INSTALLED) ## Set up alone: the locked packages, into .venv/

# The product runs from the checkout: its package names are too general to install beside strangers.
$(INSTALLED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Madoguchi needs Python 3.11 or newer. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

run: install ## The demo: chat page and console at http://127.0.0.1:8000 (PORT=… for another port)
	@$(RUN) -m bot dev

test: export PYTHONDONTWRITEBYTECODE := # every worker and every process it starts would compile anew
test: check ## All set-up, all checks and every test (ARGS=… goes to pytest)
	$(RUN) -m pytest -n auto --maxprocesses 4 --dist loadscope --no-loadscope-reorder $(ARGS)

check: install ## Format, lint, types and import directions, without the tests
	$(RUN) -m ruff format --check --quiet .
	$(RUN) -m ruff check --quiet .
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports --no-logo

format: install ## Put the code into the house's format
	$(RUN) -m ruff check --fix --quiet .
	$(RUN) -m ruff format --quiet .

bench: install ## Measure, and write docs/benchmarks.md (ARGS=… goes to the benchmarks)
	$(RUN) -m benchmarks --output docs/benchmarks.json $(ARGS)

bench-tickets: install ## Measure tickets in an empty and in a full store (seeds 1,000,000; takes minutes)
	$(RUN) -m benchmarks.tickets --write $(ARGS)

bench-console: install ## Measure the inbox of the console in a full store (seeds 1,000,000; takes minutes)
	$(RUN) -m benchmarks.console --write $(ARGS)

bench-escalations: install ## Lose no mail: 10,000 with a failing relay and a killed worker (takes minutes)
	$(RUN) -m benchmarks.escalations $(ARGS)

screenshots: install ## Take the pictures of chat, console and commands from real runs (needs Chromium)
	PYTHONPATH=. $(RUN) docs/images/take.py
	PYTHONPATH=. $(RUN) docs/images/take_console.py
	PYTHONPATH=. $(RUN) docs/images/take_commands.py

bench-match: install ## Compare ways of finding a passage, and write the tables of docs/matching.md
	$(RUN) -m benchmarks.match --write $(ARGS)

settings: install ## Write .env.example anew from the settings class
	$(RUN) -c 'from bot import settings; print(settings.example(), end="")' > .env.example

LOCK := uv pip compile pyproject.toml --universal --quiet --generate-hashes --no-header --no-emit-index-url

lock: ## Choose newer packages and write both locks (needs uv)
	$(LOCK) --extra dev --upgrade --output-file requirements.lock
	$(LOCK) --constraint requirements.lock --output-file requirements-runtime.lock

clean: ## Remove what was built or cached here; the data in var/ stays
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find bot handlers knowledge tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
