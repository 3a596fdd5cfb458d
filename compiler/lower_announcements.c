/*
 * lower_announcements: `may-advertise`. For each end of a connection that has it, an announcer: a table without
 * packets, with a session beside each that the speaker has over this connection, and an origin for each prefix that
 * stands for others (representatives.c) and each kind of AS path. Each such origin hangs on an element that every
 * environment is free to change.
 *
 * AS paths, before the speaker puts its own number in front over eBGP:
 *   - none, or as many unknown numbers (IR_ASN_UNKNOWN) as can make a difference: where the design or another
 *     announcer has routes for the same prefix, up to one more than any path of the design is long;
 *   - numbers of the design, each of which a speaker that has it refuses: every set of them where at most SETS_MAX
 *     sets come of it, else every one and two, else every one.
 */
#include <stdlib.h>

#include "compiler/representatives.h"

#define ANNOUNCEMENTS_MAX 4000u
#define SETS_MAX 32u /* of numbers of the design; the empty one counted */

/* A kind of AS path: of unknown numbers alone, or of known ones. */
struct path {
    const uint32_t *numbers;
    uint32_t count;
};

struct announcing {
    struct lowering *l;
    struct announcers all;
    uint32_t longest; /* AS path that a route of the design can have */
};

static const struct model_end *end_of(const struct announcer *a)
{
    return &a->connection->ends[a->side];
}

/* ---- tables and sessions ---- */

static bool same_span(struct span a, struct span b)
{
    return a.file == b.file && a.begin == b.begin && a.end == b.end;
}

static uint32_t announcer_table(struct lowering *l, uint32_t speaker, struct span at)
{
    static const enum ir_step rank[] = {IR_STEP_RANK, IR_STEP_END}; /* one announcement for each prefix */
    struct ir_table t = {.name = l->tables.at[speaker].name,
                         .span = at,
                         .kind = IR_ANNOUNCER,
                         .speaker = speaker,
                         .site = l->tables.at[speaker].site,
                         .circuit = IR_NONE,
                         .element = l->tables.at[speaker].element,
                         .asn = l->tables.at[speaker].asn,
                         .rank = rank,
                         .is_node = true};
    vec_push(l->arena, &l->tables, t);
    return l->tables.count - 1;
}

/* The same session for what the announcer holds: everything passes, with the own number in front where the speaker has
 * it there. */
static void announcer_session(struct lowering *l, const struct announcer *a, struct ir_session s)
{
    struct clauses out = {{0}};
    uint32_t reverse = s.reverse, own = s.export_edit.prepend_count - end_of(a)->prepend;
    clause_rest(l, &out, true, IR_NONE, end_of(a)->may_advertise_span);
    s.from = a->table;
    s.exports = out.list.at;
    s.export_count = out.list.count;
    s.export_policy = NULL;
    s.export_policy_count = 0;
    s.export_edit =
        (struct ir_edit){.prepend_asn = own ? l->tables.at[a->speaker].asn : 0, .prepend_count = own};
    s.reverse = reverse;
    vec_push(l->arena, &l->sessions, s);
}

static void add_announcer(struct announcing *n, const struct model_connection *conn, int side)
{
    struct lowering *l = n->l;
    struct announcer a = {.connection = conn, .side = side};
    a.speaker = end_table(l, &conn->ends[side], 0);
    a.table = announcer_table(l, a.speaker, conn->ends[side].may_advertise_span);
    uint32_t count = l->sessions.count;
    for (uint32_t i = 0; i < count; i++)
        if (l->sessions.at[i].from == a.speaker && same_span(l->sessions.at[i].span, conn->span))
            announcer_session(l, &a, l->sessions.at[i]);
    vec_push(l->arena, &n->all.at, a);
}

static void add_announcers(struct announcing *n)
{
    for (uint32_t i = 0; i < n->l->m->connections.count; i++)
        for (int side = 0; side < 2; side++)
            if (n->l->m->connections.at[i].ends[side].may_advertise.count > 0)
                add_announcer(n, &n->l->m->connections.at[i], side);
}

/* ---- how long an AS path can be ---- */

static uint32_t most_prepended(const struct ir_clause *clauses, uint32_t count)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++)
        if (clauses[i].edit && clauses[i].edit->prepend_count > most)
            most = clauses[i].edit->prepend_count;
    return most;
}

