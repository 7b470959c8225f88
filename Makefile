# `make` lists what can be made. ./run and ./test are all that is needed to use the program and to check it.
.DEFAULT_GOAL := help
SHELL := /bin/sh

# Where `make install` puts things; DESTDIR stands before all of it, for packages.
PREFIX ?= /usr/local
DESTDIR ?=

.PHONY: help build test check lint unit blackbox screens docs asan tsan fuzz model torture bench bench-check install uninstall clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## the program, as .build/release/tickets
	@script/build

test: ## all tests, as ./test
	@./test

check: lint test ## strict lint, then all tests

lint: ## Swift's formatter as a strict judge, and the shell's opinion of the scripts
	swift format lint --strict --recursive --parallel Package.swift Sources Tests
	for file in run test script/* .ci/run Model/check; do sh -n "$$file" || exit 1; done

unit: ## the unit tests alone
	@script/toolchain
	swift test

blackbox: ## the black-box tests alone
	@script/build
	$$(script/python) -m pytest -q Tests/architecture Tests/blackbox

screens: ## draw the golden screens anew, for review with git diff
	UPDATE_SCREENS=1 swift test --filter ConsoleCoreTests

docs: ## write the READMEs' tables of keys and commands anew
	UPDATE_README=1 swift test --filter ReadmeTests

asan: ## the unit tests and the programs under the address sanitizer
	@script/sanitize address

tsan: ## the same under the thread sanitizer
	@script/sanitize thread

fuzz: ## feed an entry of Tests/Fuzz by coverage: make fuzz ENTRY=lines RUNS=1000000
	@script/fuzz $(ENTRY) $(RUNS)

model: ## check the worker lock's model (needs spin and gcc)
	@script/packages "to check the model" spin gcc libc6-dev
	Model/check

torture: ## the attacks in their whole size, into Tests/TORTURE.md (about an hour; LONG=1: more): make torture ONLY=kill
	@script/build
	@script/torture $(if $(ONLY),-k '$(ONLY)')

bench: ## measure beside the peers, into bench/RESULTS.md: make bench ONLY=cold,warm ROUNDS=5 SIZE=1000000 SIZES=1000,1000000
	@script/build
	@$$(script/python) -m bench $(if $(ONLY),--only $(ONLY)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SIZE),--size $(SIZE)) \
	  $(if $(SIZES),--sizes $(SIZES)) $(if $(OUT),--out $(OUT))

bench-check: ## instructions of small cases against bench/instructions.json; make bench-check UPDATE=1 writes it anew
	@script/build
	@script/packages "to count instructions" valgrind g++ libsimdjson-dev
	@$$(script/python) -m bench.instructions $(if $(UPDATE),--update)

install: ## the programs, man pages, completions and systemd units: make install PREFIX=/usr/local DESTDIR=
	@script/build
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' script/install

uninstall: ## take away what make install put there, with the same PREFIX and DESTDIR
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' script/uninstall

clean: ## remove everything that was built
	rm -rf .build bench/data
