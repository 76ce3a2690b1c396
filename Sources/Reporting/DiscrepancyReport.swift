import Values

/// RP06: what did not add up, what was cleared, and how old the rest is.
func discrepancyReport(_ facts: ReportFacts) -> Report {
    Report(
        id: "RP06", title: "Discrepancies",
        note: """
            Each with its state at the period's end. Age counts from the day it was first seen. \
            Owners and due dates are not kept yet.
            """,
        tables: [register(facts), summary(facts)])
}

extension DiscrepancyFact {
    /// Whether it came up in the period, for the first time or again.
    func wasOpened(in facts: ReportFacts) -> Bool {
        !wasOpen && (isOpen || firstSeenOn >= facts.period.firstDay)
    }

    func wasClosed(in facts: ReportFacts) -> Bool {
        !isOpen && (wasOpen || wasOpened(in: facts))
    }

    func age(in facts: ReportFacts) -> Int {
        (isOpen ? facts.asOf : lastOn).days(since: firstSeenOn)
    }
}

private func register(_ facts: ReportFacts) -> Table {
    let rows = facts.discrepancies.sorted { $0.id < $1.id }.map { item -> [Cell] in
        let amount: Cell =
            if let minorUnits = item.amountMinor, let currency = item.currency {
                .money(minorUnits, currency)
            } else {
                .empty
            }
        return [
            .integer(item.id), .text(item.code), .text(item.severity.rawValue),
            .date(item.firstSeenOn), .date(item.lastSeenOn), .integer(item.occurrences), amount,
            .textOrEmpty(item.currency?.code ?? ""), .text(item.entity), .integer(item.entityID),
            .text(item.isOpen ? "open" : item.lastEvent), .empty, .empty,
            .integer(Int64(item.age(in: facts))), .empty,
            item.isOpen ? .empty : .textOrEmpty(item.note),
            item.isOpen ? .empty : .date(item.lastOn), .textOrEmpty(item.evidence),
            .text(item.sentence),
        ]
    }
    return Table(
        name: "rp06_discrepancies", title: "Register",
        columns: [
            Column("disc_id", "No.", .right, weight: 0.4),
            Column("code", "Code", .left, weight: 1.6),
            Column("severity", "Severity", .left, weight: 0.6),
            Column("first_seen", "First seen", .left, weight: 0.8),
            Column("last_seen", "Last seen", .left, weight: 0),
            Column("occurrences", "Times", .right, weight: 0),
            Column("amount", "Amount", .right),
            Column("currency", "Currency", .left, weight: 0.5),
            Column("entity_type", "About", .left, weight: 0.7),
            Column("entity_id", "Id", .right, weight: 0.5),
            Column("state", "State", .left, weight: 0.6),
            Column("owner", "Owner", .left, weight: 0),
            Column("due_by", "Due by", .left, weight: 0),
            Column("age_days", "Days", .right, weight: 0.4),
            Column("breach", "Breach", .left, weight: 0),
            Column("resolution", "Resolution", .left, weight: 0),
            Column("resolved_at", "Closed", .left, weight: 0.8),
            Column("evidence_ref", "Evidence", .left, weight: 0),
            Column("sentence", "What is wrong", .left, weight: 4),
        ],
        rows: rows)
}

/// One line a code: opening + opened - closed = open, and the open ones by age.
private struct CodeLine {
    var before: Int64 = 0
    var opened: Int64 = 0
    var closed: Int64 = 0
    var ages: [Int64] = [0, 0, 0, 0]

    mutating func add(_ item: DiscrepancyFact, _ facts: ReportFacts) {
        before += item.wasOpen ? 1 : 0
        opened += item.wasOpened(in: facts) ? 1 : 0
        closed += item.wasClosed(in: facts) ? 1 : 0
        guard item.isOpen else { return }
        switch item.age(in: facts) {
        case ...2: ages[0] += 1
        case ...7: ages[1] += 1
        case ...30: ages[2] += 1
        default: ages[3] += 1
        }
    }

    func cells(_ name: String) -> [Cell] {
        [.text(name)]
            + ([before, opened, closed, ages.reduce(0, +)] + ages).map { .integer($0) }
    }
}

private func summary(_ facts: ReportFacts) -> Table {
    var lines: [String: CodeLine] = [:]
    var total = CodeLine()
    for item in facts.discrepancies {
        lines[item.code, default: CodeLine()].add(item, facts)
        total.add(item, facts)
    }
    return Table(
        name: "rp06_summary", title: "By code",
        columns: [
            Column("code", "Code", .left, weight: 2),
            Column("open_before", "Open before", .right),
            Column("opened", "Opened", .right),
            Column("closed", "Closed", .right),
            Column("open", "Open", .right),
            Column("age_0_2", "0-2 days", .right),
            Column("age_3_7", "3-7", .right),
            Column("age_8_30", "8-30", .right),
            Column("age_30p", ">30", .right),
        ],
        rows: lines.sorted { $0.key < $1.key }.map { $1.cells($0) },
        totals: lines.isEmpty ? [] : [total.cells("Total")])
}
