# Everything an editor or a developer does with the site. `make` alone lists it.
# PYTHON=python3.12 chooses the Python; ARGS="..." is passed on, such as make build ARGS="--as-of 2027-01-01".

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?=
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
JUDGES := tests/judges
LOCKS := requirements/audit.txt requirements/brotli.txt requirements/build.txt requirements/check.txt requirements/import.txt requirements/pdf.txt requirements/test.txt
LIGHTHOUSE := tests/lighthouse
TOOLS := tools
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --no-input --require-hashes
FETCH = echo "Fetching the packages in $<, once; this can take a minute." >&2
COMPILE := uv --no-config pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-emit-index-url \
	--extra preview

.PHONY: help build serve amend status pdf seal check verify audit import test test-faults test-hosts fuzz lint \
	reference banner bench lighthouse pictures lock \
	vulnerabilities sbom package clean distclean judges

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(VENV)/.build ## build the site into site/
	@$(BIN)/python build.py build $(ARGS)

serve: $(VENV)/.build ## show the site in a browser while it is written
	@$(BIN)/python build.py serve $(ARGS)

amend: $(VENV)/.build ## begin a new version: ARGS="privacy --effective 2027-09-01 cookies retention"
	@$(BIN)/python build.py amend $(ARGS)

status: $(VENV)/.build ## tell how the policies stand: versions, languages, register
	@$(BIN)/python build.py status $(ARGS)

pdf: $(VENV)/.pdf ## make PDFs of the versions, for the archive
	@$(BIN)/python build.py pdf $(ARGS)

seal: $(VENV)/.build ## enter what was published into the register
	@$(BIN)/python build.py seal $(ARGS)

check: $(VENV)/.check ## find what a build needn't know: duties to inform, laws gone by, translations, links
	@$(BIN)/python build.py check $(ARGS)

verify: $(VENV)/.build ## hold content, register and site against each other
	@$(BIN)/python build.py verify $(ARGS)

audit: $(VENV)/.audit ## visit a site, and hold its cookies against the declaration: ARGS="https://www.example.com/"
	@$(BIN)/python build.py audit $(ARGS)

import: $(VENV)/.import ## make versions of a document or its history: ARGS="policy.docx --policy privacy --lang en"
	@$(BIN)/python build.py import $(ARGS)

test: lint judges ## run the linters, the types and the tests
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)

test-hosts: $(VENV)/.test ## serve the site by nginx, Apache, Caddy, lighttpd and Python, and look at every page there
	@HOSTS=every $(BIN)/python -m pytest tests/hosts $(ARGS)

fuzz: $(VENV)/.test ## try drawn sites for a minute, or as long as ARGS="--minutes 60" says
	@$(BIN)/python -m tests.fuzz $(ARGS)

test-faults: $(VENV)/.test ## let a build fail at every one of its calls to the system (a quarter of an hour)
	@$(BIN)/python -m tests.faults "$(ARGS)"

lint: $(VENV)/.test ## run the linters and check the types
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@$(BIN)/mypy --no-error-summary .

banner: $(TOOLS)/node_modules/.stamp ## minify the sources of the consent banner and of search (needs npm)
	@node $(TOOLS)/minify.mjs

reference: $(VENV)/.build ## write the tables of docs/content-model.md and the schemas anew, after a key was changed
	@$(BIN)/python -m tools.reference

bench: $(VENV)/.build ## measure building beside other generators: ARGS="--large --work /dev/shm"
	@$(BIN)/python -m benchmarks.building $(ARGS)

pictures: $(VENV)/.test ## make the pictures of the README anew (needs Chromium)
	@$(BIN)/python -m tests.pictures

lighthouse: $(VENV)/.test $(LIGHTHOUSE)/node_modules/.stamp ## hold the pages against Lighthouse (needs Chromium and npm)
	@$(BIN)/python -m tests.lighthouse

