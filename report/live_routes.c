/*
 * live_routes: from Azure's document of effective routes to a list.
 *
 * Words are Azure's own (EffectiveRoute of the REST API, and what the platform answers beyond its list: VNetPeering,
 * VNetGlobalPeering, VirtualNetworkServiceEndpoint); upper and lower case are the same. What is not known is kept as it is.
 */
#include "report/live_routes.h"

#include <string.h>
#include <strings.h>

#include "base/vec.h"
#include "report/json_parts.h"

struct reader {
    struct arena *arena;
    const char *path;
    struct live_routes *out;
    const char *problem;
};

/* The word of `nicc routes` for one of Azure's. */
static const char *next_hop_type(struct arena *a, const char *word)
{
    static const char *const words[][2] = {
        {"VnetLocal", "VirtualNetwork"},
        {"VirtualNetwork", "VirtualNetwork"},
        {"VNetPeering", "VNetPeering"},
        {"VNetGlobalPeering", "VNetPeering"},
        {"VirtualNetworkGateway", "VirtualNetworkGateway"},
        {"VirtualNetworkServiceEndpoint", "VirtualNetworkServiceEndpoint"},
        {"VirtualAppliance", "VirtualAppliance"},
        {"VirtualApplianceEcmp", "VirtualAppliance"},
        {"Internet", "Internet"},
        {"None", "None"},
    };
    for (uint32_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(word, words[i][0]) == 0)
            return words[i][1];
    return arena_strdup(a, word);
}

/* Record what is wrong with the route number `i`, and return false. */
static bool refuse(struct reader *r, size_t i, const char *what)
{
    r->problem = arena_printf(r->arena, "%s: route %zu: %s", r->path, i + 1, what);
    return false;
}

/* A member that is a text; NULL when it is none. */
static const char *text_of(const json_t *route, const char *name)
{
    return json_string_value(json_object_get(route, name));
}

static bool read_next_hops(struct reader *r, size_t i, const json_t *list, struct live_route route)
{
    size_t k;
    const json_t *item;
    char text[ADDR_TEXT_MAX];
    route.next_hop = "";
    if (json_array_size(list) == 0)
        vec_push(r->arena, r->out, route);
    json_array_foreach(list, k, item)
    {
        struct addr address;
        const char *written = json_string_value(item);
        if (!written || !addr_parse(written, strlen(written), &address))
            return refuse(r, i, "\"nextHopIpAddress\" holds what is no IP address");
        route.next_hop = arena_strdup(r->arena, addr_print(address, text));
        vec_push(r->arena, r->out, route);
    }
    return true;
}

static bool read_route(struct reader *r, size_t i, const json_t *item)
{
    const json_t *prefixes = json_object_get(item, "addressPrefix");
    const char *state = text_of(item, "state"), *source = text_of(item, "source");
    const char *type = text_of(item, "nextHopType");
    if (!json_is_array(prefixes) || !state || !source || !type)
        return refuse(
            r, i,
            "it needs \"addressPrefix\", a list, and the texts \"source\", \"state\" and \"nextHopType\"");
    size_t k;
    const json_t *prefix;
    json_array_foreach(prefixes, k, prefix)
    {
        struct live_route route = {.source = arena_strdup(r->arena, source),
                                   .active = strcasecmp(state, "Active") == 0,
                                   .next_hop_type = next_hop_type(r->arena, type)};
        const char *written = json_string_value(prefix);
        bool host_bits;
        if (!written || !prefix_parse(written, strlen(written), &route.prefix, &host_bits))
            return refuse(r, i, "\"addressPrefix\" holds what is no prefix");
        if (!read_next_hops(r, i, json_object_get(item, "nextHopIpAddress"), route))
            return false;
    }
    return true;
}

const char *live_routes_read(struct arena *arena, const char *path, const char *text, size_t length,
                             struct live_routes *out)
{
    struct reader r = {arena, path, out, NULL};
    json_error_t error;
    json_t *document = json_parse(text, length, &error);
    if (!document)
        return arena_printf(arena, "%s:%d:%d: this is no JSON: %s", path, error.line, error.column,
                            error.text);
    const json_t *list = json_is_array(document) ? document : json_object_get(document, "value");
    if (!json_is_array(list))
        r.problem = arena_printf(arena, "%s: there are no routes: \"value\" must be a list", path);
    for (size_t i = 0; !r.problem && i < json_array_size(list); i++)
        (void)read_route(&r, i, json_array_get(list, i));
    json_decref(document);
    return r.problem;
}
