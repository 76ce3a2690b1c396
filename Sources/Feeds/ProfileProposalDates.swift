import Values

/// An order in which a column's dates can be read, with the pattern that reads them.
struct ProfileDatePattern {
    enum Order: CaseIterable {
        case yearFirst, dayFirst, monthFirst
    }

    let order: Order
    let pattern: DatePattern

    /// The orders in which all dates of one form exist in the calendar.
    ///
    /// Points are written between day, month and year only in that order; a year of two digits
    /// comes first only before hyphens.
    static func candidates(for shapes: [DateShape]) -> [ProfileDatePattern] {
        guard let first = shapes.first else { return [] }
        return Order.allCases.compactMap { order in
            switch order {
            case .yearFirst:
                guard first.digits[0] == 4 || first.separator == "-" && first.digits[2] == 2
                else { return nil }
            case .dayFirst: guard first.digits[0] != 4 else { return nil }
            case .monthFirst:
                guard first.digits[0] != 4, first.separator != "." else { return nil }
            }
            guard let pattern = DatePattern(text(of: order, shapes)) else { return nil }
            let candidate = ProfileDatePattern(order: order, pattern: pattern)
            return shapes.allSatisfy { candidate.date($0) != nil } ? candidate : nil
        }
    }

    /// The pattern with two digits for day and month where all have two, else with one or two.
    private static func text(of order: Order, _ shapes: [DateShape]) -> String {
        let year = shapes[0].digits.contains(4) ? "yyyy" : "yy"
        let places: (month: Int, day: Int) =
            switch order {
            case .yearFirst: (1, 2)
            case .dayFirst: (1, 0)
            case .monthFirst: (0, 1)
            }
        let isPadded = shapes.allSatisfy {
            $0.digits[places.month] == 2 && $0.digits[places.day] == 2
        }
        let (month, day) = isPadded ? ("MM", "dd") : ("M", "d")
        let parts =
            switch order {
            case .yearFirst: [year, month, day]
            case .dayFirst: [day, month, year]
            case .monthFirst: [month, day, year]
            }
        let separator = shapes[0].separator == "0" ? "" : String(shapes[0].separator)
        let more = shapes.contains { $0.hasMore } ? "*" : ""
        return parts.joined(separator: separator) + more
    }

    func date(_ shape: DateShape) -> CalendarDate? {
        let numbers = shape.numbers
        let (year, month, day) =
            switch order {
            case .yearFirst: (numbers[0], numbers[1], numbers[2])
            case .dayFirst: (numbers[2], numbers[1], numbers[0])
            case .monthFirst: (numbers[2], numbers[0], numbers[1])
            }
        let isShort = !shape.digits.contains(4)
        return CalendarDate(
            year: isShort ? (year < 80 ? 2000 : 1900) + year : year, month: month, day: day)
    }
}

extension ProfileInspection {
    /// Finds the booking date, the value date and the pattern of both.
    ///
    /// - Returns: false where there is no date, which has been asked about.
    mutating func chooseDates() -> Bool {
        let dated = table.usableColumns.filter { facts[$0].isDates || hasDatesBesideMoney($0) }
        var ranked: [Int] = []
        for role in [ProfileRole.bookingDate, .date, .transactionDate, .valueDate] {
            ranked += candidates(role).filter { dated.contains($0) && !ranked.contains($0) }
        }
        if table.header == nil { ranked = dated }
        guard !ranked.isEmpty else {
            ask("booked", "No column's header and content are a booking date.")
            return false
        }
        let money = table.body.filter { row in
            amountColumns.contains { AmountShape(row[$0]) != nil }
                && ranked.contains { DateShape(row[$0]) != nil }
        }
        // A booking date that rows with money lack is no booking date for a profile.
        let booked =
            ranked.first { column in money.allSatisfy { !$0[column].isEmpty } } ?? ranked[0]
        columns[.bookingDate] = booked
        let reason =
            booked == ranked[0]
            ? "its header, and its cells are dates"
            : "rows with money have no date in \(table.title(ranked[0]))"
        found("booked", table.title(booked), reason)
        let shapes = commonShapes(booked)
        var all = shapes
        if let value = valueColumn(ranked, booked), let more = shapesLike(shapes[0], in: value) {
            columns[.valueDate] = value
            all += more
            found("value", table.title(value), "its header, and its cells are dates")
        }
        patterns = ProfileDatePattern.candidates(for: all)
        choosePattern(all)
        return !patterns.isEmpty
    }

