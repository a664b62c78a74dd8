import ResponseModel

extension LayerTable {
  static let counties = LayerTable(
    .counties, "县(市、区)表", key: ["code"],
    [
      LayerField(
        "code", "县区编码", .code, required: true,
        also: [
          "county_code", "行政区划代码", "区划代码", "县(市、区)编码", "县代码", "代码", "编码", "adcode", "gb", "区县代码",
        ],
        note: LocalizedText(zh: "六位行政区划代码", en: "six-digit code"), example: "331102"),
      LayerField(
        "name", "县区名称", .text, required: true,
        also: ["名称", "县(市、区)", "县市区", "区县", "县区", "county", "区县名称", "县名", "行政区名称", "行政区"],
        example: "莲都区"),
      LayerField("name_en", "英文名称", .text, also: ["英文名", "english_name"], example: "Liandu"),
      LayerField(
        "residents", "常住人口", .number(atLeast: 0),
        also: ["常住人口数", "常住人口总数", "人口", "人口数", "总人口", "resident_population", "population", "pop"],
        note: LocalizedText(zh: "人；表头写“（万人）”时自动换算", en: "people"), example: "562116"),
      LayerField(
        "residents_date", "人口统计时点", .text, short: "res_date",
        also: ["人口时点", "统计年份", "统计时点", "population_date", "年份"],
        note: LocalizedText(zh: "如 2020 或 2020-11-01", en: "such as 2020 or 2020-11-01"),
        example: "2020-11-01"),
      LayerField(
        "registered", "户籍人口", .number(atLeast: 0),
        also: ["户籍人口数", "户籍总人口", "registered_population"],
        note: LocalizedText(zh: "人；可不填", en: "people; may stay empty"), example: "411000"),
      LayerField(
        "published_area_km2", "公布面积", .number(atLeast: 0), short: "area_km2",
        also: ["土地面积", "面积", "区域面积", "国土面积", "area", "area_km2", "published_area"],
        note: LocalizedText(zh: "平方公里", en: "square kilometres"), example: "1493.44"),
      .duration(
        "call_handling_s", "受理调度时间(秒)", short: "handling_s",
        also: ["受理时间", "受理调度时长", "受理时长", "调度时间", "call_handling", "call_handling_min"],
        example: "60"),
      LayerField(
        "call_handling_evidence", "受理调度时间依据", .evidence, short: "handling_e",
        also: ["受理时间依据"],
        note: LocalizedText(
          zh: "空着按 --evidence，未给则为“公开文本”", en: "where empty --evidence, or else 'reported'"),
        example: "观测"),
      LayerField(
        "day_hours", "白班时段", .text, also: ["白天时段", "日班时段", "昼间时段"],
        note: LocalizedText(
          zh: "当地时间，如 08:00-20:00；其余为夜间", en: "local time, such as 08:00-20:00; the rest is night"),
        example: "08:00-20:00"),
      LayerField(
        "boundary", "边界", .shape, also: ["boundary_wkt", "wkt", "geometry"],
        note: LocalizedText(zh: "一般用矢量文件导入，不填", en: "from a map file; leave it empty")),
    ])

  static let townships = LayerTable(
    .townships, "乡镇(街道)表", key: ["code"],
    [
      LayerField(
        "code", "乡镇编码", .code, required: true,
        also: [
          "township_code", "乡镇(街道)编码", "乡镇代码", "乡镇街道代码", "统计用区划代码", "行政区划代码", "区划代码", "代码", "编码",
        ],
        note: LocalizedText(zh: "九位统计用区划代码", en: "nine-digit code"), example: "331102003"),
      .countyCode(),
      LayerField(
        "name", "乡镇名称", .text, required: true,
        also: ["名称", "乡镇(街道)", "乡镇街道", "乡镇(街道)名称", "街道名称", "township", "乡镇", "街镇名称"],
        example: "万象街道"),
      LayerField(
        "kind", "类型",
        .word([
          WordMeaning("subdistrict", "街道", ["街道办", "街道办事处"]), WordMeaning("town", "镇", ["建制镇"]),
          WordMeaning("township", "乡", ["民族乡"]), WordMeaning("municipality", "市镇"),
        ]), also: ["乡镇类型", "类别", "建制"],
        note: LocalizedText(
          zh: "街道、镇或乡；空着按编码第 7–9 位判断", en: "where empty, digits 7 to 9 of the code decide"),
        example: "街道"),
      .longitude, .latitude,
      LayerField(
        "position_source", "坐标来源", .text, short: "pos_source", also: ["位置来源"],
        note: LocalizedText(zh: "如 seat（政府驻地）", en: "such as seat"), example: "seat"),
      LayerField(
        "villages", "村居数", .count, also: ["行政村数", "村(社区)数", "村社数", "村居总数"], example: "28"),
      LayerField(
        "urban_villages", "城镇村居数", .count, short: "urban_vill", also: ["城镇村社数", "社区数"],
        note: LocalizedText(
          zh: "城乡分类代码 1 开头的村居数", en: "those whose urban–rural code starts with 1"), example: "20"),
      LayerField(
        "mountain_or_island", "山区海岛", .flag, short: "mountain",
        also: ["是否山区海岛", "山区", "海岛", "is_mountain"],
        note: LocalizedText(
          zh: "标准对山区海岛另有限值时填写",
          en: "for standards with a limit of its own for mountains and islands"),
        example: "否"),
      LayerField(
        "boundary", "边界", .shape, also: ["boundary_wkt", "wkt"],
        note: LocalizedText(zh: "一般用矢量文件导入，不填", en: "from a map file; leave it empty")),
    ])

