package import Values

/// A payment service provider's report as delimited text: Stripe, PayPal, Adyen and others.
///
/// The provider holds the merchant's money until it pays it out, so the report is a listing of an
/// account: one ``Statement`` of the kind ``StatementKind/listing`` for each account and currency,
/// in the order of their first rows. Where the file names no account it is the provider's name,
/// such as `STRIPE`. A row becomes an entry of its gross, so that the customer's invoice is paid
/// in full, and another of the kind ``EntryKind/charge`` for what the provider kept; together they
/// are what the balance moved by. Payouts, conversions and reserves are
/// ``EntryKind/transfer``; rows that move nothing are pending or for information.
///
/// Findings: `details_differ` where gross and fee do not lead to the net, `payout_differs` where
/// a payout is not the sum of its details, `running_balance` where the balance column does not
/// follow; `currency_assumed` and `date_order` where the file leaves those open.
///
/// A file with several accounts is read once for each, so that memory does not grow with it.
package struct ProcessorReport: FeedFormat {
    package static let name = "processor"
    /// More accounts and currencies than this are a wrong column, not a report.
    package static let maximumStatements = 256

    private let currency: Currency?

    /// - Parameter currency: of reports that name none; nil refuses most of those.
    package init(currency: Currency? = nil) {
        self.currency = currency
    }

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        // A header in another encoding than UTF-8 has the same bytes in ASCII only, and the cut
        // may go through a letter.
        let encoding = CharacterEncoding.detected(in: head)
        return ProcessorLayout.find(in: head, encoding, ProcessorProfile.shipped) != nil
            || ProcessorLayout.find(in: head, .utf8, ProcessorProfile.shipped) != nil
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard !bytes.isEmpty else { throw FeedError(.empty, expected: "a header and rows") }
        let encoding = CharacterEncoding.detected(in: bytes)
        let head = bytes.extracting(0..<min(bytes.count, FeedRecognition.headBytes))
        guard let layout = ProcessorLayout.find(in: head, encoding, ProcessorProfile.shipped) else {
            throw FeedError(
                .unknownFormat, line: 1, field: "header",
                expected: "the header of a report that is known")
        }
        try layout.checkUnambiguous()
        let order = try DateOrder(layout, in: bytes, encoding)
        var index = 0
        var count = 1
        while index < count {
            var rows = ProcessorRows(layout, order.dates, encoding, currency)
            count = try decodeStatement(index, &rows, order, bytes, emit)
            index += 1
        }
    }

    /// Decodes the rows of one account and currency.
    ///
    /// - Returns: how many there are in the file.
    private func decodeStatement(
        _ index: Int, _ rows: inout ProcessorRows, _ order: DateOrder, _ bytes: Span<UInt8>,
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) -> Int {
        var listing: ProcessorListing?
        while try rows.next(in: bytes) {
            guard rows.owner == index else { continue }
            if listing == nil {
                listing = ProcessorListing(
                    rows.owners[index], isDayFirstAssumed: order.isDayFirstAssumed)
            }
            try listing?.add(rows, in: bytes, emit: emit)
        }
        try listing?.finish(emit)
        return rows.owners.count
    }
}

extension ProcessorReport {
    /// Whether days stand before months in a file whose dates do not say so by their form.
    struct DateOrder {
        private(set) var dates = ProcessorDate()
        /// The order where only the time zone told it.
        private(set) var isDayFirstAssumed: Bool?

        /// Reads until a date tells; after that the language of the header and the time zone do.
        ///
        /// - Throws: ``FeedError`` when nothing does.
        init(
            _ layout: ProcessorLayout, in bytes: Span<UInt8>, _ encoding: CharacterEncoding
        ) throws(FeedError) {
            guard let place = layout.place(.booked) else { return }
            var records = layout.records
            var isUndecided = false
            var zone: [UInt8] = []
            var text: [UInt8] = []
            while try records.next(in: bytes) {
                guard place < records.fields.count else { continue }
                text.removeAll(keepingCapacity: true)
                records.appendValue(of: records.fields[place], in: bytes, as: encoding, to: &text)
                if let isDayFirst = ProcessorDate.isDayFirst(in: text.span, 0..<text.count) {
                    dates.isDayFirst = isDayFirst
                    return
                }
                let isOpen = ProcessorDate.isUndecided(in: text.span, 0..<text.count)
                // The first date of another form: the file has no dates of this one.
                guard isOpen || isUndecided || text.isEmpty else { return }
                isUndecided = isUndecided || isOpen
                if zone.isEmpty, let place = layout.place(.timeZone), place < records.fields.count {
                    records.appendValue(
                        of: records.fields[place], in: bytes, as: encoding, to: &zone)
                }
            }
            guard isUndecided else { return }
            let byZone = Self.isDayFirst(timeZone: String(decoding: zone, as: UTF8.self))
            // The language is enough, unless it is spoken in America too.
            if layout.isDayFirst == true, byZone != false {
                dates.isDayFirst = true
                return
            }
            guard let assumed = byZone else {
                throw FeedError(
                    .badDate, line: layout.records.line + 1, field: layout.titles[place],
                    found: String(decoding: text, as: UTF8.self),
                    expected: "a date that tells days from months, at least once")
            }
            dates.isDayFirst = assumed
            isDayFirstAssumed = assumed
        }

        private static func isDayFirst(timeZone: String) -> Bool? {
            let american = [
                "America/", "US/", "PST", "PDT", "MST", "MDT", "CST", "CDT", "EST", "EDT",
                "Pacific Time", "Mountain Time", "Central Time", "Eastern Time",
            ]
            let others = [
                "Europe/", "Australia/", "Pacific/Auckland", "GMT", "BST", "CET", "CEST", "AEST",
                "AEDT", "London", "Dublin",
            ]
            if american.contains(where: { timeZone.hasPrefix($0) }) { return false }
            return others.contains { timeZone.hasPrefix($0) } ? true : nil
        }
    }
}
