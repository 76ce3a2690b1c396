import Values

extension Advice {
    /// Records a finding, of one kind at most ``Statement/findingsPerCode`` times.
    mutating func note(_ code: String, line: Int32, _ sentence: String) {
        guard findings.count(where: { $0.code == code }) < Statement.findingsPerCode else { return }
        findings.append(Finding(code: code, line: line, sentence: sentence))
    }

    /// An amount of the advice's currency as people read it.
    func text(_ minorUnits: Int128) -> String {
        guard let minorUnits = Int64(exactly: minorUnits) else { return "\(minorUnits) units" }
        return Money(minorUnits: minorUnits, currency: currency).description
    }

    /// An amount of the advice's currency as people read it.
    func text(_ minorUnits: Int64) -> String { text(Int128(minorUnits)) }
}
