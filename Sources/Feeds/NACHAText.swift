import Values

/// Texts of entries of the clearing house.
enum NACHAText {
    /// First and last column of the fields of an entry, by its layout.
    struct Columns {
        var account: (Int, Int)
        /// Identification the sender has for the receiver, or the number of a cheque.
        var number: (Int, Int)?
        var name: (Int, Int)?
    }

    /// Source: Nacha, ACH Operating Rules and Guidelines 2024, appendix three, subpart 3.1,
    /// "entry detail record" of each class.
    static func columns(_ layout: NACHABatch.Layout) -> Columns {
        switch layout {
        case .ordinary: Columns(account: (13, 29), number: (40, 54), name: (55, 76))
        case .customerInitiated: Columns(account: (13, 29), number: (55, 76), name: (40, 54))
        case .machineTransfer: Columns(account: (13, 29), number: (62, 76), name: (40, 61))
        case .countedAddenda: Columns(account: (13, 29), number: (40, 54), name: (59, 74))
        case .international: Columns(account: (40, 74), number: nil, name: nil)
        case .advice: Columns(account: (13, 27), number: nil, name: (55, 76))
        }
    }

    /// Whether text begins with the name of a segment and an element separator: `TRN*1*`, `ISA~`.
    static func isX12(_ text: [UInt8]) -> Bool {
        guard text.count >= 4 else { return false }
        if text.starts(with: Array("ISA".utf8)) { return true }
        let length = text[2] == UInt8(ascii: "*") ? 2 : 3
        return text[length] == UInt8(ascii: "*")
            && (0..<length).allSatisfy { text[$0].isCapitalOrDigit } && !text[0].isDigit
    }

    /// Takes blanks off the end that are certainly padding: those behind a segment terminator.
    ///
    /// Others may be part of an element that goes on in the next record.
    static func removePadding(_ payload: inout [UInt8]) {
        var end = payload.count
        while end > 0, payload[end - 1] == 0x20 { end -= 1 }
        if end > 0, payload[end - 1] == UInt8(ascii: "~") || payload[end - 1] == UInt8(ascii: "\\")
        {
            payload.removeLast(payload.count - end)
        }
    }

    /// Where segments of X12 end: `~` or `\`, unless the envelope names another byte.
    static func terminator(of payload: [UInt8]) -> UInt8 {
        if payload.count > 105, payload.starts(with: Array("ISA".utf8)) { return payload[105] }
        for byte in payload where byte == UInt8(ascii: "~") || byte == UInt8(ascii: "\\") {
            return byte
        }
        return UInt8(ascii: "~")
    }

    /// The trace number of a `TRN*1*trace*payer` segment, which an 835 sent apart repeats.
    static func reassociationTrace(in payload: [UInt8]) -> Range<Int>? {
        let end = terminator(of: payload)
        var start = 0
        while start < payload.count {
            var next = start
            while next < payload.count, payload[next] != end { next += 1 }
            if payload[start..<next].starts(with: Array("TRN*1*".utf8)) {
                var last = start + 6
                while last < next, payload[last] != UInt8(ascii: "*") { last += 1 }
                while last > start + 6, payload[last - 1].isBlank { last -= 1 }
                return last > start + 6 ? start + 6..<last : nil
            }
            start = next + 1
            while start < payload.count, payload[start].isBlank { start += 1 }
        }
        return nil
    }
}

