/// What an analyst asks for in plain SQL, under the names of the trade; `docs/store.md` lists them.
extension Schema {
  static let views = """
    CREATE VIEW 站点表 AS
      SELECT s.code 站点代码, s.name 站点名称, c.name 县, t.name 乡镇街道, s.evidence 依据,
        (SELECT count(*) FROM ambulances a
          WHERE a.station_code = s.code AND a.status <> 'retired') 救护车数
      FROM stations s LEFT JOIN counties c ON c.code = s.county_code
        LEFT JOIN townships t ON t.code = s.township_code;
    CREATE VIEW 车辆表 AS
      SELECT a.plate 车牌号码, a.type 车型, a.negative_pressure 负压, a.station_code 站点代码,
        s.name 站点名称, c.name 县,
        CASE a.status WHEN 'in_service' THEN '在用' WHEN 'reserve' THEN '备用'
          WHEN 'in_repair' THEN '维修' ELSE '报废' END 状态,
        a.in_service_from 投用日期, a.retired_on 报废日期,
        EXISTS (SELECT 1 FROM equipment e WHERE e.ambulance_plate = a.plate
          AND e.kind = 'cpr_device' AND e.in_service = 1) 有可用心肺复苏仪
      FROM ambulances a LEFT JOIN stations s ON s.code = a.station_code
        LEFT JOIN counties c ON c.code = s.county_code;
    CREATE VIEW 人员表 AS
      SELECT m.id 工号,
        (SELECT group_concat(CASE r.role WHEN 'physician' THEN '医师' WHEN 'driver' THEN '驾驶员'
            WHEN 'nurse' THEN '护士' ELSE '担架员' END, '、')
          FROM crew_roles r WHERE r.crew_id = m.id) 岗位,
        m.employer 所属单位, m.station_code 站点代码,
        (SELECT min(l.expires_on) FROM licences l WHERE l.crew_id = m.id) 证书最早到期
      FROM crew m;
    CREATE VIEW 班次表 AS
      SELECT h.ambulance_plate 车牌号码, a.station_code 站点代码, h.crew_id 工号,
        datetime(h.from_at, h.zone) 开始, datetime(h.to_at, h.zone) 结束, h.zone 时区,
        CASE h.duty WHEN 'on_duty' THEN '在岗' WHEN 'standby' THEN '备班' ELSE '离岗' END 班别,
        round((julianday(h.to_at) - julianday(h.from_at)) * 24, 2) 小时
      FROM shifts h LEFT JOIN ambulances a ON a.plate = h.ambulance_plate;
    CREATE VIEW 乡镇街道表 AS
      SELECT t.code 代码, t.name 名称, c.name 县,
        CASE t.kind WHEN 'subdistrict' THEN '街道' WHEN 'town' THEN '镇'
          WHEN 'township' THEN '乡' ELSE '其他' END 类别,
        t.kind <> 'subdistrict' 建制乡镇,
        (SELECT count(*) FROM stations s WHERE s.township_code = t.code) 急救站数,
        (SELECT sum(d.residents) FROM demand_points d WHERE d.township_code = t.code) 需求点人口
      FROM townships t LEFT JOIN counties c ON c.code = t.county_code;
    CREATE VIEW 呼叫任务表 AS
      SELECT k.mission_id 任务编码, k.event_id 事件编码, c.name 县,
        CASE k.area_class WHEN 'urban' THEN '城市' WHEN 'rural' THEN '乡村' END 城乡,
        k.month 月份, coalesce(s.name, k.station_name) 分站, k.ambulance_plate 车牌号码,
        datetime(k.received_at, k.zone) 开始受理时刻, datetime(k.dispatched_at, k.zone) 派车时刻,
        datetime(k.accepted_at, k.zone) 接受命令时刻, datetime(k.departed_at, k.zone) 出车时刻,
        datetime(k.arrived_at, k.zone) 到达现场时刻, datetime(k.at_hospital_at, k.zone) 到达医院时刻,
        round(k.response_s / 60, 2) 急救反应分钟,
        round((julianday(k.departed_at) - julianday(k.accepted_at)) * 86400, 3) 出车秒,
        k.outcome_text 出车结果
      FROM calls k LEFT JOIN counties c ON c.code = k.county_code
        LEFT JOIN stations s ON s.code = k.station_code;
    CREATE VIEW 每月反应时间 AS
      SELECT k.county_code 县代码, k.month 月份, k.area_class 城乡,
        count(*) 任务数,
        count(CASE WHEN k.response_s >= 0 AND k.response_s < 86400 THEN 1 END) 计入数,
        count(CASE WHEN k.response_s IS NULL THEN 1 END) 缺时刻,
        count(CASE WHEN k.response_s < 0 OR k.response_s >= 86400 THEN 1 END) 不可能,
        avg(CASE WHEN k.response_s >= 0 AND k.response_s < 86400 THEN k.response_s END) / 60
          平均反应分钟
      FROM calls k GROUP BY k.county_code, k.month, k.area_class;
    CREATE VIEW 医疗机构表 AS
      SELECT f.id 机构代码, f.name 名称, c.name 县, f.kind 类别, f.level 级, f.grade 等,
        f.is_area_centre 片区医疗中心,
        (SELECT count(*) FROM treatment_centres x WHERE x.facility_id = f.id) 救治中心数
      FROM facilities f LEFT JOIN counties c ON c.code = f.county_code;
    CREATE VIEW 五大中心表 AS
      SELECT c.code 县代码, c.name 县,
        count(DISTINCT CASE x.family WHEN 'chest_pain' THEN x.facility_id END) 胸痛,
        count(DISTINCT CASE x.family WHEN 'stroke' THEN x.facility_id END) 卒中,
        count(DISTINCT CASE x.family WHEN 'trauma' THEN x.facility_id END) 创伤,
        count(DISTINCT CASE x.family WHEN 'maternal' THEN x.facility_id END) 危重孕产妇,
        count(DISTINCT CASE x.family WHEN 'child_and_newborn' THEN x.facility_id END)
          危重儿童和新生儿
      FROM counties c LEFT JOIN facilities f ON f.county_code = c.code
        LEFT JOIN treatment_centres x ON x.facility_id = f.id
      GROUP BY c.code;
    CREATE VIEW 每月巡诊 AS
      SELECT v.township_code 乡镇代码, t.name 乡镇街道, v.village 村, substr(v.date, 1, 7) 月份,
        count(*) 次数
      FROM visits v LEFT JOIN townships t ON t.code = v.township_code
      GROUP BY v.township_code, v.village, substr(v.date, 1, 7);
    CREATE VIEW 医联体网格表 AS
      SELECT m.grid 网格, m.group_name 片区, m.unit 单位, m.is_group_lead 片区牵头,
        m.lead_hospital 牵头医院, t.name 乡镇街道, m.valid_from 起, m.valid_to 止
      FROM consortium m LEFT JOIN townships t ON t.code = m.township_code;
    CREATE VIEW 指标结果表 AS
      SELECT r.at 时间, r.standard_id 标准, v.county_code 县代码, v.rule 条款, v.measure 指标,
        v.value 值, v.limit_value 限值, v.unit 单位, v.verdict 结论, v.evidence 依据
      FROM run_results v JOIN runs r ON r.id = v.run_id;
    CREATE VIEW 数据问题表 AS
      SELECT i.severity 级别, i.code 代码, i.message_zh 说明, i.file 文件, i.line 行,
        i.column_name 列, i.subject 对象, i.county_code 县代码
      FROM data_issues i LEFT JOIN issue_sets s ON s.fid = i.issue_set
      WHERE s.superseded_at IS NULL;
    """
}
