import Clinux
import Glibc

/// An open directory.
///
/// All work below it is done with single names relative to its descriptor, so no path is ever
/// resolved twice and no symbolic link is ever followed.
final class Directory: Sendable {
    let descriptor: Int32
    /// For messages, and to check that the path still leads here.
    let path: String
    private let device: UInt64
    private let inode: UInt64

    private init(descriptor: Int32, path: String) throws(SpoolError) {
        self.descriptor = descriptor
        self.path = path
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let number = errno
            close(descriptor)
            throw SpoolError("fstat", path, number)
        }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    deinit {
        close(descriptor)
    }

    /// Opens a directory by its path, which may lead through links: the operator chose it.
    static func open(path: String) throws(SpoolError) -> Directory {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw openError(errno, path) }
        return try Directory(descriptor: descriptor, path: path)
    }

    /// Opens a directory in this one, first making it where `create` says so.
    ///
    /// `mode` is that of a new directory, whatever the process's umask.
    func directory(
        _ name: String, create: Bool = false, mode: mode_t = 0o700
    ) throws(SpoolError) -> Directory {
        let childPath = path + "/" + name
        if create, mkdirat(descriptor, name, mode) == 0 {
            let child = try directory(name)
            try check("chmod", childPath) { fchmod(child.descriptor, mode) }
            try makeDurable()
            return child
        } else if create, errno != EEXIST {
            throw SpoolError("mkdir", childPath, errno)
        }
        let child = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard child >= 0 else { throw Self.openError(errno, childPath) }
        return try Directory(descriptor: child, path: childPath)
    }

    private static func openError(_ number: Int32, _ path: String) -> SpoolError {
        switch number {
        case ENOENT: .missing(path: path)
        case ENOTDIR, ELOOP: .notADirectory(path: path)
        default: SpoolError("open", path, number)
        }
    }

    /// Fails when the path leads to another directory now, or to none.
    func checkIsInPlace() throws(SpoolError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Self.openError(errno, path) }
        guard UInt64(status.st_dev) == device, UInt64(status.st_ino) == inode else {
            throw .replaced(path: path)
        }
    }

    /// What an entry is, links not followed; nil when there is none.
    func status(of name: FileName) throws(SpoolError) -> FileStatus? {
        var status = stat()
        let result = name.withPath { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
        guard result == 0 else {
            if errno == ENOENT { return nil }
            throw SpoolError("stat", path(of: name), errno)
        }
        return FileStatus(status)
    }

    /// Opens an entry for reading without following, blocking on, or being owned by it.
    ///
    /// - Returns: the file, or the errno that says why not.
    func open(_ name: FileName) -> Opening {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        while true {
            let file = name.withPath { openat(descriptor, $0, flags) }
            if file >= 0 { return .file(OpenFile(descriptor: file, path: path(of: name))) }
            if errno != EINTR { return .failed(errno) }
        }
    }

    /// Moves an entry to another directory under a name that must be free.
    ///
    /// - Returns: false when the name is taken; nil when there is no such entry.
    func move(
        _ name: FileName, to other: Directory, as newName: FileName
    ) throws(SpoolError) -> Bool? {
        let result = name.withPath { from in
            newName.withPath { linux_rename_noreplace(descriptor, from, other.descriptor, $0) }
        }
        guard result != 0 else { return true }
        switch errno {
        case EEXIST: return false
        case ENOENT: return nil
        case EXDEV: throw .differentMounts(path: path, other: other.path)
        default: throw SpoolError("rename", path(of: name), errno)
        }
    }

    /// Removes an entry; nothing happens when there is none.
    func remove(_ name: FileName) throws(SpoolError) {
        guard name.withPath({ unlinkat(descriptor, $0, 0) }) != 0, errno != ENOENT else { return }
        throw SpoolError("unlink", path(of: name), errno)
    }

    /// Renames an entry of this directory, replacing what has the new name.
    func replace(_ name: String, with other: String) throws(SpoolError) {
        try check("rename", path + "/" + other) { renameat(descriptor, other, descriptor, name) }
    }

    /// Removes an empty directory in this one.
    func removeDirectory(_ name: String) throws(SpoolError) {
        try check("rmdir", path + "/" + name) { unlinkat(descriptor, name, AT_REMOVEDIR) }
    }

    /// Waits until additions to and removals from this directory are on the disk.
    func makeDurable() throws(SpoolError) {
        guard fsync(descriptor) == 0 else { throw .notDurable(path: path, number: errno) }
    }

    /// A new file without a name, which vanishes unless it is given one.
    func unnamedFile() throws(SpoolError) -> OpenFile {
        let file = try check("create a file in", path) { linux_open_unnamed(descriptor) }
        return OpenFile(descriptor: file, path: path)
    }

    /// Gives an unnamed file its name; nothing happens when the name is taken.
    func link(_ file: borrowing OpenFile, as name: FileName) throws(SpoolError) {
        let unnamed = file.descriptor
        guard name.withPath({ linux_link_unnamed(unnamed, descriptor, $0) }) != 0, errno != EEXIST
        else { return }
        throw SpoolError("link", path(of: name), errno)
    }

    /// A new file under a name that must be free, or that a crash of ours left there.
    func newFile(_ name: String, mode: mode_t) throws(SpoolError) -> OpenFile {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        let file = try check("create", path + "/" + name) { openat(descriptor, name, flags, mode) }
        let opened = OpenFile(descriptor: file, path: path + "/" + name)
        // Whatever the process's umask: who picks reports up is in another group.
        try check("chmod", opened.path) { fchmod(file, mode) }
        return opened
    }

    /// Calls `body` with the name of each entry, in no order.
    func forEachName(_ body: (FileName) throws(SpoolError) -> Void) throws(SpoolError) {
        // A descriptor of its own, because reading moves a position that duplicates share.
        let copy = try check("open", path) {
            openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard let stream = fdopendir(copy) else {
            let number = errno
            close(copy)
            throw SpoolError("read", path, number)
        }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw SpoolError("read", path, errno) }
                return
            }
            let name = FileName(entry: entry)
            if name.bytes != [0x2E], name.bytes != [0x2E, 0x2E] { try body(name) }
        }
    }

    /// The names of all entries, sorted.
    func names() throws(SpoolError) -> [String] {
        var names: [String] = []
        try forEachName { name throws(SpoolError) in
            names.append(String(decoding: name.bytes, as: UTF8.self))
        }
        return names.sorted()
    }

    private func path(of name: FileName) -> String { path + "/" + name.description }
}

/// A file, or why there is none.
enum Opening: ~Copyable {
    case file(OpenFile)
    case failed(Int32)
}

extension FileName {
    fileprivate init(entry: UnsafeMutablePointer<dirent>) {
        // The name lies at the end of a record that is shorter than the structure claims to be.
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let start = UnsafeRawPointer(entry).advanced(by: offset)
        self.init(bytes: [UInt8](UnsafeRawBufferPointer(start: start, count: strlen(start))))
    }

    func withPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        var path = bytes.map(CChar.init(bitPattern:))
        path.append(0)
        return path.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("holds at least NUL") }
            return body(start)
        }
    }
}

private func strlen(_ text: UnsafeRawPointer) -> Int {
    Glibc.strlen(text.assumingMemoryBound(to: CChar.self))
}
