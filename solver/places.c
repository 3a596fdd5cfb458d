/*
 * places: plain searches through short lists.
 */
#include "solver/places.h"

bool places_hold_table(const struct claim_places *p, uint32_t table)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (ids_hold(p->at[i].tables, p->at[i].table_count, table))
            return true;
    return false;
}

static bool hold_link(const struct claim_places *p, uint32_t link)
{
    for (uint32_t i = 0; link != IR_NONE && i < p->count; i++)
        if (ids_hold(p->at[i].links, p->at[i].link_count, link))
            return true;
    return false;
}

static bool hold_balancer(const struct claim_places *p, uint32_t balancer)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (ids_hold(p->at[i].balancers, p->at[i].balancer_count, balancer))
            return true;
    return false;
}

/* The node of a site at the end of a branch: its subnet or LAN table counts as it. */
static bool hold_site(const struct claim_places *p, const struct ir *ir, uint32_t site)
{
    return site != IR_NONE && places_hold_table(p, ir->sites[site].table);
}

bool places_hold_session(const struct claim_places *p, const struct ir_session *session, uint32_t other)
{
    bool linked = session->hop.link != IR_NONE && hold_link(p, session->hop.link);
    return linked || places_hold_table(p, other) ||
           (session->by_server && places_hold_table(p, session->server));
}

bool places_hold_item(const struct claim_places *p, const struct ir *ir, struct item item)
{
    switch (item.kind) {
    case ITEM_SITE:
        return hold_site(p, ir, item.id);
    case ITEM_TABLE:
    case ITEM_END_ROUTER:
        return places_hold_table(p, item.id);
    case ITEM_LINK:
        return hold_link(p, item.id);
    case ITEM_APPLIANCE:
    case ITEM_END_APPLIANCE:
        return places_hold_table(p, ir->appliances[item.id].table);
    case ITEM_BALANCER:
        return hold_balancer(p, item.id);
    case ITEM_INTERNET:
        break;
    }
    return false;
}
