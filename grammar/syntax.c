/*
 * syntax: messages for text that the grammar does not accept.
 *
 * May assume that the token that was found is the last one of the token stream. Promises one
 * diagnostic, as specific as the place allows: the cases are tried from the most telling one on.
 */
#include "grammar/syntax.h"

#include "base/limits.h"

#include <string.h>

#include "grammar/hints.h"
#include "grammar/tokens.h"

#define LISTED_MAX 5      /* alternatives that a message names */
#define STATEMENTS_MAX 14 /* statements that a help line names */
#define FOUND_MAX 40      /* longer words are cut */

static const int tokens_of_keywords[KW_COUNT] = {
#define KEYWORD(name, text, reserved) [KW_##name] = TOK_##name,
#include "grammar/keywords.def"
#undef KEYWORD
};

int syntax_token_of(enum keyword k)
{
    return tokens_of_keywords[k];
}

enum keyword syntax_keyword_of(int token)
{
    for (enum keyword k = KW_NONE + 1; k < KW_COUNT; k++)
        if (tokens_of_keywords[k] == token)
            return k;
    return KW_NONE;
}

static bool is_keyword(int token)
{
    return syntax_keyword_of(token) != KW_NONE && token != TOK_ARROW;
}

static bool is_reserved(int token)
{
    return is_keyword(token) && keyword_is_reserved(syntax_keyword_of(token));
}

/* ---- words for tokens ---- */

/* "`;`", "a name", "end of file". */
static const char *described(struct parser *p, int token)
{
    bool is_value = token == TOK_YYEOF || (token >= TOK_IDENT && token <= TOK_DAY);
    return is_value ? syntax_token_text(token) : arena_printf(p->arena, "`%s`", syntax_token_text(token));
}

/* What was found, as the user wrote it. */
static const char *found(struct parser *p, const struct syntax_error *e)
{
    if (e->found == TOK_YYEOF || e->found == TOK_STRING)
        return syntax_token_text(e->found);
    int length = (int)(e->at.end - e->at.begin);
    if (length == 0) /* a sign that was put in */
        return described(p, e->found);
    const char *cut = length > FOUND_MAX ? "..." : "";
    return arena_printf(p->arena, "`%.*s%s`", length > FOUND_MAX ? FOUND_MAX : length, p->text + e->at.begin,
                        cut);
}

/* ---- what was expected ---- */

/* Is any name expected, reserved or not? */
static bool expects_any_name(const struct syntax_error *e)
{
    return e->expected[TOK_IDENT] && e->expected[TOK_DIRECT] && e->expected[TOK_OWN];
}

/* Is this alternative covered by another one? Where a name is expected, keywords are names too. */
static bool is_covered(const struct syntax_error *e, int token)
{
    if (!e->expected[TOK_IDENT])
        return false;
    if (token == TOK_DOTTED || token == TOK_GLOB)
        return true;
    return is_keyword(token) && (!is_reserved(token) || expects_any_name(e));
}

static int next_alternative(const struct syntax_error *e, int token)
{
    do
        token++;
    while (token < SYNTAX_TOKENS_MAX && (!e->expected[token] || is_covered(e, token)));
    return token;
}

static uint32_t count_alternatives(const struct syntax_error *e)
{
    uint32_t count = 0;
    for (int t = next_alternative(e, -1); t < SYNTAX_TOKENS_MAX; t = next_alternative(e, t))
        count++;
    return count;
}

/* "`;`, `{` or `and`", with "or 3 others" where there are too many. */
static const char *listed(struct parser *p, const struct syntax_error *e)
{
    uint32_t count = count_alternatives(e);
    uint32_t shown = count > LISTED_MAX ? LISTED_MAX - 1 : count;
    const char *list = "";
    uint32_t i = 0;
    for (int t = next_alternative(e, -1); i < shown; t = next_alternative(e, t), i++) {
        const char *before = i == 0 ? "" : i + 1 == count ? " or " : ", ";
        list = arena_printf(p->arena, "%s%s%s", list, before, described(p, t));
    }
    return count > shown ? arena_printf(p->arena, "%s or %u others", list, count - shown) : list;
}

/* Does a list of statements go on here? Then "a statement" says more than twenty keywords. (Behind the `{` of a list of
 * endpoints every keyword is expected, as a name.) */
