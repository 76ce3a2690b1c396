import Glibc
import Spool
import TestSupport

/// Kills the intake at random moments, again and again, while files come in, and verifies now and
/// then that nothing was lost or doubled.
struct Campaign {
    let kills: Int
    let seed: UInt64

    struct Account: CustomStringConvertible {
        var kills = 0
        var kindlyEnded = 0
        var verifications = 0
        var failed = 0
        var last: Verification

        var isClean: Bool { failed == 0 && last.isClean }
        var description: String {
            "kills=\(kills) ended-before=\(kindlyEnded) verifications=\(verifications) "
                + "failed=\(failed) \(last)"
        }
    }

    func run() throws -> Account {
        let root = try scratchDirectory()
        defer { removeTree(root) }
        let spool = try Spool(root: root, create: true, acceptsVolatile: true)
        _ = try DropFolder(spool, source: "bank", create: true)
        var account = Account(last: try Verification(root: root))
        var random = Seeded(seed)
        var uploads: UInt64 = 0
        // The length of a run that is not killed, from which the moments of death are drawn.
        var usual: UInt64 = 30_000
        while account.kills < kills {
            uploads += 1
            try Uploads(root: root).upload(seed: uploads)
            let worker = try spawn(["run", root])
            usleep(UInt32(UInt64.random(in: 0..<(usual + usual / 4), using: &random)))
            kill(worker, SIGKILL)
            if wait(worker) == SIGKILL { account.kills += 1 } else { account.kindlyEnded += 1 }
            if uploads % 50 == 0 {
                let start = Moment.now()
                guard wait(try spawn(["run", root])) == 0 else {
                    account.failed += 1
                    continue
                }
                let nanoseconds =
                    Moment.now().monotonicNanoseconds - start.monotonicNanoseconds
                usual = min(UInt64(nanoseconds / 1000), 400_000)
                try verify(root, &account)
            }
        }
        guard wait(try spawn(["run", root])) == 0 else {
            account.failed += 1
            return account
        }
        try verify(root, &account)
        return account
    }

    private func verify(_ root: String, _ account: inout Account) throws {
        account.last = try Verification(root: root)
        account.verifications += 1
        if !account.last.isClean { account.failed += 1 }
        print(account)
        fflush(nil)
    }

    private func spawn(_ arguments: [String]) throws -> pid_t {
        var process: pid_t = 0
        let pointers = (["spool-exercise"] + arguments).map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        guard posix_spawn(&process, "/proc/self/exe", nil, nil, pointers, environ) == 0 else {
            throw SpoolError.missing(path: "/proc/self/exe")
        }
        return process
    }

    /// 0 after a good end, the signal after a death, otherwise -1.
    private func wait(_ process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
        if status & 0x7F != 0 { return status & 0x7F }
        return status == 0 ? 0 : -1
    }
}

func scratchDirectory() throws -> String {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    guard let made = mkdtemp(strdup(base + "/spool-exercise.XXXXXX")) else {
        throw SpoolError.missing(path: base)
    }
    return String(cString: made)
}

func removeTree(_ path: String) {
    var process: pid_t = 0
    let pointers = ["rm", "-rf", path].map { (word: String) in strdup(word) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    if posix_spawn(&process, "/bin/rm", nil, nil, pointers, environ) == 0 {
        waitpid(process, nil, 0)
    }
}
