/*
 * certify: for each proved claim a formula, CaDiCaL's proof that it has no solution, and the check of that proof by our
 * own checker; for each refuted claim a witness that the simulator has replayed. A manifest names them all with their sums.
 *
 * A claim is certified when its certificate was checked here, as `nicc certify --check` will check it. What is not
 * certified is listed with the reason.
 */
#include "cli/certify.h"

#include <ctype.h>

#include "base/guard.h"
#include "base/vec.h"
#include "certify/drat.h"
#include "certify/sha256.h"
#include "certify/witness.h"
#include "cli/cadical.h"
#include "cli/certificate.h"
#include "cli/command.h"
#include "cli/version.h"
#include "report/json_parts.h"
#include "report/witness.h"

#define NAME_SHOWN 60 /* of a claim's name, in that of its files */

struct certify {
    struct arena *arena;
    const struct options *options;
    const char *cadical;
    struct folder *folder; /* NULL before the first design */
    json_t *manifest, *designs;
    uint32_t design_count;
    uint32_t claims, certified;
    VEC(const char *) lines; /* about what is not certified */
    const char *problem;     /* the first thing that went wrong */
};

/* The claim at work. */
struct work {
    struct certify *c;
    struct arena *arena;
    const struct report *report;
    const struct plain_design *plain; /* NULL: `unprepared` says why */
    const char *unprepared;
    const struct claim *claim;
    const struct verdict *verdict;
    const char *stem;   /* of its files */
    json_t *entry;      /* in the manifest */
    const char *reason; /* why it is not certified; NULL: it is */
};

struct certify *certify_new(struct arena *arena, const struct options *o, const char **problem)
{
    struct certify *c = arena_new(arena, struct certify);
    c->arena = arena;
    c->options = o;
    c->cadical = cadical_find(arena);
    *problem = folder_check(arena, o->certify);
    if (!c->cadical)
        *problem = "--certify needs the command `cadical` (Debian package cadical), which is not on PATH";
    return *problem ? NULL : c;
}

/* Something that must not happen: the run ends with EXIT_INTERNAL. */
static const char *fail(struct certify *c, const char *problem)
{
    if (problem && !c->problem)
        c->problem = arena_strdup(c->arena, problem);
    return problem;
}

/* ---- limits ---- */

/* Do what may take long within --timeout and the limit of memory. NULL, or which of them was reached. */
static const char *within_limits(const struct certify *c, struct arena *arena, void (*step)(void *data),
                                 void *data)
{
    uint32_t ms = c->options->timeout_ms;
    enum guard_end end = guard_within(ms, step, data);
    return end == GUARD_DONE ? NULL : guard_reason(arena, end, ms);
}

/* ---- files ---- */

/* Write a file of the folder, and enter it into the manifest. NULL, or why not. */
static const char *put_file(struct certify *c, const char *name, const struct buf *text, json_t *entry)
{
    char sum[SHA256_TEXT_MAX];
    json_object_set_new(entry, "file", json_text(name));
    json_object_set_new(entry, "sha256", json_text(sha256_text(buf_text(text), text->length, sum)));
    return fail(c, folder_write(c->folder, name, text));
}

static const char *put_sources(struct certify *c, const struct report *r, json_t *files)
{
    const struct source_set *sources = r->compilation->sources;
    const char *problem = NULL;
    for (uint32_t i = 0; i < source_count(sources) && !problem; i++) {
        const struct source_file *f = source_file(sources, i);
        json_t *entry = json_object();
        struct buf text = {0};
        buf_add_bytes(&text, f->text, f->length);
        json_object_set_new(entry, "path", json_text(f->path));
        problem =
            put_file(c, arena_printf(c->arena, "%u/design/%u.ni", c->design_count, i + 1), &text, entry);
        json_array_append_new(files, entry);
        buf_free(&text);
    }
    return problem;
}

