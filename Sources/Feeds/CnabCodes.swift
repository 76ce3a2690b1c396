/// Which occurrences of Brazilian return files say that a title was paid.
///
/// Everything else (registered, rejected, written off, protested, fees …) moves no money of the
/// payer's and is information.
enum CnabCodes {
    /// Codes of a CNAB 400 file by the bank's number, such as 341.
    static func paid400(bank: Int64) -> Set<Int64> { paidByBank400[bank] ?? [6, 15, 17] }

    /// Codes of a CNAB 240 file by the bank's number.
    static func paid240(bank: Int64) -> Set<Int64> { paidByBank240[bank] ?? [6, 17] }

    /// Sources, each the bank's own manual "Cobrança, layout CNAB 400": Banco do Brasil
    /// (CBR643), Santander, Caixa (SIGCB), Bradesco, Itaú, Sicredi.
    ///
    /// In the order of the codes: paid, in part, the remainder, at the notary's, after being
    /// written off.
    private static let paidByBank400: [Int64: Set<Int64>] = [
        1: [5, 6, 7, 8, 15],
        33: [6, 7, 8, 17], 353: [6, 7, 8, 17],
        104: [21, 22],
        237: [6, 15, 17],
        341: [6, 7, 8],
        748: [6, 15, 17],
    ]

    /// Source: FEBRABAN, Layout padrão CNAB 240, note C044, codes 06 and 17; Itaú's manual for 08.
    private static let paidByBank240: [Int64: Set<Int64>] = [
        341: [6, 8, 17]
    ]
}
