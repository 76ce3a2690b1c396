// System calls of Linux that Swift's Glibc module leaves out because they are GNU extensions,
// variadic, or have no wrapper at all. Each returns what the call returns and sets errno.

#ifndef CLINUX_H
#define CLINUX_H

#include <spawn.h>
#include <stdint.h>
#include <sys/types.h>

/// renameat2 with RENAME_NOREPLACE.
int linux_rename_noreplace(int from_directory, const char *from, int to_directory, const char *to);

/// An unnamed, readable and writable file in a directory: O_TMPFILE, mode 0600.
int linux_open_unnamed(int directory);

/// Gives an unnamed file its name in a directory.
int linux_link_unnamed(int file, int directory, const char *name);

/// Which mount a descriptor lies on; two bind mounts of one device differ.
int linux_mount_id(int descriptor, uint64_t *mount_id);

/// The magic number of the filesystem a descriptor lies on.
int linux_filesystem_type(int descriptor, uint64_t *magic);

/// A pipe that no other child inherits, enlarged to about the size asked for where allowed.
int linux_pipe(int ends[2], int size);

/// A descriptor that becomes readable when the process ends.
int linux_pidfd_open(pid_t process);

/// Closes every descriptor from `first` on in the child.
int linux_spawn_close_from(posix_spawn_file_actions_t *actions, int first);

/// Sets a resource limit's soft and hard value; `resource` is one of enum linux_resource.
int linux_limit(int resource, uint64_t value);

enum linux_resource {
    LINUX_ADDRESS_SPACE,
    LINUX_CPU_SECONDS,
    LINUX_OPEN_FILES,
    LINUX_FILE_SIZE,
    LINUX_CORE_SIZE,
};

/// No new privileges, no dump, and death together with the parent.
int linux_give_up_privileges(void);

/// Denies this process the filesystem and TCP by Landlock, as far as the kernel knows how.
/// Returns the Landlock version used; 0 where the kernel offers none.
int linux_deny_filesystem(void);

#endif
