import Feeds
import Foundation
import Testing

/// Packed feeds, as Python's gzip and zipfile pack them.
struct ContainerTests {
    private static let text = "a small feed\nof two lines\n"
    private static let gzip =
        "H4sIAAAAAAACA0tUKM5NzMlRSEtNTeHKT1MoKc9XyMnMSy3mAgAL+bpjGgAAAA=="
    private static let deflated = """
        UEsDBBQAAAAIAAAAYlwL+bpjHAAAABoAAAAIAAAAZmVlZC50eHRLVCjOTczJUUhLTU3hyk9TKCnPV8jJzEst5gIA
        UEsBAhQDFAAAAAgAAABiXAv5umMcAAAAGgAAAAgAAAAAAAAAAAAAAIABAAAAAGZlZWQudHh0UEsFBgAAAAABAAEA
        NgAAAEIAAAAAAA==
        """
    /// Its file is called `../feed.txt`.
    private static let stored = """
        UEsDBBQAAAAAAAAAYlwL+bpjGgAAABoAAAALAAAALi4vZmVlZC50eHRhIHNtYWxsIGZlZWQKb2YgdHdvIGxpbmVz
        ClBLAQIUAxQAAAAAAAAAYlwL+bpjGgAAABoAAAALAAAAAAAAAAAAAACAAQAAAAAuLi9mZWVkLnR4dFBLBQYAAAAA
        AQABADkAAABDAAAAAAA=
        """
    /// Of `a.txt` and `b.txt`.
    private static let two = """
        UEsDBBQAAAAAAAAAYlxDvrfoAQAAAAEAAAAFAAAAYS50eHRhUEsDBBQAAAAAAAAAYlz5775xAQAAAAEAAAAFAAAA
        Yi50eHRiUEsBAhQDFAAAAAAAAABiXEO+t+gBAAAAAQAAAAUAAAAAAAAAAAAAAIABAAAAAGEudHh0UEsBAhQDFAAA
        AAAAAABiXPnvvnEBAAAAAQAAAAUAAAAAAAAAAAAAAIABJAAAAGIudHh0UEsFBgAAAAACAAIAZgAAAEgAAAAAAA==
        """
    /// 64 KiB of nothing.
    private static let zeros = """
        H4sIAAAAAAACA+3BAQEAAACAkP6v7ggKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAauuOl9cAAAEA
        """
    /// ``gzip``, packed once more.
    private static let nested = """
        H4sIAAAAAAACA5Pv5mAAASZm7xCNc75nTgZ6ePv6PjzlH6yheT78xMkz3rrPmBi4f+5KlgKqAgCXXY1gLgAAAA==
        """

    @Test(arguments: [gzip, deflated, stored])
    func `one packed file is its content`(_ container: String) throws {
        #expect(try unpacked(bytes(container)) == Self.text)
    }

    @Test func `what is not packed is lent as it is`() throws {
        #expect(try unpacked(Array(Self.text.utf8)) == Self.text)
        #expect(try unpacked([0x1F]) == "\u{1F}")
    }

    @Test func `members of gzip follow each other`() throws {
        let member = try bytes(Self.gzip)

        #expect(try unpacked(member + member) == Self.text + Self.text)
        #expect(refusal(member + Array("x".utf8))?.reason == .malformed)
        #expect(refusal(member + [0])?.reason == .malformed)
    }

    @Test(arguments: [gzip, deflated, stored])
    func `a container cut at any byte is refused`(_ container: String) throws {
        let whole = try bytes(container)
        for length in 4..<whole.count {
            let error = refusal(Array(whole[..<length]))
            #expect(error?.reason == .truncated, "cut at \(length)")
        }
    }

    @Test(arguments: [gzip, deflated, stored])
    func `a changed byte never changes the content`(_ container: String) throws {
        let whole = try bytes(container)
        for place in whole.indices.dropFirst(4) {
            for bit in 0..<8 {
                var changed = whole
                changed[place] ^= 1 << UInt8(bit)
                if let text = try? unpacked(changed) {
                    #expect(text == Self.text, "bit \(bit) of byte \(place)")
                }
            }
        }
    }

    @Test func `a wrong checksum is refused`() throws {
        var gzip = try bytes(Self.gzip)
        gzip[gzip.count - 5] ^= 1
        #expect(refusal(gzip)?.reason == .malformed)

        var zip = try bytes(Self.stored)
        // In the directory, whose entry begins behind header, name and content.
        zip[30 + 11 + Self.text.utf8.count + 16] ^= 1
        #expect(refusal(zip)?.reason == .malformed)
    }

    @Test func `an archive of two files is refused with their names`() throws {
        let error = refusal(try bytes(Self.two))

        #expect(error?.reason == .malformed)
        #expect(error?.found == "a.txt, b.txt")
        #expect(error?.expected == "an archive of one file, not 2")
    }

    @Test func `an empty archive is refused`() {
        let zip = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
        #expect(refusal(zip)?.reason == .empty)
        #expect(refusal(zip)?.expected == "one file")
    }

    @Test func `an encrypted file is refused`() throws {
        var zip = try bytes(Self.stored)
        zip[30 + 11 + Self.text.utf8.count + 8] |= 1

        #expect(refusal(zip)?.reason == .forbidden)
    }

    @Test func `a bomb is refused`() throws {
        let member = try bytes(Self.zeros)
        let bomb = [[UInt8]](repeating: member, count: 40).flatMap(\.self)

        #expect(try unpacked(member).utf8.count == 1 << 16)
        #expect(refusal(bomb)?.reason == .tooLarge)
    }

    @Test func `a container in a container is refused`() throws {
        let error = refusal(try bytes(Self.nested))

        #expect(error?.reason == .tooLarge)
        #expect(error?.found == "a container in a container")
    }

    private func unpacked(_ bytes: [UInt8]) throws(FeedError) -> String {
        var text = ""
        try withContent(of: bytes.span) { content throws(FeedError) in
            text = String(decoding: (0..<content.count).map { content[$0] }, as: UTF8.self)
        }
        return text
    }

    private func refusal(_ bytes: [UInt8]) -> FeedError? {
        do throws(FeedError) {
            _ = try unpacked(bytes)
            return nil
        } catch {
            return error
        }
    }

    private func bytes(_ base64: String) throws -> [UInt8] {
        let data = Data(base64Encoded: base64, options: .ignoreUnknownCharacters)
        return Array(try #require(data))
    }
}
