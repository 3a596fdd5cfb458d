/*
 * addr: IPv4 and IPv6 addresses and prefixes, as numbers.
 *
 * An address is a 128-bit number in host order, split in two words. An IPv4 address
 * sits in the low 32 bits of `low`. Code that does not print needs no case for the family
 * beyond comparing it: widths come from addr_bits.
 */
#ifndef NICC_BASE_ADDR_H
#define NICC_BASE_ADDR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum addr_family { ADDR_NONE = 0, ADDR_IPV4 = 4, ADDR_IPV6 = 6 };

struct addr {
    uint64_t high;
    uint64_t low;
    enum addr_family family;
};

struct prefix {
    struct addr address; /* host bits are zero */
    uint8_t length;      /* in bits */
};

#define ADDR_TEXT_MAX 48   /* longest printed address with NUL */
#define PREFIX_TEXT_MAX 52 /* longest printed prefix with NUL */

/* Width of the family in bits: 32 or 128. */
uint8_t addr_bits(enum addr_family family);

/* Read an address that is exactly text[0..length). Returns false, *out untouched, when it is none.
 * IPv4 is four decimal parts without leading zeros; IPv6 as RFC 4291 section 2.2. */
bool addr_parse(const char *text, size_t length, struct addr *out);

/* Read "address/length". *host_bits says whether bits beyond the length were set (they are
 * cleared in *out). Returns false when it is no prefix or the length is too large. */
bool prefix_parse(const char *text, size_t length, struct prefix *out, bool *host_bits);

/* Print into `out` (ADDR_TEXT_MAX / PREFIX_TEXT_MAX bytes) and return it. IPv6 as RFC 5952. */
char *addr_print(struct addr a, char *out);
char *prefix_print(struct prefix p, char *out);

/* Total order: IPv4 before IPv6, then by number; prefixes then shorter first. -1, 0 or 1. */
int addr_compare(struct addr a, struct addr b);
int prefix_compare(struct prefix a, struct prefix b);

/* The prefix as a key for maps: equal prefixes have equal bytes. */
struct prefix_key {
    uint64_t words[3];
};
struct prefix_key prefix_key(struct prefix p);

/* The next (previous) address; *overflow tells that there is none. */
struct addr addr_next(struct addr a, bool *overflow);
struct addr addr_previous(struct addr a, bool *overflow);

/* First and last address of a prefix. */
struct addr prefix_first(struct prefix p);
struct addr prefix_last(struct prefix p);

/* The prefix of this length (bits) around an address: host bits cleared. */
struct prefix prefix_of(struct addr a, uint8_t length);

/* Does the prefix hold the address? Different families: no. */
bool prefix_holds(struct prefix p, struct addr a);
/* Is `inner` inside or equal to `outer`? Different families: no. */
bool prefix_covers(struct prefix outer, struct prefix inner);
/* Do they share an address? */
bool prefix_overlaps(struct prefix a, struct prefix b);
/* Is it 0.0.0.0/0 or ::/0? */
bool prefix_is_default(struct prefix p);

/* Private space: RFC 1918 and RFC 6598 for IPv4; fc00::/7 for IPv6 (RFC 4193). */
bool addr_is_private(struct addr a);
/* Global unicast: not private, loopback, link-local, multicast, unspecified, documentation or
 * reserved (RFC 6890); IPv6: inside 2000::/3 and not documentation. */
bool addr_is_global(struct addr a);

#endif
