/*
 * tokens: the stream of tokens between scanner and grammar.
 *
 * May assume that the scanner ends with TOK_YYEOF, again and again. Promises the grammar a finite
 * stream that ends early once enough errors were found, and never more open blocks than are allowed.
 */
#include "grammar/tokens.h"

#include <assert.h>

#include "grammar/scan.h"
#include "grammar/syntax.h"

struct span tokens_start(struct parser *p)
{
    scan_open(p);
    p->last.span = (struct span){p->file, 0, 0};
    return p->last.span;
}

/* The next token from the queue or the scanner. */
static struct token pull(struct parser *p)
{
    if (p->replay_next < p->replay_count)
        return p->replay[p->replay_next++];
    uint32_t errors = diag_errors(p->context->diags);
    struct token t = scan_next(p);
    t.faulty = diag_errors(p->context->diags) > errors;
    return t;
}

/* Put `t` in front of what pull will give. */
static void push_back(struct parser *p, struct token t)
{
    if (p->replay_next == p->replay_count)
        p->replay_next = p->replay_count = 1;
    assert(p->replay_next > 0);
    p->replay[--p->replay_next] = t;
}

static struct token sign(int kind, struct span at)
{
    return (struct token){.kind = kind, .span = at};
}

/* ---- what messages and repairs need to know ---- */

static bool ends_statement(int kind)
{
    return kind == TOK_SEMICOLON || kind == TOK_OPEN || kind == TOK_CLOSE || kind == TOK_YYEOF;
}

static bool begins_declaration(int kind)
{
    switch (kind) {
    case TOK_DESIGN:
    case TOK_INCLUDE:
    case TOK_PROFILE:
    case TOK_LET:
    case TOK_GROUP:
    case TOK_SITE:
    case TOK_CIRCUIT:
    case TOK_PEERING:
    case TOK_CONNECT:
    case TOK_POLICY:
    case TOK_CLAIM:
    case TOK_MATRIX:
    case TOK_EXPECT:
    case TOK_WAIVE:
        return true;
    default:
        return false;
    }
}

/* The token with a node of its own: the grammar changes the one that it gets. */
static struct token copied(const struct parser *p, struct token t)
{
    if (t.kind < TOK_IDENT || t.kind > TOK_DAY)
        return t;
    struct ast *node = arena_new(p->arena, struct ast);
    *node = *t.value.node;
    t.value.node = node;
    return t;
}

/* The block just opened belongs to the current statement. */
static void remember_head(struct parser *p)
{
    struct block *b = &p->blocks[p->depth - 1];
    b->kind = p->recent[0].kind;
    b->name = p->recent[p->recent_count > 1 ? 1 : 0].span;
}

/* A statement that begins like a declaration may have to be read again. */
static void remember(struct parser *p, struct token t)
{
    p->previous = p->last;
    if (ends_statement(p->last.kind))
        p->recent_count = 0;
    bool again = p->recent_count > 0 && begins_declaration(p->recent[0].kind);
    if (p->recent_count < PARSER_RECENT_MAX)
        p->recent[p->recent_count] = again ? copied(p, t) : t;
    p->recent_count++;
    p->last = t;
    if (t.kind == TOK_OPEN && p->depth > 0)
        remember_head(p);
}

/* Keep the list of open blocks. False when there are too many. */
static bool count_block(struct parser *p, struct token t)
{
    if (t.kind == TOK_OPEN) {
        if (p->depth == p->depth_limit)
            return false;
        p->blocks[p->depth++] = (struct block){.open = t.span};
    } else if (t.kind == TOK_CLOSE && p->depth > 0) {
        p->depth--;
    }
    return true;
}

bool tokens_at_statement(const struct parser *p)
{
    return p->recent_count == 1;
}

/* ---- a forgotten `}` ---- */

/* Column (from 0) of the first visible character of the line that holds `offset`. */
static uint32_t indentation(const struct parser *p, uint32_t offset)
{
    uint32_t line = offset;
    while (line > 0 && p->text[line - 1] != '\n')
        line--;
    uint32_t at = line;
    while (p->text[at] == ' ' || p->text[at] == '\t')
        at++;
    return at - line;
}

static bool is_first_on_line(const struct parser *p, struct span at)
{
    while (at.begin > 0 && (p->text[at.begin - 1] == ' ' || p->text[at.begin - 1] == '\t'))
        at.begin--;
    return at.begin == 0 || p->text[at.begin - 1] == '\n';
}

