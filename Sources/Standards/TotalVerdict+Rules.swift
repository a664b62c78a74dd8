extension TotalVerdict {
  /// Every rule of a standard over several counties.
  /// - Parameter counties: code and verdicts, in the order of the rules.
  public static func all(
    of standard: Standard, counties: [(code: String, verdicts: [Verdict])]
  ) -> [TotalVerdict] {
    standard.rules.indices.map { index in
      TotalVerdict(
        of: standard.rules[index], counties: counties.map { ($0.code, $0.verdicts[index]) })
    }
  }
}
