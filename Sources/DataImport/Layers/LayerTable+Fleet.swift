import ResponseModel

extension LayerTable {
  static let ambulances = LayerTable(
    .ambulances, "车辆表", key: ["plate"],
    [
      .plate,
      LayerField(
        "type", "车型",
        .word([
          WordMeaning("A", "A型", ["普通型", "转运型", "A型普通型"]),
          WordMeaning("B", "B型", ["抢救监护型", "监护型", "B型抢救监护型"]),
          WordMeaning("C", "C型", ["防护监护型", "负压型", "C型防护监护型"]),
          WordMeaning("D", "D型", ["特殊用途型", "D型特殊用途型"]),
        ]), also: ["救护车类型", "车辆类型", "类型", "车辆型号类别"],
        note: LocalizedText(zh: "WS/T 292 的 A、B、C、D 型", en: "A, B, C or D of WS/T 292"),
        example: "B型"),
      LayerField(
        "negative_pressure", "负压", .flag, short: "neg_press",
        also: ["是否负压", "负压救护车", "是否负压救护车", "has_negative_pressure"], example: "否"),
      .stationCode(),
      LayerField(
        "status", "状态",
        .word([
          WordMeaning("in_service", "在用", ["正常", "在役", "使用中"]), WordMeaning("reserve", "备用"),
          WordMeaning("in_repair", "维修", ["维修中", "检修", "故障"]),
          WordMeaning("retired", "报废", ["停用", "已报废"]),
        ]), also: ["车辆状态", "使用状态"],
        note: LocalizedText(zh: "空着为在用", en: "in_service where empty"), example: "在用"),
      LayerField(
        "in_service_from", "投用日期", .date, short: "from_date", also: ["启用日期", "购置日期", "投入使用日期"],
        example: "2021-06-01"),
      LayerField("retired_on", "报废日期", .date, also: ["停用日期"]),
      LayerField(
        "status_periods", "停用时段", .list, short: "periods", also: ["维修时段"],
        note: LocalizedText(
          zh: "如“维修 2024-03-05T08:00+08:00~2024-03-07T18:00+08:00”，以分号分隔",
          en: "such as in_repair 2024-03-05T08:00+08:00~2024-03-07T18:00+08:00, by semicolons")),
    ])

  static let equipment = LayerTable(
    .equipment, "车载设备表", key: ["id"],
    [
      LayerField(
        "id", "设备编号", .code, also: ["资产编号", "序列号", "设备编码", "编号", "serial"],
        note: LocalizedText(zh: "空着由车牌和设备种类组成", en: "where empty, made of plate and kind"),
        example: "CPR-0001"),
      .plate,
      LayerField(
        "kind", "设备种类", .text, required: true, also: ["设备名称", "设备", "设备类型", "名称", "种类"],
        note: LocalizedText(
          zh: "车载心肺复苏仪，或其他设备名称", en: "cpr_device for a CPR device, or another word"),
        example: "车载心肺复苏仪"),
      LayerField(
        "is_in_service", "在用", .flag, short: "in_service",
        also: ["是否在用", "是否完好", "完好", "状态", "使用状态"],
        note: LocalizedText(zh: "空着为在用", en: "yes where empty"), example: "是"),
      LayerField(
        "checked_on", "检查日期", .date, also: ["检定日期", "最近检查日期", "校验日期", "检测日期"],
        example: "2024-03-05"),
    ])

  static let crew = LayerTable(
    .crew, "人员表", key: ["id"],
    [
      LayerField(
        "id", "工号", .code, required: true, also: ["人员编号", "员工编号", "职工号", "人员编码", "编号", "staff_id"],
        note: LocalizedText(zh: "不填姓名和电话", en: "neither names nor telephones are kept"),
        example: "YS0001"),
      LayerField(
        "roles", "岗位", .list, required: true, also: ["角色", "职务", "岗位类别", "人员类别", "role", "职业"],
        note: LocalizedText(
          zh: "医师、驾驶员、护士、担架员；多个以分号分隔，主岗在前",
          en:
            "physician, driver, nurse, stretcher_bearer; several by semicolons, the main one first"),
        example: "医师"),
      LayerField(
        "licence_number", "执业证号", .code, short: "lic_number",
        also: ["执业证书编号", "证书编号", "证件编号", "驾驶证号", "资格证号"],
        note: LocalizedText(zh: "主岗的执业证或驾驶证", en: "the licence of the main role"),
        example: "110331102000001"),
      LayerField(
        "licence_expires_on", "执业证有效期", .date, short: "lic_expiry",
        also: ["有效期至", "证书有效期", "执业证有效期至", "有效期"], example: "2027-12-31"),
      LayerField(
        "licences", "证书", .list, also: ["全部证书"],
        note: LocalizedText(
          zh: "多个证书：“医师执业证 编号 有效期；急救培训合格证 编号 有效期”",
          en: "several licences: kind number day; by semicolons")),
      LayerField(
        "employer", "用人单位", .text, also: ["单位", "所属单位", "工作单位", "所在单位"], example: "丽水市中心医院"),
      .stationCode(),
    ])

  static let shifts = LayerTable(
    .shifts, "人员班次表", key: ["plate", "crew_id", "from"],
    [
      .plate,
      LayerField(
        "crew_id", "工号", .code, required: true,
        also: ["人员编号", "员工编号", "职工号", "人员编码", "crew", "crew_member_id", "staff_id"],
        example: "YS0001"),
      LayerField(
        "date", "日期", .date, also: ["值班日期", "排班日期", "班次日期"],
        note: LocalizedText(
          zh: "上下班时刻只写钟点时填；下班早于上班即为次日",
          en: "where the times are clock times only; an end before the start is on the next day"),
        example: "2024-03-05", importOnly: true),
      LayerField(
        "from", "上班时刻", .time, required: true, short: "from_time",
        also: ["开始时间", "上班时间", "开始时刻", "班次开始", "start"], example: "08:00"),
      LayerField(
        "to", "下班时刻", .time, required: true, short: "to_time",
        also: ["结束时间", "下班时间", "结束时刻", "班次结束", "end"], example: "20:00"),
      LayerField(
        "duty", "值班类型",
        .word([
          WordMeaning("on_duty", "在岗", ["值班", "当班", "白班", "夜班"]),
          WordMeaning("standby", "备班", ["听班", "二线"]),
          WordMeaning("off_duty", "离岗", ["培训", "休假", "请假"]),
        ]), also: ["班次类型", "类型", "班别"], note: LocalizedText(zh: "空着为在岗", en: "on_duty where empty"),
        example: "在岗"),
      LayerField("role", "岗位", .crewRole, also: ["角色", "席位", "班次岗位"], example: "医师"),
    ])
}