static uint32_t growth(const struct ir_session *s)
{
    return most_prepended(s->exports, s->export_count) +
           most_prepended(s->export_policy, s->export_policy_count) + s->export_edit.prepend_count +
           most_prepended(s->imports, s->import_count) +
           most_prepended(s->import_policy, s->import_policy_count) + s->import_edit.prepend_count;
}

static bool edit_hides(const struct ir_edit *e, uint32_t asn)
{
    return e && (e->clear_path || e->strip_asn == asn || e->replace_from == asn);
}

static bool clauses_hide(const struct ir_clause *clauses, uint32_t count, uint32_t asn)
{
    for (uint32_t i = 0; i < count; i++)
        if (edit_hides(clauses[i].edit, asn))
            return true;
    return false;
}

/* Can a route come to a second table with this number, or again to one? No, when every eBGP session into such a table
 * refuses it and nothing takes the number out of a path. */
static bool comes_back(const struct lowering *l, uint32_t asn)
{
    for (uint32_t i = 0; i < l->sessions.count; i++) {
        const struct ir_session *s = &l->sessions.at[i];
        if (s->kind == IR_EBGP && l->tables.at[s->to].asn == asn && !s->loop_check)
            return true;
        if (edit_hides(&s->export_edit, asn) || edit_hides(&s->import_edit, asn) ||
            clauses_hide(s->exports, s->export_count, asn) ||
            clauses_hide(s->export_policy, s->export_policy_count, asn) ||
            clauses_hide(s->imports, s->import_count, asn) ||
            clauses_hide(s->import_policy, s->import_policy_count, asn))
            return true;
    }
    return false;
}

/* A route that rests on an origin has been announced by each table once at most, and by one of those with a number
 * that a path shows. */
static uint32_t longest_path(const struct lowering *l)
{
    uint32_t *grows = arena_array(l->arena, uint32_t, l->tables.count), sum = 0;
    for (uint32_t i = 0; i < l->sessions.count; i++) {
        uint32_t from = l->sessions.at[i].from, by = growth(&l->sessions.at[i]);
        grows[from] = by > grows[from] ? by : grows[from];
    }
    for (uint32_t t = 0; t < l->tables.count; t++) {
        uint32_t asn = l->tables.at[t].asn, other = t;
        if (l->tables.at[t].kind == IR_ANNOUNCER)
            continue;
        if (asn != 0 && !comes_back(l, asn))
            for (other = 0; other < t && l->tables.at[other].asn != asn; other++) {
            }
        if (other < t) { /* counted at the first table of the number: the most of them */
            sum += grows[t] > grows[other] ? grows[t] - grows[other] : 0;
            grows[other] = grows[t] > grows[other] ? grows[t] : grows[other];
        } else {
            sum += grows[t];
        }
    }
    return sum;
}

/* ---- numbers of the design that matter in a path ---- */

struct numbers {
    VEC(uint32_t) list;
};

static void add_number(struct lowering *l, struct numbers *n, uint32_t asn)
{
    for (uint32_t i = 0; i < n->list.count; i++)
        if (n->list.at[i] == asn)
            return;
    if (asn != 0)
        vec_push(l->arena, &n->list, asn);
}

static void add_edit_numbers(struct lowering *l, struct numbers *n, const struct ir_edit *e)
{
    add_number(l, n, e->strip_asn);
    add_number(l, n, e->replace_from);
}

static void add_clause_numbers(struct lowering *l, struct numbers *n, const struct ir_clause *clauses,
                               uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t a = 0; a < clauses[i].path_asn_count; a++)
            add_number(l, n, clauses[i].path_asns[a]);
        if (clauses[i].edit)
            add_edit_numbers(l, n, clauses[i].edit);
    }
}

