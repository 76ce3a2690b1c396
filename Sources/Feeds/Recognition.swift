package import Values

/// What a file is, judged by its content alone.
package enum Recognised: Sendable {
    /// Exactly one format or profile.
    case one(name: String, format: any FeedFormat)
    case none
    /// More than one claims it, by name: nobody may guess which.
    case several([String])
}

/// The formats a ledger reads: those that are known by themselves, and its banks' profiles.
package struct FeedRecognition: Sendable {
    /// Bytes of a file's beginning that recognition looks at; a bank's longest preamble is a
    /// quarter of it.
    package static let headBytes = 16_384

    /// Formats that need no profile.
    ///
    /// A new one is added here, and nowhere else.
    package static let builtIn: [any FeedFormat] = [
        BAI2(),
        BAILockbox(),
        Camt052(),
        Camt053(),
        Camt054(),
        Cfonb120(),
        Cnab240(),
        Cnab400(),
        Coda(),
        MT940(),
        MT942(),
        NACHA.readingRemittance,
        Norma43(),
        OFX(),
        Pain002(),
        PayPalSettlement(),
        ProcessorReport(),
        X12Payment820(),
        X12Remittance835(),
    ]

    package let profiles: [DelimitedProfile]
    private let formats: [any FeedFormat]

    /// - Parameters:
    ///   - profiles: the ledger's; names are unique.
    ///   - currency: of processors' reports and OFX statements that name none; nil refuses most of
    ///     those.
    package init(profiles: [DelimitedProfile], currency: Currency? = nil) {
        self.profiles = profiles
        formats = Self.builtIn.map { format in
            switch format {
            case is ProcessorReport: ProcessorReport(currency: currency)
            case is OFX: OFX(currency: currency)
            default: format
            }
        }
    }

    /// Finds the format of a file.
    ///
    /// - Parameter content: the file, or at least its first ``headBytes``.
    /// - Returns: one, none or several; never the likelier of two.
    package func recognise(_ content: Span<UInt8>) -> Recognised {
        let found = candidates(for: content)
        guard found.count <= 1 else { return .several(found.map(\.name)) }
        return found.first.map { .one(name: $0.name, format: $0.format) } ?? .none
    }

    private func candidates(
        for content: Span<UInt8>
    ) -> [(name: String, format: any FeedFormat)] {
        let head = content.extracting(0..<min(content.count, Self.headBytes))
        var found: [(name: String, format: any FeedFormat)] = []
        for format in formats where type(of: format).recognises(head) {
            found.append((type(of: format).name, format))
        }
        for profile in profiles {
            let format = Delimited(profile: profile)
            if format.recognises(head) { found.append((profile.name, format)) }
        }
        return found
    }

    /// The one format of a file, or why it has none.
    ///
    /// Where several claim it, it is the only one as which the whole file decodes with all its sums
    /// right: that is proof and no guess.
    ///
    /// - Parameter content: the whole file.
    /// - Returns: it, with the name of the format or profile.
    /// - Throws: ``FeedError`` naming the candidates where there are several.
    package func format(
        of content: Span<UInt8>
    ) throws(FeedError) -> (
        name: String, format: any FeedFormat
    ) {
        guard !content.isEmpty else { throw FeedError(.empty, expected: "a payment feed") }
        let claiming = candidates(for: content)
        var fitting = claiming
        if claiming.count > 1 {
            fitting = []
            for one in claiming where holds(content, as: one.format) { fitting.append(one) }
        }
        if fitting.count == 1 { return fitting[0] }
        guard claiming.isEmpty else {
            throw FeedError(
                .unknownFormat, line: 1, field: "file",
                found: claiming.map(\.name).joined(separator: " and "),
                expected: "content that only one of them claims")
        }
        let names = Self.builtIn.map { type(of: $0).name } + profiles.map(\.name)
        throw FeedError(
            .unknownFormat, line: 1, field: "file", found: beginning(of: content),
            expected: names.joined(separator: ", "))
    }

    /// Whether a whole file decodes as a format, with every sum in it right.
    private func holds(_ content: Span<UInt8>, as format: any FeedFormat) -> Bool {
        var findings: [Finding] = []
        do throws(FeedError) {
            try format.decode(content) { part throws(FeedError) in
                switch part {
                case .entries: break
                case .statement(let statement): findings += statement.findings
                case .advice(let advice): findings += advice.findings
                }
            }
        } catch {
            return false
        }
        return !findings.contains { ["control_total", "balance_equation"].contains($0.code) }
    }

    private func beginning(of content: Span<UInt8>) -> String {
        var text: [UInt8] = []
        text.append(content.extracting(0..<min(content.count, 60)), as: .windows1252)
        return String(decoding: text, as: UTF8.self)
    }
}
