# Everything a newcomer needs, each word setting up what it uses. `make` alone lists the words.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
CUSTOMERS ?= 20000
SEED ?= 2021
SUBJECT ?= programmes
TESTS ?= tests
WORKERS ?= 2

.PHONY: help setup setup-dev demo serve test check format bench lawbook messages docs tour screenshots doctor stop lock clean

help: ## List these words
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/uv:
	@bash tools/bootstrap "$(PYTHON)" "$(VENV)"

$(VENV)/.site: requirements.lock pyproject.toml | $(BIN)/uv
	@bash tools/sync "$(VENV)" requirements.lock && touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/uv
	@bash tools/sync "$(VENV)" requirements-dev.lock && touch $@ $(VENV)/.site

setup: ## Make the environment that the site needs (.venv)
	@$(MAKE) -s $(if $(wildcard $(VENV)/.dev),$(VENV)/.dev,$(VENV)/.site)
	@$(BIN)/donghanh messages compile --quiet

setup-dev: $(VENV)/.dev ## Make the environment for developing and testing
	@$(BIN)/donghanh messages compile --quiet

demo: setup ## Start the database, load the demo province, serve the site with sign-in cards
	@DONGHANH_DEMO=1 $(BIN)/donghanh demo --customers $(CUSTOMERS) --seed $(SEED)

serve: setup ## Serve the site as it stands (no demo data)
	@$(BIN)/donghanh serve

test: setup-dev ## Run every test
	@bash tools/chromium || true
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal $(TESTS)

check: setup-dev ## Format, lint, types, import contracts, lawbook, docs in step
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/donghanh lawbook check
	$(BIN)/donghanh messages check
	$(BIN)/donghanh docs check

format: setup-dev ## Write the code in the house's form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

bench: setup-dev ## Print the ratios of every program under bench/
	@set -e; for program in bench/[a-z]*.py; do case $$program in bench/common.py|bench/rate_mix.py|bench/rate_shared.py) ;; *) echo "== $$program"; $(BIN)/python $$program;; esac; done

lawbook: setup ## Check the lawbook: dates, gaps, overlaps, sources, worked examples
	@$(BIN)/donghanh lawbook check

messages: setup ## Compile the languages' catalogues
	@$(BIN)/donghanh messages compile

docs: setup-dev ## Write the generated reference anew
	@$(BIN)/donghanh docs write

tour: setup ## List a subject's files top to bottom: make tour SUBJECT=programmes
	@$(BIN)/donghanh tour $(SUBJECT)

screenshots: setup-dev ## Take the screenshots of the docs from a demo of its own
	@bash tools/chromium && $(BIN)/python tools/screenshots.py

doctor: setup ## Say what is running and what to do
	@$(BIN)/donghanh doctor

stop: setup ## Stop the embedded database
	@$(BIN)/donghanh database stop

lock: $(BIN)/uv ## Choose the exact versions anew
	@bash tools/lock "$(VENV)"

clean: ## Remove the environment and caches (the data in var/ stays)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
