/*
 * parse: files, the files they include, and what they declare.
 *
 * May assume nothing about the texts. Promises a tree of all declarations in order; each file is read
 * once, a circle of includes is an error, and what is no text at all never reaches the scanner.
 */
#include "grammar/parse.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "grammar/parser.h"
#include "grammar/scan.h"
#include "grammar/syntax.h"

/* A file that is being read, and the `include` that led to it. */
struct reading {
    const struct reading *outer; /* NULL for the first file */
    const char *identity;
    uint32_t file;
    struct span include; /* in the outer file */
    uint32_t depth;
};

struct reader {
    const struct parse_context *context;
    struct map *seen; /* identities of all files so far */
    uint32_t files;   /* read so far, */
    uint64_t bytes;   /* and their sizes */
    bool full;        /* no more files are read */
    struct ast *root;
};

static void read_declarations(struct reader *r, const struct reading *at);

/* ---- one file ---- */

/* Offset of the first byte that cannot be in a design, or `length`. */
static size_t find_no_text(const struct source_file *f)
{
    const char *nul = memchr(f->text, '\0', f->length);
    size_t invalid = utf8_find_invalid(f->text, f->length);
    size_t zero = nul ? (size_t)(nul - f->text) : f->length;
    return zero < invalid ? zero : invalid;
}

static bool check_text(const struct parse_context *c, uint32_t file)
{
    const struct source_file *f = source_file(c->sources, file);
    size_t bad = find_no_text(f);
    if (bad == f->length)
        return true;
    struct span at = {file, (uint32_t)bad, (uint32_t)bad + 1};
    diag_add(c->diags, DIAG_NOT_TEXT, at, "this is no UTF-8 text: the byte %02x cannot stand here",
             (unsigned char)f->text[bad]);
    return false;
}

struct parser parser_of(const struct parse_context *c, uint32_t file)
{
    const struct source_file *f = source_file(c->sources, file);
    uint32_t depth = (uint32_t)limit_of(LIMIT_NESTING);
    return (struct parser){
        .context = c,
        .arena = c->arena,
        .file = file,
        .text = f->text,
        .length = f->length,
        .depth_limit = depth,
        .blocks = arena_array(c->arena, struct block, depth),
        .replay = arena_array(c->arena, struct token, depth + PARSER_RECENT_MAX),
    };
}

/* The list of declarations of a file; NULL when it is no text. */
static struct ast *parse_source(const struct parse_context *c, uint32_t file)
{
    if (!check_text(c, file))
        return NULL;
    struct parser p = parser_of(c, file);
    (void)nicc_parse(&p); /* what went wrong is in the diagnostics */
    return p.root;
}

const struct ast *parse_one(const struct parse_context *context, uint32_t source)
{
    return parse_source(context, source);
}

/* ---- includes ---- */

/* "a/b.ni" for "a/x/.././b.ni": what can be told without looking at the file system. */
static const char *plain_path(struct arena *a, const char *path)
{
    char *out = arena_strdup(a, "");
    for (bool first = true; *path; first = false) {
        size_t length = strcspn(path, "/");
        char *slash = strrchr(out, '/');
        const char *last = slash ? slash + 1 : out;
        bool up = length == 2 && memcmp(path, "..", 2) == 0 && *last && strcmp(last, "..") != 0;
        bool stays = length == 0 || (length == 1 && *path == '.');
        if (up)
            *(slash ? slash : out) = '\0';
        else if (!stays || first)
            out = arena_printf(a, "%s%s%.*s", out, *out ? "/" : "", (int)length, path);
        path += length + (path[length] == '/');
    }
    return out;
}

/* Two paths of one file have the same identity. */
static const char *identity_of(struct reader *r, const char *path)
{
    char resolved[PATH_MAX];
    const char *identity = realpath(path, resolved) ? resolved : path;
    if (source_is_offered(r->context->sources))
        identity = plain_path(r->context->arena, path);
    return intern_text(r->context->names, identity, strlen(identity));
}

/* `name` relative to the folder of `including`. */
static const char *joined_path(struct arena *a, const char *including, const char *name)
{
    const char *slash = strrchr(including, '/');
    if (name[0] == '/' || !slash)
        return name;
    return arena_printf(a, "%.*s%s", (int)(slash - including + 1), including, name);
}

static void report_unreadable(const struct parse_context *c, enum source_result result, struct span at,
                              const char *path)
{
    struct diag *d;
    switch (result) {
    case SOURCE_DIRECTORY:
        diag_add(c->diags, DIAG_IS_DIRECTORY, at, "`%s` is a directory", path);
        break;
    case SOURCE_TOO_LARGE:
        d = diag_add(c->diags, DIAG_FILE_TOO_LARGE, at, "`%s` is larger than %s", path,
                     limit_text(c->arena, LIMIT_FILE_SIZE, limit_of(LIMIT_FILE_SIZE)));
        diag_help(c->diags, d, "%s", limit_remedy(c->arena, LIMIT_FILE_SIZE));
        break;
    default:
        diag_add(c->diags, DIAG_UNREADABLE, at, "cannot read `%s`: %s", path, strerror(errno));
        break;
    }
}

static void report_cycle(struct reader *r, const struct reading *inner, const struct reading *repeated,
                         struct span at)
{
    const struct parse_context *c = r->context;
    struct diag *d = diag_add(c->diags, DIAG_INCLUDE_CYCLE, at, "`%s` includes itself",
                              source_file(c->sources, repeated->file)->path);
    for (const struct reading *step = inner; step != repeated; step = step->outer)
        diag_label(c->diags, d, step->include, "`%s` is included here",
                   source_file(c->sources, step->file)->path);
}

