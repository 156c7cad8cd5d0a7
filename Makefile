# Everything a newcomer or a maintainer types. `make` alone lists it.
# What is installed comes from requirements/*.lock, with hashes, into .venv; again only when a lock changed.

VENV := .venv
BIN  := $(VENV)/bin
ARGS ?=

# The first Python that is new enough; PYTHON=… on the command line decides otherwise.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c '$(NEW_ENOUGH)' 2>/dev/null && { echo "$$name"; break; }; done)

PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL_LOCK := $(PIP) install --quiet --require-hashes --requirement
# --no-build-isolation: built with the setuptools of the lock, so that nothing without a hash is fetched.
INSTALL_SELF := $(PIP) install --quiet --no-deps --no-build-isolation --editable .

# Databases of tests are written to memory where there is some: a disk makes every commit wait.
SCRATCH ?= $(shell [ -w /dev/shm ] && echo /dev/shm || echo $${TMPDIR:-/tmp})

.PHONY: help install try test check format format-check lint types imports bench lock manifest clean
.DEFAULT_GOAL := help

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

try: $(VENV)/.run ## talk to the bot in your browser, no Slack needed  (ARGS="--port 8000 --scenario halfway")
	@$(BIN)/whyfirst try $(ARGS)

install: $(VENV)/.run ## only install: afterwards there is .venv/bin/whyfirst

test: $(VENV)/.dev ## run the tests  (ARGS="-k interview" for some of them)
	TMPDIR=$(SCRATCH) $(BIN)/python -m pytest $(ARGS)

check: format-check lint types imports test ## all that CI checks

format: $(VENV)/.dev ## put the code in order
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

format-check: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

bench: $(VENV)/.dev ## measure against the bare framework
	$(BIN)/python -m bench $(ARGS)

manifest: $(VENV)/.run ## write manifest.json from the table of scopes and events
	$(BIN)/whyfirst manifest

# Existing versions stay unless ARGS="--upgrade" (or "--upgrade-package NAME") says otherwise.
LOCK := $(BIN)/uv --quiet pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
lock: $(VENV)/.dev ## pin versions and hashes anew after a change in pyproject.toml  (ARGS="--upgrade")
	$(LOCK) --group build --group dev --output-file requirements/dev.lock $(ARGS)
	$(LOCK) --group build --constraint requirements/dev.lock --output-file requirements/run.lock $(ARGS)

clean: ## remove what was installed and cached, not your data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache whyfirst.egg-info

$(BIN)/python:
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { echo "Whyfirst needs Python 3.11 or newer. Install it, or say where: make PYTHON=/path/to/python3"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python has no venv module. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)

$(VENV)/.run: requirements/run.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Whyfirst needs into $(VENV) …"
	@$(INSTALL_LOCK) requirements/run.lock
	@$(INSTALL_SELF)
	@touch $@

# The development lock holds all of the run-time lock, so one install serves both.
$(VENV)/.dev: requirements/dev.lock requirements/run.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Whyfirst and its tests need into $(VENV) …"
	@$(INSTALL_LOCK) requirements/dev.lock
	@$(INSTALL_SELF)
	@touch $(VENV)/.run $@
