/*
 * check_size: is the route network small enough to be judged? The limits are those of base/limits.def.
 */
#include "compiler/private.h"

#include "base/limits.h"

static bool too_many(struct compilation *c, struct span at, enum limit_id id, const char *what)
{
    struct diag *d = diag_add(c->diags, DIAG_DESIGN_TOO_LARGE, at, "the design has more than %s %s",
                              limit_text(c->arena, id, limit_of(id)), what);
    diag_help(c->diags, d, "%s", limit_remedy(c->arena, id));
    return false;
}

/* The declaration that brings in the prefix beyond the limit, or the next best. */
static struct span place_of_prefix(const struct ir *ir, uint64_t prefix)
{
    for (uint32_t i = 0; i < ir->origin_count; i++)
        if (ir->origins[i].prefix >= prefix)
            return ir->origins[i].hop.span;
    return SPAN_NONE;
}

bool check_mesh(struct compilation *c, const struct model *m)
{
    uint64_t sessions = 0;
    for (uint32_t i = 0; i < m->sites.count; i++) {
        uint64_t routers = m->sites.at[i].routers.count;
        sessions += routers > 0 ? routers * (routers - 1) : 0;
        if (sessions > limit_of(LIMIT_SESSIONS))
            return too_many(c, m->sites.at[i].name_span, LIMIT_SESSIONS,
                            "sessions between routers of one site");
    }
    return true;
}

bool check_size(struct compilation *c, const struct ir *ir)
{
    uint64_t elements = limit_of(LIMIT_ELEMENTS), prefixes = limit_of(LIMIT_PREFIXES);
    if (ir->element_count > elements)
        return too_many(c, ir->elements[elements].span, LIMIT_ELEMENTS,
                        "elements (what can be up or down, settings and announcements included)");
    if (ir->prefix_count > prefixes)
        return too_many(c, place_of_prefix(ir, prefixes), LIMIT_PREFIXES, "different prefixes");
    return true;
}

bool check_claim_count(struct compilation *c, uint32_t count, struct span at)
{
    return count < limit_of(LIMIT_CLAIMS) || too_many(c, at, LIMIT_CLAIMS, "claims");
}
