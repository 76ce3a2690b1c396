import Feeds
import Testing

struct ReturnReasonTests {
    @Test(
        arguments: [
            ("AC04", .closedAccount), ("AG01", .closedAccount), ("AM04", .insufficientFunds),
            ("MS02", .refusedByPayer), ("SL01", .refusedByPayer), ("MD01", .disputed),
            ("MD06", .disputed), ("RC01", .technical), ("AM05", .technical), ("FF05", .technical),
            ("MD07", .deceased),
            ("MS03", .other), ("NARR", .other), ("RR04", .other),
        ] as [(String, ReturnClass)])
    func `a listed code has a class`(_ code: String, reasonClass: ReturnClass) {
        let reason = ReturnReason(iso: code)

        #expect(reason?.code == code)
        #expect(reason?.reasonClass == reasonClass)
    }

    @Test(arguments: ["", "ac04", "AC04 ", "R01", "XXXX", "AC044"])
    func `what is not listed is no reason`(_ code: String) {
        #expect(ReturnReason(iso: code) == nil)
    }

    @Test func `every code has four characters and a meaning, and is listed once`() {
        let reasons = ReturnReason.isoCodes.compactMap { ReturnReason(iso: $0) }

        #expect(reasons.count == 101)
        #expect(reasons.allSatisfy { $0.code.utf8.count == 4 && !$0.meaning.isEmpty })
        #expect(Set(reasons.map(\.meaning)).count == reasons.count)
        #expect(Set(reasons.map(\.reasonClass)).count == ReturnClass.allCases.count)
    }
}
