/*
 * build: nodes from the pieces that the grammar found.
 *
 * May assume that the pieces have the form that the grammar demands. Promises nodes of the shapes in
 * ast_kinds.def, with spans that cover the whole construct.
 */
#include "grammar/build.h"

#include <ctype.h>
#include <string.h>

#include "grammar/parser.h"

#define PORT_MAX 65535
#define PREFIX_LENGTH_MAX 128

/* Is this byte part of a word, such as a keyword, a path or a number? */
static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.' || c == '/';
}

/* The first word inside `span`, or all of it when it begins with a sign. */
static struct span first_word(const struct parser *p, struct span span)
{
    struct span word = {span.file, span.begin, span.begin};
    while (word.end < span.end && is_word_byte(p->text[word.end]))
        word.end++;
    return word.end > word.begin ? word : span;
}

static void adopt(struct ast *parent, struct ast *list)
{
    if (list)
        build_join(parent, list);
}

struct ast *build(struct parser *p, enum ast_kind kind, struct span span, const struct parts *parts)
{
    struct ast *node = ast_new(p->arena, kind, span);
    node->word = parts->word;
    node->number = parts->number;
    node->name = parts->name ? parts->name->name : NULL;
    node->name_span = parts->name ? parts->name->span : first_word(p, span);
    ast_add(node, parts->first);
    ast_add(node, parts->second);
    ast_add(node, parts->third);
    adopt(node, parts->kids);
    adopt(node, parts->more);
    return node;
}

struct ast *build_list(struct parser *p, struct ast *first)
{
    return ast_add(ast_new(p->arena, AST_SET, SPAN_NONE), first);
}

struct ast *build_join(struct ast *list, struct ast *more)
{
    if (!list->kids)
        list->kids = more->kids;
    else
        list->last->next = more->kids;
    if (more->last)
        list->last = more->last;
    return list;
}

struct ast *build_extend(struct ast *parent, struct ast *kid)
{
    parent->span = span_join(parent->span, kid->span);
    return ast_add(parent, kid);
}

/* A leaf whose name is `text`. */
static struct ast *leaf(struct parser *p, enum ast_kind kind, struct span span, const char *text,
                        size_t length)
{
    struct ast *node = ast_new(p->arena, kind, span);
    node->name = intern_text(p->context->names, text, length);
    node->name_span = span;
    return node;
}

struct ast *build_name(struct parser *p, struct span span, enum keyword word)
{
    const char *text = keyword_text(word);
    return leaf(p, AST_NAME, span, text, strlen(text));
}

struct ast *build_reserved(struct parser *p, struct span span, enum keyword word)
{
    diag_add(p->context->diags, DIAG_RESERVED_NAME, span, "`%s` is a reserved word and cannot be a name here",
             keyword_text(word));
    return build_name(p, span, word);
}

struct ast *build_sign(struct parser *p, struct span span)
{
    return leaf(p, AST_NAME, span, p->text + span.begin, span.end - span.begin);
}

struct ast *build_path(struct ast *name)
{
    name->kind = AST_PATH;
    return name;
}

struct ast *build_community(struct parser *p, struct span span, enum keyword word)
{
    struct ast *node = build_name(p, span, word);
    node->kind = AST_COMMUNITY;
    return node;
}

struct ast *build_property(struct parser *p, struct span span, enum keyword word, struct ast *values)
{
    return NODE(PROPERTY, span, .word = word, .kids = values);
}

struct ast *build_single(struct parser *p, struct span span, enum keyword word, struct ast *value)
{
    return NODE(PROPERTY, span, .word = word, .first = value);
}

struct ast *build_flag(struct parser *p, struct span span, enum keyword word, uint64_t state)
{
    return NODE(FLAG, span, .word = word, .number = state);
}

struct ast *build_network(struct parser *p, struct ast *prefix)
{
    char text[PREFIX_TEXT_MAX];
    if (prefix->number == 0)
        return prefix;
    prefix->number = 0;
    struct diag *d =
        diag_add(p->context->diags, DIAG_HOST_BITS, prefix->span, "`%s` has bits set beyond its length of %u",
                 source_excerpt(p->context->sources, p->arena, prefix->span), prefix->prefix.length);
    diag_help(p->context->diags, d, "write `%s`", prefix_print(prefix->prefix, text));
    return prefix;
}

