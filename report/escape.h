/*
 * escape: text from designs inside the languages of other tools.
 *
 * In all of them control characters, characters that reorder the text around them, and bytes that are no UTF-8 become '?';
 * line breaks and tabs are kept or escaped as each language asks for.
 */
#ifndef NICC_REPORT_ESCAPE_H
#define NICC_REPORT_ESCAPE_H

#include "base/buf.h"

/* XML 1.0: the content of an element, and the value of an attribute in double quotes. */
void escape_xml(struct buf *out, const char *text);
void escape_xml_attribute(struct buf *out, const char *text);

/* GitHub's workflow commands: what stands behind `::`, and the value of a property
 * (https://github.com/actions/toolkit, packages/core/src/command.ts). */
void escape_github(struct buf *out, const char *text);
void escape_github_property(struct buf *out, const char *text);

/* Azure's logging commands: the message, and the value of a property
 * (https://github.com/microsoft/azure-pipelines-task-lib, node/taskcommand.ts). */
void escape_azure(struct buf *out, const char *text);
void escape_azure_property(struct buf *out, const char *text);

/* GitHub flavoured Markdown: running text on one line, also inside tables, in which nothing is markup, HTML, or a mention of
 * somebody; and a code span, where `in_table` tells whether a `|` would end a cell. */
void escape_markdown(struct buf *out, const char *text);
void escape_markdown_code(struct buf *out, const char *text, bool in_table);

/* A label between double quotes in a Mermaid flowchart. */
void escape_mermaid(struct buf *out, const char *text);

/* A path as the path of a URI (RFC 3986): everything but unreserved characters and `/` is percent-encoded. */
void escape_uri(struct buf *out, const char *path);

#endif
