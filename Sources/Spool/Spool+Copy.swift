import Digests
import Glibc

/// What became of a claim when it was copied.
package enum CopyOutcome: Sendable, Equatable {
    /// The copy is complete and on disk; only it is used from here on.
    case copied(Work)
    /// The file can never be used; quarantine the claim.
    case refused(Refusal)
    /// Somebody was still writing. The file is back in its drop folder and has to settle again.
    case returned
}

extension Spool {
    /// Makes the daemon's own copy of a claimed file, hashing it on the way.
    ///
    /// A rename alone is not enough: the uploader may hold the file open and write to it still.
    /// Can be repeated at any time.
    ///
    /// - Parameters:
    ///   - claim: from ``DropFolder/claim(_:at:)`` or ``recover()``.
    ///   - maximumBytes: the source's limit.
    /// - Returns: the copy, or why there is none.
    /// - Throws: ``SpoolError``; the claim stays, and nothing of the copy.
    package func copy(_ claim: Claim, maximumBytes: Int64) throws(SpoolError) -> CopyOutcome {
        switch claims.open(FileName(claim.name)) {
        case .failed(let number) where [ELOOP, ENXIO].contains(number):
            return try giveBack(claim)
        case .failed(let number):
            throw SpoolError("open", claims.path + "/" + claim.name, number)
        case .file(let source):
            let before = try source.status()
            guard before.kind == .regular, before.linkCount == 1,
                before.fingerprint == claim.fingerprint
            else { return try giveBack(claim) }
            if before.byteCount == 0 { return .refused(.empty) }
            guard before.byteCount <= maximumBytes else {
                return .refused(.tooLarge(byteCount: before.byteCount, limit: maximumBytes))
            }
            return try copy(source, of: claim, before)
        }
    }

    private func copy(
        _ source: borrowing OpenFile, of claim: Claim, _ before: FileStatus
    ) throws(SpoolError) -> CopyOutcome {
        let target = try works.unnamedFile()
        let copied = try transfer(source, to: target, limit: before.byteCount)
        failpoint(.copied)
        try target.makeDurable()
        failpoint(.copySync)
        guard try source.status() == before, copied.byteCount == before.byteCount else {
            return try giveBack(claim)
        }
        let work = Work(claim: claim, sha256: copied.sha256, byteCount: copied.byteCount)
        // Taken already means that an earlier copy with these very bytes was made durable.
        try works.link(target, as: FileName(work.name))
        failpoint(.linked)
        try works.makeDurable()
        failpoint(.workSync)
        return .copied(work)
    }

    /// Copies until the end, or one byte past the limit, where the file has grown.
    private func transfer(
        _ source: borrowing OpenFile, to target: borrowing OpenFile, limit: Int64
    ) throws(SpoolError) -> (sha256: String, byteCount: Int64) {
        var hash = SHA256()
        var byteCount: Int64 = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: copyBufferSize, alignment: 16)
        defer { buffer.deallocate() }
        while byteCount <= limit {
            let count = try source.read(into: buffer)
            if count == 0 { break }
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            hash.update(piece.bytes)
            try target.write(UnsafeRawBufferPointer(rebasing: piece[..<(count / 2)]))
            failpoint(.copying)
            try target.write(UnsafeRawBufferPointer(rebasing: piece[(count / 2)...]))
            byteCount += Int64(count)
        }
        return (hash.finish().hexadecimal, byteCount)
    }

    /// Puts a claim back where it came from, under its name or, if that is taken by now, another.
    private func giveBack(_ claim: Claim) throws(SpoolError) -> CopyOutcome {
        let folder = try drop.directory(claim.source)
        var name = claim.originalName
        if try claims.move(FileName(claim.name), to: folder, as: name) == false {
            // The uploader has put a new file there. Both are wanted.
            name = FileName(claim.id + "-" + claim.originalName.safe)
            _ = try claims.move(FileName(claim.name), to: folder, as: name)
        }
        failpoint(.returned)
        try giveBackMarker(of: claim, beside: name, in: folder)
        try folder.makeDurable()
        try claims.makeDurable()
        return .returned
    }

    /// Puts a marker back beside its data, unless its sender has put a newer one there.
    func giveBackMarker(
        of claim: Claim, beside name: FileName, in folder: Directory
    ) throws(SpoolError) {
        guard let suffix = claim.markerSuffix else { return }
        let marker = FileName(claim.markerName)
        let newName = FileName(bytes: name.bytes + Array(suffix.utf8))
        if try claims.move(marker, to: folder, as: newName) == false {
            try claims.remove(marker)
        }
    }
}
