# make run | test | check | accuracy | bench | sample | clean. Needs Python 3.11 (or newer) and nothing else.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
JOBS   ?= 2
FORMS  ?=

.PHONY: run test check accuracy bench sample clean

run: $(READY)
	$(BIN)/yearbook run raw --out extracted

test: $(READY)
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

accuracy: $(READY)
	$(BIN)/python -m bench.accuracy $(FORMS)

bench: $(READY)
	$(BIN)/python -m bench.bench

sample: $(READY)
	$(BIN)/python -m raw.sample

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(READY)

clean:
	rm -rf $(VENV) extracted/* .accuracy .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
