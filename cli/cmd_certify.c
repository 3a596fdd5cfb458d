/*
 * certify: checks the certificates of a directory again, without any solver.
 *
 * The manifest is believed in nothing but which file belongs to which claim: the design is compiled from the copy, its
 * claims are those that must be listed, each formula is written anew from the design and compared, each proof is checked
 * against it, and each counterexample is replayed. So the answer rests on the compiler, the encoder of formulas, the
 * checker of proofs and the simulator, and on no solver.
 */
#include <string.h>

#include "base/guard.h"
#include "base/limits.h"
#include "certify/drat.h"
#include "certify/sha256.h"
#include "cli/certificate.h"
#include "cli/command.h"
#include "cli/folder.h"
#include "cli/version.h"
#include "report/json_parts.h"
#include "report/style.h"
#include "report/witness.h"

/* One run. */
struct check {
    const struct options *options;
    struct console *console;
    struct arena *arena;
    const char *directory;
    const char *version; /* of nicc that wrote the certificates */
    uint32_t proofs, witnesses, open, wrong;
};

/* The design and the claim at work. */
struct work {
    struct check *k;
    struct arena *arena; /* of the claim */
    struct report report;
    const struct plain_design *plain; /* NULL: `unprepared` says why */
    const char *unprepared;
    const struct claim *claim;
    const json_t *entry; /* of the claim in the manifest */
    struct buf formula, text, anew;
    const char *problem; /* what is wrong; NULL: nothing */
};

/* ---- files ---- */

/* A name that stays inside of the directory. */
static bool is_inside(const char *name)
{
    return name[0] != '/' && strncmp(name, "../", 3) != 0 && !strstr(name, "/../");
}

/* Read the file of a manifest's entry and compare its sum. NULL, or what is wrong; the text is the caller's to free. */
static const char *read_entry(struct check *k, struct arena *arena, const json_t *entry, struct buf *text)
{
    char sum[SHA256_TEXT_MAX];
    const char *name = json_string_value(json_object_get(entry, "file"));
    const char *wanted = json_string_value(json_object_get(entry, "sha256"));
    if (!name || !wanted || !is_inside(name))
        return "the manifest does not name its file and sum";
    const char *problem = folder_read_inside(arena, k->directory, name, text);
    if (problem)
        return problem;
    if (strcmp(sha256_text(buf_text(text), text->length, sum), wanted) != 0)
        return arena_printf(arena, "`%s` is not the file that the manifest names: its SHA-256 sum differs",
                            name);
    return NULL;
}

/* ---- claims ---- */

static const char *entry_text(const struct work *w, const char *key)
{
    const char *text = json_string_value(json_object_get(w->entry, key));
    return text ? text : "";
}

/* Is the stored formula the one that the design and the claim give? */
static const char *check_formula(struct work *w, const struct buf *stored)
{
    struct solver_dimacs written = solver_dimacs(w->arena, w->plain, w->claim, &w->anew);
    const char *problem = written.problem;
    bool same = !problem && w->anew.length == stored->length &&
                memcmp(buf_text(&w->anew), buf_text(stored), stored->length) == 0;
    if (!problem && !same)
        problem = "the formula is not the one of this claim";
    const char *assumes = json_string_value(json_object_get(w->entry, "assumes"));
    if (!problem && (!assumes || strcmp(assumes, written.assumes) != 0))
        problem = "the manifest does not say what the proof assumes";
    return problem;
}

static const char *check_texts(struct work *w, const struct buf *formula, const struct buf *proof)
{
    struct dimacs read;
    const char *problem = check_formula(w, formula);
    if (!problem)
        problem = dimacs_read(w->arena, buf_text(formula), formula->length, &read);
    return problem ? problem : drat_check(w->arena, &read, buf_text(proof), proof->length);
}

static const char *check_proof(struct work *w)
{
    const char *problem = read_entry(w->k, w->arena, json_object_get(w->entry, "formula"), &w->formula);
    if (!problem)
        problem = read_entry(w->k, w->arena, json_object_get(w->entry, "proof"), &w->text);
    return problem ? problem : check_texts(w, &w->formula, &w->text);
}

static const char *replay(struct work *w, const struct buf *text)
{
    struct witness_facts facts;
    struct witness found;
    const char *problem = report_witness_read(w->arena, buf_text(text), text->length, &facts);
    if (!problem)
        problem = witness_replay(w->arena, w->report.compilation->ir, w->claim, &facts, &found);
    if (problem)
        return problem;
    report_witness(&w->report, w->claim, &facts, &found, &w->anew);
    bool same =
        w->anew.length == text->length && memcmp(buf_text(&w->anew), buf_text(text), text->length) == 0;
    return same ? NULL : "the simulator shows another counterexample than the one that is written there";
}

