/*
 * generate: hostile designs, to standard output: one thing that a design may hold, over and over, or bytes that no design
 * holds. `generate KIND BYTES` writes about BYTES bytes and then closes what it opened; `generate` lists the kinds.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A kind: a beginning, a piece that is repeated, an end. In a piece `%` is the piece's number n, `&` the number before
 * it, `@` three bytes of an address that n makes. */
struct kind {
    const char *name, *begin, *piece, *end;
};

#define TWO_SITES                                                                                            \
    "site onprem a { prefix 10.0.0.0/8; router r { asn 65001; } }\nsite vnet v { prefix 11.0.0.0/8; "        \
    "gateway vpn g; }\n"
#define TUNNEL "connect a.r <-> v.g;\nclaim last: a can reach v;\n"

static const struct kind kinds[] = {
    /* no design at all */
    {"token", "", "site ", ""},
    {"word", "", "a", ""},
    {"digits", "claim c: a can reach b within ", "9", " hops;"},
    {"address", "site vnet v { prefix 1", ".1", "/8; }"},
    {"colons", "site vnet v { prefix ", "1:", ":/8; }"},
    {"braces", "", "{", ""},
    {"open-sites", "", "site vnet s% {\n", ""},
    {"closes", "", "}", ""},
    {"semicolons", "", ";", ""},
    {"stray", "", "$ ", ""},
    {"quotes", "", "\"", ""},
    {"quotes-lines", "", "\"\n", ""},
    {"long-string", "design d \"", "text ", "\";\n"},
    {"long-name", "site vnet ", "n", " { prefix 10.0.0.0/16; }\nclaim c: m can reach m;\n"},
    {"long-path", "claim c: a", ".a", " can reach b;\n"},
    {"comment", "# ", "comment ", "\n"},
    {"blanks", "", "  \t", "\n"},
    {"lines", "", "\n", ""},
    {"bad-statements", "", "wrong % here;\n", ""},
    {"bad-in-block", "site vnet v {\n", "  wrong % here;\n", "}\n"},
    {"bad-no-end", "", "site vnet s% { prefix 10.0.0.0/16\n", ""},
    {"carriage-returns", "", "site vnet s {\r", ""},
    /* names */
    {"duplicates", "", "site vnet s { prefix 10.0.0.0/16; }\n", ""},
    {"unknown-names", TWO_SITES, "claim c%: x% can reach y%;\n", TUNNEL},
    {"unknown-ends", TWO_SITES, "connect x%.r <-> y%.g;\n", TUNNEL},
    {"lets", TWO_SITES, "let l% = @.0/24;\n", TUNNEL},
    {"let-chain", TWO_SITES "let l0 = 10.0.0.0/8;\n", "let l% = l&;\n", TUNNEL},
    {"let-doubling", TWO_SITES "let l0 = 10.0.0.0/8;\n", "let l% = l&, l&;\n", TUNNEL},
    {"let-list", TWO_SITES "let l = ", "@.0/24, ", "255.0.0.0/8;\n" TUNNEL},
    {"group-chain", TWO_SITES "group g0 = a;\n", "group g% = g&;\n", TUNNEL},
    {"group-list", TWO_SITES "group g = ", "@.4, ", "a;\n" TUNNEL "claim c: g can reach v;\n"},
    {"group-same", TWO_SITES "group g = ", "a, ", "a;\n" TUNNEL "claim c: g can reach v;\n"},
    /* a design with very much of one thing */
    {"sites", "", "site vnet s% { prefix @.0/24; }\n", "claim c: s1 can reach s2;\n"},
    {"onprem", "", "site onprem s% { prefix @.0/24; router r { asn 65001; } }\n",
     "claim c: s1 can reach s2;\n"},
    {"branches", "site vnet v { prefix 11.0.0.0/8; gateway vpn g; }\n",
     "site onprem s% { prefix @.0/24; router r { asn 65001; } }\nconnect s%.r <-> v.g;\n",
     "claim c: s1 can reach v;\n"},
    {"er-gateways", "",
     "site vnet s% { prefix @.0/24; gateway expressroute g; }\ncircuit c%;\nconnect s%.g <-> c%;\n",
     "claim c: s1 can reach s2;\n"},
    {"twice-connected", TWO_SITES, "connect v.g <-> a.r;\n", "claim c: a can reach v;\n"},
    {"links", "site onprem b { prefix 10.0.0.0/8; router r0 { asn 65001; }\n",
     "router r% { asn 65001; }\nlink r& <-> r%;\n", "}\nclaim c: b can reach b;\n"},
    {"spokes", "site vnet v { prefix 11.0.0.0/16; gateway vpn g; }\n",
     "site vnet s% { prefix @.0/24; }\npeering s% <-> v;\n", "claim c: s1 can reach v;\n"},
    {"prefixes", "site onprem a { router r { asn 65001; }\n", "prefix @.0/24;\n",
     "}\nsite vnet v { prefix 11.0.0.0/8; gateway vpn g; }\n" TUNNEL},
    {"hosts", "site onprem a { prefix 0.0.0.0/1; router r { asn 65001; }\n", "host h% @.9;\n",
     "}\nsite vnet v { prefix 192.0.0.0/8; gateway vpn g; }\n" TUNNEL},
    {"subnets", "site vnet w { prefix 0.0.0.0/1;\n", "subnet s% @.0/24;\n", "}\nclaim c: w can reach w;\n"},
    {"tags", TWO_SITES "site vnet w { prefix 12.0.0.0/8;\n", "tag t%;\n", "}\n" TUNNEL},
    {"routers", "site onprem b { prefix 10.0.0.0/8;\n", "router r% { asn 65001; }\n",
     "}\nclaim c: b can reach b;\n"},
    {"routes", "site vnet w { prefix 13.0.0.0/8; subnet s 13.0.0.0/24 { route-table t; }\nroute-table t {\n",
     "route @.0/24 -> none;\n", "} }\nclaim c: w can reach w;\n"},
    {"rules",
     "site vnet w { prefix 13.0.0.0/8; subnet s 13.0.0.0/24 { security-group t; }\nsecurity-group t { "
     "inbound {\n",
     "% allow tcp from @.0/24 port 80;\n", "} } }\nclaim c: w can reach w;\n"},
    {"rule-sources",
     "site vnet w { prefix 13.0.0.0/8; subnet s 13.0.0.0/24 { security-group t; }\nsecurity-group t { "
     "inbound { 100 allow tcp from 1.0.0.0/24",
     ", @.0/24", " port 80; } } }\nclaim c: w can reach w;\n"},
    {"rule-ports",
     "site vnet w { prefix 13.0.0.0/8; subnet s 13.0.0.0/24 { security-group t; }\nsecurity-group t { "
     "inbound { 100 allow tcp from any port 1",
     ", %", "; } } }\nclaim c: w can reach w;\n"},
    {"circuits", TWO_SITES, "circuit c%;\n", TUNNEL},
    {"advertise", TWO_SITES "connect a.r <-> v.g { a.r { advertise own, ", "@.0/24, ",
     "10.0.0.0/8; } }\nclaim c: a can reach v;\n"},
    {"policy", TWO_SITES "policy p {\n", "permit prefix @.0/24 set local-preference %;\n", "}\n" TUNNEL},
    {"claims", TWO_SITES, "claim c%: a can reach v;\n", TUNNEL},
    {"claims-prefix", TWO_SITES, "claim c%: @.0/24 can reach v;\n", TUNNEL},
    {"claims-service", TWO_SITES, "claim c%: a can reach v on tcp %;\n", TUNNEL},
    {"claims-same-name", TWO_SITES, "claim c: a can reach v;\n", TUNNEL},
    {"waivers", TWO_SITES TUNNEL, "waive last until 2030-01-01 reason \"x\";\n", ""},
    {"services", TWO_SITES "claim many: a can reach v on tcp 1", ", tcp %", ";\n" TUNNEL},
    {"conditions", TWO_SITES "claim many: a can reach v ", "when a.r down and ", "when a.r down;\n" TUNNEL},
    {"matrix", TWO_SITES "matrix m {\ncolumns a v;\n", "a . Y;\n", "}\n" TUNNEL},
    {"includes", "", "include \"missing-%.ni\";\n", TUNNEL},
    {"include-same", TWO_SITES TUNNEL, "include \"-\";\n", ""},
};

