package import Feeds

/// What became of a list of customers or documents.
package struct MasterSummary: Sendable, Equatable {
    /// Customers or documents that are new on file.
    package var accepted = 0
    /// Those that were on file just so; rows that repeat another of the list are among them.
    package var unchanged = 0
    /// Those of which something other than money changed, as recorded in `master_change`.
    package var changed = 0
    /// A row each, in the order of the list.
    package var rejections: [MasterRejection] = []

    package init() {}
}
