# make demo | test | soak | lint | bench | golden | wheelhouse | clean: each sets up what it needs in .venv
#
# Needs Python 3.11, 3.12 or 3.13 with venv and headers, and a C compiler (durable_rules has no wheel).
# PYTHON=/path/to/python3.12 chooses the interpreter.

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

# Without this definition durable_rules compiles on Python 3.13 and then fails to import (undefined symbol
# PyEval_CallObject); on 3.11 and 3.12 it changes nothing. pip would keep a wheel built without it, hence no cache.
DURABLE := CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject $(PIP) install --no-cache-dir --no-binary durable_rules \
	-c constraints.txt durable_rules

.PHONY: help demo test soak lint bench golden wheelhouse clean
help:
	@sed -n '1,4s/^# *//p' Makefile

demo: $(VENV)/ready
	$(BIN)/xetkhen demo

test: $(VENV)/ready
	$(BIN)/python -m pytest -q -n auto

# A million pairs of a random rulebook and a candidate, by the engine and by the reference.
soak: $(VENV)/ready
	$(BIN)/python -m tests.soak

lint: $(VENV)/lint
	$(BIN)/ruff check .
	$(BIN)/mypy engine cli.py tests tools $(wildcard benchmarks)

bench: $(VENV)/ready
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.page
	$(BIN)/python -m benchmarks.browser

# Writes the expected decisions of the samples and the generated pages anew: look at the difference before committing it.
golden: $(VENV)/ready
	$(BIN)/python -m pytest -q tests --write-golden

# Everything that a machine without a network needs: pip install --no-index --find-links wheelhouse 'xetkhen[serve]'
wheelhouse: $(VENV)/ready
	@CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject $(PIP) wheel --no-binary durable_rules -c constraints.txt \
		-w wheelhouse '.[serve,postgresql]'
	@echo "wheelhouse: $$(ls wheelhouse | wc -l) gói / packages"

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/ready: pyproject.toml constraints.txt
	@sh .ci/venv "$(PYTHON)" $(VENV)
	@echo "Đang cài đặt vào $(VENV) / Installing into $(VENV) ..."
	@$(DURABLE)
	@$(PIP) install -c constraints.txt -e '.[test]'
	@$(BIN)/python -c "import durable.lang"
	@$(BIN)/python -m compileall -q engine cli.py  # as pip does for what it copies: a start is a third faster
	@touch $@

$(VENV)/lint: $(VENV)/ready
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@
