/*
 * order_numbers: AS numbers that one table alone puts into paths, and that nobody asks for.
 */
#include "compiler/order_internal.h"

/* AS numbers, each with the one table that has it; or SHARED, when several have it or somebody asks for it. */
#define SHARED IR_NONE
struct numbers {
    struct map *owner;
};

static void share(struct numbers *n, uint32_t asn)
{
    map_put(n->owner, &asn, sizeof asn, SHARED);
}

static void share_asked(const struct ir_edit *e, bool at_receiver, void *numbers)
{
    (void)at_receiver;
    if (e->strip_asn)
        share(numbers, e->strip_asn);
    if (e->replace_from) {
        share(numbers, e->replace_from);
        share(numbers, e->replace_to);
    }
}

static void share_clauses(struct numbers *n, const struct ir_clause *clauses, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < clauses[i].path_asn_count; k++)
            share(n, clauses[i].path_asns[k]);
}

static struct numbers numbers_of(struct arena *arena, const struct ir *ir)
{
    struct numbers n = {map_new(arena)};
    for (uint32_t t = 0; t < ir->table_count; t++) {
        uint32_t asn = ir->tables[t].asn, owner = t;
        if (!map_add(n.owner, &asn, sizeof asn, &owner))
            share(&n, asn);
    }
    for (uint32_t i = 0; i < ir->session_count; i++) {
        const struct ir_session *s = &ir->sessions[i];
        order_each_edit(s, share_asked, &n);
        share_clauses(&n, s->exports, s->export_count);
        share_clauses(&n, s->export_policy, s->export_policy_count);
        share_clauses(&n, s->imports, s->import_count);
        share_clauses(&n, s->import_policy, s->import_policy_count);
    }
    return n;
}

/* Looks at what one session puts in front of AS paths. */
struct prepends {
    struct numbers *numbers;
    uint32_t from;
    bool all_private;
};

static uint32_t owner_of(const struct numbers *n, uint32_t asn)
{
    uint32_t owner = SHARED;
    map_get(n->owner, &asn, sizeof asn, &owner);
    return owner;
}

static void share_foreign(const struct ir_edit *e, bool at_receiver, void *prepends)
{
    const struct prepends *p = prepends;
    if (e->prepend_count > 0 && (at_receiver || owner_of(p->numbers, e->prepend_asn) != p->from))
        share(p->numbers, e->prepend_asn);
}

static void check_private(const struct ir_edit *e, bool at_receiver, void *prepends)
{
    (void)at_receiver;
    struct prepends *p = prepends;
    p->all_private &= e->prepend_count == 0 || owner_of(p->numbers, e->prepend_asn) != SHARED;
}

void order_find_numbers(struct order_index *x, const struct ir *ir)
{
    struct arena *scratch = arena_create();
    struct numbers n = numbers_of(scratch, ir);
    for (uint32_t i = 0; i < ir->session_count; i++) {
        struct prepends p = {&n, ir->sessions[i].from, true};
        order_each_edit(&ir->sessions[i], share_foreign, &p);
    }
    for (uint32_t i = 0; i < ir->session_count; i++) {
        struct prepends p = {&n, ir->sessions[i].from, !x->sets_med};
        order_each_edit(&ir->sessions[i], check_private, &p);
        x->private_numbers[i] = p.all_private;
    }
    for (uint32_t t = 0; t < ir->table_count; t++)
        x->shared_number[t] = owner_of(&n, ir->tables[t].asn) == SHARED;
    arena_destroy(scratch);
}
