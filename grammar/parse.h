/*
 * parse: from text to tree. The only way into this folder's scanner and grammar.
 */
#ifndef NICC_GRAMMAR_PARSE_H
#define NICC_GRAMMAR_PARSE_H

#include "base/diag.h"
#include "base/map.h"
#include "grammar/ast.h"

struct parse_context {
    struct arena *arena;
    struct source_set *sources;
    struct intern *names;
    struct diag_list *diags;
};

/*
 * Parse the file at `path` ("-" is standard input) and all it includes, each once. Never returns
 * NULL: the root (AST_DESIGN_FILE) holds the declarations of all files in order, an included file's at the
 * place of its include. Syntax errors, unreadable files and include cycles are in `diags`; with
 * errors the tree is for further checks only.
 */
struct ast *parse_file(const struct parse_context *context, const char *path);

/* The same for a text in memory, named `path` in messages. */
struct ast *parse_text(const struct parse_context *context, const char *path, const char *text,
                       size_t length);

/* Read one file into context->sources; what keeps it from being read is in `diags`, and the result then false. */
bool parse_read(const struct parse_context *context, const char *path, uint32_t *source);

/* The list of declarations of one text, whose includes are not followed; NULL when it is no text, or too much is wrong
 * with it. Errors are in `diags`. */
const struct ast *parse_one(const struct parse_context *context, uint32_t source);

/* Print the tokens of a text, one a line: line:column kind text. For `dump --stage tokens`. */
void parse_dump_tokens(const struct parse_context *context, uint32_t source, struct buf *out);

#endif
