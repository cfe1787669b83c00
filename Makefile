# The two commands of a newcomer are `make demo` and `make test`. Both need Python and make alone.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
export PORT

.DEFAULT_GOAL := help
.PHONY: help demo test coverage lint bench messages wheel clean

help:
	@echo "make demo      the example site on http://localhost:$(PORT) (PORT=8001 for another port)"
	@echo "make test      the whole test suite under every way of installing"
	@echo "make coverage  the same, and what it covers"
	@echo "make lint      style, types, floors, templates, translations"
	@echo "make bench     the table of benchmarks"
	@echo "make messages  read the translatable texts anew and compile the translations"
	@echo "make wheel     the package as a wheel, in dist/"

demo: $(VENV)/.demo
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_demo --port $(PORT)
	@echo "Stop with Ctrl+C."
	@$(BIN)/python manage.py runserver --noreload --verbosity 0 $(PORT)

test: $(VENV)/.test
	@$(BIN)/python tools/run_tests.py

coverage: $(VENV)/.test
	@TEST_COVERAGE=1 $(BIN)/python tools/run_tests.py

lint: $(VENV)/.lint
	@$(BIN)/python tools/run_lint.py

bench: $(VENV)/.test
	@$(BIN)/python -m benchmarks

messages: $(VENV)/.lint
	@$(BIN)/python tools/make_messages.py

wheel: $(VENV)/.lint
	@rm -rf build dist
	@$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf $(VENV) build dist var .coverage .coverage.* htmlcov

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, and \"$(PYTHON)\" is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@echo "Making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# One stamp for each extra: the second run installs nothing until pyproject.toml changes.
$(VENV)/.demo $(VENV)/.test $(VENV)/.lint: $(VENV)/.%: pyproject.toml | $(VENV)/.python
	@echo "Installing the package with its extra \"$*\" (a minute or two, once)"
	@$(PIP) install --editable ".[$*]"
	@touch $@
