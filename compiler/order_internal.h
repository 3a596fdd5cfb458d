/*
 * order_internal: what the files of order share. order.c looks at one prefix; order_index.c and order_numbers.c know the
 * network whatever the prefix; order_filters.c says what passes a session, order_compare.c what tables compare first.
 */
#ifndef NICC_COMPILER_ORDER_INTERNAL_H
#define NICC_COMPILER_ORDER_INTERNAL_H

#include "base/map.h"
#include "base/scc.h"
#include "compiler/order.h"
#include "compiler/prefix_list.h"

/* What is asked of sessions for every prefix, close together in memory. */
struct brief {
    uint32_t from, to;
    uint32_t least, most; /* numbers that it adds to AS paths */
    uint32_t longer;      /* distance that it adds at most */
    bool is_igp, has_via, loop_check;
};

struct order_index {
    const struct ir *ir;
    struct scc_graph out;     /* by table: sessions out of it */
    struct scc_graph inner;   /* and those to tables with sessions out of them */
    struct scc_graph origins; /* by prefix: its origins */
    bool *private_numbers;    /* by session */
    bool *shared_number;      /* by table: others may put its AS number into a path */
    bool *asks_prefix;        /* by session: its filters list prefixes */
    struct map *list_numbers; /* of long lists of prefixes (struct list_key), their number in */
    VEC(const struct prefix_list *) lists;
    bool *ties_by_path,
        *ties_by_metric; /* by table: all that any session could bring it ties before that step */
    struct brief *brief; /* by session */
    bool sets_local_pref, sets_weight, sets_med; /* some edit writes something else than the default */
};

/* What is known of the tags of some routes. */
struct tags {
    ir_tags may, must; /* that some may have, that all have */
};

/* What a session made of routes with these tags, the last time. */
struct passage {
    bool known;
    uint8_t likely; /* enum likely */
    struct tags before, after;
};

struct order_work {
    struct arena *arena;      /* what grows with the prefixes looked at */
    struct arena *scratch;    /* while one is looked at */
    struct tags *tags;        /* by table: of its routes */
    bool *queued;             /* by table */
    uint32_t *queue;          /* tables to expand (again) */
    uint32_t *place;          /* by session: its place in order.sessions, plus one; 0: none */
    uint32_t *node;           /* by table: its place in order.tables */
    struct passage *passages; /* by session; of those that ask for no prefix, whatever it is */
};

/* What the table may learn: sessions in order.sessions, by receiver. */
struct inward {
    struct scc_graph by_table; /* by place in order.tables: places in order.sessions */
};

/* The session at a place in order.sessions. */
static inline const struct brief *order_brief(const struct order *o, uint32_t place)
{
    return &o->index->brief[o->sessions.at[place].session];
}

/* ---- order_index.c ---- */

/* Calls `visit` for every edit of a session, its clauses' included; the flag says whether the receiver makes it. */
void order_each_edit(const struct ir_session *s, void (*visit)(const struct ir_edit *, bool, void *),
                     void *data);

/* ---- order_numbers.c ---- */

/* Fill in private_numbers and shared_number. */
void order_find_numbers(struct order_index *x, const struct ir *ir);

/* ---- order_filters.c: as far as tags and the prefix tell ---- */

enum likely { NEVER, SOMETIMES, ALWAYS };

/* Index the long lists of prefixes in the session's filters. */
void order_index_lists(struct arena *arena, struct order_index *x, const struct ir_session *s);
/* Do its filters list prefixes? */
bool order_asks_prefix(const struct ir_session *s);
/* Does a route with such tags pass the session? *t becomes what it has at the receiver. */
enum likely order_passes(const struct order *o, const struct ir_session *s, struct tags *t);

/* ---- order_compare.c ---- */

/* Do all sessions to each table tie, whatever prefix they bring, before its step `distance`? By table, in `arena`. */
bool *order_find_ties(struct arena *arena, const struct order_index *x, enum ir_step distance);
/* Which tables hold the prefix by themselves whenever they are up, and prefer that: order.sure. */
void order_find_sure(struct order *o, const struct inward *in);
/* Does the table (place `node` in order.tables) compare by the distance first? */
bool order_compares_first(const struct order *o, const struct inward *in, uint32_t node,
                          enum ir_step distance);

#endif
