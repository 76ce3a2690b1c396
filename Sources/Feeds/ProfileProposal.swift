package import Values

/// What can be said about how an unknown bank writes its listing, from one of its files.
///
/// Nothing is guessed. Every choice has its evidence; where the file has none, the choice is a
/// ``Question`` with its candidates, and there is no ``profile`` until somebody answers:
///
/// ```swift
/// let questions = ProfileProposal(of: bytes).questions
/// let answers = Answers(account: iban, moneyOutIsPositive: true)
/// let proposal = ProfileProposal(of: bytes, answers: answers)
/// ```
///
/// The proposal has been tried: the file decodes with it, and ``proof`` says what its balances
/// prove.
package struct ProfileProposal: Sendable, Equatable {
    /// Why something was chosen.
    package struct Evidence: Sendable, Equatable {
        /// The key of the configuration that it is about: `date_pattern`.
        package var field: String
        package var choice: String
        package var reason: String
    }

    /// What the file does not tell.
    package struct Question: Sendable, Equatable {
        /// The key of the configuration that it is about.
        package var field: String
        package var sentence: String
        /// What it may be; empty where only the bank or the clerk knows.
        package var candidates: [String]
    }

    /// What the column of balances says about the amounts and their signs.
    package enum Proof: Sendable, Equatable {
        /// So many balances follow from those before them, in one direction.
        case balances(Int, newestFirst: Bool)
        case noBalances
        /// The first balance that does not follow from those around it.
        case broken(line: Int)
        /// The file does not decode, as the questions say.
        case unread
    }

    /// What a clerk knows and the file does not say; heard only where the file is silent.
    package struct Answers: Sendable, Equatable {
        package var account: String?
        package var currency: Currency?
        package var moneyOutIsPositive: Bool?
        package var datePattern: DatePattern?
        package var decimalMark: Unicode.Scalar?

        package init(
            account: String? = nil, currency: Currency? = nil, moneyOutIsPositive: Bool? = nil,
            datePattern: DatePattern? = nil, decimalMark: Unicode.Scalar? = nil
        ) {
            self.account = account
            self.currency = currency
            self.moneyOutIsPositive = moneyOutIsPositive
            self.datePattern = datePattern
            self.decimalMark = decimalMark
        }
    }

    /// The proposal; nil while a question is open.
    package var profile: DelimitedProfile? { questions.isEmpty ? draft : nil }
    package internal(set) var evidence: [Evidence] = []
    package internal(set) var questions: [Question] = []
    package internal(set) var proof = Proof.unread
    /// The proposal with something in place of every open answer, not to be used.
    var draft: DelimitedProfile?

    /// Looks into a file.
    ///
    /// - Parameters:
    ///   - bytes: the whole file; it is decoded a few times.
    ///   - name: of the profile.
    ///   - answers: to the questions of an earlier look.
    package init(of bytes: Span<UInt8>, name: String = "bank", answers: Answers = Answers()) {
        switch ProfileEncoding(of: bytes) {
        case .utf16:
            guard let text = [UInt8](utf16: bytes) else {
                ask("encoding", "The file is neither UTF-8 nor UTF-16.")
                return
            }
            found("encoding", "utf16", "it has UTF-16's byte order mark or NULs between letters")
            inspect(text.span, .utf8, name, answers)
            draft?.encoding = .utf16
        case .utf8(let reason):
            found("encoding", "utf8", reason)
            inspect(bytes, .utf8, name, answers)
        case .windows1252(let oddLine):
            found("encoding", "windows1252", "its bytes are not UTF-8")
            if let oddLine {
                ask(
                    "encoding",
                    "Line \(oddLine) has bytes inside words that are no letters in Windows-1252; "
                        + "ask the bank for a file in UTF-8.")
            }
            inspect(bytes, .windows1252, name, answers)
        }
    }

    private mutating func inspect(
        _ bytes: Span<UInt8>, _ encoding: CharacterEncoding, _ name: String, _ answers: Answers
    ) {
        guard let cut = ProfileTable.best(of: bytes, encoding) else {
            ask("delimiter", "No delimiter cuts the file into rows with a date and an amount.")
            return
        }
        if let rival = cut.rivals.first {
            let candidates = [cut.table, rival].map { Self.text(ofDelimiter: $0.delimiter) }
            ask("delimiter", "Two delimiters cut the file equally well.", candidates)
        }
        var inspection = ProfileInspection(cut.table, encoding, name, answers)
        inspection.run(in: bytes)
        draft = inspection.draft
        evidence += inspection.evidence
        questions += inspection.questions
        proof = inspection.proof
    }

    private mutating func found(_ field: String, _ choice: String, _ reason: String) {
        evidence.append(Evidence(field: field, choice: choice, reason: reason))
    }

    private mutating func ask(_ field: String, _ sentence: String, _ candidates: [String] = []) {
        questions.append(Question(field: field, sentence: sentence, candidates: candidates))
    }

    static func text(ofDelimiter byte: UInt8) -> String {
        byte == 0x09 ? "tab" : String(UnicodeScalar(byte))
    }
}
