import Foundation
import Testing

/// The rules of the style guide that a machine can check and swift-format does not.
struct TidyTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func files(in directory: String, suffix: String) -> [URL] {
        let found = FileManager.default.enumerator(
            at: root.appending(path: directory), includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? [])
            .filter { $0.pathExtension == suffix }.sorted { $0.path < $1.path }
    }

    private static let sources = files(in: "Sources", suffix: "swift")
    private static let statements = files(in: "sql", suffix: "sql")

    /// What each pure target may import; anything else would let the world in.
    private static let allowedImports: [String: Set<String>] = [
        "Values": [],
        "Feeds": ["Values", "CexpatEvents", "Czlib"],
        "CashApplication": ["Values"],
        "Ledger": ["Values", "CashApplication"],
        "Reporting": ["Values", "Ledger"],
    ]

    @Test(arguments: sources)
    func `a file fits one mind`(_ file: URL) throws {
        let lines = try lines(of: file)
        #expect(lines.count <= 400, "\(file.lastPathComponent) has \(lines.count) lines")
        for (number, line) in lines.enumerated() where line.count > 100 {
            Issue.record("\(file.lastPathComponent):\(number + 1) is \(line.count) columns wide")
        }
    }

    @Test(arguments: sources)
    func `a function fits one screen`(_ file: URL) throws {
        let lines = try lines(of: file)
        for (start, line) in lines.enumerated() {
            guard line.contains("func ") || line.contains("init(") else { continue }
            // A requirement has no body, and a body on the line of its name needs no count.
            let signature = lines[start...].prefix { !$0.isEmpty }
            guard signature.contains(where: { $0.hasSuffix("{") }), !line.hasSuffix("}") else {
                continue
            }
            // Formatted code closes a body at the indentation it was opened at.
            let indentation = line.prefix { $0 == " " }
            guard let end = lines[start...].firstIndex(of: indentation + "}") else { continue }
            #expect(end - start < 70, "\(file.lastPathComponent):\(start + 1) is too long")
        }
    }

    @Test(arguments: sources)
    func `words we do not use`(_ file: URL) throws {
        let banned = ["try!", "as!", "fatalError(", "TODO", "FIXME", "XXX", "print("]
        for (number, line) in try lines(of: file).enumerated() {
            for word in banned where line.contains(word) {
                Issue.record("\(file.lastPathComponent):\(number + 1) has \(word)")
            }
        }
    }

    @Test(arguments: sources)
    func `pure targets import nothing but values`(_ file: URL) throws {
        let path = file.pathComponents
        let target = path[(path.lastIndex(of: "Sources") ?? 0) + 1]
        guard let allowed = Self.allowedImports[target] else { return }
        for line in try lines(of: file) {
            let words = line.split(separator: " ")
            guard let keyword = words.firstIndex(of: "import"), keyword <= 1,
                words.count > keyword + 1
            else { continue }
            let module = String(words[keyword + 1])
            #expect(allowed.contains(module), "\(file.lastPathComponent) imports \(module)")
        }
    }

    @Test(arguments: sources)
    func `what other targets see is documented`(_ file: URL) throws {
        let lines = try lines(of: file)
        let kinds = ["struct", "enum", "protocol", "final class", "init"]
        for (number, line) in lines.enumerated() where number > 0 {
            guard kinds.contains(where: { line.hasPrefix("package \($0)") }) else { continue }
            var above = number - 1
            while above > 0, lines[above].hasPrefix("@") { above -= 1 }
            #expect(lines[above].hasPrefix("///"), "\(file.lastPathComponent):\(number + 1)")
        }
    }

    @Test(arguments: statements)
    func `sql keywords are lower case and values are parameters`(_ file: URL) throws {
        for (number, line) in try lines(of: file).enumerated() where !line.hasPrefix("--") {
            let words = line.split { !$0.isLetter }
            for word in words where ["SELECT", "INSERT", "WHERE", "UPDATE"].contains(word) {
                Issue.record("\(file.lastPathComponent):\(number + 1) shouts \(word)")
            }
        }
    }

    private func lines(of file: URL) throws -> [Substring] {
        try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }
}
