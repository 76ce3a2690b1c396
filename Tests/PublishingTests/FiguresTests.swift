import TestSupport
import Testing
import Values

@testable import Publishing

/// How numbers are written.
struct FiguresTests {
    @Test(arguments: [
        (Int128(0), 2, "0.00", "0.00"), (5, 2, "0.05", "0.05"), (-5, 2, "-0.05", "(0.05)"),
        (123_456, 2, "1234.56", "1,234.56"), (-1_234_567, 0, "-1234567", "(1,234,567)"),
        (999, 0, "999", "999"), (1000, 0, "1000", "1,000"), (1_234_567, 3, "1234.567", "1,234.567"),
        (12_345, 4, "1.2345", "1.2345"),
        (Int128(Int64.min), 2, "-92233720368547758.08", "(92,233,720,368,547,758.08)"),
    ])
    func `minor units as decimals`(
        _ units: Int128, _ digits: Int, _ plain: String, _ grouped: String
    ) {
        #expect(Figures.plain(units, digits: digits) == plain)
        #expect(Figures.grouped(units, digits: digits) == grouped)
    }

    @Test(arguments: [
        (Int64(1), Int64(3), Int128(33)), (2, 3, 67), (1, 200, 1), (1, 201, 0), (-1, 200, -1),
        (1, -200, -1), (0, 5, 0), (.min, .min, 100), (.max, 1, Int128(Int64.max) * 100),
        (1005, 1000, 101),
    ])
    func `halves are rounded away from zero`(
        _ numerator: Int64, _ denominator: Int64, _ hundredths: Int128
    ) {
        #expect(Figures.hundredths(numerator, denominator) == hundredths)
    }

    @Test func `no denominator, no figure`() {
        #expect(Figures.hundredths(5, 0) == nil)
    }

    @Test func `a scale shows every value it was made for`() {
        for seed in UInt64(0)..<300 {
            var random = Seeded(seed)
            let spread = Int64(1) << Int64.random(in: 0...62, using: &random)
            let values = (0..<5).map { _ in Int64.random(in: -spread...spread, using: &random) }
            let scale = ValueScale(values, currency: nil, fromZero: seed.isMultiple(of: 2))
            for value in values {
                #expect((-0.001...1.001).contains(scale.share(Double(value))), "seed \(seed)")
            }
            #expect((2...12).contains(scale.ticks.count), "seed \(seed)")
        }
    }
}
