import Values

/// Where a profile's columns are in one file: its header found, its preamble read.
struct DelimitedLayout {
    /// The reader, standing behind the header.
    private(set) var records: DelimitedRecords
    private(set) var columnCount: Int
    /// Names for messages, by column.
    private(set) var titles: [String] = []
    private(set) var booked = 0
    private(set) var value: Int?
    private(set) var amount: Amount = .signed(0, isMoneyOutPositive: false)
    private(set) var currency = Source.fixed("")
    private(set) var account = Source.fixed("")
    private(set) var balance: Int?
    private(set) var partyName: Int?
    private(set) var partyAccount: Int?
    private(set) var references: [(column: Int, role: DelimitedProfile.ReferenceRole)] = []
    private(set) var texts: [Int] = []
    private(set) var status: Int?
    private(set) var code: Int?
    private(set) var detailAmount: Int?

    /// All of which are blank in a row without an amount.
    private(set) var amountColumns: [Int] = []

    /// ``DelimitedProfile/Source`` with its column's index.
    enum Source: Equatable {
        case fixed(String)
        case column(Int)
    }

    /// ``DelimitedProfile/Amount`` with its columns' indices.
    enum Amount {
        case signed(Int, isMoneyOutPositive: Bool)
        case debitAndCredit(debit: Int, credit: Int)
        case flagged(Int, flag: Int)
    }

    /// More rows than this no bank puts before its header.
    static let maximumPreamble = 50

    /// Finds the header and resolves the columns.
    ///
    /// - Throws: ``FeedError`` when the file has another header, or a used column twice or not.
    init(_ profile: DelimitedProfile, in bytes: Span<UInt8>) throws(FeedError) {
        records = DelimitedRecords(delimiter: profile.delimiter, quote: profile.quote)
        columnCount = 0
        var preamble: [[String]] = []
        switch profile.header {
        case .none(let columns):
            columnCount = columns
            titles = (0..<columns).map { "column \($0 + 1)" }
        case .names(let names):
            try findHeader(names, profile, &preamble, in: bytes)
        }
        try resolve(profile, preamble)
    }

    private mutating func findHeader(
        _ names: [String], _ profile: DelimitedProfile, _ preamble: inout [[String]],
        in bytes: Span<UInt8>
    ) throws(FeedError) {
        var first: [String]?
        while preamble.count <= Self.maximumPreamble, try records.next(in: bytes) {
            var fields: [String] = []
            for field in records.fields {
                var content: [UInt8] = []
                records.appendContent(of: field, in: bytes, to: &content)
                var text: [UInt8] = []
                text.append(content.span, as: profile.encoding)
                fields.append(Self.trimmed(String(decoding: text, as: UTF8.self)))
            }
            if Self.isHeader(fields, of: names) {
                // A delimiter behind the last name opens no column.
                while fields.count > names.count, fields.last == "" { fields.removeLast() }
                titles = fields
                columnCount = fields.count
                return
            }
            first = first ?? fields
            preamble.append(fields)
        }
        guard let first else { throw FeedError(.empty, expected: "a header and rows") }
        throw FeedError(
            .unknownFormat, line: 1, field: "header", found: first.joined(separator: " | "),
            expected: names.joined(separator: " | "))
    }

    private static func isHeader(_ fields: [String], of names: [String]) -> Bool {
        names.allSatisfy { name in fields.contains { $0.lowercased() == name.lowercased() } }
    }

    /// Without blanks, tabs and hard blanks around.
    static func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    private mutating func resolve(
        _ profile: DelimitedProfile, _ preamble: [[String]]
    ) throws(FeedError) {
        booked = try index(of: profile.booked)
        value = try index(of: profile.value)
        balance = try index(of: profile.balance)
        partyName = try index(of: profile.partyName)
        partyAccount = try index(of: profile.partyAccount)
        status = try index(of: profile.status?.column)
        code = try index(of: profile.code?.column)
        detailAmount = try index(of: profile.detailAmount)
        for column in profile.texts { texts.append(try index(of: column)) }
        for reference in profile.references {
            references.append((try index(of: reference.column), reference.role))
        }
        switch profile.amount {
        case .signed(let column, let isMoneyOutPositive):
            let column = try index(of: column) as Int
            amount = .signed(column, isMoneyOutPositive: isMoneyOutPositive)
            amountColumns = [column]
        case .debitAndCredit(let debit, let credit):
            amountColumns = [try index(of: debit), try index(of: credit)]
            amount = .debitAndCredit(debit: amountColumns[0], credit: amountColumns[1])
        case .flagged(let column, let flag, _, _):
            amountColumns = [try index(of: column)]
            amount = .flagged(amountColumns[0], flag: try index(of: flag))
        }
        currency = try source(profile.currency, preamble, "currency")
        account = try source(profile.account, preamble, "account")
    }

    private func source(
        _ source: DelimitedProfile.Source, _ preamble: [[String]], _ what: String
    ) throws(FeedError) -> Source {
        switch source {
        case .fixed(let text): return .fixed(text)
        case .column(let column): return .column(try index(of: column))
        case .preamble(let label):
            for fields in preamble {
                guard let place = fields.firstIndex(where: { $0.hasPrefix(label) }) else {
                    continue
                }
                let beside = String(fields[place].dropFirst(label.count))
                let found =
                    Self.trimmed(beside).isEmpty ? fields.dropFirst(place + 1).first : beside
                if let found, !Self.trimmed(found).isEmpty { return .fixed(Self.trimmed(found)) }
            }
            throw FeedError(
                .malformed, line: 1, field: what, expected: "\(label) and a value above the header")
        }
    }

    private func index(of column: DelimitedProfile.Column?) throws(FeedError) -> Int? {
        guard let column else { return nil }
        return try index(of: column) as Int
    }

    private func index(of column: DelimitedProfile.Column) throws(FeedError) -> Int {
        switch column {
        case .number(let number):
            guard (1...columnCount).contains(number) else {
                throw FeedError(
                    .malformed, line: records.line, field: "column \(number)",
                    expected: "\(number) columns")
            }
            return number - 1
        case .name(let name):
            let places = titles.indices.filter { titles[$0].lowercased() == name.lowercased() }
            guard places.count == 1 else {
                throw FeedError(
                    .malformed, line: records.line, field: name,
                    found: places.isEmpty ? titles.joined(separator: " | ") : "it twice",
                    expected: "a column of this name, once")
            }
            return places[0]
        }
    }
}
