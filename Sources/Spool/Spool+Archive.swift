/// Reading the archive: the log from which a database that lost commits is made whole.
extension Spool {
    /// The days on which something was claimed that is archived, newest first.
    package func archiveDays() throws(SpoolError) -> [ArchiveDay] {
        var days: [ArchiveDay] = []
        for year in try archive.names() {
            for month in try archive.directory(year).names() {
                for day in try archive.directory(year).directory(month).names() {
                    if let day = ArchiveDay(path: [year, month, day]) { days.append(day) }
                }
            }
        }
        return days.sorted(by: >)
    }

    /// What is archived of one day, oldest first: names, SHA-256 and sizes, without reading a file.
    package func archived(on day: ArchiveDay) throws(SpoolError) -> [Work] {
        var strangers: [FileName] = []
        return try list(directory(of: day, in: archive), strangers: &strangers)
    }

    /// Whether an archived file still has the bytes its name promises.
    package func isIntact(archived work: Work) throws(SpoolError) -> Bool {
        try digest(of: work, in: directory(of: work.claim.day, in: archive)) == work.sha256
    }

    /// Takes an archived file that the database does not know back into work.
    ///
    /// Ingest it as any other; a crash before that leaves it in ``recover()``.
    ///
    /// - Throws: ``SpoolError/damaged(path:)`` when its content is not what was archived.
    package func replay(_ work: Work) throws(SpoolError) {
        let day = try directory(of: work.claim.day, in: archive)
        guard try digest(of: work, in: day) == work.sha256 else {
            throw .damaged(path: day.path + "/" + work.name)
        }
        let name = FileName(work.name)
        guard try day.move(name, to: works, as: name) != nil else {
            throw .missing(path: day.path + "/" + work.name)
        }
        try works.makeDurable()
        try day.makeDurable()
    }

    /// Opens a file in work for reading, to hand it to a decoder.
    package func open(_ work: Work) throws(SpoolError) -> OpenFile {
        switch works.open(FileName(work.name)) {
        case .failed(let number): throw SpoolError("open", works.path + "/" + work.name, number)
        case .file(let file): return file
        }
    }

    /// The bytes of a file in work, for content that is small and needs no decoder of its own.
    package func bytes(of work: Work) throws(SpoolError) -> [UInt8] {
        let file = try open(work)
        return try file.contents(byteCount: Int(work.byteCount))
    }
}
