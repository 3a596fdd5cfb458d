# nicc: `make help` lists the targets. Everything made goes below $(BUILD).
.DEFAULT_GOAL := all
SHELL := /bin/bash

BUILD   ?= build
CC      ?= gcc
PREFIX  ?= /usr/local
DESTDIR ?=
V       ?= 0
Q       := $(if $(filter 1,$(V)),,@)
say      = $(if $(filter 1,$(V)),,@printf '  %-7s %s\n' '$(1)' '$(2)')

WARN    := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Werror
# What flex and bison write is not ours to restyle.
WARN_GENERATED := -Wno-conversion -Wno-sign-conversion -Wno-sign-compare -Wno-unused-function -Wno-unused-but-set-variable
OPT     ?= -O2 -g
CPPFLAGS += -I. -I$(BUILD) -D_GNU_SOURCE
ALL_CFLAGS = -std=c11 $(WARN) $(OPT) $(CFLAGS)
LIBS     = -lz3 -ljansson -lpthread $(FOREIGN_LIBS)

FOLDERS := base grammar compiler solver certify report cli
SOURCES := $(sort $(wildcard $(addsuffix /*.c,$(FOLDERS))))
GENERATED := $(BUILD)/grammar/nicc_parser.c $(BUILD)/grammar/nicc_scanner.c
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(GENERATED:.c=.o)
MAIN    := $(BUILD)/cli/main.o
LIBRARY := $(filter-out $(MAIN),$(OBJECTS))

UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
UNIT    := $(UNIT_SOURCES:%.c=$(BUILD)/%)
COMPARE_SOURCES := $(sort $(wildcard bench/compare/*.c))
COMPARE_OBJECTS := $(COMPARE_SOURCES:bench/compare/%.c=$(BUILD)/bench/engines/%.o)
ORACLE_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard tests/oracle/*.c)))
FAULT_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard tests/faults/*.c)))
GENERATE_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard bench/designs/*.c)))
DEPS    := $(OBJECTS:.o=.d) $(UNIT:=.d) $(ORACLE_OBJECTS:.o=.d) $(GENERATE_OBJECTS:.o=.d) \
           $(FAULT_OBJECTS:.o=.d) $(BUILD)/tests/msan/foreign.d \
           $(COMPARE_OBJECTS:.o=.d)

.PHONY: all
all: $(BUILD)/nicc ## build the program (build/nicc)

$(BUILD)/nicc: $(OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(OBJECTS) $(LIBS)

$(BUILD)/%.o: %.c | $(BUILD)/grammar/nicc_parser.h $(BUILD)/grammar/nicc_scanner.h
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/grammar/%.o: $(BUILD)/grammar/%.c
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(WARN_GENERATED) -MMD -MP -c -o $@ $<

$(BUILD)/grammar/nicc_parser.c $(BUILD)/grammar/nicc_parser.h &: grammar/nicc.y
	$(call say,BISON,$<)
	$(Q)mkdir -p $(@D)
	$(Q)bison -Wall -Werror -Wcounterexamples --defines=$(BUILD)/grammar/nicc_parser.h -o $(BUILD)/grammar/nicc_parser.c $<

$(BUILD)/grammar/nicc_scanner.c $(BUILD)/grammar/nicc_scanner.h &: grammar/nicc.l
	$(call say,FLEX,$<)
	$(Q)mkdir -p $(@D)
	$(Q)flex --header-file=$(BUILD)/grammar/nicc_scanner.h -o $(BUILD)/grammar/nicc_scanner.c $<

$(GENERATED:.c=.o): $(BUILD)/grammar/nicc_parser.h $(BUILD)/grammar/nicc_scanner.h

$(BUILD)/tests/unit/%: tests/unit/%.c $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -MMD -MP -MF $@.d -o $@ $< $(LIBRARY) -lcmocka $(LIBS)

$(BUILD)/tests/oracle/oracle: $(ORACLE_OBJECTS) $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(ORACLE_OBJECTS) $(LIBRARY) $(LIBS)

# The whole program, with wrappers around what may fail: a function __wrap_NAME stands for NAME.
$(BUILD)/tests/faults/nicc-faults: $(FAULT_OBJECTS) $(OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -rdynamic $$(nm $(FAULT_OBJECTS) | sed -n 's/.* T __wrap_/-Wl,--wrap=/p') \
	    -o $@ $(FAULT_OBJECTS) $(OBJECTS) $(LIBS)

# The engines of other tools, for benchmarks and as a check of nicc.
$(BUILD)/bench/compare: $(COMPARE_OBJECTS) $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(COMPARE_OBJECTS) $(LIBRARY) $(LIBS)

$(BUILD)/bench/engines/%.o: bench/compare/%.c | $(BUILD)/grammar/nicc_parser.h
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# ---- tests ----

ORACLE_N    ?= 40
ORACLE_SMALL_N ?= 300
ORACLE_SEED ?= 2
NICC        := $(BUILD)/nicc
JOBS        := $(shell nproc)

.PHONY: deps demo check check-unit check-golden check-specs check-fmt check-graph pictures check-oracle oracle check-compare check-docs check-bench
.PHONY: check-formats check-faults faults check-certify check-cvc5 cvc5 check-deps check-tables tables bless
deps: ## install what is needed to build and test
	$(Q)scripts/install-deps.sh

demo: deps ## build, and verify the published lab
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) all
	$(NICC) verify specs/azure-interop.ni

check-deps: ## install what is needed to build, and what the tests use
	$(Q)scripts/install-deps.sh --check

check: check-deps ## build and run all tests
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) all
	$(Q)$(MAKE) --no-print-directory -j$(JOBS) check-unit
	$(Q)$(MAKE) --no-print-directory check-golden
	$(Q)$(MAKE) --no-print-directory check-formats
	$(Q)$(MAKE) --no-print-directory check-specs
	$(Q)$(MAKE) --no-print-directory check-fmt
	$(Q)$(MAKE) --no-print-directory check-graph
	$(Q)$(MAKE) --no-print-directory check-oracle
	$(Q)$(MAKE) --no-print-directory check-tables
	$(Q)$(MAKE) --no-print-directory check-compare
	$(Q)$(MAKE) --no-print-directory check-docs
	$(Q)$(MAKE) --no-print-directory check-bench
	$(Q)$(MAKE) --no-print-directory check-fuzz
	$(Q)$(MAKE) --no-print-directory check-hostile
	$(Q)$(MAKE) --no-print-directory check-faults
	$(Q)$(MAKE) --no-print-directory check-certify
	$(Q)$(MAKE) --no-print-directory check-cvc5
	$(Q)$(MAKE) --no-print-directory check-packaging
	$(Q)$(MAKE) --no-print-directory check-site

check-unit: $(UNIT) ## unit tests of every module
	$(Q)tests/unit/run.sh $(UNIT)

check-golden: $(NICC) ## inputs with the exact output they must give
	$(Q)NICC=$(NICC) tests/golden/run.sh
	$(Q)tests/golden/coverage.sh

check-formats: $(NICC) ## each output format is read by something that is not nicc
	$(Q)NICC=$(NICC) tests/formats/run.sh

check-specs: $(NICC) ## every design of specs/ meets its expectations
	$(Q)NICC=$(NICC) tests/specs/run.sh

check-fmt: $(NICC) $(BUILD)/tests/fuzz/replay-fmt $(BUILD)/tests/oracle/oracle ## the layout changes no design, and specs/ has it
	$(Q)NICC=$(NICC) REPLAY=$(BUILD)/tests/fuzz/replay-fmt ORACLE=$(BUILD)/tests/oracle/oracle tests/fmt/run.sh

check-graph: $(NICC) ## topologies are read by Graphviz, Mermaid's grammar and a JSON schema
	$(Q)NICC=$(NICC) tests/graph/run.sh

pictures: $(NICC) ## write the pictures of docs/graph.md anew
	$(NICC) graph specs/azure-interop.ni | dot -Tsvg -o docs/graph-lab.svg
	$(NICC) graph --claim two-failures-cut-on-prem-1 specs/azure-interop.ni | dot -Tsvg -o docs/graph-cut.svg
	$(NICC) graph --claim billing-same specs/complaints/spoke-route.ni | dot -Tsvg -o docs/graph-ways.svg

# The oracle enumerates every environment of small random designs and compares with the solver's verdicts.
check-oracle: $(BUILD)/tests/oracle/oracle ## random designs, enumerated and solved (ORACLE_N, ORACLE_SEED)
	$(Q)$< --count $(ORACLE_N) --seed $(ORACLE_SEED) --save $(BUILD)/tests/oracle/saved
	$(Q)$< --small --count $(ORACLE_SMALL_N) --seed $(ORACLE_SEED) --save $(BUILD)/tests/oracle/saved \
	    > $(BUILD)/tests/oracle/small.txt || { cat $(BUILD)/tests/oracle/small.txt; exit 1; }
	$(Q)tail -n 1 $(BUILD)/tests/oracle/small.txt

oracle: $(BUILD)/tests/oracle/oracle ## as many random designs as you like: make oracle N=5000 SEED=7 ONLY=subnets,bgp SIZE=small
	$(Q)$< --count $(or $(N),$(ORACLE_N)) --seed $(or $(SEED),$(ORACLE_SEED)) $(ONLY:%=--only %) $(SIZE:%=--%) \
	    --save $(BUILD)/tests/oracle/saved

check-compare: $(NICC) $(BUILD)/bench/compare ## other methods (bench/compare) agree with nicc
	$(Q)NICC=$(NICC) COMPARE=$(BUILD)/bench/compare tests/bench/compare.sh

# A table program, written from the facts alone, computes routes and reachability once more.
TABLES      := PYTHONDONTWRITEBYTECODE=1 python3 tests/tables/compare.py $(NICC)
TABLES_ALSO := subnets,policies,settings,announcements,publics,routers,ibgp
ORACLE      := $(BUILD)/tests/oracle/oracle
check-tables: $(NICC) $(ORACLE) ## a second program computes the same routes and matrices (tests/tables)
	$(Q)$(TABLES) specs/*.ni specs/*/*.ni
	$(Q)$(TABLES) --oracle $(ORACLE) 50 2 base
	$(Q)$(TABLES) --oracle $(ORACLE) 50 3 $(TABLES_ALSO)
	$(Q)$(TABLES) --oracle $(ORACLE) 30 4 igp

tables: $(NICC) $(ORACLE) ## the same for as many random designs as you like: make tables N=5000 SEED=7 ONLY=base
	$(Q)$(TABLES) --oracle $(ORACLE) $(or $(N),500) $(or $(SEED),2) $(or $(ONLY),$(TABLES_ALSO))

check-docs: $(NICC) ## examples in the documentation
	$(Q)NICC=$(NICC) tests/docs/run.sh

check-bench: $(NICC) $(BUILD)/bench/generate ## the designs of the benchmarks, in small sizes
	$(Q)NICC=$(NICC) GENERATE=$(BUILD)/bench/generate tests/bench/run.sh

FAULT_PROGRAMS := $(NICC) $(BUILD)/tests/faults/nicc-faults $(BUILD)/bench/generate
FAULT_RUN = NICC=$(NICC) FAULTS=$(BUILD)/tests/faults/nicc-faults GENERATE=$(BUILD)/bench/generate

check-faults: $(FAULT_PROGRAMS) ## memory, files, pipes, Z3 and signals that fail: a sample; every path to a verdict
	$(Q)$(FAULT_RUN) tests/faults/verdicts.sh
	$(Q)$(FAULT_RUN) tests/faults/inject.sh
	$(Q)$(FAULT_RUN) tests/faults/files.sh
	$(Q)$(FAULT_RUN) tests/faults/system.sh
	$(Q)$(FAULT_RUN) tests/faults/signals.sh

faults: $(FAULT_PROGRAMS) ## the same, with every allocation and call, and many more signals
	$(Q)FAULTS_FULL=1 $(MAKE) --no-print-directory check-faults

check-certify: $(NICC) $(BUILD)/bench/generate ## certificates are written and checked, and changes in them found
	$(Q)NICC=$(NICC) GENERATE=$(BUILD)/bench/generate tests/certify/run.sh

check-cvc5: $(NICC) ## a second solver, cvc5, agrees on the lab and on the small designs of specs/
	$(Q)NICC=$(NICC) tests/cvc5/run.sh specs/azure-interop.ni $(wildcard specs/complaints/*.ni specs/gadgets/*.ni specs/symmetry/*.ni)

cvc5: $(NICC) ## the same on all designs of specs/
	$(Q)NICC=$(NICC) CVC5_JOBS=$(JOBS) tests/cvc5/run.sh

bless: $(NICC) ## rewrite the golden outputs: read the difference before committing it
	$(Q)NICC=$(NICC) tests/golden/run.sh --bless

# ---- fuzzing ----

FUZZ_TARGETS  := scan parse fmt compile verify
FUZZ_REPLAYS  := $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/replay-%)
FUZZ_SANITIZE := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
TARGET        ?= parse
SECONDS       ?= 60
.SECONDARY: $(BUILD)/tests/fuzz/replay.o $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/fuzz_%.o)
DEPS          += $(patsubst %,$(BUILD)/tests/fuzz/%.d,replay $(FUZZ_TARGETS:%=fuzz_%))

.PHONY: fuzz fuzz-merge fuzz-dictionary check-fuzz
fuzz: ## fuzz one part with libFuzzer (clang): make fuzz TARGET=scan|parse|fmt|compile|verify SECONDS=600
	$(Q)$(MAKE) --no-print-directory BUILD=build/fuzz CC=clang OPT="$(FUZZ_SANITIZE)" build/fuzz/tests/fuzz/fuzz-$(TARGET)
	$(Q)tests/fuzz/run.sh fuzz build/fuzz/tests/fuzz/fuzz-$(TARGET) $(TARGET) $(SECONDS)

fuzz-merge: ## put what fuzzing found into tests/fuzz/corpus, as few inputs as reach the same code
	$(Q)$(MAKE) --no-print-directory BUILD=build/fuzz CC=clang OPT="$(FUZZ_SANITIZE)" build/fuzz/tests/fuzz/fuzz-$(TARGET)
	$(Q)tests/fuzz/run.sh merge build/fuzz/tests/fuzz/fuzz-$(TARGET) $(TARGET)

fuzz-dictionary: $(BUILD)/tests/fuzz/dictionary ## write tests/fuzz/nicc.dict anew
	$(Q)$< >tests/fuzz/nicc.dict

check-fuzz: $(FUZZ_REPLAYS) $(BUILD)/tests/fuzz/dictionary ## inputs that fuzzing found, and the dictionary
	$(Q)tests/fuzz/replay.sh $(BUILD)/tests/fuzz

$(BUILD)/tests/fuzz/replay-%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/fuzz/fuzz-%: $(BUILD)/tests/fuzz/fuzz_%.o $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/fuzz/dictionary: tests/fuzz/dictionary.c grammar/keywords.def
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -o $@ $<

# ---- hostile designs ----

HOSTILE_BYTES ?= 10000000
.PHONY: check-hostile hostile
check-hostile: $(NICC) $(BUILD)/tests/hostile/generate ## designs with too much of one thing, in small sizes
	$(Q)NICC=$(NICC) tests/hostile/run.sh $(BUILD)/tests/hostile/generate 20000

hostile: $(NICC) $(BUILD)/tests/hostile/generate ## the same in full size (HOSTILE_BYTES=N), with time and memory
	$(Q)NICC=$(NICC) HOSTILE_TABLE=1 tests/hostile/run.sh $(BUILD)/tests/hostile/generate $(HOSTILE_BYTES) $(KINDS)

$(BUILD)/tests/hostile/generate: tests/hostile/generate.c
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -o $@ $<

# ---- other builds ----

SANITIZE := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

.PHONY: asan msan clang coverage memcheck bench bench-quick
# Z3's own memory is given back by solver_finish, so leaks that remain are ours.
asan: ## unit, golden and some oracle tests with address and undefined-behaviour sanitizers
	$(Q)ASAN_OPTIONS=detect_leaks=1 GOLDEN_TIMEOUT=120 UNIT_TIMEOUT=600 $(MAKE) --no-print-directory \
	    BUILD=build/asan CC=gcc OPT="$(SANITIZE)" ORACLE_N=10 ORACLE_SMALL_N=60 all check-unit check-golden check-oracle check-fuzz

# Z3, jansson and cmocka are built without the sanitizer: tests/msan/foreign.c stands between.
MSAN := -O1 -g -fsanitize=memory -fno-sanitize-recover=all -fno-omit-frame-pointer
FOREIGN := $(BUILD)/tests/msan/foreign.o
msan: ## unit, golden and fuzzing tests and the designs of specs/ with clang's memory sanitizer
	$(Q)$(MAKE) --no-print-directory BUILD=build/msan CC=clang OPT="$(MSAN)" build/msan/tests/msan/foreign.o
	$(Q)GOLDEN_TIMEOUT=120 UNIT_TIMEOUT=3600 $(MAKE) --no-print-directory BUILD=build/msan CC=clang OPT="$(MSAN)" msan-tests

.PHONY: msan-tests
msan-tests: FOREIGN_LIBS = $(FOREIGN) $(shell nm $(FOREIGN) 2>/dev/null | sed -n 's/.* T __wrap_/-Wl,--wrap=/p')
msan-tests: all check-unit check-golden check-specs check-fuzz

clang: ## build everything with clang
	$(Q)$(MAKE) --no-print-directory BUILD=build/clang CC=clang all build/clang/unit-programs

.PHONY: $(BUILD)/unit-programs
$(BUILD)/unit-programs: $(UNIT)

coverage: ## line coverage of unit and golden tests
	$(Q)$(MAKE) --no-print-directory BUILD=build/coverage OPT="-O0 -g --coverage" all check-unit check-golden
	$(Q)if command -v gcovr >/dev/null; then gcovr --root . --exclude build build/coverage; \
	elif command -v lcov >/dev/null; then \
	    lcov --quiet --capture --directory build/coverage --output-file build/coverage/all.info && \
	    lcov --quiet --extract build/coverage/all.info $(FOLDERS:%='$(CURDIR)/%/*') \
	        --output-file build/coverage/nicc.info && lcov --list build/coverage/nicc.info; \
	else echo "coverage needs gcovr or lcov: scripts/install-deps.sh --extra"; exit 1; fi

.PHONY: faults-asan
faults-asan: ## the same as check-faults, with address and undefined-behaviour sanitizers
	$(Q)FAULTS_DEPTH=5 FAULTS_TIMEOUT=3600 ASAN_OPTIONS=detect_leaks=1 $(MAKE) --no-print-directory BUILD=build/asan CC=gcc OPT="$(SANITIZE)" all check-faults

# Without optimisation, so that what a function holds when memory runs out below it is in memory, where valgrind looks.
memcheck: $(FAULT_PROGRAMS) $(UNIT) ## tests and faults under valgrind; of golden cases and specs/ each 12th (MEMCHECK_EACH)
	$(Q)$(MAKE) --no-print-directory BUILD=build/plain OPT="-O0 -g" build/plain/tests/faults/nicc-faults
	$(Q)$(FAULT_RUN) FAULTS=build/plain/tests/faults/nicc-faults UNIT="$(UNIT)" tests/faults/memcheck.sh

BENCH := $(NICC) $(addprefix $(BUILD)/bench/,measure generate z3_start compare)
bench: $(BENCH) ## nicc and the comparison engines on large designs: table, curves and docs/performance.md
	$(Q)scripts/install-deps.sh --bench
	$(Q)bench/run.sh full $(BUILD)

bench-quick: $(BENCH) ## a part of it, in less than two minutes; changes no file
	$(Q)bench/run.sh quick $(BUILD)

$(BUILD)/bench/generate: $(GENERATE_OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(GENERATE_OBJECTS)

$(BUILD)/bench/%: bench/%.c
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -o $@ $< -lz3

# ---- checks of the source ----

HEADERS := $(sort $(wildcard $(addsuffix /*.h,$(FOLDERS) bench/designs bench/compare)))
TESTS_C := $(sort $(wildcard tests/*/*.c tests/*/*.h bench/*.c bench/*/*.c packaging/*.c))

.PHONY: lint hdr-check format format-check
lint: $(GENERATED) ## static analysis: clang-tidy, cppcheck
	$(Q)clang-tidy --quiet $(SOURCES) -- -std=c11 $(CPPFLAGS)
	$(Q)cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
	    --suppress=missingIncludeSystem $(CPPFLAGS) $(SOURCES)

hdr-check: $(BUILD)/grammar/nicc_parser.h $(BUILD)/grammar/nicc_scanner.h ## every header compiles alone
	$(Q)for h in $(HEADERS); do \
	    echo "#include \"$$h\"" | $(CC) $(CPPFLAGS) $(ALL_CFLAGS) -fsyntax-only -x c - || { echo "$$h"; exit 1; }; \
	done

format: ## lay out the source
	$(Q)clang-format -i $(SOURCES) $(HEADERS) $(TESTS_C)

format-check: ## is the source laid out?
	$(Q)clang-format --dry-run -Werror $(SOURCES) $(HEADERS) $(TESTS_C)

include mk/packaging.mk

# ---- the rest ----

.PHONY: clean help
clean: ## remove what was made
	rm -rf $(BUILD)

help: ## this list
	$(Q)sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile mk/*.mk | expand -t 22

-include $(DEPS)
