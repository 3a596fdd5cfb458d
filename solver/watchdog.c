/*
 * watchdog: one mutex, one condition. It barks with the mutex held, so that after watchdog_release returns no
 * call is under way; it barks again and again because a call before the work has begun is forgotten by Z3.
 */
#include "solver/watchdog.h"

#include <errno.h>
#include <pthread.h>

#define AGAIN_NS 5000000L

struct watchdog {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    void (*bark)(void *);
    void *object;
    struct timespec deadline;
    bool watching, barked, ending;
};

static struct timespec later(struct timespec t)
{
    t.tv_nsec += AGAIN_NS;
    if (t.tv_nsec >= 1000000000L) {
        t.tv_nsec -= 1000000000L;
        t.tv_sec++;
    }
    return t;
}

static void *run(void *argument)
{
    struct watchdog *w = argument;
    pthread_mutex_lock(&w->mutex);
    while (!w->ending) {
        if (!w->watching) {
            pthread_cond_wait(&w->changed, &w->mutex);
            continue;
        }
        struct timespec deadline = w->deadline;
        if (pthread_cond_timedwait(&w->changed, &w->mutex, &deadline) != ETIMEDOUT || !w->watching)
            continue;
        w->bark(w->object);
        w->barked = true;
        w->deadline = later(w->deadline);
    }
    pthread_mutex_unlock(&w->mutex);
    return NULL;
}

struct watchdog *watchdog_create(struct arena *arena, void (*bark)(void *), void *object)
{
    struct watchdog *w = arena_new(arena, struct watchdog);
    w->bark = bark;
    w->object = object;
    pthread_mutex_init(&w->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&w->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    return pthread_create(&w->thread, NULL, run, w) == 0 ? w : NULL;
}

void watchdog_destroy(struct watchdog *w)
{
    if (!w)
        return;
    pthread_mutex_lock(&w->mutex);
    w->ending = true;
    pthread_cond_signal(&w->changed);
    pthread_mutex_unlock(&w->mutex);
    pthread_join(w->thread, NULL);
    pthread_cond_destroy(&w->changed);
    pthread_mutex_destroy(&w->mutex);
}

void watchdog_watch(struct watchdog *w, struct timespec deadline)
{
    pthread_mutex_lock(&w->mutex);
    w->deadline = deadline;
    w->watching = true;
    w->barked = false;
    pthread_cond_signal(&w->changed);
    pthread_mutex_unlock(&w->mutex);
}

bool watchdog_release(struct watchdog *w)
{
    pthread_mutex_lock(&w->mutex);
    w->watching = false;
    bool barked = w->barked;
    pthread_mutex_unlock(&w->mutex);
    return barked;
}
