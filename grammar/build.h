/*
 * build: the constructors that the grammar's actions call.
 *
 * Nodes come from the arena of the parser. Nodes given as parts are fresh and become part of the result,
 * or end in it; they must not be used again. What is wrong with a value is reported here, and the node
 * is built all the same, so that one mistake is one error.
 */
#ifndef NICC_GRAMMAR_BUILD_H
#define NICC_GRAMMAR_BUILD_H

#include "grammar/ast.h"

struct parser;

/* What a node is made of; everything may be left out. Children: first, second, third, then the lists. */
struct parts {
    enum keyword word;
    const struct ast *name; /* gives name and name_span */
    uint64_t number;
    struct ast *first, *second, *third;
    struct ast *kids, *more; /* lists, see build_list; NULL is an empty one */
};

struct ast *build(struct parser *p, enum ast_kind kind, struct span span, const struct parts *parts);

/* NODE(SITE, @$, .word = $2, .name = $3) */
#define NODE(kind, span, ...) build(p, AST_##kind, (span), &(struct parts){__VA_ARGS__})

/* A list is a node that only carries children until `build` hands them to their parent. `first` may be NULL. */
struct ast *build_list(struct parser *p, struct ast *first);
/* All members of both lists. */
struct ast *build_join(struct ast *list, struct ast *more);
/* `kid` becomes the last child of `parent`, whose span then reaches to its end. */
struct ast *build_extend(struct ast *parent, struct ast *kid);

/* A keyword in the place of a name; the same for a reserved word where it is a mistake; a matrix cell's sign. */
struct ast *build_name(struct parser *p, struct span span, enum keyword word);
struct ast *build_reserved(struct parser *p, struct span span, enum keyword word);
struct ast *build_sign(struct parser *p, struct span span);
/* The NAME becomes a PATH. */
struct ast *build_path(struct ast *name);
/* A community that is a keyword, such as `no-export`. */
struct ast *build_community(struct parser *p, struct span span, enum keyword word);

/* One keyword with a list of values, or with a single one; one keyword that is on, off or unknown. */
struct ast *build_property(struct parser *p, struct span span, enum keyword word, struct ast *values);
struct ast *build_single(struct parser *p, struct span span, enum keyword word, struct ast *value);
struct ast *build_flag(struct parser *p, struct span span, enum keyword word, uint64_t state);

/* A PREFIX or ADDRESS that is named as it is written; a PATH has its name. */
struct ast *build_written(struct parser *p, struct ast *endpoint);
/* The same node where it is a PREFIX or ADDRESS; NULL for a PATH, whose name says everything. */
struct ast *build_value(struct ast *endpoint);

/* A PREFIX where one is allowed; the scanner left in `number` whether host bits were written. */
struct ast *build_network(struct parser *p, struct ast *prefix);
/* A NUMBER or RANGE used as a port. */
struct ast *build_port(struct parser *p, struct ast *port);
/* GE or LE from a NUMBER. */
struct ast *build_bound(struct parser *p, enum ast_kind kind, struct span span, const struct ast *number);
/* FACT from the name F19. */
struct ast *build_fact(struct parser *p, const struct ast *name);
/* An endpoint of a rule, where `azure-load-balancer` is a tag and no name. */
struct ast *build_rule_endpoint(struct ast *endpoint);

/* `SERVICES` of an assertion, wherever it is written, goes behind the two sets. */
struct ast *build_services(struct parser *p, struct ast *assertion, struct ast *services);
/* `peering a -> b { ... }`: the flags are an END of `a`; `block` is the span of the braces. */
struct ast *build_half_peering(struct parser *p, struct span span, struct ast *from, struct ast *to,
                               struct ast *flags, struct span block);
/* `routing-intent ... -> firewall`. */
struct ast *build_intent(struct ast *intent, struct span span, struct ast *firewall);

/* The span of a rule's right side `rhs[1..count]`; empty parts at its edges do not count. */
struct span build_span(const struct span *rhs, int count);

#endif
