#!/usr/bin/python3
"""Opens the sample workbooks with openpyxl and recalculates them with LibreOffice.

Every formula must give the value stored beside it. LibreOffice trusts stored values of .xlsx files unless its profile says
otherwise, so a wrong sum is planted first: a check that does not find it proves nothing.

Usage: check_workbook.py FOLDER       exit 0 all right, 1 findings, 77 something to check with is missing
"""
import datetime
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

SKIPPED = 77
RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
MONEY = '#,##0.00 "€";[Red]-#,##0.00 "€"'
HEADER_ROW = 4
CHECKS, CHARTS = "Prüfung", "Auswertung"

try:
    import openpyxl
except ImportError:
    print("skipped: openpyxl is not installed")
    sys.exit(SKIPPED)


def recalculated(files, work):
    """The files as LibreOffice calculates them, converted in one run of a private profile."""
    profile = work / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE_ALWAYS, encoding="utf-8")
    out = pathlib.Path(tempfile.mkdtemp(dir=work))
    subprocess.run(["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                    "--outdir", str(out), *map(str, files)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return [out / file.name for file in files]


def formulas(file):
    for sheet in openpyxl.load_workbook(file):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate


def differences(stored_file, calculated_file):
    """Formulas whose stored value is not what comes out of the calculation, to the cent."""
    stored = openpyxl.load_workbook(stored_file, data_only=True)
    calculated = openpyxl.load_workbook(calculated_file, data_only=True)
    for sheet, cell in formulas(stored_file):
        before, after = stored[sheet][cell].value, calculated[sheet][cell].value
        both_numbers = isinstance(before, (int, float)) and isinstance(after, (int, float))
        same = round(before * 100) == round(after * 100) if both_numbers else before == after and isinstance(before, str)
        if not same:
            yield f"{stored_file.name} {sheet}!{cell}: stored {before}, calculated {after}"


def with_wrong_sum(file, work):
    """A copy in which the first stored sum is 999."""
    planted = work / ("planted-" + file.name)
    changed = 0
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(planted, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content, changed = re.subn(rb"(<f>SUBTOTAL[^<]*</f><v>)[^<]*(</v>)", rb"\g<1>999\g<2>", content, count=1)
            target.writestr(name, content)
    if changed != 1:
        sys.exit(f"{file.name}: no stored sum to plant a wrong one in")
    return planted


def with_wrong_cell(file, work):
    """A copy in which somebody has typed another amount over the first one granted (column L)."""
    book = openpyxl.load_workbook(file)
    book.worksheets[0][f"L{HEADER_ROW + 1}"].value += 1
    typed = work / ("typed-" + file.name)
    book.save(typed)
    return typed


def red_after_typing(calculated):
    sheet = openpyxl.load_workbook(calculated, data_only=True)[CHECKS]
    first = [cell.value for cell in sheet[HEADER_ROW + 1]]
    if first[5:8] != [1, 1, "weicht ab"] or not sheet["A2"].value.startswith("Achtung"):
        yield f"an amount was typed over, but the check reads {first} and the first line {sheet['A2'].value}"


def look_of(file):
    """What a reader relies on: types, formats, frozen header, filter, print set-up, stamp."""
    book = openpyxl.load_workbook(file)
    for sheet in book:
        title = f"{file.name} {sheet.title}"
        if sheet.title == CHARTS:
            yield from wrong_charts(title, sheet)
            continue
        if sheet.freeze_panes != f"A{HEADER_ROW + 1}":
            yield f"{title}: header not frozen ({sheet.freeze_panes})"
        if sheet.print_title_rows != f"${HEADER_ROW}:${HEADER_ROW}":
            yield f"{title}: header not repeated in print ({sheet.print_title_rows})"
        if sheet.page_setup.paperSize not in (8, 9) or not sheet.sheet_properties.pageSetUpPr.fitToPage or sheet.page_setup.fitToHeight != 0:
            yield f"{title}: not set up for A4 or A3, one page wide"
        if sheet.oddFooter.center.text != "Seite &P von &N":
            yield f"{title}: no page numbers"
        if sheet.title == CHECKS:
            continue
        if not (sheet["A2"].value or "").startswith("Stand: "):
            yield f"{title}: does not say what it shows"
        if not sheet.auto_filter.ref or not sheet.auto_filter.ref.startswith(f"A{HEADER_ROW}:"):
            yield f"{title}: no filter"
        if sheet.page_setup.orientation != "landscape":
            yield f"{title}: not landscape"
        yield from wrong_cells(title, sheet)
    if book.sheetnames[-1] != CHECKS:
        yield f"{file.name}: no checks"
    else:
        yield from wrong_stamp(file, book)
        yield from wrong_checks(file)


def wrong_charts(title, sheet):
    """Every table of sums has its chart, and the chart reads cells of that table."""
    tables = sum(1 for row in sheet.iter_rows(max_col=1) if row[0].value == "Summe")
    if len(sheet._charts) != tables or (tables == 0 and "Keine Einträge für diese Auswahl." not in [c.value for c in sheet["A"]]):
        yield f"{title}: {len(sheet._charts)} charts for {tables} tables"
    for chart in sheet._charts:
        for series in chart.series:
            if not series.val.numRef.f.startswith(f"'{CHARTS}'!") and not series.val.numRef.f.startswith(f"{CHARTS}!"):
                yield f"{title}: a chart reads {series.val.numRef.f}"
            rows = [int(number) for number in re.findall(r"\$(\d+)", series.val.numRef.f)]
            first, last = rows[0], rows[-1]
            if sheet.cell(last + 1, 1).value != "Summe" or last < first:
                yield f"{title}: a chart does not read its whole table: {series.val.numRef.f}"


def wrong_checks(file):
    """Every difference reads nothing, every check has its colours, the first line says so."""
    sheet = openpyxl.load_workbook(file, data_only=True)[CHECKS]
    checks = 0
    for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
        if row[0].value is None:
            break
        checks += 1
        if [cell.value for cell in row[5:7] if cell.value is not None] not in ([0], [0, 0]) or row[7].value != "stimmt":
            yield f"{file.name}: the check {row[0].value} reads {[cell.value for cell in row[2:8]]}"
    if sheet["A2"].value != f"Alle Prüfungen stimmen auf den Cent ({checks}).":
        yield f"{file.name}: the checks say {sheet['A2'].value}"
    coloured = {str(area.sqref) for area in openpyxl.load_workbook(file)[CHECKS].conditional_formatting}
    if f"F{HEADER_ROW + 1}:G{HEADER_ROW + checks}" not in coloured:
        yield f"{file.name}: differences are not coloured ({coloured})"


def wrong_cells(title, sheet):
    headers = [cell.value for cell in sheet[HEADER_ROW]]
    if headers[-2:] != ["Vorgang", "Vermerk Nr."]:
        yield f"{title}: rows do not say which case and event they come from"
    for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
        for header, cell in zip(headers, row):
            if cell.value is None:
                continue
            if header in ("Aktenzeichen", "AGS/ARS", "Haushaltstitel") and not isinstance(cell.value, str):
                yield f"{title}!{cell.coordinate}: {header} is not text"
            if header in ("Eingang", "Bescheid", "Bekanntgabe", "Bestandskraft", "Seit") and not isinstance(cell.value, datetime.datetime):
                yield f"{title}!{cell.coordinate}: {header} is not a date"
            if header in ("Bewilligt", "Beantragt", "Ansatz", "Verfügbar", "Betrag", "Frei") and cell.number_format != MONEY:
                yield f"{title}!{cell.coordinate}: {header} has the format {cell.number_format}"
            if header in ("Vorgang", "Vermerk Nr.") and not isinstance(cell.value, int):
                yield f"{title}!{cell.coordinate}: {header} is not a whole number"
            if cell.hyperlink:
                yield f"{title}!{cell.coordinate}: is a link"


def wrong_stamp(file, book):
    stamp = {row[0].value: row[1].value for row in book[CHECKS].iter_rows(min_row=HEADER_ROW + 1)}
    for label in ("Bericht", "Stand der Daten", "Erstellt am", "Angefordert von", "Förderprogramm", "Letzter Vermerk (Nummer)"):
        if not stamp.get(label):
            yield f"{file.name}: the stamp lacks {label}"
    if not re.fullmatch(r"[0-9a-f]{64}", stamp.get("Prüfsumme der Geschichte (SHA-256)") or ""):
        yield f"{file.name}: the stamp lacks the hash of the history"
    if not re.fullmatch(r"sha256:[0-9a-f]{64}", stamp.get("Fassung von ThürEGovRL") or ""):
        yield f"{file.name}: the stamp lacks the version of the programme"


def known_figures(folder):
    """Figures of tests/reports/report_history.hpp that a person can add up."""
    expected = {("budget-overview.xlsx", "Summe_Ansatz"): 30_000_000.00, ("budget-overview.xlsx", "Summe_Verfuegbar"): 29_910_000.00,
                ("grants.xlsx", "Summe_Bewilligt"): 100_000.00, ("grants.xlsx", "Summe_Jahresscheiben"): 100_000.00,
                ("applications.xlsx", "Summe_Beantragt"): 30_000.00, ("applications-empty.xlsx", "Summe_Beantragt"): 0}
    for (name, sum_name), figure in expected.items():
        book = openpyxl.load_workbook(folder / name, data_only=True)
        names = book.defined_names
        defined = names[sum_name] if hasattr(names, "keys") else names.get(sum_name)
        (sheet, cell), = defined.destinations
        if book[sheet][cell.replace("$", "")].value != figure:
            yield f"{name} {sum_name}: {book[sheet][cell.replace('$', '')].value} instead of {figure}"


def text_stays_text(folder):
    book = openpyxl.load_workbook(folder / "applications.xlsx")
    titles = [cell.value for cell in book["Offene Anträge"]["G"][HEADER_ROW:]]
    if "=1+1 & <Melderegister>" not in titles:
        yield f"applications.xlsx: the title that looks like a formula reads {titles}"


def with_another_choice(file, work):
    """A copy of the simulation in which the case that does not fit is counted too."""
    book = openpyxl.load_workbook(file)
    book.worksheets[0][f"E{HEADER_ROW + 2}"].value = "ja"
    chosen = work / ("chosen-" + file.name)
    book.save(chosen)
    return chosen


def wrong_simulation(stored_file, chosen_file):
    """What remains of 2026: 100,000 free + 20,000 reserved already − 70,000; with the other case 90,000 less."""
    for file, remains in ((stored_file, [50_000, 20_000]), (chosen_file, [-40_000, 20_000])):
        sheet = openpyxl.load_workbook(file, data_only=True).worksheets[0]
        found = [[cell.value for cell in row[5:7]] for row in sheet.iter_rows() if row[0].value == "Bleibt"]
        if found != [remains]:
            yield f"{file.name}: {found} remains instead of {remains}"
        if sheet["C5"].value != "=1+1" or sheet["C5"].data_type != "s":
            yield f"{file.name}: a text became a formula"


def main():
    folder = pathlib.Path(sys.argv[1])
    files = sorted(folder.glob("*.xlsx"))
    if not files:
        sys.exit(f"no workbooks in {folder}")
    findings = [finding for file in files for finding in look_of(file)]
    findings += known_figures(folder)
    findings += text_stays_text(folder)
    if findings:
        print("\n".join(findings))
        sys.exit(1)
    if not shutil.which("soffice"):
        print("skipped: openpyxl finds the workbooks right; LibreOffice is not installed, so nothing was recalculated")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        planted = with_wrong_sum(folder / "budget-overview.xlsx", work)
        typed = with_wrong_cell(folder / "grants.xlsx", work)
        simulation = folder / "simulation" / "simulation.xlsx"
        chosen = with_another_choice(simulation, work)
        files += sorted((folder / "simulation").glob("*.xlsx"))
        calculated = recalculated([planted, typed, chosen, *files], work)
        findings += wrong_simulation(simulation, calculated[2])
        if not any("stored 999" in found for found in differences(planted, calculated[0])):
            sys.exit("the planted wrong sum was not found: this LibreOffice does not recalculate, the check proves nothing")
        findings += red_after_typing(calculated[1])
        for file, again in zip(files, calculated[3:]):
            findings += differences(file, again)
        checked = sum(1 for file in files for _ in formulas(file))
    print("\n".join(findings) if findings else f"{checked} formulas in {len(files)} workbooks give their stored values")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
