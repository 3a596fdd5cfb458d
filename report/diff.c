/*
 * diff: what two designs' differences come to: words, counts, and the exit status.
 */
#include "report/diff.h"

/* ---- claims ---- */

static bool is_decided(const struct diff_verdict *v)
{
    return v->judged && (v->outcome == OUTCOME_PROVED || v->outcome == OUTCOME_REFUTED);
}

bool diff_is_changed(const struct diff_wording *w)
{
    return w->there && is_decided(&w->on[0]) && is_decided(&w->on[1]) && w->on[0].outcome != w->on[1].outcome;
}

bool diff_is_same(const struct diff_wording *w)
{
    return is_decided(&w->on[0]) && is_decided(&w->on[1]) && w->on[0].outcome == w->on[1].outcome &&
           w->on[0].vacuous == w->on[1].vacuous;
}

static void count_doubts(const struct diff_wording *w, struct diff_counts *n)
{
    for (int side = 0; side < 2; side++) {
        bool judged = w->there && w->on[side].judged;
        n->unknown += judged && w->on[side].outcome == OUTCOME_UNKNOWN;
        n->errors += judged && w->on[side].outcome == OUTCOME_ERROR;
    }
}

struct diff_counts diff_count(const struct diff_claims *claims)
{
    struct diff_counts n = {0};
    for (uint32_t i = 0; i < claims->count; i++) {
        const struct diff_claim *c = &claims->at[i];
        n.differ += diff_is_changed(&c->wordings[0]) + diff_is_changed(&c->wordings[1]);
        count_doubts(&c->wordings[0], &n);
        count_doubts(&c->wordings[1], &n);
        if (!c->wordings[0].there)
            n.added++;
        else if (!c->wordings[1].there)
            n.removed++;
        else if (c->reworded)
            n.reworded++;
        else if (diff_is_same(&c->wordings[0]))
            n.same++;
        else if (is_decided(&c->wordings[0].on[0]) && is_decided(&c->wordings[0].on[1]))
            n.changed++;
    }
    return n;
}

/* ---- words ---- */

enum difference_word diff_pair_word(const struct diff_pair *p)
{
    switch (p->presence) {
    case DIFF_ONLY_OLD:
        return DIFFERENCE_ALL_LESS;
    case DIFF_ONLY_NEW:
        return DIFFERENCE_ALL_MORE;
    case DIFF_IN_BOTH:
        break;
    }
    return p->difference.word;
}

enum difference_word diff_word(const struct diff_report *r)
{
    bool less = false, more = false;
    for (uint32_t i = 0; i < r->count; i++) {
        enum difference_word w = diff_pair_word(&r->pairs[i]);
        less = less || w == DIFFERENCE_ALL_LESS || w == DIFFERENCE_MIXED;
        more = more || w == DIFFERENCE_ALL_MORE || w == DIFFERENCE_MIXED;
    }
    if (less && more)
        return DIFFERENCE_MIXED;
    return less ? DIFFERENCE_ALL_LESS : more ? DIFFERENCE_ALL_MORE : DIFFERENCE_EQUIVALENT;
}

const char *diff_word_text(enum difference_word w)
{
    static const char *const words[] = {[DIFFERENCE_EQUIVALENT] = "equivalent",
                                        [DIFFERENCE_ALL_MORE] = "more",
                                        [DIFFERENCE_ALL_LESS] = "less",
                                        [DIFFERENCE_MIXED] = "incomparable"};
    return words[w];
}

/* ---- exit status ---- */

/* Of the statuses of several pairs the first in this order. */
static int worse(int a, int b)
{
    static const int order[] = {4, 2, 1, 3, 0};
    for (int i = 0; i < 5; i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return 0;
}

static int pair_status(const struct diff_pair *p)
{
    if (p->has_errors)
        return 2;
    if (p->presence != DIFF_IN_BOTH)
        return 1;
    if (p->problem)
        return 3;
    struct diff_counts n = diff_count(&p->claims);
    if (n.errors > 0)
        return 4;
    if (p->difference.word != DIFFERENCE_EQUIVALENT || n.differ > 0)
        return 1;
    return n.unknown > 0 || !p->sides[0].states.complete || !p->sides[1].states.complete ? 3 : 0;
}

int diff_status(const struct diff_report *r)
{
    int status = 0;
    for (uint32_t i = 0; i < r->count; i++)
        status = worse(status, pair_status(&r->pairs[i]));
    return status;
}