static bool expects_statement(const struct parser *p, const struct syntax_error *e)
{
    bool keywords = !e->expected[TOK_IDENT] && (e->expected[TOK_SITE] || e->expected[TOK_COLUMNS]);
    return tokens_at_statement(p) && (e->expected[TOK_CLOSE] || keywords);
}

static const char *expectation(struct parser *p, const struct syntax_error *e)
{
    if (!expects_statement(p, e) || count_alternatives(e) <= 2)
        return listed(p, e);
    if (e->expected[TOK_COLUMNS])
        return "`columns`";
    return e->expected[TOK_CLOSE] ? "a statement or `}`" : "a declaration";
}

/* ---- help ---- */

/* The keyword nearest to the word `at` among those for which `wanted` is set, or NULL. */
static const char *nearest(struct parser *p, struct span at, const bool *wanted)
{
    const char *candidates[KW_COUNT];
    uint32_t count = 0;
    for (enum keyword k = KW_NONE + 1; k < KW_COUNT; k++)
        if (k != KW_ARROW && wanted[tokens_of_keywords[k]])
            candidates[count++] = keyword_text(k);
    return diag_nearest(source_excerpt(p->context->sources, p->arena, at), candidates, count);
}

static bool is_word(int token)
{
    return token == TOK_IDENT || is_keyword(token);
}

/* What is known only to be refused is not proposed. */
static bool is_refused(enum keyword k)
{
    return k == KW_POINT_TO_SITE || k == KW_MICROSOFT_PEERING || k == KW_FASTPATH || k == KW_PRIVATE_ENDPOINT;
}

/* "statements here: `address`, `asn`, `originate`", for short lists. */
static void help_statements(struct parser *p, const struct syntax_error *e, struct diag *d)
{
    const char *list = "";
    uint32_t count = 0;
    for (enum keyword k = KW_NONE + 1; k < KW_COUNT; k++) {
        if (k == KW_ARROW || is_refused(k) || !e->expected[tokens_of_keywords[k]] || e->expected[TOK_IDENT])
            continue;
        list = arena_printf(p->arena, "%s%s`%s`", list, count > 0 ? ", " : "", keyword_text(k));
        count++;
    }
    if (count > 0 && count <= STATEMENTS_MAX)
        diag_help(p->context->diags, d, "statements here: %s", list);
}

/* ---- the cases ---- */

static bool report_end_in_block(struct parser *p, const struct syntax_error *e)
{
    if (e->found != TOK_YYEOF || p->depth == 0)
        return false;
    struct diag *d =
        diag_add(p->context->diags, DIAG_UNCLOSED_BLOCK, e->at, "unexpected end of file, expected `}`");
    diag_label(p->context->diags, d, p->blocks[p->depth - 1].open, "this block is not closed");
    return true;
}

static bool report_unclosed(struct parser *p)
{
    struct token first = p->recent[0];
    struct span opened;
    if (!tokens_close_blocks(p, &opened))
        return false;
    struct diag *d = diag_add(p->context->diags, DIAG_UNCLOSED_BLOCK, first.span,
                              "unexpected `%s`, expected `}`", syntax_token_text(first.kind));
    diag_label(p->context->diags, d, opened, "this block is not closed");
    return true;
}

static bool report_extra_brace(struct parser *p, const struct syntax_error *e)
{
    if (e->found != TOK_CLOSE || !e->expected[TOK_YYEOF])
        return false;
    diag_add(p->context->diags, DIAG_EXTRA_BRACE, e->at, "unexpected `}`: no block is open");
    return true;
}

static bool report_reserved(struct parser *p, const struct syntax_error *e)
{
    if (!is_reserved(e->found) || !e->expected[TOK_IDENT])
        return false;
    diag_add(p->context->diags, DIAG_RESERVED_NAME, e->at,
             "`%s` is a reserved word and cannot be a name here", syntax_token_text(e->found));
    return true;
}

/* A line break or the end of a block in the middle of a statement. */
static bool report_missing_semicolon(struct parser *p, const struct syntax_error *e)
{
    if (!e->expected[TOK_SEMICOLON] || tokens_at_statement(p))
        return false;
    struct span before = p->previous.span;
    bool breaks =
        memchr(p->text + before.end, '\n', e->at.begin > before.end ? e->at.begin - before.end : 0) != NULL;
    if (!breaks && e->found != TOK_CLOSE && e->found != TOK_YYEOF)
        return false;
    if (e->found == TOK_IDENT && nearest(p, e->at, e->expected))
        return false;
    struct span at = {before.file, before.end, before.end};
    diag_add(p->context->diags, DIAG_MISSING_SEMICOLON, at, "unexpected %s, expected `;`", found(p, e));
    return true;
}

