import Feeds
import Testing
import Values

/// Separators, envelopes, and what makes a file unusable.
struct X12FramingTests {
    private static let set = X12Fixture.set(X12Fixture.remittance)
    private static let file = X12Fixture.file(X12Fixture.interchange([set]))

    @Test(arguments: [
        file,
        X12Fixture.file(X12Fixture.interchange([set]), terminator: "~"),
        X12Fixture.file(X12Fixture.interchange([set]), terminator: "~\r\n"),
        X12Fixture.file(X12Fixture.interchange([set]), terminator: "\n"),
        X12Fixture.file(X12Fixture.interchange([set]), terminator: "\r\n"),
        X12Fixture.file(X12Fixture.interchange([set]), terminator: "'"),
        X12Fixture.file(X12Fixture.interchange([set]), terminator: "\\"),
        file.replacing(":", with: ">"),
        file.replacing("*:~", with: "*>~"),
        file.replacing(":", with: "\u{1F}").replacing("*", with: "\u{1D}")
            .replacing("~\n", with: "\u{1C}"),
        file.replacing("*", with: "|"),
        "\u{FEFF}" + file,
        "\n\n" + file + "\n \u{1A}",
        String(file.dropLast(2)),
        X12Fixture.file(X12Fixture.interchange([set], version: "00401")),
        file.replacing("GE*1*1~", with: "GE*1*0001~"),
        X12Fixture.file(set),
        X12Fixture.file(set, terminator: "\n"),
        X12Fixture.file(set.map { $0.replacing("ST*835*0001", with: "ST*835*0001*005010X221A1") }),
        X12Fixture.file(["GS*HP*THE PAYER*A-B*20260305*0830*1*X*005010X221A1"] + set + ["GE*1*1"]),
        file.replacing("GS*", with: "TA1*000000001*260305*0830*A*000~\nGS*"),
        wrapped(X12Fixture.file(X12Fixture.interchange([set]), terminator: "~")),
    ])
    func `an advice is found in any envelope`(_ file: String) throws {
        let found = try advice(in: file)

        #expect(found.map(\.amountMinor) == [39_150])
        #expect(found.flatMap(\.lines).map(\.payerReference).contains("LHP65001"))
        #expect(found.flatMap(\.lines).map(\.partyName).contains("MAJA K LINDGREN JR"))
        #expect(found.flatMap(\.findings) == [])
        let bytes = Array(file.utf8)
        let isRecognised = X12Remittance835.recognises(bytes.span)
        #expect(isRecognised)
        let isTakenForPayment = X12Payment820.recognises(bytes.span)
        #expect(!isTakenForPayment)
    }

    /// As a system of records of 80 characters hands a file on.
    private static func wrapped(_ file: String) -> String {
        var lines = ""
        for (column, character) in file.enumerated() {
            if column > 0, column.isMultiple(of: 80) { lines += "\r\n" }
            lines.append(character)
        }
        return lines
    }

    @Test func `interchanges, groups and sets follow each other`() throws {
        let acknowledgement = ["ST*999*0001", "AK1*HP*1", "AK9*A*1*1*1", "SE*4*0001"]
        let second = X12Fixture.set(X12Fixture.payment, "820", number: "0002")
        let file =
            X12Fixture.file(X12Fixture.interchange([acknowledgement, Self.set, second]))
            .replacing("GE*3*1", with: "GE*3*1~\nGS*HP*A*B*20260305*0830*2*X*005010X221A1~\nGE*0*2")
            .replacing("IEA*1*", with: "IEA*2*")
            + X12Fixture.file(X12Fixture.interchange([Self.set], number: "000000906"))
            .replacing("*", with: "|").replacing("~\n", with: "!")

        let found = try advice(in: file)

        #expect(found.map(\.amountMinor) == [39_150, 183_000, 39_150])
        #expect(found.map(\.line) == [7, 56, 84])
    }

    @Test(arguments: [
        (X12Fixture.file(X12Fixture.interchange([set], usage: "T")), "test_file"),
        (
            X12Fixture.file(X12Fixture.interchange([set])).replacing("          ", with: ""),
            "envelope"
        ),
    ])
    func `what is odd about an interchange is said`(_ file: String, _ code: String) throws {
        #expect(try advice(in: file).flatMap(\.findings).map(\.code) == [code])
    }

    @Test func `what stands twice in a file is said`() throws {
        let twice = try advice(in: Self.file + Self.file)
        let sets = try advice(in: X12Fixture.file(X12Fixture.interchange([Self.set, Self.set])))

        #expect(twice.map { $0.findings.map(\.code) } == [[], ["repeated_control_number"]])
        #expect(sets.map { $0.findings.map(\.code) } == [[], ["repeated_control_number"]])
    }