#define KIND_COUNT (sizeof kinds / sizeof *kinds)

static size_t put_piece(const char *piece, uint32_t n)
{
    size_t length = 0;
    for (const char *c = piece; *c; c++) {
        if (*c == '%')
            length += (size_t)printf("%u", n);
        else if (*c == '&')
            length += (size_t)printf("%u", n - 1);
        else if (*c == '@')
            length += (size_t)printf("%u.%u.%u", n >> 16 & 127, n >> 8 & 255, n & 255);
        else
            length += putchar(*c) != EOF;
    }
    return length;
}

static void put_kind(const struct kind *k, size_t bytes)
{
    size_t length = strlen(k->begin);
    fputs(k->begin, stdout);
    for (uint32_t n = 1; length < bytes; n++)
        length += put_piece(k->piece, n);
    fputs(k->end, stdout);
}

/* Bytes that are no text. */
static void put_bytes(const char *name, size_t bytes)
{
    uint32_t x = 1;
    for (size_t i = 0; i < bytes; i++) {
        x = x * 1664525u + 1013904223u;
        putchar(strcmp(name, "nul") == 0 ? 0 : strcmp(name, "invalid-utf8") == 0 ? 0xff : (int)(x >> 24));
    }
}

static int list_kinds(void)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        puts(kinds[i].name);
    puts("nul\ninvalid-utf8\nrandom");
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 1)
        return list_kinds();
    if (argc != 3) {
        fputs("usage: generate [KIND BYTES]\n", stderr);
        return 2;
    }
    size_t bytes = strtoul(argv[2], NULL, 10);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (strcmp(argv[1], kinds[i].name) != 0)
            continue;
        put_kind(&kinds[i], bytes);
        return 0;
    }
    put_bytes(argv[1], bytes);
    return 0;
}
