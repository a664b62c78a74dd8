import DataImport
import FoundationEssentials
import ResponseModel
import Standards
import Testing

/// The profiles of `GeoData/standards`, against the table they were written from.
@Suite struct StandardFileShippedTests {
  static let folder = StandardFileFolder(
    path: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("GeoData/standards").path)

  static func standard(_ id: String) throws -> Standard {
    try #require(folder.standards.first { $0.id == id })
  }

  @Test func `Every shipped profile reads without an issue and is named like its file`() {
    #expect(Self.folder.issues == [])
    #expect(
      Self.folder.standards.map(\.id) == [
        "beijing-2022", "guizhou-2018", "haicang-145", "hangzhou-2027", "hangzhou-regulation-2015",
        "lhasa-2025", "lishui-2024", "nanjing-2035", "national-2020", "shanghai-regulation",
        "zhejiang-2025",
      ])
    #expect(Self.folder.standards.filter(\.isDefault).map(\.id) == ["lishui-2024"])
    #expect(Self.folder.standards.filter(\.isTemplate).map(\.id) == ["zhejiang-2025"])
  }

  /// id, then rule, sign, numbers, unit and mark of each number, as `standards.md` has them.
  static let numbers: [(standard: String, rule: String, numbers: [String])] = [
    ("lishui-2024", "urban-radius", ["≤ 3.5 km F"]),
    ("lishui-2024", "urban-mean-response", ["< 11 min F"]),
    ("lishui-2024", "rural-siting", ["≤ 8 km (lenient end 10 km) F", "≥ 1 F"]),
    ("lishui-2024", "rural-mean-response", ["< 14 min F"]),
    (
      "lishui-2024", "crew",
      ["physician ≥ 1 F", "driver ≥ 1 F", "nurse + stretcher bearer ≥ 2 F"]
    ),
    ("lishui-2024", "cpr-device", ["≥ 1 F"]),
    ("lishui-2024", "emergency-centre", ["≥ 1 F"]),
    ("lishui-2024", "service-circle", ["≤ 15 min F"]),
    ("lishui-2024", "township-hospital", ["≥ 1 F"]),
    ("lishui-2024", "area-centres", ["= 30 F"]),
    ("lishui-2024", "mobile-rounds", ["≥ 3 F"]),
    ("lishui-2024", "treatment-centres", ["≥ 1 F"]),
    ("lishui-2024", "level3-hospital", ["≥ 1 F"]),
    ("lishui-2024", "standardised-share", ["≥ 95% F"]),
    ("lishui-2024", "village-clinic-share", ["≥ 80% F", "≥ 10 percentage points F"]),
    ("lishui-2024", "primary-staff", ["≥ 3.3 F"]),
    ("national-2020", "urban-radius", ["≤ 5 km 2"]),
    ("national-2020", "rural-radius", ["≤ 10 km (lenient end 20 km) 2"]),
    ("national-2020", "negative-pressure-share", ["≥ 40% 2"]),
    ("national-2020", "answered-within-10s", ["≤ 10 s 2", "≥ 95% 2"]),
    ("national-2020", "rolling-within-3min", ["≤ 3 min 2", "≥ 95% 2"]),
    ("national-2020", "ambulances-per-population", ["≥ 1 U"]),
    ("national-2020", "satisfaction", ["≥ 95% U"]),
    ("hangzhou-2027", "urban-mean-response", ["≤ 8 min E"]),
    ("hangzhou-2027", "rural-mean-response", ["≤ 12 min E"]),
    ("hangzhou-2027", "mountain-island-mean-response", ["≤ 14 min E"]),
    ("hangzhou-2027", "answered-within-10s", ["≤ 10 s E", "≥ 95% E"]),
    ("hangzhou-2027", "cpr-success", ["≥ 6% E"]),
    ("hangzhou-regulation-2015", "ambulances-per-population", ["≥ 1 F"]),
    ("hangzhou-regulation-2015", "crew", ["physician ≥ 1 F", "driver ≥ 1 F"]),
    ("hangzhou-regulation-2015", "order-within-1min", ["≤ 1 min F"]),
    ("hangzhou-regulation-2015", "records-kept", ["≥ 2 years F"]),
    ("beijing-2022", "mean-response", ["< 12 min E"]),
    ("beijing-2022", "station-per-township", ["≥ 1 E"]),
    ("beijing-2022", "ambulances-per-population", ["≥ 1 E"]),
    ("beijing-2022", "satisfaction", ["≥ 95% E"]),
    ("shanghai-regulation", "crew", ["physician ≥ 1 F", "driver + stretcher bearer ≥ 2 F"]),
    ("shanghai-regulation", "records-kept", ["≥ 2 years F"]),
    ("nanjing-2035", "mean-response", ["≤ 12 min E"]),
    ("nanjing-2035", "urban-radius", ["≤ 3 km (lenient end 5 km) E"]),
    ("nanjing-2035", "station-per-town", ["≥ 1 E"]),
    ("nanjing-2035", "coverage", ["≥ 90% E"]),
    ("guizhou-2018", "urban-mean-response", ["≤ 15 min 2"]),
    ("guizhou-2018", "rural-mean-response", ["≤ 30 min 2"]),
    ("haicang-145", "new-stations", ["≥ 3 F"]),
    ("haicang-145", "health-circle", ["≤ 15 min F"]),
    ("haicang-145", "disease-control-staff", ["≥ 1.12 F"]),
    ("haicang-145", "community-staff", ["= 1 F"]),
    ("lhasa-2025", "treatment-centres", ["≥ 5 F"]),
    ("lhasa-2025", "named-subcentres", ["≥ 4 F"]),
    ("lhasa-2025", "licensed-city", ["≥ 95% F"]),
    ("lhasa-2025", "licensed-county", ["≥ 90% F"]),
    ("lhasa-2025", "licensed-township", ["≥ 85% F"]),
  ]

  @Test func `Every number of every profile is the one of the table, and no other ships`() {
    let shipped = Self.folder.standards.flatMap { standard in
      standard.rules.map { rule in
        let numbers = rule.requirement.numbers.map { "\($0.text.en) \($0.mark.rawValue)" }
        return "\(standard.id) \(rule.id): \(numbers)"
      }
    }
    let expected = Self.numbers.map { "\($0.standard) \($0.rule): \($0.numbers)" }
    #expect(Set(shipped).subtracting(expected) == [])
    #expect(Set(expected).subtracting(shipped) == [])
    #expect(shipped.count == expected.count)
  }

  @Test func `The bases of numbers per so many are those of the table`() throws {
    var bases: [String] = []
    for standard in Self.folder.standards {
      for rule in standard.rules {
        switch rule.requirement {
        case .vehiclesPerPopulation(let it):
          bases.append("\(standard.id) \(Int(it.per)) \(it.denominator) \(it.scope)")
        case .ratio(let it):
          guard let per = it.per else { continue }
          bases.append("\(standard.id) \(Int(per)) \(it.denominator) \(it.isApproximate)")
        default: continue
        }
      }
    }
    #expect(
      bases == [
        "beijing-2022 30000 population county", "haicang-145 10000 population false",
        "haicang-145 1000 servedPopulation true", "hangzhou-regulation-2015 50000 residents county",
        "lishui-2024 1000 residents false", "national-2020 30000 population city",
      ])
  }

  @Test func `Lishui quotes its clauses word for word`() throws {
    let rules = try Self.standard("lishui-2024").rules
    #expect(
      rules.map { "\($0.clause ?? "-") \($0.quote ?? "-")" } == [
        "二(一)4 城市地区服务半径不超过3.5公里",
        "二(一)4 平均急救反应时间少于11分钟",
        "二(一)4 乡村地区服务半径8-10公里或建制乡镇至少建1个急救站(点)",
        "二(一)4 平均急救反应时间少于14分钟",
        "二(一)4 每辆救护车至少配置医师1名、驾驶员1名、急救辅助人员2名(护士或担架员)",
        "二(一)4 配置车载心肺复苏仪",
        "二(一)4 推进县(市)急救中心场所、人员建设",
        "二(一)1 15分钟医疗服务圈",
        "二(一)1 原则上在每个乡镇办好一所标准化乡镇卫生院",
        "二(一)3 支持30家乡镇卫生院…建成基层片区医疗中心",
        "二(一)3 定期巡诊每月至少3次",
        "二(一)2 胸痛、卒中、创伤、危重孕产妇、危重儿童和新生儿等五大救治中心",
        "一 每个县至少有1家医院…达到三级医院水平",
        "一 乡镇卫生院标准化建设率达到95%以上",
        "一 政府举办的村级医疗卫生机构比例不低于80%或每年提升10个百分点以上",
        "一 每千常住人口基层卫生人员数达到3.3人",
      ])
    #expect(
      rules.filter { $0.due != nil }.map { "\($0.id) \($0.due?.description ?? "")" } == [
        "level3-hospital 2025", "standardised-share 2025",
      ])
  }

  @Test func `Only what was read of a document is stated`() throws {
    let lishui = try Self.standard("lishui-2024")
    #expect(lishui.document.number == "丽政办发〔2024〕40号")
    #expect(lishui.document.registerNumber == "ZJKC01-2024-0011")
    #expect(lishui.document.date == .day(try #require(CalendarDate("2024-05-20"))))
    #expect(lishui.inForceFrom == CalendarDate("2024-06-30"))
    let national = try Self.standard("national-2020")
    #expect(national.document.number == "国卫医发〔2020〕19号")
    #expect(national.document.numberMark == .unverified)
    #expect(try Self.standard("hangzhou-2027").document.date?.description == "2025-07-24")
    #expect(try Self.standard("beijing-2022").document.number == "京政办发〔2020〕18号")
    let zhejiang = try Self.standard("zhejiang-2025")
    #expect(zhejiang.rules == [] && zhejiang.mark == .excerpt)
    #expect(zhejiang.inForceFrom == CalendarDate("2025-12-01"))
    let dues = try Self.standard("lhasa-2025").rules.map { $0.due?.description }
    #expect(dues == [nil, nil, "2035", "2035", "2035"])
  }

  @Test func `No number is verified better than its rule says`() {
    for standard in Self.folder.standards {
      for rule in standard.rules {
        #expect(rule.requirement.marks.allSatisfy { $0 == rule.mark }, "\(standard.id) \(rule.id)")
      }
    }
  }

  @Test(arguments: Language.allCases)
  func `Every profile prints as text with its clauses`(language: Language) throws {
    for standard in Self.folder.standards {
      let text = StandardDescription(standard).text(language)
      #expect(text.hasPrefix(standard.name[language] + "\n"))
      for rule in standard.rules {
        #expect(text.contains(rule.title[language]))
        if let quote = rule.quote { #expect(text.contains("“\(quote)”")) }
      }
    }
  }
}
