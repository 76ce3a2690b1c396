import Digests
import Reporting
import Values

/// `manifest.json`: what the pack is, whether its figures agree, and the digest of every file.
///
/// Keys are sorted and amounts are strings with their currency, so that nothing is rounded by the
/// program that reads them.
func manifest(of files: [PublishedFile], for pack: ReportPack) -> [UInt8] {
    let heading = pack.heading
    let document = JSON.object([
        "as_of": .string(heading.asOf.description),
        "batch": .integer(heading.batch),
        "entity": .string(heading.entity),
        "files": .array(
            files.sorted { $0.name < $1.name }.map { file in
                .object([
                    "bytes": .integer(Int64(file.bytes.count)),
                    "name": .string(file.name),
                    "sha256": .string(SHA256.digest(file.bytes).hexadecimal),
                ])
            }),
        "first_day": .string(heading.period.firstDay.description),
        "last_day": .string(heading.period.lastDay.description),
        "ledger_digest": .string(heading.ledgerDigest),
        "period": .string(heading.period.description),
        "tie_outs": .array(pack.tieOuts.map(entry)),
        "tie_outs_hold": .boolean(pack.tieOuts.allSatisfy(\.holds)),
        "version": .integer(Int64(heading.version)),
    ])
    return Array((document.text(indentation: 0) + "\n").utf8)
}

private func entry(_ tieOut: TieOut) -> JSON {
    let difference = tieOut.difference.map { difference in
        Figures.plain(difference.units, digits: difference.currency.minorDigits)
            + " \(difference.currency)"
    }
    return .object([
        "difference": difference.map(JSON.string) ?? .null,
        "holds": .boolean(tieOut.holds),
        "id": .string(tieOut.id),
        "left": .string(tieOut.left.description),
        "right": .string(tieOut.right.description),
        "statement": .string(tieOut.statement),
    ])
}

/// As much of JSON as a manifest needs, written one way only.
///
/// Source: RFC 8259, section 7 for what strings escape.
indirect enum JSON {
    case null
    case boolean(Bool)
    case integer(Int64)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    func text(indentation: Int) -> String {
        let margin = String(repeating: "  ", count: indentation + 1)
        switch self {
        case .null: return "null"
        case .boolean(let value): return String(value)
        case .integer(let value): return String(value)
        case .string(let value): return Self.quoted(value)
        case .array(let values):
            let lines = values.map { margin + $0.text(indentation: indentation + 1) }
            return Self.enclosed(lines, "[", "]", indentation)
        case .object(let values):
            let lines = values.sorted { $0.key < $1.key }.map { key, value in
                margin + Self.quoted(key) + ": " + value.text(indentation: indentation + 1)
            }
            return Self.enclosed(lines, "{", "}", indentation)
        }
    }

    private static func enclosed(
        _ lines: [String], _ opening: String, _ closing: String, _ indentation: Int
    ) -> String {
        guard !lines.isEmpty else { return opening + closing }
        return opening + "\n" + lines.joined(separator: ",\n") + "\n"
            + String(repeating: "  ", count: indentation) + closing
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
