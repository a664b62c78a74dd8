import ResponseModel

extension LayerTable {
  /// The chain of a mission's clock times in 120 exports (`standards.md` §4), in its order.
  static let callTimes: [LayerField] = [
    LayerField(
      "rang_at", "振铃时刻", .time, also: ["振铃时间", "来电时刻", "来电时间", "呼入时间"]),
    LayerField(
      "answered_at", "摘机时刻", .time, short: "answer_at", also: ["摘机时间", "接听时刻", "接听时间"],
      note: LocalizedText(
        zh: "没有“开始受理时刻”时用作开始受理时刻", en: "stands in for received_at where there is no such column")),
    LayerField(
      "received_at", "开始受理时刻", .time, short: "receive_at",
      also: ["开始时刻", "收到指令时刻", "开始受理时间", "受理时间", "受理时刻", "接警时间", "呼叫时间", "报警时间"],
      note: LocalizedText(zh: "急救反应时间从这里起算", en: "response time starts here"),
      example: "2024-03-05 23:58:10"),
    LayerField(
      "handled_at", "结束受理时刻", .time, also: ["结束受理时间", "受理结束时间", "挂机时刻"],
      example: "2024-03-05 23:59:02"),
    LayerField(
      "dispatched_at", "派车时刻", .time, short: "dispat_at", also: ["派车时间", "派遣时刻", "调度时间", "派单时间"],
      example: "2024-03-05 23:59:20"),
    LayerField(
      "accepted_at", "接受命令时刻", .time, short: "accept_at",
      also: ["接收命令时刻", "接受命令时间", "接收命令时间", "接令时间", "接单时间"], example: "2024-03-05 23:59:40"),
    LayerField(
      "departed_at", "出车时刻", .time, short: "depart_at",
      also: ["驶向现场时刻", "出车时间", "驶向现场时间", "出动时间", "发车时间"], example: "2024-03-06 00:01:30"),
    LayerField(
      "arrived_at", "到达现场时刻", .time, short: "arrive_at",
      also: ["到达现场时间", "抵达现场时刻", "到场时间", "到达时间"],
      note: LocalizedText(zh: "急救反应时间到这里为止", en: "response time ends here"),
      example: "2024-03-06 00:12:05"),
    LayerField(
      "left_scene_at", "离开现场时刻", .time, short: "left_at",
      also: ["病人上车时刻", "离开现场时间", "病人上车时间", "患者上车时间", "离场时间"], example: "2024-03-06 00:25:00"),
    LayerField(
      "at_hospital_at", "到达医院时刻", .time, short: "hosp_at", also: ["到达医院时间", "送达医院时间", "抵院时间"],
      example: "2024-03-06 00:41:00"),
    LayerField(
      "completed_at", "完成时刻", .time, short: "complet_at", also: ["完成时间", "任务完成时间"],
      example: "2024-03-06 00:55:00"),
    LayerField(
      "returned_at", "返回站中时刻", .time, short: "return_at", also: ["返回站中时间", "回站时间", "返站时间", "返回时间"],
      example: "2024-03-06 01:10:00"),
  ]

  static let calls = LayerTable(
    .calls, "呼叫任务表", key: ["mission_id"],
    [
      LayerField(
        "mission_id", "任务编码", .code, also: ["任务编号", "任务号", "任务流水号", "出车编号", "流水号", "出车任务编号"],
        note: LocalizedText(
          zh: "没有时由事件编码和车牌组成", en: "where missing, made of event and plate"),
        example: "20240305000101"),
      LayerField(
        "event_id", "事件编码", .code, also: ["事件编号", "事件号", "呼叫编号", "受理编号", "事件流水号"],
        example: "202403050001"),
      LayerField("event_kind", "事件类型", .text, also: ["事件类别", "呼救类型", "任务类型"], example: "院前急救"),
      LayerField(
        "date", "日期", .date, also: ["呼叫日期", "受理日期", "出车日期", "任务日期"],
        note: LocalizedText(
          zh: "各时刻只写钟点时填", en: "where the times are clock times only"), importOnly: true),
    ] + callTimes + [
      LayerField(
        "longitude", "经度", .longitude,
        also: [
          "接车地址经度", "现场经度", "现场地址经度", "呼救经度", "X坐标", "坐标X", "lng", "lon", "x", "事发经度", "东经", "long",
        ], note: LocalizedText(zh: "现场位置", en: "of the scene"), example: "119.9108"),
      LayerField(
        "latitude", "纬度", .latitude,
        also: [
          "接车地址纬度", "现场纬度", "现场地址纬度", "呼救纬度", "Y坐标", "坐标Y", "lat", "y", "事发纬度", "北纬",
        ], example: "28.4499"),
      .countyCode(), .townshipCode(),
      LayerField(
        "area_class", "城乡", .areaClass, also: ["城乡分类", "城乡类型", "城乡分类代码", "城乡划分"], example: "城市"),
      LayerField(
        "station_name", "分站名称", .text, short: "stat_name",
        also: ["急救站名称", "站点名称", "出车分站", "出车单位", "分站", "急救站", "所属分站"], example: "丽水市中心医院急救站"),
      LayerField("station_code", "站点编码", .code, short: "station", also: ["分站编码", "急救站编码", "站点代码"]),
      LayerField(
        "plate", "车牌号码", .code, also: ["车牌号", "车牌", "出车车辆", "车辆", "车辆牌照", "ambulance_plate"],
        example: "浙K00001"),
      LayerField(
        "outcome", "出车结果", .text, also: ["任务结果", "出诊结果", "处理结果", "结果"],
        note: LocalizedText(zh: "原文照录，并归入已知结果", en: "kept as written, and classed"), example: "送达医院"
      ),
      LayerField(
        "stated_response", "急救反应时间", .text, short: "stated_sec",
        also: ["反应时间", "急救反应时长", "response_time", "stated_response_s"],
        note: LocalizedText(
          zh: "不采信：由时刻重新计算，不一致时报告", en: "never trusted: recomputed from the clock times")),
    ])
}
