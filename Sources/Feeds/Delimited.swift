import Values

/// A bank's listing as delimited text, read as its profile declares.
///
/// One ``Statement`` of the kind ``StatementKind/listing`` for each account and currency, in the
/// order of their first rows; a file with several is read once for each, so that memory does not
/// grow with it. A row that does not fit refuses the file, for every row is money. Where the
/// listing has a balance column the rows must run from one balance to the next, downwards or
/// upwards; the first break is the finding `running_balance`. Parts of a batch that do not add up
/// to it are `details_differ`.
package struct Delimited: FeedFormat {
    package static let name = "delimited"
    /// More accounts and currencies than this are a wrong column, not a listing.
    package static let maximumStatements = 256

    package let profile: DelimitedProfile

    /// - Parameter profile: how the file is written.
    package init(profile: DelimitedProfile) {
        self.profile = profile
    }

    /// No text is a listing without a profile; see ``recognises(_:)-swift.method``.
    package static func recognises(_ head: Span<UInt8>) -> Bool { false }

    /// Whether the content has this profile's header or, without one, a first row that fits.
    package func recognises(_ head: Span<UInt8>) -> Bool {
        if profile.encoding == .utf16 {
            let even = head.extracting(0..<head.count & ~1)
            guard let text = [UInt8](utf16: even) else { return false }
            return narrowed.recognises(text.span)
        }
        guard let layout = try? DelimitedLayout(profile, in: head) else { return false }
        guard case .none(let columns) = profile.header else { return true }
        var rows = DelimitedRows(profile, layout)
        guard (try? rows.next(in: head)) == true else { return false }
        return columns > 1
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        if profile.encoding == .utf16 {
            guard let text = [UInt8](utf16: bytes) else {
                throw FeedError(.badEncoding, expected: "UTF-16")
            }
            return try narrowed.decode(text.span, emit: emit)
        }
        if profile.encoding == .utf8, CharacterEncoding.detected(in: bytes) != .utf8 {
            throw FeedError(.badEncoding, expected: "UTF-8")
        }
        let layout = try DelimitedLayout(profile, in: bytes)
        var index = 0
        repeat {
            let statements = try decodeStatement(index, layout, bytes, emit)
            index += 1
            guard index < statements else { break }
        } while true
    }

    /// The same profile for the same text in UTF-8.
    private var narrowed: Delimited {
        var profile = profile
        profile.encoding = .utf8
        return Delimited(profile: profile)
    }

    /// Decodes the rows of one account and currency.
    ///
    /// - Returns: how many there are in the file.
    private func decodeStatement(
        _ index: Int, _ layout: DelimitedLayout, _ bytes: Span<UInt8>,
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) -> Int {
        var rows = DelimitedRows(profile, layout)
        var listing: DelimitedListing?
        if let fixed = rows.fixedOwner, index == 0 { listing = DelimitedListing(fixed) }
        while try rows.next(in: bytes) {
            guard rows.owner == index else { continue }
            if listing == nil { listing = DelimitedListing(rows.owners[index]) }
            if rows.isDetail {
                try listing?.addDetail(rows, in: bytes)
            } else {
                try listing?.add(rows, in: bytes, emit: emit)
            }
        }
        try listing?.finish(emit)
        return rows.owners.count
    }
}
