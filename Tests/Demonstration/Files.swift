import Foundation
import TestSupport
import Values

/// Puts the files in the order in which they are to be dropped.
struct DemonstrationFiles {
    private(set) var contents: [(path: String, bytes: [UInt8])] = []
    private(set) var list: [Truth.File] = []

    /// Adds a file below the folder of its source.
    mutating func add(
        _ folder: String, _ name: String, _ bytes: some Sequence<UInt8>, _ role: Truth.Role,
        of original: String? = nil
    ) {
        let path = "\(folder)/\(padded(contents.count + 1, 3))-\(name)"
        contents.append((path, Array(bytes)))
        list.append(Truth.File(path: path, role: role, of: original))
    }

    /// The path and bytes of the first file whose name ends so.
    func file(_ ending: String) -> (path: String, bytes: [UInt8]) {
        contents.first { $0.path.hasSuffix(ending) } ?? ("", [])
    }

    func write(to directory: URL) throws {
        for (path, bytes) in contents {
            let file = directory.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
    }
}

/// Makes all files of nine months.
struct FileMaker {
    let customers: [Customer]
    let documents: [Document]
    let banks: [Bank]
    private(set) var files = DemonstrationFiles()

    init(customers: [Customer], documents: [Document], banks: [Bank]) {
        self.customers = customers
        self.documents = documents
        self.banks = banks
    }

    mutating func make(_ random: inout Seeded) {
        let writer = MasterWriter(customers: customers)
        files.add("customers", "customers.csv", writer.customerList().utf8, .customers)
        for month in 0..<9 {
            let made = documents.filter { $0.documentOn.monthOffset == month }
                .sorted { ($0.documentOn, $0.number) < ($1.documentOn, $1.number) }
            // From July on the office's program writes lines.
            let list = month < 6 ? writer.simpleList(made) : writer.longList(made)
            files.add("invoices", "invoices-\(name(month)).csv", list.utf8, .invoices)
            addStatements(month)
            addOddities(after: month, &random)
        }
        files.add("invoices", "corrections.csv", corrections().utf8, .corrections)
    }

    private func name(_ month: Int) -> String { "2026-" + padded(month + 1, 2) }

    private mutating func addStatements(_ month: Int) {
        for bank in banks {
            switch bank.account.currency {
            case "EUR":
                for statement in euroStatements where statement.from.monthOffset == month {
                    if month == 5 { addTruncated(statement) }
                    var camt = CamtWriter(statement, isVersion8: month >= 4)
                    let part = statement.from.numbers.day == 1 ? "" : "-2"
                    files.add(
                        "eur-bank", "camt053-\(name(month))\(part).xml", camt.written().utf8,
                        .statement)
                }
            case "USD":
                let statement = bank.statements(from: (0..<9).map { .month($0) })[month]
                files.add(
                    "usd-bank", "activity-\(name(month)).csv",
                    ListingWriter().written(statement).utf8, .statement)
            default:
                let statement = bank.statements(from: (0..<9).map { .month($0) })[month]
                files.add(
                    "chf-bank", "mt940-\(name(month)).sta",
                    SwiftWriter(dialect: .slashes).written(statement).utf8, .statement)
            }
        }
    }

    /// A statement a month, two in March.
    private var euroStatements: [BankStatement] {
        let days = (0..<9).map { CalendarDate.month($0) } + [.month(2, day: 16)]
        return banks.first { $0.account.currency == "EUR" }?.statements(from: days.sorted()) ?? []
    }

    private mutating func addTruncated(_ statement: BankStatement) {
        var camt = CamtWriter(statement, isVersion8: true)
        let bytes = Array(camt.written().utf8)
        files.add(
            "eur-bank", "camt053-2026-06-upload.xml", bytes.prefix(bytes.count * 3 / 5), .truncated)
    }

    private mutating func addOddities(after month: Int, _ random: inout Seeded) {
        switch month {
        case 2:
            let original = files.file("camt053-2026-02.xml")
            files.add(
                "eur-bank", "kontoauszug-kopie.xml", original.bytes, .duplicate, of: original.path)
        case 4:
            let original = files.file("camt053-2026-04.xml")
            guard let april = euroStatements.first(where: { $0.from.monthOffset == 3 }) else {
                return
            }
            files.add(
                "eur-bank", "umsaetze-2026-04.sta",
                SwiftWriter(dialect: .numbered).written(april).utf8, .resend, of: original.path)
        case 6:
            let noise = (0..<3000).map { _ in UInt8.random(in: 0...255, using: &random) }
            files.add("chf-bank", "mt940-2026-07-b.sta", noise, .garbage)
        default: break
        }
    }

    /// One document as it was, one with a new due date, and three rows that must be refused.
    private func corrections() -> String {
        let open = documents.filter { !$0.isCredit && $0.documentOn.monthOffset == 4 }.prefix(3)
        guard open.count == 3 else { return "" }
        let rows = open.enumerated().map { index, document in
            let due = document.dueOn.adding(days: index == 1 ? 30 : 0)
            let net = document.netMinor + (index == 2 ? 1 : 0)
            return [
                document.number, customers[document.customer].number,
                document.documentOn.description, due.description, document.currency,
                decimal(net), decimal(document.taxMinor),
            ]
        }
        let wrong = [
            ["INV-2026-99998", "C-9999", "2026-09-28", "", "EUR", "100.00", ""],
            ["INV-2026-99999", customers[0].number, "28.09.2026", "", "EUR", "100.00", ""],
        ]
        let header = [
            "number", "customer", "document_date", "due_date", "currency", "amount", "tax",
        ]
        return ([header] + rows + wrong).map { $0.map(quoted).joined(separator: ",") }
            .joined(separator: "\n") + "\n"
    }
}
