/// Upper case, ASCII letters and digits only: how numbers, accounts and mandates are compared.
func numberKey(_ text: String) -> String {
    String(
        decoding: text.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39, 0x41...0x5A: byte
            case 0x61...0x7A: byte - 0x20
            default: nil
            }
        }, as: UTF8.self)
}

/// Upper case, letters and digits of any script: how names are compared.
func nameKey(_ text: String) -> String {
    String(text.uppercased().filter { $0.isLetter || $0.isNumber })
}