/* Number of open blocks that end before a declaration at `at`, by indentation. A block of the declaration
 * itself is none. */
static uint32_t blocks_before(const struct parser *p, struct span at)
{
    uint32_t column = indentation(p, at.begin);
    if (p->depth > 0 && p->blocks[p->depth - 1].open.begin > at.begin)
        return 0;
    uint32_t kept = p->depth;
    while (kept > 0 && indentation(p, p->blocks[kept - 1].open.begin) >= column)
        kept--;
    return p->depth - kept;
}

bool tokens_close_blocks(struct parser *p, struct span *opened)
{
    struct token first = p->recent[0];
    if (first.span.end <= p->closed_before) /* once is enough: the rest of the file comes closer each time */
        return false;
    if (p->replay_next < p->replay_count || p->recent_count > PARSER_RECENT_MAX ||
        !begins_declaration(first.kind) || !is_first_on_line(p, first.span))
        return false;
    uint32_t missing = blocks_before(p, first.span);
    if (missing == 0)
        return false;
    *opened = p->blocks[p->depth - 1].open;
    p->replay_next = p->replay_count = 0;
    for (uint32_t i = 0; i < missing; i++)
        p->replay[p->replay_count++] =
            sign(TOK_CLOSE, (struct span){p->file, first.span.begin, first.span.begin});
    for (uint32_t i = 0; i < p->recent_count; i++)
        p->replay[p->replay_count++] = p->recent[i];
    p->closed_before = first.span.end;
    return true;
}

/* ---- a forgotten `{` ---- */

bool tokens_open_block(struct parser *p)
{
    struct token first = p->recent[0];
    if (p->depth > 0 || p->replay_next < p->replay_count || p->recent_count > PARSER_RECENT_MAX ||
        !begins_declaration(first.kind) || begins_declaration(p->last.kind) ||
        !is_first_on_line(p, p->last.span))
        return false;
    uint32_t before = p->recent_count - 1;
    p->replay_next = p->replay_count = 0;
    for (uint32_t i = 0; i < before; i++)
        p->replay[p->replay_count++] = p->recent[i];
    p->replay[p->replay_count++] =
        sign(TOK_OPEN, (struct span){p->file, p->last.span.begin, p->last.span.begin});
    p->replay[p->replay_count++] = p->last;
    p->recent_count = 0; /* what comes is a statement of its own */
    return true;
}

/* ---- leaving out ---- */

void tokens_skip(struct parser *p, enum parser_skip what)
{
    p->skip = what;
}

/* Read up to the `}` that closes the block just opened; the end of the file ends it too. */
static struct token skip_block(struct parser *p)
{
    uint32_t depth = 1;
    for (;;) {
        struct token t = pull(p);
        if (t.kind == TOK_OPEN)
            depth++;
        else if (t.kind == TOK_CLOSE)
            depth--;
        if (depth == 0 || t.kind == TOK_YYEOF) {
            p->skipped_before = t.span.end;
            return t;
        }
        if (depth + p->depth > p->depth_limit) {
            syntax_too_deep(p, t.span);
            return sign(TOK_YYEOF, t.span);
        }
    }
}

static struct token skip_statement(struct parser *p)
{
    for (;;) {
        struct token t = pull(p);
        if (t.kind == TOK_SEMICOLON)
            return t;
        if (t.kind == TOK_OPEN)
            return sign(TOK_SEMICOLON, skip_block(p).span);
        if (t.kind == TOK_CLOSE || t.kind == TOK_YYEOF) {
            push_back(p, t);
            return sign(TOK_SEMICOLON, t.span);
        }
    }
}

static struct token next(struct parser *p)
{
    enum parser_skip skip = p->skip;
    p->skip = SKIP_NOTHING;
    if (skip == SKIP_BLOCK)
        return skip_block(p);
    if (skip == SKIP_STATEMENT)
        return skip_statement(p);
    return pull(p);
}

int tokens_next(union nicc_value *value, struct span *at, struct parser *p)
{
    if (diag_full(p->context->diags))
        p->stopped = true;
    struct token t = p->stopped ? sign(TOK_YYEOF, p->last.span) : next(p);
    if (!count_block(p, t)) {
        syntax_too_deep(p, t.span);
        t = sign(TOK_YYEOF, t.span);
    }
    remember(p, t);
    *value = t.value;
    *at = t.span;
    return t.kind;
}
