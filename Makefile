# make run     the dashboard with data on 127.0.0.1:8501 (PORT= changes the port)
# make test    style, types, imports and every test, the browser's included
# make fuzz    wrong files and cells, as long as SECONDS= says
# make look    every document of the brief, in build/look, as pictures where possible
# make bench   measurements as ratios to a floor of the same run
# make load    a hundred visitors and 21 senders at once, some minutes
# make wheels  every package into wheels/, for a machine without internet
# make audit   pinned packages against the public lists of known faults (needs internet)
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8501
SECONDS ?= 300
CASES ?= 50000
VENV := .venv
BIN := $(VENV)/bin

# With a folder of wheels nothing is asked of the internet.
ifneq ($(wildcard wheels/*.whl),)
export PIP_NO_INDEX := 1
export PIP_FIND_LINKS := $(CURDIR)/wheels
endif

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run clear-demo test lint format fuzz look bench load wheels audit requirements clean

help:
	@sed -n 's/^# //p' Makefile

setup: $(VENV)/.installed

setup-dev: $(VENV)/.installed-dev

$(VENV)/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新版本 (PYTHON=... make run)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: setup
	$(BIN)/python -m hrss demo --if-empty
	@echo "粤人社所：在浏览器中打开 http://127.0.0.1:$(PORT)"
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

clear-demo: setup
	$(BIN)/python -m hrss demo --clear

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Each worker takes tests that stand together, so that what they share is made once.
# Where a browser is driven an event loop is running, which other tests need for theirs.
test: setup-dev lint
	@sh tests/install_browser.sh
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not browser"
	$(BIN)/python -m pytest -n auto --dist worksteal -m browser

# atheris has no wheel for every system; the files need none.
fuzz: setup-dev
	HRSS_FUZZ_SHEETS=2000 $(BIN)/python -m pytest -n auto \
	  tests/sheets/test_dressing.py tests/sheets/test_nothing_lost.py
	HRSS_EXAMPLES=50 $(BIN)/python -m pytest -n auto \
	  tests/metrics tests/reports/brief/test_build.py
	$(BIN)/python -m fuzz files --cases $(CASES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris==3.0.0'
	$(BIN)/python -m fuzz.cells -max_total_time=$(SECONDS)

look: setup-dev
	$(BIN)/python -m tests.look build/look

bench: setup-dev
	$(BIN)/python -m benchmarks

load: setup-dev
	$(BIN)/python -m benchmarks load

# For the system and the Python of this machine.
wheels: setup
	env -u PIP_NO_INDEX -u PIP_FIND_LINKS $(BIN)/python -m pip download --quiet \
	  --disable-pip-version-check --only-binary :all: --dest wheels -r requirements.txt
	@echo "wheels/: $$(ls wheels | wc -l) packages"

audit: setup-dev
	$(BIN)/uv tool run --from 'pip-audit>=2.9' pip-audit --disable-pip \
	  --no-deps --requirement requirements.txt

# The pins, compiled anew from pyproject.toml.
requirements: setup-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header \
	  --upgrade pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header \
	  --upgrade --extra dev pyproject.toml -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
