"""Whole words in drawings.

WeasyPrint sets the text of an SVG letter by letter, each laid out on its own: letters that join
(Uyghur) or stack (Tibetan) fall apart, words that run from right to left run the wrong way, and a
map takes several times as long. Text that asks for no place of single letters is set in one piece.
"""

# Those that place single letters; of `x` and `y` only a list does.
LETTERS = ("dx", "dy", "rotate", "letter-spacing", "textLength")
RIGHT_TO_LEFT = {"R", "AL"}


class Whole(str):
    """Text whose letters are not told apart by whoever goes through them."""

    def __iter__(self):
        return iter((str(self),))


def is_whole(node):
    return bool(node.text) and not any(node.get(name) for name in LETTERS) and all(
        len((node.get(name) or "").replace(",", " ").split()) <= 1 for name in ("x", "y"))


def set_whole_words():
    """Puts itself in the place of WeasyPrint's function, once."""
    from weasyprint import svg

    by_letter = svg.text

    def text(drawing, node, font_size):
        if is_whole(node):
            node._etree_node.text = Whole(node.text)
        by_letter(drawing, node, font_size)

    svg.text = text
    for name, function in svg.TAGS.items():
        if function is by_letter:
            svg.TAGS[name] = text
