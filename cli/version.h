/*
 * version: of the program, and of the language.
 */
#ifndef NICC_CLI_VERSION_H
#define NICC_CLI_VERSION_H

#define NICC_VERSION "0.1.0"
#define NICC_LANGUAGE 1 /* version of the design language */

#endif
