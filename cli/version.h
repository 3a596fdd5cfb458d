/*
 * version: of the program.
 */
#ifndef NICC_CLI_VERSION_H
#define NICC_CLI_VERSION_H

#define NICC_VERSION "0.1.0"

#endif
