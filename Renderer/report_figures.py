"""The drawings of a report as pictures, taken from the pages of its PDF."""

import io

SVG = "{http://www.w3.org/2000/svg}svg"
DOTS = 200  # an inch
MILLIMETRES = 25.4 / 96  # of a pixel of CSS


class Figures:
    """Drawing a map costs far more than taking its picture, and the PDF has it already."""

    def __init__(self, document, html, pdf):
        import pypdfium2

        self.pdf = pypdfium2.PdfDocument(pdf)
        order = {id(element): index for index, element in enumerate(html.etree_element.iter(SVG))}
        self.places = {}
        for number, page in enumerate(document.pages):
            for box in page._page_box.descendants():
                index = order.get(id(box.element)) if box.element_tag == SVG else None
                if index is not None:
                    self.places[index] = (number, box)

    def picture(self, index, widest, highest):
        """A PNG of a drawing as wide and as high as it may be, and its size, all in millimetres;
        `None` where it is on no page."""
        if index not in self.places:
            return None
        number, box = self.places[index]
        width, height = box.width * MILLIMETRES, box.height * MILLIMETRES
        shrink = min(1, widest / width, highest / height)
        page = self.pdf[number]
        points = 0.75  # of a pixel of CSS
        left, top = box.content_box_x() * points, box.content_box_y() * points
        crop = (
            left, page.get_height() - top - box.height * points,
            page.get_width() - left - box.width * points, top,
        )
        bitmap = page.render(scale=DOTS / 72 * shrink, crop=crop)
        buffer = io.BytesIO()
        bitmap.to_pil().convert("RGB").quantize(128, method=2).save(buffer, "PNG")
        buffer.seek(0)
        return buffer, width * shrink, height * shrink

    def close(self):
        self.pdf.close()
