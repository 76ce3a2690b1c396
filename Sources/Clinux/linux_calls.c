#define _GNU_SOURCE
#include "Clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

int linux_rename_noreplace(int from_directory, const char *from, int to_directory, const char *to) {
    return renameat2(from_directory, from, to_directory, to, RENAME_NOREPLACE);
}

int linux_open_unnamed(int directory) {
    return openat(directory, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

int linux_link_unnamed(int file, int directory, const char *name) {
    // Not AT_EMPTY_PATH: that needs CAP_DAC_READ_SEARCH, which the daemon has not.
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    return linkat(AT_FDCWD, path, directory, name, AT_SYMLINK_FOLLOW);
}

int linux_mount_id(int descriptor, uint64_t *mount_id) {
    struct statx status;
    memset(&status, 0, sizeof status);
    if (statx(descriptor, "", AT_EMPTY_PATH, STATX_MNT_ID, &status) != 0) return -1;
    if (!(status.stx_mask & STATX_MNT_ID)) {
        errno = ENOSYS;
        return -1;
    }
    *mount_id = status.stx_mnt_id;
    return 0;
}

int linux_filesystem_type(int descriptor, uint64_t *magic) {
    struct statfs status;
    if (fstatfs(descriptor, &status) != 0) return -1;
    *magic = (uint32_t)status.f_type;
    return 0;
}

int linux_pipe(int ends[2], int size) {
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    // A smaller pipe works too; the limit of an unprivileged user may forbid the larger one.
    (void)fcntl(ends[1], F_SETPIPE_SZ, size);
    return 0;
}

int linux_pidfd_open(pid_t process) {
    return (int)syscall(SYS_pidfd_open, process, 0);
}

int linux_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

int linux_limit(int resource, uint64_t value) {
    static const int resources[] = {
        [LINUX_ADDRESS_SPACE] = RLIMIT_AS, [LINUX_CPU_SECONDS] = RLIMIT_CPU,
        [LINUX_OPEN_FILES] = RLIMIT_NOFILE, [LINUX_FILE_SIZE] = RLIMIT_FSIZE,
        [LINUX_CORE_SIZE] = RLIMIT_CORE,
    };
    struct rlimit current, wanted = {value, value};
    // At the soft limit SIGXCPU names the cause; at the hard one SIGKILL would not.
    if (resource == LINUX_CPU_SECONDS) wanted.rlim_max = value + 5;
    if (getrlimit(resources[resource], &current) != 0) return -1;
    // Whoever started us may have set a lower limit; that one stays.
    if (current.rlim_max != RLIM_INFINITY && current.rlim_max < wanted.rlim_max)
        wanted.rlim_cur = wanted.rlim_max = current.rlim_max;
    return setrlimit(resources[resource], &wanted);
}

int linux_give_up_privileges(void) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return -1;
    return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

// Written out because the headers of Debian 12 know only the first version. The kernel takes a
// structure as long as it knows, so each version gets its own length.
// Source: Linux Documentation/userspace-api/landlock.rst.
struct landlock_rights {
    uint64_t filesystem;
    uint64_t network;
    uint64_t scope;
};

int linux_deny_filesystem(void) {
    const long version = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
    if (version <= 0) return 0;
    // Thirteen rights in version 1, then refer, truncate and ioctl_dev.
    const int count = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
    struct landlock_rights rights = {.filesystem = (UINT64_C(1) << count) - 1};
    size_t length = sizeof rights.filesystem;
    if (version >= 4) {
        rights.network = 3;  // Bind and connect of TCP.
        length += sizeof rights.network;
    }
    if (version >= 6) {
        rights.scope = 3;  // Abstract sockets, and signals to others.
        length += sizeof rights.scope;
    }
    const int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rights, length, 0);
    if (ruleset < 0) return -1;
    const long result = syscall(SYS_landlock_restrict_self, ruleset, 0);
    close(ruleset);
    return result == 0 ? (int)version : -1;
}
