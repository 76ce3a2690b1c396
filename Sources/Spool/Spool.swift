import Clinux
import Glibc

/// The directories files come in by and go out by, under one root on one mount.
///
/// ```text
/// drop/<source>/           the only place others write; nothing is ever deleted here
/// claim/  work/            in flight
/// archive/YYYY/MM/DD/      what was ingested, byte for byte: everything can be replayed from it
/// quarantine/YYYY/MM/DD/   what never can be, each with <name>.why.json
/// outbox/{tmp,new,sent}/   finished files for others to take
/// state/                   the lock
/// ```
///
/// A file goes from `drop` to `claim` by a rename, from there as a copy to `work`, and after it was
/// ingested or refused by a rename to `archive` or `quarantine`; only then its claim is removed. At
/// every point of this a crash leaves enough to go on from: see ``recover()``.
///
/// Holds nothing but descriptors, so it may be shared between threads; who takes files in holds
/// ``lock()``.
package final class Spool: Sendable {
    let root: Directory
    let drop: Directory
    let claims: Directory
    let works: Directory
    let archive: Directory
    let quarantine: Directory
    /// Files for others to take.
    package let outbox: Outbox
    private let state: Directory
    /// Where it lies; for messages.
    package var rootPath: String { root.path }
    /// Nothing is claimed when less than this would stay free beside two copies of the file.
    let headroomBytes: Int64

    /// Opens the spool and proves that its filesystem can do what the protocol needs.
    ///
    /// - Parameters:
    ///   - path: the root.
    ///   - create: make directories that are missing. Only for installing: a directory missing
    ///     later is an unmounted disk, not a reason to start a new one.
    ///   - acceptsVolatile: also on tmpfs and overlay filesystems, which forget: for tests and
    ///     demonstrations.
    ///   - headroomBytes: free space kept back from the intake.
    /// - Throws: ``SpoolError``, which says what to put right.
    package init(
        root path: String, create: Bool = false, acceptsVolatile: Bool = false,
        headroomBytes: Int64 = 256 << 20
    ) throws(SpoolError) {
        if create, mkdir(path, 0o751) != 0, errno != EEXIST {
            throw SpoolError("mkdir", path, errno)
        }
        root = try Directory.open(path: path)
        try Self.checkFilesystem(of: root, acceptsVolatile: acceptsVolatile)
        drop = try root.directory("drop", create: create, mode: 0o751)
        claims = try root.directory("claim", create: create)
        works = try root.directory("work", create: create)
        archive = try root.directory("archive", create: create)
        quarantine = try root.directory("quarantine", create: create)
        state = try root.directory("state", create: create)
        outbox = try Outbox(in: root, create: create)
        self.headroomBytes = headroomBytes
        for directory in [drop, claims, works, archive, quarantine, state] {
            try checkIsBeside(directory)
        }
        try checkAbilities()
    }

    /// Takes the spool for this process as the only one that takes files in.
    ///
    /// - Returns: the lock, held until it goes out of scope or the process ends, however it ends.
    /// - Throws: ``SpoolError/alreadyRunning(path:)``.
    package func lock() throws(SpoolError) -> SpoolLock {
        let file = try check("open", state.path + "/lock") {
            openat(state.descriptor, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        }
        let opened = OpenFile(descriptor: file, path: state.path + "/lock")
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: throw .alreadyRunning(path: opened.path)
            default: throw SpoolError("lock", opened.path, errno)
            }
        }
        return SpoolLock(file: opened)
    }

    /// Fails when the directory is on another mount, where nothing can be renamed to.
    func checkIsBeside(_ directory: Directory) throws(SpoolError) {
        guard try mountID(of: directory) == mountID(of: root) else {
            throw .differentMounts(path: directory.path, other: root.path)
        }
    }

    private func mountID(of directory: Directory) throws(SpoolError) -> UInt64 {
        // The mount, not the device: two bind mounts of one filesystem, which systemd makes for
        // each of ReadWritePaths=, have one device and still refuse renames.
        var id: UInt64 = 0
        try check("statx", directory.path) { linux_mount_id(directory.descriptor, &id) }
        return id
    }

    /// Tries in `state/` what every step relies on: a rename that replaces nothing, and unnamed
    /// files.
    private func checkAbilities() throws(SpoolError) {
        for name in ["probe.a", "probe.b"] {
            _ = try state.newFile(name, mode: 0o600)
        }
        let replaced = try state.move(FileName("probe.a"), to: state, as: FileName("probe.b"))
        try state.remove(FileName("probe.a"))
        try state.remove(FileName("probe.b"))
        guard replaced == false else {
            throw .missingAbility(path: root.path, ability: "renaming without replacing")
        }
        do {
            _ = try works.unnamedFile()
        } catch .system(_, _, let number) where [EOPNOTSUPP, EISDIR, EINVAL].contains(number) {
            throw .missingAbility(path: root.path, ability: "unnamed files")
        }
    }

    private static func checkFilesystem(
        of root: Directory, acceptsVolatile: Bool
    ) throws(SpoolError) {
        var magic: UInt64 = 0
        try check("statfs", root.path) { linux_filesystem_type(root.descriptor, &magic) }
        guard let name = unsuitable[magic] else { return }
        if acceptsVolatile, volatileNames.contains(name) { return }
        throw .unsuitableFilesystem(path: root.path, name: name)
    }

    /// No atomic rename, no stable inode, no fsync that means something, or writers on other
    /// machines that no observation here sees.
    ///
    /// Source: statfs(2), and include/uapi/linux/magic.h.
    private static let unsuitable: [UInt64: String] = [
        0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2",
        0x6573_5546: "FUSE", 0x794C_7630: "overlayfs", 0x0102_1997: "9P", 0x4D44: "FAT",
        0x2011_BAB0: "exFAT", 0x0102_1994: "tmpfs", 0x8584_58F6: "ramfs", 0x00C3_6400: "Ceph",
        0x5346_414F: "AFS",
    ]
    private static let volatileNames: Set = ["tmpfs", "overlayfs", "ramfs"]
}

/// The right of one process to take files in from a spool.
package struct SpoolLock: ~Copyable {
    private let file: OpenFile

    init(file: consuming OpenFile) {
        self.file = file
    }
}
