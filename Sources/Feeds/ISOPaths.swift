/// A field and where it stands below a message of ISO 20022: `Stmt/Ntry/Amt`.
typealias ISOPath<Field> = (path: String, field: Field)

// What several messages of ISO 20022 write alike, in all their versions.

/// The name of a party.
func isoNamePaths<Field>(at path: String, _ field: Field) -> [ISOPath<Field>] {
    [
        (path + "/Nm", field),
        // Since 2019 a party is a person or organisation, or an agent.
        (path + "/Pty/Nm", field),
        (path + "/Agt/FinInstnId/Nm", field),
    ]
}

/// The number of an account; the last three are those of 2006.
func isoAccountPaths<Field>(at path: String, _ field: Field) -> [ISOPath<Field>] {
    ["/IBAN", "/Othr/Id", "/BBAN", "/UPIC", "/PrtryAcct/Id"].map { (path + $0, field) }
}

/// An amount with its currency.
func isoAmountPaths<Field>(
    at path: String, _ field: Field, _ currency: Field
) -> [ISOPath<Field>] {
    [(path, field), (path + "/@Ccy", currency)]
}
