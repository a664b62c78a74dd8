public import ResponseModel

/// A column that a layer's table may have: its names, what its values are, what to write there.
public struct LayerField: Sendable {
  /// What the values are.
  public enum Kind: Sendable {
    case text
    /// Text whose leading zeros count.
    case code
    /// A finite number; `atLeast` where there is a lower limit.
    case number(atLeast: Double?)
    case count
    case flag
    case date
    /// A moment, or part of one that the row's other columns complete.
    case time
    case word([WordMeaning])
    /// Several words or a small list in a form of its own, described by the note.
    case list
    case longitude
    case latitude
    /// A shape in well-known text.
    case shape
  }

  /// The name in English: of exports, of `--map` and in messages.
  public let name: String
  /// The header of templates and Chinese workbooks.
  public let header: String
  public let kind: Kind
  /// Whether a row without it cannot be used.
  public let isRequired: Bool
  /// Other headers that mean the same, best first.
  public let synonyms: [String]
  /// What a person filling it in must know.
  public let note: LocalizedText
  public let example: String
  /// Whether it only helps to read the others and no export has it.
  public let isImportOnly: Bool
  /// At most ten letters, all that a Shapefile has room for.
  public let shortName: String

  init(
    _ name: String, _ header: String, _ kind: Kind, required: Bool = false, short: String? = nil,
    also synonyms: [String] = [], note: LocalizedText = LocalizedText(zh: "", en: ""),
    example: String = "", importOnly: Bool = false
  ) {
    self.name = name
    self.header = header
    self.kind = kind
    isRequired = required
    self.synonyms = synonyms
    self.note = note
    self.example = example
    isImportOnly = importOnly
    shortName = short ?? name
    precondition(
      shortName.utf8.count <= 10, "a Shapefile's names have ten letters at most: \(name)")
  }

  /// The words a cell may hold; `nil` where it is not one of a few.
  public var choices: [String]? {
    switch kind {
    case .word(let meanings): meanings.map(\.word)
    case .flag: ["是", "否"]
    default: nil
    }
  }
}

/// A word of a closed list: how it is stored and how people write it.
public struct WordMeaning: Sendable {
  /// As the model has it: `in_repair`.
  public let value: String
  /// As templates offer it: 维修.
  public let word: String
  public let synonyms: [String]

  init(_ value: String, _ word: String, _ synonyms: [String] = []) {
    self.value = value
    self.word = word
    self.synonyms = synonyms
  }
}

extension LayerField.Kind {
  static let evidence = LayerField.Kind.word([
    WordMeaning("observed", "观测", ["实测"]), WordMeaning("surveyed", "调查", ["测量", "普查"]),
    WordMeaning("reported", "公开文本", ["上报", "填报"]), WordMeaning("fitted", "拟合"),
    WordMeaning("modelled", "模型", ["模拟"]), WordMeaning("assumed", "假设", ["假定"]),
    WordMeaning("default", "默认", ["缺省"]),
  ])

  /// The statistics bureau's codes: 1xx urban, 2xx rural.
  static let areaClass = LayerField.Kind.word([
    WordMeaning(
      "urban", "城市", ["城镇", "市区", "城区", "u", "111", "112", "121", "122", "123"]),
    WordMeaning("rural", "乡村", ["农村", "r", "210", "220"]),
  ])

  static let crewRole = LayerField.Kind.word(WordMeaning.crewRoles)
}

extension WordMeaning {
  static let crewRoles = [
    WordMeaning("physician", "医师", ["医生", "急救医生", "急救医师", "doctor"]),
    WordMeaning("driver", "驾驶员", ["司机", "救护车驾驶员"]),
    WordMeaning("nurse", "护士", ["护师", "急救护士"]),
    WordMeaning("stretcher_bearer", "担架员", ["担架工", "急救员", "急救辅助人员"]),
  ]
}
