import Feeds
import Testing

struct MasterDataCustomerTests {
    private func file(_ text: String) throws(FeedError) -> CustomerFile {
        try CustomerFile(csv: Array(text.utf8).span)
    }

    @Test func `a customer carries every field`() throws {
        let file = try file(
            """
            active,aliases,mandates,accounts,payment_terms_days,language,email,country,name,number
            no,Weiss | Dr. Weiß,M-1|M 2,DE89370400440532013000 DE89370400440532013000|12-345678,14,\
            DE,praxis@example.org,de, Praxis Dr. Weiß ,C-1

            """)

        #expect(file.rejections == [])
        let customer = try #require(file.customers.first)
        #expect(customer.number == "C-1")
        #expect(customer.name == "Praxis Dr. Weiß")
        #expect(customer.country == "DE")
        #expect(customer.language == "de")
        #expect(customer.email == "praxis@example.org")
        #expect(customer.paymentTermsDays == 14)
        #expect(customer.accounts == ["DE89370400440532013000", "12-345678"])
        #expect(customer.mandates == ["M-1", "M 2"])
        #expect(customer.aliases == ["Weiss", "Dr. Weiß"])
        #expect(!customer.isActive)
    }

    @Test func `number and name are enough, and names may be in any script`() throws {
        let file = try file("number;name\nC-1;東京医科器械株式会社\nC-2;شركة النور\n")

        #expect(file.customers.map(\.name) == ["東京医科器械株式会社", "شركة النور"])
        #expect(file.customers.map(\.isActive) == [true, true])
        #expect(file.columns == [.number, .name])
    }

    @Test(arguments: [
        (",X,,,,,", MasterRejection.Reason.missing, "number"),
        ("C-9,,,,,,", .missing, "name"),
        ("C-9,X,Germany,,,,", .badWord, "country"),
        ("C-9,X,,a@b@c,,,", .badText, "email"),
        ("C-9,X,,\"a@b.org,c@d.org\",,,", .badText, "email"),
        ("C-9,X,,,thirty,,", .badWholeNumber, "payment_terms_days"),
        ("C-9,X,,,-1,,", .badWholeNumber, "payment_terms_days"),
        ("C-9,X,,,,DE89370400440532013001,", .badAccount, "accounts"),
        ("C-9,X,,,,DE89 3704 0044 0532 0130 00,", .badAccount, "accounts"),
        ("C-9,X,,,,,perhaps", .badWord, "active"),
        ("C-9,X,,,,", .columnCount, ""),
        ("C-9,X\u{202E}Y,,,,,", .badText, "name"),
        ("C-9,\"two\nlines\",,,,,", .badText, "name"),
        ("C-1,Other,,,,,", .numberRepeated, "number"),
    ])
    func `a wrong row is set aside and the others kept`(
        _ row: String, _ reason: MasterRejection.Reason, _ field: String
    ) throws {
        let file = try file(
            "number,name,country,email,payment_terms_days,accounts,active\nC-1,First,,,,,\n"
                + row + "\nC-2,Last,,,,,\n")

        #expect(file.customers.map(\.number) == ["C-1", "C-2"])
        let rejection = try #require(file.rejections.first)
        #expect(file.rejections.count == 1)
        #expect(rejection.reason == reason)
        #expect(rejection.field == field)
        #expect(rejection.line == 3)
        #expect(rejection.remedy.hasSuffix("."))
    }

    @Test func `a row that repeats another word for word counts once`() throws {
        let file = try file("number,name\nC-1,A\nC-2,B\nC-1,A\n")

        #expect(file.customers.map(\.number) == ["C-1", "C-2"])
        #expect(file.repeatedCount == 1)
        #expect(file.rejections == [])
    }
}