lock: ## renew requirements/ from pyproject.toml (needs uv)
	@$(COMPILE) --output-file requirements/build.txt pyproject.toml
	@$(COMPILE) --extra import --extra pdf --group test --constraint requirements/build.txt --output-file requirements/test.txt \
		pyproject.toml
	@$(COMPILE) --extra audit --constraint requirements/test.txt --output-file requirements/audit.txt pyproject.toml
	@$(COMPILE) --extra brotli --constraint requirements/test.txt --output-file requirements/brotli.txt pyproject.toml
	@$(COMPILE) --extra check --constraint requirements/test.txt --output-file requirements/check.txt pyproject.toml
	@$(COMPILE) --extra import --constraint requirements/test.txt --output-file requirements/import.txt pyproject.toml
	@$(COMPILE) --extra pdf --constraint requirements/test.txt --output-file requirements/pdf.txt pyproject.toml

vulnerabilities: $(VENV)/.test ## check the locked packages for known vulnerabilities; fails when it can't (needs the network)
	@status=0; \
	$(BIN)/python -m pip_audit --strict --disable-pip --require-hashes --progress-spinner off \
		$(LOCKS:%=--requirement %) $(ARGS) || status=1; \
	for folder in $(JUDGES) $(LIGHTHOUSE) $(TOOLS); do \
		(cd $$folder && npm audit --package-lock-only --loglevel=error) || status=1; \
	done; \
	exit $$status

package: $(VENV)/.test ## build the wheel and the source archive into dist/
	@$(BIN)/pyproject-build --no-isolation --outdir dist . >/dev/null

sbom: $(VENV)/.test ## write the list of what a release is made of (CycloneDX) to dist/
	@mkdir -p .cache dist
	@version=$$($(BIN)/python -c 'import lydelse; print(lydelse.__version__)'); \
	sed "s/^dynamic = .*/version = \"$$version\"/" pyproject.toml >.cache/pyproject.toml; \
	$(BIN)/python -W ignore -m cyclonedx_py requirements --output-reproducible --pyproject .cache/pyproject.toml \
		--output-file "dist/lydelse-$$version.cdx.json" requirements/build.txt

clean: ## empty site/ and remove what tools keep for themselves
	@test ! -d site || find site -mindepth 1 ! -path site/.gitkeep -delete
	@rm -rf .cache dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean ## as clean, and remove all that was installed
	@rm -rf $(VENV) $(JUDGES)/node_modules $(LIGHTHOUSE)/node_modules $(TOOLS)/node_modules

# The environment -----------------------------------------------------------------------------------------------

$(BIN)/python:
	@for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
			echo "$$python can't make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; \
			exit 1; \
		fi; \
		exec "$$python" -m venv --clear $(VENV); \
	done; \
	echo "Python 3.11 or newer is needed. Install one, or say where it is: make build PYTHON=/path/to/python3" >&2; \
	exit 1

$(VENV)/.build: requirements/build.txt | $(BIN)/python
	@$(FETCH)
	@$(PIP) --requirement $<
	@touch $@

$(VENV)/.audit: requirements/audit.txt | $(BIN)/python
	@$(FETCH)
	@$(PIP) --requirement $<
	@touch $@

$(VENV)/.check: requirements/check.txt | $(BIN)/python
	@$(FETCH)
	@$(PIP) --requirement $<
	@touch $@

$(VENV)/.import: requirements/import.txt | $(BIN)/python
	@$(FETCH)
	@$(PIP) --requirement $<
	@touch $@

$(VENV)/.pdf: requirements/pdf.txt | $(BIN)/python
	@$(FETCH)
	@$(PIP) --requirement $<
	@touch $@

$(VENV)/.test: requirements/test.txt | $(BIN)/python
	@$(FETCH)
	@$(PIP) --requirement $<
	@touch $@

# The judges of HTML and accessibility, and what makes the banner small, come from npm. Without it their tests are
# skipped, but in CI they have to run.
judges:
	@if command -v npm >/dev/null; then \
		$(MAKE) $(JUDGES)/node_modules/.stamp $(TOOLS)/node_modules/.stamp || test "$$CI" != true; \
	elif test "$$CI" = true; then \
		echo "npm is needed in CI." >&2; exit 1; \
	fi

%/node_modules/.stamp: %/package-lock.json
	@cd $* && npm ci --loglevel=error >/dev/null
	@touch $@
