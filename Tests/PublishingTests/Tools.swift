import Foundation
import Publishing
import Testing

/// A directory that is gone when the value is.
final class ScratchDirectory {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "publishing-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var contents: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }

    func write(_ file: PublishedFile) throws -> String {
        let path = path + "/" + file.name
        try Data(file.bytes).write(to: URL(filePath: path))
        return path
    }
}

/// Runs a program and returns what it prints, failing when it fails.
func output(of program: String, _ arguments: String...) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(program) \(arguments)")
    return String(decoding: data, as: UTF8.self)
}

extension [PublishedFile] {
    func named(_ name: String) throws -> PublishedFile {
        try #require(first { $0.name == name })
    }

    func ending(_ suffix: String) throws -> PublishedFile {
        try #require(first { $0.name.hasSuffix(suffix) })
    }
}

extension String {
    func count(of text: String) -> Int { components(separatedBy: text).count - 1 }
}

/// Texts that a spreadsheet, a shell, a terminal or a parser might obey.
let hostileTexts = [
    "=HYPERLINK(\"http://evil.example\",\"click\")", "+1+1", "-2+3", "@SUM(A1:A9)",
    "=cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u{FEFF}=1+1", "＝1+1", "＋1",
    "－1", "＠A1", "'=1+1", "''=1+1", "a,b\"c\"\r\nd", "\"\u{301}", "#rows=99,total=",
    "\u{1B}[31mred\u{1B}]0;title\u{7}", "\u{202E}00.1\u{202C}", "_x0041_", "a\u{FFFE}b\u{FFFF}",
    "\u{0}nul", "\u{E123} private", "<b>&amp;</b>", "]]>", "&L&Z&F", "'s-Hertogenbosch", "-",
]
