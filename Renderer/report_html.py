"""The HTML of a report as a tree, read once for the PDF and the DOCX."""

import re
from xml.etree import ElementTree

import lxml.etree
import lxml.html

DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
PLACE = re.compile(r'<img class="drawing" alt="(\d+)" ?/?>')
# Characters that XML 1.0 cannot hold.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class ReportHTML:
    """`tree` is lxml's. Drawings are kept aside, with an `img` of the class `drawing` in the place of
    each: the HTML parser would write SVG's names in lower case."""

    def __init__(self, text):
        self.drawings = []
        self.tree = lxml.html.document_fromstring(
            DRAWING.sub(self._keep_aside, FORBIDDEN.sub("\ufffd", text)),
            parser=lxml.html.HTMLParser(huge_tree=True),
        )

    def _keep_aside(self, found):
        self.drawings.append(found.group(0))
        return f'<img class="drawing" alt="{len(self.drawings) - 1}">'

    def _put_back(self, text):
        return PLACE.sub(lambda found: self.drawings[int(found[1])], text)

    def for_print(self, weasyprint, sheet, url_fetcher):
        """The document for WeasyPrint, with a style sheet after its own.

        WeasyPrint's parser of HTML is written in Python and takes a tenth of the time of a PDF,
        libxml2 next to none. What cannot be carried over to XML, such as a stray attribute in an
        office's template, goes the long way.
        """
        head = self.tree.find("head")
        if head is not None:
            lxml.etree.SubElement(head, "style").text = sheet
        try:
            root = ElementTree.fromstring(
                self._put_back(lxml.etree.tostring(self.tree, encoding="unicode")))
        except ElementTree.ParseError:
            text = lxml.html.tostring(self.tree, encoding="unicode", doctype="<!DOCTYPE html>")
            return weasyprint.HTML(string=self._put_back(text), url_fetcher=url_fetcher)
        return parsed(weasyprint, root, url_fetcher)


def parsed(weasyprint, root, url_fetcher):
    """What `weasyprint.HTML` makes of a text, from a tree, which its constructor does not take."""
    import cssselect2

    html = weasyprint.HTML.__new__(weasyprint.HTML)
    html.base_url, html.url_fetcher, html.media_type = None, url_fetcher, "print"
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html
