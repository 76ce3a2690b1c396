package import Store

/// What `reconciled explain` prints about a payment: where it came from, what was decided and why,
/// what else it could have been, and every transfer of its money.
package func explanation(of story: PaymentStory, id: Int64) -> String {
    var lines = ["Payment \(id): \(story.amount) on \(story.account)"]
    lines += provenance(story)
    for decision in story.decisions { lines += paragraph(decision) }
    lines.append("")
    lines.append("Transfers")
    for movement in story.movements {
        let document = movement.document.isEmpty ? "" : "  \(movement.document)"
        lines.append(
            "  \(movement.postedOn)  batch \(movement.batch)  \(movement.kind): "
                + "\(movement.debit) / \(movement.credit)  \(movement.amount)\(document)")
    }
    lines.append(
        story.restLies.isEmpty
            ? "  Nothing is left of it." : "  Left: \(story.rest), \(story.restLies).")
    return lines.joined(separator: "\n")
}

private func provenance(_ story: PaymentStory) -> [String] {
    var lines = [
        "  booked \(story.bookedOn), value \(story.valueOn), posted \(story.postedOn) "
            + "in batch \(story.batch)",
        "  from \(story.files) (\(story.format), sha256 \(story.sha256)), statement "
            + "\(story.statement.isEmpty ? "without a number" : story.statement), "
            + "line \(story.line), part \(story.detail)",
    ]
    if story.sightings > 0 {
        lines.append("  reported \(story.sightings) more times, counted once")
    }
    let said: [(String, String)] = [
        ("payer", story.payerName), ("reference", story.structuredReferences),
        ("end-to-end id", story.endToEndID), ("remittance text", story.remittance),
    ]
    for (name, value) in said where !value.isEmpty {
        lines.append("  \(name): \(value.split(separator: "\n").joined(separator: " / "))")
    }
    return lines
}

private func paragraph(_ decision: DecisionStory) -> [String] {
    func name<Value>(_ value: Value?) -> String { value.map { "\($0)" } ?? "unknown" }
    var lines = [
        "",
        "Decided in batch \(decision.batch): \(name(decision.outcome))",
        "  \(decision.sentence)",
        "  gate \(name(decision.gate)); payer \(name(decision.payer))"
            + (decision.customer.isEmpty ? "" : " (\(decision.customer))")
            + ", reference \(name(decision.reference)), amount \(name(decision.amount)); "
            + "engine \(decision.engine)",
    ]
    if !decision.alternatives.isEmpty {
        lines.append("  What else it could be:")
        lines += decision.alternatives.split(separator: "\n").map { "    - \($0)" }
    }
    return lines
}