struct ast *build_written(struct parser *p, struct ast *endpoint)
{
    if (!endpoint->name)
        endpoint->name = intern_text(p->context->names, p->text + endpoint->span.begin,
                                     endpoint->span.end - endpoint->span.begin);
    return endpoint;
}

struct ast *build_value(struct ast *endpoint)
{
    return endpoint->kind == AST_PATH ? NULL : endpoint;
}

struct ast *build_port(struct parser *p, struct ast *port)
{
    if (port->number > PORT_MAX || port->number_to > PORT_MAX)
        diag_add(p->context->diags, DIAG_PORT_TOO_LARGE, port->span, "a port is at most %d", PORT_MAX);
    return port;
}

struct ast *build_bound(struct parser *p, enum ast_kind kind, struct span span, const struct ast *number)
{
    if (number->number > PREFIX_LENGTH_MAX)
        diag_add(p->context->diags, DIAG_PREFIX_TOO_LONG, number->span,
                 "a prefix length is at most 32 for IPv4 and %d for IPv6", PREFIX_LENGTH_MAX);
    return build(p, kind, span, &(struct parts){.number = number->number});
}

/* The number of a fact called `text`, or 0. */
static uint64_t fact_number(const char *text)
{
    if (text[0] != 'F' || strlen(text) > 4 || text[1] == '0')
        return 0;
    uint64_t number = 0;
    for (const char *c = text + 1; *c; c++) {
        if (!isdigit((unsigned char)*c))
            return 0;
        number = number * 10 + (uint64_t)(*c - '0');
    }
    return number;
}

struct ast *build_fact(struct parser *p, const struct ast *name)
{
    uint64_t number = fact_number(name->name);
    if (number == 0)
        diag_add(p->context->diags, DIAG_BAD_FACT, name->span,
                 "`%s` is no fact: `F` and a number are expected", name->name);
    return NODE(FACT, name->span, .number = number);
}

struct ast *build_rule_endpoint(struct ast *endpoint)
{
    if (endpoint->kind == AST_PATH && strcmp(endpoint->name, keyword_text(KW_AZURE_LOAD_BALANCER)) == 0) {
        endpoint->kind = AST_WORD;
        endpoint->word = KW_AZURE_LOAD_BALANCER;
        endpoint->name = NULL;
    }
    return endpoint;
}

struct ast *build_services(struct parser *p, struct ast *assertion, struct ast *services)
{
    struct ast *to = ast_kid(assertion, 1);
    const struct ast *earlier = ast_find(assertion, AST_SERVICES, KW_NONE);
    assertion->span = span_join(assertion->span, services->span);
    if (earlier) {
        struct diag *d =
            diag_add(p->context->diags, DIAG_SERVICES_TWICE, services->name_span, "`on` is given twice");
        diag_label(p->context->diags, d, earlier->name_span, "first given here");
        diag_help(p->context->diags, d, "join the services with commas, as in `on tcp 80, icmp`");
        return assertion;
    }
    services->next = to->next;
    to->next = services;
    if (assertion->last == to)
        assertion->last = services;
    return assertion;
}

struct ast *build_half_peering(struct parser *p, struct span span, struct ast *from, struct ast *to,
                               struct ast *flags, struct span block)
{
    struct ast *end = NODE(END, block, .name = from, .kids = flags);
    return ast_add(NODE(PEERING, span, .word = KW_ARROW, .first = from, .second = to), end);
}

struct ast *build_intent(struct ast *intent, struct span span, struct ast *firewall)
{
    intent->span = span;
    intent->name_span =
        (struct span){span.file, span.begin, span.begin + (uint32_t)strlen(keyword_text(KW_ROUTING_INTENT))};
    return ast_add(intent, firewall);
}

struct span build_span(const struct span *rhs, int count)
{
    int first = 1;
    int last = count;
    while (first < last && rhs[first].begin == rhs[first].end)
        first++;
    while (last > first && rhs[last].begin == rhs[last].end)
        last--;
    if (count == 0)
        return (struct span){rhs[0].file, rhs[0].end, rhs[0].end};
    return span_join(rhs[first], rhs[last]);
}
