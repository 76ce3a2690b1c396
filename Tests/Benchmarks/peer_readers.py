"""Reads a whole file as a peer does, into its objects: peer_readers.py FORMAT PATH.

Prints the processor seconds it took, without the start of Python and its imports, the number of
entries and their sum. Every reader has to turn amounts and dates into numbers and dates, as we do.
"""

import sys
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


def mt940(path):
    import mt940

    def read():
        return [item.data["amount"].amount for item in mt940.parse(path)]
    return read


def ofx(path):
    from ofxtools.Parser import OFXTree

    def read():
        tree = OFXTree()
        tree.parse(path)
        statements = tree.convert().statements
        return [item.trnamt for statement in statements for item in statement.transactions]
    return read


def bai2(path):
    from bai2 import bai2

    def read():
        with open(path, encoding="utf-8") as file:
            whole = bai2.parse_from_file(file)
        return [
            Decimal(item.amount) / 100
            for group in whole.children for account in group.children for item in account.children]
    return read


CAMT = "{urn:iso:std:iso:20022:tech:xsd:camt.053.001.08}"


def path_of(*names):
    return "/".join(CAMT + name for name in names)


@dataclass(slots=True)
class Detail:
    amount: Decimal
    end_to_end_id: str
    party: str
    account: str
    text: str
    references: list


@dataclass(slots=True)
class Entry:
    amount: Decimal
    status: str
    booked_on: date
    value_on: date
    reference: str
    code: str
    details: list


def camt053(path):
    """No peer: an lxml reader of our own that takes the same fields as we do."""
    from lxml import etree

    return lambda: [entry.amount for entry in camt_entries(etree, path)]


def camt_entries(etree, path):
    booked = path_of("BookgDt", "Dt")
    value = path_of("ValDt", "Dt")
    status = path_of("Sts", "Cd")
    code = path_of("BkTxCd", "Domn", "Fmly", "SubFmlyCd")
    transactions = path_of("NtryDtls", "TxDtls")
    entries = []
    for _, entry in etree.iterparse(path, tag=CAMT + "Ntry"):
        sign = 1 if entry.findtext(CAMT + "CdtDbtInd") == "CRDT" else -1
        entries.append(Entry(
            sign * Decimal(entry.findtext(CAMT + "Amt")), entry.findtext(status),
            date.fromisoformat(entry.findtext(booked)), date.fromisoformat(entry.findtext(value)),
            entry.findtext(CAMT + "AcctSvcrRef"), entry.findtext(code),
            [camt_detail(item) for item in entry.iterfind(transactions)]))
        entry.clear()
    return entries


END_TO_END = path_of("Refs", "EndToEndId")
PARTY = path_of("RltdPties", "Dbtr", "Pty", "Nm")
ACCOUNT = path_of("RltdPties", "DbtrAcct", "Id", "Othr", "Id")
TEXT = path_of("RmtInf", "Ustrd")
STRUCTURED = path_of("RmtInf", "Strd", "CdtrRefInf", "Ref")


def camt_detail(item):
    return Detail(
        Decimal(item.findtext(CAMT + "Amt")), item.findtext(END_TO_END), item.findtext(PARTY),
        item.findtext(ACCOUNT), " ".join(text.text for text in item.iterfind(TEXT)),
        [reference.text for reference in item.iterfind(STRUCTURED)])


def main():
    name, path = sys.argv[1:]
    read = {"mt940": mt940, "ofx": ofx, "bai2": bai2, "camt053": camt053}[name](path)
    start = time.process_time()
    amounts = read()
    seconds = time.process_time() - start
    print(seconds, len(amounts), sum(amounts))


if __name__ == "__main__":
    main()
