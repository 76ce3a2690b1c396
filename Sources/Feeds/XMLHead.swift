/// Looks for the elements at the beginning of an XML document, without parsing it.
enum XMLHead {
    /// Asks for each start tag in turn, by its local name, until there is an answer.
    ///
    /// Zero bytes are passed over, so UTF-16 can be read as if it were ASCII.
    ///
    /// - Parameters:
    ///   - head: the first bytes of a file.
    ///   - judge: whether the element settles the question; nil goes on to the next.
    /// - Returns: nil when no whole start tag settled it.
    static func firstElement(in head: Span<UInt8>, _ judge: (String) -> Bool?) -> Bool? {
        var position = 0
        while let name = nextElement(in: head, at: &position) {
            if let answer = judge(name) { return answer }
        }
        return nil
    }

    private static func nextElement(in head: Span<UInt8>, at position: inout Int) -> String? {
        while position < head.count {
            position += 1
            guard head[position - 1] == UInt8(ascii: "<") else { continue }
            var name: [UInt8] = []
            while position < head.count, !endsName(head[position]) {
                switch head[position] {
                case 0: break
                case UInt8(ascii: ":"): name.removeAll()
                case let byte: name.append(byte)
                }
                position += 1
            }
            guard position < head.count else { return nil }
            if name.starts(with: "!--".utf8) { skipComment(in: head, at: &position) }
            guard let first = name.first, first != UInt8(ascii: "!"), first != UInt8(ascii: "?")
            else { continue }
            return String(decoding: name, as: UTF8.self)
        }
        return nil
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        isBlank(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    private static func skipComment(in head: Span<UInt8>, at position: inout Int) {
        var dashes = 0
        while position < head.count {
            defer { position += 1 }
            switch head[position] {
            case UInt8(ascii: "-"): dashes += 1
            case UInt8(ascii: ">") where dashes >= 2: return
            case 0: break
            default: dashes = 0
            }
        }
    }
}
