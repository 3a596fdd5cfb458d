/*
 * repeats: statements that may stand once in their block. A second value would silently replace the first, so
 * it is refused. Looks at the tree only: what stands twice is wrong whatever it means.
 */
#include "compiler/private.h"

/* Lists of addresses, prefixes and the like add up; of these properties there is one value. */
static bool has_one_value(enum keyword word)
{
    switch (word) {
    case KW_REGION:
    case KW_ASN:
    case KW_LOCATION:
    case KW_TIER:
    case KW_SKU:
    case KW_ADVERTISE:
    case KW_ACCEPT:
    case KW_LOCAL_PREFERENCE:
    case KW_WEIGHT:
    case KW_PREPEND:
    case KW_MED:
    case KW_STRIP:
    case KW_NEXT_HOP:
    case KW_DELAY:
    case KW_COST:
    case KW_PREFERENCE:
    case KW_ROUTE_TABLE:
    case KW_SECURITY_GROUP:
    case KW_DEFAULT_SITE:
    case KW_SNAT:
    case KW_STATEFUL:
    case KW_INSTANCES:
        return true;
    default:
        return false;
    }
}

static bool may_stand_once(const struct ast *block, const struct ast *s)
{
    return block->kind == AST_COLUMNS || s->kind == AST_FLAG || s->kind == AST_ATTRIBUTE ||
           s->kind == AST_EXPECT || s->kind == AST_KEY || s->kind == AST_COLUMNS || s->kind == AST_ROW ||
           s->kind == AST_RULES || (s->kind == AST_PROPERTY && has_one_value(s->word));
}

/* The head of a column. */
static bool is_head(const struct ast *s)
{
    return s->kind == AST_PATH || s->kind == AST_PREFIX || s->kind == AST_ADDRESS;
}

static const char *statement_text(const struct ast *s)
{
    switch (s->kind) {
    case AST_KEY:
    case AST_ROW:
    case AST_PATH:
    case AST_PREFIX:
    case AST_ADDRESS:
        return s->name;
    case AST_COLUMNS:
        return keyword_text(KW_COLUMNS);
    case AST_EXPECT:
        return keyword_text(KW_EXPECT);
    case AST_RULES:
        return keyword_text(KW_RULES);
    default:
        return keyword_text(s->word);
    }
}

/* The same statement? Rows, columns and keys of a matrix are told apart by their names, which are interned. */
static bool is_same(const struct ast *a, const struct ast *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == AST_KEY || a->kind == AST_ROW || is_head(a))
        return a->name == b->name;
    return a->kind == AST_EXPECT || a->kind == AST_RULES || a->word == b->word;
}

static const char *statement_kind(const struct ast *s)
{
    return s->kind == AST_ROW ? "row " : s->kind == AST_KEY ? "key " : is_head(s) ? "column " : "";
}

static void check_block(struct compilation *c, const struct ast *block)
{
    for (const struct ast *s = block->kids; s; s = s->next) {
        if (!may_stand_once(block, s))
            continue;
        for (const struct ast *old = block->kids; old != s; old = old->next) {
            if (!is_same(old, s))
                continue;
            struct diag *d = diag_add(c->diags, DIAG_STATEMENT_TWICE, s->span, "%s`%s` is given twice",
                                      statement_kind(s), statement_text(s));
            diag_label(c->diags, d, old->span, "first given here");
            break;
        }
    }
}

void check_repeats(struct compilation *c, const struct ast *node)
{
    check_block(c, node);
    for (const struct ast *kid = node->kids; kid; kid = kid->next)
        check_repeats(c, kid);
}
