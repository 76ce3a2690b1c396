/// What was in flight when the daemon stopped.
package struct Recovery: Sendable, Equatable {
    /// Claimed but not copied, oldest first: copy them.
    package var claims: [Claim] = []
    /// Copied but neither archived nor quarantined, oldest first: ingest them again.
    ///
    /// Whether the database has them already is for the database to say.
    package var works: [Work] = []
    /// Entries of `claim/` and `work/` that this program did not make.
    package var strangers: [FileName] = []
}

extension Spool {
    /// Finds out what a crash, or a step that threw, left in flight.
    ///
    /// Call it when the daemon starts, and again after any ``SpoolError``, while nothing else works
    /// on the spool. Steps that were complete but for cleaning up are finished here.
    ///
    /// - Throws: ``SpoolError/damaged(path:)`` when a copy lost its content and its claim is gone.
    package func recover() throws(SpoolError) -> Recovery {
        try outbox.sweep()
        var recovery = Recovery()
        var copied: Set<Claim> = []
        for work in try list(works, strangers: &recovery.strangers) {
            if try isIntact(work) {
                copied.insert(work.claim)
                recovery.works.append(work)
            }
        }
        var done = PutAway()
        for name in try claims.names() {
            if let claim = Claim(markerName: name) {
                try settleMarker(of: claim, copied, &done)
            } else if let claim = Claim(name: name) {
                if try done.contains(claim, in: self) {
                    try release(claim)
                } else if !copied.contains(claim) {
                    recovery.claims.append(claim)
                }
            } else {
                recovery.strangers.append(FileName(name))
            }
        }
        return recovery
    }

    /// Whether a copy still has the bytes its name promises; if not, and the claim is still there,
    /// the copy is thrown away to be made anew.
    private func isIntact(_ work: Work) throws(SpoolError) -> Bool {
        if try digest(of: work, in: works) == work.sha256 { return true }
        guard try claims.status(of: FileName(work.claim.name)) != nil else {
            throw .damaged(path: works.path + "/" + work.name)
        }
        try works.remove(FileName(work.name))
        try works.makeDurable()
        return false
    }

    /// A marker belongs to its claim; without one it goes back to the data it came with.
    private func settleMarker(
        of claim: Claim, _ copied: Set<Claim>, _ done: inout PutAway
    ) throws(SpoolError) {
        if try claims.status(of: FileName(claim.name)) != nil || copied.contains(claim) { return }
        if try done.contains(claim, in: self) {
            try release(claim)
        } else {
            let folder = try drop.directory(claim.source)
            try giveBackMarker(of: claim, beside: claim.originalName, in: folder)
            try folder.makeDurable()
            try claims.makeDurable()
        }
    }

    func digest(of work: Work, in directory: Directory) throws(SpoolError) -> String {
        switch directory.open(FileName(work.name)) {
        case .failed(let number): throw SpoolError("open", directory.path + "/" + work.name, number)
        case .file(let file): return try file.digest()
        }
    }

    func list(
        _ directory: Directory, strangers: inout [FileName]
    ) throws(SpoolError) -> [Work] {
        var works: [Work] = []
        var others: [FileName] = []
        try directory.forEachName { name throws(SpoolError) in
            guard let status = try directory.status(of: name) else { return }
            let text = String(decoding: name.bytes, as: UTF8.self)
            if status.kind == .regular, let work = Work(name: text, byteCount: status.byteCount) {
                works.append(work)
            } else {
                others.append(name)
            }
        }
        strangers += others.sorted()
        return works.sorted { $0.claim.id < $1.claim.id }
    }
}

/// The claims whose files are in the archive or the quarantine, read a day at a time: a claim's day
/// is in its id, so a recovery reads the days in flight and not years of archive.
private struct PutAway {
    private var names: [ArchiveDay: Set<String>] = [:]

    mutating func contains(_ claim: Claim, in spool: Spool) throws(SpoolError) -> Bool {
        if let known = names[claim.day] { return known.contains(claim.name) }
        var found: Set<String> = []
        for parent in [spool.archive, spool.quarantine] {
            let day = try spool.directory(of: claim.day, in: parent)
            for name in try day.names() where !name.hasSuffix(".why.json") {
                found.insert(String(name.prefix { $0 != "=" }))
            }
            // What made these names may have been interrupted before this.
            try day.makeDurable()
        }
        names[claim.day] = found
        return found.contains(claim.name)
    }
}
