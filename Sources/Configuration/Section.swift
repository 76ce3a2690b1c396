import Yams

/// Collects the mistakes of one file, so that all are told at once.
///
/// A class because the sections of a file share one list.
final class MistakeList {
    let file: String
    private(set) var mistakes: [Mistake] = []

    init(file: String) {
        self.file = file
    }

    func add(_ text: String, at mark: Mark?) {
        mistakes.append(
            Mistake(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, text: text))
    }

    /// Adds a mistake of another file, such as the list of holidays.
    func add(_ mistake: Mistake) {
        mistakes.append(mistake)
    }
}

/// One mapping of the file, whose keys are all known beforehand.
///
/// Reading never throws: a value that cannot be used is nil, and its mistake is in the list.
struct Section {
    /// Dotted names from the top of the file, empty for the file itself: `database`.
    let path: String
    let mistakes: MistakeList
    private let mark: Mark?
    private let values: [String: Node]

    /// Takes the keys of a mapping and reports those nobody will read.
    init(_ node: Node, path: String, keys: [String], mistakes: MistakeList) {
        self.path = path
        self.mistakes = mistakes
        mark = node.mark
        guard case .mapping(let mapping) = node else {
            values = [:]
            // A section whose keys are all commented out says nothing, and that is allowed.
            if node.scalar?.string.isEmpty == true { return }
            mistakes.add(
                "\(path.isEmpty ? "the file" : path): found \(node.found), "
                    + "expected keys and values (\(keys.joined(separator: ", ")))",
                at: node.mark)
            return
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            if keys.contains(name) {
                values[name] = value
            } else {
                mistakes.add(
                    Self.complaint(about: name, in: path, keys: keys), at: key.mark)
            }
        }
        self.values = values
    }

    private static func complaint(about name: String, in path: String, keys: [String]) -> String {
        let place = path.isEmpty ? "" : " in \(path)"
        // The one mistake that must not be answered with a spelling lesson.
        if ["password", "passwd", "pgpassword", "secret"].contains(name.lowercased()) {
            return "key \"\(name)\"\(place) is refused: a password never stands in this file; "
                + "put it in a passfile (`passfile: $CREDENTIALS_DIRECTORY/pgpass`) "
                + "or let the server trust the user by peer authentication"
        }
        let unknown = "unknown key \"\(name)\"\(place)"
        if let nearest = nearestWord(to: name, among: keys) {
            return unknown + "; did you mean \"\(nearest)\"?"
        }
        return unknown + "; known are \(keys.joined(separator: ", "))"
    }

    /// The dotted name of a key, as messages give it.
    func name(of key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    func has(_ key: String) -> Bool { values[key] != nil }

    /// Records a mistake at a key's value, or at the section when the key is missing.
    func complain(_ key: String, _ text: String) {
        mistakes.add("\(name(of: key)): \(text)", at: values[key]?.mark ?? mark)
    }

    /// The value of a key; nil when it is missing or, after a complaint, wrong.
    func value<Value>(_ key: String, _ reading: Reading<Value>) -> Value? {
        values[key].flatMap { read($0, name(of: key), reading) }
    }

    /// The value of a key that must be there.
    func required<Value>(_ key: String, _ reading: Reading<Value>) -> Value? {
        guard has(key) else {
            complain(key, "is missing, expected \(reading.expected)")
            return nil
        }
        return value(key, reading)
    }

    /// The values of a list, `[]` when the key is missing; wrong ones are left out.
    func list<Value>(_ key: String, _ reading: Reading<Value>) -> [Value] {
        elements(key).compactMap { read($1, "\(name(of: key))[\($0 + 1)]", reading) }
    }

    /// The mapping under a key; nil when it is missing.
    func section(_ key: String, keys: [String]) -> Section? {
        values[key].map { Section($0, path: name(of: key), keys: keys, mistakes: mistakes) }
    }

    /// The mapping under a key that must be there; its own required keys then complain.
    func requiredSection(_ key: String, keys: [String]) -> Section? {
        if !has(key) { complain(key, "is missing, expected \(keys.joined(separator: ", "))") }
        return section(key, keys: keys)
    }

    /// The mappings of a list under a key, `[]` when it is missing.
    func sections(_ key: String, keys: [String]) -> [Section] {
        elements(key).map { index, node in
            Section(
                node, path: "\(name(of: key))[\(index + 1)]", keys: keys, mistakes: mistakes)
        }
    }

    private func elements(_ key: String) -> [(Int, Node)] {
        guard let node = values[key] else { return [] }
        guard case .sequence(let sequence) = node else {
            complain(key, "found \(node.found), expected a list")
            return []
        }
        return Array(sequence.enumerated().map { ($0.offset, $0.element) })
    }

    private func read<Value>(_ node: Node, _ name: String, _ reading: Reading<Value>) -> Value? {
        let text = node.scalar?.string
        if let text, let value = reading.parse(text) { return value }
        let hint = text.flatMap(reading.hint).map { "; did you mean \"\($0)\"?" } ?? ""
        mistakes.add(
            "\(name): found \(node.found), expected \(reading.expected)\(hint)", at: node.mark)
        return nil
    }
}

extension Node {
    /// What stands here, in words for a message; long text is cut.
    var found: String {
        switch self {
        case .scalar(let scalar) where scalar.string.isEmpty: "nothing"
        case .scalar(let scalar):
            scalar.string.count > 60
                ? "\(String(scalar.string.prefix(60)).debugDescription)…"
                : scalar.string.debugDescription
        case .mapping: "keys and values"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}
