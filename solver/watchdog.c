/*
 * watchdog: one mutex, one condition. It barks with the mutex held, so that after watchdog_release returns no
 * call is under way; it barks again and again because a call before the work has begun is forgotten by Z3.
 */
#include "solver/watchdog.h"

#include <errno.h>
#include <pthread.h>

#include "base/deadline.h"

#define AGAIN_MS 5 /* between two barks */
#define LOOK_MS 20 /* between two looks */

struct watchdog {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool (*look)(void *);
    void (*bark)(void *);
    void *object;
    struct timespec deadline, next; /* look again */
    bool timed, watching, barked, ending;
};

/* Look again after so long, or at the deadline when it comes before. */
static void set_next(struct watchdog *w, uint32_t ms)
{
    w->next = deadline_in(ms);
    if (w->timed && !w->barked && deadline_is_before(&w->deadline, &w->next))
        w->next = w->deadline;
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
        struct timespec next = w->next;
        if (pthread_cond_timedwait(&w->changed, &w->mutex, &next) != ETIMEDOUT || !w->watching)
            continue;
        bool late = w->timed && !deadline_is_before(&next, &w->deadline);
        bool bark = late || w->barked || (w->look && w->look(w->object));
        if (bark)
            w->bark(w->object);
        w->barked = bark;
        set_next(w, bark ? AGAIN_MS : LOOK_MS);
    }
    pthread_mutex_unlock(&w->mutex);
    return NULL;
}

struct watchdog *watchdog_create(struct arena *arena, bool (*look)(void *), void (*bark)(void *),
                                 void *object)
{
    struct watchdog *w = arena_new(arena, struct watchdog);
    w->look = look;
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

void watchdog_watch(struct watchdog *w, const struct timespec *deadline)
{
    pthread_mutex_lock(&w->mutex);
    w->timed = deadline != NULL;
    if (deadline)
        w->deadline = *deadline;
    w->watching = true;
    w->barked = false;
    set_next(w, LOOK_MS);
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
