/*
 * mutate: a design with one declaration changed, for the mutation score. Works on the tree, whichever file a declaration
 * stands in, and knows nothing of what a change means: a mutant may be no valid design, or mean the same as before.
 *
 * What is changed, one thing at a time and never inside claims, matrices, groups and sets:
 *
 *   removed   a site, circuit, peering or connection; in a site a subnet, gateway, router, link, appliance, firewall,
 *             load balancer, Route Server; a route, a rule of an appliance or security group, a line, match or action of a
 *             policy, the use of a policy; every other statement with a value (`advertise`, `local-preference`,
 *             `route-table`, ...) and, where it lists several values, each of them; `from`, `to` and `port` of a rule, which
 *             then holds for more packets
 *   flipped   flags: `on` and `off`; rules: `allow` and `deny`; lines of policies: `permit` and `deny`
 *
 * Left alone is what names or describes: hosts (not what their blocks say), `address`, `bgp-address`, `location`, `sku`,
 * `tier`, `tag`; and flags with `?`.
 */
#ifndef NICC_COMPILER_MUTATE_H
#define NICC_COMPILER_MUTATE_H

#include "grammar/ast.h"

enum mutant_kind { MUTANT_REMOVED, MUTANT_FLIPPED };

struct mutant {
    enum mutant_kind kind;
    struct span span;   /* of what is removed, or holds the word that is flipped */
    const char *change; /* in words: "without `peering hub <-> spoke`", "`bgp` off" */
    struct ast *parent, *node;
};

/* A copy of a tree, and its mutants in the order of the text. */
struct mutants {
    struct ast *tree;
    struct mutant *at;
    uint32_t count;
};

/* All of it in the arena; `sources` holds the text of the tree. */
struct mutants mutants_of(struct arena *arena, const struct source_set *sources, const struct ast *tree);

/* Change the tree to this mutant, and back. One at a time. */
void mutant_apply(const struct mutant *m);
void mutant_undo(const struct mutant *m);

#endif
