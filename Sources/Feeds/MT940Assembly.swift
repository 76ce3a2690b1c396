import Values

/// Puts a statement line and its remittance together as an entry with one detail.
struct MT940Assembly {
    private let encoding: CharacterEncoding
    private var remittance = MT940Remittance()
    private var clean = CleanText()

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
    }

    /// Appends the entry to a batch.
    ///
    /// - Throws: ``FeedError`` for a NUL byte or a field too large.
    mutating func append(
        _ line: MT940EntryLine, _ information: [MT940Field], currency: Currency,
        from bytes: Span<UInt8>, to batch: inout EntryBatch
    ) throws(FeedError) {
        var entry = line.entry
        let size = information.reduce(line.supplement.count) { $0 + $1.range.count }
        guard size <= DelimitedRecords.maximumFieldBytes else {
            throw FeedError(
                .tooLarge, line: Int(entry.line), field: ":86:",
                expected: "at most \(DelimitedRecords.maximumFieldBytes) bytes")
        }
        remittance.removeAll()
        remittance.read(information, in: bytes)
        var detail = EntryDetail(amountMinor: entry.amountMinor)
        do throws(NulByte) {
            try fill(&entry, line, from: bytes, to: &batch.text)
            try fill(
                &detail, line, isReturn: entry.kind == .returned, from: bytes, to: &batch.text)
            if entry.ownReference.isEmpty {
                entry.ownReference = try identifier(.customerReference, to: &batch.text)
            }
        } catch {
            throw FeedError(
                .badEncoding, line: Int(entry.line), field: ":61:, :86:", found: "a NUL byte",
                expected: "text")
        }
        detail.chargesMinor = charges(line, currency: currency, in: bytes)
        // As `batch.append` does, without an array for the one detail.
        entry.firstDetail = Int32(batch.details.count)
        entry.detailCount = 1
        batch.details.append(detail)
        batch.entries.append(entry)
    }

    private mutating func fill(
        _ entry: inout Entry, _ line: MT940EntryLine, from bytes: Span<UInt8>,
        to text: inout [UInt8]
    ) throws(NulByte) {
        var typeCode: UInt32 = 0
        for index in line.typeCode.dropFirst() {
            typeCode = typeCode << 8 | UInt32(bytes[index].capital)
        }
        try clean.append(bytes, line.typeCode)
        entry.kind = MT940Codes.kind(
            typeCode: typeCode, businessCode: remittance.businessCode,
            isMoneyIn: entry.amountMinor > 0)
        if remittance.businessCode != nil {
            clean.bytes.append(UInt8(ascii: "/"))
            clean.bytes.append(contentsOf: remittance.joined[0..<3])
        }
        entry.code = clean.take(to: &text, encoding)
        try clean.append(bytes, line.ownReference)
        entry.ownReference = clean.take(to: &text, encoding)
        try clean.append(bytes, line.bankReference)
        entry.bankReference = clean.take(to: &text, encoding)
        for part in remittance.parts where part.role == .bookingText {
            try clean.append(remittance.text, part.range)
        }
        for range in [line.textBesideReference, line.supplement] where !range.isEmpty {
            if !clean.bytes.isEmpty { clean.bytes.append(0x0A) }
            try clean.append(bytes, range)
        }
        entry.information = clean.take(to: &text, encoding)
    }

    private mutating func fill(
        _ detail: inout EntryDetail, _ line: MT940EntryLine, isReturn: Bool,
        from bytes: Span<UInt8>, to text: inout [UInt8]
    ) throws(NulByte) {
        detail.partyName = try joined(.name, by: 0x20, to: &text)
        detail.partyAccount = try account(orFrom: line.supplement, in: bytes, to: &text)
        detail.ultimateName = try identifier(.ultimateName, to: &text)
        detail.endToEndID = try identifier(.endToEndID, to: &text)
        detail.mandate = try identifier(.mandate, to: &text)
        detail.transactionID = try identifier(.transactionID, to: &text)
        detail.structuredReferences = try joined(.structuredReference, by: 0x0A, to: &text)
        detail.text = try joined(.text, by: 0x0A, to: &text)
        guard isReturn else { return }
        detail.originalReferences = detail.endToEndID
        if let part = remittance.parts.first(where: { $0.role == .returnReason }) {
            try clean.append(remittance.text, part.range)
            let reason = MT940Codes.returnReason(
                String(decoding: clean.bytes.prefix(3), as: UTF8.self))
            if clean.bytes.count == 3 { clean.bytes = Array(reason.utf8) }
            detail.returnReason = clean.take(to: &text, encoding)
        }
    }

    /// Every part of a role; references without their blanks.
    private mutating func joined(
        _ role: MT940Remittance.Role, by separator: UInt8, to text: inout [UInt8]
    ) throws(NulByte) -> TextRange {
        for part in remittance.parts where part.role == role {
            let start = clean.bytes.count
            if start > 0 { clean.bytes.append(separator) }
            let contentStart = clean.bytes.count
            try clean.append(remittance.text, part.range)
            if role == .structuredReference { clean.removeBlanks(from: contentStart) }
            if role == .name { clean.joinLines(from: contentStart) }
            if clean.bytes.count == contentStart { clean.bytes.removeLast(contentStart - start) }
        }
        return clean.take(to: &text, encoding)
    }

    /// The first part of a role, on one line; empty when it is a placeholder.
    private mutating func identifier(
        _ role: MT940Remittance.Role, to text: inout [UInt8]
    ) throws(NulByte) -> TextRange {
        guard let part = remittance.parts.first(where: { $0.role == role }) else { return .empty }
        try clean.append(remittance.text, part.range)
        clean.joinLines(from: 0)
        if clean.bytes.first == 0x4E, Self.placeholders.contains(clean.bytes) {
            clean.bytes.removeAll(keepingCapacity: true)
        }
        return clean.take(to: &text, encoding)
    }

    /// The other party's account: an IBAN where one is given, else the first number, else what
    /// Rabobank gives in the supplement and nowhere else.
    private mutating func account(
        orFrom supplement: Range<Int>, in bytes: Span<UInt8>, to text: inout [UInt8]
    ) throws(NulByte) -> TextRange {
        for part in remittance.parts where part.role == .account {
            let start = clean.bytes.count
            try clean.append(remittance.text, part.range)
            clean.removeBlanks(from: start)
            if clean.bytes.isIBAN(start..<clean.bytes.count) {
                clean.bytes.removeFirst(start)
                break
            }
            if start > 0 { clean.bytes.removeLast(clean.bytes.count - start) }
        }
        if clean.bytes.isEmpty, !supplement.isEmpty {
            try clean.append(bytes, supplement)
            if !clean.bytes.isIBAN(0..<clean.bytes.count) { clean.bytes.removeAll() }
        }
        return clean.take(to: &text, encoding)
    }

    /// `/CHGS/EUR0,50/` below a returned direct debit: what the bank took for it.
    private func charges(
        _ line: MT940EntryLine, currency: Currency, in bytes: Span<UInt8>
    ) -> Int64 {
        guard !line.supplement.isEmpty else { return 0 }
        let label = Array("/CHGS/\(currency.code)".utf8)
        guard line.supplement.count > label.count else { return 0 }
        for start in line.supplement.lowerBound...line.supplement.upperBound - label.count
        where label.indices.allSatisfy({ bytes[start + $0] == label[$0] }) {
            let field = MT940Field(
                tag: .entry, start: start + label.count, end: line.supplement.upperBound,
                line: Int(line.entry.line))
            var cursor = MT940Cursor(field, named: "/CHGS/")
            // Not money of the statement but a remark on it: unreadable, it stays in the text.
            return (try? cursor.amount(in: currency, from: bytes))?.minor ?? 0
        }
        return 0
    }

    private static let placeholders: Set<[UInt8]> = Set(
        ["NOTPROVIDED", "NOT PROVIDED", "NONREF", "NONE", "N/A"].map { Array($0.utf8) })
}
