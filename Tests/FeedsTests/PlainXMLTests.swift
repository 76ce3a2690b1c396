import Feeds
import Foundation
import TestSupport
import Testing

/// Plain documents are read without expat; whatever they are, expat must read them the same.
///
/// A comment behind the declaration is not plain, so with one expat reads the whole document.
struct PlainXMLTests {
    private struct Outcome: Equatable {
        var contents: FeedContents?
        var error: FeedError?
    }

    private func outcome(_ format: some FeedFormat, _ bytes: [UInt8]) -> Outcome {
        do throws(FeedError) {
            return try Outcome(contents: format.contents(of: bytes.span))
        } catch {
            return Outcome(error: error)
        }
    }

    /// The document with a comment where its root begins; nil where there is none to be found.
    private func commented(_ bytes: [UInt8]) -> [UInt8]? {
        let declaration = Array("?>".utf8)
        guard bytes.starts(with: "<?xml".utf8),
            let end = bytes.indices.dropLast().first(where: {
                Array(bytes[$0...($0 + 1)]) == declaration
            })
        else { return nil }
        return Array(bytes[...(end + 1)]) + Array("<!---->".utf8) + Array(bytes[(end + 2)...])
    }

    private func expectAgreement(_ format: some FeedFormat, _ bytes: [UInt8], _ name: String) {
        guard let commented = commented(bytes) else { return }
        let plain = outcome(format, bytes)
        let whole = outcome(format, commented)
        #expect(plain == whole, "\(name)")
    }

    @Test(arguments: XMLAttackTests.targets)
    func `changed documents are read as expat reads them`(_ target: XMLAttackTests.Target) {
        let pieces = [
            "<", ">", "/", "&", ";", "\"", "'", "=", " ", "]]>", "]", "\r", "\r\n", "\t", "\0", "é",
            "\u{FFFF}", "<a/>", "<a>", "</a>", "<a b='c'>", "<a b='c' b='d'/>", "<!-- x -->",
            "<?x?>", "<![CDATA[x]]>", "&amp;", "&#65;", "&x;", "<a xmlns='u'/>",
            "<a xml:lang='x'/>",
            "<a xsi:schemaLocation='u'/>", "<x:a/>", "<a b=\"\u{1}\"/>", "<a b = 'c'/>", "<ä/>",
            "xmlns",
        ].map { Array($0.utf8) }
        let sample = Array(target.text.utf8)
        for seed in 0..<150 as Range<UInt64> {
            var random = Seeded(seed)
            var bytes = sample
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let position = Int.random(in: 38..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: position)
                case 1: bytes[position] = .random(in: 0...255, using: &random)
                default:
                    bytes.insert(
                        contentsOf: pieces.randomElement(using: &random) ?? [], at: position)
                }
            }
            expectAgreement(target.format, bytes, "seed \(seed)")
        }
    }

    @Test(arguments: XMLAttackTests.targets)
    func `cut documents are read as expat reads them`(_ target: XMLAttackTests.Target) {
        let sample = Array(target.text.utf8)
        for length in stride(from: 38, to: sample.count, by: 7) {
            expectAgreement(target.format, Array(sample[..<length]), "cut at \(length)")
        }
    }

    @Test(arguments: [
        (
            "<Document xmlns",
            "<Document xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns"
        ),
        ("<Document xmlns", "<Document xsi:schemaLocation='u' xmlns"),
        ("<Document xmlns", "<Document xmlns:xsi='u' xsi:schemaLocation='u a.xsd' xmlns"),
        ("<Document xmlns", "<Document xmlns:xsi='' xmlns"),
        ("<Document xmlns", "<Document xmlns:xsi='http://www.w3.org/2000/xmlns/' xmlns"),
        ("<Document xmlns=\"", "<Document xmlns=\"http://www.w3.org/2000/xmlns/"),
        ("<Document xmlns=", "<Document a=\"1\"xmlns="), ("<Document xmlns=", "<Document\n xmlns="),
        ("<Document xmlns=\"urn", "<Document xmlns=\" urn"),
        ("Rechnung", "a &amp;&lt;&gt;&quot;&apos; b"),
        ("Rechnung", "a\r\nb\rc"), ("Rechnung", "]]"), ("Rechnung", "]]>"), ("xsd:", "xsd|:"),
        ("Rechnung", "\u{7F}"),
        ("<RmtInf>", "<RmtInf><Strd/><Strd ></Strd >"), ("</RmtInf>", "</RmtInf\n>"),
        ("</RmtInf>", "</RmtInf"), ("</RmtInf>", "</RmtInfo>"), ("</Document>", "</Document>x"),
        ("</Document>", "</Document>&amp;"), ("</Document>", "</Document>\r\n\t "),
        ("<RmtInf>", "<RmtInf><Strd><Tp>a</Tp>b</Strd>"),
        ("<RmtInf>", "<a.b-c_d/><aaaaaaaa/><RmtInf>"),
        ("<RmtInf>", "<ANameThatNobodyLooksFor1>a</ANameThatNobodyLooksFor1><RmtInf>"),
        ("<RmtInf>", "<ANameThatNobodyLooksFor1>a</ANameThatNobodyLooksFor2><RmtInf>"),
        ("</Document>", "</Document><a/>"),
        ("version=\"1.0\"", "version='1.0'"), ("version=\"1.0\"", "version=\"1.1\""),
        ("UTF-8\"?>", "utf-8\" standalone=\"yes\" ?>"),
        ("UTF-8\"?>", "UTF-8\" standalone=\"maybe\"?>"),
        (" encoding=\"UTF-8\"", ""), (" encoding=\"UTF-8\"", " Encoding=\"UTF-8\""),
        (" version=\"1.0\" encoding", " encoding"), ("UTF-8", "ISO-8859-1"), ("UTF-8", "UTF-16"),
    ])
    func `odd documents are read as expat reads them`(_ old: String, _ new: String) {
        for target in XMLAttackTests.targets {
            let text = target.text.replacing(old, with: new)
            #expect(text != target.text)
            expectAgreement(target.format, Array(text.utf8), new)
        }
    }

    @Test(
        .enabled(if: Samples.folder != nil, "no samples: set RECONCILED_SAMPLES"),
        arguments: ["camt052", "camt053", "camt054", "pain002"])
    func `samples are read as expat reads them`(_ folder: String) throws {
        let formats: [any FeedFormat] = [Camt052(), Camt053(), Camt054(), Pain002()]
        for file in Samples.files(folder) {
            let bytes = try [UInt8](Data(contentsOf: file))
            for format in formats { expectAgreement(format, bytes, file.lastPathComponent) }
        }
    }
}
