/// Columns that say who someone is, where they live or what they suffer from. They are left behind
/// unless asked for by name; where one is, it is told apart from those that merely mean nothing here.
enum PersonalColumn {
  private static let words = [
    "姓名", "名字", "联系人", "患者", "病人", "呼救人", "报警人", "呼叫人", "家属", "电话", "手机", "号码归属", "主叫", "来电号码",
    "身份证",
    "证件号", "住址", "家庭", "户籍地", "地址", "地点", "诊断", "病种", "病情", "主诉", "病史", "症状", "伤情", "疾病", "年龄",
    "性别",
    "出生", "民族", "职业", "医保", "病历", "过敏", "录音", "备注", "描述",
    "phone", "mobile", "telephone", "address", "diagnosis", "patient", "caller", "idcard", "gender",
    "birth",
  ]

  /// - Parameter header: a column that means nothing else to the layer.
  static func isPersonal(_ header: HeaderName) -> Bool {
    words.contains { header.full.contains($0) } || header.full == "name" || header.full == "age"
      || header.full == "sex"
  }
}
