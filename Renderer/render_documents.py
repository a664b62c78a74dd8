#!/usr/bin/env python3
"""PDF and DOCX from the HTML of a report, for `ambit report`.

Reads one JSON object a line from standard input and answers each with one line: {"ok": true} or
{"error": "..."}. A request names files: "html" is read, "pdf" and "docx" are written where given,
"sheet" is a style sheet for the PDF alone, "created" the day of the report (YYYY-MM-DD). Nothing is
fetched, no clock is read: the same HTML gives the same bytes.

One process serves many reports, since loading fonts costs more than a report.
"""

import gc
import json
import logging
import os
import subprocess
import sys


def refuse_to_fetch(url, *arguments, **options):
    raise ValueError(f"{url}: a report holds all it needs, nothing is fetched")


def versions():
    import docx
    import weasyprint

    return {"weasyprint": weasyprint.__version__, "python-docx": docx.__version__}


FONTS = {"Noto Serif CJK SC": "fonts-noto-cjk", "Noto Sans CJK SC": "fonts-noto-cjk"}


def missing_fonts():
    """Without these a Chinese report is a page of boxes."""
    listed = subprocess.run(
        ["fc-list", ":", "family"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    families = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    return [f"{name} ({package})" for name, package in FONTS.items() if name not in families]


class Renderer:
    def __init__(self):
        import weasyprint

        missing = missing_fonts()
        if missing:
            raise LookupError("fonts are missing: " + ", ".join(missing))
        from weasyprint.text.fonts import FontConfiguration

        self.weasyprint = weasyprint
        self.fonts = FontConfiguration()
        self.sheets = {}
        for name in ("weasyprint", "fontTools"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        # What is loaded by now stays; looking at it again for each report is wasted time.
        gc.collect()
        gc.freeze()

    def serve(self, request):
        with open(request["html"], encoding="utf-8") as file:
            html = file.read()
        if request.get("pdf"):
            self.write_pdf(html, request["sheet"], request["pdf"])
        if request.get("docx"):
            from word_document import WordDocument

            WordDocument(html, request["created"], self.weasyprint).write(request["docx"])

    def write_pdf(self, html, sheet, target):
        if sheet not in self.sheets:
            self.sheets[sheet] = self.weasyprint.CSS(
                filename=sheet, font_config=self.fonts, url_fetcher=refuse_to_fetch
            )
        document = self.weasyprint.HTML(string=html, url_fetcher=refuse_to_fetch)
        document.write_pdf(
            target,
            stylesheets=[self.sheets[sheet]],
            font_config=self.fonts,
            pdf_tags=True,
            pdf_variant=None,
        )


def main():
    # Whatever a library prints must not look like an answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def answer(message):
        answers.write(json.dumps(message, ensure_ascii=False) + "\n")
        answers.flush()

    try:
        renderer = Renderer()
        answer({"ok": True, "versions": versions()})
    except Exception as error:
        answer({"error": f"{type(error).__name__}: {error}"})
        return 1
    for line in sys.stdin:
        try:
            renderer.serve(json.loads(line))
            answer({"ok": True})
        except Exception as error:
            answer({"error": f"{type(error).__name__}: {error}"})
    return 0


if __name__ == "__main__":
    sys.exit(main())
