/*
 * ast: nodes, their children, and the dump.
 *
 * Keywords are sorted in keywords.def, so a word is found by halves and needs no table at run time.
 */
#include "grammar/ast.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *text;
    bool reserved;
} keywords[KW_COUNT] = {
    [KW_NONE] = {"", false},
#define KEYWORD(name, word, is_reserved) [KW_##name] = {(word), (is_reserved)},
#include "grammar/keywords.def"
#undef KEYWORD
};

static const char *const kind_names[AST_KIND_COUNT] = {
#define AST(name, text, shape) [AST_##name] = (text),
#include "grammar/ast_kinds.def"
#undef AST
};

const char *keyword_text(enum keyword k)
{
    return keywords[k].text;
}

bool keyword_is_reserved(enum keyword k)
{
    return keywords[k].reserved;
}

/* As strcmp, of text[0..length) and a keyword. */
static int compare_word(const char *text, size_t length, const char *word)
{
    int order = strncmp(text, word, length);
    return order == 0 && word[length] != '\0' ? -1 : order;
}

enum keyword keyword_of(const char *text, size_t length)
{
    uint32_t low = KW_NONE + 1;
    uint32_t high = KW_COUNT;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_word(text, length, keywords[middle].text);
        if (order == 0)
            return (enum keyword)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return KW_NONE;
}

const char *ast_kind_name(enum ast_kind k)
{
    return kind_names[k];
}

struct ast *ast_new(struct arena *a, enum ast_kind kind, struct span span)
{
    struct ast *node = arena_new(a, struct ast);
    node->kind = kind;
    node->span = span;
    node->name_span = span;
    return node;
}

struct ast *ast_add(struct ast *parent, struct ast *kid)
{
    if (!kid)
        return parent;
    assert(!kid->next);
    if (parent->last)
        parent->last->next = kid;
    else
        parent->kids = kid;
    parent->last = kid;
    return parent;
}

struct ast *ast_copy(struct arena *a, const struct ast *node)
{
    struct ast *copy = arena_new(a, struct ast);
    *copy = *node;
    copy->kids = copy->last = copy->next = NULL;
    for (const struct ast *kid = node->kids; kid; kid = kid->next)
        ast_add(copy, ast_copy(a, kid));
    return copy;
}

uint32_t ast_count(const struct ast *node)
{
    uint32_t count = 0;
    for (const struct ast *kid = node->kids; kid; kid = kid->next)
        count++;
    return count;
}

struct ast *ast_kid(const struct ast *node, uint32_t n)
{
    struct ast *kid = node->kids;
    while (kid && n-- > 0)
        kid = kid->next;
    return kid;
}

struct ast *ast_find(const struct ast *node, enum ast_kind kind, enum keyword word)
{
    for (struct ast *kid = node->kids; kid; kid = kid->next)
        if (kid->kind == kind && (word == KW_NONE || kid->word == word))
            return kid;
    return NULL;
}

/* ---- dump ---- */

static void dump_string(const char *text, struct buf *out)
{
    buf_add(out, " \"");
    for (const char *c = text; *c; c++) {
        if (*c == '\n') {
            buf_add(out, "\\n");
        } else if (*c == '\t') {
            buf_add(out, "\\t");
        } else {
            if (*c == '"' || *c == '\\')
                buf_add(out, "\\");
            buf_add_bytes(out, c, 1);
        }
    }
    buf_add(out, "\"");
}

static void dump_name(const struct ast *node, struct buf *out)
{
    if (!node->name)
        return;
    if (node->kind == AST_STRING || node->kind == AST_INCLUDE)
        dump_string(node->name, out);
    else
        buf_printf(out, " %s", node->name);
}

static void dump_switch(uint64_t state, struct buf *out)
{
    buf_add(out, state == AST_ON ? " on" : state == AST_OFF ? " off" : " ?");
}

static void dump_value(const struct ast *node, struct buf *out)
{
    char text[PREFIX_TEXT_MAX];
    switch (node->kind) {
    case AST_PREFIX:
        buf_printf(out, " %s", prefix_print(node->prefix, text));
        break;
    case AST_ADDRESS:
        buf_printf(out, " %s", addr_print(node->prefix.address, text));
        break;
    case AST_FLAG:
    case AST_COND_FLAG:
        dump_switch(node->number, out);
        break;
    case AST_RANGE:
        buf_printf(out, " %llu-%llu", (unsigned long long)node->number, (unsigned long long)node->number_to);
        break;
    case AST_DURATION:
    case AST_Q_WITHIN_DELAY:
        buf_printf(out, " %lluus", (unsigned long long)node->number);
        break;
    case AST_FACT:
        buf_printf(out, " F%llu", (unsigned long long)node->number);
        break;
    case AST_ASSERT_LEARNS:
    case AST_ASSERT_ADVERTISES:
        buf_add(out, node->number ? " yes" : " no");
        break;
    case AST_NUMBER:
    case AST_GE:
    case AST_LE:
    case AST_DATE:
    case AST_Q_WITHIN_HOPS:
    case AST_COND_FAILURES:
        buf_printf(out, " %llu", (unsigned long long)node->number);
        break;
    default:
        break;
    }
}

static void dump(const struct ast *node, size_t depth, struct buf *out)
{
    buf_fill(out, ' ', 2 * depth);
    buf_add(out, ast_kind_name(node->kind));
    if (node->word != KW_NONE)
        buf_printf(out, " %s", keyword_text(node->word));
    dump_name(node, out);
    dump_value(node, out);
    buf_add(out, "\n");
    for (const struct ast *kid = node->kids; kid; kid = kid->next)
        dump(kid, depth + 1, out);
}

void ast_dump(const struct ast *root, struct buf *out)
{
    dump(root, 0, out);
}
