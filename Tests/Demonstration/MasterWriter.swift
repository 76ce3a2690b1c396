import Values

/// Writes customers and documents as the CSV files that `Master-data` describes.
struct MasterWriter {
    let customers: [Customer]

    func customerList() -> String {
        table(
            [
                "number", "name", "country", "email", "language", "payment_terms_days", "accounts",
                "mandates", "aliases", "active",
            ],
            customers.map { customer in
                [
                    customer.number, customer.name, customer.country,
                    "\(customer.number.lowercased())@example.org", customer.language, "30",
                    customer.isAccountOnFile ? customer.account : "", customer.mandate,
                    customer.plainName == customer.name ? "" : customer.plainName, "yes",
                ]
            })
    }

    /// A row per document.
    func simpleList(_ documents: [Document]) -> String {
        table(
            [
                "number", "kind", "customer", "document_date", "due_date", "currency", "amount",
                "tax", "reference", "refers_to",
            ],
            documents.map { document in
                [
                    document.number, document.isCredit ? "credit_note" : "invoice",
                    customers[document.customer].number, document.documentOn.description,
                    document.dueOn.description, document.currency, decimal(document.netMinor),
                    document.taxMinor == 0 ? "" : decimal(document.taxMinor), document.reference,
                    document.refersTo,
                ]
            })
    }

    /// A row per line: treatment, material, tax.
    func longList(_ documents: [Document]) -> String {
        table(
            [
                "number", "line", "kind", "customer", "document_date", "due_date", "currency",
                "reference", "refers_to", "line_kind", "description", "amount",
            ], documents.flatMap(rows), delimiter: ";")
    }

    private func rows(_ document: Document) -> [[String]] {
        let material = document.netMinor / 4
        let lines = [
            ("revenue", "Treatment; consultation", document.netMinor - material),
            ("revenue", "Material", material), ("tax", "VAT", document.taxMinor),
        ].filter { $0.2 > 0 }
        return lines.enumerated().map { index, line in
            let heading = [
                document.isCredit ? "credit_note" : "invoice",
                customers[document.customer].number, document.documentOn.description,
                document.dueOn.description, document.currency, document.reference,
                document.refersTo,
            ]
            return [document.number, "\(index + 1)"]
                + (index == 0 ? heading : heading.map { _ in "" })
                + [line.0, line.1, decimal(line.2)]
        }
    }

    private func table(
        _ header: [String], _ rows: [[String]], delimiter: String = ","
    ) -> String {
        ([header] + rows).map { $0.map(quoted).joined(separator: delimiter) }
            .joined(separator: "\r\n") + "\r\n"
    }
}
