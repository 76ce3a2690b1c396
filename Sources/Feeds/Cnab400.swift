import Values

/// Return file of Brazilian boletos in records of 400 columns, with each bank's own columns.
///
/// It says which titles were paid; the bank's statement shows their sum, so the file is a
/// notification. What else happened to a title is kept for information. The records are
/// numbered; a gap refuses the file. Findings: `control_total`, `amounts_differ`.
///
/// Source: FEBRABAN, Cobrança, intercâmbio eletrônico de arquivos CNAB 400, return file.
package struct Cnab400: FeedFormat {
    package static let name = "cnab400"

    /// The format has nothing to configure.
    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var lines = FixedLines(encoding: .detected(in: head), in: head)
        guard let line = lines.next(in: head) else { return false }
        return line.has("02RETORNO01", at: 1, in: head)
            && line.number(77...79, in: head) != nil && line.number(395...400, in: head) != nil
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard !bytes.isEmpty else { throw FeedError(.empty, expected: "a header 02RETORNO") }
        var lines = FixedLines(encoding: .detected(in: bytes), in: bytes)
        var reading = Cnab400Reading(encoding: lines.encoding)
        while let line = lines.next(in: bytes) {
            try reading.take(line, in: bytes, emit: emit)
        }
        try reading.finish(line: lines.number)
    }
}
