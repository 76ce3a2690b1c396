/// How one bank writes its listing of bookings as delimited text, as pure data.
///
/// A listing says nothing of its own form: which mark is the decimal one, whether a charge is
/// positive, what `02/03/2026` means. So nothing is inferred; the profile declares it, and a file
/// that does not fit is refused.
package struct DelimitedProfile: Sendable, Equatable {
    /// A column, by its header or, where there is none, by its number counted from 1.
    package enum Column: Sendable, Equatable {
        case name(String)
        case number(Int)
    }

    /// How a file begins.
    package enum Header: Sendable, Equatable {
        /// The first row that has all of these names is the header; what stands before it is
        /// preamble.
        case names([String])
        /// No header: so many columns in every row.
        case none(columns: Int)
    }

    /// Where a value that is the same for many rows comes from.
    package enum Source: Sendable, Equatable {
        case fixed(String)
        case column(Column)
        /// In the preamble, in the field behind this label.
        case preamble(label: String)
    }

    /// How a row says how much money moved in which direction.
    package enum Amount: Sendable, Equatable {
        /// One column with a sign.
        case signed(Column, isMoneyOutPositive: Bool)
        /// Two columns; in the debit one the minus may be there or not, but alike in all rows.
        case debitAndCredit(debit: Column, credit: Column)
        /// A positive amount and a column that says which way.
        case flagged(Column, flag: Column, debit: [String], credit: [String])
    }

    /// What a reference column holds.
    package enum ReferenceRole: String, Sendable, CaseIterable {
        case structuredReference
        case endToEndID
        case bankReference
        case ownReference
        case mandate
    }

    /// A column with a reference, and which one it is.
    package struct Reference: Sendable, Equatable {
        package var column: Column
        package var role: ReferenceRole

        package init(_ column: Column, _ role: ReferenceRole) {
            self.column = column
            self.role = role
        }
    }

    /// A column that says whether a row is booked.
    package struct Status: Sendable, Equatable {
        package var column: Column
        package var booked: [String]
        package var pending: [String]

        package init(_ column: Column, booked: [String], pending: [String]) {
            self.column = column
            self.booked = booked
            self.pending = pending
        }
    }

    /// A column with the bank's transaction code, and the kinds of those that matter.
    package struct Code: Sendable, Equatable {
        package var column: Column
        package var kinds: [String: EntryKind]

        package init(_ column: Column, kinds: [String: EntryKind]) {
            self.column = column
            self.kinds = kinds
        }
    }

    /// What a row without a booking date or without an amount is.
    ///
    /// A text in the place of the date, in a row without an amount, is no date.
    package enum IncompleteRow: String, Sendable, CaseIterable {
        /// An error.
        case refused
        /// A remark or a total, passed over; an amount without a date is an error all the same.
        case skipped
        /// A part of the row above; its amount, in a column of its own, becomes a detail. Without
        /// one the row is a remark.
        case detail
        /// More text for the row above.
        case remark
    }

    /// Unique among a ledger's profiles; short and in lower case.
    package var name: String
    package var delimiter = UInt8(ascii: ";")
    /// Nil where the format has none.
    package var quote: UInt8? = UInt8(ascii: "\"")
    package var encoding = CharacterEncoding.utf8
    package var header: Header
    package var decimalMark: Unicode.Scalar = ","
    /// What may stand between groups of three digits.
    package var thousandsMarks: [Unicode.Scalar] = []
    package var datePattern: DatePattern
    package var booked: Column
    /// The value date; the booking date where it is nil or blank.
    package var value: Column?
    package var amount: Amount
    package var currency: Source
    package var account: Source
    /// The balance after each row, at least after some.
    package var balance: Column?
    package var partyName: Column?
    package var partyAccount: Column?
    package var references: [Reference] = []
    /// Remittance text, in order.
    package var texts: [Column] = []
    package var status: Status?
    package var code: Code?
    package var undatedRow = IncompleteRow.refused
    /// What a row is that has a date and no amount.
    package var rowWithoutAmount = IncompleteRow.refused
    /// With ``IncompleteRow/detail``: the amount of a part, without a sign.
    package var detailAmount: Column?
    /// Whether rows may leave out blank columns at their end.
    package var allowsShortRows = false
    /// Rows whose first filled field begins with one of these are passed over.
    package var skippedRows: [String] = []
    /// The first row that begins with one of these, and all after it, are a footer.
    package var footers: [String] = []

    /// A profile with what none can do without; the rest has usual values or stays empty.
    package init(
        name: String, header: Header, datePattern: DatePattern, booked: Column, amount: Amount,
        currency: Source, account: Source
    ) {
        self.name = name
        self.header = header
        self.datePattern = datePattern
        self.booked = booked
        self.amount = amount
        self.currency = currency
        self.account = account
    }
}
