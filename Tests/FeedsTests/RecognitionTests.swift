import Feeds
import Testing

struct RecognitionTests {
    private let profiles = DelimitedProfile.shipped(account: "1", currency: "USD")

    @Test func `content decides, whatever the file is called`() throws {
        let recognition = FeedRecognition(profiles: profiles)
        let listings = ListingFixture.shipped.map(\.text)

        #expect(names(recognition, MT940Fixture.german) == ["mt940"])
        #expect(listings.map { names(recognition, $0) } == profiles.map { [$0.name] })
        #expect(names(recognition, "a,b\n1,2\n") == [])
        #expect(names(recognition, "") == [])
    }

    @Test func `two candidates are refused with both names`() throws {
        var other = profiles[0]
        other.name = "other"
        let recognition = FeedRecognition(profiles: profiles + [other])
        let content = Array(ListingFixture.shipped[0].text.utf8)

        let error = #expect(throws: FeedError.self) {
            try recognition.format(of: content.span)
        }

        #expect(error?.reason == .unknownFormat)
        #expect(error?.found == "german-listing and other")
    }

    @Test func `a profile without a header is known by a row that fits`() throws {
        var profile = profiles[1]
        profile.header = .none(columns: 3)
        profile.booked = .number(1)
        profile.amount = .signed(.number(3), isMoneyOutPositive: false)
        profile.texts = [.number(2)]
        profile.references = []
        profile.balance = nil
        let recognition = FeedRecognition(profiles: [profile])

        #expect(names(recognition, "03/02/2026,x,1.00\n") == ["american-listing"])
        #expect(names(recognition, "2026-03-02,x,1.00\n") == [])
        #expect(names(recognition, "03/02/2026,x\n") == [])
    }

    @Test func `what nobody knows is refused with what would be known`() throws {
        let recognition = FeedRecognition(profiles: profiles)
        let content = Array("hello\n".utf8)

        let error = #expect(throws: FeedError.self) {
            try recognition.format(of: content.span)
        }

        #expect(error?.found == "hello\\n")
        #expect(
            error?.expected.hasSuffix("german-listing, american-listing, swiss-listing") == true)
    }

    private func names(_ recognition: FeedRecognition, _ content: String) -> [String] {
        let bytes = Array(content.utf8)
        switch recognition.recognise(bytes.span) {
        case .one(let name, _): return [name]
        case .none: return []
        case .several(let names): return names
        }
    }
}
