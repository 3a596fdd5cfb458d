/*
 * variants: works on the text alone, knowing only how designs are drawn here: one statement a line, declarations at
 * the left margin, names of sites and circuits that nothing else has.
 */
#include "tests/oracle/variants.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "tests/oracle/compare.h"
#include "tests/oracle/properties.h"
#include "tests/oracle/rng.h"

#define NAMES_MAX 99u

struct names {
    VEC(const char *) list;
};

/* Length of the line, with its end. */
static size_t line_length(const char *line)
{
    size_t length = strcspn(line, "\n");
    return length + (line[length] == '\n');
}

static bool starts(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '_';
}

static size_t word_length(const char *at)
{
    size_t length = 0;
    while (is_word(at[length]))
        length++;
    return length;
}

/* ---- other names ---- */

/* The names of sites and circuits, in the order of their declarations. */
static struct names declared_names(struct arena *arena, const char *text)
{
    static const char *const heads[] = {"site vnet ", "site onprem ", "circuit "};
    struct names names = {{0}};
    for (; *text; text += line_length(text))
        for (uint32_t i = 0; i < sizeof heads / sizeof *heads; i++)
            if (starts(text, heads[i])) {
                const char *name = text + strlen(heads[i]);
                vec_push(arena, &names.list, (const char *)arena_strndup(arena, name, word_length(name)));
            }
    return names;
}

static uint32_t index_of(const struct names *names, const char *word, size_t length)
{
    for (uint32_t i = 0; i < names->list.count; i++)
        if (strlen(names->list.at[i]) == length && memcmp(names->list.at[i], word, length) == 0)
            return i;
    return UINT32_MAX;
}

static bool write_renamed(const char *text, struct buf *out)
{
    struct arena *scratch = arena_create();
    struct names names = declared_names(scratch, text);
    while (*text) {
        size_t length = word_length(text);
        uint32_t index = length ? index_of(&names, text, length) : UINT32_MAX;
        if (index != UINT32_MAX)
            buf_printf(out, "n%02u", NAMES_MAX - index);
        else
            buf_add_bytes(out, text, length ? length : 1);
        text += length ? length : 1;
    }
    uint32_t count = names.list.count;
    arena_destroy(scratch);
    return count > 1 && count <= NAMES_MAX;
}

/* ---- a site more ---- */

static bool write_unused(const char *text, uint64_t seed, struct buf *out)
{
    buf_add(out, text);
    if (seed & 1)
        buf_add(out, "site onprem unused {\n    prefix 10.250.0.0/24;\n    router r0 {\n        asn 64999;\n"
                     "    }\n}\n");
    else
        buf_add(out, "site vnet unused {\n    region east;\n    prefix 10.250.0.0/24;\n}\n");
    return true;
}

/* ---- halves ---- */

/* Does nothing but the one statement speak of 10.BYTE.?, and nothing look at how long prefixes are? */
static bool may_split(const char *text, uint32_t byte)
{
    char space[32];
    snprintf(space, sizeof space, "10.%u.", byte);
    const char *first = strstr(text, space);
    return first && !strstr(first + 1, space) && !strstr(text, " le ") && !strstr(text, " ge ") &&
           !strstr(text, "may-advertise");
}

/* The first site's prefix that may be split, from site `skip` on. */
static bool write_split(const char *text, uint64_t seed, struct buf *out)
{
    static const char head[] = "    prefix 10.";
    uint32_t sites = 0, split = 0, pick = (uint32_t)(seed % 3);
    for (const char *line = text; *line; line += line_length(line)) {
        unsigned byte;
        int end = 0;
        if (starts(line, head) && sscanf(line, "    prefix 10.%u.0.0/24;%n", &byte, &end) == 1 && end > 0 &&
            may_split(text, byte) && sites++ == pick % 3 && !split) {
            buf_printf(out, "    prefix 10.%u.0.0/25, 10.%u.0.128/25;\n", byte, byte);
            split++;
        } else {
            buf_add_bytes(out, line, line_length(line));
        }
    }
    return split > 0;
}

/* ---- a connection that is down ---- */

/* The declaration that begins with this line, up to the line that closes it. */
static size_t block_length(const char *text)
{
    size_t length = 0;
    while (text[length]) {
        bool closes = text[length] == '}';
        length += line_length(text + length);
        if (closes)
            break;
    }
    return length;
}

