/*
 * addr: arithmetic, reading and printing of addresses and prefixes.
 *
 * Both families share one representation, so a family matters only for its width, for the
 * text, and for the registries of special ranges at the end.
 */
#include "base/addr.h"

#include <arpa/inet.h>
#include <assert.h>
#include <stdio.h>
#include <string.h>

#define IPV6_GROUPS 8

uint8_t addr_bits(enum addr_family family)
{
    return family == ADDR_IPV6 ? 128 : 32;
}

/* ---- reading ---- */

/* One to three decimal digits without a leading zero, at most `limit`. Moves *at past them. */
static bool read_number(const char **at, const char *end, unsigned limit, unsigned *out)
{
    const char *begin = *at;
    unsigned value = 0;
    while (*at < end && **at >= '0' && **at <= '9' && *at - begin < 3)
        value = value * 10 + (unsigned)(*(*at)++ - '0');
    if (*at == begin || (*begin == '0' && *at - begin > 1) || value > limit)
        return false;
    *out = value;
    return true;
}

static bool parse_ipv4(const char *text, size_t length, struct addr *out)
{
    const char *at = text;
    const char *end = text + length;
    uint64_t number = 0;
    for (int part = 0; part < 4; part++) {
        unsigned value;
        if (part > 0 && (at == end || *at++ != '.'))
            return false;
        if (!read_number(&at, end, 255, &value))
            return false;
        number = number << 8 | value;
    }
    if (at != end)
        return false;
    *out = (struct addr){0, number, ADDR_IPV4};
    return true;
}

static uint64_t join_bytes(const unsigned char *bytes)
{
    uint64_t word = 0;
    for (int i = 0; i < 8; i++)
        word = word << 8 | bytes[i];
    return word;
}

static bool parse_ipv6(const char *text, size_t length, struct addr *out)
{
    char copy[ADDR_TEXT_MAX];
    unsigned char bytes[16];
    if (length >= sizeof copy || memchr(text, '\0', length))
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (inet_pton(AF_INET6, copy, bytes) != 1)
        return false;
    *out = (struct addr){join_bytes(bytes), join_bytes(bytes + 8), ADDR_IPV6};
    return true;
}

bool addr_parse(const char *text, size_t length, struct addr *out)
{
    if (length == 0)
        return false;
    return memchr(text, ':', length) ? parse_ipv6(text, length, out) : parse_ipv4(text, length, out);
}

bool prefix_parse(const char *text, size_t length, struct prefix *out, bool *host_bits)
{
    const char *slash = length > 0 ? memchr(text, '/', length) : NULL;
    struct addr address;
    if (!slash || !addr_parse(text, (size_t)(slash - text), &address))
        return false;
    const char *at = slash + 1;
    const char *end = text + length;
    unsigned bits;
    if (!read_number(&at, end, addr_bits(address.family), &bits) || at != end)
        return false;
    *out = prefix_of(address, (uint8_t)bits);
    *host_bits = addr_compare(out->address, address) != 0;
    return true;
}

/* ---- printing ---- */

static unsigned group_of(struct addr a, int index)
{
    uint64_t word = index < 4 ? a.high : a.low;
    unsigned shift = 48 - 16 * ((unsigned)index & 3);
    return (unsigned)(word >> shift & 0xffff);
}

/* The first longest run of zero groups; *length is 0 when no run has two or more (RFC 5952, 4.2). */
static int longest_zero_run(struct addr a, int *length)
{
    int best = 0;
    *length = 0;
    for (int i = 0, run = 0; i < IPV6_GROUPS; i++) {
        run = group_of(a, i) == 0 ? run + 1 : 0;
        if (run > 1 && run > *length) {
            *length = run;
            best = i - run + 1;
        }
    }
    return best;
}

static int print_ipv4(uint64_t n, char *out, size_t size)
{
    return snprintf(out, size, "%u.%u.%u.%u", (unsigned)(n >> 24 & 255), (unsigned)(n >> 16 & 255),
                    (unsigned)(n >> 8 & 255), (unsigned)(n & 255));
}

static void print_ipv6(struct addr a, char *out)
{
    int run_length;
    int run = longest_zero_run(a, &run_length);
    char *at = out;
    for (int i = 0; i < IPV6_GROUPS; i++) {
        if (run_length > 0 && i == run) {
            at += snprintf(at, (size_t)(out + ADDR_TEXT_MAX - at), "::");
            i += run_length - 1;
        } else {
            bool colon = i > 0 && at[-1] != ':';
            at += snprintf(at, (size_t)(out + ADDR_TEXT_MAX - at), colon ? ":%x" : "%x", group_of(a, i));
        }
    }
}

char *addr_print(struct addr a, char *out)
{
    bool mapped = a.family == ADDR_IPV6 && a.high == 0 && a.low >> 32 == 0xffff;
    if (mapped) { /* RFC 5952, section 5 */
        memcpy(out, "::ffff:", 7);
        print_ipv4(a.low, out + 7, ADDR_TEXT_MAX - 7);
    } else if (a.family == ADDR_IPV6) {
        print_ipv6(a, out);
    } else {
        print_ipv4(a.low, out, ADDR_TEXT_MAX);
    }
    return out;
}

char *prefix_print(struct prefix p, char *out)
{
    size_t length = strlen(addr_print(p.address, out));
    snprintf(out + length, PREFIX_TEXT_MAX - length, "/%u", (unsigned)p.length);
    return out;
}

/* ---- order and arithmetic ---- */

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

int addr_compare(struct addr a, struct addr b)
{
    if (a.family != b.family)
        return a.family < b.family ? -1 : 1;
    return a.high != b.high ? compare_numbers(a.high, b.high) : compare_numbers(a.low, b.low);
}

