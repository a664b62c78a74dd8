public import Siting

import Glibc
import ResponseModel

/// Costs between demands and sites as a CSV in long form: demand, site, cost. A pair that is not
/// there, or is `inf`, cannot be reached.
///
/// Read by hand, not through GDAL: ten million lines take seconds. Sites are put in the order of their
/// codes, demands stay in the order in which they are first seen. A header line names the columns
/// (`demand`, `site`, `cost` or 需求点, 候选点, 代价) in any order; without one they stand in that
/// order. UTF-8, separated by commas, semicolons or tabs.
public struct CostFile: Sendable {
  public let demands: [String]
  public let sites: [String]
  public let starts: [Int]
  public let siteIndices: [Int32]
  public let costs: [Double]

  /// - Throws: `ImportError` with file and line.
  /// - Complexity: O(bytes), and a sort of each demand whose sites do not stand in order.
  public init(_ path: String) async throws(ImportError) {
    try await self.init(path, pieceBytes: 4 << 20)
  }

  /// - Parameter pieceBytes: the least size of a piece; a larger file is read in as many as there are
  ///   processors, all at once. What is read does not depend on it.
  init(_ path: String, pieceBytes: Int) async throws(ImportError) {
    let pieces = try await Self.pieces(path, pieceBytes: pieceBytes)
    guard pieces.allSatisfy({ $0.demands.isText && $0.sites.isText }) else {
      throw LongTable.notUTF8(path)
    }
    let joined = CostPieces(pieces)
    (demands, sites, starts) = (joined.demands, joined.sites, joined.starts)
    (siteIndices, costs) = (joined.siteIndices, joined.costs)
    guard !pieces.allSatisfy(\.runs.isEmpty) else { throw LongTable.empty(path) }
    if let (demand, site) = joined.repeated {
      let name = FileName.last(of: path)
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name)：需求点 \(demand) 到候选点 \(site) 的代价出现了两次，每对只能有一行",
          en:
            "\(name): the cost from demand \(demand) to site \(site) is given twice; keep one"
            + " line per pair"))
    }
  }

  private static func pieces(
    _ path: String, pieceBytes: Int
  ) async throws(ImportError) -> [CostPiece] {
    var head = LongTable.LineReader(path: path, columns: CostPiece.columns)
    let length = FileChunks.length(path) ?? 0
    if length > pieceBytes {
      try FileChunks.readLines(path, to: 1) { bytes throws(ImportError) in
        try head.take(UnsafeRawBufferPointer(rebasing: bytes[..<bytes.lineEnd(from: 0)])) { _, _ in
        }
      }
    }
    guard let layout = head.layout else { return [try CostPiece(path, from: 0, to: .max, nil)] }
    let tasks = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let count = min(tasks, (length + pieceBytes - 1) / pieceBytes)
    // The last piece takes what has been added meanwhile.
    let bounds = (0...count).map { $0 == count ? Int.max : length / count * $0 }
    let pieces = await withTaskGroup(of: (Int, CostPiece?).self) { group in
      for index in 0..<count {
        group.addTask {
          do throws(ImportError) {
            return (
              index,
              try CostPiece(
                path, from: bounds[index], to: bounds[index + 1], index == 0 ? nil : layout)
            )
          } catch {
            return (index, nil)
          }
        }
      }
      var pieces = [CostPiece?](repeating: nil, count: count)
      for await (index, piece) in group { pieces[index] = piece }
      return pieces.compactMap { $0 }
    }
    // Only a reader from the first line on can say which line is wrong.
    return pieces.count == count ? pieces : [try CostPiece(path, from: 0, to: .max, nil)]
  }

  /// The question's data, with the weights of another file; 1 each where there is none.
  ///
  /// - Parameters:
  ///   - weights: by demand; a demand that no site reaches may be named there alone.
  ///   - openingCosts: by site, each of them.
  /// - Throws: `ImportError` where a demand has no weight or a site no opening cost; `SitingError`.
  public func instance(
    weights: ValueFile?, openingCosts: ValueFile? = nil
  ) throws -> SitingInstance {
    var ids = demands
    var starts = self.starts
    var values = [Double](repeating: 1, count: ids.count)
    if let weights {
      values = try demands.map { try weights.value(of: $0, role: .demand) }
      // Named there and reached from nowhere.
      let known = Set(demands)
      for id in weights.ids where !known.contains(id) {
        ids.append(id)
        values.append(try weights.value(of: id, role: .demand))
        starts.append(starts[starts.count - 1])
      }
    }
    let prices = try openingCosts.map { file in
      try sites.map { try file.value(of: $0, role: .site) }
    }
    return try SitingInstance(
      demands: ids, weights: values, sites: sites, openingCosts: prices,
      costs: CostMatrix(
        siteCount: sites.count, starts: starts, sites: siteIndices, costs: costs))
  }
}
