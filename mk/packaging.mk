# What is made around the program: manual pages, completions, grammars for editors, the installation, the Debian package, and
# the documentation as a site.

PYTHON := PYTHONDONTWRITEBYTECODE=1 python3
TABLES_JSON := $(BUILD)/packaging/tables.json
TABLE_FILES := cli/commands.def cli/options.def cli/choices.h cli/options.h cli/version.h grammar/keywords.def \
               report/formats.def base/diag_codes.def compiler/rules.def report/formats.def
MAN_PAGES   := $(BUILD)/share/man/man1/nicc.1 $(BUILD)/share/man/man5/nicc-design.5
COMPLETIONS := $(BUILD)/share/bash-completion/completions/nicc $(BUILD)/share/zsh/site-functions/_nicc \
               $(BUILD)/share/fish/vendor_completions.d/nicc.fish
SHARED      := $(MAN_PAGES) $(COMPLETIONS)

$(BUILD)/packaging/tables: packaging/tables.c $(TABLE_FILES)
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $<

$(TABLES_JSON): $(BUILD)/packaging/tables
	$(Q)$< >$@

$(BUILD)/share/man/man1/%: packaging/man/%.in packaging/manual.py packaging/tables.py $(TABLES_JSON)
	$(call say,MAN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(PYTHON) packaging/manual.py $< $(TABLES_JSON) >$@

$(BUILD)/share/man/man5/%: packaging/man/%.in packaging/manual.py packaging/tables.py $(TABLES_JSON)
	$(call say,MAN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(PYTHON) packaging/manual.py $< $(TABLES_JSON) >$@

# The shell's name is the first folder below share: bash-completion, zsh, fish.
$(COMPLETIONS): packaging/completions.py packaging/tables.py $(TABLES_JSON)
	$(call say,SHELL,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(PYTHON) packaging/completions.py $(firstword $(subst -, ,$(subst /, ,$(@:$(BUILD)/share/%=%)))) $(TABLES_JSON) >$@

.PHONY: shared editors check-packaging
shared: $(SHARED) ## manual pages and completions of shells (build/share)

editors: $(TABLES_JSON) ## write the grammars for editors in contrib/ anew
	$(Q)$(PYTHON) packaging/syntax.py vim $< >contrib/vim/syntax/nicc.vim
	$(Q)$(PYTHON) packaging/syntax.py textmate $< >contrib/textmate/nicc.tmLanguage.json

check-packaging: $(NICC) $(SHARED) ## manual pages, completions in real shells, editors, contrib/, installation
	$(Q)NICC=$(NICC) BUILD=$(BUILD) tests/packaging/run.sh

# ---- installation ----

.PHONY: install
install: $(NICC) $(SHARED) ## install below $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/doc/nicc
	install -m 755 $(NICC) $(DESTDIR)$(PREFIX)/bin/nicc
	install -m 644 LICENSE $(wildcard README.md docs/*.md docs/*.svg) $(DESTDIR)$(PREFIX)/share/doc/nicc
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/doc/nicc/claims docs/claims/*.md
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/doc/nicc/screens $(wildcard docs/screens/*)
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/doc/nicc/schemas $(wildcard docs/schemas/*)
	cd $(BUILD)/share && find . -type f -exec install -D -m 644 {} $(abspath $(DESTDIR)$(PREFIX))/share/{} \;
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/vim/vimfiles/syntax contrib/vim/syntax/nicc.vim
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/vim/vimfiles/ftdetect contrib/vim/ftdetect/nicc.vim
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/vim/vimfiles/ftplugin contrib/vim/ftplugin/nicc.vim

# ---- the documentation as a site ----

.PHONY: site check-site
site: $(TABLES_JSON) ## the documentation as a site (build/site/index.html); needs cmark-gfm
	$(Q)$(PYTHON) packaging/site.py $(BUILD)/site $(TABLES_JSON)

check-site: site ## links, names and form of the pages of the site
	$(Q)$(PYTHON) tests/packaging/site.py $(BUILD)/site $(TABLES_JSON)

# ---- the Debian package ----

# Built in a copy of the sources (of the files that git knows or would know), because debhelper wants its folder `debian` and
# leaves files behind.
DEB := $(BUILD)/deb
.PHONY: deb check-deb deps-deb
deps-deb:
	$(Q)scripts/install-deps.sh --deb

deb: deps-deb ## build a Debian package (build/deb/*.deb)
	$(Q)rm -rf $(DEB)
	$(Q)mkdir -p $(DEB)/source
	$(Q)cp -R $(filter-out $(firstword $(subst /, ,$(BUILD))),$(wildcard *)) $(DEB)/source
	$(Q)cp -R packaging/debian $(DEB)/source/debian
	$(Q)cd $(DEB)/source && env -u MAKEFLAGS -u MAKELEVEL -u CC -u BUILD dpkg-buildpackage -b -us -uc -j$(JOBS) \
	    >../build.log 2>&1 || { tail -n 40 ../build.log; exit 1; }
	$(Q)ls $(DEB)/*.deb

check-deb: deb ## lintian finds nothing wrong with the package, and what it installs works
	$(Q)tests/packaging/deb.sh $(DEB)