    @Test(arguments: [
        ("SE*49*0001", "SE*48*0001", FeedError.Reason.controlTotal, "SE01"),
        ("SE*49*0001", "SE*x*0001", .controlTotal, "SE01"),
        ("SE*49*0001", "SE*49*0002", .controlTotal, "SE02"),
        ("GE*1*1", "GE*2*1", .controlTotal, "GE01"),
        ("GE*1*1", "GE*1*2", .controlTotal, "GE02"),
        ("IEA*1*000000905", "IEA*2*000000905", .controlTotal, "IEA01"),
        ("IEA*1*000000905", "IEA*1*000000906", .controlTotal, "IEA02"),
        ("SE*49*0001~\n", "", .truncated, "GE"),
        ("GE*1*1~\n", "", .truncated, "IEA"),
        ("IEA*1*000000905~\n", "", .truncated, ""),
        ("ST*835", "ST*837", .malformed, "ST01"),
        ("BPR*I*391.5", "BPQ*I*391.5", .malformed, "LX"),
        ("CUR*PR*USD", "BPR*I*391.5", .malformed, "BPR"),
        ("CUR*PR*USD", "CUR*PR*XYZ", .badCurrency, "CUR02"),
        ("BPR*I*391.5", "BPR*I*391.555", .badAmount, "BPR02"),
        ("BPR*I*391.5", "BPR*I*", .badAmount, "BPR02"),
        ("BPR*I*391.5", "BPR*I*3,9", .badAmount, "BPR02"),
        ("CAS*CO*253*4", "CAS*CO*253*4x", .badAmount, "CAS03"),
        ("CAS*CO*253*4", "CAS*CO*253*9999999999999999999", .badAmount, "CAS03"),
        ("CLP*A-1002*2*250*150", "CLP*A-1002*2*250*", .badAmount, "CLP04"),
        ("WO:LHP65001*12.25", "WO:LHP65001*", .badAmount, "PLB04"),
        ("N3*1 WATER STREET", "n3*1 WATER STREET", .malformed, ""),
        ("LAKESIDE", "LAKE\0SIDE", .badEncoding, "N102"),
        ("ST*835", "CLP*A*1*1*1~\nST*835", .malformed, "CLP"),
        ("*P*:~", "*P*A", .malformed, "ISA16"),
    ])
    func `a broken file is refused`(
        _ whole: String, _ broken: String, _ reason: FeedError.Reason, _ field: String
    ) throws {
        let file = Self.file.replacing(whole, with: broken)
        try #require(file != Self.file)

        let error = refusal(of: file)

        #expect(error?.reason == reason)
        if !field.isEmpty { #expect(error?.field == field) }
    }

    @Test func `limits hold`() {
        let long = Self.file.replacing("LAKESIDE", with: String(repeating: "L", count: 70_000))
        let wide = Self.file.replacing("CUR*PR", with: "CUR" + String(repeating: "*", count: 70))

        #expect(refusal(of: long)?.reason == .tooLarge)
        #expect(refusal(of: wide)?.reason == .tooLarge)
    }

    @Test(arguments: [
        "", "ISA", "ST*837*0001~", "ISA*00*", "STATEMENT,835,1\n", "ST835*0001~",
        file.replacing("ST*835", with: "ST*270"), ":20:STARTUMS\r\n:25:1\r\n",
    ])
    func `nothing else is recognised`(_ content: String) {
        let bytes = Array(content.utf8)

        let isRemittance = X12Remittance835.recognises(bytes.span)
        let isPayment = X12Payment820.recognises(bytes.span)
        #expect(!isRemittance && !isPayment)
    }

    @Test func `an interchange without payments is empty`() {
        let file = X12Fixture.file(X12Fixture.interchange([["ST*999*1", "AK9*A*1*1*1", "SE*3*1"]]))

        #expect(refusal(of: file)?.reason == .empty)
    }

    @Test func `addenda put together hold advice`() throws {
        let payload = X12Fixture.file(
            X12Fixture.set(X12Fixture.premiums, "820"), terminator: "\\")
        let bytes = Array((payload + "      ").utf8)

        let found = try X12Advice.advice(in: bytes.span)

        #expect(found.map(\.amountMinor) == [41_000])
        #expect(throws: FeedError.self) { try X12Advice.advice(in: bytes.span.extracting(0..<99)) }
    }

    @Test func `letters beyond ASCII arrive whole`() throws {
        let latin = Self.file.replacing("RUI", with: "JOS\u{1}").utf8.map { $0 == 1 ? 0xC9 : $0 }

        let found = try FormatConformance<X12Remittance835>.contents(X12Remittance835(), latin)
        let unicode = try advice(in: Self.file.replacing("RUI", with: "JOSÉ"))

        #expect(found.advice == unicode)
        #expect(unicode.flatMap(\.lines).map(\.partyName).contains("JOSÉ DA SILVA"))
    }
}
