package import Values

/// One sender and the folder it drops files in.
package struct SourceSettings: Sendable, Equatable {
    /// As logs, tables and commands know it.
    package let name: String
    /// Folder below `drop/` of the spool.
    package let folder: String
    package let content: FeedContent
    /// A file is complete when nothing about it has changed for so long.
    package let settleSeconds: Int
    /// A file counts as complete only when one of its name with this ending lies beside it.
    package let markerSuffix: String?
    package let sizeLimitMegabytes: Int
    /// Delimited profiles that may be used for this source's files, by name.
    package let profiles: [String]

    static let keys = [
        "name", "folder", "content", "settle_seconds", "marker_suffix", "size_limit_megabytes",
        "profiles",
    ]

    init?(_ section: Section) {
        let name = section.required("name", .identifier)
        let content: FeedContent? = section.required("content", .oneOf)
        folder = section.value("folder", .fileName) ?? name ?? ""
        settleSeconds = section.value("settle_seconds", .number(0...3600)) ?? 10
        markerSuffix = section.value("marker_suffix", .markerSuffix)
        sizeLimitMegabytes = section.value("size_limit_megabytes", .number(1...16_384)) ?? 1024
        profiles = section.list("profiles", .fileName)
        guard let name, let content else { return nil }
        self.name = name
        self.content = content
    }
}

/// What the files of a source are about.
package enum FeedContent: String, Sendable, CaseIterable {
    case payments
    case customers
    case invoices
}

/// A bank account of the ledger's entity.
package struct OwnAccount: Sendable, Hashable {
    /// IBAN or the bank's own number, without blanks, upper case.
    package let identifier: String
    package let currency: Currency
    /// As people call it.
    package let name: String

    static let keys = ["identifier", "currency", "name"]

    init?(_ section: Section) {
        let identifier = section.required("identifier", .accountIdentifier)
        let currency = section.required("currency", .currency)
        let name = section.required("name", .text)
        guard let identifier, let currency, let name else { return nil }
        self.identifier = identifier
        self.currency = currency
        self.name = name
    }
}

extension Reading where Value == String {
    fileprivate static var markerSuffix: Self {
        Reading(expected: "an ending with its point, such as .done") { text in
            text.hasPrefix(".") && Reading.fileName.parse("x" + text) != nil && text.count > 1
                ? text : nil
        }
    }

    /// Blanks are dropped and letters made capital, as people write IBANs in groups.
    fileprivate static var accountIdentifier: Self {
        Reading(expected: "an IBAN or the bank's account number, 4 to 34 letters and digits") {
            let plain = $0.filter { $0 != " " }.uppercased()
            let isPlain = plain.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2F
                    || byte == 0x2D || byte == 0x2E
            }
            return isPlain && (4...34).contains(plain.count) ? plain : nil
        }
    }
}