static void add_session_numbers(struct lowering *l, struct numbers *n, const struct ir_session *s)
{
    add_clause_numbers(l, n, s->exports, s->export_count);
    add_clause_numbers(l, n, s->export_policy, s->export_policy_count);
    add_clause_numbers(l, n, s->imports, s->import_count);
    add_clause_numbers(l, n, s->import_policy, s->import_policy_count);
    add_edit_numbers(l, n, &s->export_edit);
    add_edit_numbers(l, n, &s->import_edit);
    if (s->loop_check)
        add_number(l, n, l->tables.at[s->to].asn);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Does everybody who hears the announcer refuse the number? */
static bool is_refused_at_once(const struct lowering *l, const struct announcer *a, uint32_t asn)
{
    for (uint32_t i = 0; i < l->sessions.count; i++) {
        const struct ir_session *s = &l->sessions.at[i];
        if (s->from == a->table && (!s->loop_check || l->tables.at[s->to].asn != asn))
            return false;
    }
    return true;
}

/* Those that some session looks at which a route of the announcer can come to, but for the speaker's own, which is there
 * anyway, and the neighbour's. */
static struct numbers numbers_of(struct lowering *l, const struct announcer *a)
{
    struct numbers n = {{0}};
    struct bits reached = bits_new(l->arena, l->tables.count);
    bits_add(reached, a->table);
    for (bool grew = true; grew;) {
        grew = false;
        for (uint32_t i = 0; i < l->sessions.count; i++) {
            const struct ir_session *s = &l->sessions.at[i];
            if (!bits_has(reached, s->from))
                continue;
            add_session_numbers(l, &n, s);
            if (bits_has(reached, s->to))
                continue;
            bits_add(reached, s->to);
            grew = true;
        }
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n.list.count; i++)
        if (n.list.at[i] != l->tables.at[a->speaker].asn && !is_refused_at_once(l, a, n.list.at[i]))
            n.list.at[kept++] = n.list.at[i];
    n.list.count = kept;
    if (kept > 0)
        qsort(n.list.at, kept, sizeof *n.list.at, by_number);
    return n;
}

/* ---- announcements ---- */

/* Does anybody else have routes for the prefix? Then it matters how long a path is. */
static bool is_contested(const struct announcing *n, const struct announcer *a, struct prefix p)
{
    for (uint32_t i = 0; i < n->all.at.count; i++) {
        const struct announcer *other = &n->all.at.at[i];
        for (uint32_t k = 0; other != a && k < other->prefixes.count; k++)
            if (prefix_compare(other->prefixes.at[k], p) == 0)
                return true;
    }
    return representatives_originated(n->l, p);
}

struct announcement {
    struct prefix prefix;
    struct path path;
    uint32_t announcer, rank;
};

struct announcement_list {
    VEC(struct announcement) list;
};

struct path_list {
    VEC(struct path) list;
};

/* Sets of so many numbers, in order: `chosen` of them are in `set`, from numbers before `next`. */
static void add_sets(struct lowering *l, const struct numbers *numbers, uint32_t *set, uint32_t chosen,
                     uint32_t size, uint32_t next, struct path_list *out)
{
    if (chosen == size) {
        uint32_t *copy = arena_array(l->arena, uint32_t, size);
        for (uint32_t i = 0; i < size; i++)
            copy[i] = set[i];
        vec_push(l->arena, &out->list, ((struct path){copy, size}));
        return;
    }
    for (uint32_t i = next; i < numbers->list.count; i++) {
        set[chosen] = numbers->list.at[i];
        add_sets(l, numbers, set, chosen + 1, size, i + 1, out);
    }
}

/* How many numbers of the design a path has at most. */
static uint32_t largest_set(uint32_t numbers)
{
    if (numbers < 32 && 1u << numbers <= SETS_MAX)
        return numbers;
    return 1 + numbers + numbers * (numbers - 1) / 2 <= SETS_MAX ? 2 : 1;
}

/* Paths of numbers of the design, the shortest first. */
static struct path_list known_paths(struct lowering *l, const struct announcer *a)
{
    struct path_list out = {{0}};
    struct numbers numbers = numbers_of(l, a);
    uint32_t set[SETS_MAX];
    for (uint32_t size = 1; size <= largest_set(numbers.list.count); size++)
        add_sets(l, &numbers, set, 0, size, 0, &out);
    return out;
}

static struct path unknown_path(struct lowering *l, uint32_t length)
{
    uint32_t *path = arena_array(l->arena, uint32_t, length + 1);
    for (uint32_t i = 0; i < length; i++)
        path[i] = IR_ASN_UNKNOWN;
    return (struct path){path, length};
}

static void list_paths(struct announcing *n, uint32_t announcer, struct prefix p,
                       const struct path_list *known, struct announcement_list *out)
{
    uint32_t lengths = is_contested(n, &n->all.at.at[announcer], p) ? n->longest + 2 : 1;
    for (uint32_t i = 0; i < lengths + known->list.count && out->list.count <= ANNOUNCEMENTS_MAX; i++) {
        struct announcement a = {.prefix = p, .announcer = announcer, .rank = i};
        a.path = i < lengths ? unknown_path(n->l, i) : known->list.at[i - lengths];
        vec_push(n->l->arena, &out->list, a);
    }
}

static void report_too_many(struct announcing *n, const struct announcer *a)
{
    struct diag *d =
        diag_add(n->l->c->diags, DIAG_TOO_MANY_ANNOUNCEMENTS, end_of(a)->may_advertise_span,
                 "more than %u announcements are to be told apart, up to this statement", ANNOUNCEMENTS_MAX);
    diag_help(n->l->c->diags, d, "narrow the ranges of `may-advertise`, or let fewer speakers have one");
}

static struct announcement_list list_announcements(struct announcing *n)
{
    struct announcement_list out = {{0}};
    for (uint32_t i = 0; i < n->all.at.count; i++) {
        const struct announcer *a = &n->all.at.at[i];
        struct path_list known = known_paths(n->l, a);
        for (uint32_t p = 0; p < a->prefixes.count; p++)
            list_paths(n, i, a->prefixes.at[p], &known, &out);
        if (out.list.count > ANNOUNCEMENTS_MAX) {
            report_too_many(n, a);
            break;
        }
    }
    return out;
}

/* "ce announces 10.2.30.0/26 to hub.vpn-gw with 2 more AS numbers". */
static const char *announcement_name(struct lowering *l, const struct announcer *a,
                                     const struct announcement *what)
{
    char prefix[PREFIX_TEXT_MAX];
    const struct model_connection *conn = a->connection;
    const char *text = arena_printf(l->arena, "%s announces %s to %s%s%s", conn->ends[a->side].name,
                                    prefix_print(what->prefix, prefix), conn->ends[1 - a->side].name,
                                    conn->name ? " over " : "", conn->name ? conn->name : "");
    if (what->path.count == 0)
        return text;
    if (what->path.numbers[0] == IR_ASN_UNKNOWN)
        return arena_printf(l->arena, "%s with %u more AS number%s", text, what->path.count,
                            what->path.count == 1 ? "" : "s");
    text = arena_printf(l->arena, "%s with AS path %u", text, l->tables.at[a->speaker].asn);
    for (uint32_t i = 0; i < what->path.count; i++)
        text = arena_printf(l->arena, "%s %u", text, what->path.numbers[i]);
    return text;
}

static void add_announcement(struct announcing *n, const struct announcement *what)
{
    struct lowering *l = n->l;
    const struct announcer *a = &n->all.at.at[what->announcer];
    struct span at = end_of(a)->may_advertise_span;
    struct ir_element e = {.name = announcement_name(l, a, what),
                           .span = at,
                           .classes = IR_CLASS_ANNOUNCEMENT,
                           .absent = true,
                           .site = IR_NONE,
                           .parent = IR_NONE};
    vec_push(l->arena, &l->elements, e);
    struct ir_origin o = {.table = a->table,
                          .source = IR_SRC_AGGREGATE,
                          .rank = what->rank < UINT8_MAX ? (uint8_t)what->rank : UINT8_MAX,
                          .as_path = what->path.numbers,
                          .as_path_count = what->path.count,
                          .control_only = true,
                          .span = at};
    o.guard = lower_guard(l, l->tables.at[a->speaker].element, l->elements.count - 1, IR_NONE, IR_NONE);
    o.hop = hop_to_table(a->speaker, IR_NONE, at);
    lower_origin(l, what->prefix, o);
}

static int by_rank(const void *a, const void *b)
{
    const struct announcement *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->announcer != y->announcer)
        return x->announcer < y->announcer ? -1 : 1;
    return prefix_compare(x->prefix, y->prefix);
}

/* The shortest paths come first, so that they are preferred in counterexamples. */
void lower_announcements(struct lowering *l)
{
    struct announcing n = {.l = l};
    add_announcers(&n);
    if (n.all.at.count == 0)
        return;
    n.longest = longest_path(l);
    representatives_find(l, &n.all, ANNOUNCEMENTS_MAX);
    struct announcement_list found = list_announcements(&n);
    if (found.list.count > ANNOUNCEMENTS_MAX)
        return;
    if (found.list.count > 0)
        qsort(found.list.at, found.list.count, sizeof *found.list.at, by_rank);
    for (uint32_t i = 0; i < found.list.count; i++)
        add_announcement(&n, &found.list.at[i]);
}
