import ArgumentParser
import Foundation
import Glibc
import Postgres
import Store

/// Writes lines to standard output.
///
/// What cannot be printed is made visible: text from feeds must not command the terminal it is
/// shown on.
func say(_ text: String) {
    put(printable(text) + "\n", to: STDOUT_FILENO)
}

/// Writes lines to standard error.
func complain(_ text: String) {
    put(printable(text) + "\n", to: STDERR_FILENO)
}

/// Writes a value as JSON, its keys in order, so that two answers can be compared.
func sayJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    put(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n", to: STDOUT_FILENO)
}

/// Lines up rows in columns two blanks apart; the first row is the header.
func sayTable(_ rows: [[String]]) {
    let rows = rows.map { $0.map(printable) }
    let widths = (rows.first ?? []).indices.map { column in
        rows.map { $0[column].count }.max() ?? 0
    }
    for row in rows {
        let cells = zip(row, widths).map { cell, width in
            cell + String(repeating: " ", count: width - cell.count)
        }
        let line = cells.joined(separator: "  ")
        say(String(line.reversed().drop { $0 == " " }.reversed()))
    }
}

extension ExitCode {
    /// EX_CONFIG: the configuration, or what it leads to, has to be mended.
    static let configuration = ExitCode(78)
    /// EX_TEMPFAIL: the same command may succeed later.
    static let temporary = ExitCode(75)
    /// EX_SOFTWARE: neither waiting nor configuring helps.
    static let software = ExitCode(70)
}

/// Runs what needs the database; ends the command with 75 when waiting may help, else with 70.
func withDatabase<Value>(
    _ conninfo: String, schema: String?,
    _ body: (inout Connection) throws(PostgresError) -> Value
) throws(ExitCode) -> Value {
    do throws(PostgresError) {
        var db = try Connection(conninfo) { complain("\($0)") }
        if let schema { try db.useLedger(schema: schema) }
        return try body(&db)
    } catch {
        complain("\(error)")
        complain(error.remedy)
        throw error.isTransient ? .temporary : .software
    }
}

private func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control where scalar != "\n":
            result += "\\u{\(String(scalar.value, radix: 16))}"
        case .format, .lineSeparator, .paragraphSeparator, .privateUse:
            result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

private func put(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        // The bytes are lent for the length of the call.
        let count = unsafe bytes.withUnsafeBytes {
            unsafe write(descriptor, $0.baseAddress, $0.count)
        }
        if count > 0 {
            bytes = bytes.dropFirst(count)
        } else if errno != EINTR {
            return
        }
    }
}
