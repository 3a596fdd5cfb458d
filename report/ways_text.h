/*
 * ways_text: the request and the reply of a flow side by side, place by place.
 */
#ifndef NICC_REPORT_WAYS_TEXT_H
#define NICC_REPORT_WAYS_TEXT_H

#include "report/path_text.h"

/* Columns where the width of the terminal is unknown. */
#define WAYS_WIDTH 100u

/* Print both ways in one table: a row for each place, the request read downwards, the reply upwards. Returns false, and
 * prints nothing, when there is no reply to show or the table is wider than the terminal. */
bool ways_text(const struct path_style *s, const struct path *forward, const struct path *back,
               struct buf *out);

#endif
