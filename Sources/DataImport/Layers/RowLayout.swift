/// Where the columns of a layer stand in the rows of one file. A class, since every row holds it: copying
/// its tables for each would count as many references.
final class RowLayout {
  /// The file, with the sheet where it has several.
  let file: String
  let epoch1904: Bool
  /// Position of each column among a row's values.
  let slots: [String: Int]
  let columns: [ColumnMapping.Column]
  let included: [ColumnMapping.Column]
  let words: [String: Words]
  /// Positions of the columns that a row cannot be without.
  let required: [Int]
  /// The clock times of a mission in their order: a row of a million looks up none by name.
  let steps: [LayerSlot]
  /// The other columns of a mission, for the same reason.
  let call: CallSlots
  /// The columns of a position, for the same reason.
  let longitude, latitude: LayerSlot

  struct Words {
    let values: [String: String]
    let words: [String]
    let names: [String]
  }

  init(_ mapping: ColumnMapping, table: LayerTable, file: String, epoch1904: Bool) {
    self.file = file
    self.epoch1904 = epoch1904
    columns = mapping.columns
    included = mapping.included
    slots = Dictionary(mapping.columns.enumerated().map { ($1.field, $0) }) { first, _ in first }
    let slots = self.slots
    required = table.fields.filter(\.isRequired).compactMap { slots[$0.name] }
    steps = CallChain.steps.map { LayerSlot(field: $0, slot: slots[$0]) }
    longitude = LayerSlot(field: "longitude", slot: slots["longitude"])
    latitude = LayerSlot(field: "latitude", slot: slots["latitude"])
    call = CallSlots { LayerSlot(field: $0, slot: slots[$0]) }
    var words: [String: Words] = [:]
    for field in table.fields {
      guard case .word(let meanings) = field.kind else { continue }
      var values: [String: String] = [:]
      for meaning in meanings {
        for name in [meaning.value, meaning.word] + meaning.synonyms {
          values[name] = meaning.value
          values[HeaderName(name).full] = meaning.value
        }
      }
      words[field.name] = Words(
        values: values, words: meanings.map(\.word), names: meanings.map(\.value))
    }
    self.words = words
  }

  /// Columns to read, in the order of a row's values: those of the layer, those asked for, and the
  /// table's first, where sums and footnotes say what they are.
  var chosen: [Int] { columns.map(\.index) + included.map(\.index) + [0] }

  func slot(_ field: String) -> LayerSlot { LayerSlot(field: field, slot: slots[field]) }

  /// Whether the row says anything that the layer has a column for.
  func isBlank(_ row: RawRow) -> Bool {
    row.shape == nil && row.isEmpty(first: columns.count)
  }

  func header(of field: String) -> String {
    slots[field].map { columns[$0].header } ?? field
  }

  func factor(of field: String) -> Double { factor(of: slot(field)) }

  func factor(of column: LayerSlot) -> Double { column.slot.map { columns[$0].factor } ?? 1 }
}

/// A column of a layer and its position among a row's values; `nil` where the file has it not.
struct LayerSlot {
  let field: String
  let slot: Int?
}

/// The columns of a mission besides its clock times.
struct CallSlots {
  let mission, event, eventKind, plate, outcome, received: LayerSlot
  let stationName, stationCode, county, township, areaClass, statedResponse: LayerSlot

  init(_ slot: (String) -> LayerSlot) {
    mission = slot("mission_id")
    event = slot("event_id")
    eventKind = slot("event_kind")
    plate = slot("plate")
    outcome = slot("outcome")
    received = slot("received_at")
    stationName = slot("station_name")
    stationCode = slot("station_code")
    county = slot("county_code")
    township = slot("township_code")
    areaClass = slot("area_class")
    statedResponse = slot("stated_response")
  }
}
