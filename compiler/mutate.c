/*
 * mutate: finds the mutants of a design by a walk over its tree. The head of mutate.h lists what is changed. A removed
 * node keeps its place in the list of its siblings by its own `next`, so that undoing needs no search for it.
 */
#include "compiler/mutate.h"

#include <string.h>

#include "base/vec.h"

#define EXCERPT_MAX 60u /* bytes of the text that are shown of a declaration */

struct finder {
    struct arena *arena;
    const struct source_set *sources;
    VEC(struct mutant) list;
};

/* ---- what is said of a mutant ---- */

/* The text of a node in one line, without the semicolon at its end; long ones are cut between two characters. */
static const char *excerpt(const struct finder *f, const struct ast *node)
{
    char *text = source_excerpt(f->sources, f->arena, node->span);
    size_t length = strlen(text);
    if (length > 0 && text[length - 1] == ';')
        text[--length] = '\0';
    if (length <= EXCERPT_MAX)
        return text;
    length = EXCERPT_MAX;
    while (length > 0 && ((unsigned char)text[length] & 0xC0u) == 0x80u)
        length--;
    text[length] = '\0';
    return arena_printf(f->arena, "%s...", text);
}

static void add(struct finder *f, enum mutant_kind kind, struct ast *parent, struct ast *node,
                const char *change)
{
    struct mutant m = {kind, node->span, change, parent, node};
    vec_push(f->arena, &f->list, m);
}

static void add_removed(struct finder *f, struct ast *parent, struct ast *node)
{
    add(f, MUTANT_REMOVED, parent, node, arena_printf(f->arena, "without `%s`", excerpt(f, node)));
}

/* ---- flips ---- */

static enum keyword flipped_word(const struct ast *node)
{
    enum keyword yes = node->kind == AST_RULE ? KW_ALLOW : KW_PERMIT;
    return node->word == yes ? KW_DENY : yes;
}

static void add_flipped(struct finder *f, struct ast *parent, struct ast *node)
{
    const char *change = node->kind == AST_FLAG ? arena_printf(f->arena, "`%s` %s", keyword_text(node->word),
                                                               node->number == AST_ON ? "off" : "on")
                                                : arena_printf(f->arena, "`%s` instead of `%s` in `%s`",
                                                               keyword_text(flipped_word(node)),
                                                               keyword_text(node->word), excerpt(f, node));
    add(f, MUTANT_FLIPPED, parent, node, change);
}

/* ---- the walk ---- */

static bool is_description(const struct ast *statement)
{
    switch (statement->word) {
    case KW_ADDRESS:
    case KW_BGP_ADDRESS:
    case KW_LOCATION:
    case KW_SKU:
    case KW_TIER:
    case KW_TAG:
        return true;
    default:
        return false;
    }
}

static bool is_removed(const struct ast *node)
{
    switch (node->kind) {
    case AST_SITE:
    case AST_CIRCUIT:
    case AST_PEERING:
    case AST_CONNECT:
    case AST_SUBNET:
    case AST_GATEWAY:
    case AST_ROUTER:
    case AST_LINK:
    case AST_APPLIANCE:
    case AST_FIREWALL:
    case AST_LOAD_BALANCER:
    case AST_ROUTE_SERVER:
    case AST_ROUTE:
    case AST_STATIC_ROUTE:
    case AST_ROUTING_INTENT:
    case AST_RULE:
    case AST_DNAT:
    case AST_POLICY_USE:
    case AST_POLICY_LINE:
    case AST_POLICY_MATCH:
    case AST_POLICY_ACTION:
        return true;
    case AST_PROPERTY:
        return !is_description(node);
    default:
        return false;
    }
}

static bool is_flipped(const struct ast *node)
{
    return node->kind == AST_RULE || node->kind == AST_POLICY_LINE ||
           (node->kind == AST_FLAG && node->number != AST_UNKNOWN);
}

static bool is_value(const struct ast *node)
{
    return node->kind != AST_HOP && node->kind != AST_LABEL;
}

/* Each of several values of a statement. */
static void find_values(struct finder *f, struct ast *statement)
{
    uint32_t values = 0;
    for (struct ast *kid = statement->kids; kid; kid = kid->next)
        values += is_value(kid);
    for (struct ast *kid = statement->kids; kid && values > 1; kid = kid->next)
        if (is_value(kid))
            add_removed(f, statement, kid);
}

static bool says_nothing_of_the_network(const struct ast *node)
{
    return node->kind == AST_CLAIM || node->kind == AST_MATRIX || node->kind == AST_GROUP ||
           node->kind == AST_LET || node->kind == AST_DESIGN || node->kind == AST_PROFILE;
}

static void find_below(struct finder *f, struct ast *parent)
{
    for (struct ast *kid = parent->kids; kid; kid = kid->next) {
        if (says_nothing_of_the_network(kid))
            continue;
        if (is_removed(kid))
            add_removed(f, parent, kid);
        if (is_flipped(kid))
            add_flipped(f, parent, kid);
        if (kid->kind == AST_ROUTE || kid->kind == AST_STATIC_ROUTE ||
            (kid->kind == AST_PROPERTY && !is_description(kid)))
            find_values(f, kid);
        else if (kid->kind == AST_MATCH)
            for (struct ast *part = kid->kids; part; part = part->next)
                add_removed(f, kid, part);
        else
            find_below(f, kid);
    }
}

struct mutants mutants_of(struct arena *arena, const struct source_set *sources, const struct ast *tree)
{
    struct finder f = {.arena = arena, .sources = sources};
    struct ast *copy = ast_copy(arena, tree);
    find_below(&f, copy);
    return (struct mutants){copy, f.list.at, f.list.count};
}

/* ---- changing the tree ---- */

static void flip(struct ast *node)
{
    if (node->kind == AST_FLAG)
        node->number = node->number == AST_ON ? AST_OFF : AST_ON;
    else
        node->word = flipped_word(node);
}

/* The sibling before `node` when it is among the kids, or before the place where it was. */
static struct ast *before(const struct mutant *m)
{
    struct ast *last = NULL;
    for (struct ast *kid = m->parent->kids; kid && kid != m->node && kid != m->node->next; kid = kid->next)
        last = kid;
    return last;
}

void mutant_apply(const struct mutant *m)
{
    if (m->kind == MUTANT_FLIPPED) {
        flip(m->node);
        return;
    }
    struct ast *previous = before(m);
    if (previous)
        previous->next = m->node->next;
    else
        m->parent->kids = m->node->next;
    if (m->parent->last == m->node)
        m->parent->last = previous;
}

void mutant_undo(const struct mutant *m)
{
    if (m->kind == MUTANT_FLIPPED) {
        flip(m->node);
        return;
    }
    struct ast *previous = before(m);
    if (previous)
        previous->next = m->node;
    else
        m->parent->kids = m->node;
    if (!m->node->next)
        m->parent->last = m->node;
}
