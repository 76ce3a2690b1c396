package import Feeds
import Glibc
package import Spool

/// Decodes a file in a child process, so that whatever is wrong with it cannot harm the daemon.
///
/// - Parameters:
///   - work: the file, in `work/`.
///   - spool: holds it.
///   - executable: this program; the child calls ``runDecodeChild(limits:choose:)``.
///   - arguments: the child's, before the limits, which come last.
///   - limits: what the child may use.
/// - Returns: the feed, complete.
/// - Throws: ``DecodeFailure``.
package func decodeInChild(
    _ work: Work, in spool: Spool, executable: String = "/proc/self/exe", arguments: [String],
    limits: DecoderLimits = DecoderLimits()
) throws(DecodeFailure) -> DecodedFeed {
    var limits = limits
    var contentBytes = work.byteCount
    if try isContainer(work, in: spool) {
        contentBytes = Int64(Container.contentLimit(packedBytes: Int(work.byteCount)))
        // An array that grows is there twice for a moment.
        limits.memoryBytes += 2 * contentBytes
    }
    var reader = AnswerReader(maximumBytes: WireLimit.answerBytes(fileBytes: contentBytes))
    var nonsense: WireError?
    let child = ChildProcess(
        executable: executable, arguments: arguments + [limits.argument],
        wallSeconds: limits.wallSeconds)
    let end = try run(child, on: work, in: spool) { bytes in
        do throws(WireError) {
            try reader.take(bytes)
            return true
        } catch {
            nonsense = error
            return false
        }
    }
    if let nonsense { throw .nonsense(nonsense.what) }
    guard end == .exited(0) else { throw .died(end) }
    switch finished(reader) {
    case .success(.success(let feed)): return feed
    case .success(.failure(let error)): throw .refused(error)
    case .failure(let error): throw .nonsense(error.what)
    }
}

/// Whether the child will have to unpack the file, judged as the child does.
private func isContainer(_ work: Work, in spool: Spool) throws(DecodeFailure) -> Bool {
    do throws(SpoolError) {
        let file = try spool.open(work)
        var head = [UInt8](repeating: 0, count: 4)
        // Writes at most the four bytes of the array; where it fails, so will the child.
        _ = unsafe pread(file.descriptor, &head, head.count, 0)
        return Container(head.span) != nil
    } catch {
        throw .spool(error)
    }
}

private func run(
    _ child: ChildProcess, on work: Work, in spool: Spool, onOutput: (Span<UInt8>) -> Bool
) throws(DecodeFailure) -> ChildEnd {
    do throws(SpoolError) {
        let file = try spool.open(work)
        return try child.run(input: file, onOutput: onOutput)
    } catch {
        throw .spool(error)
    }
}

private func finished(
    _ reader: AnswerReader
) -> Result<Result<DecodedFeed, FeedError>, WireError> {
    do throws(WireError) {
        return .success(try reader.finish())
    } catch {
        return .failure(error)
    }
}

/// The whole of a decoding child: shuts itself in, reads its standard input, answers on its
/// standard output.
///
/// Whatever it needs beside the file it must have read before.
///
/// - Parameters:
///   - limits: as given to `decodeInChild`.
///   - choose: finds the decoder for a file's bytes, which are unpacked already.
/// - Returns: the exit status: 0 also for a file it refuses, for that is an answer.
package func runDecodeChild(
    limits: DecoderLimits, choose: (Span<UInt8>) throws(FeedError) -> any FeedFormat
) -> Int32 {
    guard (try? applyDecoderLimits(limits)) != nil else { return EX_OSERR }
    var status = stat()
    guard unsafe fstat(STDIN_FILENO, &status) == 0 else { return EX_NOINPUT }
    let count = Int(status.st_size)
    guard count > 0 else {
        answer([UInt8]().span, choose)
        return EX_OK
    }
    let memory = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0)
    guard let start = unsafe memory, unsafe start != MAP_FAILED else { return EX_OSERR }
    // The file has `count` bytes and never changes; the mapping lives as long as the process.
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
    answer(unsafe bytes.bindMemory(to: UInt8.self).span, choose)
    return EX_OK
}

private func answer(
    _ bytes: Span<UInt8>, _ choose: (Span<UInt8>) throws(FeedError) -> any FeedFormat
) {
    do throws(FeedError) {
        try withContent(of: bytes) { content throws(FeedError) in
            let format = try choose(content)
            var writer = AnswerWriter(format: type(of: format).name, to: writeAll)
            do throws(FeedError) {
                try format.decode(content) { part throws(FeedError) in writer.put(part) }
                writer.end()
            } catch {
                writer.refuse(error)
            }
        }
    } catch {
        // No format: its name is empty.
        AnswerWriter(format: "", to: writeAll).refuse(error)
    }
}

/// Writes to the parent; without one there is nothing left to do.
private func writeAll(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { buffer in
        var rest = unsafe buffer
        while unsafe !rest.isEmpty {
            let written = unsafe write(STDOUT_FILENO, rest.baseAddress, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                exit(EX_IOERR)
            }
            unsafe rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }
}
