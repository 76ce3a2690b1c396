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
        for body in bodies(in: try lines(of: file)) {
            #expect(
                body.count < 70, "\(file.lastPathComponent):\(body.lowerBound + 1) is too long")
        }
    }

    @Test func `what has a body is measured from its name to its end`() {
        let text = """
            struct Outer {
                func requirement(a: Int) -> Int
                static func many<Value>(
                    _ a: Int
                ) throws -> Int
                where Value: Equatable {
                    a
                }
                func short() { 1 }
                var computed: Int {
                    get { 1 }
                }
                var stored = [
                    1
                ]
                init(a: Int) {
                    func inner() {
                        b {
                        }
                    }
                }
                private static let table: [Int] = {
                    []
                }()
                @objc deinit {
                }
                func last(
                    a: Int
                )
            }
            """
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)

        #expect(bodies(in: lines) == [2..<7, 9..<11, 15..<20, 16..<19, 21..<23, 24..<25])
    }

    /// Lines from the name of each function and property to the one that closes its body, for
    /// those with a body of lines of its own.
    private func bodies(in lines: [Substring]) -> [Range<Int>] {
        lines.indices.compactMap { start in
            let words = lines[start].prefix { !"(<:={".contains($0) }.split(separator: " ")
            guard !Self.keywords.isDisjoint(with: words), !lines[start].hasSuffix("}") else {
                return nil
            }
            // Formatted code opens a body at the end of a line, and closes it at the indentation
            // of its name; between are parameters and, without more indentation, what follows them.
            let indentation = lines[start].prefix { $0 == " " }
            var line = start
            while !lines[line].hasSuffix("{") {
                repeat {
                    line += 1
                } while line < lines.count
                    && lines[line].hasPrefix(indentation + " ")
                let rest = line < lines.count ? lines[line].dropFirst(indentation.count) : ""
                guard [")", "where ", "{"].contains(where: rest.hasPrefix),
                    lines[line].hasPrefix(indentation)
                else { return nil }
            }
            let end = lines[(line + 1)...].firstIndex { $0.hasPrefix(indentation + "}") }
            // A body that ends nowhere is one that this test cannot measure.
            return start..<(end ?? .max)
        }
    }

    private static let keywords: Set<Substring> = [
        "func", "init", "init?", "deinit", "subscript", "var", "let",
    ]

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
