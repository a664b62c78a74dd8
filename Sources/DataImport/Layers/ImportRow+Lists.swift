import ResponseModel

/// Cells that hold a small list, written so that a person can read it and an export comes back the
/// same: `胸痛(县级,2024-01-01~);卒中`.
extension ImportRow {
  /// Parts between semicolons, ideographic commas too where `commas`.
  func parts(_ field: String, commas: Bool = false) throws(Problem) -> [String] {
    guard let text = try text(field) else { return [] }
    let separators: Set<Character> =
      commas ? [";", "\u{FF1B}", "、", ",", "\u{FF0C}", "/"] : [";", "\u{FF1B}"]
    return text.split { separators.contains($0) }.compactMap { PlainText.trimmed(String($0)) }
  }

  func treatmentCentres() throws(Problem) -> [TreatmentCentre] {
    var centres: [TreatmentCentre] = []
    for part in try listParts("treatment_centres") {
      let (word, details) = Self.bracketed(part)
      guard
        let family = Self.families.first(where: { word.contains($0.0) || word == $0.1.rawValue })
      else {
        throw badPart("treatment_centres", part, "胸痛、卒中、创伤、孕产妇、儿童和新生儿")
      }
      let fields = details.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let span = fields.last.flatMap { Self.span($0) }
      let level = span == nil ? details : fields.dropLast().joined(separator: ",")
      centres.append(
        TreatmentCentre(
          family.1, level: PlainText.trimmed(level), validFrom: span?.from, validTo: span?.to))
    }
    return centres
  }

  func licences(mainRole: CrewRole?) throws(Problem) -> [Licence] {
    var licences: [Licence] = []
    for part in try parts("licences") {
      let words = part.split(separator: " ").map(String.init)
      guard let kind = words.first.flatMap(Self.licenceKind) else {
        throw badPart("licences", part, "医师执业证、护士执业证、驾驶证、急救培训合格证、其他")
      }
      let day = words.count > 1 ? words.last.flatMap { CalendarDate($0) } : nil
      let number = words.dropFirst().dropLast(day == nil ? 0 : 1).joined(separator: " ")
      licences.append(Licence(kind, number: PlainText.trimmed(number), expiresOn: day))
    }
    let (number, day) = (try code("licence_number"), try date("licence_expires_on"))
    guard number != nil || day != nil else { return licences }
    let kind: LicenceKind =
      switch mainRole {
      case .physician: .physician
      case .nurse: .nurse
      case .driver: .driving
      case .stretcherBearer: .firstAid
      case nil: .other
      }
    // An export has the main licence in both places.
    let main = Licence(kind, number: number, expiresOn: day)
    return licences.contains(main) ? licences : [main] + licences
  }

  func statusPeriods() throws(Problem) -> [Ambulance.StatusPeriod] {
    var periods: [Ambulance.StatusPeriod] = []
    for part in try parts("status_periods") {
      let words = part.split(separator: " ", maxSplits: 1).map(String.init)
      let ends =
        words.count == 2
        ? words[1].split(separator: "~", omittingEmptySubsequences: false).map(String.init) : []
      let known = layout.words["status"]?.values ?? [:]
      guard ends.count == 2, let status = known[words[0]].flatMap(AmbulanceStatus.init),
        let from = instant(ends[0]), ends[1].isEmpty || instant(ends[1]) != nil
      else {
        throw badPart("status_periods", part, "维修 2024-03-05T08:00+08:00~2024-03-07T18:00+08:00")
      }
      periods.append(Ambulance.StatusPeriod(status, from: from, to: instant(ends[1])))
    }
    return periods
  }

  func roles() throws(Problem) -> [CrewRole] {
    var roles: [CrewRole] = []
    for part in try parts("roles", commas: true) {
      let name = HeaderName(part).full
      guard
        let meaning = WordMeaning.crewRoles.first(where: { role in
          ([role.value, role.word] + role.synonyms).contains { HeaderName($0).full == name }
        }), let role = CrewRole(rawValue: meaning.value)
      else { throw badPart("roles", part, "医师、驾驶员、护士、担架员") }
      if !roles.contains(role) { roles.append(role) }
    }
    guard !roles.isEmpty else { throw missing("roles") }
    return roles
  }

  /// Parts between semicolons or 、, but not those within brackets.
  private func listParts(_ field: String) throws(Problem) -> [String] {
    guard let text = try text(field) else { return [] }
    var (parts, depth) = ([""], 0)
    for character in text {
      if "(\u{FF08}".contains(character) { depth += 1 }
      if ")\u{FF09}".contains(character) { depth -= 1 }
      if depth == 0, ";\u{FF1B}、".contains(character) {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.compactMap(PlainText.trimmed)
  }

  private func instant(_ text: String) -> Instant? {
    guard let text = PlainText.trimmed(text), let time = WrittenTime(text), let day = time.day,
      Self.clockDays.contains(day)
    else { return nil }
    return context.instant(
      day: day, milliseconds: time.milliseconds ?? 0, offset: time.offsetSeconds)
  }

  private func badPart(_ field: String, _ part: String, _ form: String) -> Problem {
    problem(
      "value-invalid", field,
      LocalizedText(
        zh: "“\(part)”无法识别，应形如：\(form)", en: "'\(part)' is not understood; write it like: \(form)"))
  }

  private static func bracketed(_ text: String) -> (String, String) {
    guard let open = text.firstIndex(where: { "(\u{FF08}".contains($0) }) else { return (text, "") }
    let inside = text[text.index(after: open)...].prefix { !")\u{FF09}".contains($0) }
    return (String(text[..<open]), String(inside).replacing("\u{FF0C}", with: ","))
  }

  /// `2024-01-01~2025-12-31`, either end open; `nil` for anything else.
  private static func span(_ text: String) -> (from: CalendarDate?, to: CalendarDate?)? {
    let ends = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 2 else { return nil }
    let days = ends.map { CalendarDate($0) }
    for (end, day) in zip(ends, days) where !end.isEmpty && day == nil { return nil }
    return (days[0], days[1])
  }

  static let families: [(String, TreatmentFamily)] = [
    ("胸痛", .chestPain), ("卒中", .stroke), ("创伤", .trauma), ("孕产妇", .maternal),
    ("儿童", .childAndNewborn), ("新生儿", .childAndNewborn),
  ]

  static let licenceWords: KeyValuePairs<String, LicenceKind> = [
    "医师执业证": .physician, "护士执业证": .nurse, "驾驶证": .driving, "急救培训合格证": .firstAid, "其他": .other,
  ]

  private static func licenceKind(_ word: String) -> LicenceKind? {
    licenceWords.first { $0.key == word || $0.key + "书" == word }?.value
      ?? LicenceKind(rawValue: word)
  }
}

extension ImportContext {
  /// A moment on the import's clock, or on the one the text itself names.
  func instant(day: Int, milliseconds: Int, offset: Int?) -> Instant {
    if let offset {
      return Instant(
        milliseconds: Int64(day * 86_400_000 + milliseconds - offset * 1000),
        minutesEast: offset / 60)
    }
    let moment = clock.moment(day: day, milliseconds: milliseconds)
    return Instant(
      milliseconds: Int64(moment.milliseconds), minutesEast: moment.offset / 60)
  }
}
