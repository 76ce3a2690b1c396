import Foundation
import Spool
import TestSupport
import Testing

/// A name is data: whatever it is, it does nothing.
struct NameTests {
    private static let hostile: [[UInt8]] = [
        Array("two\nlines".utf8), Array("\u{1B}[2Jclear".utf8), Array("\u{202E}fdp.csv".utf8),
        Array("-rf".utf8), Array("..csv".utf8), Array("...".utf8), [0xFF, 0xFE, 0x41],
        [UInt8](repeating: 0x61, count: 255), [UInt8](repeating: 0x80, count: 255),
        Array("a~b=c~marker=marker".utf8), Array("100%25.csv".utf8), Array("%.".utf8),
        Array("'; drop table feed; --".utf8), Array("$(reboot)`reboot`".utf8), [0x20], [0x7F],
        Array("Überweisungen März.csv".utf8), Array("*?[!]".utf8), Array("c:\\con".utf8),
    ]

    @Test(arguments: hostile)
    func `a file of any name goes all the way to the archive`(_ bytes: [UInt8]) throws {
        let scratch = try Scratch()
        let path = Array((scratch.root + "/drop/bank/").utf8) + bytes + [0]
        let file = path.map(CChar.init(bitPattern:)).withUnsafeBufferPointer {
            open($0.baseAddress ?? UnsafePointer(bitPattern: 1)!, O_CREAT | O_WRONLY, 0o640)
        }
        write(file, "content", 7)
        close(file)
        let isTemporary = bytes.first == UInt8(ascii: ".")
        let folder = try scratch.hasty()
        guard !isTemporary else {
            #expect(try folder.scan(at: scratch.moment).waitingCount == 1)
            return
        }

        let work = try scratch.takeIn(folder)
        #expect(work.claim.originalName == FileName(bytes: bytes))
        #expect(try scratch.spool.recover().works.map(\.claim.id) == [work.claim.id])
        try scratch.spool.archive(work)

        let archived = try scratch.files("archive")
        #expect(archived.count == 1)
        #expect(archived[0].utf8.allSatisfy { (0x21...0x7E).contains($0) })
        #expect(archived[0].hasSuffix("=" + sha256("content")))
        #expect(try scratch.names("claim") + scratch.names("work") == [])
    }

    @Test(arguments: UInt64(0)..<300)
    func `a safe name is short and plain, and reads back unless it was cut`(seed: UInt64) {
        var random = Seeded(seed)
        let length = Int.random(in: 1...255, using: &random)
        let isWild = Bool.random(using: &random)
        let bytes = (0..<length).map { _ in
            UInt8.random(in: isWild ? 1...255 : 0x20...0x7E, using: &random)
        }
        let name = FileName(bytes: bytes)

        #expect(name.safe.utf8.count <= 96)
        #expect(name.safe.first != "." && name.safe.first != "-")
        #expect(name.safe.utf8.allSatisfy { !Array("/~=\\ \n".utf8).contains($0) })
        if !name.safe.contains("%.") { #expect(FileName(safe: name.safe) == name) }
    }

    @Test func `what people read shows the name and nothing else happens`() {
        #expect(FileName("März 2026.csv").description == "März 2026.csv")
        #expect(FileName("\u{202E}fdp").description == "\\u{202E}fdp")
        #expect(FileName("a\u{1B}[2J\n").description == "a\\u{1B}[2J\\u{A}")
        #expect(FileName(bytes: [0x61, 0xFF, 0xC3]).description == "a\\x{FF}\\x{C3}")
        #expect(FileName("a\\u{41}").description == "a\\u{5C}u{41}")
    }

    @Test func `claims sort by their time and are archived on their day`() throws {
        let scratch = try Scratch()
        var claims: [Claim] = []
        let folder = try scratch.hasty()
        for second in [1_767_225_599, 1_767_225_600, 1_790_000_000] as [Int64] {
            scratch.moment.unixNanoseconds = second * 1_000_000_000
            try scratch.put("a.csv")
            claims.append(try scratch.claim(folder))
        }

        #expect(claims.map(\.day.description) == ["2025/12/31", "2026/01/01", "2026/09/21"])
        #expect(try scratch.spool.recover().claims == claims)
        #expect(UUID(uuidString: claims[0].uuid) != nil)
        #expect(claims[0].uuid.dropFirst(14).first == "7", "the version of the UUID")
    }

    @Test(arguments: ["", ".", "..", "-x", "a/b", "a b", "A~", "twenty-one-characters"])
    func `a source's name is plain`(_ name: String) throws {
        let scratch = try Scratch()
        #expect(throws: SpoolError.badName(name)) {
            _ = try DropFolder(scratch.spool, source: name, create: true)
        }
    }
}
