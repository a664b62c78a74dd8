public import Analysis
import Standards
import Inspection
public import ResponseModel

/// An inspection for a terminal.
public enum InspectionText {
  /// Times listed under one finding.
  private static let listed = 5

  public static func text(_ report: InspectionReport, language: Language) -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    var lines = [
      say("检查 \(report.on)", "Inspection of \(report.on)")
        + " (\(minutes(report.from)) – \(minutes(report.to)), \(report.zone))",
      say(
        "标准：\(report.standardName)（\(report.standard)）",
        "Standard: \(report.standardName) (\(report.standard))"),
      report.eachNote,
      say(
        "检查了 \(report.checked.ambulances) 辆救护车、\(report.checked.stations) 个站、\(report.checked.crew) 人、\(report.checked.shifts) 个班次",
        "Looked at \(report.checked.ambulances, of: "ambulance"), "
          + "\(report.checked.stations, of: "station"), "
          + "\(report.checked.crew, of: "person", "people"), \(report.checked.shifts, of: "shift")"),
    ]
    lines += report.notices.map { "! " + $0 }
    lines += ["", say("问题 \(report.findings.count) 个", "\(report.findings.count, of: "finding")")]
    if let since = report.since { lines.append(say("与 \(since) 相比", "compared with \(since)")) }
    var heading = ""
    for item in report.findings {
      let place = [item.county, item.station].compactMap(\.self).joined(separator: " ")
      if place != heading {
        heading = place
        lines += ["", place.isEmpty ? "–" : place]
      }
      lines += finding(item, language)
    }
    if !report.cured.isEmpty {
      lines += ["", say("已消除 \(report.cured.count) 个", "\(report.cured.count) cured")]
      lines += report.cured.map { "  \($0.id) \($0.message)" }
    }
    lines += verdicts(report, language)
    lines += posts(report, language)
    lines += centres(report, language)
    if !report.notAssessable.isEmpty {
      lines += ["", say("不可判定（不等于通过）", "Not assessable (which is not passed)")]
      var seen: Set<String> = []
      for open in report.notAssessable {
        let line = "  \(open.title) (\(open.check)): " + open.missing.joined(separator: "; ")
        guard seen.insert(line).inserted else { continue }
        let codes = report.notAssessable.filter {
          $0.check == open.check && $0.missing == open.missing
        }
        .compactMap(\.county)
        lines.append(line + (codes.isEmpty ? "" : " [\(codes.joined(separator: ", "))]"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func finding(_ item: InspectionReport.Item, _ language: Language) -> [String] {
    var tags = [item.severity.label[language], item.change.label[language]]
    if !item.inForce { tags.append(language == .zh ? "条款未生效" : "not in force") }
    if item.evidence == .assumed || item.evidence == .default {
      tags.append(language == .zh ? "含假定" : "rests on assumptions")
    }
    if item.status == .accepted { tags.append(item.status.label[language]) }
    var lines = ["  \(item.id) [\(tags.joined(separator: ", "))] \(item.message)"]
    var details: [String] = []
    if let clause = item.clause {
      details.append((language == .zh ? "条文 " : "clause ") + clause)
    }
    details.append((language == .zh ? "条款 " : "rule ") + item.rule)
    if let mark = item.mark { details.append("[\(mark.rawValue)]") }
    if let deadline = item.deadline {
      details.append((language == .zh ? "期限 " : "deadline ") + deadline)
    }
    lines.append("    " + details.joined(separator: "  "))
    for time in item.occurrences.prefix(listed) {
      var text = "    \(minutes(time.from)) – \(minutes(time.to))"
      if !time.people.isEmpty {
        text +=
          "  "
          + time.people.map { $0.id + ($0.seat.map { ":\(word($0, language))" } ?? "") }
          .joined(separator: " ")
      }
      if !time.missing.isEmpty {
        let missing = time.missing.sorted { $0.key < $1.key }
          .map { "\($0.value) \(word($0.key, language))" }
        text += (language == .zh ? "  缺 " : "  lacking ") + missing.joined(separator: ", ")
      }
      lines.append(text)
    }
    if item.occurrences.count > listed {
      lines.append("    … +\(item.occurrences.count - listed)")
    }
    lines += item.caveats.map { "    ! " + $0 }
    lines.append((language == .zh ? "    整改：" : "    cure: ") + item.cure)
    if let reason = item.reason {
      lines.append("    \(item.statusBy ?? ""): \(reason)")
    }
    return lines
  }

  private static func verdicts(_ report: InspectionReport, _ language: Language) -> [String] {
    var lines = ["", language == .zh ? "条款" : "Rules"]
    for county in report.counties {
      lines.append("  \(county.code) \(county.name)")
      for verdict in county.verdicts {
        let outcome: String =
          switch verdict.verdict {
          case .pass: language == .zh ? "通过" : "pass"
          case .fail: language == .zh ? "不通过" : "fail"
          case .notAssessable: language == .zh ? "不可判定" : "not assessable"
          }
        var line = "    \(outcome)  \(verdict.title) (\(verdict.rule)) [\(verdict.mark.rawValue)]"
        if let value = verdict.value {
          line += "  \((value * 100).rounded() / 100)"
          if let limit = verdict.limit {
            line += " (\(verdict.comparison ?? "") \((limit * 100).rounded() / 100))"
          }
        }
        lines.append(line)
      }
      let fleet = county.fleet
      if fleet.ambulances > 0 {
        var text =
          language == .zh
          ? "    车辆 \(fleet.ambulances) 辆，负压 \(fleet.negativePressure)"
          : "    \(fleet.ambulances, of: "ambulance"), \(fleet.negativePressure) with negative pressure"
        if let people = fleet.residentsPerAmbulance {
          text +=
            language == .zh
            ? "，每车常住人口 \(Int(people.rounded()))" : ", \(Int(people.rounded())) residents each"
        }
        if let people = fleet.registeredPerAmbulance {
          text +=
            language == .zh
            ? "，每车户籍人口 \(Int(people.rounded()))" : ", \(Int(people.rounded())) registered each"
        }
        if let age = fleet.meanAgeYears, let oldest = fleet.oldestYears {
          let mean = (age * 10).rounded() / 10
          text +=
            language == .zh
            ? "，平均车龄 \(mean) 年，最长 \(oldest) 年" : ", mean age \(mean) years, oldest \(oldest)"
        }
        lines.append(text)
      }
    }
    return lines
  }

  private static func posts(_ report: InspectionReport, _ language: Language) -> [String] {
    guard !report.posts.isEmpty else { return [] }
    var table = TextTable([
      (language == .zh ? "站点" : "station", .left), (language == .zh ? "岗位" : "seat", .left),
      (language == .zh ? "车辆" : "ambulances", .right),
      (language == .zh ? "每车编制" : "per car", .right),
      (language == .zh ? "需编制" : "posts", .right), (language == .zh ? "现有" : "people", .right),
      (language == .zh ? "缺" : "short", .right),
    ])
    func number(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
    for post in report.posts {
      table.add([
        post.station, word(post.seat, language), "\(post.ambulances)",
        number(post.postsPerAmbulance),
        number(post.posts), "\(post.people)",
        post.shortfall.map { "\($0)" } ?? "–",
      ])
    }
    let unplaced = report.posts.contains { $0.shortfall == nil }
    let hours = Int(report.limits["hours_per_post_year"]?.value ?? 0)
    let title =
      language == .zh
      ? "全天候所需编制（每编制每年 \(hours) 小时）"
      : "Posts for round-the-clock cover (\(hours) hours a post and year)"
    var lines = ["", title] + table.text.split(separator: "\n").map { "  " + $0 }
    if unplaced {
      lines.append(
        language == .zh
          ? "  缺员为“–”的岗位：另有人员未登记所在站点，可能属于该站，缺员无法确定；请在人员表填写站点"
          : "  A dash: staff whose records name no station may belong there, so what lacks is not known;"
            + " fill in their station")
    }
    return lines
  }

  /// The farthest township of each county from each kind of treatment centre.
  private static func centres(_ report: InspectionReport, _ language: Language) -> [String] {
    guard let method = report.centreTimes.first?.method else { return [] }
    var lines = [
      "",
      (language == .zh ? "乡镇（街道）到最近救治中心" : "From townships to the nearest treatment centre")
        + " (\(method))",
    ]
    let groups = Dictionary(grouping: report.centreTimes) { "\($0.county) \($0.centre)" }
    for key in groups.keys.sorted() {
      guard let times = groups[key], let first = times.first else { continue }
      let centre = FindingWords.measure(first.centre)?[language] ?? first.centre
      let worst = times.max { ($0.minutes ?? -1) < ($1.minutes ?? -1) }
      var text = "  \(first.county) \(centre): "
      if let worst, let minutes = worst.minutes {
        let rounded = (minutes * 10).rounded() / 10
        text +=
          language == .zh
          ? "最远 \(worst.township)，\(rounded) 分钟（\(worst.facilityName ?? "")）"
          : "farthest \(worst.township), \(rounded) min (\(worst.facilityName ?? ""))"
      }
      let open = times.count { $0.minutes == nil }
      if open > 0 {
        text += language == .zh ? "；\(open) 个乡镇无时间" : "; \(open) townships without a time"
      }
      lines.append(text)
    }
    return lines
  }

  /// A seat as a person calls it.
  static func word(_ key: String, _ language: Language) -> String {
    FindingWords.measure(key)?[language] ?? key
  }

  /// `2026-03-01T20:00` of `2026-03-01T20:00:00.000+08:00`.
  static func minutes(_ text: String) -> String {
    text.hasSuffix("Z") ? text : String(text.prefix(16)).replacing("T", with: " ")
  }
}
