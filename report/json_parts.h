/*
 * json_parts: pieces that several JSON documents share. Built with jansson, keys in the order they are set.
 *
 * All functions return a new reference, which json_object_set_new and json_array_append_new take over.
 */
#ifndef NICC_REPORT_JSON_PARTS_H
#define NICC_REPORT_JSON_PARTS_H

#include <jansson.h>

#include "base/buf.h"
#include "base/diag.h"
#include "compiler/verdict.h"

/* A string; bytes that are no UTF-8 become U+FFFD. NULL gives "". */
json_t *json_text(const char *text);
json_t *json_prefix(struct prefix p);
/* {"file", "line"}, or null for no place. */
json_t *json_place(const struct source_set *sources, struct span at);
/* "NICC3901"; null for IR_NONE. */
json_t *json_rule(uint32_t rule);
/* "F15 F19" as an array. */
json_t *json_fact_list(const char *facts);
/* {"code", "text", "explanation", "facts"} of a rule. */
json_t *json_rule_text(uint32_t rule);
/* {"delivered", "hops", "drop"}; null for NULL. */
json_t *json_path(const struct source_set *sources, const struct path *p);
/* Where the reply leaves the way of the request: {"node", "request", "reply", "choice"}; null when it does not. */
json_t *json_parting(const struct source_set *sources, const struct path *forward, const struct path *back,
                     bool by_device);
/* {"prefix", "states", "tables"}, or null for NULL. */
json_t *json_instability(const struct source_set *sources, const struct instability *i);
/* All diagnostics of a run, sorted by place. Those without a place are about the design at `path` as a whole. */
json_t *json_diagnostics(struct diag_list *l, const struct source_set *sources, const char *path);
/* What is wrong with the command line, in the shape of a diagnostic: "code" is null. */
json_t *json_problem(const char *path, const char *message);

/* To be called before a document is made otherwise than by json_document: jansson takes its memory from base from here on. */
void json_begin(void);
/* A document with its "schema" set; jansson takes its memory from base from here on. */
json_t *json_document(const char *schema);
/* Any document in a text: a new reference, or NULL with *error filled in. */
json_t *json_parse(const char *text, size_t length, json_error_t *error);
/* The document in a text of this schema: a new reference. NULL, with *problem one line in `arena`, when it is none. */
json_t *json_read(struct arena *arena, const char *text, size_t length, const char *schema,
                  const char **problem);
/* Append the text of the document, indented, with a newline at its end, and release it. */
void json_finish(json_t *document, struct buf *out);

#endif