static const char *check_witness(struct work *w)
{
    const char *problem = read_entry(w->k, w->arena, json_object_get(w->entry, "witness"), &w->text);
    return problem ? problem : replay(w, &w->text);
}

static bool is_proof(const struct work *w)
{
    return strcmp(entry_text(w, "verdict"), "proved") == 0;
}

static void check_it(void *data)
{
    struct work *w = data;
    w->problem = is_proof(w) ? check_proof(w) : check_witness(w);
}

/* One line about the claim, whatever the texts of the manifest hold. */
static void tell(struct work *w, const char *word, const char *text)
{
    const struct options *o = w->k->options;
    struct buf *out = &w->k->console->out;
    if (o->quiet && strcmp(word, "good") == 0)
        return;
    buf_printf(out, "%-8s %s: ", word, w->claim->name);
    style_put(out, false, STYLE_PLAIN, text);
    buf_add(out, "\n");
}

static void tell_wrong(struct work *w, const char *problem)
{
    tell(w, "WRONG", problem);
    w->k->wrong++;
}

static void tell_open(struct work *w, const char *reason)
{
    tell(w, "open", reason);
    w->k->open++;
}

static void check_certified(struct work *w)
{
    uint32_t ms = w->k->options->timeout_ms;
    bool proved = is_proof(w);
    if (proved && !w->plain) {
        tell_open(w, w->unprepared);
        return;
    }
    enum guard_end end = guard_within(ms, check_it, w);
    buf_free(&w->formula);
    buf_free(&w->text);
    buf_free(&w->anew);
    if (end != GUARD_DONE) {
        tell_open(w, guard_reason(w->arena, end, ms));
        return;
    }
    if (w->problem) {
        tell_wrong(w, w->problem);
        return;
    }
    *(proved ? &w->k->proofs : &w->k->witnesses) += 1;
    const char *assumes = entry_text(w, "assumes");
    if (!proved)
        tell(w, "good", "refuted, the counterexample was replayed");
    else
        tell(w, "good", arena_printf(w->arena, "proved%s%s", *assumes ? ", assuming " : "", assumes));
}

static void check_claim(struct work *w)
{
    const char *verdict = entry_text(w, "verdict");
    bool can_be = strcmp(verdict, "proved") == 0 || strcmp(verdict, "refuted") == 0;
    if (strcmp(entry_text(w, "name"), w->claim->name) != 0 ||
        strcmp(entry_text(w, "text"), w->claim->text) != 0) {
        tell_wrong(w, "the manifest lists another claim in its place");
    } else if (json_is_true(json_object_get(w->entry, "certified")) && can_be) {
        check_certified(w);
    } else {
        tell_open(w, *entry_text(w, "reason") ? entry_text(w, "reason") : verdict);
    }
}

/* ---- designs ---- */

static void wrong(struct check *k, const char *text)
{
    console_error(k->console, "%s", text);
    k->wrong++;
}

/* Compile the design from the copies of its files. NULL, or what is wrong. */
static const char *compile(struct check *k, const json_t *design, struct compilation *n)
{
    const json_t *files = json_object_get(design, "files");
    const char *path = json_string_value(json_object_get(design, "path"));
    const char *problem = path && json_array_size(files) > 0 ? NULL : "the manifest does not name the design";
    for (size_t i = 0; i < json_array_size(files) && !problem; i++) {
        const json_t *entry = json_array_get(files, i);
        const char *name = json_string_value(json_object_get(entry, "path"));
        struct buf text = {0};
        problem =
            name ? read_entry(k, k->arena, entry, &text) : "the manifest does not name a file of the design";
        if (!problem && text.length > limit_of(LIMIT_FILE_SIZE))
            problem = "a file of the design is larger than the limit of file-size";
        if (!problem)
            source_offer(n->sources, name, buf_text(&text), text.length);
        buf_free(&text);
    }
    n->past = true;
    n->timeout_ms = k->options->timeout_ms;
    if (!problem && !compile_file(n, path))
        problem = n->given_up ? n->given_up : "the copy of the design does not compile";
    if (!problem && source_count(n->sources) != json_array_size(files))
        problem = "the copy of the design has files that are not used";
    return problem;
}

