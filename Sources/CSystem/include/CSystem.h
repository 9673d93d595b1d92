// The Linux calls that Swift's Glibc module leaves out, and macros it cannot see.
#pragma once
#if defined(__linux__)
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

/// accept4 hides behind _GNU_SOURCE, which the Glibc module is built without.
int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);

/// Processors this process may run on (its affinity mask), at least 1.
static inline int entente_usable_processors(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? count : 1;
}
#endif
