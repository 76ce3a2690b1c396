import Values

extension CodaAssembly {
    /// Fills in an entry and finds its details.
    ///
    /// The details of a total are its payments; those of a calculated amount say how it came
    /// about, charges among them, and are told as one. Details that do not add up divide nothing.
    mutating func details(
        of movement: CodaMovement, _ parts: [CodaMovement], _ entry: inout Entry,
        in statement: inout Statement, _ bytes: Span<UInt8>, to arena: inout [UInt8]
    ) throws(NulByte) -> [EntryDetail] {
        let checked = wrongCheckDigits
        entry.kind = movement.code.kind(isMoneyIn: movement.amountMinor > 0)
        entry.isReversal = movement.code.isCorrection
        entry.code = try take(movement.codeField, in: bytes, to: &arena)
        entry.bankReference = try take(movement.bankReference, in: bytes, to: &arena)
        var (whole, isReturn) = try detail(movement, in: bytes, to: &arena)
        var details: [EntryDetail] = []
        let direct = Self.direct(parts)
        for part in parts {
            let (detail, isPartReturned) = try detail(part, in: bytes, to: &arena)
            // What the calculation of an amount says, its sub-details say of it too.
            if direct.contains(part.line) || movement.code.isCalculated { details.append(detail) }
            if isPartReturned { isReturn = true }
        }
        if isReturn { entry.kind = .returned }
        if wrongCheckDigits > checked {
            statement.note(
                "check_digits", line: entry.line,
                "The check digits of a structured communication disagree; it was kept as text.")
        }
        guard !direct.isEmpty else { return [whole] }
        let sum = parts.filter { direct.contains($0.line) }
            .reduce(Int128(0)) { $0 + Int128($1.amountMinor) }
        if sum != Int128(entry.amountMinor) {
            statement.note(
                "details_differ", line: entry.line,
                "The details add up to \(statement.amount(sum)), the movement is "
                    + "\(statement.amount(Int128(entry.amountMinor))).")
        } else if !movement.code.isCalculated {
            entry.information = whole.text
            return details
        } else {
            whole.chargesMinor = Self.charges(parts, of: entry.amountMinor, direct)
        }
        join(details, into: &whole, in: &arena)
        return [whole]
    }

    /// Lines of the details that are parts of the movement itself, and not of another detail.
    ///
    /// A globalisation code opens a level at its first record and closes it at its last.
    private static func direct(_ parts: [CodaMovement]) -> Set<Int> {
        var lines: Set<Int> = []
        var openLevels: Set<Int> = [1]
        for part in parts {
            let isDirect = openLevels.count <= 1 && !part.code.isSubDetail
            if isDirect { lines.insert(part.line) }
            guard part.globalisation > 1 else { continue }
            if openLevels.remove(part.globalisation) == nil {
                openLevels.insert(part.globalisation)
            }
        }
        return lines
    }

    /// What the bank took out of a calculated amount: details of the other sign.
    private static func charges(
        _ parts: [CodaMovement], of amountMinor: Int64, _ direct: Set<Int>
    ) -> Int64 {
        guard amountMinor > 0 else { return 0 }
        let sum = parts.reduce(Int128(0)) {
            direct.contains($1.line) && $1.amountMinor < 0 ? $0 - Int128($1.amountMinor) : $0
        }
        return Int64(clamping: sum)
    }

    /// Adds what the parts say to what the whole says.
    private func join(
        _ parts: [EntryDetail], into whole: inout EntryDetail, in arena: inout [UInt8]
    ) {
        let start = arena.count
        for text in [whole.text] + parts.map(\.text) where !text.isEmpty {
            if arena.count > start { arena.append(0x0A) }
            arena.append(contentsOf: Array(arena[text.range]))
        }
        if arena.count > start {
            whole.text = TextRange(start: start, count: arena.count - start)
        }
        for part in parts where whole.structuredReferences.isEmpty {
            whole.structuredReferences = part.structuredReferences
        }
    }
}
