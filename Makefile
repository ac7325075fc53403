# `make demo` and `make test` need Python >= 3.11 and make, nothing else. Everything lives in .venv.

PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
UV := $(shell command -v uv 2>/dev/null)
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= auto

.PHONY: help demo test check lint types floors tests bench format upgrade picture clean

help: ## Say what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

# A stamp file a set of packages: nothing is installed twice while its list stays the same.
$(VENV)/python.stamp:
	@test -n "$(PYTHON)" || { echo "make: no Python >= 3.11 found; install one, or say make PYTHON=/path/to/python" >&2; exit 1; }
ifdef UV
	@$(UV) venv --quiet --allow-existing --python "$(PYTHON)" $(VENV)
else
	@"$(PYTHON)" -m venv $(VENV)
endif
	@touch $@

ifdef UV
install = $(UV) pip install --quiet --python $(BIN)/python
else
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

$(VENV)/core.stamp: $(VENV)/python.stamp requirements/core.txt requirements/build.txt pyproject.toml
	@echo "setting up $(VENV) to run reconcile (once)" >&2
	@$(install) --require-hashes -r requirements/build.txt -r requirements/core.txt
	@$(install) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/core.stamp requirements/dev.txt
	@echo "setting up $(VENV) to test reconcile (once)" >&2
	@$(install) --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/core.stamp ## Set everything up and run the main job on the project's own dispatches
	@$(BIN)/reconcile demo

test: $(VENV)/dev.stamp ## Set everything up and pass the tests
	@$(BIN)/python -m pytest -n $(JOBS)

check: lint types floors test ## Lint, types, floors and tests: what CI runs

lint: $(VENV)/dev.stamp ## Lint and formatting, without changing anything
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp ## Static types
	@$(BIN)/mypy

floors: $(VENV)/dev.stamp ## Which storey may import which
	@$(BIN)/lint-imports

bench: $(VENV)/dev.stamp ## Measure; prints figures, passes no judgement
	@$(BIN)/python -m tests.benchmarks $(BENCH)

format: $(VENV)/dev.stamp ## Format and fix what can be fixed
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

picture: $(VENV)/dev.stamp ## Draw the group screen for the README
	@$(BIN)/python -m tests.picture docs/group.svg

upgrade: $(VENV)/dev.stamp ## Renew the pinned requirements (review the difference, then commit it)
	@$(BIN)/python requirements/compile.py --upgrade

clean: ## Remove what these targets made
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
