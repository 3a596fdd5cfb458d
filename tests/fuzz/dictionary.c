/*
 * dictionary: prints the keywords and signs of the language as a dictionary for libFuzzer (nicc.dict).
 */
#include <stdio.h>

static const char *const words[] = {
#define KEYWORD(name, text, reserved) text,
#include "grammar/keywords.def"
#undef KEYWORD
    /* signs, and one of each kind of literal */
    ";",       ",",       ":",          "{",           "}",        "=",          "?",        ".",
    ">",       "<->",     "10.0.0.0/8", "10.1.0.0/16", "10.1.0.4", "0.0.0.0/0",  "fd00::/8", "fd00:1::4",
    "65000:1", "65000:*", "2027-01-31", "5ms",         "80-443",   "4294967295", "F19"};

int main(void)
{
    puts("# Written by tests/fuzz/dictionary.c from grammar/keywords.def: make fuzz-dictionary");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        printf("\"%s\"\n", words[i]);
    return 0;
}
