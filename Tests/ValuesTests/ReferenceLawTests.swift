import TestSupport
import Testing
import Values

/// What each scheme promises of every reference.
struct ReferenceLawTests {
    private typealias Scheme = PaymentReference.Scheme

    /// A random number that the scheme can take, with its model where it wants one.
    private func base(_ scheme: Scheme, _ random: inout Seeded) -> String {
        func digits(_ counts: ClosedRange<Int>) -> String {
            let count = Int.random(in: counts, using: &random)
            return "\(Int.random(in: 1...9, using: &random))"
                + (1..<max(1, count)).map { _ in "\(Int.random(in: 0...9, using: &random))" }
                .joined()
        }
        return switch scheme {
        case .creditorReference:
            String(
                (0..<Int.random(in: 1...21, using: &random)).map { _ in
                    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".randomElement(using: &random) ?? "0"
                })
        case .swissQR: digits(1...26)
        case .slovenian:
            "SI\(["01", "03", "08", "10"].randomElement(using: &random) ?? "01")"
                + "\(digits(1...5))-\(digits(1...5))-\(digits(1...5))"
        case .croatian:
            "HR0\(Int.random(in: 0...9, using: &random))\(digits(1...9))-\(digits(1...9))"
        case .belgian: digits(1...10)
        case .italian: digits(1...16)
        case .danish: digits(1...15)
        case .dutch: digits(7...12)
        case .finnish: digits(3...19)
        case .norwegianModulo11, .norwegianModulo10, .swedish: digits(1...24)
        case .swedishWithLength: digits(1...23)
        }
    }

    private func reference(_ scheme: Scheme, _ random: inout Seeded) -> PaymentReference? {
        PaymentReference(over: base(scheme, &random), scheme: scheme)
    }

    @Test(arguments: UInt64(0)..<150)
    func `what is made is confirmed, printed and read back`(seed: UInt64) throws {
        var random = Seeded(seed)
        for scheme in PaymentReference.Scheme.allCases {
            let reference = try #require(reference(scheme, &random), "\(scheme)")
            #expect(PaymentReference(reference.text, scheme: scheme) == reference)
            #expect(PaymentReference(reference.printed, scheme: scheme) == reference)
            #expect(PaymentReference(reference.printed.lowercased(), scheme: scheme) == reference)
            #expect(PaymentReference(reference.text) != nil)
        }
    }

    @Test(arguments: UInt64(0)..<150)
    func `one digit misread is always noticed`(seed: UInt64) throws {
        var random = Seeded(seed)
        for scheme in [
            .creditorReference, .swissQR, .belgian, .italian, .danish, .finnish, .norwegianModulo11,
            .norwegianModulo10, .swedishWithLength, .swedish,
        ] as [Scheme] {
            let text = Array(try #require(reference(scheme, &random)).text.utf8)
            let places = text.indices.filter { text[$0] &- 0x30 < 10 }
            let place = try #require(places.randomElement(using: &random))
            for digit in UInt8(0x30)...0x39 where digit != text[place] {
                var misread = text
                misread[place] = digit
                let isConfirmed = scheme.confirms(misread.span)
                #expect(!isConfirmed, "\(scheme) \(String(decoding: misread, as: UTF8.self))")
            }
        }
    }

    @Test(arguments: UInt64(0)..<150)
    func `two neighbours swapped are noticed where the scheme promises it`(seed: UInt64) throws {
        var random = Seeded(seed)
        for scheme in [
            .creditorReference, .belgian, .italian, .danish, .finnish, .norwegianModulo11,
            .norwegianModulo10, .swedishWithLength, .swedish,
        ] as [Scheme] {
            let text = Array(try #require(reference(scheme, &random)).text.utf8)
            let first = scheme == .creditorReference ? 2 : 0
            for place in first..<text.count - 1 {
                let (left, right) = (Int(text[place]), Int(text[place + 1]))
                guard left != right, (left < 0x3A) == (right < 0x3A),
                    !isMissed(left, right, by: scheme)
                else { continue }
                var swapped = text
                swapped.swapAt(place, place + 1)
                let isConfirmed = scheme.confirms(swapped.span)
                #expect(!isConfirmed, "\(scheme) \(String(decoding: swapped, as: UTF8.self))")
            }
        }
    }

    /// The swaps that a check modulo 10 cannot notice; those of a digit with a letter, which is
    /// two digits of the number checked, nobody promises.
    private func isMissed(_ left: Int, _ right: Int, by scheme: Scheme) -> Bool {
        switch scheme {
        case .danish, .norwegianModulo10, .swedish, .swedishWithLength: abs(left - right) == 9
        case .finnish: abs(left - right) == 5
        default: false
        }
    }

    @Test(
        arguments: [
            (.belgian, 12), (.italian, 18), (.danish, 15), (.swissQR, 27), (.norwegianModulo11, 9),
            (.finnish, 9), (.swedish, 9), (.swedishWithLength, 9),
        ] as [(PaymentReference.Scheme, Int)])
    func `of random texts about one in the strength of the check passes`(
        scheme: PaymentReference.Scheme, length: Int
    ) {
        var random = Seeded(UInt64(length))
        var passed = 0
        for _ in 0..<scheme.strength * 100 {
            let text = (0..<length).map { _ in UInt8.random(in: 0x30...0x39, using: &random) }
            if scheme.confirms(text.span) { passed += 1 }
        }
        #expect((60...140).contains(passed))
    }

    @Test(arguments: UInt64(0)..<200)
    func `random bytes are read or refused`(seed: UInt64) {
        var random = Seeded(seed)
        let alphabet = Array("0123456789+*/<>-RFSIHR rf\u{0}é9".utf8)
        for _ in 0..<20 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? alphabet.randomElement(using: &random) ?? 0
                    : .random(in: 0...255, using: &random)
            }
            let electronic = ElectronicReference(bytes.span)
            #expect(electronic.bytes.count <= bytes.count)
            _ = electronic.scheme
            _ = PaymentReference.twins(of: electronic.bytes.span)
            for scheme in PaymentReference.Scheme.allCases {
                let text = String(decoding: bytes, as: UTF8.self)
                _ = PaymentReference(over: text, scheme: scheme)
                if let reference = PaymentReference(text, scheme: scheme) {
                    #expect(PaymentReference(reference.text, scheme: scheme) == reference)
                }
            }
        }
    }
}
