/*
 * today: asks the environment, then the clock. Nothing is kept: two questions in one run that spans midnight may
 * have two answers, so callers ask once.
 */
#include "base/today.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LAST_SECOND 253402300799 /* of the year 9999 */

static bool read_seconds(const char *text, time_t *seconds)
{
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno != 0 || value > LAST_SECOND)
        return false;
    *seconds = (time_t)value;
    return true;
}

bool today_utc(uint32_t *date)
{
    struct tm day;
    time_t seconds = time(NULL);
    const char *given = getenv("SOURCE_DATE_EPOCH");
    if ((given && !read_seconds(given, &seconds)) || !gmtime_r(&seconds, &day))
        return false;
    *date =
        (uint32_t)(day.tm_year + 1900) * 10000u + (uint32_t)(day.tm_mon + 1) * 100u + (uint32_t)day.tm_mday;
    return true;
}
