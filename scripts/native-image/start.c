/* What happens before the run-time starts: the executable is the program itself, with no shell in front of it. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "start.h"

static char **arguments;

/* The number of a closed stream would go to the next file or connection, which would get what jm prints. */
static void open_streams(void) {
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0) open("/dev/null", fd ? O_WRONLY : O_RDONLY);
}

/* The run-time does not start in a deleted directory. As in one, no file can be created in /proc. */
static void leave_deleted_directory(void) {
    char here[PATH_MAX];
    if (!getcwd(here, sizeof here) && chdir("/proc")) perror("jm: /proc");
}

static void set(const char *variable, int is_so) {
    if (is_so) setenv(variable, "1", 1);
    else unsetenv(variable);
}

/* The launcher names itself by its process, which it shares with the executable: any other value came from a parent. */
static int from_launcher(void) {
    const char *pid = getenv("JM_LAUNCHER");
    return pid && atol(pid) == (long) getpid();
}

static const char *text(const char *variable) {
    const char *value = getenv(variable);
    return value ? value : "";
}

/* The launcher of the jar is in ../lib/jm in an installation, and in ../scripts in a checkout. */
void run_jar(void) {
    static const char *const places[] = {"/../lib/jm/launcher", "/../scripts/jm"};
    char path[PATH_MAX], pid[24];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 32);
    if (length <= 0 || !arguments) return;
    path[length] = 0;
    char *end = strrchr(path, '/');
    snprintf(pid, sizeof pid, "%ld", (long) getpid());
    setenv("JM_LAUNCHER", pid, 1);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        strcpy(end, places[i]);
        execv(path, arguments);
    }
    unsetenv("JM_LAUNCHER");
}

/* Only the jar can load drivers in jars. By the sentence, scripts/install knows executables that need no launcher. */
static void choose_form(void) {
    const char *form = text("JM_FORM");
    if (*form ? strcmp(form, "native") != 0 : *text("MACHINE_DRIVER_PATH") != 0) run_jar();
    if (*form && strcmp(form, "native")) {
        fprintf(stderr, "jm: JM_FORM=%s, but the jar form is not installed\n", form);
        exit(1);
    }
}

__attribute__((constructor)) static void start(int argc, char **argv) {
    /* a runner may send it at any moment to get a thread dump; it must not end a process that is still starting */
    signal(SIGQUIT, SIG_IGN);
    open_streams();
    leave_deleted_directory();
    /* An arena for each thread would take 64 MB of an address space that may be limited. */
    mallopt(M_ARENA_MAX, 1);
    set("JM_TERMINAL", isatty(STDERR_FILENO));
    set("JM_OUTPUT_TERMINAL", isatty(STDOUT_FILENO));
    arguments = argv;
    if (from_launcher()) {
        unsetenv("JM_LAUNCHER");
        return;
    }
    setenv("JM_PROGRAM", argc ? argv[0] : "", 1);
    choose_form();
}