static bool report_unknown_statement(struct parser *p, const struct syntax_error *e)
{
    if (!expects_statement(p, e) || !is_word(e->found))
        return false;
    const char *near = nearest(p, e->at, e->expected);
    struct diag *d = diag_add(p->context->diags, DIAG_UNKNOWN_STATEMENT, e->at, "unexpected %s, expected %s",
                              found(p, e), expectation(p, e));
    if (near)
        diag_help(p->context->diags, d, "a similar statement is `%s`", near);
    else if (e->expected[TOK_COLUMNS])
        diag_help(p->context->diags, d, "a matrix names its columns before its rows: `columns hub spoke;`");
    else
        help_statements(p, e, d);
    return true;
}

/* ---- statements of an end in the block of the whole ---- */

/* What stands in the block of a connection or peering itself, and in that of one of its ends. */
static const enum keyword connect_words[] = {KW_BGP,
                                             KW_STATIC,
                                             KW_DOWN,
                                             KW_DELAY,
                                             KW_WEIGHT,
                                             KW_ASSOCIATE,
                                             KW_PROPAGATE,
                                             KW_PROPAGATE_STATIC,
                                             KW_INTERNET_SECURITY,
                                             KW_BYPASS_NEXT_HOP,
                                             KW_NONE};
static const enum keyword connect_end_words[] = {
    KW_ADDRESS, KW_ADVERTISE, KW_ACCEPT,      KW_MAY_ADVERTISE, KW_LOCAL_PREFERENCE, KW_PREPEND, KW_MED,
    KW_STRIP,   KW_COMMUNITY, KW_AS_OVERRIDE, KW_NEXT_HOP,      KW_POLICY,           KW_NONE};
static const enum keyword peering_words[] = {KW_NONE};
static const enum keyword peering_end_words[] = {KW_ALLOW_VNET_ACCESS, KW_ALLOW_FORWARDED_TRAFFIC,
                                                 KW_ALLOW_GATEWAY_TRANSIT, KW_USE_REMOTE_GATEWAYS, KW_NONE};

static void add_words(bool *set, const enum keyword *words)
{
    for (; *words != KW_NONE; words++)
        set[tokens_of_keywords[*words]] = true;
}

/* The statement up to the end of its line, as written, but beginning with `word`. */
static const char *rewritten(struct parser *p, struct span first, const char *word)
{
    int length = (int)strcspn(p->text + first.end, ";{}#\n");
    while (length > 0 && p->text[first.end + (uint32_t)length - 1] == ' ')
        length--;
    if (length > FOUND_MAX)
        length = 0;
    return arena_printf(p->arena, "%s%.*s;", word, length, p->text + first.end);
}

static void report_of_end(struct parser *p, const struct block *b, struct token first, const char *word)
{
    bool peering = b->kind == TOK_PEERING;
    const char *text = source_excerpt(p->context->sources, p->arena, first.span);
    bool misspelt = strcmp(text, word) != 0;
    struct diag *d =
        misspelt
            ? diag_add(p->context->diags, DIAG_UNKNOWN_STATEMENT, first.span, "unknown statement `%s`", text)
            : diag_add(p->context->diags, DIAG_UNKNOWN_STATEMENT, first.span, "`%s` belongs to one %s", word,
                       peering ? "half of the peering" : "end of the connection");
    diag_help(p->context->diags, d, "%swrite it in the block of %s: `%s { %s }`",
              misspelt ? arena_printf(p->arena, "a similar statement is `%s`; ", word) : "",
              peering ? "one VNet" : "that end", source_excerpt(p->context->sources, p->arena, b->name),
              rewritten(p, first.span, word));
}

/* In the block of a connection or peering any name may begin the block of an end, so a statement that is
 * misspelt or belongs to an end shows one token later. */
