import Values

/// Where a profile's columns are in one file.
struct ProcessorLayout {
    let profile: ProcessorProfile
    /// The reader, standing behind the header.
    private(set) var records: DelimitedRecords
    /// Names for messages, by column.
    private(set) var titles: [String] = []
    /// Places of each column's names in the header, by ``ProcessorColumn``.
    private var places: [[Int]]
    /// The first of each, for it is asked for with every row; -1 for none.
    private var firstPlaces: [Int] = []
    /// Whether the header is in a language that writes the day first.
    private(set) var isDayFirst: Bool?

    /// More rows than this no provider puts before its header.
    static let maximumPreamble = 10

    /// Finds the first profile whose header the file has.
    ///
    /// - Returns: nil when none is found.
    static func find(
        in bytes: Span<UInt8>, _ encoding: CharacterEncoding, _ profiles: [ProcessorProfile]
    ) -> ProcessorLayout? {
        for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09] {
            var records = DelimitedRecords(delimiter: delimiter)
            var rows = 0
            while rows <= maximumPreamble, (try? records.next(in: bytes)) == true {
                rows += 1
                guard records.fields.count >= 4 else { continue }
                let titles = headerTitles(records, in: bytes, encoding)
                for profile in profiles {
                    if let layout = ProcessorLayout(profile, titles, records) { return layout }
                }
            }
        }
        return nil
    }

    /// - Returns: nil when a required column is missing.
    private init?(_ profile: ProcessorProfile, _ titles: [String], _ records: DelimitedRecords) {
        self.profile = profile
        self.records = records
        self.titles = titles
        places = Array(repeating: [], count: ProcessorColumn.allCases.count)
        let names = titles.map(Self.normalised)
        for (column, synonyms) in profile.columns {
            for name in synonyms {
                places[column.rawValue] += names.indices.filter { names[$0] == name }
            }
        }
        for column in profile.required where places[column.rawValue].isEmpty { return nil }
        firstPlaces = places.map { $0.first ?? -1 }
        let isDayFirst = profile.dayFirstHeaders.contains { names.contains($0) }
        self.isDayFirst = isDayFirst ? true : nil
    }

    /// The place of a column; the first of several.
    func place(_ column: ProcessorColumn) -> Int? {
        let place = firstPlaces[column.rawValue]
        return place >= 0 ? place : nil
    }

    /// All places of a column whose values add up.
    func places(_ column: ProcessorColumn) -> [Int] { places[column.rawValue] }

    /// Checks that no column of money or days stands there twice under one name.
    func checkUnambiguous() throws(FeedError) {
        let columns: [ProcessorColumn] = [
            .booked, .currency, .gross, .fee, .net, .debit, .credit, .balance,
        ]
        for column in columns {
            let names = places[column.rawValue].map { Self.normalised(titles[$0]) }
            guard Set(names).count == names.count else {
                throw FeedError(
                    .malformed, line: records.line, field: names[0], found: "it twice",
                    expected: "a column of this name, once")
            }
        }
    }

    private static func headerTitles(
        _ records: DelimitedRecords, in bytes: Span<UInt8>, _ encoding: CharacterEncoding
    ) -> [String] {
        records.fields.map { field in
            var text: [UInt8] = []
            records.appendValue(of: field, in: bytes, as: encoding, to: &text)
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// In small letters, with single blanks and none around.
    static func normalised(_ title: String) -> String {
        title.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
