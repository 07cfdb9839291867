# The few commands that people need. Both main ones do all set-up: Python 3.11 or newer, git and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?=

.PHONY: help demo screenshots test check run doctor bench clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/'

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "okra needs Python 3.11 or newer; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up .venv (once; a minute or so) …"
	@PIP_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $(READY)

demo: $(READY) ## a made-up team in a local Slack, in your browser (ARGS=--session: facilitate session 1)
	@$(BIN)/python -m demo $(ARGS)

screenshots: $(READY) ## the pictures in README.md and docs/, taken anew (needs Chromium)
	@$(BIN)/python -m demo.screenshots $(ARGS)

check: $(READY) ## lint, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check ## everything that is tested, on SQLite and PostgreSQL
	$(BIN)/pytest -n 2 --dist worksteal $(ARGS)

run: $(READY) ## the bot, with the settings in .env
	@$(BIN)/okra run

doctor: $(READY) ## what is wrong with the settings, and how to mend it
	@$(BIN)/okra doctor

bench: $(READY) ## speed, as ratios against a floor measured in the same run
	@$(BIN)/python -m bench $(ARGS)

clean: ## remove what make made
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
