/*
 * target: what every fuzz target offers, to libFuzzer and to replay.c alike.
 */
#ifndef NICC_TESTS_FUZZ_TARGET_H
#define NICC_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* Feed one input to the part of nicc under test. Always returns 0; what is wrong ends the process. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
