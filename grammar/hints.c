/*
 * hints: help lines for slips of the pen that are easy to foresee.
 *
 * May assume that the token that was found is the last one of the token stream. Promises a hint only where
 * the tokens before leave no doubt about what was meant; silence is better than wrong advice.
 */
#include "grammar/hints.h"

#include <string.h>

/* The token `back` places before the one that was found, of the same statement; else TOK_YYEOF. */
static int kind_before(const struct parser *p, uint32_t back)
{
    bool known = p->recent_count <= PARSER_RECENT_MAX && p->recent_count > back;
    return known ? p->recent[p->recent_count - 1 - back].kind : TOK_YYEOF;
}

static uint32_t count_expected(const struct syntax_error *e)
{
    uint32_t count = 0;
    for (int t = 0; t < SYNTAX_TOKENS_MAX; t++)
        count += e->expected[t];
    return count;
}

static struct diag *help_length(struct parser *p, const struct syntax_error *e, struct diag *d)
{
    struct diag_list *l = p->context->diags;
    int width = (int)(e->at.end - e->at.begin);
    const char *text = p->text + e->at.begin;
    if (e->found == TOK_IP && e->expected[TOK_SUBNETWORK])
        diag_help(l, d, "a prefix has a length: `%.*s/%d`", width, text,
                  memchr(text, ':', (size_t)width) ? 128 : 32);
    else if (e->found == TOK_SUBNETWORK && e->expected[TOK_IP])
        diag_help(l, d, "an address has no length: `%.*s`", (int)strcspn(text, "/"), text);
    else if (e->found == TOK_NUM && e->expected[TOK_TIME])
        diag_help(l, d, "a duration has a unit: `%.*sms`", width, text);
    else
        return NULL;
    return d;
}

/* ---- sites ---- */

/* Is the next sign in the text, behind blanks, a `{`? */
static bool opens_next(const struct parser *p, struct span at)
{
    return p->text[at.end + strspn(p->text + at.end, " \t\r\n")] == '{';
}

/* `site hub {`: the kind is missing. A kind that is misspelt has a name behind it. */
static bool lacks_kind(const struct parser *p, const struct syntax_error *e)
{
    return e->expected[TOK_ONPREM] && e->expected[TOK_VHUB] && kind_before(p, 1) == TOK_SITE &&
           opens_next(p, e->at);
}

/* ---- claims ---- */

static bool is_endpoint(int token)
{
    return token == TOK_IDENT || token == TOK_DOTTED || token == TOK_IP || token == TOK_SUBNETWORK ||
           token == TOK_INTERNET;
}

/* `a, c can reach b`, `a can reach b, c` or `a can reach b and c`: one endpoint stands before the comma, and
 * before that what endpoints stand behind. */
static bool lacks_braces(const struct parser *p, const struct syntax_error *e)
{
    if ((e->found != TOK_COMMA && e->found != TOK_AND) || !is_endpoint(kind_before(p, 1)))
        return false;
    switch (kind_before(p, 2)) {
    case TOK_REACH:
    case TOK_REACHES:
        return true;
    case TOK_TO:
        return e->expected[TOK_ON];
    case TOK_AND:
        return e->expected[TOK_ARE];
    case TOK_FROM:
        return e->expected[TOK_TO];
    case TOK_COLON:
        return e->expected[TOK_CAN];
    default:
        return false;
    }
}

static void help_braces(struct parser *p, struct diag *d)
{
    if (kind_before(p, 2) == TOK_COLON)
        diag_help(p->context->diags, d, "several endpoints stand in braces: `{ a, b } can reach c`");
    else
        diag_help(p->context->diags, d, "several endpoints stand in braces: `{ %s, ... }`",
                  source_excerpt(p->context->sources, p->arena, p->previous.span));
}

/* `via 10.0.0.4`: in places there are names. */
static bool lacks_place(const struct parser *p, const struct syntax_error *e)
{
    if ((e->found != TOK_IP && e->found != TOK_SUBNETWORK) || !e->expected[TOK_IDENT])
        return false;
    int before = kind_before(p, 1);
    return before == TOK_VIA || before == TOK_OVER || before == TOK_AVOIDING || before == TOK_THROUGH ||
           before == TOK_OR || before == TOK_WHEN;
}

/* ---- routes, rules and services ---- */

/* `route P -> hub.fw`, `-> 10.0.0.4`: the kind of the next hop is missing. Returns its word, or NULL. */
static const char *lacks_hop_kind(const struct parser *p, const struct syntax_error *e)
{
    if (kind_before(p, 1) != TOK_ARROW || !e->expected[TOK_APPLIANCE] || !e->expected[TOK_ADDRESS])
        return NULL;
    if (e->found == TOK_DOTTED)
        return "appliance";
    return e->found == TOK_IP ? "address" : NULL;
}

/* `on https`, `on tcp 443, 80`, `allow http`: a word or number where a protocol stands. */
static bool lacks_protocol(const struct syntax_error *e)
{
    return e->expected[TOK_TCP] && e->expected[TOK_UDP] && e->expected[TOK_ICMP] &&
           (e->found == TOK_IDENT || e->found == TOK_NUM);
}

static void help_protocol(struct parser *p, const struct syntax_error *e, struct diag *d, const char *found)
{
    if (e->expected[TOK_FROM])
        diag_help(p->context->diags, d, "a rule names a protocol, and ports behind it: `tcp port 443`");
    else if (e->found == TOK_NUM)
        diag_help(p->context->diags, d, "every port has its protocol: `tcp %s`", found);
    else
        diag_help(p->context->diags, d, "a service is a protocol and perhaps a port: `tcp 443`");
}

void hints_add(struct parser *p, const struct syntax_error *e, struct diag *d)
{
    struct diag_list *l = p->context->diags;
    const char *found = source_excerpt(p->context->sources, p->arena, e->at);
    if (help_length(p, e, d))
        return;
    if (lacks_hop_kind(p, e))
        diag_help(l, d, "the kind of the next hop comes first: `%s %s`", lacks_hop_kind(p, e), found);
    else if (strcmp(found, "*") == 0 && e->expected[TOK_ANY])
        diag_help(l, d, "`any` stands for all");
    else if (lacks_protocol(e))
        help_protocol(p, e, d, found);
    else if (lacks_kind(p, e))
        diag_help(l, d, "a site has a kind: `site vnet %s`, `site onprem %s`", found, found);
    else if (lacks_braces(p, e))
        help_braces(p, d);
    else if (e->found == TOK_NOT && e->expected[TOK_REACH] && kind_before(p, 1) == TOK_CAN)
        diag_help(l, d, "write `cannot`");
    else if (lacks_place(p, e))
        diag_help(l, d,
                  "a place is a name: of a gateway, router, appliance, circuit, connection, peering or site");
    else if (e->found == TOK_OPEN && kind_before(p, 1) == TOK_VIA)
        diag_help(l, d, "places have no braces: `via a or b` is any of them, `via a, b` one after the other");
    else if (e->expected[TOK_UNDER] && e->expected[TOK_WHEN] && count_expected(e) == 2)
        diag_help(l, d, "every condition begins with its own `when` or `under`");
}