int prefix_compare(struct prefix a, struct prefix b)
{
    int order = addr_compare(a.address, b.address);
    return order != 0 ? order : compare_numbers(a.length, b.length);
}

struct prefix_key prefix_key(struct prefix p)
{
    return (struct prefix_key){{p.address.high, p.address.low, (uint64_t)p.address.family << 8 | p.length}};
}

/* An address whose lowest `count` bits are set. */
static struct addr low_bits(enum addr_family family, unsigned count)
{
    struct addr mask = {0, UINT64_MAX, family};
    if (count < 64)
        mask.low = ((uint64_t)1 << count) - 1;
    else if (count < 128)
        mask.high = ((uint64_t)1 << (count - 64)) - 1;
    else
        mask.high = UINT64_MAX;
    return mask;
}

struct addr addr_next(struct addr a, bool *overflow)
{
    struct addr last = low_bits(a.family, addr_bits(a.family));
    *overflow = addr_compare(a, last) == 0;
    if (*overflow)
        return a;
    a.low++;
    a.high += a.low == 0;
    return a;
}

struct addr addr_previous(struct addr a, bool *overflow)
{
    *overflow = a.high == 0 && a.low == 0;
    if (*overflow)
        return a;
    a.high -= a.low == 0;
    a.low--;
    return a;
}

struct prefix prefix_of(struct addr a, uint8_t length)
{
    assert(length <= addr_bits(a.family));
    struct addr host = low_bits(a.family, (unsigned)(addr_bits(a.family) - length));
    a.high &= ~host.high;
    a.low &= ~host.low;
    return (struct prefix){a, length};
}

struct addr prefix_first(struct prefix p)
{
    return p.address;
}

struct addr prefix_last(struct prefix p)
{
    enum addr_family family = p.address.family;
    struct addr host = low_bits(family, (unsigned)(addr_bits(family) - p.length));
    return (struct addr){p.address.high | host.high, p.address.low | host.low, family};
}

bool prefix_holds(struct prefix p, struct addr a)
{
    return p.address.family == a.family && addr_compare(prefix_of(a, p.length).address, p.address) == 0;
}

bool prefix_covers(struct prefix outer, struct prefix inner)
{
    return outer.length <= inner.length && prefix_holds(outer, inner.address);
}

bool prefix_overlaps(struct prefix a, struct prefix b)
{
    return prefix_covers(a, b) || prefix_covers(b, a);
}

bool prefix_is_default(struct prefix p)
{
    return p.address.family != ADDR_NONE && p.length == 0;
}

/* ---- special ranges ---- */

#define IPV4_RANGE(a, b, c, d, length)                                                                       \
    {                                                                                                        \
        {0, (a) << 24 | (b) << 16 | (c) << 8 | (d), ADDR_IPV4}, (length)                                     \
    }
#define IPV6_RANGE(high, length)                                                                             \
    {                                                                                                        \
        {(high), 0, ADDR_IPV6}, (length)                                                                     \
    }

static const struct prefix private_ranges[] = {
    IPV4_RANGE(UINT64_C(10), 0, 0, 0, 8),        /* RFC 1918 */
    IPV4_RANGE(UINT64_C(172), 16, 0, 0, 12),     /* RFC 1918 */
    IPV4_RANGE(UINT64_C(192), 168, 0, 0, 16),    /* RFC 1918 */
    IPV4_RANGE(UINT64_C(100), 64, 0, 0, 10),     /* RFC 6598: shared between carriers and customers */
    IPV6_RANGE(UINT64_C(0xfc00000000000000), 7), /* RFC 4193: unique local */
};

static const struct prefix special_ranges[] = {
    IPV4_RANGE(UINT64_C(0), 0, 0, 0, 8),          /* this network */
    IPV4_RANGE(UINT64_C(127), 0, 0, 0, 8),        /* loopback */
    IPV4_RANGE(UINT64_C(169), 254, 0, 0, 16),     /* link-local */
    IPV4_RANGE(UINT64_C(192), 0, 0, 0, 24),       /* IETF protocols */
    IPV4_RANGE(UINT64_C(192), 0, 2, 0, 24),       /* documentation */
    IPV4_RANGE(UINT64_C(198), 18, 0, 0, 15),      /* benchmarks */
    IPV4_RANGE(UINT64_C(198), 51, 100, 0, 24),    /* documentation */
    IPV4_RANGE(UINT64_C(203), 0, 113, 0, 24),     /* documentation */
    IPV4_RANGE(UINT64_C(224), 0, 0, 0, 4),        /* multicast */
    IPV4_RANGE(UINT64_C(240), 0, 0, 0, 4),        /* reserved, and the limited broadcast */
    IPV6_RANGE(UINT64_C(0x20010db800000000), 32), /* documentation */
    IPV6_RANGE(UINT64_C(0x3fff000000000000), 20), /* documentation, RFC 9637 */
};

static const struct prefix ipv6_unicast = IPV6_RANGE(UINT64_C(0x2000000000000000), 3); /* RFC 4291, 2.4 */

static bool any_holds(const struct prefix *ranges, size_t count, struct addr a)
{
    for (size_t i = 0; i < count; i++)
        if (prefix_holds(ranges[i], a))
            return true;
    return false;
}

bool addr_is_private(struct addr a)
{
    return any_holds(private_ranges, sizeof private_ranges / sizeof *private_ranges, a);
}

bool addr_is_global(struct addr a)
{
    if (a.family == ADDR_NONE || (a.family == ADDR_IPV6 && !prefix_holds(ipv6_unicast, a)))
        return false;
    return !addr_is_private(a) &&
           !any_holds(special_ranges, sizeof special_ranges / sizeof *special_ranges, a);
}
