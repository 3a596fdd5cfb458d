/*
 * One flow of a row with its paths in both designs. Where a design lacks what the other one has, the paths are those that
 * break `can reach`: a lost branch, not one of the delivered ones beside it.
 */
#include "compiler/difference_internal.h"

#include <string.h>

bool difference_is_there(const struct difference_part *from, const struct difference_part *to, int side)
{
    return from->there[side] && to->there[side] &&
           (from->ends[side].kind != FLOW_INTERNET || to->ends[side].kind != FLOW_INTERNET);
}

/* The destination shown: inside one part another address than the source. */
static struct addr destination_of(const struct difference_part *from, const struct difference_part *to)
{
    bool overflow;
    struct addr next = addr_next(to->sample, &overflow);
    for (uint32_t i = 0; i < to->stretches.count && from == to; i++) {
        const struct difference_stretch *s = &to->stretches.at[i];
        if (!overflow && addr_compare(s->first, next) <= 0 && addr_compare(next, s->last) <= 0)
            return next;
        if (addr_compare(s->first, to->sample) != 0)
            return s->first;
    }
    return to->sample;
}

static const char *flow_name(const struct difference_context *c, const struct difference_end *e,
                             struct addr sample)
{
    const char *host = difference_host(c->sides, e, sample);
    return host ? host : e->name;
}

/* The claim that everything of one flow completes. */
static bool completes(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                      const struct flow_end *to, uint32_t service, const struct difference_flow *f,
                      struct witness *w)
{
    struct claim_member source = {f->source_name, from, 1}, destination = {f->destination_name, to, 1};
    struct bits services = bits_new(a, s->ir->service_count);
    bits_add(services, service);
    struct claim claim = {
        .name = "",
        .text = "",
        .span = SPAN_NONE,
        .kind = CLAIM_CAN_REACH,
        .matrix = IR_NONE,
        .from = {&source, 1},
        .to = {&destination, 1},
        .services = services,
        .table = IR_NONE,
        .prefix = IR_NONE,
    };
    return sim_claim_holds(a, s, &claim, w);
}

/* The first stable state in which the flow has the fact, or has it not. */
static const struct sim_state *state_with(const struct difference_side *side, const struct flow_end *from,
                                          const struct flow_end *to, uint32_t service, uint32_t fact,
                                          bool wanted)
{
    const struct sim_state *found = side->states.at[0];
    struct arena *scratch = arena_create();
    struct sim_reach *reach = arena_array(scratch, struct sim_reach, side->design->ir->service_count);
    for (uint32_t i = side->states.count; i-- > 0 && side->states.count > 1;) {
        sim_reach(scratch, side->states.at[i], from, to, reach);
        if (((reach[service].facts & fact) != 0) == wanted)
            found = side->states.at[i];
    }
    arena_destroy(scratch);
    return found;
}

/* The first stable state in which the flow takes other ways than in the first one of the other design; else the first. */
static const struct sim_state *state_beside(const struct difference_context *c, int number,
                                            const struct difference_part *from,
                                            const struct difference_part *to,
                                            const struct difference_service *service)
{
    const struct difference_side *side = &c->sides[number], *other = &c->sides[1 - number];
    const struct sim_state *found = side->states.at[0];
    struct arena *scratch = arena_create();
    struct sim_reach *mine = arena_array(scratch, struct sim_reach, side->design->ir->service_count);
    struct sim_reach *others = arena_array(scratch, struct sim_reach, other->design->ir->service_count);
    if (side->states.count > 1)
        sim_reach(scratch, other->states.at[0], &from->ends[1 - number], &to->ends[1 - number], others);
    for (uint32_t i = side->states.count; i-- > 0 && side->states.count > 1;) {
        sim_reach(scratch, side->states.at[i], &from->ends[number], &to->ends[number], mine);
        if (strcmp(mine[service->classes[number]].ways, others[service->classes[1 - number]].ways) != 0)
            found = side->states.at[i];
    }
    arena_destroy(scratch);
    return found;
}

