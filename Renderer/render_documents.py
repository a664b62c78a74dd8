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
        from svg_text import set_whole_words
        from weasyprint.text.fonts import FontConfiguration

        self.weasyprint = weasyprint
        self.fonts = FontConfiguration()
        set_whole_words()
        for name in ("weasyprint", "fontTools"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        # What is loaded by now stays; looking at it again for each report is wasted time, and so is
        # looking every 700 objects at the millions that a report takes and lets go.
        gc.collect()
        gc.freeze()
        gc.set_threshold(100_000, 3, 2)

    def serve(self, request):
        from report_figures import Figures
        from report_html import ReportHTML
        from word_document import WordDocument

        with open(request["html"], encoding="utf-8") as file:
            html = ReportHTML(file.read())
        with open(request["sheet"], encoding="utf-8") as file:
            printed = html.for_print(self.weasyprint, file.read(), refuse_to_fetch)
        document = printed.render(font_config=self.fonts, pdf_tags=True)
        pdf = document.write_pdf(pdf_tags=True)
        # Each font holds a copy of its file until the document is collected.
        document.fonts.clear()
        if request.get("pdf"):
            with open(request["pdf"], "wb") as file:
                file.write(pdf)
        if request.get("docx"):
            figures = Figures(document, printed, pdf)
            WordDocument(html.tree, request["created"], figures).write(request["docx"])
            figures.close()


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
