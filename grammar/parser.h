/*
 * parser: the state of reading one file, shared by the scanner, the token stream and the grammar.
 * Private to this folder.
 */
#ifndef NICC_GRAMMAR_PARSER_H
#define NICC_GRAMMAR_PARSER_H

#include "base/vec.h"
#include "grammar/nicc_parser.h"
#include "grammar/parse.h"

#define PARSER_RECENT_MAX 16 /* tokens of a statement that are remembered */

struct token {
    int kind; /* TOK_* */
    union nicc_value value;
    struct span span;
    bool faulty; /* something about it was reported already */
};

/* The places of comments, in order. */
struct comments {
    struct span *at;
    uint32_t count;
    uint32_t capacity;
};

/* A block that is open, and what its statement begins with: `connect` and `hub.gw`, for example. */
struct block {
    struct span open; /* of the `{` */
    int kind;         /* of the first token */
    struct span name; /* of the second one */
};

/* What the token stream leaves out, see tokens_skip. */
enum parser_skip { SKIP_NOTHING, SKIP_STATEMENT, SKIP_BLOCK };

struct parser {
    const struct parse_context *context;
    struct arena *arena;
    uint32_t file;
    const char *text; /* NUL-terminated */
    uint32_t length;
    void *scanner;             /* of nicc.l */
    struct comments *comments; /* where the scanner leaves them; NULL: nowhere */
    struct ast *root;          /* the list of this file's declarations, once parsed */
    bool stopped;              /* nothing more is read or reported */

    /* of the token stream */
    struct token last;     /* the token given out last; kind TOK_YYEOF before the first */
    struct token previous; /* and the one before */
    uint32_t depth_limit;  /* blocks that may be open; no correct design has more than five */
    struct block *blocks;  /* every block that is still open */
    uint32_t depth;        /* their number */
    struct token recent[PARSER_RECENT_MAX]; /* the current statement from its first token on */
    uint32_t recent_count;                  /* beyond PARSER_RECENT_MAX tokens are only counted */
    struct token *replay; /* to be given out before the scanner is asked; room for blocks and recent tokens */
    uint32_t replay_next, replay_count;
    uint32_t closed_before; /* end of the last token in front of which a missing `}` was put */
    enum parser_skip skip;
    uint32_t skipped_before; /* end of the `}` of the block that was left out last */
};

/* Ready to read a file of context->sources from its beginning. */
struct parser parser_of(const struct parse_context *context, uint32_t file);

#endif
