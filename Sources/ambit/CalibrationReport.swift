import Coverage
import Foundation
import Quantities
import ResponseModel
import Routing

/// What a calibration found, as people and programs read it.
struct CalibrationReport: Encodable {
  struct Class: Encodable {
    let roadClass: String
    let drives: Int
    /// Of all driving, 0…1.
    let timeShare: Double
    let factorBefore: Double
    let factor: Double
    let standardError: Double?
    let isFitted: Bool
  }

  struct Errors: Encodable {
    let drives: Int
    let meanS: Double
    let meanSizeS: Double
    let medianSizeS: Double

    init(_ error: CalibrationError) {
      drives = error.drives
      meanS = error.mean.value
      meanSizeS = error.meanSize.value
      medianSizeS = error.medianSize.value
    }
  }

  let profile: String
  let from: String
  let drives: Int
  let withoutPath: Int
  let leftOut: [String: Int]
  let minimumDrives: Int
  let minimumDrivesOfClass: Int
  let fixedDelayS: Double
  let fixedDelayErrorS: Double
  let classes: [Class]
  /// On drives that the fit for this comparison did not see.
  let holdOutBefore: Errors
  let holdOutAfter: Errors
  let iterations: Int

  init(
    _ result: SpeedCalibration, profile: SpeedProfile, from: String,
    _ usable: CalibrateCommand.Usable
  ) {
    let rules = CalibrationRules()
    self.profile = profile.id
    self.from = from
    drives = result.drives
    withoutPath = result.withoutPath
    leftOut = usable.reasons
    minimumDrives = rules.minimumDrives
    minimumDrivesOfClass = rules.minimumDrivesOfClass
    fixedDelayS = result.fixedDelay.value
    fixedDelayErrorS = result.fixedDelayError.value
    classes = result.classes.map {
      Class(
        roadClass: $0.roadClass.word, drives: $0.drives, timeShare: $0.timeShare,
        factorBefore: $0.factorBefore, factor: $0.factor, standardError: $0.standardError,
        isFitted: $0.isFitted)
    }
    holdOutBefore = Errors(result.before)
    holdOutAfter = Errors(result.after)
    iterations = result.iterations
  }

  /// Stands at the head of the profile's file.
  var comment: [String] {
    [
      "Fitted by ambit calibrate to \(drives) drives, from the profile \(from).",
      "Hold-out error (\(holdOutAfter.drives) drives): median \(Self.number(holdOutAfter.medianSizeS))"
        + " s, mean \(Self.number(holdOutAfter.meanSizeS)) s; before:"
        + " median \(Self.number(holdOutBefore.medianSizeS)) s,"
        + " mean \(Self.number(holdOutBefore.meanSizeS)) s.",
    ]
  }

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  func text(_ language: Language) -> String {
    var lines = [
      LocalizedText(
        zh: "用 \(drives) 次出车校准速度方案 \(from)（\(withoutPath) 次没有通路，"
          + "\(leftOut.values.reduce(0, +)) 个任务不能使用），\(iterations) 轮",
        en: "fitted the profile \(from) to \(drives) drives (\(withoutPath) without a way,"
          + " \(leftOut.values.reduce(0, +)) missions that cannot be used), \(iterations) rounds"),
      LocalizedText(
        zh: "固定延误 \(Self.number(fixedDelayS)) 秒（标准误 \(Self.number(fixedDelayErrorS))）",
        en: "fixed delay \(Self.number(fixedDelayS)) s (standard error"
          + " \(Self.number(fixedDelayErrorS)))"),
      LocalizedText(
        zh: "未参与拟合的 \(holdOutAfter.drives) 次的误差：中位 \(Self.number(holdOutAfter.medianSizeS)) 秒，"
          + "平均 \(Self.number(holdOutAfter.meanSizeS)) 秒；校准前 \(Self.number(holdOutBefore.medianSizeS))、"
          + "\(Self.number(holdOutBefore.meanSizeS)) 秒",
        en: "error on \(holdOutAfter.drives) drives it was not fitted to: median"
          + " \(Self.number(holdOutAfter.medianSizeS)) s, mean"
          + " \(Self.number(holdOutAfter.meanSizeS)) s; before:"
          + " \(Self.number(holdOutBefore.medianSizeS)) and"
          + " \(Self.number(holdOutBefore.meanSizeS)) s"),
    ]
    for row in classes {
      let kept = LocalizedText(
        zh: "保留（少于 \(minimumDrivesOfClass) 次，或标准误超过 10%）",
        en: "kept (fewer than \(minimumDrivesOfClass) drives, or a standard error above 10 %)")
      let fitted = LocalizedText(
        zh: "拟合，标准误 \(Self.number(row.standardError ?? 0, 3))",
        en: "fitted, standard error \(Self.number(row.standardError ?? 0, 3))")
      let said = row.isFitted ? fitted : kept
      let share = Self.number(row.timeShare * 100)
      lines.append(
        LocalizedText(
          zh:
            "  \(row.roadClass)：\(Self.number(row.factorBefore, 3)) → \(Self.number(row.factor, 3))，"
            + "\(row.drives) 次，占行驶时间 \(share)%，\(said.zh)",
          en: "  \(row.roadClass): \(Self.number(row.factorBefore, 3)) ->"
            + " \(Self.number(row.factor, 3)), \(row.drives) drives, \(share) % of driving,"
            + " \(said.en)"))
    }
    return lines.map { $0[language] + "\n" }.joined()
  }

  private static func number(_ value: Double, _ decimals: Int = 1) -> String {
    String(format: "%.\(decimals)f", value)
  }
}
