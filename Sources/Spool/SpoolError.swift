import Glibc

/// What can go wrong between this process and the spool's directories.
///
/// A bad file is not an error but a ``Refusal``; these are about the place, not about the guests.
package enum SpoolError: Error, Equatable, Sendable {
    /// A directory that must exist does not.
    case missing(path: String)
    /// The name is taken by something that is not a directory, or by a symbolic link to one.
    case notADirectory(path: String)
    /// The path leads to another directory than when it was opened: unmounted, mounted over, moved.
    case replaced(path: String)
    /// Two directories lie on different mounts, so nothing can be renamed between them.
    case differentMounts(path: String, other: String)
    /// The filesystem cannot keep the promises the protocol needs. Payload: its name or number.
    case unsuitableFilesystem(path: String, name: String)
    /// `renameat2` with `RENAME_NOREPLACE` or `O_TMPFILE` does not work here.
    case missingAbility(path: String, ability: String)
    /// A source's or an outgoing file's name holds something else than letters, digits, `.`, `_`
    /// and `-`.
    case badName(String)
    /// Another instance holds the spool.
    case alreadyRunning(path: String)
    /// No space or quota left, or less than the reserve.
    case diskFull(path: String)
    /// A write was not confirmed by the disk; what was written is thrown away and written again.
    case notDurable(path: String, number: Int32)
    /// A file that was safely on disk now has other content.
    case damaged(path: String)
    /// Files were to go out under a name that is taken by other files.
    case outboxConflict(name: String)
    /// A system call failed for another reason. `number` is its errno.
    case system(operation: String, path: String, number: Int32)
}

extension SpoolError {
    /// Whether the same step may succeed later without anybody's doing.
    package var isTransient: Bool {
        switch self {
        case .diskFull, .notDurable, .alreadyRunning: true
        case .missing, .replaced:
            // A mount may come back by itself.
            true
        case .system(_, _, let number):
            [EIO, EMFILE, ENFILE, ENOMEM, EAGAIN, EINTR, ESTALE, EBUSY].contains(number)
        case .notADirectory, .differentMounts, .unsuitableFilesystem, .missingAbility, .badName,
            .damaged, .outboxConflict:
            false
        }
    }

    /// What the operator should do, in one imperative sentence.
    package var remedy: String {
        switch self {
        case .missing(let path):
            "Mount or create \(path); the daemon never creates it by itself while it runs."
        case .notADirectory(let path):
            "Remove what stands at \(path) and create a directory there."
        case .replaced(let path):
            "Find out what was mounted or moved at \(path), then restart the daemon."
        case .differentMounts(let path, let other):
            "Put \(path) and \(other) under one mount, and one ReadWritePaths= in the unit."
        case .unsuitableFilesystem(let path, _):
            "Move \(path) to a local filesystem such as ext4 or XFS."
        case .missingAbility(let path, _):
            "Move \(path) to a filesystem such as ext4 or XFS, on Linux 5.8 or later."
        case .badName(let name):
            "Rename “\(name)”: use only letters, digits, dot, underscore and hyphen."
        case .alreadyRunning:
            "Nothing if another instance is meant to run; otherwise stop that one."
        case .diskFull(let path):
            "Make room on the disk of \(path); the daemon goes on by itself."
        case .notDurable(let path, _):
            "Check the disk and the kernel log for errors at \(path)."
        case .damaged(let path):
            "Check the disk, then restore \(path) from a backup or have it sent again."
        case .outboxConflict(let name):
            "Move \(name) out of the outbox after finding out who changed it."
        case .system(_, let path, let number):
            number == EACCES || number == EPERM || number == EROFS
                ? "Give the daemon's user the right to write at \(path)."
                : "Check \(path) and the kernel log."
        }
    }
}

extension SpoolError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let path): "\(path) does not exist"
        case .notADirectory(let path): "\(path) is not a directory"
        case .replaced(let path): "\(path) is no longer the directory that was opened"
        case .differentMounts(let path, let other): "\(path) and \(other) are on different mounts"
        case .unsuitableFilesystem(let path, let name): "\(path) is on \(name)"
        case .missingAbility(let path, let ability): "\(path) does not support \(ability)"
        case .badName(let name): "“\(name)” is not a usable name"
        case .alreadyRunning(let path): "another instance holds \(path)"
        case .diskFull(let path): "no space left at \(path)"
        case .notDurable(let path, let number):
            "\(path) could not be made durable: \(errorText(number))"
        case .damaged(let path): "\(path) no longer has the content its name promises"
        case .outboxConflict(let name): "\(name) is in the outbox with other content"
        case .system(let operation, let path, let number):
            "\(operation) \(path): \(errorText(number))"
        }
    }
}

/// The system's text for an errno.
func errorText(_ number: Int32) -> String {
    // `strerror` shares one buffer between threads; this one does not.
    var buffer = [CChar](repeating: 0, count: 128)
    guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
