import Foundation
import Geometry
public import ResponseModel

/// A population grid on its way into demand points: cells gathered in squares, each cell counted in
/// the county its middle lies in, nobody lost.
///
/// A square on a border gives a point for each county that has cells in it, at the mean place of its
/// people. Cells in no county are counted and said.
public struct GridImport: Sendable {
  public let file: String
  public let digest: String
  public let points: [DemandPoint]
  public let issues: [DataIssue]
  /// People in the whole grid, and of them those in a county.
  public let total: Double
  public let assigned: Double
  public let datum: SourceDatum
  private let isDatumGiven: Bool

  public static func isGrid(_ path: String) -> Bool { PopulationGrid.isGrid(path) }

  /// - Parameter store: with the counties' boundaries, and townships for urban and rural.
  /// - Throws: `ImportError`.
  /// - Complexity: O(cells); one row of them in memory.
  public init(
    _ path: String, options: ImportOptions, store: ServiceData
  ) throws(ImportError) {
    let grid = try PopulationGrid(path)
    guard let datum = options.datum ?? grid.system.map(SourceDatum.system) else {
      throw ImportError(
        .usage,
        LocalizedText(
          zh: "\(grid.name) 没有说明坐标系，请用 --crs 指明",
          en: "\(grid.name) does not say its datum: say it with --crs"))
    }
    let counties = store.counties.filter {
      $0.boundary != nil && (options.countyCode == nil || $0.code == options.countyCode)
    }
    guard !counties.isEmpty else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "数据文件中没有县界，无法分配栅格人口；请先导入 counties 的边界",
          en: "the store has no county boundary to count the cells in: import counties first"))
    }
    var gathering: GridGathering
    do throws(GeometryError) {
      gathering = try GridGathering(counties, side: options.gridMeters)
    } catch {
      throw ImportError(
        .badData, LocalizedText(zh: "县界有误：\(error.message)", en: "a boundary is damaged: \(error)"))
    }
    let converter = try PositionConverter(datum)
    for row in 0..<grid.height {
      for (column, people) in try grid.people(row: row).enumerated() where people > 0 {
        do throws(GeometryError) {
          gathering.add(people, at: try converter.position(grid.center(column: column, row: row)))
        } catch {
          throw ImportError(
            .badData,
            LocalizedText(
              zh: "\(grid.name) 的坐标系与位置不符：\(error.message)",
              en: "\(grid.name): its cells are not where its datum says: \(error.message)"))
        }
      }
    }
    file = grid.name
    digest = try FileDigest.sha256(ofFileAt: path)
    self.datum = datum
    isDatumGiven = options.datum != nil
    (total, assigned) = (gathering.total.value, gathering.assigned.value)
    points = gathering.points(townships: store.townships, source: grid.name)
    guard !points.isEmpty else { throw Self.nobody(total, grid.name) }
    issues = Self.notes(gathering, points, grid.name)
  }

  public var summary: ImportSummary {
    ImportSummary(
      file: file, digest: digest, format: "GeoTIFF", sheet: nil, encoding: nil,
      isEncodingDetected: false, headerLine: nil,
      mapping: ColumnMapping(columns: [], dropped: [], included: []), rowCount: points.count,
      datum: datum, datumSource: isDatumGiven ? .option : .file, finding: nil)
  }

  private static func nobody(_ total: Double, _ file: String) -> ImportError {
    guard total > 0 else {
      return ImportError(
        .badData,
        LocalizedText(zh: "\(file) 的栅格中没有人口", en: "nobody lives in any cell of \(file)"))
    }
    let people = String(format: "%.3f", total)
    return ImportError(
      .badData,
      LocalizedText(
        zh: "\(file) 的 \(people) 人全部在县界之外；坐标系或 --county 是否正确？",
        en: "all \(people) people of \(file) are outside the counties; is its datum right, or"
          + " --county?"))
  }

  private static func notes(
    _ gathering: GridGathering, _ points: [DemandPoint], _ file: String
  ) -> [DataIssue] {
    let (total, inside) = (gathering.total.value, gathering.assigned.value)
    let sum = points.reduce(into: ExactSum()) { $0.add($1.residents) }.value
    func people(_ value: Double) -> String { String(format: "%.3f", value) }
    return [
      DataIssue(
        abs(sum - inside) > inside * 1e-9 ? .error : total > inside * 1.001 ? .warning : .note,
        code: "grid-total",
        LocalizedText(
          zh:
            "栅格合计 \(people(total)) 人，其中县内 \(people(inside)) 人，县外 \(people(total - inside)) 人；写入 \(points.count) 个需求点，合计 \(people(sum)) 人",
          en: "\(people(total)) people in the grid, \(people(inside)) of them in a county and"
            + " \(people(total - inside)) outside; \(points.count) demand points hold \(people(sum))"
        ),
        file: file),
      DataIssue(
        .note, code: "grid-area-class",
        LocalizedText(
          zh: "城乡按最近的乡镇（街道）驻地推断", en: "urban or rural is that of the nearest township's seat"),
        file: file),
    ]
  }
}

/// A sum that loses nothing to rounding worth speaking of: A. Neumaier, Rundungsfehleranalyse einiger
/// Verfahren zur Summation endlicher Summen, ZAMM 54 (1974) 39–51, doi 10.1002/zamm.19740540106.
struct ExactSum: Sendable {
  private var sum = 0.0
  private var rest = 0.0

  var value: Double { sum + rest }

  mutating func add(_ number: Double) {
    let next = sum + number
    rest += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
    sum = next
  }
}