    /// Whether rows with money always have a date in a column; others may have a text there.
    private func hasDatesBesideMoney(_ column: Int) -> Bool {
        let money = table.body.filter { row in
            amountColumns.contains { AmountShape(row[$0]) != nil }
                && row.cells.contains {
                    DateShape($0) != nil
                }
        }
        return facts[column].dates > 0 && money.allSatisfy { DateShape($0[column]) != nil }
    }

    private func valueColumn(_ ranked: [Int], _ booked: Int) -> Int? {
        table.header == nil
            ? nil : candidates(.valueDate).first { $0 != booked && ranked.contains($0) }
    }

    /// The dates of a column in its commonest form.
    private func commonShapes(_ column: Int) -> [DateShape] {
        let shapes = table.body.compactMap { DateShape($0[column]) }
        let groups = Dictionary(grouping: shapes) { Form($0) }
        let most = groups.values.map(\.count).max()
        // Of equally many the first, so that a proposal is the same every time.
        return shapes.lazy.compactMap { groups[Form($0)] }.first { $0.count == most } ?? []
    }

    /// All dates of a column, if they have the form of another's.
    private func shapesLike(_ first: DateShape, in column: Int) -> [DateShape]? {
        var shapes: [DateShape] = []
        for row in table.body where !row[column].isEmpty {
            // Totals and remarks have no say.
            guard row.cells.contains(where: { DateShape($0) != nil }) else { continue }
            guard let shape = DateShape(row[column]), Form(shape) == Form(first) else { return nil }
            shapes.append(shape)
        }
        return shapes
    }

    private struct Form: Hashable {
        var separator: Character
        var yearIsFirst: Bool
        var yearIsLong: Bool

        init(_ shape: DateShape) {
            separator = shape.separator
            yearIsFirst = shape.digits[0] == 4
            yearIsLong = shape.digits.contains(4)
        }
    }

    /// Narrows the patterns down to one by what the calendar, the order of the rows and the value
    /// dates say, or asks.
    private mutating func choosePattern(_ shapes: [DateShape]) {
        guard let first = patterns.first else {
            ask("date_pattern", "The dates are in no form that a pattern describes.")
            return
        }
        if patterns.count == 1 {
            let hasPoints = shapes[0].separator == "." && shapes[0].digits[0] != 4
            let isYear = shapes[0].digits[0] == 4
            found(
                "date_pattern", first.pattern.description,
                isYear
                    ? "the year comes first"
                    : hasPoints
                        ? "nobody writes the month first with points"
                        : "another order would give days or months that do not exist")
            return
        }
        let ordered = patterns.filter { isInOrder($0) }
        let near = patterns.filter { isNear($0) }
        let candidates = patterns.map(\.pattern.description)
        if ordered.count == 1,
            near.isEmpty || near.contains(where: { $0.order == ordered[0].order })
        {
            patterns = ordered
            found("date_pattern", ordered[0].pattern.description, "only so the rows are in order")
        } else if near.count == 1, ordered.isEmpty || ordered.count > 1 {
            patterns = near
            found(
                "date_pattern", near[0].pattern.description,
                "only so the value dates are near the booking dates")
        } else if let answer = answers.datePattern,
            let chosen = patterns.first(where: { $0.pattern == answer })
        {
            patterns = [chosen]
            found("date_pattern", answer.description, "as answered")
        } else {
            ask("date_pattern", "Day and month may be either way round in every date.", candidates)
        }
    }

    /// Whether the booking dates run in one direction; nothing can be said of few.
    private func isInOrder(_ candidate: ProfileDatePattern) -> Bool {
        guard let column = columns[.bookingDate] else { return false }
        let dates = table.body.compactMap { DateShape($0[column]).flatMap(candidate.date) }
        guard Set(dates).count >= 4 else { return false }
        let pairs = zip(dates, dates.dropFirst())
        return pairs.allSatisfy { $0 <= $1 } || pairs.allSatisfy { $0 >= $1 }
    }

    /// Whether all value dates are within 40 days of the booking, and enough differ from it.
    private func isNear(_ candidate: ProfileDatePattern) -> Bool {
        let others = [columns[.valueDate], candidates(.transactionDate).first].compactMap { $0 }
        guard let booked = columns[.bookingDate], let other = others.first(where: { $0 != booked })
        else { return false }
        let distances = table.body.compactMap { row -> Int? in
            guard let first = DateShape(row[booked]).flatMap(candidate.date),
                let second = DateShape(row[other]).flatMap(candidate.date)
            else { return nil }
            return abs(first.days(since: second))
        }
        return distances.count { $0 > 0 } >= 3 && distances.allSatisfy { $0 <= 40 }
    }
}
