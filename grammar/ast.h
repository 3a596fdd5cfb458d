/*
 * ast: what was written, close to the text. No names are resolved and no defaults filled in here.
 *
 * Every node is a `struct ast`: a kind, the span of the whole construct, at most one keyword, one
 * name and one value, and a list of children. Which of them a kind uses stands in ast_kinds.def;
 * the grammar builds nothing else. Nodes live in the arena of the parse.
 */
#ifndef NICC_GRAMMAR_AST_H
#define NICC_GRAMMAR_AST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/source.h"

enum ast_kind {
#define AST(name, text, shape) AST_##name,
#include "grammar/ast_kinds.def"
#undef AST
    AST_KIND_COUNT
};

/* Every keyword of the language; KW_NONE where a node has none. */
enum keyword {
    KW_NONE,
#define KEYWORD(name, text, reserved) KW_##name,
#include "grammar/keywords.def"
#undef KEYWORD
    KW_COUNT
};

/* The value of AST_FLAG and AST_COND_FLAG. */
enum ast_switch { AST_OFF, AST_ON, AST_UNKNOWN };

struct ast {
    enum ast_kind kind;
    enum keyword word;
    struct span span;
    const char *name;      /* interned; NULL when the kind has none */
    struct span name_span; /* of the name, or of the keyword when there is no name */
    uint64_t number;
    uint64_t number_to;   /* end of a range */
    struct prefix prefix; /* AST_PREFIX; AST_ADDRESS uses prefix.address with the full length */
    struct ast *kids;     /* first child */
    struct ast *last;     /* last child, so that appending is cheap */
    struct ast *next;     /* next sibling */
};

/* The text of a keyword ("use-remote-gateways"), "" for KW_NONE. */
const char *keyword_text(enum keyword k);
/* May this word not name a site, circuit, group, let, connection or table? */
bool keyword_is_reserved(enum keyword k);
/* The keyword of text[0..length), or KW_NONE. */
enum keyword keyword_of(const char *text, size_t length);

/* The name of a kind as printed by the dump ("site"). */
const char *ast_kind_name(enum ast_kind k);

/* A node without children. */
struct ast *ast_new(struct arena *a, enum ast_kind kind, struct span span);
/* Append `kid` (NULL is skipped) and return `parent`. */
struct ast *ast_add(struct ast *parent, struct ast *kid);
/* A copy of a node and all below it; it has no next sibling. */
struct ast *ast_copy(struct arena *a, const struct ast *node);
/* Number of children, and the n-th (NULL when there are fewer). */
uint32_t ast_count(const struct ast *node);
struct ast *ast_kid(const struct ast *node, uint32_t n);
/* First child of this kind (and keyword, unless KW_NONE), or NULL. */
struct ast *ast_find(const struct ast *node, enum ast_kind kind, enum keyword word);

/* Print the tree as indented text, stable and without positions: one node a line. */
void ast_dump(const struct ast *root, struct buf *out);

#endif
