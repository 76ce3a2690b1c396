import Foundation
import Spool
import TestSupport
import Testing

/// Uploaders who do not stop when they should.
struct ClaimTests {
    @Test func `a file becomes a copy with its digest in its name`() throws {
        let scratch = try Scratch()
        try scratch.put("a.csv", "the bytes")

        let work = try scratch.takeIn(scratch.hasty())

        #expect(work.sha256 == sha256("the bytes"))
        #expect(work.byteCount == 9)
        #expect(try scratch.text("work/" + work.name) == "the bytes")
        #expect(try scratch.names("drop/bank") == [])
    }

    @Test func `a file replaced since the scan is not claimed`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        try scratch.put("a.csv", "first")
        let ready = try folder.scan(at: scratch.moment).ready
        try scratch.put("b.tmp", "second")
        rename(scratch.path("drop/bank/b.tmp"), scratch.path("drop/bank/a.csv"))

        #expect(try folder.claim(ready[0], at: scratch.moment) == .changed)
        #expect(try scratch.names("drop/bank") == ["a.csv"])
    }

    @Test func `a file that vanished or became a link since the scan is not claimed`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        try scratch.put("a.csv")
        let ready = try folder.scan(at: scratch.moment).ready
        unlink(scratch.path("drop/bank/a.csv"))
        #expect(try folder.claim(ready[0], at: scratch.moment) == .changed)

        symlink("/etc/passwd", scratch.path("drop/bank/a.csv"))
        #expect(try folder.claim(ready[0], at: scratch.moment) == .changed)
    }

    @Test func `a file that grows after the claim goes back to settle`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        try scratch.put("a.csv", "half")
        let claim = try scratch.claim(folder)
        try scratch.append(" and half", to: "claim/" + claim.name)

        #expect(try scratch.spool.copy(claim, maximumBytes: 1000) == .returned)
        #expect(try scratch.text("drop/bank/a.csv") == "half and half")
        #expect(try scratch.names("claim") + scratch.names("work") == [])
        #expect(try scratch.takeIn(folder).sha256 == sha256("half and half"))
    }

    @Test func `a file replaced between look and rename goes back, beside a third one`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        try scratch.put("a.csv", "first")
        let claim = try scratch.claim(folder)
        // As if the uploader's rename had come between our look and our rename.
        try scratch.put("b.tmp", "second")
        rename(scratch.path("drop/bank/b.tmp"), scratch.path("claim/" + claim.name))
        try scratch.put("a.csv", "third")

        #expect(try scratch.spool.copy(claim, maximumBytes: 1000) == .returned)
        let contents = try scratch.names("drop/bank").map { try scratch.text("drop/bank/" + $0) }
        #expect(contents.sorted() == ["second", "third"])
    }

    @Test func `a link smuggled into a claim is never opened`() throws {
        let scratch = try Scratch()
        try scratch.put("a.csv")
        let claim = try scratch.claim(scratch.hasty())
        unlink(scratch.path("claim/" + claim.name))
        symlink("/etc/passwd", scratch.path("claim/" + claim.name))

        #expect(try scratch.spool.copy(claim, maximumBytes: 10_000) == .returned)
        #expect(try scratch.names("work") == [])
    }

    @Test func `the same name can be uploaded again while the first file is in work`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        let works = try ["first", "second"].map { text in
            try scratch.put("a.csv", text)
            return try scratch.takeIn(folder)
        }

        for work in works { try scratch.spool.archive(work) }

        #expect(try scratch.files("archive").count == 2)
    }

    @Test func `copying twice is copying once`() throws {
        let scratch = try Scratch()
        try scratch.put("a.csv")
        let claim = try scratch.claim(scratch.hasty())

        let first = try scratch.spool.copy(claim, maximumBytes: 100)

        #expect(try scratch.spool.copy(claim, maximumBytes: 100) == first)
        #expect(try scratch.names("work").count == 1)
    }

    /// A writer truncates, rewrites and appends without pause while files are claimed and copied;
    /// whatever is taken is one of the states it left the file in for long enough.
    @Test func `a racing writer never gets half a file ingested`() throws {
        let scratch = try Scratch()
        let folder = try scratch.folder { $0.settleSeconds = 1 }
        let path = scratch.path("drop/bank/a.csv")
        let rounds = 400
        let writer = Thread {
            for round in 0..<rounds {
                let file = open(path, O_WRONLY | O_CREAT | (round % 2 == 0 ? O_TRUNC : 0), 0o640)
                let text = "<" + String(repeating: "x", count: round % 700)
                write(file, text, text.utf8.count)
                usleep(UInt32(round % 7) * 100)
                write(file, ">", 1)
                close(file)
            }
        }
        writer.start()
        var taken: [Work] = []
        while try !writer.isFinished || !scratch.names("drop/bank").isEmpty {
            scratch.wait(1)
            for candidate in try folder.scan(at: scratch.moment).ready {
                guard case .claimed(let claim) = try folder.claim(candidate, at: .now()) else {
                    continue
                }
                if case .copied(let work) = try scratch.spool.copy(claim, maximumBytes: 9999) {
                    taken.append(work)
                }
            }
            // A real settle time is long against a pause of the writer; here it is faked, so a
            // claim may be of an open file. What must hold is that a copy is never a mixture.
        }
        for work in taken {
            #expect(sha256(try scratch.text("work/" + work.name)) == work.sha256)
        }
        #expect(taken.last.map { try? scratch.text("work/" + $0.name).last } == ">")
    }
}
