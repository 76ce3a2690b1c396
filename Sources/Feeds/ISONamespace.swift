/// Checks the namespace of a message.
///
/// A sender may leave it out or spell it its own way; the message's name tells. But one that names
/// another message, or a version nobody has read, is believed.
///
/// - Parameters:
///   - namespace: as the file has it.
///   - series: the message with the first part of its versions: `camt.053.001.`.
///   - versions: those that are read.
///   - family: the family of the message: `camt.`.
/// - Throws: ``FeedError``, unknownFormat.
func checkNamespace(
    _ namespace: String, series: [String], versions: ClosedRange<Int>, family: String
) throws(FeedError) {
    for one in series {
        guard let start = namespace.end(ofASCII: one) else { continue }
        // Swiss namespaces go on behind the version: `pain.002.001.03.ch.02.xsd`.
        let digits = namespace[start...].prefix { $0.isASCII && $0.isNumber }
        guard let version = Int(digits), versions.contains(version) else { break }
        return
    }
    let isOther =
        namespace.hasPrefix("urn:iso:std:iso:20022:tech:xsd:")
        || namespace.end(ofASCII: family) != nil
    guard !isOther else {
        throw FeedError(
            .unknownFormat, field: "xmlns", found: namespace,
            expected: "\(series[0]) of version \(versions.lowerBound) to \(versions.upperBound)")
    }
}

extension StringProtocol {
    /// Where the text after the first place of a pattern begins; nil when it is not there.
    fileprivate func end(ofASCII pattern: String) -> Index? {
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(pattern) {
                return rest.index(rest.startIndex, offsetBy: pattern.count)
            }
            rest = rest.dropFirst()
        }
        return nil
    }
}