/* "1/0007-hub-to-spoke": no other characters than those that every file system takes. */
static const char *stem_of(struct certify *c, uint32_t index, const char *name)
{
    char *shown = arena_printf(c->arena, "%.*s", NAME_SHOWN, name);
    for (char *at = shown; *at; at++)
        if (!isalnum((unsigned char)*at) && *at != '-' && *at != '_')
            *at = '.';
    return arena_printf(c->arena, "%u/%04u-%s", c->design_count, index + 1, shown);
}

/* ---- proofs ---- */

struct proof_check {
    struct arena *arena;
    const struct buf *formula, *proof;
    const char *problem;
};

static void check_proof(void *data)
{
    struct proof_check *k = data;
    struct dimacs read;
    k->problem = dimacs_read(k->arena, buf_text(k->formula), k->formula->length, &read);
    if (!k->problem)
        k->problem = drat_check(k->arena, &read, buf_text(k->proof), k->proof->length);
}

static const char *impossible(struct work *w, const char *what)
{
    return fail(w->c, arena_printf(w->arena, "claim `%s`: %s", w->claim->name, what));
}

/* CaDiCaL's word on the formula. Returns NULL when it has written a proof. */
static const char *ask_cadical(struct work *w, const char *formula, const char *proof)
{
    switch (cadical_prove(w->c->folder, w->c->cadical, formula, proof, w->c->options->timeout_ms)) {
    case CADICAL_PROVED:
        return NULL;
    case CADICAL_LIMIT:
        return "CaDiCaL reached its limit";
    case CADICAL_SOLUTION:
        return impossible(w, "CaDiCaL finds a solution where Z3 finds none");
    case CADICAL_FAILED:
        break;
    }
    return impossible(w, "CaDiCaL could not be run, or failed");
}

/* The proof that CaDiCaL has written: does it hold? */
static const char *take_proof(struct work *w, const struct buf *formula, const char *name, json_t *entry)
{
    struct buf proof = {0};
    const char *problem = fail(w->c, folder_read_file(w->arena, folder_path(w->c->folder, name), &proof));
    struct proof_check check = {w->arena, formula, &proof, NULL};
    if (!problem)
        problem = within_limits(w->c, w->arena, check_proof, &check);
    if (!problem && check.problem)
        problem = impossible(w, arena_printf(w->arena, "CaDiCaL's proof does not hold: %s", check.problem));
    if (!problem)
        problem = put_file(w->c, name, &proof, entry);
    buf_free(&proof);
    return problem;
}

static const char *prove_formula(struct work *w, const struct buf *formula, const char *assumes)
{
    const char *formula_name = arena_printf(w->arena, "%s.cnf", w->stem);
    const char *proof_name = arena_printf(w->arena, "%s.drat", w->stem);
    json_t *formula_entry = json_object(), *proof_entry = json_object();
    const char *reason = put_file(w->c, formula_name, formula, formula_entry);
    if (!reason)
        reason = ask_cadical(w, formula_name, proof_name);
    if (!reason)
        reason = take_proof(w, formula, proof_name, proof_entry);
    if (reason) {
        folder_remove(w->c->folder, formula_name);
        folder_remove(w->c->folder, proof_name);
        json_decref(formula_entry);
        json_decref(proof_entry);
        return reason;
    }
    json_object_set_new(w->entry, "formula", formula_entry);
    json_object_set_new(w->entry, "proof", proof_entry);
    json_object_set_new(w->entry, "assumes", json_text(assumes));
    return NULL;
}

struct writing {
    struct work *work;
    struct buf formula;
    struct solver_dimacs written;
};

static void write_formula(void *data)
{
    struct writing *f = data;
    f->written = solver_dimacs(f->work->arena, f->work->plain, f->work->claim, &f->formula);
}

