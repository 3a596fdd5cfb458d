/*
 * support: one way to refuse what the language has and this version does not model. Nothing is ever ignored:
 * each pass hands every statement it does not know here.
 */
#include "compiler/private.h"

#include <stdarg.h>

void not_supported(struct compilation *c, struct span at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = arena_vprintf(c->arena, format, args);
    va_end(args);
    diag_add(c->diags, DIAG_NOT_SUPPORTED, at, "not supported yet: %s", what);
}

/* What the statement is called where it is written. */
static const char *statement_word(const struct ast *s)
{
    if (s->kind == AST_POLICY_USE)
        return keyword_text(KW_POLICY);
    return s->word != KW_NONE ? keyword_text(s->word) : ast_kind_name(s->kind);
}

void not_supported_statement(struct compilation *c, const struct ast *s, const char *where)
{
    if (s->kind == AST_FLAG && s->number == AST_UNKNOWN)
        not_supported(c, s->span, "an unknown `%s` (`?`) %s; write `on` or `off`", statement_word(s), where);
    else
        not_supported(c, s->span, "`%s` %s", statement_word(s), where);
}
