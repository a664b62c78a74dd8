import CCbc

/// A whole-number program that CBC solves: min cost × column over rows.
struct IntegerProgram {
  var lower: [Double] = []
  var upper: [Double] = []
  var costs: [Double] = []
  var isWhole: [Bool] = []
  var rows = LinearRows()

  struct Outcome {
    var point: [Double]?
    var value: Double
    var bound: Double
    var isFinished: Bool

    /// The same with the plan that was begun with, where an unfinished search has none as good.
    func fallingBack(on start: [Double]?, _ program: IntegerProgram) -> Outcome {
      guard let start, !isFinished else { return self }
      let worth = zip(program.costs, start).reduce(0) { $0 + $1.0 * $1.1 }
      guard point == nil || worth < value else { return self }
      return Outcome(point: start, value: worth, bound: min(bound, worth), isFinished: false)
    }
  }

  mutating func addColumn(
    from low: Double = 0, to high: Double = 1, cost: Double = 0, isWhole whole: Bool = true
  ) -> Int {
    lower.append(low)
    upper.append(high)
    costs.append(cost)
    isWhole.append(whole)
    return lower.count - 1
  }

  /// - Returns: the best point, `nil` where there is none, and how far it is proven. Soon after the
  ///   deadline at the latest, then perhaps without what CBC has found so far.
  func solve(start: [Double]? = nil, deadline: Deadline) -> Outcome {
    IntegerProgramRun(self, start: start, deadline: deadline).result()
      ?? Outcome(point: nil, value: .infinity, bound: -.infinity, isFinished: false)
  }

  /// Solves in the thread that asks, one program at a time.
  func solveHere(start: [Double]?, seconds: Double) -> Outcome {
    guard let model = Cbc_newModel() else { preconditionFailure("CBC gave no model") }
    defer { Cbc_deleteModel(model) }
    let (starts, indices, values) = columnsOfRows()
    let scale = costScale
    Cbc_loadProblem(
      model, Int32(lower.count), Int32(rows.count), starts, indices, values, lower, upper,
      costs.map { $0 * scale }, rows.lower, rows.upper)
    for column in isWhole.indices where isWhole[column] { Cbc_setInteger(model, Int32(column)) }
    Cbc_setObjSense(model, 1)
    Cbc_setLogLevel(model, 0)
    Cbc_setParameter(model, "log", "0")
    Cbc_setParameter(model, "allowableGap", "0")
    Cbc_setParameter(model, "ratioGap", "0")
    Cbc_setParameter(model, "increment", "1e-7")
    // Elapsed time, as the caller counts it; processor time would be another limit.
    Cbc_setParameter(model, "timeMode", "elapsed")
    Cbc_setMaximumSeconds(model, seconds)
    if let start {
      Cbc_setMIPStartI(model, Int32(start.count), Array(0..<Int32(start.count)), start)
    }
    _ = Cbc_solve(model)
    let isFinished = Cbc_status(model) == 0
    if isFinished && Cbc_isProvenInfeasible(model) != 0 {
      return Outcome(point: nil, value: .infinity, bound: .infinity, isFinished: true)
    }
    let bound = Cbc_getBestPossibleObjValue(model) / scale
    guard let solution = Cbc_bestSolution(model) else {
      return Outcome(
        point: nil, value: .infinity, bound: abs(bound) < 1e40 ? bound : -.infinity,
        isFinished: false)
    }
    var point = Array(UnsafeBufferPointer(start: solution, count: lower.count))
    for column in isWhole.indices where isWhole[column] { point[column] = point[column].rounded() }
    let value = zip(costs, point).reduce(0) { $0 + $1.0 * $1.1 }
    let isProven = isFinished && Cbc_isProvenOptimal(model) != 0
    return Outcome(
      point: point, value: value, bound: isProven ? value : min(bound, value),
      isFinished: isProven)
  }

  /// Brings the costs to a size that CBC's absolute tolerances suit.
  private var costScale: Double {
    let largest = costs.reduce(0) { max($0, abs($1)) }
    return largest > 0 ? 1000 / largest : 1
  }

  private func columnsOfRows() -> ([Int32], [Int32], [Double]) {
    var starts = [Int32](repeating: 0, count: lower.count + 1)
    for column in rows.columns { starts[Int(column) + 1] += 1 }
    for column in lower.indices { starts[column + 1] += starts[column] }
    var next = starts
    var indices = [Int32](repeating: 0, count: rows.columns.count)
    var values = [Double](repeating: 0, count: rows.columns.count)
    for row in 0..<rows.count {
      for k in Int(rows.starts[row])..<Int(rows.starts[row + 1]) {
        let column = Int(rows.columns[k])
        indices[Int(next[column])] = Int32(row)
        values[Int(next[column])] = rows.values[k]
        next[column] += 1
      }
    }
    return (starts, indices, values)
  }
}

/// A program without planes, so that `CutTree` can list the ties of what CBC has solved.
struct NoPlanes: SeparableObjective {
  let variableCount: Int
  var groupCount: Int { 0 }
  var offset: Double { 0 }
  var step: Double { 0 }
  var magnitude: Double { 1 }
  func planes(at point: [Double], into planes: inout [Plane]) {}
  func value(at point: [Double]) -> Double { 0 }
}
