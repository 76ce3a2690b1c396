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
            try fill(&detail, line, from: bytes, to: &batch.text)
            if entry.ownReference.isEmpty {
                entry.ownReference = try identifier(.customerReference, to: &batch.text)
            }
            if entry.kind == .returned { try fillReturn(&detail, to: &batch.text) }
        } catch {
            throw FeedError(
                .badEncoding, line: Int(entry.line), field: ":61:, :86:", found: "a NUL byte",
                expected: "text")
        }
        detail.chargesMinor = MT940Charges.sum(
            in: line.supplement, of: bytes, currency: currency)
        if remittance.has(.charges) {
            for part in remittance.parts where part.role == .charges {
                let amount = MT940Charges.amount(
                    in: remittance.text.span, part.range, currency: currency)
                detail.chargesMinor = MT940Charges.adding(amount, to: detail.chargesMinor)
            }
        }
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
        let isMoneyIn = entry.amountMinor > 0
        entry.kind = MT940Codes.kind(
            typeCode: typeCode,
            germanCode: remittance.hasGermanCode ? remittance.businessCode : nil,
            isMoneyIn: isMoneyIn)
        // A payment with a reason for its return is one that came back.
        if remittance.has(.returnReason), entry.kind == .payment || entry.kind == .unclassified {
            entry.kind = .returned
        }
        if remittance.businessCode != nil {
            clean.bytes.append(UInt8(ascii: "/"))
            clean.bytes.append(contentsOf: remittance.joined[0..<3])
        }
        entry.code = clean.take(to: &text, encoding)
        try clean.append(bytes, line.ownReference)
        entry.ownReference = clean.take(to: &text, encoding)
        try clean.append(bytes, line.bankReference)
        entry.bankReference = clean.take(to: &text, encoding)
        if remittance.has(.bookingText) {
            for part in remittance.parts where part.role == .bookingText {
                try clean.append(remittance.text, part.range)
            }
        }
        try appendLine(line.textBesideReference, from: bytes)
        try appendLine(line.supplement, from: bytes)
        entry.information = clean.take(to: &text, encoding)
    }

    private mutating func appendLine(
        _ range: Range<Int>, from bytes: Span<UInt8>
    ) throws(NulByte) {
        guard !range.isEmpty else { return }
        if !clean.bytes.isEmpty { clean.bytes.append(0x0A) }
        try clean.append(bytes, range)
    }

    private mutating func fill(
        _ detail: inout EntryDetail, _ line: MT940EntryLine, from bytes: Span<UInt8>,
        to text: inout [UInt8]
    ) throws(NulByte) {
        detail.partyName = try joined(
            nameRole(isMoneyIn: detail.amountMinor > 0), by: 0x20, to: &text)
        detail.partyAccount = try account(orFrom: line.supplement, in: bytes, to: &text)
        detail.ultimateName = try identifier(.ultimateName, to: &text)
        detail.endToEndID = try identifier(.endToEndID, to: &text)
        detail.mandate = try identifier(.mandate, to: &text)
        detail.transactionID = try identifier(.transactionID, to: &text)
        detail.structuredReferences = try joined(.structuredReference, by: 0x0A, to: &text)
        detail.text = try joined(.text, by: 0x0A, to: &text)
    }

    /// Which of the names in a remittance is the other party's.
    private func nameRole(isMoneyIn: Bool) -> MT940Remittance.Role {
        if remittance.has(.name) { return .name }
        let (other, own): (MT940Remittance.Role, MT940Remittance.Role) =
            isMoneyIn
            ? (.orderingName, .beneficiaryName) : (.beneficiaryName, .orderingName)
        return remittance.has(other) ? other : own
    }

    /// The bank's reason, and the references by which the payment that came back is found.
    private mutating func fillReturn(
        _ detail: inout EntryDetail, to text: inout [UInt8]
    ) throws(NulByte) {
        detail.returnReason = try returnReason(to: &text)
        let roles: [MT940Remittance.Role] = [.endToEndID, .customerReference, .originalReference]
        for role in roles {
            guard let range = remittance.first(role) else { continue }
            let start = clean.bytes.count
            if start > 0 { clean.bytes.append(0x0A) }
            let contentStart = clean.bytes.count
            try clean.append(remittance.text, range)
            let content = Array(clean.bytes[contentStart...])
            if content.isEmpty || Self.placeholders.contains(content) {
                clean.bytes.removeLast(clean.bytes.count - start)
            }
        }
        detail.originalReferences = clean.take(to: &text, encoding)
    }

    private mutating func returnReason(to text: inout [UInt8]) throws(NulByte) -> TextRange {
        if let range = remittance.first(.returnReason) {
            let isCode = MT940Returns.startsWithReason(range, in: remittance.text)
            let end = isCode ? range.lowerBound + 4 : range.upperBound
            try clean.append(remittance.text, range.lowerBound..<end)
            return clean.take(to: &text, encoding)
        }
        if let range = remittance.first(.textKey) {
            try clean.append(remittance.text, range)
            let digits = String(decoding: clean.bytes.prefix(3), as: UTF8.self)
            // Noughts say that there is no reason.
            if digits == "000" { clean.bytes.removeAll(keepingCapacity: true) }
            if clean.bytes.count == 3 {
                clean.bytes = Array(GermanTransactionCodes.returnReason(digits).utf8)
            }
            if !clean.bytes.isEmpty { return clean.take(to: &text, encoding) }
        }
        for part in remittance.parts where part.role == .text || part.role == .bookingText {
            if let reason = MT940Returns.reason(in: remittance.text, part.range) {
                try clean.append(remittance.text, reason)
                break
            }
        }
        return clean.take(to: &text, encoding)
    }

    /// Every part of a role; references without their blanks.
    private mutating func joined(
        _ role: MT940Remittance.Role, by separator: UInt8, to text: inout [UInt8]
    ) throws(NulByte) -> TextRange {
        guard remittance.has(role) else { return .empty }
        for part in remittance.parts where part.role == role {
            let start = clean.bytes.count
            if start > 0 { clean.bytes.append(separator) }
            let contentStart = clean.bytes.count
            try clean.append(remittance.text, part.range)
            if role == .structuredReference { clean.removeBlanks(from: contentStart) }
            if separator == 0x20 { clean.joinLines(from: contentStart) }
            if clean.bytes.count == contentStart { clean.bytes.removeLast(contentStart - start) }
        }
        return clean.take(to: &text, encoding)
    }

    /// The first part of a role, on one line; empty when it is a placeholder.
    private mutating func identifier(
        _ role: MT940Remittance.Role, to text: inout [UInt8]
    ) throws(NulByte) -> TextRange {
        guard let range = remittance.first(role) else { return .empty }
        try clean.append(remittance.text, range)
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

    private static let placeholders: Set<[UInt8]> = Set(
        ["NOTPROVIDED", "NOT PROVIDED", "NONREF", "NONE", "N/A"].map { Array($0.utf8) })
}
