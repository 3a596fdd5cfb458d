/*
 * layout_columns: what stands below what in neighbouring lines, and where long lines may end. All of it goes by the words
 * of a statement; only how the text looks depends on it.
 */
#include "grammar/layout_internal.h"

#define SHORT_WORD                                                                                           \
    8 /* characters; what follows longer words is not lined up with what follows shorter ones */

static struct piece *at(const struct layout *l, uint32_t i)
{
    return &l->pieces.at[i];
}

/* Statements of one kind have the same columns. The names that begin the blocks of ends are one kind. */
static uint32_t kind_of(const struct layout *l, uint32_t first, uint32_t end)
{
    bool is_name = first + 1 == end && at(l, end)->kind == TOK_OPEN;
    return is_name ? TOK_IDENT : (uint32_t)at(l, first)->kind;
}

static void mark(struct layout *l, uint32_t i, uint32_t end, enum layout_column column, uint32_t kind)
{
    if (i < end)
        at(l, i)->column = (uint32_t)column << 16 | kind;
}

/* The first piece of this kind, or `end`. */
static uint32_t find(const struct layout *l, uint32_t first, uint32_t end, int kind)
{
    while (first < end && at(l, first)->kind != kind)
        first++;
    return first;
}

static void mark_declaration(struct layout *l, uint32_t first, uint32_t end, uint32_t kind)
{
    switch (kind) {
    case TOK_CLAIM:
        mark(l, find(l, first, end, TOK_COLON) + 1, end, COLUMN_CLAIM, kind);
        break;
    case TOK_LET:
    case TOK_GROUP:
        mark(l, find(l, first, end, TOK_EQUALS), end, COLUMN_EQUALS, kind);
        break;
    case TOK_CONNECT:
        mark(l, find(l, first, end, TOK_BOTH), end, COLUMN_ARROW, kind);
        break;
    case TOK_PEERING:
        mark(l, first + 2, end, COLUMN_ARROW, kind);
        break;
    case TOK_WAIVE:
        mark(l, find(l, first, end, TOK_UNTIL), end, COLUMN_UNTIL, kind);
        break;
    default:
        break;
    }
}

static void mark_inner(struct layout *l, uint32_t first, uint32_t end, uint32_t kind)
{
    if (kind != TOK_NUM && kind != TOK_KEY && at(l, first)->width <= SHORT_WORD)
        mark(l, first + 1, end, COLUMN_KEYWORD, 0);
    switch (kind) {
    case TOK_NUM:
        mark(l, first + 1, end, COLUMN_POSITION, kind);
        mark(l, first + 2, end, COLUMN_MATCH, kind);
        break;
    case TOK_GATEWAY:
        mark(l, first + 2, end, COLUMN_NAME, kind);
        break;
    case TOK_HOST:
    case TOK_SUBNET:
    case TOK_APPLIANCE:
    case TOK_LOAD_BALANCER:
        mark(l, first + 2, end, COLUMN_VALUE, kind);
        break;
    case TOK_LINK:
        mark(l, find(l, first, end, TOK_BOTH), end, COLUMN_ARROW, kind);
        break;
    case TOK_ROUTE:
    case TOK_STATIC:
        mark(l, find(l, first, end, TOK_ARROW), end, COLUMN_ARROW, kind);
        break;
    case TOK_KEY:
        mark(l, find(l, first, end, TOK_EQUALS), end, COLUMN_EQUALS, kind);
        break;
    default:
        break;
    }
}

void layout_mark_statement(struct layout *l, uint32_t first, uint32_t end, bool is_inside)
{
    uint32_t kind = kind_of(l, first, end);
    if (is_inside)
        mark_inner(l, first, end, kind);
    else
        mark_declaration(l, first, end, kind);
    if (at(l, end)->kind == TOK_OPEN)
        mark(l, end, end + 1, COLUMN_BLOCK, kind);
}

void layout_mark_row(struct layout *l, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i < end; i++)
        mark(l, i, end, COLUMN_ROW, 0);
}

/* ---- the ends of long lines ---- */

static bool is_service(int kind)
{
    return kind == TOK_TCP || kind == TOK_UDP || kind == TOK_ICMP || kind == TOK_ANY;
}

bool layout_breaks_before(const struct layout *l, uint32_t piece)
{
    int before = at(l, piece - 1)->kind;
    switch (at(l, piece)->kind) {
    case TOK_VIA:
    case TOK_OVER:
    case TOK_AVOIDING:
    case TOK_WITHIN:
    case TOK_BOTH_WAYS:
    case TOK_UNINSPECTED:
    case TOK_UNDER:
    case TOK_AND:
    case TOK_IS:
    case TOK_UNTIL:
    case TOK_REASON:
    case TOK_TICKET:
    case TOK_SET:
    case TOK_ADD:
    case TOK_REMOVE:
    case TOK_ARROW:
    case TOK_ONLY:
        return true;
    case TOK_WHEN:
        return before != TOK_AND;
    case TOK_ON:
        return piece + 1 < l->pieces.count && is_service(at(l, piece + 1)->kind);
    default:
        return before == TOK_COMMA;
    }
}