static bool can_double(const char *block, size_t length)
{
    struct buf copy = {0};
    buf_add_bytes(&copy, block, length);
    bool can = !strstr(buf_text(&copy), "?") && !strstr(buf_text(&copy), "may-advertise") &&
               !strstr(buf_text(&copy), "    down;");
    buf_free(&copy);
    return can;
}

static void write_twin(const char *block, size_t length, struct buf *out)
{
    char a[64] = "", b[64] = "";
    size_t first = line_length(block);
    if (sscanf(block, "connect %63s <-> %63s", a, b) == 2)
        buf_printf(out, "connect %s <-> %s doubled {\n    down;\n", a, b);
    buf_add_bytes(out, block + first, length - first);
}

static bool write_doubled(const char *text, uint64_t seed, struct buf *out)
{
    uint32_t seen = 0, pick = (uint32_t)(seed % 4);
    buf_add(out, text);
    for (const char *line = text; *line; line += line_length(line)) {
        size_t length = block_length(line);
        if (!starts(line, "connect ") || line[line_length(line) - 2] != '{' || !can_double(line, length))
            continue;
        if (seen++ < pick)
            continue;
        write_twin(line, length, out);
        return true;
    }
    return false;
}

/* ---- all of them ---- */

const char *variant_text(enum variant v)
{
    static const char *const texts[] = {
        [VARIANT_RENAMED] = "sites and circuits renamed",
        [VARIANT_UNUSED] = "an unused site more",
        [VARIANT_SPLIT] = "a prefix split in two",
        [VARIANT_DOUBLED] = "a connection doubled by one that is down",
    };
    return texts[v];
}

bool variant_write(enum variant v, const char *text, uint64_t seed, struct buf *out)
{
    switch (v) {
    case VARIANT_RENAMED:
        return write_renamed(text, out);
    case VARIANT_UNUSED:
        return write_unused(text, seed, out);
    case VARIANT_SPLIT:
        return write_split(text, seed, out);
    case VARIANT_DOUBLED:
        return write_doubled(text, seed, out);
    default:
        return false;
    }
}

/* Is the claim about every site there is? */
static bool is_about_all(const struct claim *c)
{
    return c->kind == CLAIM_NO_LOOPS || c->kind == CLAIM_NO_BLACKHOLES;
}

/* An unused VNet has reserved routes, so a claim on such a prefix may speak of something that was not there before. */
static bool alike(enum variant v, const struct verdict *a, struct verdict b)
{
    bool limited = a->outcome == OUTCOME_UNKNOWN || b.outcome == OUTCOME_UNKNOWN;
    if (v == VARIANT_UNUSED)
        b.vacuous = a->vacuous;
    return limited || properties_alike(a, &b);
}

static struct trial compare(struct arena *arena, enum variant v, const struct compilation *c,
                            const struct verdict *verdicts, const struct compilation *d)
{
    struct trial t = {MISMATCH_NONE, ""};
    const struct verdict *others = properties_verify(arena, d->ir, d->claims, 1);
    for (uint32_t i = 0; i < c->claims->count && t.mismatch == MISMATCH_NONE; i++) {
        const struct claim *claim = &c->claims->at[i];
        if ((v == VARIANT_UNUSED && is_about_all(claim)) || alike(v, &verdicts[i], others[i]))
            continue;
        t = (struct trial){
            MISMATCH_VARIANT,
            arena_printf(arena, "%s: claim %s: %s\nfirst:  %s, %u failures\nsecond: %s, %u failures\n",
                         variant_text(v), claim->name, claim->text, compare_outcome(verdicts[i].outcome),
                         verdicts[i].witness.changed_count, compare_outcome(others[i].outcome),
                         others[i].witness.changed_count)};
    }
    return t;
}

struct trial variants_hold(struct arena *arena, const struct compilation *c, const struct verdict *verdicts,
                           const char *text, uint64_t seed, struct trial_counts *counts)
{
    struct rng rng = rng_of(seed, 3);
    enum variant v = rng_below(&rng, VARIANT_COUNT);
    struct buf page = {0};
    struct compilation *d = compilation_create();
    struct trial t = {MISMATCH_NONE, ""};
    if (variant_write(v, text, rng_below(&rng, 1000), &page) &&
        compile_text(d, "variant.ni", buf_text(&page), page.length) && d->claims->count == c->claims->count) {
        t = compare(arena, v, c, verdicts, d);
        counts->variants[v]++;
    }
    if (t.mismatch != MISMATCH_NONE)
        t.details = arena_printf(arena, "%s\n# the variant:\n%s", t.details, buf_text(&page));
    compilation_destroy(d);
    buf_free(&page);
    return t;
}
