#!/bin/sh
# Makes the test files from test/files/source with LibreOffice and poppler's pdftotext. Run only to make them anew: they are committed.
set -eu
cd "$(dirname "$0")"
office() { soffice --headless "$@" >/dev/null; }
for format in docx odt rtf pdf html; do office --convert-to "$format" --outdir good source/report.fodt; done
office --convert-to 'txt:Text (encoded):UTF8' --outdir good source/report.fodt && mv good/report.txt good/report.libreoffice.txt
for format in rtf 'txt:Text (encoded):UTF8'; do office --infilter='HTML (StarWriter)' --convert-to "$format" --outdir good source/annex.html; done && mv good/annex.txt good/annex.libreoffice.txt
pdftotext good/report.pdf good/report.pdftotext.txt
office --infilter='CSV:59,34,76,1,,0,false,true' --convert-to xlsx --outdir good source/lines.csv
office --convert-to 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"secret"}}' --outdir bad source/report.fodt && mv bad/report.pdf bad/encrypted.pdf
office --infilter='Text (encoded):UTF8,LF,Liberation Serif,,' --convert-to pdf --outdir source source/letter.txt
(cd ../.. && npm run -s build) && node source/make-scans.js && rm source/letter.pdf
python3 source/make-mails.py
for format in docx odt rtf pdf html; do office --infilter='Text (encoded):UTF8,LF,,,' --convert-to "$format" --outdir seeds ../../seeds/*.txt; done
