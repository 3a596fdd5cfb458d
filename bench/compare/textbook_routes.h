/*
 * What the files of the textbook encoding share that write down the routes for one prefix: textbook_routes.c, with records and
 * what becomes of them on their way in textbook_records.c, and the choice among them in textbook_best.c.
 */
#ifndef BENCH_TEXTBOOK_ROUTES_H
#define BENCH_TEXTBOOK_ROUTES_H

#include "bench/compare/textbook.h"

/* Writing down the routes for one prefix. */
struct tb_writing {
    struct tb *q;
    const struct tb_slice *slice;
    struct tb_rib *ribs;
};

static inline Z3_ast tb_plus(struct tb *q, Z3_ast a, Z3_ast b)
{
    return Z3_mk_bvadd(q->z3, a, b);
}

/* ---- textbook_records.c ---- */

/* A record of variables; that of an origin; one that can be changed without changing `r`. */
struct tb_record tb_free_record(struct tb_writing *w);
struct tb_record tb_origin_record(struct tb_writing *w, const struct ir_origin *o);
struct tb_record tb_copy_record(struct tb_writing *w, const struct tb_record *r);
/* The number becomes `value`, if it is one of those that matter. */
void tb_set_number(struct tb_writing *w, struct tb_record *r, enum tb_number n, uint64_t value);
/* Does the AS path hold the number? */
Z3_ast tb_holds_asn(struct tb_writing *w, const struct tb_record *r, uint32_t asn);
void tb_edit(struct tb_writing *w, struct tb_record *r, const struct ir_edit *e);
/* The first clause that matches decides, and edits. */
void tb_filter(struct tb_writing *w, struct tb_record *r, const struct ir_clause *clauses, uint32_t count);

/* ---- textbook_best.c ---- */

/* Does it matter which of several selected routes is the announced one? */
bool tb_has_choice(struct tb_writing *w, uint32_t table);
/* Which candidates of the table are selected. */
void tb_select_best(struct tb_writing *w, uint32_t table);
/* The record of the table is that of the announced route; where it matters not which of them, or where there is only
 * one, that of every selected one. */
void tb_announce(struct tb_writing *w, uint32_t table);

#endif
