# Every recipe makes its own environment; python3 (3.11 or newer) and make are all it takes.
.DEFAULT_GOAL := help
.PHONY: help demo run test check mutate fix words access facts promises bench chaos

BOOTSTRAP = @python3 tools/bootstrap.py
PYTHON = .venv/bin/python
KRING = $(PYTHON) -m kring

help:  ## show this list
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

##@ Use Kring
demo:  ## start Kring with demonstration data
	$(BOOTSTRAP) runtime
	@$(KRING) demo

run:  ## start Kring without demonstration data
	$(BOOTSTRAP) runtime
	@$(KRING) up

##@ Change Kring
test:  ## run all tests; some of them with ARGS="-k word"
	$(BOOTSTRAP) dev
	$(BOOTSTRAP) browser
	@$(PYTHON) -m pytest -n 2 --dist worksteal --ignore=tests/journeys $(ARGS) || [ $$? = 5 -a -n '$(ARGS)' ]
	@$(PYTHON) -m pytest -n 2 --dist worksteal tests/journeys $(ARGS) || [ $$? = 5 -a -n '$(ARGS)' ]

chaos:  ## kill web, worker and database at random for ten minutes (SECONDS=600 SEED=1)
	$(BOOTSTRAP) dev
	@KRING_CHAOS_SECONDS=$(or $(SECONDS),600) KRING_CHAOS_SEED=$(or $(SEED),20261121) \
	  $(PYTHON) -m pytest -q tests/baddays/test_kill.py

check:  ## format, lint, types, direction of imports, migrations, translations
	$(BOOTSTRAP) dev
	@echo "Format"; $(PYTHON) -m ruff format --check --quiet .
	@echo "Lint"; $(PYTHON) -m ruff check --quiet .
	@echo "Types"; $(PYTHON) -m mypy
	@echo "Imports"; .venv/bin/lint-imports
	@echo "Migrations"; $(KRING) makemigrations --check --dry-run
	@echo "Words"; $(KRING) words --check

mutate:  ## let each access rule be wrong in every way, and see a test notice; ten to twenty-five minutes
	$(BOOTSTRAP) dev
	@$(PYTHON) tools/mutate.py $(ARGS)

fix:  ## mend what can be mended by itself
	$(BOOTSTRAP) dev
	@$(PYTHON) -m ruff check --fix --quiet .
	@$(PYTHON) -m ruff format --quiet .

words:  ## collect new texts for the Dutch catalogues
	$(BOOTSTRAP) runtime
	@$(KRING) words

bench:  ## measure how fast Kring is on a whole country; SIZE=small for less, PARTS=pages for one thing
	$(BOOTSTRAP) dev
	@$(PYTHON) -m bench --size $(or $(SIZE),national) $(if $(PARTS),--parts $(PARTS))

##@ Look something up
access:  ## who may open which page
	$(BOOTSTRAP) runtime
	@$(KRING) access

facts:  ## what is announced, and who reacts
	$(BOOTSTRAP) runtime
	@$(KRING) facts

promises:  ## what is promised to colleagues, and the tests that guard it
	$(BOOTSTRAP) runtime
	@$(KRING) promises
