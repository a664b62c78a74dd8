import CCbc

/// A linear program that grows by rows and is solved again and again with other column bounds.
///
/// Owns the Clp model; minimises. Not Sendable: one search owns it.
final class LinearProgram {
  enum Status {
    case optimal, infeasible, unfinished
  }

  private let model: OpaquePointer
  let columnCount: Int
  private(set) var lower: [Double]
  private(set) var upper: [Double]

  init(lower: [Double], upper: [Double], objective: [Double]) {
    guard let model = Clp_newModel() else { preconditionFailure("Clp gave no model") }
    self.model = OpaquePointer(model)
    columnCount = objective.count
    self.lower = lower
    self.upper = upper
    Clp_setLogLevel(model, 0)
    let starts = [CoinBigIndex](repeating: 0, count: objective.count + 1)
    Clp_resize(model, 0, 0)
    Clp_addColumns(
      model, Int32(objective.count), lower, upper, objective, starts, [], [])
    Clp_setOptimizationDirection(model, 1)
  }

  deinit { Clp_deleteModel(pointer) }

  private var pointer: UnsafeMutableRawPointer { UnsafeMutableRawPointer(model) }

  var rowCount: Int { Int(Clp_numberRows(pointer)) }

  func add(_ rows: LinearRows) {
    guard rows.count > 0 else { return }
    Clp_addRows(
      pointer, Int32(rows.count), rows.lower, rows.upper, rows.starts, rows.columns, rows.values)
  }

  func remove(rows: [Int32]) {
    guard !rows.isEmpty else { return }
    Clp_deleteRows(pointer, Int32(rows.count), rows)
  }

  func setBounds(lower: [Double], upper: [Double]) {
    self.lower = lower
    self.upper = upper
    Clp_chgColumnLower(pointer, lower)
    Clp_chgColumnUpper(pointer, upper)
  }

  /// Solves from the last basis.
  func solve(primal: Bool = false) -> Status {
    if primal { Clp_primal(pointer, 0) } else { Clp_dual(pointer, 0) }
    switch Clp_status(pointer) {
    case 0: return .optimal
    case 1: return .infeasible
    default:
      // Numerical trouble: once more from scratch.
      Clp_primal(pointer, 0)
      switch Clp_status(pointer) {
      case 0: return .optimal
      case 1: return .infeasible
      default: return .unfinished
      }
    }
  }

  var value: Double { Clp_objectiveValue(pointer) }

  var solution: [Double] {
    Array(UnsafeBufferPointer(start: Clp_primalColumnSolution(pointer), count: columnCount))
  }

  var reducedCosts: [Double] {
    Array(UnsafeBufferPointer(start: Clp_dualColumnSolution(pointer), count: columnCount))
  }

  /// Dual values of the rows: 0 where a row does not bind.
  var rowPrices: [Double] {
    Array(UnsafeBufferPointer(start: Clp_dualRowSolution(pointer), count: rowCount))
  }
}

/// Rows of a linear program: lower ≤ Σ values × columns ≤ upper.
struct LinearRows {
  var lower: [Double] = []
  var upper: [Double] = []
  var starts: [Int32] = [0]
  var columns: [Int32] = []
  var values: [Double] = []

  var count: Int { lower.count }

  mutating func append(
    _ entries: [(column: Int, value: Double)], from low: Double = -.infinity,
    to high: Double = .infinity
  ) {
    for entry in entries {
      columns.append(Int32(entry.column))
      values.append(entry.value)
    }
    starts.append(Int32(columns.count))
    lower.append(low == -.infinity ? -Double.greatestFiniteMagnitude : low)
    upper.append(high == .infinity ? Double.greatestFiniteMagnitude : high)
  }
}
