/// What the three-digit type codes of BAI2 mean for the posting.
///
/// Codes that are in none of the lists are details without a certain meaning: they keep their
/// direction and stay unclassified.
///
/// Source: Bank Administration Institute, Cash Management Balance Reporting Specifications,
/// version 2, appendix A "Uniform BAI information reporting type codes"; ANSI X9.121-2016,
/// "BTRS balance and transaction codes".
enum BAI2TypeCodes {
    enum Direction {
        case credit
        case debit
        /// A status, a text without money, or a code whose direction the list does not give.
        case none
    }

    /// Which way the money of a type moves.
    static func direction(_ type: Int) -> Direction {
        switch type {
        case 100...399, 920...959: .credit
        case 400...699, 960...999: .debit
        // Loans: what is applied to interest, principal, escrow, fees; and what is lent.
        case 720...728: .credit
        case 760: .debit
        default: .none
        }
    }

    /// The kind of an entry of this type.
    static func kind(_ type: Int) -> EntryKind {
        kinds.indices.contains(type) ? kinds[type] : .unclassified
    }

    /// Whether the type is a total of others, which a detail record should not have.
    static func isSummary(_ type: Int) -> Bool { summaries.contains(type) }

    /// Whether the type undoes an earlier booking.
    static func isReversal(_ type: Int) -> Bool { reversals.contains(type) }

    static let openingLedger = 10
    static let closingLedger = 15
    static let totalCredits = 100
    static let totalDebits = 400
    static let nonMonetary = 890

    /// Debit reversal, ACH reversal credit, cheque reversal, credit reversal, ACH reversal debit,
    /// deposit reversal.
    private static let reversals: Set<Int> = [252, 258, 395, 552, 558, 694]

    private static let kinds: [EntryKind] = {
        var table = [EntryKind](repeating: .unclassified, count: 1_000)
        for (kind, types) in lists { for type in types { table[type] = kind } }
        return table
    }()

    private static let lists: [(EntryKind, [Int])] = [
        // Lockbox deposits and their items, EDI credits.
        (.payment, [115, 116, 121, 122]),
        // ACH credits, card deposits, preauthorised drafts and collections, trade payments.
        (.payment, [142, 143, 147, 155, 156, 164, 165, 166, 169]),
        // Deposits of cheques, drafts and cash; incoming money transfers, standing orders.
        (.payment, [173, 174, 175, 176, 184, 191, 195, 208, 212, 213, 216, 218, 222, 227]),
        // Collections, commercial and late deposits, coin, freight payments.
        (.payment, [237, 301, 366, 391, 392]),
        // Our own payments that came back.
        (.returned, [123, 168, 255, 257, 261, 266]),
        // Payments to us that were undone: EDI, ACH, credits reversed, deposited items.
        (.returned, [423, 468, 552, 555, 557, 558, 561, 566, 694]),
        // Commission, overdraft and return fees, account analysis, miscellaneous; fee refunds.
        (.charge, [398, 524, 564, 567, 661, 698]),
        (.interest, [346, 354, 359, 654, 659]),
        // Concentration, automatic transfers, zero-balance and controlled disbursing accounts,
        // sweeps.
        (.transfer, [135, 145, 201, 271, 274, 275, 276, 277, 278, 281, 286, 347]),
        (.transfer, [445, 501, 574, 575, 577, 578, 581, 656]),
    ]

    private static let summaries: Set<Int> = [
        100, 101, 105, 106, 107, 109, 110, 120, 130, 131, 140, 146, 150, 160, 162, 163, 167, 170,
        178, 180, 182, 185, 186, 188, 190, 200, 205, 207, 210, 215, 230, 231, 239, 245, 250, 251,
        256, 260, 270, 280, 285, 294, 302, 303, 304, 305, 307, 309, 310, 315, 316, 318, 319, 320,
        321, 324, 325, 326, 327, 328, 329, 330, 332, 336, 338, 340, 341, 343, 350, 352, 355, 356,
        360, 361, 370, 385, 389, 390,
        400, 401, 403, 405, 406, 410, 412, 416, 420, 430, 446, 450, 463, 465, 467, 470, 471, 478,
        480, 482, 486, 490, 500, 505, 507, 510, 515, 530, 532, 534, 536, 537, 539, 550, 551, 556,
        560, 570, 580, 583, 584, 585, 586, 587, 588, 590, 594, 596, 601, 602, 610, 611, 612, 613,
        614, 615, 617, 618, 621, 623, 625, 626, 628, 630, 632, 634, 640, 646, 650, 655, 665, 670,
        685, 689, 690, 720,
    ]
}
