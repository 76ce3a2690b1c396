import Values

/// A list of customers with the ways to recognise them as payers.
///
/// ```text
/// number,name,country,email,accounts,aliases
/// C-1001,Praxis Dr. Weiß,DE,info@example.org,DE89370400440532013000,Dr. Weiss|Weiss Medizin
/// ```
///
/// Only `number` and `name` are required and columns come in any order. What a file has no column
/// for stays as it is on file; an empty cell in a column it has means "none".
///
/// Source: this program's own format; `Reconciliation.docc/Master-data.md` describes it.
package struct CustomerFile: Sendable, Equatable {
    package private(set) var customers: [CustomerRecord] = []
    package private(set) var rejections: [MasterRejection] = []
    /// Rows that repeat an earlier one word for word.
    package private(set) var repeatedCount = 0
    /// Which columns the file has.
    package let columns: Set<CustomerColumn>
    package let table: MasterTable

    /// Understands a table.
    ///
    /// - Throws: ``FeedError`` when the columns are not those of a customer list.
    package init(_ table: MasterTable) throws(FeedError) {
        let places = try table.places(
            known: CustomerColumn.allCases.map(\.rawValue),
            required: [CustomerColumn.number.rawValue, CustomerColumn.name.rawValue])
        self.table = table
        columns = Set(places.keys.compactMap(CustomerColumn.init(rawValue:)))
        var known: [String: Int] = [:]
        for (index, row) in table.rows.enumerated() {
            do throws(MasterRejection) {
                let cells = try MasterCells(row, places: places)
                let customer = try CustomerRecord(cells, row: index)
                guard let earlier = known[customer.number] else {
                    known[customer.number] = customers.count
                    customers.append(customer)
                    continue
                }
                guard customers[earlier].isSame(as: customer) else {
                    let line = table.rows[customers[earlier].row].line
                    throw cells.rejection(
                        .numberRepeated, CustomerColumn.number.rawValue,
                        expected: "the same as in line \(line), or another number")
                }
                repeatedCount += 1
            } catch {
                rejections.append(error)
            }
        }
    }

    /// Reads a CSV file.
    ///
    /// - Throws: ``FeedError`` when the file as a whole cannot be used.
    package init(csv: Span<UInt8>) throws(FeedError) {
        try self.init(MasterTable(csv: csv))
    }
}

/// The columns of a customer list.
package enum CustomerColumn: String, CaseIterable, Sendable {
    case number
    case name
    case country
    case email
    case language
    case paymentTermsDays = "payment_terms_days"
    case accounts
    case mandates
    case aliases
    case active
}

/// One customer as a file gives it.
package struct CustomerRecord: Sendable, Equatable {
    /// Index of the row in the file's table.
    package var row: Int
    package var number: String
    package var name: String
    /// Two capital letters.
    package var country: String?
    package var email: String?
    package var language: String?
    /// nil where the file gives none.
    package var paymentTermsDays: Int32?
    /// Without blanks, capital letters; IBANs have right check digits.
    package var accounts: [String]
    package var mandates: [String]
    /// Other names payments come under.
    package var aliases: [String]
    package var isActive: Bool

    /// Whether two rows say the same.
    package func isSame(as other: CustomerRecord) -> Bool {
        var other = other
        other.row = row
        return self == other
    }
}

extension CustomerRecord {
    init(_ cells: MasterCells, row: Int) throws(MasterRejection) {
        self.row = row
        number = try cells.required(CustomerColumn.number.rawValue, limit: 64)
        name = try cells.required(CustomerColumn.name.rawValue)
        country = try Self.country(cells)
        email = try Self.email(cells)
        language = try Self.language(cells)
        paymentTermsDays = try cells.wholeNumber(
            CustomerColumn.paymentTermsDays.rawValue, in: 0...365)
        accounts = try Self.accounts(cells)
        mandates = try cells.list(CustomerColumn.mandates.rawValue)
        aliases = try cells.list(CustomerColumn.aliases.rawValue)
        isActive = try cells.flag(CustomerColumn.active.rawValue) ?? true
    }

    private static func country(_ cells: MasterCells) throws(MasterRejection) -> String? {
        let column = CustomerColumn.country.rawValue
        guard let text = try cells.text(column)?.uppercased() else { return nil }
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw cells.rejection(.badWord, column, expected: "two letters of ISO 3166, such as DE")
        }
        return text
    }

    private static func language(_ cells: MasterCells) throws(MasterRejection) -> String? {
        let column = CustomerColumn.language.rawValue
        guard let text = try cells.text(column)?.lowercased() else { return nil }
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
            throw cells.rejection(.badWord, column, expected: "two letters of ISO 639, such as en")
        }
        return text
    }

    private static func email(_ cells: MasterCells) throws(MasterRejection) -> String? {
        let column = CustomerColumn.email.rawValue
        guard let text = try cells.text(column, limit: 254) else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        // A list or a name beside the address would turn into another recipient.
        let isAddress =
            parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && !text.contains { $0.isWhitespace || ",;<>\"".contains($0) }
        guard isAddress else {
            throw cells.rejection(.badText, column, expected: "one address, such as a@example.org")
        }
        return text
    }

    private static func accounts(_ cells: MasterCells) throws(MasterRejection) -> [String] {
        let column = CustomerColumn.accounts.rawValue
        var accounts: [String] = []
        for piece in try cells.list(column) {
            for word in piece.uppercased().split(separator: " ") {
                let account = String(word)
                // Five: an IBAN written in groups of four must not become five accounts.
                let isPlain =
                    (5...34).contains(account.utf8.count)
                    && account.utf8.allSatisfy { byte in
                        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
                    }
                guard isPlain, !looksLikeIBAN(account) || IBAN(account) != nil else {
                    throw cells.rejection(
                        .badAccount, column, expected: "IBANs or account numbers without blanks")
                }
                if !accounts.contains(account) { accounts.append(account) }
            }
        }
        return accounts
    }
}

/// Whether a text begins as an IBAN does: two letters, two digits, and long enough.
private func looksLikeIBAN(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (15...34).contains(bytes.count) else { return false }
    return bytes[..<2].allSatisfy { (0x41...0x5A).contains($0) }
        && bytes[2..<4].allSatisfy { (0x30...0x39).contains($0) }
}
