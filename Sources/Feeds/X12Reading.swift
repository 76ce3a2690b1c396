/// Reads the envelopes of an X12 file, and hands each 835 and 820 in them on as an ``Advice``.
///
/// Counts and control numbers of all three envelopes are verified: where they are wrong, segments
/// are missing or two files were mixed, and the standard has the receiver reject them.
///
/// Source: ASC X12.5 Interchange Control Structures; X12.6 Application Control Structure.
struct X12Reading {
    /// An interchange or a functional group that is not closed.
    private struct Envelope {
        var controlNumber: String
        /// What its trailer has to say it holds.
        var count = 0
        /// Control numbers of the transaction sets in it.
        var seen: Set<String> = []
        /// What is odd about it, for every advice in it.
        var findings: [Finding] = []
    }

    private var interchange: Envelope?
    private var group: Envelope?
    private var transaction: X12Transaction?
    private var interchangeNumbers: Set<String> = []
    private var sawInterchange = false
    private var adviceCount = 0

    /// Reads a whole file.
    ///
    /// - Throws: ``FeedError``, also any that `emit` throws.
    static func read(
        _ bytes: Span<UInt8>, emit: (Advice) throws(FeedError) -> Void
    ) throws(FeedError) {
        var segments = X12Segments(encoding: .detected(in: bytes))
        var reading = X12Reading()
        while try segments.next(in: bytes) {
            do throws(FeedError) {
                try reading.take(segments.segment, segments.separators, emit)
            } catch {
                var error = error
                // A segment at the file's end without a terminator is not wrong but unfinished.
                if segments.segment.isOpen { error.reason = .truncated }
                throw error
            }
        }
        try reading.finish(line: Int(segments.segment.number))
    }

    private mutating func take(
        _ segment: X12Segment, _ separators: X12Separators?,
        _ emit: (Advice) throws(FeedError) -> Void
    ) throws(FeedError) {
        switch segment.tag {
        case "ISA":
            try expectClosed(interchange, "IEA", before: segment)
            try openInterchange(segment, isWhole: separators?.isHeaderWhole ?? true)
        case "IEA":
            try expectClosed(group, "GE", before: segment)
            try close(interchange, with: segment, "groups")
            interchange = nil
        case "GS":
            try expectClosed(group, "GE", before: segment)
            try expectInside(interchange, segment, isDemanded: sawInterchange)
            interchange?.count += 1
            group = Envelope(controlNumber: segment.controlNumber(6))
        case "GE":
            try close(group, with: segment, "transaction sets")
            group = nil
        case "ST": try openTransaction(segment)
        case "SE": try closeTransaction(segment, emit)
        // An acknowledgement of another interchange stands between the groups.
        case "TA1" where transaction == nil: break
        default:
            guard transaction != nil else {
                throw segment.fault(.malformed, 0, "an ISA, GS or ST before it")
            }
            try transaction?.take(segment)
        }
    }

    /// Checks at the end of the file that every envelope was closed.
    private func finish(line: Int) throws(FeedError) {
        let missing =
            transaction != nil ? "SE" : group != nil ? "GE" : interchange != nil ? "IEA" : nil
        if let missing {
            throw FeedError(.truncated, line: line, expected: "\(missing) before the end")
        }
        guard adviceCount > 0 else {
            throw FeedError(.empty, expected: "an 835 or 820 transaction set")
        }
    }

    private mutating func openInterchange(
        _ segment: X12Segment, isWhole: Bool
    ) throws(FeedError) {
        sawInterchange = true
        var opened = Envelope(controlNumber: segment.controlNumber(13))
        func note(_ code: String, _ sentence: String) {
            opened.findings.append(
                Finding(code: code, line: segment.number, sentence: sentence))
        }
        if segment.code(15) == "T" {
            note("test_file", "ISA15 marks the interchange as a test.")
        }
        if !isWhole { note("envelope", "The ISA does not have its 106 characters.") }
        let sender = try segment.text(6)
        if !interchangeNumbers.insert("\(sender) \(opened.controlNumber)").inserted {
            note(
                "repeated_control_number",
                "The file holds interchange \(opened.controlNumber) of \(sender) twice.")
        }
        interchange = opened
    }

    private mutating func openTransaction(_ segment: X12Segment) throws(FeedError) {
        guard transaction == nil else { throw segment.fault(.truncated, 0, "SE before it") }
        try expectInside(group, segment, isDemanded: interchange != nil || sawInterchange)
        let opened = try X12Transaction(segment)
        group?.count += 1
        transaction = opened
        for finding in interchange?.findings ?? [] {
            transaction?.advice.findings.append(finding)
        }
        if group?.seen.insert(opened.controlNumber).inserted == false {
            transaction?.advice.note(
                "repeated_control_number", line: segment.number,
                "The group holds transaction set \(opened.controlNumber) twice.")
        }
    }

    private mutating func closeTransaction(
        _ segment: X12Segment, _ emit: (Advice) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard var closed = transaction else { throw segment.fault(.malformed, 0, "ST before it") }
        transaction = nil
        let count = closed.segmentCount + 1
        guard segment.count(1) == count else {
            throw segment.fault(.controlTotal, 1, "\(count), the segments from ST to SE")
        }
        guard segment.controlNumber(2) == closed.controlNumber else {
            throw segment.fault(.controlTotal, 2, "\(closed.controlNumber) as in ST02")
        }
        guard closed.kind != .other else { return }
        try closed.finish(segment)
        adviceCount += 1
        try emit(closed.advice)
    }

    private func close(
        _ envelope: Envelope?, with segment: X12Segment, _ content: String
    ) throws(FeedError) {
        guard transaction == nil else { throw segment.fault(.truncated, 0, "SE before it") }
        guard let envelope else { throw segment.fault(.malformed, 0, "its header before it") }
        guard segment.count(1) == envelope.count else {
            throw segment.fault(.controlTotal, 1, "\(envelope.count), the \(content) in it")
        }
        guard segment.controlNumber(2) == envelope.controlNumber else {
            throw segment.fault(.controlTotal, 2, "\(envelope.controlNumber) as in its header")
        }
    }

    private func expectClosed(
        _ envelope: Envelope?, _ trailer: String, before segment: X12Segment
    ) throws(FeedError) {
        guard envelope == nil, transaction == nil else {
            throw segment.fault(.truncated, 0, "\(trailer) before it")
        }
    }

    private func expectInside(
        _ envelope: Envelope?, _ segment: X12Segment, isDemanded: Bool
    ) throws(FeedError) {
        guard envelope != nil || !isDemanded else {
            throw segment.fault(.malformed, 0, "the header of its envelope before it")
        }
    }
}
