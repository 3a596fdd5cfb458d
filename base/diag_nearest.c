/*
 * diag_nearest: the name that was probably meant.
 *
 * Distances count inserted, deleted and replaced characters and swapped neighbours (optimal
 * string alignment). Three rows of the usual table are enough, since a swap looks two back.
 */
#include <stddef.h>
#include <string.h>

#include "base/diag.h"

#define NAME_MAX_LENGTH 128 /* longer names get no proposal */

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Cell (i, j) of the table from the rows of i-2, i-1 and i itself. */
static uint32_t cell_cost(const char *a, size_t i, const char *b, size_t j, uint32_t *const rows[3])
{
    uint32_t cost = rows[1][j - 1] + (a[i - 1] != b[j - 1]);
    cost = least(cost, rows[1][j] + 1);
    cost = least(cost, rows[2][j - 1] + 1);
    if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost = least(cost, rows[0][j - 2] + 1);
    return cost;
}

/* Edits from `a` to `b`, neither longer than NAME_MAX_LENGTH. */
static uint32_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    uint32_t table[3][NAME_MAX_LENGTH + 1];
    uint32_t *rows[3] = {table[0], table[1], table[2]};
    for (size_t j = 0; j <= b_length; j++)
        rows[2][j] = (uint32_t)j;
    for (size_t i = 1; i <= a_length; i++) {
        uint32_t *oldest = rows[0];
        rows[0] = rows[1];
        rows[1] = rows[2];
        rows[2] = oldest;
        rows[2][0] = (uint32_t)i;
        for (size_t j = 1; j <= b_length; j++)
            rows[2][j] = cell_cost(a, i, b, j, rows);
    }
    return rows[2][b_length];
}

const char *diag_nearest(const char *name, const char *const *candidates, uint32_t count)
{
    size_t length = strlen(name);
    if (length > NAME_MAX_LENGTH)
        return NULL;
    uint32_t limit = length < 6 ? 1 : (uint32_t)length / 3;
    const char *best = NULL;
    for (uint32_t i = 0; i < count; i++) {
        size_t other = strlen(candidates[i]);
        if (other > length + limit || other + limit < length || other > NAME_MAX_LENGTH)
            continue;
        uint32_t distance = edit_distance(name, length, candidates[i], other);
        /* The name itself is no proposal, and neither is one that shares no character with it. */
        if (distance == 0 || distance > limit || distance >= length)
            continue;
        best = candidates[i];
        limit = distance - 1;
    }
    return best;
}
