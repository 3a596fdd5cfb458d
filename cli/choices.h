/*
 * choices: the words that options take, in the order of their enums. The command line, the completions and the manual
 * page all read them. Those of --format stand in report/formats.def.
 */
#ifndef NICC_CLI_CHOICES_H
#define NICC_CLI_CHOICES_H

#define CHOICES_FAIL_ON "low", "medium", "high", "critical"
#define CHOICES_COLOR "auto", "always", "never"
#define CHOICES_STAGE "tokens", "ast", "model", "ir", "smt2"

#endif
