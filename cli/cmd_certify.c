/*
 * certify: --check of a directory of certificates.
 */
#include "cli/command.h"
int cmd_certify(const struct options *o, struct console *c)
{
    (void)o;
    (void)c;
    return EXIT_USAGE;
}
