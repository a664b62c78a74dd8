"""A Word document from the HTML of a report: its headings, paragraphs, tables and figures in the
styles of GB/T 9704-2012, for offices that must edit it."""

import datetime
import io
import re
import zipfile
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

WIDTH = 156  # mm between the margins
HEADINGS = {"h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
COLOURS = {"pass": "14633F", "fail": "A3201F"}
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


NAMESPACE = nsdecls("w")


def twentieths(millimetres):
    """Of a point."""
    return round(millimetres * 1440 / 25.4)


def element(tag, **attributes):
    node = OxmlElement(tag)
    for name, value in attributes.items():
        node.set(qn("w:" + name), str(value))
    return node


class WordDocument:
    def __init__(self, tree, created, figures):
        self.tree = tree
        self.created = datetime.datetime.fromisoformat(created)
        self.figures = figures
        self.is_chinese = (self.tree.get("lang") or "").startswith("zh")
        self.document = docx.Document()
        self.style_ids = {}
        self.lay_out_page()
        self.define_styles()

    # Page and styles

    def lay_out_page(self):
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.header_distance, section.footer_distance = Mm(15), Mm(25)
        grid = section._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = element("w:docGrid")
            section._sectPr.append(grid)
        # 22 lines, pitch in twentieths of a point; editors differ in what they make of a grid of
        # characters, so the 28 of a line come from the letters' spacing.
        for name, value in (("type", "lines"), ("linePitch", 579)):
            grid.set(qn("w:" + name), str(value))
        section.different_first_page_header_footer = True
        self.document.settings.odd_and_even_pages_header_footer = True
        self.number_pages(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        self.number_pages(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)

    def number_pages(self, footer, alignment):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = alignment
        paragraph.paragraph_format.first_line_indent = Pt(0)
        run = paragraph.add_run("\u2014 ")
        self.set_fonts(run._r.get_or_add_rPr(), "\u5b8b\u4f53")
        run.font.size = Pt(14)
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            part = paragraph.add_run()
            self.set_fonts(part._r.get_or_add_rPr(), "\u5b8b\u4f53")
            part.font.size = Pt(14)
            if kind:
                part._r.append(element("w:fldChar", fldCharType=kind))
            else:
                code = element("w:instrText")
                code.text = text
                part._r.append(code)
        run = paragraph.add_run(" \u2014")
        self.set_fonts(run._r.get_or_add_rPr(), "\u5b8b\u4f53")
        run.font.size = Pt(14)

    @staticmethod
    def set_fonts(properties, east_asian, western="Times New Roman"):
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = element("w:rFonts")
            properties.insert(0, fonts)
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for name, value in (
            ("ascii", western), ("hAnsi", western), ("cs", western), ("eastAsia", east_asian),
        ):
            fonts.set(qn("w:" + name), value)

    def define_styles(self):
        styles = self.document.styles
        fang, hei, kai, song = "\u4eff\u5b8b_GB2312", "\u9ed1\u4f53", "\u6977\u4f53_GB2312", "\u5b8b\u4f53"

        def style(name, font, size, based_on=None, bold=False, exact=28.95, indent=True):
            if name in [item.name for item in styles]:
                item = styles[name]
            else:
                item = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
                item.base_style = styles["Normal"]
            item.font.size, item.font.bold, item.font.italic = Pt(size), bold, False
            item.font.color.rgb = RGBColor(0, 0, 0)
            self.set_fonts(item.element.get_or_add_rPr(), font)
            # Of letters that run from right to left or stack.
            properties = item.element.get_or_add_rPr()
            for old in properties.findall(qn("w:szCs")):
                properties.remove(old)
            properties.find(qn("w:sz")).addnext(element("w:szCs", val=round(size * 2)))
            form = item.paragraph_format
            form.space_before = form.space_after = Pt(0)
            if exact:
                form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
                form.line_spacing = Pt(exact)
            properties = item.element.get_or_add_pPr()
            for old in properties.findall(qn("w:ind")):
                properties.remove(old)
            # Two characters, whatever the size of the letters.
            properties.append(element("w:ind", firstLineChars=200 if indent else 0,
                                      firstLine=int(size * 40) if indent else 0))
            return item

        # As in the PDF: GB/T 9704 is for Chinese; English in its size would fill pages with few words.
        size, line = (16, 28.95) if self.is_chinese else (12, 18)
        style("Normal", fang, size, exact=line)
        self.set_spacing(styles["Normal"], -4)
        style("Title", song, 22, bold=True, exact=34, indent=False)
        styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        borders = styles["Title"].element.find(qn("w:pPr")).find(qn("w:pBdr"))
        if borders is not None:
            borders.getparent().remove(borders)
        for name, font, bold in (
            ("Heading 1", hei, False), ("Heading 2", kai, False), ("Heading 3", fang, True),
        ):
            style(name, font, size, bold=bold, exact=line)
            styles[name].paragraph_format.keep_with_next = True
        style("Caption", hei, 12, exact=18, indent=False)
        styles["Caption"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        style("Report Table", fang, 10.5, exact=15, indent=False)
        style("Report Table Small", fang, 9, exact=12.6, indent=False)
        style("Report Note", fang, 10.5, exact=16, indent=False)
        style("Report Cover", fang, 14, exact=24, indent=False)
        style("Report Contents", fang, size, exact=line, indent=False)
        for name in (
            "Title", "Caption", "Report Table", "Report Table Small", "Report Note", "Report Cover",
        ):
            self.set_spacing(styles[name], 0)
        language = element("w:lang", val="en-US", eastAsia="zh-CN" if self.is_chinese else "en-US")
        properties = styles["Normal"].element.get_or_add_rPr()
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        properties.append(language)

    @staticmethod
    def set_spacing(style, twentieths):
        """Of letters; what is set closer than the body also leaves the page's grid of lines."""
        if style.name != "Normal":
            style.element.get_or_add_pPr().append(element("w:snapToGrid", val=0))
        properties = style.element.get_or_add_rPr()
        for old in properties.findall(qn("w:spacing")):
            properties.remove(old)
        spacing = element("w:spacing", val=twentieths)
        following = [qn("w:" + name) for name in ("sz", "szCs", "lang")]
        for index, node in enumerate(properties):
            if node.tag in following:
                properties.insert(index, spacing)
                return
        properties.append(spacing)

    # Content

    def write(self, target):
        self.cover()
        self.contents()
        for section in self.tree.iter("section"):
            self.walk(section, starts_page="new-page" in section.get("class", ""))
        properties = self.document.core_properties
        properties.title = self.text(self.tree.find(".//title"))
        properties.author = properties.last_modified_by = self.generator()
        properties.created = properties.modified = self.created
        properties.comments = ""
        properties.language = "zh-CN" if self.is_chinese else "en"
        buffer = io.BytesIO()
        self.document.save(buffer)
        self.repack(buffer, target)

    def generator(self):
        found = self.tree.xpath("//meta[@name='generator']/@content")
        return found[0] if found else "ambit"

    @staticmethod
    def repack(buffer, target):
        """The archive again without the time of its making."""
        with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                new.writestr(entry, old.read(name))

    def cover(self):
        header = self.tree.find(".//header")
        if header is None:
            return
        for node in header:
            if node.tag == "h1":
                self.paragraph(node, "Title").paragraph_format.space_before = Pt(90)
            elif node.tag == "table":
                self.facts(node)
            elif node.tag == "p":
                paragraph = self.paragraph(node, "Report Cover")
                kind = node.get("class", "")
                if kind in ("subtitle", "date"):
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                    paragraph.paragraph_format.space_before = Pt(6 if kind == "subtitle" else 60)
                    paragraph.paragraph_format.space_after = Pt(40 if kind == "subtitle" else 0)

    def facts(self, node):
        rows = node.findall(".//tr")
        table = self.document.add_table(rows=len(rows), cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        self.set_widths(table, (34, WIDTH - 34))
        for row, source in zip(table.rows, rows):
            self.keep_whole(row)
            for cell, item, width in zip(row.cells, list(source), (34, WIDTH - 34)):
                cell.width = Mm(width)
                self.fill(cell.paragraphs[0], item, "Report Cover")
        self.rule(table, outer=4, inner=4)

    def contents(self):
        navigation = self.tree.find(".//nav")
        if navigation is None:
            return
        title = self.new_paragraph("Report Contents")
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.page_break_before = True
        self.inline(title, navigation.find("h2"))
        entries = navigation.findall(".//li")
        # A field, so that the editor can bring it up to date with its own page numbers.
        for index, entry in enumerate(entries):
            paragraph = self.new_paragraph("Report Contents")
            if index == 0:
                self.field_start(paragraph, 'TOC \\o "1-1" \\h \\z')
            paragraph.add_run(self.text(entry))
            if index == len(entries) - 1:
                paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))

    @staticmethod
    def field_start(paragraph, code):
        paragraph.add_run()._r.append(element("w:fldChar", fldCharType="begin"))
        instruction = element("w:instrText")
        instruction.text = code
        instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        paragraph.add_run()._r.append(instruction)
        paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))

    def walk(self, node, starts_page=False):
        for item in node:
            if not isinstance(item.tag, str):
                continue
            kind = item.get("class", "")
            if item.tag in HEADINGS:
                paragraph = self.paragraph(item, HEADINGS[item.tag])
                if starts_page:
                    paragraph.paragraph_format.page_break_before = True
                    starts_page = False
            elif item.tag == "p":
                self.paragraph(item, "Report Note" if "note" in kind.split() else "Normal")
            elif item.tag in ("ul", "ol"):
                style = "Report Note" if "fine" in kind.split() else "Normal"
                for entry in item.findall("li"):
                    paragraph = self.new_paragraph(style)
                    paragraph.add_run("\u2022 ")
                    self.inline(paragraph, entry)
            elif item.tag == "figure":
                self.figure(item)
            elif item.tag == "table":
                self.table(item)
            elif "tiles" in kind.split():
                self.tiles(item)
            elif "missing" in kind.split():
                self.boxed(item)
            else:
                self.walk(item)

    def boxed(self, node):
        """What a section lacks, within a border as on the page."""
        first = len(self.document.element.body)
        self.walk(node)
        for paragraph in list(self.document.element.body)[first - 1:]:
            if paragraph.tag != qn("w:p"):
                continue
            borders = element("w:pBdr")
            for side in ("top", "left", "bottom", "right"):
                borders.append(
                    element("w:" + side, val="dashed", sz=6, space=4, color="56646F"))
            style = paragraph.pPr.find(qn("w:pStyle"))
            style.addnext(borders)
            borders.addnext(element("w:shd", val="clear", color="auto", fill="EEF2F5"))
            borders.addprevious(element("w:keepLines"))
        self.new_paragraph("Report Note")

    def new_paragraph(self, style):
        """By the style's id: looking a style up by name costs more than the paragraph."""
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.style_id(style)
        return paragraph

    def style_id(self, name):
        if name not in self.style_ids:
            self.style_ids[name] = self.document.styles[name].style_id
        return self.style_ids[name]

    def paragraph(self, node, style):
        paragraph = self.new_paragraph(style)
        self.inline(paragraph, node)
        return paragraph

    def fill(self, paragraph, node, style):
        paragraph._p.style = self.style_id(style)
        self.inline(paragraph, node)

    def inline(self, paragraph, node):
        for run in parse_xml(f"<w:p {NAMESPACE}>{self.runs(node)}</w:p>"):
            paragraph._p.append(run)

    def runs(self, node, is_bold=False):
        """As XML: making them one by one through the library takes as long as the PDF."""
        return "".join(
            self.run(text, classes, is_bold) for text, classes in self.pieces(node, []))

    @staticmethod
    def run(text, classes, is_bold):
        properties = ""
        if "verdict" in classes:
            properties += '<w:rFonts w:eastAsia="\u9ed1\u4f53"/>'
        if is_bold:
            properties += "<w:b/><w:bCs/>"
        if "verdict" in classes:
            for name, colour in COLOURS.items():
                if name in classes:
                    properties += f'<w:color w:val="{colour}"/>'
        if "digest" in classes:
            properties += '<w:sz w:val="16"/><w:szCs w:val="16"/>'
        if RIGHT_TO_LEFT.search(text):
            properties += "<w:rtl/>"
        return (
            f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}"
            f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        )

    def pieces(self, node, classes):
        own = classes + node.get("class", "").split()
        if node.text:
            yield self.clean(node.text), own
        for child in node:
            if isinstance(child.tag, str):
                yield from self.pieces(child, own)
            if child.tail:
                yield self.clean(child.tail), own

    @staticmethod
    def clean(text):
        return re.sub(r"[ \t\r\n]+", " ", text)

    def text(self, node):
        return "" if node is None else self.clean(node.text_content()).strip()

    # Tables and figures

    def table(self, node):
        caption = node.find("caption")
        if caption is not None:
            self.paragraph(caption, "Caption").paragraph_format.keep_with_next = True
        widths = [
            float(re.search(r"([\d.]+)%", column.get("style", "")).group(1)) * WIDTH / 100
            for column in node.findall(".//col")
        ]
        head, body = node.findall("thead/tr"), node.findall("tbody/tr")
        table = self.document.add_table(rows=0, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        self.set_widths(table, widths)
        is_small = "small" in node.get("class", "").split()
        style = self.style_id("Report Table Small" if is_small else "Report Table")
        rows = "".join(self.row(source, widths, style, source in head) for source in head + body)
        table._tbl.extend(parse_xml(f"<w:tbl {NAMESPACE}>{rows}</w:tbl>"))
        self.rule(table, outer=12, inner=4)
        self.new_paragraph("Report Note")

    def row(self, source, widths, style, is_head):
        """As XML; a row is never split, and one of the head is repeated on every page."""
        is_bold = is_head or "sum" in source.get("class", "").split()
        cells = "".join(self.cell(item, width, style, is_bold) for item, width in zip(source, widths))
        head = "<w:tblHeader/>" if is_head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"

    def cell(self, item, width, style, is_bold):
        classes = item.get("class", "").split()
        side = "right" if "n" in classes else "center" if "c" in classes else None
        alignment = f'<w:jc w:val="{side}"/>' if side else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{twentieths(width)}" w:type="dxa"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{alignment}</w:pPr>'
            f"{self.runs(item, is_bold or item.tag == 'th')}</w:p></w:tc>"
        )

    @staticmethod
    def set_widths(table, widths):
        """In millimetres."""
        table.autofit = False
        for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths):
            column.set(qn("w:w"), str(twentieths(width)))

    @staticmethod
    def keep_whole(row):
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))

    @staticmethod
    def rule(table, outer, inner):
        borders = element("w:tblBorders")
        for side, size in (("top", outer), ("bottom", outer), ("insideH", inner)):
            borders.append(
                element("w:" + side, val="single", sz=size, space=0,
                        color="1D2A35" if size > 4 else "B9C3CB")
            )
        properties = table._tbl.tblPr
        for old in properties.findall(qn("w:tblBorders")):
            properties.remove(old)
        properties.append(borders)
        margins = element("w:tblCellMar")
        for side in ("left", "right"):
            margins.append(element("w:" + side, w=57, type="dxa"))
        properties.append(margins)

    def tiles(self, node):
        tiles = node.xpath("./div")
        table = self.document.add_table(rows=2, cols=len(tiles))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for index, tile in enumerate(tiles):
            figure, label = tile.xpath("./span")
            for row, item in ((0, figure), (1, label)):
                paragraph = table.cell(row, index).paragraphs[0]
                self.fill(paragraph, item, "Report Table")
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                if row == 0:
                    for run in paragraph.runs:
                        run.font.bold, run.font.size = True, Pt(14)
                    paragraph.paragraph_format.line_spacing = Pt(22)
        self.rule(table, outer=8, inner=0)
        self.new_paragraph("Report Note")

    def figure(self, node):
        picture = node.find("img")
        caption = node.find("figcaption")
        if picture is not None:
            paragraph = self.new_paragraph("Report Note")
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            paragraph.paragraph_format.keep_with_next = True
            image, width, height = self.figures.picture(int(picture.get("alt")), 150, 195)
            shape = paragraph.add_run().add_picture(image, width=Mm(width))
            shape._inline.docPr.set("descr", self.text(caption))
        if caption is not None:
            self.paragraph(caption, "Caption")
