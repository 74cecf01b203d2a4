# `make play` and `make test` do all set-up; the rest is for those who change the recognizer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SCENARIO ?= signed-not-received

.PHONY: play test lint evaluate model bench wheel clean

play: $(VENV)/.installed
	@$(BIN)/itr-sim play $(SCENARIO)

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/itr-sim lint scenarios rubrics personas
	$(BIN)/pytest

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "Installing itr-sim into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

# Figures of the recognizer on the part of the corpus that was written apart.
evaluate: $(VENV)/.installed
	$(BIN)/itr-sim evaluate corpus/*/*/held-out*.txt

# Rebuilds the shipped weights from the corpus; needs about two and a half hours on two cores.
model: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --editable ".[train]"
	$(BIN)/python -m training.train --out build/model
	$(BIN)/python -m training.letters --out build/model
	$(BIN)/python -m training.export build/model
	$(BIN)/python -m training.compact build/model
	$(BIN)/python -m training.words build/model
	$(BIN)/python -m training.seal

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.speed

wheel: $(VENV)/.installed-dev
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) build dist
