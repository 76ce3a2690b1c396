package import Configuration
import Glibc

extension LedgerConfiguration {
    /// What is wrong with the directories and files the configuration names.
    ///
    /// - Parameter environment: of the process.
    /// - Returns: findings, none when all is well.
    package func directoryFindings(environment: [String: String]) -> [CheckFinding] {
        guard let root = FileFacts(spoolRoot), root.isDirectory else {
            return [
                CheckFinding(
                    .problem, spoolRoot, "the spool is not there",
                    remedy: "Mount it, or make it: install -d -o reconciled -g reconciled "
                        + "-m 0751 \(spoolRoot)")
            ]
        }
        var findings = writeFindings(spoolRoot, root)
        let parts = [
            "drop", "claim", "work", "archive", "quarantine", "state", "outbox", "outbox/tmp",
            "outbox/new", "outbox/sent",
        ]
        for name in parts {
            findings += partFindings(spoolRoot + "/" + name, of: root)
        }
        for source in sources {
            findings += partFindings(spoolRoot + "/drop/" + source.folder, of: root)
        }
        return findings + passfileFindings(environment: environment)
    }

    private func missing(_ path: String) -> CheckFinding {
        CheckFinding(
            .problem, path, "the directory is missing",
            remedy: "Make it: install -d -o reconciled -g reconciled \(path)")
    }

    private func partFindings(_ path: String, of root: FileFacts) -> [CheckFinding] {
        guard let facts = FileFacts(path) else { return [missing(path)] }
        guard facts.isDirectory else {
            return [
                CheckFinding(
                    .problem, path, "is no directory", remedy: "Move it away and make a directory.")
            ]
        }
        guard facts.device == root.device else {
            return [
                CheckFinding(
                    .problem, path, "lies on another file system than the spool",
                    remedy: "Keep the whole spool on one file system: files move by renaming.")
            ]
        }
        return writeFindings(path, facts)
    }

    private func writeFindings(_ path: String, _ facts: FileFacts) -> [CheckFinding] {
        var findings: [CheckFinding] = []
        if !facts.isWritable {
            findings.append(
                CheckFinding(
                    .problem, path, "this user may not write here",
                    remedy: "Run the check as the daemon's user; if it is: chown reconciled \(path)"
                ))
        }
        if facts.isWorldWritable {
            findings.append(
                CheckFinding(
                    .problem, path, "everybody may write here",
                    remedy: "Take the right away: chmod o-w \(path)"))
        }
        return findings
    }

    private func passfileFindings(environment: [String: String]) -> [CheckFinding] {
        guard let passfile = database.passfile else { return [] }
        guard let path = database.passfilePath(environment: environment) else {
            return [
                CheckFinding(
                    .note, "database.passfile", "\(passfile) exists only under systemd",
                    remedy: "Nothing; this command uses ~/.pgpass of whoever runs it.")
            ]
        }
        guard let facts = FileFacts(path), facts.isReadable else {
            return [
                CheckFinding(
                    .problem, path, "the passfile cannot be read",
                    remedy: "Give its path to LoadCredential= in the unit, or to `passfile`.")
            ]
        }
        guard !facts.isOpenToOthers else {
            return [
                CheckFinding(
                    .problem, path, "others may read the passfile, so libpq ignores it",
                    remedy: "Take the right away: chmod 0600 \(path)")
            ]
        }
        return []
    }
}

/// What the file system says about a path.
private struct FileFacts {
    let isDirectory: Bool
    let isWritable: Bool
    let isReadable: Bool
    let isWorldWritable: Bool
    let isOpenToOthers: Bool
    let device: UInt

    /// nil when nothing is there, or this user may not see it.
    init?(_ path: String) {
        var facts = stat()
        // The pointers are to a string and a local variable that live for the length of the call.
        guard unsafe stat(path, &facts) == 0 else { return nil }
        isDirectory = facts.st_mode & S_IFMT == S_IFDIR
        // The string lives for the length of the call.
        isWritable = unsafe access(path, W_OK | (isDirectory ? X_OK : 0)) == 0
        isReadable = unsafe access(path, R_OK) == 0
        // A sticky directory lets everybody add, and nobody take from others: senders need that.
        isWorldWritable = facts.st_mode & S_IWOTH != 0 && facts.st_mode & S_ISVTX == 0
        isOpenToOthers = facts.st_mode & (S_IRWXG | S_IRWXO) != 0
        device = UInt(facts.st_dev)
    }
}
