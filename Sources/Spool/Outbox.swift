import Glibc

/// Finished files for others to take, a directory for each delivery.
///
/// A delivery is written under a hidden name in `tmp/` and appears in `new/` at once and complete.
/// Who has taken it moves it to `sent/`.
package final class Outbox: Sendable {
    private let directory: Directory
    private let unfinished: Directory
    private let new: Directory
    private let sent: Directory

    init(in root: Directory, create: Bool) throws(SpoolError) {
        directory = try root.directory("outbox", create: create, mode: 0o2770)
        unfinished = try directory.directory("tmp", create: create, mode: 0o2770)
        new = try directory.directory("new", create: create, mode: 0o2770)
        sent = try directory.directory("sent", create: create, mode: 0o2770)
    }

    /// Delivers files under a directory's name, all or none.
    ///
    /// Delivering the same bytes under the same name again changes nothing, also after they were
    /// taken.
    ///
    /// - Parameters:
    ///   - name: letters, digits, `.`, `_` and `-`; so for each file.
    ///   - files: at least one, with different names.
    /// - Returns: whether it is new.
    /// - Throws: ``SpoolError/outboxConflict(name:)`` when other bytes have the name.
    @discardableResult
    package func deliver(_ name: String, files: [OutboxFile]) throws(SpoolError) -> Bool {
        try checkNames(name, files)
        if try isDelivered(name, files) { return false }
        let hidden = "." + name
        try sweep(hidden)
        let delivery = try unfinished.directory(hidden, create: true, mode: 0o2750)
        for file in files {
            let opened = try delivery.newFile(file.name, mode: 0o640)
            try opened.write(file.bytes)
            try opened.makeDurable()
        }
        try delivery.makeDurable()
        failpoint(.outboxFilled)
        guard try unfinished.move(FileName(hidden), to: new, as: FileName(name)) == true else {
            throw .outboxConflict(name: name)
        }
        failpoint(.outboxRenamed)
        try new.makeDurable()
        try unfinished.makeDurable()
        return true
    }

    /// Removes what deliveries interrupted by a crash left behind; they are written again.
    func sweep() throws(SpoolError) {
        for name in try unfinished.names() { try sweep(name) }
    }

    private func sweep(_ name: String) throws(SpoolError) {
        guard try unfinished.status(of: FileName(name)) != nil else { return }
        let delivery = try unfinished.directory(name)
        try delivery.forEachName { file throws(SpoolError) in try delivery.remove(file) }
        try unfinished.removeDirectory(name)
    }

    private func isDelivered(_ name: String, _ files: [OutboxFile]) throws(SpoolError) -> Bool {
        for place in [new, sent] {
            guard try place.status(of: FileName(name)) != nil else { continue }
            let delivered = try place.directory(name)
            guard try delivered.names() == files.map(\.name).sorted() else {
                throw .outboxConflict(name: name)
            }
            for file in files where try !delivered.holds(file) {
                throw .outboxConflict(name: name)
            }
            // Its writer may have died between the rename and this.
            try place.makeDurable()
            return true
        }
        return false
    }

    private func checkNames(_ name: String, _ files: [OutboxFile]) throws(SpoolError) {
        for name in [name] + files.map(\.name) where !isUsableName(name, limit: 96) {
            throw .badName(name)
        }
        precondition(!files.isEmpty && Set(files.map(\.name)).count == files.count)
    }
}

/// One file of a delivery.
package struct OutboxFile: Sendable, Equatable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

extension Directory {
    fileprivate func holds(_ file: OutboxFile) throws(SpoolError) -> Bool {
        guard let status = try status(of: FileName(file.name)), status.kind == .regular,
            status.byteCount == Int64(file.bytes.count)
        else { return false }
        switch open(FileName(file.name)) {
        case .failed(let number): throw SpoolError("open", path + "/" + file.name, number)
        case .file(let opened):
            return try opened.contents(byteCount: file.bytes.count) == file.bytes
        }
    }
}