static const char *certify_proof(struct work *w)
{
    struct writing f = {.work = w};
    const char *reason = w->plain ? NULL : w->unprepared;
    if (!reason)
        reason = within_limits(w->c, w->arena, write_formula, &f);
    if (!reason)
        reason = f.written.problem;
    if (!reason)
        reason = prove_formula(w, &f.formula, f.written.assumes);
    buf_free(&f.formula);
    return reason;
}

/* ---- counterexamples ---- */

struct replay {
    struct work *work;
    struct witness_facts facts;
    struct witness found;
    const char *problem;
};

static void replay(void *data)
{
    struct replay *r = data;
    const struct work *w = r->work;
    r->problem = witness_replay(w->arena, w->report->compilation->ir, w->claim, &r->facts, &r->found);
}

static const char *certify_witness(struct work *w)
{
    struct replay r = {.work = w};
    r.facts = witness_facts_of(w->report->compilation->ir, &w->verdict->witness);
    const char *problem = within_limits(w->c, w->arena, replay, &r);
    if (problem || r.problem)
        return problem ? problem : r.problem;
    struct buf text = {0};
    json_t *entry = json_object();
    report_witness(w->report, w->claim, &r.facts, &r.found, &text);
    problem = put_file(w->c, arena_printf(w->arena, "%s.json", w->stem), &text, entry);
    json_object_set_new(w->entry, "witness", entry);
    buf_free(&text);
    return problem;
}

/* ---- claims ---- */

/* Why it is not certified; NULL: it is. */
static const char *certify_claim(struct work *w)
{
    switch (w->verdict->outcome) {
    case OUTCOME_PROVED:
        return certify_proof(w);
    case OUTCOME_REFUTED:
        return certify_witness(w);
    case OUTCOME_UNKNOWN:
        return arena_printf(w->arena, "unknown: %s", w->verdict->reason);
    case OUTCOME_ERROR:
        break;
    }
    return arena_printf(w->arena, "error: %s", w->verdict->reason);
}

static void tell(struct certify *c, const struct work *w)
{
    const char *file = c->options->operands.count > 1 ? w->report->path : "";
    const char *line = arena_printf(c->arena, "not certified: %s%s%s: %s", file, *file ? ": " : "",
                                    w->claim->name, w->reason);
    vec_push(c->arena, &c->lines, line);
}

static json_t *work_on(struct work *w, uint32_t index)
{
    static const char *const outcomes[] = {"proved", "refuted", "unknown", "error"};
    struct certify *c = w->c;
    w->entry = json_object();
    json_object_set_new(w->entry, "name", json_text(w->claim->name));
    json_object_set_new(w->entry, "text", json_text(w->claim->text));
    bool shown = report_shows(w->report, index);
    json_object_set_new(w->entry, "verdict",
                        json_text(shown ? outcomes[w->verdict->outcome] : "not asked for"));
    if (shown) {
        w->arena = arena_create();
        w->stem = stem_of(c, index, w->claim->name);
        w->reason = certify_claim(w);
        c->claims++;
        c->certified += w->reason == NULL;
        if (w->reason)
            tell(c, w);
    }
    json_object_set_new(w->entry, "certified", json_boolean(shown && !w->reason));
    json_object_set_new(w->entry, "reason", json_text(w->reason));
    arena_destroy(w->arena);
    return w->entry;
}

/* ---- designs ---- */

static bool open_folder(struct certify *c)
{
    if (!c->folder) {
        const char *problem;
        c->folder = folder_open(c->arena, c->options->certify, &problem);
        if (!c->folder)
            fail(c, problem);
        c->manifest = json_document(CERTIFICATE_SCHEMA);
        c->designs = json_array();
    }
    return c->folder != NULL;
}

/* What the formulas of all claims need. */
struct preparing {
    struct arena *arena;
    const struct ir *ir;
    const struct plain_design *plain;
};

static void prepare(void *data)
{
    struct preparing *p = data;
    p->plain = solver_dimacs_design(p->arena, p->ir);
}

