import Feeds
import Values

extension DecodeReport {
    /// The file in one object; scripts read it, so keys are added and never renamed.
    var document: JSONValue {
        var members: [(String, JSONValue)] = [
            ("file", .text(file)), ("format", format.map(JSONValue.text) ?? .null),
            ("statements", .number(Int64(tally.statements))),
            ("currency", .list(tally.currencies.map(\.code).sorted().map(JSONValue.text))),
            ("entries", .number(tally.entries)),
            ("credits", side(tally.credits)), ("debits", side(tally.debits)),
        ]
        if let opening = balances.opening { members.append(("opening", .text(opening))) }
        if let closing = balances.closing { members.append(("closing", .text(closing))) }
        if let first = tally.firstBookedOn, let last = tally.lastBookedOn {
            members.append(("first_booking_date", .text("\(first)")))
            members.append(("last_booking_date", .text("\(last)")))
        }
        members.append(("valid", .boolean(error == nil)))
        members.append(("findings", .list(findings.map(\.asJSON))))
        if let error { members.append(("error", error.asJSON)) }
        return .object(members)
    }

    /// Minor units have no sum where currencies differ.
    private func side(_ side: FeedTally.Side) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("count", .number(side.count)), ("sum", .text(side.sum)),
        ]
        if tally.currencies.count <= 1 {
            var minor = side.tenThousandths
            for _ in (tally.currencies.first?.minorDigits ?? 2)..<4 { minor /= 10 }
            members.append(("sum_minor", .text("\(minor)")))
        }
        return .object(members)
    }

    /// Writes every entry and every advice as a line.
    func sayEntries() {
        for (index, decoded) in contents.statements.enumerated() {
            for entry in decoded.batch.entries {
                let head: [(String, JSONValue)] = [
                    ("file", .text(file)), ("statement", .number(Int64(index + 1))),
                    ("account", .text(decoded.statement.account)),
                    ("currency", .text(decoded.statement.currency.code)),
                ]
                say(JSONValue.object(head + entry.members(in: decoded)).json)
            }
        }
        for advice in contents.advice {
            say(JSONValue.object([("file", .text(file)), ("advice", advice.asJSON)]).json)
        }
    }
}

extension Finding {
    fileprivate var asJSON: JSONValue {
        .object([
            ("code", .text(code)), ("line", .number(Int64(line))), ("sentence", .text(sentence)),
        ])
    }
}

extension FeedError {
    fileprivate var asJSON: JSONValue {
        .object([
            ("reason", .text(reason.rawValue)), ("line", line.map { .number(Int64($0)) } ?? .null),
            ("field", .text(field)), ("found", .text(found)), ("expected", .text(expected)),
            ("remedy", .text(remedy)),
        ])
    }
}

extension Entry {
    fileprivate func members(in decoded: DecodedStatement) -> [(String, JSONValue)] {
        let text = decoded.batch.text
        return [
            ("line", .number(Int64(line))), ("booked_on", .text("\(bookedOn)")),
            ("value_on", .text("\(valueOn)")), ("amount_minor", .number(amountMinor)),
            ("status", .text("\(status)")), ("kind", .text("\(kind)")),
            ("is_reversal", .boolean(isReversal)),
            ("bank_reference", .text(text.string(bankReference))),
            ("own_reference", .text(text.string(ownReference))),
            ("code", .text(text.string(code))), ("information", .text(text.string(information))),
            ("details", .list(decoded.batch.details[detailRange].map { $0.document(text) })),
        ]
    }
}

extension EntryDetail {
    fileprivate func document(_ arena: [UInt8]) -> JSONValue {
        .object([
            ("amount_minor", .number(amountMinor)),
            ("party_name", .text(arena.string(partyName))),
            ("party_account", .text(arena.string(partyAccount))),
            ("ultimate_name", .text(arena.string(ultimateName))),
            ("end_to_end_id", .text(arena.string(endToEndID))),
            ("mandate", .text(arena.string(mandate))),
            ("transaction_id", .text(arena.string(transactionID))),
            ("structured_references", .text(arena.string(structuredReferences))),
            ("text", .text(arena.string(text))),
            ("return_reason", .text(arena.string(returnReason))),
            ("original_references", .text(arena.string(originalReferences))),
            ("charges_minor", .number(chargesMinor)),
        ])
    }
}

extension Advice {
    fileprivate var asJSON: JSONValue {
        .object([
            ("line", .number(Int64(line))), ("trace_number", .text(traceNumber)),
            ("payer_id", .text(payerID)), ("payer_name", .text(payerName)),
            ("payer_account", .text(payerAccount)), ("payee_id", .text(payeeID)),
            ("account", .text(account)), ("currency", .text(currency.code)),
            ("amount_minor", .number(amountMinor)),
            ("paid_on", paidOn.map { .text("\($0)") } ?? .null), ("method", .text("\(method)")),
            ("lines", .list(lines.map(\.asJSON))),
        ])
    }
}

extension AdviceLine {
    fileprivate var asJSON: JSONValue {
        .object([
            ("line", .number(Int64(line))), ("document", .text(document)),
            ("payer_reference", .text(payerReference)), ("party_name", .text(partyName)),
            ("charged_minor", .number(chargedMinor)), ("paid_minor", .number(paidMinor)),
            ("party_minor", .number(partyMinor)), ("status", .text(status)),
            ("adjustments", .list(adjustments.map(\.asJSON))), ("text", .text(text)),
        ])
    }
}

extension AdviceAdjustment {
    fileprivate var asJSON: JSONValue {
        .object([
            ("group", .text(group)), ("reason", .text(reason)),
            ("amount_minor", .number(amountMinor)),
        ])
    }
}
