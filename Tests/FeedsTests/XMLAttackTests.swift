import Feeds
import Testing

/// What nobody sends but an attacker or a broken program, against every message in XML.
struct XMLAttackTests {
    /// A file that is fine, and the element whose text is attacked.
    struct Target: Sendable, CustomTestStringConvertible {
        let format: any FeedFormat
        let text: String

        var testDescription: String { type(of: format).name }
    }

    static let targets =
        CamtMessageTests.messages.map { Target(format: $0.format, text: $0.text()) } + [
            Target(format: Pain002(), text: Pain002Fixture.whole)
        ]

    /// A change to a file, and why it is refused then.
    struct Attack: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let reason: FeedError.Reason

        init(_ old: String, _ new: String, _ reason: FeedError.Reason) {
            self.old = old
            self.new = new
            self.reason = reason
        }

        var testDescription: String { "\(old) → \(new.prefix(80))" }
    }

    private static func doctype(_ declarations: String) -> Attack {
        Attack("<Document", "<!DOCTYPE Document [\(declarations)]><Document", .forbidden)
    }

    private static let laughs =
        "<!ENTITY e0 \"ha\">"
        + (1...30).map { "<!ENTITY e\($0) \"&e\($0 - 1);&e\($0 - 1);\">" }.joined()

    private static let flood = (0..<40_000).map { " a\($0)=\"x\"" }.joined()
    private static let megabytes = String(repeating: "x", count: 2_000_000)

    private static let attacks = [
        doctype(""), doctype("<!ENTITY a SYSTEM \"file:///etc/passwd\">"),
        doctype("<!ENTITY % a SYSTEM \"http://localhost/\"> %a;"), doctype(laughs),
        Attack("<Document", "<!DOCTYPE Document SYSTEM \"a.dtd\"><Document", .forbidden),
        Attack("Rechnung 4711", "&e30;", .malformed),
        Attack("Rechnung 4711", "&#0;", .malformed),
        Attack("Rechnung 4711", "&#xD800;", .malformed),
        Attack("Rechnung 4711", "a\0b", .malformed),
        Attack("Rechnung 4711", "]]>", .malformed),
        Attack("Rechnung 4711", String(repeating: "x", count: 70_000), .tooLarge),
        Attack("<RmtInf>", String(repeating: "<a>", count: 100_000), .tooLarge),
        Attack("<RmtInf>", "<RmtInf a=\"" + megabytes + "\">", .tooLarge),
        Attack("<RmtInf>", "<RmtInf" + flood + flood + ">", .malformed),
        Attack("<RmtInf>", "<!--" + megabytes + "--><RmtInf>", .tooLarge),
        Attack("UTF-8", "UTF-7", .badEncoding),
        Attack("UTF-8", "UTF-16", .badEncoding),
        Attack("</Document>", "</Document><Document/>", .malformed),
        Attack("</Document>", "", .truncated),
        Attack("<Document ", "<Document a=\"1\" a=\"2\" ", .malformed),
        Attack("<RmtInf>", "<x:RmtInf>", .malformed),
    ]

    @Test(arguments: targets, attacks)
    func `an attack is refused`(_ target: Target, _ attack: Attack) {
        let text = target.text.replacing(attack.old, with: attack.new)
        #expect(text != target.text)

        let error = #expect(throws: FeedError.self) {
            try target.format.contents(of: Array(text.utf8).span)
        }

        #expect(error?.reason == attack.reason, "\(error?.description ?? "")")
    }

    @Test(
        arguments: targets,
        [
            ("Rechnung 4711", "<![CDATA[Rechnung 4711]]>"),
            ("Rechnung 4711", "Rechnung &#52;711"), ("Rechnung 4711", "Rechnung<?pi x?> 4711"),
            ("Rechnung 4711", "Rechnung<!-- <Ntry> --> 4711"),
            ("<RmtInf>", "<RmtInf a='1' xml:lang='de'>"),
        ])
    func `what XML allows changes nothing`(
        _ target: Target, _ change: (old: String, new: String)
    ) throws {
        let text = target.text.replacing(change.old, with: change.new)

        let found = try target.format.contents(of: Array(text.utf8).span)

        #expect(try found == target.format.contents(of: Array(target.text.utf8).span))
    }

    @Test(arguments: targets)
    func `both byte orders of UTF-16 are read, a half one is refused`(_ target: Target) throws {
        let units = Array(target.text.replacing("UTF-8", with: "UTF-16").utf16)
        let little: [UInt8] =
            [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] as [UInt8] }
        let big: [UInt8] =
            [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] as [UInt8] }
        let plain = try target.format.contents(of: Array(target.text.utf8).span)

        for bytes in [little, big] {
            #expect(try target.format.contents(of: bytes.span) == plain)
            let isRecognised = type(of: target.format).recognises(bytes.span)
            #expect(isRecognised)
            #expect(throws: FeedError.self) {
                try target.format.contents(of: bytes.span.extracting(droppingLast: 3))
            }
        }
    }

    @Test(arguments: targets)
    func `a byte of another encoding is refused`(_ target: Target) {
        var bytes = Array(target.text.utf8)
        let place = bytes.lastIndex(of: UInt8(ascii: "R")) ?? 0
        bytes.insert(0xFC, at: place + 1)

        let error = #expect(throws: FeedError.self) {
            try target.format.contents(of: bytes.span)
        }

        #expect(error?.reason == .badEncoding)
    }
}
