# Everything runs in .venv, which holds exactly what requirements.lock pins.
# All that has to be there before is make and Python 3.11 or newer; `make PYTHON=python3.13 test` takes another one.

PYTHON ?= python3
BIN := .venv/bin
PINNED := .venv/.pinned
READY := .venv/.ready
NODE := build/node/.installed

.PHONY: help report test format docs vscode bench lock upgrade clean

help: ## say what can be made
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1	\2/p' $(MAKEFILE_LIST)

report: $(READY) ## write the example case's document to build/report
	$(BIN)/gsn report cases/cyber-inability -o build/report
	@echo "The document is in $(CURDIR)/build/report:" && ls build/report

test: $(READY) $(NODE) ## lint, check types, run all tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n auto

format: $(READY) ## format the code and mend what can be mended safely
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

docs: $(READY) ## write the pages and the picture that follow from the code
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/view_model.py
	$(BIN)/python editors/textmate.py

vscode: $(READY) ## pack the VS Code extension into build
	$(BIN)/python editors/vscode/package.py build

bench: $(READY) ## measure
	$(BIN)/python -m benchmarks

# No file of this project names a package registry or a path of somebody's machine: hence pins with hashes, which hold
# wherever a package is fetched from, and not uv.lock, which names its registry at every package.
COMPILE := $(BIN)/uv pip compile pyproject.toml --output-file requirements.lock --quiet \
	--universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" \
	--all-extras --group build --group test --group lint --group types --group lock

lock: $(PINNED) ## pin what pyproject.toml asks for, keeping the pins that still fit
	$(COMPILE)

upgrade: $(PINNED) ## pin the newest of everything
	$(COMPILE) --upgrade

clean: ## remove what was made, but not .venv
	rm -rf build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name .venv -prune -o -type d -name __pycache__ -exec rm -rf {} +

$(PINNED): requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	@touch $@

$(READY): $(PINNED) pyproject.toml
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What tries the grammars of editors as VS Code would. Its lock pins by hashes, too, and names no registry. Where npm is
# not there, or reaches nothing, those tests are skipped, which fails in continuous integration.
$(NODE): editors/node/package.json editors/node/package-lock.json
	@mkdir -p $(@D) && cp $^ $(@D)
	@if ! command -v npm >/dev/null; then echo "The grammars are not tried in VS Code's engine: npm is not here."; \
	elif cd $(@D) && npm ci --silent --ignore-scripts --no-audit --no-fund; then touch $(@F); \
	else echo "The grammars are not tried in VS Code's engine: npm could not install what that takes."; fi
