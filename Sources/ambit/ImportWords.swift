import ArgumentParser
import DataImport
import Foundation
import ResponseModel

/// A layer by the name that commands use.
struct LayerWord: ExpressibleByArgument {
  let layer: Layer

  init?(argument: String) {
    let name = argument.lowercased().replacing("-", with: "_")
    // "demand" is how everybody says it, "demand_points" how the table is called.
    guard let layer = name == "demand" ? .demandPoints : Layer(rawValue: name) else { return nil }
    self.layer = layer
  }

  static var allValueStrings: [String] {
    Layer.allCases.map { $0 == .demandPoints ? "demand" : $0.rawValue }
  }
}

/// What can be imported: a layer of the store, or the roads beside it.
enum ImportTarget: ExpressibleByArgument {
  case layer(Layer)
  case roads

  init?(argument: String) {
    if argument.lowercased() == "roads" {
      self = .roads
    } else if let word = LayerWord(argument: argument) {
      self = .layer(word.layer)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { LayerWord.allValueStrings + ["roads"] }

  var layer: Layer? {
    if case .layer(let layer) = self { layer } else { nil }
  }
}

/// `wgs84`, `cgcs2000`, `gcj02`, `bd09` or `EPSG:n`.
struct DatumWord: ExpressibleByArgument {
  let datum: SourceDatum

  init?(argument: String) {
    guard let datum = SourceDatum(option: argument) else { return nil }
    self.datum = datum
  }
}

/// `field=column`.
struct ColumnWord: ExpressibleByArgument {
  let field: String
  let column: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    field = String(argument[..<sign])
    column = String(argument[argument.index(after: sign)...])
    guard !column.isEmpty else { return nil }
  }
}

struct EncodingWord: ExpressibleByArgument {
  let encoding: TextEncoding

  init?(argument: String) {
    guard let encoding = TextEncoding(named: argument) else { return nil }
    self.encoding = encoding
  }
}

struct EvidenceWord: ExpressibleByArgument {
  let evidence: Evidence

  init?(argument: String) {
    guard let evidence = Evidence(rawValue: argument) else { return nil }
    self.evidence = evidence
  }
}
