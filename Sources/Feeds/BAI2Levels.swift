/// What one level of a file holds so far: an account, a group or the file.
struct BAI2Level {
    /// Sum of the amounts as written, whatever their direction.
    var total: Int128 = 0
    /// Sum of the totals that the levels inside declare.
    var declaredTotal: Int128 = 0
    /// Physical records, and lines of text without a code.
    var records: Int64 = 0
    var bareLines: Int64 = 0
    /// Levels inside: accounts of a group, groups of a file.
    var parts: Int64 = 0

    mutating func count(_ record: BAI2Record) {
        records += Int64(record.recordCount)
        bareLines += Int64(record.bareLineCount)
    }

    mutating func add(_ part: BAI2Level, _ trailer: BAI2Trailer) {
        total += part.total
        declaredTotal += trailer.total.map { Int128($0) } ?? part.total
        records += part.records
        bareLines += part.bareLines
        parts += 1
    }

    /// Holds the counts of the trailer against what is here; blank ones prove nothing.
    ///
    /// - Throws: ``FeedError`` where records, accounts or groups are missing or doubled.
    func checkCounts(_ trailer: BAI2Trailer) throws(FeedError) {
        if let declared = trailer.parts, declared != parts {
            throw trailer.error(trailer.partsName, found: declared, expected: "\(parts)")
        }
        guard let declared = trailer.records, declared != records,
            declared != records + bareLines
        else { return }
        let both = bareLines == 0 ? "" : " or \(records + bareLines)"
        throw trailer.error("records", found: declared, expected: "\(records)\(both)")
    }

    /// What a wrong control total is; nil where it is right or blank.
    ///
    /// A group may add up its accounts' amounts or what they declare.
    func totalMistake(_ trailer: BAI2Trailer) -> String? {
        guard let declared = trailer.total.map({ Int128($0) }), declared != total,
            declared != declaredTotal || parts == 0
        else { return nil }
        return "\(trailer.name) has a control total of \(declared), the amounts add up to \(total)."
    }
}

/// The fields of a record 49, 98 or 99; blank ones are nil.
struct BAI2Trailer {
    /// The record's code, for messages.
    var name: String
    /// What the level holds: `accounts`, `groups`; empty for an account.
    var partsName: String
    var line: Int
    var total: Int64?
    var parts: Int64?
    var records: Int64?

    init(
        _ record: BAI2Record, _ name: String, parts partsName: String, in bytes: Span<UInt8>
    ) throws(FeedError) {
        self.name = name
        self.partsName = partsName
        line = record.line
        var fields = BAI2Fields(record)
        total = try fields.number("\(name) control total", in: bytes)
        if !partsName.isEmpty {
            parts = try fields.number("\(name) number of \(partsName)", in: bytes)
        }
        records = try fields.number("\(name) number of records", in: bytes)
        guard !record.isOpen || records != nil else {
            throw FeedError(
                .truncated, line: line, field: "\(name) number of records",
                found: "the end of the file", expected: "a count, or a slash")
        }
    }

    /// A count that does not match.
    func error(_ what: String, found: Int64, expected: String) -> FeedError {
        FeedError(
            .controlTotal, line: line, field: "\(name) number of \(what)", found: "\(found)",
            expected: expected)
    }
}
