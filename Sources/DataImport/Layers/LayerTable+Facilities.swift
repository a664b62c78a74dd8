import ResponseModel

extension LayerTable {
  static let facilities = LayerTable(
    .facilities, "医院与五大中心表", key: ["id"],
    [
      LayerField(
        "id", "机构编码", .code,
        also: ["医疗机构编码", "医疗机构代码", "机构代码", "组织机构代码", "编码", "代码", "编号", "facility_id", "code"],
        note: LocalizedText(zh: "空着由县区编码和名称组成", en: "where empty, made of county and name"),
        example: "331102-H01"),
      LayerField(
        "name", "机构名称", .text, required: true,
        also: ["医疗机构名称", "医院名称", "名称", "单位名称", "医院", "卫生院", "facility", "hospital"],
        example: "丽水市中心医院"),
      .countyCode(), .townshipCode(),
      LayerField(
        "village_code", "村居编码", .code, short: "village", also: ["村代码", "村居代码"],
        note: LocalizedText(zh: "村卫生室所在村", en: "of a village clinic")),
      LayerField(
        "kind", "机构类型",
        .word([
          WordMeaning("hospital", "医院", ["综合医院", "中医院", "中医医院", "专科医院", "人民医院"]),
          WordMeaning("township_hospital", "乡镇卫生院", ["卫生院", "中心卫生院"]),
          WordMeaning(
            "community_health_centre", "社区卫生服务中心", ["社区卫生服务站", "社区卫生服务中心(站)"]),
          WordMeaning("village_clinic", "村卫生室", ["卫生室", "村卫生所", "村级医疗卫生机构"]),
          WordMeaning("emergency_centre", "急救中心", ["120急救中心"]),
          WordMeaning("subcentre", "急救分中心", ["分中心"]),
          WordMeaning("mobile_hospital_point", "流动医院服务点", ["流动医院", "巡诊点"]),
          WordMeaning("other", "其他", ["其它"]),
        ]), also: ["类型", "类别", "医疗机构类型", "机构类别"],
        note: LocalizedText(zh: "空着按名称判断", en: "where empty, the name decides"), example: "医院"),
      LayerField(
        "level", "医院等级",
        .word([
          WordMeaning("3", "三级", ["三", "三级医院"]), WordMeaning("2", "二级", ["二", "二级医院"]),
          WordMeaning("1", "一级", ["一", "一级医院"]),
        ]), also: ["等级", "级别", "医院级别"],
        note: LocalizedText(zh: "也可写“三级甲等”", en: "三级甲等 gives level and grade"), example: "三级"),
      LayerField(
        "grade", "等次",
        .word([
          WordMeaning("特等", "特等", ["特"]), WordMeaning("甲等", "甲等", ["甲"]),
          WordMeaning("乙等", "乙等", ["乙"]), WordMeaning("丙等", "丙等", ["丙"]),
        ]), also: ["医院等次"], example: "甲等"),
      LayerField(
        "reaches_tertiary_level", "达到三级水平", .flag, short: "tertiary",
        also: ["达到三级医院水平", "是否达到三级医院水平"]),
      LayerField(
        "is_area_centre", "片区医疗中心", .flag, short: "area_centr",
        also: ["基层片区医疗中心", "是否片区医疗中心", "是否基层片区医疗中心"], example: "否"),
      LayerField(
        "is_standardised", "标准化", .flag, short: "standard",
        also: ["是否标准化", "标准化卫生院", "标准化乡镇卫生院"]),
      LayerField("is_public", "政府举办", .flag, also: ["是否政府举办", "公立", "是否公立"], example: "是"),
      LayerField(
        "treatment_centres", "救治中心", .list, short: "centres",
        also: ["五大中心", "五大救治中心", "救治中心类型"],
        note: LocalizedText(
          zh: "胸痛、卒中、创伤、孕产妇、儿童和新生儿，以分号分隔；可写“胸痛（县级，2024-01-01~）”",
          en:
            "chest_pain, stroke, trauma, maternal, child_and_newborn, by semicolons; with level and"
            + " dates as chest_pain(level,2024-01-01~)"),
        example: "胸痛（县级）；卒中"),
      .longitude, .latitude,
    ])

  static let consortium = LayerTable(
    .consortium, "医联体网格表", key: ["unit", "valid_from"],
    [
      LayerField(
        "unit", "成员单位", .text, required: true,
        also: ["单位名称", "单位", "医疗机构名称", "机构名称", "名称", "成员"], example: "万象街道社区卫生服务中心"),
      LayerField("facility_id", "机构编码", .code, short: "facility", also: ["医疗机构编码", "医疗机构代码"]),
      LayerField(
        "grid", "网格", .text, also: ["网格名称", "医联体", "医联体名称", "医共体"],
        note: LocalizedText(zh: "空着为牵头医院名称", en: "where empty, the lead hospital's name")),
      LayerField(
        "group", "片区", .text, required: true, short: "grp",
        also: ["片区名称", "分组", "组别", "组", "group_name"],
        example: "万象片区"),
      LayerField(
        "lead_hospital", "牵头医院", .text, short: "lead", also: ["牵头单位", "龙头医院", "牵头医疗机构"],
        example: "丽水市中心医院"),
      LayerField(
        "is_group_lead", "片区牵头", .flag, short: "grp_lead", also: ["是否片区牵头", "是否牵头", "牵头"],
        example: "是"),
      .townshipCode(),
      LayerField(
        "township_source", "乡镇归属依据", .text, short: "town_src", also: ["归属依据"], example: "单位名称"),
      LayerField("valid_from", "起始日期", .date, also: ["生效日期", "开始日期"], example: "2024-04-03"),
      LayerField("valid_to", "终止日期", .date, also: ["失效日期", "结束日期"]),
    ])

  static let visits = LayerTable(
    .visits, "巡诊表", key: ["township_code", "village", "date", "unit"],
    [
      .townshipCode(required: true),
      LayerField("village_code", "村居编码", .code, short: "vill_code", also: ["村代码", "村居代码"]),
      LayerField(
        "village", "村居名称", .text, required: true, also: ["村名", "村", "巡诊村", "行政村", "村(社区)", "村(居)"],
        example: "某某村"),
      LayerField(
        "date", "巡诊日期", .date, required: true, also: ["日期", "时间", "巡诊时间", "visit_date"],
        example: "2024-03-05"),
      LayerField(
        "unit", "巡诊单位", .text, required: true, also: ["单位", "流动医院", "巡诊车", "车辆", "医疗队"],
        example: "流动医院1号车"),
    ])
}
