/*
 * foreign: what the memory sanitizer cannot see, since Z3, the C++ library, jansson and cmocka are built without it.
 *
 * All code of nicc is watched: each use of a value that was never set is reported. What those libraries write is taken as
 * set, by the wrappers below, which the linker puts around their calls (-Wl,--wrap); what they read is not looked at, but for
 * the bytes that nicc gives to write, the only door by which they could get out.
 */
#include <jansson.h>
#include <pthread.h>
#include <sanitizer/msan_interface.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <z3.h>

/* Functions of the C library are called by those libraries too, with memory whose state is unknown: do not judge them. */
void __msan_scoped_disable_interceptor_checks(void);

__attribute__((constructor)) static void begin(void)
{
    __msan_scoped_disable_interceptor_checks();
}

struct start {
    void *(*run)(void *);
    void *argument;
};

static void *run_thread(void *data)
{
    struct start start = *(struct start *)data;
    free(data);
    __msan_scoped_disable_interceptor_checks();
    return start.run(start.argument);
}

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument)
{
    struct start *start = malloc(sizeof *start);
    *start = (struct start){run, argument};
    return __real_pthread_create(thread, attributes, run_thread, start);
}

ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
    __msan_check_mem_is_initialized(bytes, size);
    return __real_write(fd, bytes, size);
}

/* ---- Z3 ---- */

static Z3_string seen(Z3_string text)
{
    if (text)
        __msan_unpoison_string(text);
    return text;
}

#define GIVES_TEXT(name, parameters, arguments)                                                              \
    Z3_string __real_##name parameters;                                                                      \
    Z3_string __wrap_##name parameters;                                                                      \
    Z3_string __wrap_##name parameters                                                                       \
    {                                                                                                        \
        return seen(__real_##name arguments);                                                                \
    }

GIVES_TEXT(Z3_get_error_msg, (Z3_context c, Z3_error_code code), (c, code))
GIVES_TEXT(Z3_solver_get_reason_unknown, (Z3_context c, Z3_solver s), (c, s))
GIVES_TEXT(Z3_stats_get_key, (Z3_context c, Z3_stats s, unsigned i), (c, s, i))

bool __real_Z3_model_eval(Z3_context c, Z3_model m, Z3_ast t, bool complete, Z3_ast *value);
bool __wrap_Z3_model_eval(Z3_context c, Z3_model m, Z3_ast t, bool complete, Z3_ast *value);
bool __wrap_Z3_model_eval(Z3_context c, Z3_model m, Z3_ast t, bool complete, Z3_ast *value)
{
    bool good = __real_Z3_model_eval(c, m, t, complete, value);
    if (good)
        __msan_unpoison(value, sizeof *value);
    return good;
}

void __real_Z3_get_version(unsigned *major, unsigned *minor, unsigned *build, unsigned *revision);
void __wrap_Z3_get_version(unsigned *major, unsigned *minor, unsigned *build, unsigned *revision);
void __wrap_Z3_get_version(unsigned *major, unsigned *minor, unsigned *build, unsigned *revision)
{
    *major = *minor = *build = *revision = 0;
    __real_Z3_get_version(major, minor, build, revision);
}

/* ---- jansson ---- */

static void *json_memory(size_t size)
{
    return calloc(1, size > 0 ? size : 1);
}

void __wrap_json_set_alloc_funcs(json_malloc_t take, json_free_t give);
void __wrap_json_set_alloc_funcs(json_malloc_t take, json_free_t give)
{
    (void)take;
    extern void __real_json_set_alloc_funcs(json_malloc_t, json_free_t);
    __real_json_set_alloc_funcs(json_memory, give);
}

json_t *__real_json_loadb(const char *text, size_t length, size_t flags, json_error_t *error);
json_t *__wrap_json_loadb(const char *text, size_t length, size_t flags, json_error_t *error);
json_t *__wrap_json_loadb(const char *text, size_t length, size_t flags, json_error_t *error)
{
    memset(error, 0, sizeof *error);
    return __real_json_loadb(text, length, flags, error);
}

/* The document in one piece, in memory of jansson. */
int __wrap_json_dump_callback(const json_t *json, json_dump_callback_t take, void *data, size_t flags);
int __wrap_json_dump_callback(const json_t *json, json_dump_callback_t take, void *data, size_t flags)
{
    char *text = json_dumps(json, flags);
    int result = take(text, strlen(text), data);
    free(text);
    return result;
}
