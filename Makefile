# Everything a newcomer needs: `make run`, `make test`.
SWIFT ?= swift
ARGS ?=
RELEASE := .build-release
CONFORMANCE := .build-conformance
TOOLS ?=
FUZZ_SECONDS ?= 60
# Of schemathesis, for each group of operations.
export CONFORMANCE_EXAMPLES ?= 2000
FORMATTED := Package.swift Sources Tests Fuzz

# For `make evaluate` and `make seeds`: a folder of reports, and an analyst's record of them.
REPORTS ?=
GOLD ?=
SPLIT ?= development
VERBOSE ?=

.PHONY: help run cert test build release synth lint format settings check evaluate seeds bench conformance fuzz deps openssl clean

help:
	@echo 'make run      serve the register on http://localhost:8080 (ARGS="--port 9000" for more)'
	@echo 'make cert     make a self-signed certificate and key in .tls, for trying TLS'
	@echo 'make test     run all tests'
	@echo 'make check    check the register files that ship'
	@echo 'make evaluate measure the extraction by labelled reports (REPORTS, GOLD, VERBOSE=1)'
	@echo 'make seeds    extract the register files that ship from their reports (REPORTS=folder)'
	@echo 'make conformance  let tools from elsewhere judge the release build (TOOLS="curl nginx" for some,'
	@echo '              CONFORMANCE_EXAMPLES=100 for a quick run of schemathesis)'
	@echo 'make settings write the table of settings into README.md and Config/entente.json'
	@echo 'make lint     check the format of all Swift code;  make format  correct it'
	@echo 'make release  build the optimised program at $(RELEASE)/release/entente'
	@echo 'make bench    measure the release build: beside nginx, under load, its memory, extraction'
	@echo 'make fuzz     fuzz what reads foreign input, each harness for FUZZ_SECONDS ($(FUZZ_SECONDS))'

run: deps
	$(SWIFT) build --product entente
	exec .build/debug/entente serve $(ARGS)

cert: openssl
	@mkdir -p .tls
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -subj /CN=localhost \
		-addext subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1 -keyout .tls/key.pem -out .tls/certificate.pem
	@echo 'Try: make run ARGS="--certificate .tls/certificate.pem --key .tls/key.pem"'

test: deps openssl
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

build: deps
	$(SWIFT) build

release: deps
	$(SWIFT) build -c release --static-swift-stdlib --product entente --scratch-path $(RELEASE)

# Makes up registers and reports to measure with.
synth: deps
	$(SWIFT) build -c release --static-swift-stdlib --product entente-synth --scratch-path $(RELEASE)

check: deps
	$(SWIFT) build --product entente
	.build/debug/entente check Config/seeds/*.json

# Both at once or neither: each is written beside its place first.
settings: deps
	$(SWIFT) build --product entente
	.build/debug/entente settings --format json > .build/entente.json
	.build/debug/entente settings --format markdown > .build/settings.md
	sed -i -e '/^<!-- settings:/,/^<!-- end of settings/{//!d}' -e '/^<!-- settings:/r .build/settings.md' README.md
	cp .build/entente.json Config/entente.json

evaluate: deps
	$(SWIFT) build --product entente
	python3 -B Evaluation/evaluate.py --split $(SPLIT) $(if $(VERBOSE),--verbose) \
		$(if $(REPORTS),--reports '$(REPORTS)') $(if $(GOLD),--gold '$(GOLD)')

seeds: deps
	@test -n '$(REPORTS)' || { echo 'error: name the folder of the reports: make seeds REPORTS=folder' >&2; exit 2; }
	$(SWIFT) build --product entente
	.build/debug/entente extract '$(REPORTS)' --document Config/documents.json --output Config/seeds

lint:
	$(SWIFT) format lint --strict --recursive $(FORMATTED)

format:
	$(SWIFT) format --in-place --recursive $(FORMATTED)

bench: release synth
	Benchmarks/all.py

fuzz: deps
	SWIFT=$(SWIFT) Fuzz/run all $(FUZZ_SECONDS)

# Installs packages where it may, else says which to install. Does nothing, and needs no network, when all is there.
# $(1): command that succeeds when all is there; $(2): Debian packages.
define install
	@if $(1) >/dev/null 2>&1; then exit 0; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -q && apt-get install -y -q --no-install-recommends $(2); \
	elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then \
		sudo apt-get update -q && sudo apt-get install -y -q --no-install-recommends $(2); \
	else \
		echo 'error: missing: install $(2) (Debian, Ubuntu) and run make again.' >&2; exit 1; \
	fi
endef

deps:
	$(call install,pkg-config --exists openssl zlib,libssl-dev zlib1g-dev pkg-config)

# The command that makes certificates, for trying TLS and for its tests.
openssl:
	$(call install,command -v openssl,openssl)

# Tools that nobody here wrote, against the release build.
conformance: release openssl $(CONFORMANCE)/installed
	$(call install,PATH="$$PATH:/usr/sbin" which curl h2load wrk nginx haproxy chromium,curl nghttp2-client wrk nginx-light haproxy chromium)
	$(CONFORMANCE)/bin/python -B Conformance/run.py $(RELEASE)/release/entente $(TOOLS)

$(CONFORMANCE)/installed: Conformance/requirements.txt
	$(call install,python3 -c 'import ensurepip',python3-venv)
	python3 -m venv $(CONFORMANCE)
	$(CONFORMANCE)/bin/pip install -q --disable-pip-version-check -r $<
	@touch $@

clean:
	rm -rf .build .build-fuzz $(RELEASE) $(CONFORMANCE)
