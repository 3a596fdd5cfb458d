/*
 * today: the date of a run, for what ends on a day.
 *
 * The environment variable SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org/specs/source-date-epoch)
 * says what counts as now where it is set; else the clock does. Days are those of UTC, so that a design means the
 * same wherever it is verified.
 */
#ifndef NICC_BASE_TODAY_H
#define NICC_BASE_TODAY_H

#include <stdbool.h>
#include <stdint.h>

/* The date as year * 10000 + month * 100 + day. False when SOURCE_DATE_EPOCH is set to anything but a number of
 * seconds up to the year 9999. */
bool today_utc(uint32_t *date);

#endif
