extension X12Segment {
    /// The name in an NM1: a person's parts in the order they are spoken.
    func name() throws(FeedError) -> String {
        var name = ""
        for index in [4, 5, 3, 7] where !isEmpty(index) {
            if !name.isEmpty { name += " " }
            name += try text(index)
        }
        return name
    }
}