static bool report_misplaced_statement(struct parser *p, const struct syntax_error *e)
{
    if (p->recent_count != 2 || p->depth == 0 || !is_word(p->recent[0].kind) || !e->expected[TOK_OPEN] ||
        count_alternatives(e) != 1)
        return false;
    const struct block *b = &p->blocks[p->depth - 1];
    if (b->kind != TOK_PEERING && b->kind != TOK_CONNECT)
        return false;
    struct token first = p->recent[0];
    bool of_end[SYNTAX_TOKENS_MAX] = {false}, wanted[SYNTAX_TOKENS_MAX] = {false};
    add_words(of_end, b->kind == TOK_PEERING ? peering_end_words : connect_end_words);
    add_words(wanted, b->kind == TOK_PEERING ? peering_words : connect_words);
    add_words(wanted, b->kind == TOK_PEERING ? peering_end_words : connect_end_words);
    const char *near = wanted[first.kind] ? syntax_token_text(first.kind) : nearest(p, first.span, wanted);
    if (!near)
        return false;
    if (of_end[tokens_of_keywords[keyword_of(near, strlen(near))]]) {
        report_of_end(p, b, first, near);
        return true;
    }
    struct diag *d = diag_add(p->context->diags, DIAG_UNKNOWN_STATEMENT, first.span, "unknown statement `%s`",
                              source_excerpt(p->context->sources, p->arena, first.span));
    diag_help(p->context->diags, d, "a similar statement is `%s`", near);
    return true;
}

/* ---- and the others ---- */

/* A row of a matrix may be called `key`, so a key behind the columns shows at its `=`. */
static bool report_late_key(struct parser *p, const struct syntax_error *e)
{
    if (e->found != TOK_EQUALS || p->recent_count != 3 || p->recent[0].kind != TOK_KEY || p->depth == 0 ||
        p->blocks[p->depth - 1].kind != TOK_MATRIX)
        return false;
    diag_add(p->context->diags, DIAG_UNEXPECTED, p->recent[0].span,
             "unexpected `key`: keys come before `columns`");
    return true;
}

static void report_unexpected(struct parser *p, const struct syntax_error *e)
{
    struct diag *d = diag_add(p->context->diags, DIAG_UNEXPECTED, e->at, "unexpected %s, expected %s",
                              found(p, e), expectation(p, e));
    hints_add(p, e, d);
    const char *near = !d->help && is_word(e->found) ? nearest(p, e->at, e->expected) : NULL;
    if (near)
        diag_help(p->context->diags, d, "a similar word is `%s`", near);
}

/* A block that begins without its `{`, on the next line. Where the declaration may also end there, only the
 * keyword of a statement tells that a block was meant. */
static bool report_missing_open(struct parser *p, const struct syntax_error *e)
{
    if (!e->expected[TOK_OPEN] || (e->expected[TOK_SEMICOLON] && !is_keyword(e->found)) ||
        !is_word(e->found) || !tokens_open_block(p))
        return false;
    diag_add(p->context->diags, DIAG_UNEXPECTED, e->at, "unexpected %s, expected `{`", found(p, e));
    return true;
}

/* Was this place reported already? A malformed name or string may hold the sign that is missing behind it, and
 * the `;` behind a block that was left out belongs to the same statement. */
static bool is_reported(const struct parser *p)
{
    bool swallows = p->previous.kind == TOK_STRING || p->previous.kind == TOK_IDENT;
    bool ends_skipped = p->last.kind == TOK_SEMICOLON && p->previous.kind == TOK_CLOSE &&
                        p->previous.span.end == p->skipped_before;
    return p->last.faulty || (p->previous.faulty && swallows) || ends_skipped;
}

void syntax_report(struct parser *p, const struct syntax_error *e)
{
    if (p->stopped || is_reported(p))
        return;
    if (report_end_in_block(p, e) || report_unclosed(p) || report_extra_brace(p, e) ||
        report_missing_open(p, e) || report_reserved(p, e) || report_missing_semicolon(p, e) ||
        report_unknown_statement(p, e) || report_misplaced_statement(p, e) || report_late_key(p, e))
        return;
    report_unexpected(p, e);
}

void syntax_too_deep(struct parser *p, struct span at)
{
    struct diag *d = diag_add(p->context->diags, DIAG_NESTED_TOO_DEEP, at,
                              "blocks are nested more than %u deep", p->depth_limit);
    diag_help(p->context->diags, d, "a `}` may be missing before; %s", limit_remedy(p->arena, LIMIT_NESTING));
    p->stopped = true;
}
