"""
Spreadsheets in and out: CSV in the encodings that Vietnamese offices use, and XLSX.

`reading.open_spreadsheet` gives text columns in chunks, and findings where a cell cannot be trusted;
what the text means is for `engines.intake` to say. `writing` builds files whose cells never become
formulas.
"""
