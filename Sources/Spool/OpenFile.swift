import Clinux
import Digests
import Glibc

/// An open file descriptor, closed at the end of its life.
package struct OpenFile: ~Copyable {
    package let descriptor: Int32
    /// For messages.
    let path: String

    deinit {
        close(descriptor)
    }

    func status() throws(SpoolError) -> FileStatus {
        var status = stat()
        try check("fstat", path) { fstat(descriptor, &status) }
        return FileStatus(status)
    }

    /// Waits until the file is on the disk.
    ///
    /// - Throws: ``SpoolError/notDurable(path:number:)``. The kernel reports a lost write once and
    ///   then forgets it, so a second attempt would succeed and mean nothing: never repeat, make a
    ///   new copy.
    func makeDurable() throws(SpoolError) {
        guard fsync(descriptor) == 0 else {
            let number = errno
            if number == ENOSPC || number == EDQUOT { throw .diskFull(path: path) }
            throw .notDurable(path: path, number: number)
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(SpoolError) {
        var rest = bytes
        while !rest.isEmpty {
            let written = try check("write", path) {
                Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    func write(_ bytes: [UInt8]) throws(SpoolError) {
        try bytes.span.withUnsafeBytes { buffer throws(SpoolError) in try write(buffer) }
    }

    /// Reads from where the last call stopped, at most the buffer's size; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SpoolError) -> Int {
        try check("read", path) {
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        }
    }

    /// The whole content of a file known to have this size.
    func contents(byteCount: Int) throws(SpoolError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        var filled = 0
        while filled < byteCount {
            var span = bytes.mutableSpan
            let count = try span.withUnsafeMutableBytes { buffer throws(SpoolError) in
                try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            }
            guard count > 0 else { throw .damaged(path: path) }
            filled += count
        }
        return bytes
    }

    /// Hashes what is left to read.
    func digest() throws(SpoolError) -> String {
        var hash = SHA256()
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: copyBufferSize, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try read(into: buffer)
            if count == 0 { return hash.finish().hexadecimal }
            hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]).bytes)
        }
    }
}

/// Bytes moved at once: large enough that calls do not count, small enough for the cache.
let copyBufferSize = 256 * 1024

/// What `stat` says about a directory entry.
package struct FileStatus: Equatable, Sendable {
    let device: UInt64
    let inode: UInt64
    let mode: UInt32
    let linkCount: UInt64
    let owner: UInt32
    package let byteCount: Int64
    let modifiedNanoseconds: Int64
    let changedNanoseconds: Int64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        mode = UInt32(status.st_mode)
        linkCount = UInt64(status.st_nlink)
        owner = UInt32(status.st_uid)
        byteCount = Int64(status.st_size)
        modifiedNanoseconds = status.st_mtim.nanoseconds
        changedNanoseconds = status.st_ctim.nanoseconds
    }

    var kind: FileKind {
        switch mode & UInt32(S_IFMT) {
        case UInt32(S_IFREG): .regular
        case UInt32(S_IFDIR): .directory
        case UInt32(S_IFLNK): .symbolicLink
        case UInt32(S_IFIFO): .pipe
        case UInt32(S_IFSOCK): .socket
        default: .device
        }
    }

    /// Says whether a file is still the one that was observed, across a rename, which changes the
    /// time of change: a digest of inode, size and time of modification in 12 hexadecimal digits.
    var fingerprint: String {
        let facts = "\(inode) \(byteCount) \(modifiedNanoseconds)"
        return [UInt8](SHA256.digest(Array(facts.utf8)).prefix(6)).hexadecimal
    }
}

/// What kind of directory entry something is.
package enum FileKind: String, Sendable {
    case regular = "file"
    case directory
    case symbolicLink = "symbolic link"
    case pipe = "named pipe"
    case socket
    case device
}

/// Runs a system call, again while it is interrupted, and turns -1 into an error.
@discardableResult
func check<Result: SignedInteger>(
    _ operation: String, _ path: String, _ call: () -> Result
) throws(SpoolError) -> Result {
    while true {
        let result = call()
        if result != -1 { return result }
        let number = errno
        if number == EINTR { continue }
        throw SpoolError(operation, path, number)
    }
}

extension SpoolError {
    init(_ operation: String, _ path: String, _ number: Int32) {
        switch number {
        case ENOSPC, EDQUOT: self = .diskFull(path: path)
        default: self = .system(operation: operation, path: path, number: number)
        }
    }
}