  static let demandPoints = LayerTable(
    .demandPoints, "需求点表", key: ["id"],
    [
      LayerField(
        "id", "需求点编码", .code, required: true,
        also: ["编码", "代码", "编号", "村代码", "村居代码", "统计用区划代码", "village_code", "code", "fid_code"],
        note: LocalizedText(zh: "如十二位村居代码", en: "such as the village's twelve-digit code"),
        example: "331102003001"),
      .countyCode(), .townshipCode(),
      LayerField(
        "name", "名称", .text,
        also: ["需求点名称", "村名", "村居名称", "村(社区)", "村(居)", "社区名称", "行政村", "village"], example: "某某社区"),
      LayerField(
        "area_class", "城乡", .areaClass,
        also: ["城乡分类", "城乡类型", "城乡分类代码", "城乡划分", "urban_rural", "城乡属性"],
        note: LocalizedText(
          zh: "城市或乡村，或城乡分类代码（111、220 …）", en: "urban or rural, or the statistics bureau's code"),
        example: "城市"),
      LayerField(
        "residents", "常住人口", .number(atLeast: 0), required: true,
        also: ["人口", "人口数", "常住人口数", "居民数", "population", "pop", "人数"],
        note: LocalizedText(zh: "人", en: "people"), example: "3250"),
      .longitude, .latitude, .evidence,
      LayerField(
        "source", "数据来源", .text, also: ["来源"],
        note: LocalizedText(zh: "空着填文件名", en: "where empty, the file's name"), example: "第七次人口普查"),
    ])

  static let stations = LayerTable(
    .stations, "站点表", key: ["code"],
    [
      LayerField(
        "code", "站点编码", .code, required: true,
        also: ["急救站编码", "站点代码", "分站编码", "编码", "代码", "编号", "站点编号", "station_code", "id"],
        example: "331102-S01"),
      LayerField(
        "name", "站点名称", .text, required: true,
        also: ["急救站名称", "分站名称", "名称", "站名", "急救站(点)名称", "急救站", "急救点名称", "station_name", "station"],
        example: "丽水市中心医院急救站"),
      .countyCode(), .townshipCode(), .longitude, .latitude, .evidence,
      .duration(
        "turnout_day_s", "白天出车时间(秒)", short: "turn_day_s",
        also: [
          "日间出车时间", "出车时间", "白班出车时间", "昼间出车时间", "turnout_day", "turnout", "turnout_s",
          "turnout_day_min",
        ],
        example: "110"),
      .duration(
        "turnout_night_s", "夜间出车时间(秒)", short: "turn_nig_s",
        also: ["夜班出车时间", "晚间出车时间", "turnout_night", "turnout_night_min"], example: "150"),
      LayerField(
        "turnout_evidence", "出车时间依据", .evidence, short: "turn_evid",
        note: LocalizedText(
          zh: "空着按 --evidence，未给则为“公开文本”", en: "where empty --evidence, or else 'reported'"),
        example: "观测"),
      LayerField(
        "opened_on", "启用日期", .date, also: ["启用时间", "开通日期", "建成日期", "投用日期", "opened"],
        note: LocalizedText(zh: "如 2024-05-20；可不填", en: "such as 2024-05-20; may stay empty"),
        example: "2024-05-20"),
    ])

  static let candidates = LayerTable(
    .candidates, "候选点表", key: ["id"],
    [
      LayerField(
        "id", "候选点编码", .code, required: true,
        also: ["编码", "代码", "编号", "候选点编号", "code", "site_id"], example: "C001"),
      LayerField(
        "name", "候选点名称", .text, required: true, also: ["名称", "站址名称", "地点", "site"],
        example: "某某卫生院"),
      .countyCode(), .townshipCode(),
      LayerField(
        "facility_id", "依托机构编码", .code, short: "facility", also: ["依托机构", "依托医疗机构", "医疗机构编码"]),
      .longitude, .latitude,
      LayerField(
        "cost", "建设成本", .number(atLeast: 0), also: ["成本", "造价", "投资", "建设费用"], example: "80"),
      LayerField("cost_unit", "成本单位", .text, also: ["单位"], example: "万元"),
      .evidence,
    ])
}
