/*
 * A graph as a private WAN, and claims about it.
 *
 * With an IGP the graph is one on-premises site with a link for each link, and a subnet at each node (of a fat tree at
 * each edge router). With eBGP each node is a site of its own with one router and an AS number, which tells every
 * neighbour all it knows.
 *
 * Claims are about a set of sources and a set of destinations. In a graph that was read both are all nodes. In a fat
 * tree destinations are the edge routers; sources are all routers with eBGP, as in the published benchmarks that this
 * is compared with, and the edge routers with an IGP, where nobody is attached to the others. What is claimed of one
 * destination is claimed of the one with the most links, the first of several.
 */
#include "bench/designs/generate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct wan {
    const struct graph *graph;
    bool ebgp;
    bool fat_tree;
    int destination; /* of claims about one */
};

static void print_prefix(int i)
{
    printf("10.%d.%d.0/24", i / 250, i % 250);
}

static bool is_destination(const void *context, int i)
{
    const struct wan *wan = context;
    enum role role = wan->graph->node[i].role;
    return role == ROLE_NODE || role == ROLE_EDGE;
}

static bool is_source(const void *context, int i)
{
    const struct wan *wan = context;
    return wan->ebgp || is_destination(context, i);
}

/* The endpoint that stands for node i. */
static void print_endpoint(const void *context, int i)
{
    const struct wan *wan = context;
    printf(wan->ebgp ? "%s" : "wan.lan-%s", wan->graph->node[i].name);
}

static int *allocate_distances(const struct graph *graph)
{
    int *distance = calloc((size_t)graph->nodes, sizeof *distance);
    if (!distance)
        fail("out of memory");
    return distance;
}

/* ---- the network ---- */

static void print_igp(const struct wan *wan)
{
    const struct graph *graph = wan->graph;
    puts("site onprem wan {\n    prefix 10.0.0.0/8;");
    for (int i = 0; i < graph->nodes; i++)
        printf("    router %s;\n", graph->node[i].name);
    for (int i = 0; i < graph->nodes; i++)
        if (is_destination(wan, i)) {
            printf("    subnet lan-%s ", graph->node[i].name);
            print_prefix(i);
            printf(" { router %s; }\n", graph->node[i].name);
        }
    for (int i = 0; i < graph->links; i++)
        printf("    link %s <-> %s;\n", graph->node[graph->link[i][0]].name,
               graph->node[graph->link[i][1]].name);
    puts("}\n");
}

static void print_ebgp(const struct wan *wan)
{
    const struct graph *graph = wan->graph;
    for (int i = 0; i < graph->nodes; i++) {
        printf("site onprem %s { prefix ", graph->node[i].name);
        print_prefix(i);
        printf("; router r { asn %lld; } }\n", 4200000000LL + i);
    }
    puts("");
    for (int i = 0; i < graph->links; i++) {
        const char *a = graph->node[graph->link[i][0]].name, *b = graph->node[graph->link[i][1]].name;
        printf("connect %s.r <-> %s.r { %s.r { advertise all; } %s.r { advertise all; } }\n", a, b, a, b);
    }
    puts("");
}

/* The router at which the partner is: a core router of a fat tree, the farthest from the destination of another
 * graph. */
static int partner_at(const struct wan *wan)
{
    const struct graph *graph = wan->graph;
    int at = 0;
    if (wan->fat_tree) {
        while (graph->node[at].role != ROLE_CORE)
            at++;
        return at;
    }
    int *distance = allocate_distances(graph);
    graph_distances(graph, wan->destination, distance);
    for (int i = 1; i < graph->nodes; i++)
        at = distance[i] > distance[at] ? i : at;
    free(distance);
    return at;
}

static void print_partner(const struct wan *wan, bool open)
{
    const char *at = wan->graph->node[partner_at(wan)].name;
    puts("site onprem partner { prefix 198.51.100.0/24; router r { asn 65200; } }");
    printf("connect %s.r <-> partner.r {\n"
           "    %s.r { advertise all; %s}\n"
           "    partner.r { may-advertise 0.0.0.0/0 le 32; }\n"
           "}\n\n",
           at, at, open ? "" : "accept 198.51.100.0/24; ");
}

/* ---- the claims ---- */

/* The name of the group that holds the sources, and that of the destinations: one group where they are the same. */
static const char *sources(const struct wan *wan)
{
    return !wan->fat_tree ? "nodes" : wan->ebgp ? "routers" : "edges";
}

static const char *destinations(const struct wan *wan)
{
    return wan->fat_tree ? "edges" : "nodes";
}

static void print_groups(const struct wan *wan, bool of_destinations)
{
    print_group(sources(wan), wan->graph->nodes, is_source, print_endpoint, wan);
    if (of_destinations && strcmp(sources(wan), destinations(wan)) != 0)
        print_group(destinations(wan), wan->graph->nodes, is_destination, print_endpoint, wan);
    puts("");
}

