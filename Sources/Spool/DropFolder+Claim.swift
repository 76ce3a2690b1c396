import Glibc

/// What became of a candidate.
package enum ClaimOutcome: Sendable, Equatable {
    /// It lies in `claim/` now, whatever happens.
    case claimed(Claim)
    /// It stays where it is and will not be tried again until it changes.
    case refused(RefusedName)
    /// It is not what was seen in the scan any more; the next scan looks again.
    case changed
}

extension DropFolder {
    /// Takes a complete file out of the folder by renaming it, together with its marker.
    ///
    /// - Parameters:
    ///   - candidate: from the last ``scan(at:)``.
    ///   - moment: now; names the claim.
    /// - Returns: the claim, or why there is none.
    /// - Throws: ``SpoolError``. The file is then either still in the folder or in `claim/`;
    ///   ``Spool/recover()`` tells.
    package func claim(
        _ candidate: Candidate, at moment: Moment
    ) throws(SpoolError) -> ClaimOutcome {
        try checkHeadroom(for: candidate)
        switch directory.open(candidate.name) {
        case .failed(let number):
            return try outcome(ofOpening: candidate, number)
        case .file(let file):
            let status = try file.status()
            guard status == candidate.status else { return .changed }
            failpoint(.opened)
            // An upload over SFTP is not on the disk by itself; a crash of the machine soon after
            // the rename must not leave an empty file under our name.
            try file.makeDurable()
            return try take(candidate, at: moment)
        }
    }

    private func take(_ candidate: Candidate, at moment: Moment) throws(SpoolError) -> ClaimOutcome
    {
        let claim = Claim(
            source: source, fingerprint: candidate.status.fingerprint,
            originalName: candidate.name, markerSuffix: rules.markerSuffix, at: moment)
        // If the uploader puts another file in place just now, that one is claimed. It does not
        // match the fingerprint in the claim's name, so copying gives it back to be observed.
        let moved = try directory.move(
            candidate.name, to: spool.claims, as: FileName(claim.name))
        guard moved == true else { return .changed }
        forget(candidate.name)
        failpoint(.renamed)
        try takeMarker(of: candidate, claim)
        try spool.claims.makeDurable()
        failpoint(.claimSync)
        try directory.makeDurable()
        failpoint(.dropSync)
        return .claimed(claim)
    }

    /// The data goes first: a marker left behind is older than the next data of this name and does
    /// no harm, data without its marker would wait for ever.
    private func takeMarker(of candidate: Candidate, _ claim: Claim) throws(SpoolError) {
        guard let suffix = rules.markerSuffix else { return }
        let marker = FileName(bytes: candidate.name.bytes + Array(suffix.utf8))
        _ = try directory.move(marker, to: spool.claims, as: FileName(claim.markerName))
        failpoint(.markerRenamed)
    }

    private func outcome(
        ofOpening candidate: Candidate, _ number: Int32
    ) throws(SpoolError) -> ClaimOutcome {
        switch number {
        case ENOENT, ELOOP, ENXIO:
            // It was a plain file a moment ago, so it was replaced since.
            return .changed
        case EACCES, EPERM:
            remember(candidate)
            return .refused(RefusedName(candidate, .unreadable, source: source))
        default:
            throw SpoolError("open", directory.path + "/" + candidate.name.description, number)
        }
    }

    /// Leaves files where they are while the disk has no room for two more copies and some air.
    private func checkHeadroom(for candidate: Candidate) throws(SpoolError) {
        var space = statvfs()
        try check("statvfs", spool.works.path) { fstatvfs(spool.works.descriptor, &space) }
        let free = Int64(clamping: UInt64(space.f_bavail)) * Int64(space.f_frsize)
        // A file that is too large anyway is set aside unread and needs no room.
        let copies =
            candidate.status.byteCount > rules.maximumBytes ? 0 : candidate.status.byteCount
        guard free >= spool.headroomBytes + 2 * copies else {
            throw .diskFull(path: spool.works.path)
        }
    }
}
