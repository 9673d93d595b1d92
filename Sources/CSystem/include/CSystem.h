// The Linux calls that Swift's Glibc module leaves out.
#pragma once
#if defined(__linux__)
#include <malloc.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/socket.h>

/// accept(2) with SOCK_NONBLOCK and SOCK_CLOEXEC as flags. The C library declares it only with _GNU_SOURCE, which may
/// not be set here: it changes the layout of types that the Glibc module shows too.
int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);

/// Processors this process may run on (its affinity mask), at least 1.
int entente_usable_processors(void);
#endif
