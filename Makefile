# The verbs of this repository: `make help`. Needs Python 3.11 or newer with pip and venv, and make.

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python3.14,$(shell \
	command -v $(p) >/dev/null 2>&1 && $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))) python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
TEST_WEIGHTS := minilm smollm2-135m-instruct musicnn whisper-base
export ASK MODEL LIBRARY

ifeq (campaign,$(firstword $(MAKECMDGOALS)))
NAME := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
$(foreach name,$(NAME),$(eval $(name):;@:))
endif

.DEFAULT_GOAL := help
.PHONY: help run setup weights test lint evals bench campaign lock audit clean

help:  ## what there is to do
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/$(if $(LIBRARY),media,run).stamp  ## talk to the starter library (ASK="..." answers and ends; MODEL=planner|local|URL; LIBRARY=MEDIA FOLDER)
	@$(BIN)/usher start $${ASK:+--ask "$$ASK"} $${MODEL:+--model "$$MODEL"} $${LIBRARY:+--media "$$LIBRARY"}

setup: .venv/dev.stamp  ## install what the command and the tests need into .venv

weights: .venv/dev.stamp  ## fetch the small models that the tests use (360 MB, once for this machine)
	@for name in $(TEST_WEIGHTS); do $(BIN)/usher models get $$name || echo "Tests that need $$name will be skipped."; done

test: lint weights  ## check style and types, then run all tests
	@$(BIN)/python -m pytest

lint: .venv/dev.stamp  ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

evals: .venv/dev.stamp  ## measure understanding, ranking and replies on labelled sets
	@$(BIN)/python -m tests.evals

bench: .venv/dev.stamp  ## measure speed and memory
	@$(BIN)/python -m tests.bench

campaign: .venv/dev.stamp  ## a long test campaign in full: make campaign NAME
	@$(BIN)/python -m tests.campaigns $(NAME)

lock:  ## write requirements/*.txt anew from pyproject.toml (needs uv)
	@requirements/lock

audit:  ## look for known holes in the locked versions (needs uv)
	@uv tool run pip-audit --disable-pip --require-hashes -r requirements/dev.txt

clean:  ## remove .venv and caches (not the library, not the weights)
	rm -rf .venv *.egg-info build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) requirements/machine.py
	@$(PYTHON) -m venv .venv

# A fuller set holds the lighter ones, so a fresh stamp of it makes theirs fresh too.
.venv/run.stamp .venv/media.stamp .venv/dev.stamp: .venv/%.stamp: requirements/%.txt pyproject.toml | .venv/bin/python
	@sed -n 's/^# about: /Installing into .venv: /p' $<
	@$(PIP) install -qq --require-hashes -r $<
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch .venv/run.stamp $(if $(filter dev,$*),.venv/media.stamp) $@