static void prepare(void *data)
{
    struct work *w = data;
    const struct compilation *n = w->report.compilation;
    w->plain = solver_dimacs_design(n->arena, n->ir);
}

static void check_claims(struct check *k, const json_t *design, struct compilation *n)
{
    const json_t *claims = json_object_get(design, "claims");
    struct work w = {
        .k = k, .report = {.compilation = n, .path = json_string_value(json_object_get(design, "path"))}};
    enum guard_end end = guard_within(k->options->timeout_ms, prepare, &w);
    if (end != GUARD_DONE)
        w.unprepared = guard_reason(n->arena, end, k->options->timeout_ms);
    if (json_array_size(claims) != n->claims->count)
        wrong(k, "the manifest does not list the claims of the design");
    for (uint32_t i = 0; i < n->claims->count && i < json_array_size(claims); i++) {
        w.arena = arena_create();
        w.claim = &n->claims->at[i];
        w.entry = json_array_get(claims, i);
        check_claim(&w);
        arena_destroy(w.arena);
    }
}

static void check_design(struct check *k, const json_t *design)
{
    struct compilation *n = compilation_create();
    const char *problem = compile(k, design, n);
    if (n->given_up) {
        console_error(k->console, "%s", problem);
        k->open++;
    } else if (problem) {
        wrong(k, problem);
    } else {
        check_claims(k, design, n);
    }
    compilation_destroy(n);
}

/* ---- the manifest ---- */

static const char *read_file(struct check *k, const char *name, struct buf *text)
{
    return folder_read_inside(k->arena, k->directory, name, text);
}

static const char *compare_sum(struct check *k, const struct buf *manifest)
{
    char sum[SHA256_TEXT_MAX];
    struct buf stored = {0};
    const char *problem = read_file(k, CERTIFICATE_SUM, &stored);
    sha256_text(buf_text(manifest), manifest->length, sum);
    const char *wanted = arena_printf(k->arena, "%s  %s\n", sum, CERTIFICATE_MANIFEST);
    if (!problem && strcmp(wanted, buf_text(&stored)) != 0)
        problem =
            "`" CERTIFICATE_MANIFEST "` was changed: its SHA-256 sum is not that of `" CERTIFICATE_SUM "`";
    buf_free(&stored);
    return problem;
}

static int conclude(struct check *k)
{
    static const int statuses[] = {EXIT_GOOD, EXIT_UNKNOWN};
    buf_printf(&k->console->out, "%s: %u proof%s and %u counterexample%s good, %u wrong, %u not certified\n",
               k->directory, k->proofs, k->proofs == 1 ? "" : "s", k->witnesses, k->witnesses == 1 ? "" : "s",
               k->wrong, k->open);
    if (k->wrong && strcmp(k->version, NICC_VERSION) != 0)
        console_error(k->console,
                      "the certificates were written by nicc %s and this is nicc %s: only the same "
                      "version writes the same formulas",
                      k->version, NICC_VERSION);
    return k->wrong ? EXIT_REFUTED : statuses[k->open > 0];
}

static int check_document(struct check *k, const json_t *document)
{
    const json_t *designs = json_object_get(document, "designs");
    const char *version = json_string_value(json_object_get(json_object_get(document, "tool"), "nicc"));
    k->version = version ? version : "?";
    if (json_array_size(designs) == 0)
        wrong(k, "the manifest lists no design");
    for (size_t i = 0; i < json_array_size(designs); i++)
        check_design(k, json_array_get(designs, i));
    return conclude(k);
}

static int check_directory(struct check *k, struct buf *manifest)
{
    const char *problem = read_file(k, CERTIFICATE_MANIFEST, manifest);
    int status = problem ? EXIT_USAGE : EXIT_REFUTED;
    if (!problem)
        problem = compare_sum(k, manifest);
    json_t *document = NULL;
    if (!problem)
        document = json_read(k->arena, buf_text(manifest), manifest->length, CERTIFICATE_SCHEMA, &problem);
    if (document)
        status = check_document(k, document);
    else
        console_error(k->console, "%s: %s", k->directory, problem);
    json_decref(document);
    return status;
}

int cmd_certify(const struct options *o, struct console *c)
{
    if (!o->check) {
        console_error(c, "`certify` needs --check; `nicc verify --certify DIR` writes certificates");
        return EXIT_USAGE;
    }
    struct buf manifest = {0};
    struct check k = {.options = o, .console = c, .arena = arena_create(), .directory = o->operands.at[0]};
    int status = check_directory(&k, &manifest);
    buf_free(&manifest);
    arena_destroy(k.arena);
    return status;
}