extension NACHAEntry {
    /// Sets the text from the collected payload, and refuses no reason code but notes it.
    mutating func finish(
        _ entry: inout Entry, _ detail: inout EntryDetail, _ statement: inout Statement,
        _ text: inout [UInt8]
    ) throws(NulByte) {
        if entry.kind == .returned {
            let code = text.string(detail.returnReason)
            if NACHAReturnReasons.meaning(code) == nil {
                statement.note(
                    "return_reason", line: entry.line,
                    "The rules have no return reason \"\(code)\".")
            }
        }
        guard !payload.isEmpty else { return }
        if NACHAText.isX12(payload) {
            if let trace = NACHAText.reassociationTrace(in: payload) {
                try clean.append(payload, trace)
                detail.transactionID = clean.take(to: &text, encoding)
            }
            let end = NACHAText.terminator(of: payload)
            try clean.append(payload, 0..<payload.count)
            for index in clean.bytes.indices where clean.bytes[index] == end {
                clean.bytes[index] = 0x0A
            }
            while clean.bytes.last == 0x0A { clean.bytes.removeLast() }
        } else {
            // One remark a record, as its sender laid it out.
            for (index, start) in payloadStarts.enumerated() {
                let end = index + 1 < payloadStarts.count ? payloadStarts[index + 1] : payload.count
                if !clean.bytes.isEmpty, clean.bytes.last != 0x0A { clean.bytes.append(0x0A) }
                try clean.append(payload, start..<end)
            }
            while clean.bytes.last == 0x0A { clean.bytes.removeLast() }
        }
        detail.text = clean.take(to: &text, encoding)
    }

    /// Addenda 98: what has to be changed, and to what.
    mutating func readChange(
        _ addendum: NACHARecord, _ entry: inout Entry, _ detail: inout EntryDetail,
        _ bytes: Span<UInt8>, _ text: inout [UInt8]
    ) throws(NulByte) {
        let code = bytes.excerpt(addendum.text(4, 6, in: bytes))
        try clean.append(bytes, addendum.text(7, 21, in: bytes))
        detail.originalReferences = clean.take(to: &text, encoding)
        try clean.append(bytes, addendum.text(36, 64, in: bytes))
        let corrected = clean.take(to: &text, encoding)
        let start = text.count
        text.append(contentsOf: code.utf8)
        if let meaning = NACHACodes.changes[code] { text.append(contentsOf: " \(meaning)".utf8) }
        if !corrected.isEmpty {
            text.append(contentsOf: ": ".utf8)
            text.append(contentsOf: text[corrected.range])
        }
        entry.information = TextRange(start: start, count: text.count - start)
    }

    /// Addenda 99: why the entry came back, and which it was.
    ///
    /// A dishonoured return names the return as well, a contested one the dishonoured return too.
    mutating func readReturn(
        _ addendum: NACHARecord, _ entry: inout Entry, _ detail: inout EntryDetail,
        _ layout: NACHABatch.Layout, _ bytes: Span<UInt8>, _ text: inout [UInt8]
    ) throws(NulByte) {
        try clean.append(bytes, addendum.text(4, 6, in: bytes))
        detail.returnReason = clean.take(to: &text, encoding)
        let code = text.string(detail.returnReason)
        let isContested = NACHAReturnReasons.isContested(code)
        let isDishonoured = NACHAReturnReasons.isDishonoured(code)
        var places = [(7, 21)]
        if isContested || isDishonoured { places.append((39, 53)) }
        if isContested { places.append((59, 73)) }
        for place in places {
            let field = addendum.text(place.0, place.1, in: bytes)
            guard field.contains(where: { bytes[$0] != 0x30 }) else { continue }
            if !clean.bytes.isEmpty { clean.bytes.append(0x0A) }
            try clean.append(bytes, field)
        }
        detail.originalReferences = clean.take(to: &text, encoding)
        var remark = (36, 79)
        if isDishonoured { remark = (59, 79) } else if isContested { remark = (79, 79) }
        // The first ten columns of an international return repeat the original amount.
        if layout == .international { remark = (46, 79) }
        try clean.append(bytes, addendum.text(remark.0, remark.1, in: bytes))
        detail.text = clean.take(to: &text, encoding)
        let start = text.count
        text.append(contentsOf: text[entry.information.range])
        if text.count > start { text.append(0x0A) }
        text.append(contentsOf: code.utf8)
        if let meaning = NACHAReturnReasons.meaning(code) {
            text.append(contentsOf: " \(meaning)".utf8)
        }
        if isContested || isDishonoured {
            let reason = addendum.text(57, 58, in: bytes)
            if !reason.isEmpty, reason.allSatisfy({ bytes[$0].isDigit }) {
                text.append(contentsOf: "\nR".utf8)
                text.append(bytes.extracting(reason))
            }
        }
        entry.information = TextRange(start: start, count: text.count - start)
    }
}
