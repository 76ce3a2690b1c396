package import Feeds
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
    /// The profiles of which one has to fit a delimited file of this source.
    package let profiles: [DelimitedProfile]
    /// The currency of the source's account, for reports that name none.
    package let currency: Currency?

    static let keys = [
        "name", "folder", "content", "settle_seconds", "marker_suffix", "size_limit_megabytes",
        "account", "profiles",
    ]

    init?(_ section: Section, _ profiles: [ProfileSettings], _ accounts: [OwnAccount]) {
        let name = section.required("name", .identifier)
        let content: FeedContent? = section.required("content", .oneOf)
        folder = section.value("folder", .fileName) ?? name ?? ""
        settleSeconds = section.value("settle_seconds", .number(0...3600)) ?? 10
        markerSuffix = section.value("marker_suffix", .markerSuffix)
        sizeLimitMegabytes = section.value("size_limit_megabytes", .number(1...16_384)) ?? 1024
        let account = Self.account(section, accounts)
        currency = account?.currency
        self.profiles = Self.profiles(section, profiles, account)
        guard let name, let content else { return nil }
        self.name = name
        self.content = content
    }

    /// Finds the profiles named, first among the configured, then among those that are shipped.
    private static func profiles(
        _ section: Section, _ configured: [ProfileSettings], _ account: OwnAccount?
    ) -> [DelimitedProfile] {
        let shipped = DelimitedProfile.shipped(
            account: account?.identifier ?? "", currency: account?.currency.code ?? "")
        let known = configured.map(\.name) + shipped.map(\.name)
        let reading = Reading<String>(
            expected: "the name of a profile: \(known.joined(separator: ", "))",
            parse: { known.contains($0) ? $0 : nil },
            hint: { nearestWord(to: $0, among: known) })
        return section.list("profiles", reading).compactMap { name in
            let own = configured.first { $0.name == name }
            let profile = own?.profile(for: account) ?? shipped.first { $0.name == name }
            let needsAccount = own?.needsAccount ?? (profile?.account == .fixed(""))
            if needsAccount, account == nil, !section.has("account") {
                section.complain(
                    "profiles", "\(name) does not tell the account; add `account` to this source")
            }
            return profile
        }
    }

    /// The account of files that do not name theirs.
    private static func account(_ section: Section, _ accounts: [OwnAccount]) -> OwnAccount? {
        guard let identifier = section.value("account", .accountIdentifier) else { return nil }
        let found = accounts.filter { $0.identifier == identifier }
        if found.isEmpty {
            section.complain("account", "\(identifier) is none of own_accounts")
        }
        if found.count > 1 {
            section.complain(
                "account", "\(identifier) has several currencies; make a profile that tells it")
        }
        return found.first
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

    /// An own account.
    ///
    /// Blanks are dropped and letters made capital, as people write IBANs in groups.
    package static var accountIdentifier: Self {
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