static void put_claims(struct certify *c, const struct report *r, json_t *claims)
{
    struct arena *arena = arena_create();
    struct preparing p = {arena, r->compilation->ir, NULL};
    const char *unprepared = within_limits(c, arena, prepare, &p);
    for (uint32_t i = 0; i < r->claims->count && !c->problem; i++) {
        struct work w = {.c = c,
                         .report = r,
                         .plain = p.plain,
                         .unprepared = unprepared,
                         .claim = &r->claims->at[i],
                         .verdict = &r->verdicts[i]};
        json_array_append_new(claims, work_on(&w, i));
    }
    arena_destroy(arena);
}

void certify_design(struct certify *c, const struct report *r)
{
    if (!c || c->problem || !r->claims || !open_folder(c))
        return;
    json_t *design = json_object(), *files = json_array(), *claims = json_array();
    c->design_count++;
    const char *name = arena_printf(c->arena, "%u", c->design_count);
    const char *problem = folder_make(c->folder, name);
    if (!problem)
        problem = folder_make(c->folder, arena_printf(c->arena, "%s/design", name));
    json_object_set_new(design, "path", json_text(r->path));
    json_object_set_new(design, "design", json_text(r->compilation->design));
    json_object_set_new(design, "files", files);
    json_object_set_new(design, "claims", claims);
    json_array_append_new(c->designs, design);
    if (!fail(c, problem) && !put_sources(c, r, files))
        put_claims(c, r, claims);
}

/* ---- the end ---- */

/* Write the manifest and its sum, which is left in `sum`. */
static void put_manifest(struct certify *c, char sum[SHA256_TEXT_MAX])
{
    json_t *tool = json_object();
    struct buf text = {0}, line = {0};
    json_object_set_new(tool, "nicc", json_text(NICC_VERSION));
    json_object_set_new(tool, "z3", json_text(solver_z3_version(c->arena)));
    json_object_set_new(c->manifest, "tool", tool);
    json_object_set(c->manifest, "designs", c->designs);
    json_finish(json_incref(c->manifest), &text);
    sha256_text(buf_text(&text), text.length, sum);
    buf_printf(&line, "%s  %s\n", sum, CERTIFICATE_MANIFEST);
    if (!fail(c, folder_write(c->folder, CERTIFICATE_MANIFEST, &text)))
        fail(c, folder_write(c->folder, CERTIFICATE_SUM, &line));
    buf_free(&text);
    buf_free(&line);
}

static void put_line(const struct certify *c, struct console *console, const char *line)
{
    if (c->options->format == FORMAT_TEXT)
        buf_printf(&console->out, "%s\n", line);
    else
        console_error(console, "%s", line);
}

static void tell_all(const struct certify *c, struct console *console, const char *sum)
{
    for (uint32_t i = 0; i < c->lines.count; i++)
        put_line(c, console, c->lines.at[i]);
    put_line(c, console,
             arena_printf(c->arena, "certified %u of %u claim%s in %s (manifest %s)", c->certified, c->claims,
                          c->claims == 1 ? "" : "s", c->options->certify, sum));
}

int certify_finish(struct certify *c, struct console *console, int status)
{
    char sum[SHA256_TEXT_MAX];
    bool kept = status != EXIT_USAGE && status != EXIT_INTERNAL;
    if (!c)
        return EXIT_GOOD;
    if (c->folder && kept && !c->problem)
        put_manifest(c, sum);
    if (c->folder && kept && !c->problem)
        fail(c, folder_finish(c->folder));
    else if (c->folder)
        folder_discard(c->folder);
    json_decref(c->designs);
    json_decref(c->manifest);
    if (c->problem || !kept || !c->folder) {
        console_error(console, "no certificates are written: %s",
                      c->problem ? c->problem : "there was an error, see above");
        return c->problem ? EXIT_INTERNAL : EXIT_GOOD;
    }
    tell_all(c, console, sum);
    return c->certified == c->claims ? EXIT_GOOD : EXIT_UNKNOWN;
}
