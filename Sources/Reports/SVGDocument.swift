import ResponseModel

/// An SVG file around what is drawn: size, fonts, description, and the rectangle the map is cut to.
struct SVGDocument {
  /// Units of the page.
  let width: Double
  let height: Double
  let unitsPerMillimeter: Double
  let language: Language
  let idPrefix: String
  let title: String
  let description: String
  /// What `url(#<idPrefix>-frame)` cuts to.
  let clip: MapBox

  func text(_ elements: [SVGElement]) -> String {
    let clipPath = SVGElement(
      "clipPath", [("id", SVGValue("\(idPrefix)-frame"))], [.rectangle(clip, fill: MapStyle.paper)])
    let root = SVGElement(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", SVGValue("\((width / unitsPerMillimeter).tenths)mm")),
        ("height", SVGValue("\((height / unitsPerMillimeter).tenths)mm")),
        ("viewBox", SVGValue("0 0 \(width.tenths) \(height.tenths)")),
        ("xml:lang", language == .zh ? "zh-CN" : "en"), ("role", "img"),
        ("aria-labelledby", SVGValue("\(idPrefix)-title \(idPrefix)-desc")),
        ("font-family", SVGValue(MapStyle.fonts)),
      ],
      [
        SVGElement("title", [("id", SVGValue("\(idPrefix)-title"))], text: title),
        SVGElement("desc", [("id", SVGValue("\(idPrefix)-desc"))], text: description),
        SVGElement("defs", [], [clipPath]),
        .rectangle(
          MapBox(x: 0, y: 0, width: width, height: height), fill: MapStyle.paper),
      ] + elements)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.serialized + "\n"
  }
}