/* The fact in which the designs differ: the strongest. 0 for another way. */
static uint32_t deciding_fact(uint32_t code)
{
    static const uint32_t facts[] = {SIM_COMPLETE, SIM_ANSWERED, SIM_ALL_SENT, SIM_SENT};
    uint32_t differ = DIFFERENCE_CODE_FACTS(code, 0) ^ DIFFERENCE_CODE_FACTS(code, 1);
    for (uint32_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (differ & facts[i])
            return facts[i];
    return 0;
}

static const char *missing_name(const struct difference_context *c, const struct difference_part *part,
                                const char *name)
{
    char text[ADDR_TEXT_MAX];
    addr_print(part->sample, text);
    return strncmp(name, text, strlen(text)) == 0 ? name : arena_printf(c->arena, "%s (%s)", text, name);
}

/* What the state has otherwise than usual, beside what is down in all of them. */
static void tell_changed(const struct difference_context *c, const struct difference_side *side,
                         const struct sim_state *s, struct difference_paths *out)
{
    const char **texts = arena_array(c->arena, const char *, s->ir->element_count);
    for (uint32_t e = 0; e < s->ir->element_count; e++)
        if (bits_has(s->changed, e) && !bits_has(side->down, e))
            texts[out->changed_count++] = ir_change_text(c->arena, s->ir, e);
    out->changed = texts;
}

/* Paths of one design: where it lacks the deciding fact, those that break `can reach`. */
static struct difference_paths side_paths(const struct difference_context *c, int number,
                                          const struct difference_spot *spot, uint32_t code,
                                          const struct difference_flow *f)
{
    const struct difference_side *side = &c->sides[number];
    const struct difference_part *from = &c->ends.list.at[spot->from].parts.at[spot->from_part];
    const struct difference_part *to = &c->ends.list.at[spot->to].parts.at[spot->to_part];
    struct difference_paths out = {0};
    if (!difference_is_there(from, to, number)) {
        out.missing = from->there[number] ? missing_name(c, to, f->destination_name)
                                          : missing_name(c, from, f->source_name);
        return out;
    }
    struct flow_end target = to->ends[number];
    if (from == to)
        target.sample = f->destination;
    const struct flow_end *a = &from->ends[number], *b = &target;
    const struct difference_service *services = &c->services.list.at[spot->service];
    uint32_t service = services->classes[number], fact = deciding_fact(code);
    bool has = fact == 0 || (DIFFERENCE_CODE_FACTS(code, number) & fact) != 0;
    const struct sim_state *s =
        fact == 0 ? state_beside(c, number, from, to, services) : state_with(side, a, b, service, fact, has);
    struct witness w = {0};
    tell_changed(c, side, s, &out);
    if (!has && !completes(c->arena, s, a, b, service, f, &w)) {
        out.forward = w.forward;
        out.back = w.back;
        out.has_back = w.has_back && w.forward.delivered;
        return out;
    }
    out.forward = sim_path(c->arena, s, a, b, service, f->source_name, f->destination_name);
    out.has_back = out.forward.delivered;
    if (out.has_back)
        out.back = sim_reply_path(c->arena, s, a, b, service, f->source_name, f->destination_name);
    return out;
}

struct difference_flow difference_witness(const struct difference_context *c,
                                          const struct difference_spot *spot, uint32_t code)
{
    const struct difference_end *from = &c->ends.list.at[spot->from], *to = &c->ends.list.at[spot->to];
    const struct ir_service_range *r = &c->services.list.at[spot->service].ranges.at[0];
    struct difference_flow f = {
        .source = from->parts.at[spot->from_part].sample,
        .destination = destination_of(&from->parts.at[spot->from_part], &to->parts.at[spot->to_part]),
        .any_service = c->services.list.count == 1,
        .protocol = r->protocol,
        .port = r->first,
    };
    f.source_name = flow_name(c, from, f.source);
    f.destination_name = flow_name(c, to, f.destination);
    for (int side = 0; side < 2; side++)
        f.sides[side] = side_paths(c, side, spot, code, &f);
    return f;
}
