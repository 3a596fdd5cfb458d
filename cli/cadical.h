/*
 * cadical: the SAT solver CaDiCaL, called as a command. Nothing that it says is believed: its proofs are checked.
 */
#ifndef NICC_CLI_CADICAL_H
#define NICC_CLI_CADICAL_H

#include <stdint.h>

#include "cli/folder.h"

/* The path of the command `cadical`, looked for in the folders of PATH; NULL: there is none. */
const char *cadical_find(struct arena *arena);

enum cadical_answer {
    CADICAL_PROVED,   /* no solution, and the proof was written */
    CADICAL_SOLUTION, /* there is a solution */
    CADICAL_LIMIT,    /* a limit was reached */
    CADICAL_FAILED    /* it could not be run, or did not end properly */
};

/* Solve the file `formula` of the folder and write a proof to its file `proof`. `timeout_ms` 0: no limit of time; the
 * number of conflicts is limited to CADICAL_CONFLICTS in any case. */
#define CADICAL_CONFLICTS "5000000"
enum cadical_answer cadical_prove(struct folder *f, const char *cadical, const char *formula,
                                  const char *proof, uint32_t timeout_ms);

#endif
