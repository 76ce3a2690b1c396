import Cxlsxwriter
import Glibc

/// A spreadsheet file written row by row in constant memory.
///
/// The library keeps rows on disk: the scratch directory needs room for about twice the file. The
/// same calls give the same bytes. Sheets are numbered by ``Sheet``; rows can only be appended,
/// because the library forgets a row when the next begins.
package struct Workbook: ~Copyable {
    let file: UnsafeMutablePointer<lxw_workbook>
    let path: String
    var formats: [SheetStyle: UnsafeMutablePointer<lxw_format>] = [:]
    var sheets: [Contents] = []
    private var isOpen = true

    /// A sheet of the workbook that made it.
    package struct Sheet: Sendable, Equatable {
        let index: Int
    }

    struct Contents {
        var name: String
        var worksheet: UnsafeMutablePointer<lxw_worksheet>
        var rowCount = 0
    }

    /// What a reader's "document properties" show.
    package struct Properties: Sendable {
        package var title: String
        package var author: String
        /// Of the content and not of the clock, so that the bytes repeat.
        package var createdOnDaysSince2000: Int32

        package init(title: String, author: String, createdOnDaysSince2000: Int32) {
            self.title = title
            self.author = author
            self.createdOnDaysSince2000 = createdOnDaysSince2000
        }
    }

    /// Begins a workbook.
    ///
    /// - Parameters:
    ///   - properties: what readers show about the file.
    ///   - scratch: a directory for the library's files, which are gone when the workbook is.
    /// - Throws: ``SpreadsheetError``. The library would fall back to another directory in silence,
    ///   so whether this one can be used is tried first.
    package init(
        _ properties: Properties, scratch: String
    ) throws(SpreadsheetError) {
        let path = try Self.emptyFile(in: scratch)
        var options = lxw_workbook_options()
        options.constant_memory = 1
        options.use_zip64 = 0
        let made = scratch.withMutableCString { directory in
            // The library copies the path.
            options.tmpdir = directory
            return workbook_new_opt(path, &options)
        }
        guard let made = made else {
            unlink(path)
            throw .notWritten("no memory")
        }
        let status = Self.set(properties, of: made)
        guard status == LXW_NO_ERROR else {
            workbook_close(made)
            unlink(path)
            throw .notWritten(String(cString: lxw_strerror(status)))
        }
        self.path = path
        file = made
    }

    deinit {
        // Still open only when finish() was not reached.
        if isOpen { workbook_close(file) }
        unlink(path)
    }

    /// The workbook as bytes; it is used up.
    package consuming func finish() throws(SpreadsheetError) -> [UInt8] {
        isOpen = false
        // Frees everything even when it fails, and is where a full disk shows.
        try check(workbook_close(file))
        return try readFile(path)
    }

    private static func set(
        _ properties: Properties, of file: UnsafeMutablePointer<lxw_workbook>
    ) -> lxw_error {
        CellText.label(properties.title).withMutableCString { title in
            CellText.label(properties.author).withMutableCString { author in
                var values = lxw_doc_properties()
                values.title = title
                values.author = author
                // 1 January 2000 in seconds after 1 January 1970.
                values.created = 946_684_800 + Int(properties.createdOnDaysSince2000) * 86_400
                return workbook_set_properties(file, &values)
            }
        }
    }

    private static func emptyFile(in directory: String) throws(SpreadsheetError) -> String {
        // mkstemp puts a name of its own in the place of the last six letters.
        let pattern = directory + "/workbook-" + String(repeating: "X", count: 6)
        var template = Array(pattern.utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw .scratchUnusable(directory: directory, reason: String(cString: strerror(errno)))
        }
        close(descriptor)
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// Turns the library's codes into errors.
func check(_ status: lxw_error) throws(SpreadsheetError) {
    guard status == LXW_NO_ERROR else {
        throw .notWritten(String(cString: lxw_strerror(status)))
    }
}

private func readFile(_ path: String) throws(SpreadsheetError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .notWritten(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: max(0, size)) { buffer, count in
        while count < size {
            let got = pread(
                descriptor, buffer.baseAddress?.advanced(by: count), size - count, count)
            guard got > 0 else {
                failure = got < 0 ? errno : EIO
                break
            }
            count += got
        }
    }
    guard failure == 0 else { throw .notWritten(String(cString: strerror(failure))) }
    return bytes
}

extension String {
    /// Lends the text as the `char *` that option structs of the library want.
    func withMutableCString<Value>(_ body: (UnsafeMutablePointer<CChar>?) -> Value) -> Value {
        var text = Array(utf8CString)
        return text.withUnsafeMutableBufferPointer { body($0.baseAddress) }
    }
}
