extension Spool {
    /// Puts an ingested file into the archive and forgets its claim.
    ///
    /// Call it only after the commit that ingested it is known to be durable. May be repeated.
    package func archive(_ work: Work) throws(SpoolError) {
        let day = try directory(of: work.claim.day, in: archive)
        try putAway(FileName(work.name), from: works, to: day)
        try release(work.claim)
    }

    /// Sets a file aside that can never be ingested, with a note that says why.
    ///
    /// Call it only after the verdict is committed. May be repeated; the last note stays.
    package func quarantine(_ work: Work, why note: QuarantineNote) throws(SpoolError) {
        let day = try directory(of: work.claim.day, in: quarantine)
        try write(note, of: work.claim, sha256: work.sha256, beside: work.name, in: day)
        try putAway(FileName(work.name), from: works, to: day)
        try release(work.claim)
    }

    /// Sets a claimed file aside that was not even copied: empty, or too large.
    package func quarantine(_ claim: Claim, why note: QuarantineNote) throws(SpoolError) {
        let day = try directory(of: claim.day, in: quarantine)
        try write(note, of: claim, sha256: nil, beside: claim.name, in: day)
        try putAway(FileName(claim.name), from: claims, to: day)
        try release(claim)
    }

    /// Leaves a note in the quarantine about an entry that stays in its drop folder.
    ///
    /// Its name follows from the entry, so a restarted daemon, which refuses the entry again,
    /// does not add a second note.
    package func note(_ refused: RefusedName) throws(SpoolError) {
        let changed = refused.status.changedNanoseconds
        let day = ArchiveDay(unixMilliseconds: changed / 1_000_000)
        let directory = try directory(of: day, in: quarantine)
        let name = "left~\(refused.source)~\(refused.status.fingerprint)~\(refused.name.safe)"
        let json = QuarantineNote(refused.refusal)
            .json(file: refused.name, source: refused.source, sha256: nil)
        try write(json, as: name + noteSuffix, in: directory)
    }

    /// Forgets a claim whose file is safe elsewhere.
    func release(_ claim: Claim) throws(SpoolError) {
        // The marker first: alone it would look like one that was never claimed.
        if claim.markerSuffix != nil { try claims.remove(FileName(claim.markerName)) }
        try claims.remove(FileName(claim.name))
        failpoint(.unclaimed)
        try claims.makeDurable()
        failpoint(.claimSyncAgain)
    }

    private func putAway(
        _ name: FileName, from: Directory, to day: Directory
    ) throws(SpoolError) {
        switch try from.move(name, to: day, as: name) {
        case true?: break
        case nil where try day.status(of: name) != nil:
            // Done before, and interrupted after it.
            break
        default:
            // Neither here nor there, or in both places: no crash leaves that.
            throw .damaged(path: from.path + "/" + name.description)
        }
        failpoint(.putAway)
        try day.makeDurable()
        failpoint(.archiveSync)
        try from.makeDurable()
        failpoint(.workSyncAgain)
    }

    private func write(
        _ note: QuarantineNote, of claim: Claim, sha256: String?, beside name: String,
        in day: Directory
    ) throws(SpoolError) {
        let json = note.json(file: claim.originalName, source: claim.source, sha256: sha256)
        try write(json, as: name + noteSuffix, in: day)
        failpoint(.noted)
    }

    private func write(
        _ bytes: [UInt8], as name: String, in directory: Directory
    ) throws(SpoolError) {
        let hidden = "." + name
        let file = try directory.newFile(hidden, mode: 0o600)
        try file.write(bytes)
        try file.makeDurable()
        try directory.replace(name, with: hidden)
        try directory.makeDurable()
    }

    func directory(of day: ArchiveDay, in parent: Directory) throws(SpoolError) -> Directory {
        var directory = parent
        for name in day.path { directory = try directory.directory(name, create: true) }
        return directory
    }
}

private let noteSuffix = ".why.json"
