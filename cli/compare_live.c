/*
 * compare_live: reads the live routes and lays them beside the predicted ones.
 */
#include "cli/compare_live.h"

#include "cli/command.h"
#include "grammar/parse.h"
#include "report/compare.h"
#include "report/report.h"

/* The text of the file of --compare ("-": standard input), or NULL; what is wrong has been told. */
static const struct source_file *read_file(const struct scene *s)
{
    struct compilation *n = s->compilation;
    struct parse_context context = {n->arena, n->sources, n->names, n->diags};
    uint32_t source;
    if (parse_read(&context, s->options->compare, &source))
        return source_file(n->sources, source);
    if (s->options->format == FORMAT_JSON)
        view_errors_json(s->schema, n->diags, n->sources, s->options->operands.at[0], &s->console->out);
    else
        report_diagnostics(n, s->options->compare, s->console->colour_err, true, &s->console->err);
    return NULL;
}

static void put(const struct scene *s, const struct compare_view *v)
{
    struct compilation *n = s->compilation;
    if (s->options->format == FORMAT_JSON)
        compare_json(n->sources, v, &s->console->out);
    else if (s->options->format == FORMAT_CSV)
        compare_csv(n->sources, v, &s->console->out);
    else
        compare_text(n->arena, n->sources, v, &s->console->out);
}

int compare_with_live(const struct scene *s, const struct routes_view *predicted, uint32_t table)
{
    struct compilation *n = s->compilation;
    if (table == IR_NONE) {
        scene_error(s, "`%s` has several subnets; name the one that the interface is in", predicted->table);
        return EXIT_USAGE;
    }
    if (n->ir->tables[table].kind != IR_SUBNET) {
        scene_error(s, "`%s` is no subnet of a VNet: only there are interfaces with effective routes",
                    predicted->table);
        return EXIT_USAGE;
    }
    const struct source_file *file = read_file(s);
    if (!file)
        return EXIT_USAGE;
    struct live_routes live = {0};
    const char *problem = live_routes_read(n->arena, file->path, file->text, file->length, &live);
    if (problem) {
        scene_error(s, "%s", problem);
        return EXIT_USAGE;
    }
    struct compare_view v = compare_routes(n->arena, n->ir, predicted, &live, file->path);
    put(s, &v);
    return v.differs ? EXIT_REFUTED : EXIT_GOOD;
}