/* The most links from any source to destination `to`, or to any when it is negative. */
static int longest(const struct wan *wan, int to)
{
    int most = 0;
    int *distance = allocate_distances(wan->graph);
    for (int d = 0; d < wan->graph->nodes; d++) {
        if (to >= 0 ? d != to : !is_destination(wan, d))
            continue;
        graph_distances(wan->graph, d, distance);
        for (int i = 0; i < wan->graph->nodes; i++)
            if (is_source(wan, i) && distance[i] > most)
                most = distance[i];
    }
    free(distance);
    return most;
}

/* `can send to` is what the peers check; all pairs in both directions are the same question with replies. */
static void print_all_pairs(const struct wan *wan, bool length)
{
    bool same = strcmp(sources(wan), destinations(wan)) == 0;
    print_groups(wan, true);
    printf("claim %s: %s can %s %s", length ? "all-pairs-length" : "all-pairs", sources(wan),
           same ? "reach" : "send to", destinations(wan));
    if (length)
        printf(" within %d hops", longest(wan, -1) + 2);
    puts(";");
}

static void print_to_destination(const struct wan *wan, const char *claim, const char *rest)
{
    print_groups(wan, false);
    printf("claim %s: %s can send to ", claim, sources(wan));
    print_endpoint(wan, wan->destination);
    printf("%s\n", rest);
}

struct survivors {
    const struct wan *wan;
    const bool *lost;
};

static bool survives(const void *context, int i)
{
    const struct survivors *survivors = context;
    return is_source(survivors->wan, i) && !survivors->lost[i];
}

static void print_survivor(const void *context, int i)
{
    print_endpoint(((const struct survivors *)context)->wan, i);
}

static void print_survival(const struct wan *wan, const char *verb, int failures, const char *rest)
{
    printf(" can %s ", verb);
    print_endpoint(wan, wan->destination);
    if (failures > 0)
        printf(" under any %d failure%s of links", failures, failures > 1 ? "s" : "");
    printf("%s\n", rest);
}

/* The sources with more ways to the destination than failures, in one claim; each of the others in one that is
 * refuted (Menger's theorem). */
static void print_one_destination(const struct wan *wan, const char *verb, int failures)
{
    int nodes = wan->graph->nodes, kept = 0;
    bool *lost = calloc((size_t)nodes, sizeof *lost);
    if (!lost)
        fail("out of memory");
    for (int i = 0; i < nodes; i++) {
        lost[i] = i == wan->destination ||
                  graph_disjoint_ways(wan->graph, i, wan->destination, failures + 1) <= failures;
        kept += is_source(wan, i) && !lost[i];
    }
    struct survivors survivors = {wan, lost};
    if (kept > 0) {
        print_group("kept", nodes, survives, print_survivor, &survivors);
        fputs("claim kept: kept", stdout);
        print_survival(wan, verb, failures, ";");
    }
    for (int i = 0; i < nodes; i++)
        if (is_source(wan, i) && lost[i] && i != wan->destination) {
            printf("claim from-%s: ", wan->graph->node[i].name);
            print_endpoint(wan, i);
            print_survival(wan, verb, failures, " { expect refuted; }");
        }
    free(lost);
}

static void print_claims(const struct wan *wan, const char *claims, int failures)
{
    char rest[64];
    if (strcmp(claims, "all-pairs") == 0)
        print_all_pairs(wan, false);
    else if (strcmp(claims, "all-pairs-length") == 0)
        print_all_pairs(wan, true);
    else if (strcmp(claims, "one-destination") == 0)
        print_one_destination(wan, "send to", failures);
    else if (strcmp(claims, "round-trip") == 0)
        print_one_destination(wan, "reach", failures);
    else if (strcmp(claims, "path-length") == 0) {
        snprintf(rest, sizeof rest, " within %d hops;", longest(wan, wan->destination) + 2);
        print_to_destination(wan, claims, rest);
    } else if (strcmp(claims, "hijack") == 0)
        print_to_destination(wan, claims, " avoiding partner;");
    else
        print_to_destination(wan, claims, " avoiding partner { expect refuted; }");
}

static int most_links(const struct graph *graph, bool fat_tree)
{
    int best = 0;
    for (int i = 1; i < graph->nodes && !fat_tree; i++)
        if (graph->start[i + 1] - graph->start[i] > graph->start[best + 1] - graph->start[best])
            best = i;
    return best;
}

void print_wan(const struct graph *graph, const char *title, bool ebgp, const char *claims, int failures)
{
    struct wan wan = {.graph = graph, .ebgp = ebgp, .fat_tree = graph->node[0].role != ROLE_NODE};
    wan.destination = most_links(graph, wan.fat_tree);
    printf("design %s \"%d routers, %d links, %s\";\n\n", title, graph->nodes, graph->links,
           ebgp ? "eBGP" : "IGP");
    if (ebgp)
        print_ebgp(&wan);
    else
        print_igp(&wan);
    if (strncmp(claims, "hijack", 6) == 0)
        print_partner(&wan, strcmp(claims, "hijack-open") == 0);
    print_claims(&wan, claims, failures);
}
