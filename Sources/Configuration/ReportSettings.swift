/// How reports look; they go to the outbox of the spool.
package struct ReportSettings: Sendable, Equatable {
    package let paper: Paper
    /// The legal entity named on each page.
    package let entity: String

    package enum Paper: String, Sendable, CaseIterable {
        case a4 = "A4"
        case letter = "Letter"
    }

    static let keys = ["paper", "entity"]

    init(_ section: Section?, ledgerName: String) {
        paper = section?.value("paper", .oneOf) ?? .a4
        entity = section?.value("entity", .text) ?? ledgerName
    }
}

/// Another system's database that customers and invoices are read from.
package struct InvoiceOrigin: Sendable, Equatable {
    package let database: DatabaseSettings
    /// Its columns are those of a customers feed.
    package let customersQuery: String
    /// Its columns are those of an invoices feed.
    package let invoicesQuery: String
    package let everyMinutes: Int

    static let keys = ["connection", "customers_query", "invoices_query", "every_minutes"]

    init?(_ section: Section) {
        let database = section.requiredSection("connection", keys: DatabaseSettings.keys)
            .flatMap(DatabaseSettings.init)
        let customers = section.required("customers_query", .query)
        let invoices = section.required("invoices_query", .query)
        everyMinutes = section.value("every_minutes", .number(1...10_080)) ?? 60
        guard let database, let customers, let invoices else { return nil }
        self.database = database
        customersQuery = customers
        invoicesQuery = invoices
    }
}
