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

bool places_hold_link(const struct claim_places *p, uint32_t link)
{
    for (uint32_t i = 0; link != IR_NONE && i < p->count; i++)
        if (ids_hold(p->at[i].links, p->at[i].link_count, link))
            return true;
    return false;
}

bool places_hold_site(const struct claim_places *p, const struct ir *ir, uint32_t site)
{
    return site != IR_NONE && places_hold_table(p, ir->sites[site].table);
}

bool places_hold_session(const struct claim_places *p, const struct ir_session *session, uint32_t other)
{
    bool linked = session->hop.link != IR_NONE && places_hold_link(p, session->hop.link);
    return linked || places_hold_table(p, other);
}