static bool is_cycle(struct reader *r, const struct reading *inner, const char *identity, struct span at)
{
    for (const struct reading *step = inner; step; step = step->outer) {
        if (step->identity != identity)
            continue;
        report_cycle(r, inner, step, at);
        return true;
    }
    return false;
}

/* A file more, at an `include` (or SPAN_NONE). False when there are too many, or too much is in them. */
static bool count_file(struct reader *r, uint32_t file, struct span at)
{
    const struct parse_context *c = r->context;
    r->bytes += source_file(c->sources, file)->length;
    r->files++;
    enum limit_id id = r->files > limit_of(LIMIT_FILES) ? LIMIT_FILES : LIMIT_INPUT_SIZE;
    if (id == LIMIT_INPUT_SIZE && r->bytes <= limit_of(LIMIT_INPUT_SIZE))
        return true;
    const char *most = limit_text(c->arena, id, limit_of(id));
    struct diag *d = diag_add(c->diags, DIAG_DESIGN_TOO_LARGE, at,
                              id == LIMIT_FILES ? "the design has more than %s files"
                                                : "the files of the design are larger than %s together",
                              most);
    diag_help(c->diags, d, "%s", limit_remedy(c->arena, id));
    return false;
}

static void follow_include(struct reader *r, const struct reading *outer, const struct ast *include)
{
    const struct parse_context *c = r->context;
    const char *path = joined_path(c->arena, source_file(c->sources, outer->file)->path, include->name);
    struct reading inner = {outer, identity_of(r, path), SOURCE_NONE, include->name_span, outer->depth + 1};
    if (is_cycle(r, outer, inner.identity, include->name_span))
        return;
    if (inner.depth > limit_of(LIMIT_INCLUDE_DEPTH)) {
        struct diag *d =
            diag_add(c->diags, DIAG_NESTED_TOO_DEEP, include->name_span,
                     "files include each other more than %u deep", (uint32_t)limit_of(LIMIT_INCLUDE_DEPTH));
        diag_help(c->diags, d, "%s", limit_remedy(c->arena, LIMIT_INCLUDE_DEPTH));
        return;
    }
    if (r->full || !map_put(r->seen, inner.identity, strlen(inner.identity), 1))
        return;
    enum source_result result = source_read(c->sources, path, &inner.file);
    if (result != SOURCE_OK)
        report_unreadable(c, result, include->name_span, path);
    else if (count_file(r, inner.file, include->name_span))
        read_declarations(r, &inner);
    else
        r->full = true;
}

/* Add the declarations of a file to the root, those of included files in their place. */
static void read_declarations(struct reader *r, const struct reading *at)
{
    struct ast *list = parse_source(r->context, at->file);
    struct ast *next;
    for (struct ast *d = list ? list->kids : NULL; d; d = next) {
        next = d->next;
        d->next = NULL;
        if (d->kind == AST_INCLUDE)
            follow_include(r, at, d);
        else
            ast_add(r->root, d);
    }
}

/* ---- the way in ---- */

static struct span whole_file(const struct parse_context *c, uint32_t file)
{
    return (struct span){file, 0, source_file(c->sources, file)->length};
}

static struct ast *parse_all(const struct parse_context *c, uint32_t file, const char *path)
{
    struct reader r = {.context = c,
                       .seen = map_new(c->arena),
                       .root = ast_new(c->arena, AST_DESIGN_FILE, whole_file(c, file))};
    struct reading first = {NULL, identity_of(&r, path), file, SPAN_NONE, 0};
    map_put(r.seen, first.identity, strlen(first.identity), 1);
    if (count_file(&r, file, SPAN_NONE))
        read_declarations(&r, &first);
    if (!r.root->kids && diag_errors(c->diags) == 0)
        diag_add(c->diags, DIAG_EMPTY_DESIGN, (struct span){file, 0, 0}, "the design declares nothing");
    return r.root;
}

bool parse_read(const struct parse_context *context, const char *path, uint32_t *source)
{
    enum source_result result = source_read(context->sources, path, source);
    if (result != SOURCE_OK)
        report_unreadable(context, result, SPAN_NONE, path);
    return result == SOURCE_OK;
}

struct ast *parse_file(const struct parse_context *context, const char *path)
{
    uint32_t file;
    if (parse_read(context, path, &file))
        return parse_all(context, file, path);
    return ast_new(context->arena, AST_DESIGN_FILE, SPAN_NONE);
}

struct ast *parse_text(const struct parse_context *context, const char *path, const char *text, size_t length)
{
    return parse_all(context, source_add(context->sources, path, text, length), path);
}

/* ---- tokens ---- */

static const char *class_of(int token)
{
    if (syntax_keyword_of(token) != KW_NONE && token != TOK_ARROW)
        return "keyword";
    if (token < TOK_IDENT || token > TOK_DAY)
        return "sign";
    const char *text = syntax_token_text(token); /* "a name" */
    return strchr(text, ' ') + 1;
}

void parse_dump_tokens(const struct parse_context *context, uint32_t source, struct buf *out)
{
    if (!check_text(context, source))
        return;
    struct parser p = parser_of(context, source);
    scan_open(&p);
    for (struct token t = scan_next(&p); t.kind != TOK_YYEOF; t = scan_next(&p)) {
        struct source_position at = source_position(context->sources, t.span);
        buf_printf(out, "%u:%u %s %s\n", at.line, at.column, class_of(t.kind),
                   source_excerpt(context->sources, context->arena, t.span));
    }
}
