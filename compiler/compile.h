/*
 * compile: from a design file to the route network and its claims. The public face of this folder, with
 * ir.h, claim.h, verdict.h and simulate.h.
 */
#ifndef NICC_COMPILER_COMPILE_H
#define NICC_COMPILER_COMPILE_H

#include "base/diag.h"
#include "base/map.h"
#include "compiler/claim.h"
#include "compiler/ir.h"
#include "grammar/ast.h"

struct model;

/* One run over one design. Everything in it lives in its arena. */
struct compilation {
    struct arena *arena;
    struct source_set *sources;
    struct intern *names;
    struct diag_list *diags;
    const struct ast *ast;
    bool incomplete;                 /* the tree lacks what a syntax error or an unreadable file took away */
    struct model *model;             /* NULL before compilation */
    const struct ir *ir;             /* NULL when the design has errors */
    const struct claim_list *claims; /* NULL likewise */
    const char *const
        *wanted; /* flags that are settings though no claim names them; set before compilation */
    uint32_t wanted_count;
    uint32_t
        timeout_ms; /* compiling may take so long, and in any case COMPILE_LEAST_MS; 0: without end. Set before */
    const char *given_up; /* which limit of time or memory was reached, also said in diags; NULL: none */
    bool past;            /* waivers that have ended are no errors: set before compilation */
    const char *design;   /* its name, the file's stem without `design` */
    /* numbers of `expect error F..;`, empty when the design is no test of the checks */
    const uint32_t *expected_facts;
    uint32_t expected_fact_count;
};

#define COMPILE_LEAST_MS 10000u /* a limit that is meant for claims keeps no design from being read */

/* An empty compilation with an arena of its own; compilation_destroy frees all of it (NULL is allowed). */
struct compilation *compilation_create(void);
void compilation_destroy(struct compilation *c);

/* The same, with the texts and names of `other`, which must outlive it: for a second design, or for the same one after a
 * change, whose trees and places may then be mixed with those of `other`. It has the same time. */
struct compilation *compilation_beside(const struct compilation *other);

/* Compile the design at `path` ("-": standard input). Returns true when it has no errors: then ir and claims
 * are set. Otherwise c->diags says why. Warnings may be there in both cases. */
bool compile_file(struct compilation *c, const char *path);
/* The same for a text in memory, named `path` in messages. */
bool compile_text(struct compilation *c, const char *path, const char *text, size_t length);
/* The same for a tree of declarations (AST_DESIGN_FILE) without syntax errors, of this compilation or of one that it is
 * beside; `design` is its name as long as it gives itself none. */
bool compile_tree(struct compilation *c, const char *design, const struct ast *tree);

/*
 * For commands, after a successful compilation: what one word of the command line names. On failure false,
 * with *why a sentence in the arena (and a proposal for a misspelt name).
 */
/* An endpoint: a site, a host ("hub.vm"), an appliance, a load balancer, an address, a prefix, a group or `internet`. */
bool compile_endpoint(struct compilation *c, const char *text, struct claim_set *out, const char **why);
/* One service, as in "tcp 443", "udp", "icmp" or "any": a class of it. */
bool compile_service(struct compilation *c, const char *text, uint32_t *service, const char **why);
/* What becomes of a setting (one of compilation.wanted, or one that is one anyway) that is to be on or off: the element,
 * and whether that changes it. */
bool compile_setting(struct compilation *c, const char *name, bool on, uint32_t *element, bool *changed,
                     const char **why);
/* "hub->spoke allow-gateway-transit off, ..": the settings that the design leaves open and nobody wants, as they are by
 * default; NULL when there are none. */
const char *compile_open_settings(struct compilation *c);
/* Elements to take down: a site, circuit, circuit device, gateway, router, connection or peering. */
bool compile_elements(struct compilation *c, const char *text, const uint32_t **elements, uint32_t *count,
                      const char **why);
/* A table: gateway, router, circuit device, site or subnet. */
bool compile_table(struct compilation *c, const char *text, uint32_t *table, const char **why);
/* All sites (or all groups) as members, in the order of declaration: rows and columns of `nicc matrix`. */
struct claim_set compile_all_sites(struct compilation *c);
struct claim_set compile_all_groups(struct compilation *c);

/* Stable text of the model, for `nicc dump --stage model`. */
void model_dump(const struct model *m, struct buf *out);

#endif
