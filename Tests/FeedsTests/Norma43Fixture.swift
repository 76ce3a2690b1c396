/// Cuaderno 43 files written for the tests, column by column.
enum Norma43Fixture {
    static let opening = account(opening: "2", 100_000)
    static let closing = accountEnd(debits: (2, 5_575), credits: (2, 24_000), closing: 118_425)

    /// An account with a transfer in two texts, a fee, a returned receipt and a cheque in dollars.
    static let file = [
        opening,
        movement(day: "260303", concept: "04", "2", 12_000, document: "0000000042"),
        "2301TRANSFERENCIA DE                        ACME SA",
        "2302" + "FACTURAS 2026/0815 Y 2026/0816 Y 2026/" + "0817 GRACIAS",
        movement(day: "260304", concept: "17", "1", 75),
        "2301COMISION DE MANTENIMIENTO",
        movement(day: "260304", concept: "14", "1", 5_500, reference: "000012345678RECIBO-9"),
        movement(day: "260305", concept: "02", "2", 12_000),
        "2401840" + digits(13_500, 14),
        closing,
        fileEnd(10),
    ].map { $0 + "\r\n" }.joined()

    static func account(
        number: String = "0000000001", opening sign: String, _ amount: Int,
        currency: String = "978"
    ) -> String {
        "1100811234\(number)260301260331\(sign)\(digits(amount, 14))\(currency)3ACME IBERICA"
    }

    static func movement(
        day: String, concept: String, _ sign: String, _ amount: Int,
        document: String = "0000000000", reference: String = ""
    ) -> String {
        "22    0901\(day)\(day)\(concept)408\(sign)\(digits(amount, 14))\(document)\(reference)"
    }

    static func accountEnd(
        number: String = "0000000001", debits: (Int, Int), credits: (Int, Int),
        sign: String = "2", closing: Int, currency: String = "978"
    ) -> String {
        "3300811234\(number)\(digits(debits.0, 5))\(digits(debits.1, 14))\(digits(credits.0, 5))"
            + "\(digits(credits.1, 14))\(sign)\(digits(closing, 14))\(currency)"
    }

    static func fileEnd(_ count: Int) -> String {
        "88" + String(repeating: "9", count: 18) + digits(count, 6)
    }

    static func digits(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
