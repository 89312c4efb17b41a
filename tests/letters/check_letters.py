#!/usr/bin/env python3
"""Checks letters as documents: check_letters.py [typst|libreoffice|signed] FOLDER with the PDFs that the test `unit-letters` made
of the golden texts.

What a court, an archive and a screen reader need (PDF/A-2a, ISO 19005-2; tagged, ISO 32000-1 § 14.8): file structure, embedded
typefaces, language, title, archive marker, headings in order, heads of tables. Letters of LibreOffice say PDF/A-2b and PDF/UA-1
(ISO 14289-1); two made of one text show and hold the same. Signed ones are checked by `pdfsig` too. Some letters are compared
with the text a reader of the PDF gets (tests/golden/letters-pdf/; FOERDERLAUF_GOLDEN=write writes it anew, to be read in the
diff).
Before that the checker shows that it finds what it looks for, in copies made worse on purpose. Skips (77) without its tools.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MISSING = [tool for tool in ("qpdf", "pdffonts", "pdftotext", "pdfinfo", "pdfsig") if not shutil.which(tool)]
try:
    import pikepdf
except ImportError:
    MISSING.append("python3-pikepdf")
if MISSING:
    print("skipped, not installed:", ", ".join(MISSING))
    sys.exit(77)

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "golden" / "letters-pdf"
READ = ["grant_notice_with_all", "refusal_notice", "repayment_notice", "cooperation_grant_notice",
        "cooperation_refusal_notice", "refusal_notice_draft"]


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def elements(node):
    """Every structure element below a node, in reading order."""
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def structure_findings(root):
    names = [str(element.S) for element in elements(root.StructTreeRoot)]
    if names.count("/H1") != 1:
        yield f"{names.count('/H1')} headings of the first level"
    levels = [int(name[2]) for name in names if len(name) == 3 and name.startswith("/H") and name[2].isdigit()]
    if any(after > before + 1 for before, after in zip([0] + levels, levels)):
        yield f"a level of headings is left out: {levels}"
    for element in elements(root.StructTreeRoot):
        if element.S == "/TH":
            attributes = element.get("/A")
            owned = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
            if not any(one is not None and "/Scope" in one for one in owned):
                yield "a head of a table without its scope"
        if element.S == "/Figure" and not str(element.get("/Alt", "")):
            yield "a picture without words for it"
    if names.count("/Table") and not names.count("/TH"):
        yield "a table without heads"


MARKS = {"typst": ("2", "A", None), "libreoffice": ("2", "B", "1")}


def mark_in(metadata, name):
    found = re.search(rf"{name}(?:>|=\")([^<\"]+)", metadata)
    return found and found[1]


def findings(path, maker="typst"):
    """What is wrong with one letter; nothing when all is well."""
    checked = run("qpdf", "--check", str(path))
    if checked.returncode != 0:
        yield "qpdf: " + checked.stderr.strip()
        return
    fonts = run("pdffonts", str(path)).stdout.splitlines()[2:]
    if not fonts or not all("FiraSans" in line for line in fonts):
        yield "typefaces: " + "; ".join(fonts)
    if any(line.split()[-5] != "yes" for line in fonts):
        yield "a typeface that is not embedded"
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        if root.get("/MarkInfo", {}).get("/Marked") is not True:
            yield "not marked as tagged"
        if str(root.get("/Lang", "")) != "de-DE":
            yield f"language {root.get('/Lang', 'none')}"
        if "/OutputIntents" not in root:
            yield "no output intent"
        metadata = root.Metadata.read_bytes().decode("utf-8") if "/Metadata" in root else ""
        marks = tuple(mark_in(metadata, name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part"))
        if marks != MARKS[maker]:
            yield f"archive marker {marks[0]}{marks[1]}, accessible {marks[2]}"
        if maker == "libreoffice" and root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
            yield "the title is not shown"
        with pdf.open_metadata() as said:
            if not str(said.get("dc:title") or "").strip():
                yield "no title"
        if "/StructTreeRoot" not in root:
            yield "no structure"
        else:
            yield from structure_findings(root)
        fields = root.get("/AcroForm", {}).get("/Fields", [])
        if any(field.get("/FT") != "/Sig" for field in fields) or "/Names" in root and "/JavaScript" in root.Names:
            yield "something in it can act"
    text = run("pdftotext", "-layout", str(path), "-").stdout
    pages = text.count("\f")
    for page in range(1, pages + 1):
        if f"Seite {page} von {pages}" not in text:
            yield f"page {page} does not say so"


def worse_copies(path, folder):
    """The letter with one thing taken away, and what has to be found."""
    def worsened(name, change):
        copy = pathlib.Path(folder) / f"{name}.pdf"
        with pikepdf.open(path) as pdf:
            change(pdf)
            pdf.save(copy)
        return copy

    def without(key):
        def change(pdf):
            del pdf.Root[key]
        return change

    def second_heading(pdf):
        heading = next(one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/H2")
        heading.S = pikepdf.Name("/H1")

    def without_scope(pdf):
        for one in elements(pdf.Root.StructTreeRoot):
            if one.S == "/TH":
                del one["/A"]

    def other_marker(pdf):
        with pdf.open_metadata() as said:
            said["pdfaid:conformance"] = "B"

    yield worsened("lang", without("/Lang")), "language none"
    yield worsened("mark", without("/MarkInfo")), "not marked as tagged"
    yield worsened("intent", without("/OutputIntents")), "no output intent"
    yield worsened("tree", without("/StructTreeRoot")), "no structure"
    yield worsened("headings", second_heading), "2 headings of the first level"
    yield worsened("scope", without_scope), "a head of a table without its scope"
    yield worsened("marker", other_marker), "archive marker 2B"
    cut = pathlib.Path(folder) / "cut.pdf"
    cut.write_bytes(path.read_bytes()[:-2000])
    yield cut, "qpdf: "


def compare_with_golden(path):
    golden = GOLDEN / (path.stem + ".txt")
    text = run("pdftotext", "-layout", str(path), "-").stdout
    if os.environ.get("FOERDERLAUF_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    if not golden.exists() or golden.read_text(encoding="utf-8") != text:
        yield f"what a reader gets differs from {golden.name}"


def check_typst(folder):
    letters = sorted(folder.glob("*.pdf"))
    if len(letters) < 24:
        yield f"only {len(letters)} letters in {folder}"
    for path in letters:
        found = list(findings(path)) + (list(compare_with_golden(path)) if path.stem in READ else [])
        yield from (f"{path.name}: {one}" for one in found)
    with tempfile.TemporaryDirectory() as place:
        for copy, expected in worse_copies(folder / "grant_notice_with_all.pdf", place):
            if not any(one.startswith(expected) for one in findings(copy)):
                yield f"{copy.name}: {expected!r} was not found"


def differences(one, other):
    """Where two makings of one letter differ: pages, typefaces and metadata have to be the same, in whatever order they lie."""
    with pikepdf.open(one) as first, pikepdf.open(other) as second:
        if len(first.objects) != len(second.objects):
            yield "not as many objects"
        if [page.Contents.read_bytes() for page in first.pages] != [page.Contents.read_bytes() for page in second.pages]:
            yield "another page"
        if streams_of(first) != streams_of(second):
            yield "another typeface, picture or metadata"


def streams_of(pdf):
    """What the streams of a file hold, sorted; a colour profile (ICC.1, § 7.2) without the moment it was made."""
    held = [thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
    return sorted(data[:24] + data[36:] if data[36:40] == b"acsp" else data for data in held)


def signature_findings(path):
    said = run("pdfsig", "-nocert", str(path)).stdout
    for words in ("Signature Type: ETSI.CAdES.detached", "Signature Validation: Signature is Valid.",
                  "Total document signed", "Signer Certificate Common Name: Briefstelle"):
        if words not in said:
            yield f"pdfsig does not say {words!r}: {said}"
    with pikepdf.open(path) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        if pdf.pages[0].Annots[0].objgen != field.objgen or int(field.F) != 132:
            yield "the field is not noted on the page, or shows itself"
        message = bytes(field.V.Contents)
    if b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05" in message:  # signingTime, 1.2.840.113549.1.9.5
        yield "a time of signing among the signed attributes, which PAdES forbids"
    if b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f" not in message:  # signingCertificateV2
        yield "the signing certificate is not among what is signed"


def changed_copy(path, folder):
    """A signed letter in which one letter of its metadata was changed afterwards."""
    copy = pathlib.Path(folder) / "changed.pdf"
    whole = path.read_bytes()
    at = whole.index(b"<dc:title>")
    copy.write_bytes(whole[:at + 4] + bytes([whole[at + 4] ^ 1]) + whole[at + 5:])
    return copy


def check_signed(folder):
    letters = sorted(folder.glob("*.pdf"))
    if not letters:
        yield f"no letters in {folder}"
    for path in letters:
        yield from (f"{path.name}: {one}" for one in [*findings(path, path.stem), *signature_findings(path)])
        with tempfile.TemporaryDirectory() as place:
            if not any("Signature is Valid" in one for one in signature_findings(changed_copy(path, place))):
                yield f"{path.name}: a change after the signature was not found"


def check_libreoffice(folder):
    letters = sorted(folder.glob("*.pdf"))
    if not letters:
        print("skipped, no letters by LibreOffice")
        sys.exit(77)
    for path in letters:
        yield from (f"{path.name}: {one}" for one in findings(path, "libreoffice"))
    yield from differences(folder / "hearing.pdf", folder / "hearing_again.pdf")
    if not list(differences(folder / "hearing.pdf", folder / "repayment_notice.pdf")):
        yield "two letters of other words were found equal"


def main():
    maker, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    check = {"typst": check_typst, "libreoffice": check_libreoffice, "signed": check_signed}[maker]
    bad = list(check(folder))
    print("\n".join(bad) if bad else f"{len(list(folder.glob('*.pdf')))} letters, each whole, tagged, archivable")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
