import Feeds
import Values

/// Formats that are fuzzed together, because they share a decoder or a corpus.
struct Family: Sendable {
    let name: String
    let check: @Sendable (Span<UInt8>) -> Void

    static let all: [Family] = [
        Family(name: "delimited") { check($0, as: profiles.map(Delimited.init)) },
        Family(name: "proposal", check: checkProposal),
        Family(name: "camt", check: checkMessage),
        Family(name: "swift") { check($0, as: [MT940(), MT942()]) },
        Family(name: "bai") { check($0, as: [BAI2(), BAILockbox()]) },
        Family(name: "nacha") { check($0, as: [NACHA()]) },
        Family(name: "x12") { check($0, as: [X12Remittance835(), X12Payment820()]) },
        Family(name: "ofx") { check($0, as: [OFX()]) },
        Family(name: "national") { check($0, as: [Coda(), Cfonb120(), Norma43()]) },
        Family(name: "cnab") { check($0, as: [Cnab240(), Cnab400()]) },
        Family(name: "processors") { check($0, as: [ProcessorReport(), PayPalSettlement()]) },
        Family(name: "containers", check: checkContainer),
        Family(name: "recognition", check: checkRecognition),
        Family(name: "masterdata", check: checkMasterData),
    ]

    /// Every format of a family takes every file, whether it recognises it or not: decoders promise
    /// to stand any bytes.
    private static func check(_ bytes: Span<UInt8>, as formats: [any FeedFormat]) {
        for format in formats { Laws.check(bytes, as: format) }
    }

    /// Messages share their decoder: one goes to those that recognise it, anything else to one of
    /// them, for what is no message costs most.
    @Sendable private static func checkMessage(_ bytes: Span<UInt8>) {
        let messages: [any FeedFormat] = [Camt053(), Camt052(), Camt054(), Pain002()]
        let fitting = messages.filter { type(of: $0).recognises(bytes) }
        check(bytes, as: fitting.isEmpty ? [Camt053()] : fitting)
    }

    /// Those that are shipped, and one for what they leave out.
    private static let profiles = shippedProfiles + [oddProfile].compactMap { $0 }

    private static let shippedProfiles = DelimitedProfile.shipped(
        account: "DE89370400440532013000", currency: "USD")

    private static let oddProfile: DelimitedProfile? = DatePattern("yyyy-MM-dd").map { pattern in
        var profile = DelimitedProfile(
            name: "odd", header: .none(columns: 9), datePattern: pattern, booked: .number(1),
            amount: .flagged(.number(2), flag: .number(3), debit: ["D"], credit: ["C"]),
            currency: .column(.number(4)), account: .column(.number(5)))
        profile.encoding = .windows1252
        profile.quote = nil
        profile.decimalMark = "."
        profile.texts = [.number(6), .number(7)]
        profile.status = .init(.number(8), booked: ["B"], pending: ["P"])
        profile.balance = .number(9)
        profile.undatedRow = .remark
        profile.rowWithoutAmount = .skipped
        profile.allowsShortRows = true
        return profile
    }

    /// A proposal is the same every time, and a finished one reads the file it was made from.
    @Sendable private static func checkProposal(_ bytes: Span<UInt8>) {
        let proposal = ProfileProposal(of: bytes, name: "fuzzed")
        require(
            proposal == ProfileProposal(of: bytes, name: "fuzzed"), "a second proposal differs")
        require(!proposal.yaml.isEmpty, "a proposal without a text")
        let answers = ProfileProposal.Answers(
            account: "DE89370400440532013000", currency: Currency(code: "EUR"),
            moneyOutIsPositive: false)
        for one in [proposal, ProfileProposal(of: bytes, name: "fuzzed", answers: answers)] {
            guard let profile = one.profile else { continue }
            let isRead = Laws.check(bytes, as: Delimited(profile: profile))
            require(isRead, "a proposal that does not read its file")
        }
    }

    /// A container gives one content, the same every time, within its limit.
    @Sendable private static func checkContainer(_ bytes: Span<UInt8>) {
        let first = unpacked(bytes)
        require(first == unpacked(bytes), "unpacking twice differs")
        switch first {
        case .success(let content):
            require(
                Container(bytes) == nil
                    || content.count <= Container.contentLimit(packedBytes: bytes.count),
                "a content beyond its limit")
        case .failure(let error):
            require(Container(bytes) != nil, "a plain file is refused as a container")
            Laws.check(error, in: bytes)
        }
    }

    private static func unpacked(_ bytes: Span<UInt8>) -> Result<[UInt8], FeedError> {
        var content: [UInt8] = []
        do throws(FeedError) {
            try withContent(of: bytes) { inner throws(FeedError) in content.append(copying: inner) }
            return .success(content)
        } catch {
            return .failure(error)
        }
    }

    /// The way of a dropped file: unpacked, recognised, decoded.
    @Sendable private static func checkRecognition(_ bytes: Span<UInt8>) {
        let recognition = FeedRecognition(profiles: shippedProfiles)
        guard case .success(let content) = unpacked(bytes) else { return }
        do throws(FeedError) {
            let found = try recognition.format(of: content.span)
            switch recognition.recognise(content.span) {
            case .none: require(false, "a format that was not recognised")
            case .one(let name, _): require(name == found.name, "two names for one format")
            case .several(let names): require(names.contains(found.name), "a format of no name")
            }
            Laws.check(content.span, as: found.format)
        } catch {
            Laws.check(error, in: content.span)
        }
    }

    /// Rows of customers and invoices are taken or rejected, the same every time.
    @Sendable private static func checkMasterData(_ bytes: Span<UInt8>) {
        do throws(FeedError) {
            let customers = try CustomerFile(csv: bytes)
            require(try customers == CustomerFile(csv: bytes), "reading twice differs")
            check(customers.rejections, in: bytes)
        } catch {
            Laws.check(error, in: bytes)
        }
        do throws(FeedError) {
            let invoices = try InvoiceFile(csv: bytes)
            require(try invoices == InvoiceFile(csv: bytes), "reading twice differs")
            check(invoices.rejections, in: bytes)
        } catch {
            Laws.check(error, in: bytes)
        }
    }

    private static func check(_ rejections: [MasterRejection], in bytes: Span<UInt8>) {
        for rejection in rejections {
            require(!rejection.remedy.isEmpty, "a rejection without a remedy")
            require(
                (1...Laws.lineCount(of: bytes)).contains(rejection.line),
                "a rejection at line \(rejection.line)")
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(copying bytes: Span<UInt8>) {
        reserveCapacity(count + bytes.count)
        for index in bytes.indices { append(bytes[index]) }
    }
}
