/*
 * model_dump: what the files that print a model share.
 */
#ifndef NICC_COMPILER_MODEL_DUMP_H
#define NICC_COMPILER_MODEL_DUMP_H

#include "base/buf.h"
#include "compiler/model.h"

/* One host, with its security group and public address. */
void model_dump_host(const struct model *m, const struct model_host *h, struct buf *out);
/* A site's appliances, load balancers and security groups. */
void model_dump_packets(const struct model *m, const struct model_site *s, struct buf *out);

#endif
