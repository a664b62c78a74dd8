/// The parts of a QGIS style that ours are made of.
extension LayerStyle {
  /// `geometry` is QGIS's number: 0 points, 2 areas.
  static func document(_ renderer: String, geometry: Int, label: String? = nil) -> String {
    """
    <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
    <qgis version="3.22.0" styleCategories="Symbology|Labeling" \
    labelsEnabled="\(label == nil ? 0 : 1)">
    \(renderer)
    \(label.map(labelling) ?? "")<blendMode>0</blendMode>
    <featureBlendMode>0</featureBlendMode>
    <layerGeometryType>\(geometry)</layerGeometryType>
    </qgis>
    """
  }

  static func single(_ symbol: (type: String, layer: String)) -> String {
    """
    <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
    <symbols>
    \(self.symbol(symbol, name: "0"))
    </symbols>
    </renderer-v2>
    """
  }

  /// Classes from `lower` to `upper`; the last is open, so that no value is left undrawn.
  static func graduated(
    _ column: String, _ classes: [(lower: Double, upper: Double, color: String, size: Double)]
  ) -> String {
    let ranges = classes.enumerated().map { index, it in
      let words =
        index == classes.count - 1
        ? "≥ \(Int(it.lower))" : "\(Int(it.lower)) – \(Int(it.upper))"
      return """
        <range lower="\(it.lower)" upper="\(it.upper)" symbol="\(index)" label="\(words)" \
        render="true"/>
        """
    }
    let symbols = classes.enumerated().map { index, it in
      symbol(marker("circle", color: it.color, size: it.size), name: "\(index)")
    }
    return """
      <renderer-v2 type="graduatedSymbol" attr="\(column)" graduatedMethod="GraduatedColor" \
      symbollevels="0" enableorderby="0" forceraster="0">
      <ranges>
      \(ranges.joined(separator: "\n"))
      </ranges>
      <symbols>
      \(symbols.joined(separator: "\n"))
      </symbols>
      </renderer-v2>
      """
  }

  static func outline(color: String, width: Double) -> (type: String, layer: String) {
    (
      "fill",
      layer(
        "SimpleFill",
        [
          ("style", "no"), ("outline_color", "\(color),255"), ("outline_style", "solid"),
          ("outline_width", "\(width)"), ("outline_width_unit", "MM"), ("joinstyle", "round"),
        ])
    )
  }

  static func marker(
    _ shape: String, color: String, size: Double
  ) -> (type: String, layer: String) {
    (
      "marker",
      layer(
        "SimpleMarker",
        [
          ("name", shape), ("color", "\(color),255"), ("size", "\(size)"), ("size_unit", "MM"),
          ("outline_color", "255,255,255,255"), ("outline_style", "solid"),
          ("outline_width", "0.2"), ("outline_width_unit", "MM"),
        ])
    )
  }

  private static func symbol(_ symbol: (type: String, layer: String), name: String) -> String {
    """
    <symbol type="\(symbol.type)" name="\(name)" alpha="1" clip_to_extent="1" force_rhr="0">
    \(symbol.layer)
    </symbol>
    """
  }

  /// QGIS before 3.26 reads `prop`, later ones `Option`; both are written.
  private static func layer(_ type: String, _ properties: [(String, String)]) -> String {
    let options = properties.map {
      "<Option type=\"QString\" name=\"\($0)\" value=\"\($1)\"/>"
    }
    let props = properties.map { "<prop k=\"\($0)\" v=\"\($1)\"/>" }
    return """
      <layer class="\(type)" enabled="1" locked="0" pass="0">
      <Option type="Map">\(options.joined())</Option>
      \(props.joined())
      </layer>
      """
  }

  private static func labelling(_ column: String) -> String {
    """
    <labeling type="simple">
    <settings calloutType="simple">
    <text-style fieldName="\(column)" isExpression="0" fontSize="8" fontSizeUnit="Point" \
    textColor="50,50,50,255">
    <text-buffer bufferDraw="1" bufferSize="0.6" bufferSizeUnits="MM" \
    bufferColor="255,255,255,255"/>
    </text-style>
    <placement placement="1" dist="0.5" distUnits="MM"/>
    </settings>
    </labeling>

    """
  }
}
