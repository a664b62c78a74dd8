public import ResponseModel
public import Siting

/// A plan as people read it.
public enum SitingText {
  public static func text(_ plan: SitingPlan, language: Language) -> String {
    func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
    var text = "\(plan.model): \(status(plan, language))\n"
    if let objective = plan.objective {
      text += say("目标值", "objective") + ": \(number(objective))"
      if let bound = plan.bound, plan.status != .optimal {
        text += say("，界", ", bound") + ": \(number(bound))"
      }
      text += "\n"
      if let covered = plan.coveredWeight {
        text +=
          say("覆盖权重", "covered weight")
          + ": \(number(covered)) / \(number(plan.totalWeight))"
          + " (\(NumberText.percent(covered, of: plan.totalWeight)))\n"
      }
      if let backed = plan.backedUpWeight {
        text +=
          say("两个站点可达的权重", "weight within reach of two sites") + ": \(number(backed))\n"
      }
      text += say("选中", "chosen") + ": " + list(plan.chosen, language) + "\n"
      if !plan.kept.isEmpty {
        text += say("保留的现有站", "existing kept") + ": " + list(plan.kept, language) + "\n"
      }
      if !plan.closed.isEmpty {
        text += say("关闭", "closed") + ": " + list(plan.closed, language) + "\n"
      }
    }
    if !plan.steps.isEmpty { text += "\n" + steps(plan, language) }
    if let equity = plan.equity, plan.objective != nil { text += "\n" + measures(equity, language) }
    if !plan.alternatives.isEmpty { text += "\n" + alternatives(plan, language) }
    if plan.status == .infeasible { text += "\n" + faults(plan, language) }
    return text
  }

  private static func status(_ plan: SitingPlan, _ language: Language) -> String {
    let stopped =
      plan.wasInterrupted
      ? LocalizedText(
        zh: "；搜索提前结束，再次运行结果可能不同",
        en: "; the search was ended early, another run may find another plan")[language] : ""
    let text: LocalizedText =
      switch plan.status {
      case .optimal: LocalizedText(zh: "最优，已证明", en: "optimal, proven")
      case .gap:
        LocalizedText(
          zh: "未证明最优，差距 \(plan.gap.map { NumberText.fixed($0 * 100, decimals: 4) + "%" } ?? "–")",
          en:
            "not proven, gap \(plan.gap.map { NumberText.fixed($0 * 100, decimals: 4) + "%" } ?? "–")"
        )
      case .heuristic: LocalizedText(zh: "启发式结果，无界", en: "heuristic, no bound")
      case .infeasible:
        LocalizedText(zh: "没有满足全部条件的方案", en: "no plan keeps all conditions")
      }
    return text[language] + stopped
  }

  private static func steps(_ plan: SitingPlan, _ language: Language) -> String {
    var table = TextTable([
      (LocalizedText(zh: "顺序", en: "step")[language], .right),
      (LocalizedText(zh: "新增", en: "add")[language], .left),
      (LocalizedText(zh: "增益", en: "gain")[language], .right),
    ])
    for (index, step) in plan.steps.enumerated() {
      table.add([String(index + 1), step.add, step.gain.map(number) ?? "–"])
    }
    return table.text
  }

  private static func measures(_ equity: PlanEquity, _ language: Language) -> String {
    func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
    return say("到最近站点的代价", "cost to the nearest site") + ": "
      + say("平均", "mean") + " \(number(equity.mean)), "
      + say("最差 5% 平均", "mean of the worst 5 %") + " \(number(equity.worstShareMean)), "
      + say("最大", "largest") + " \(number(equity.worst)), Gini "
      + NumberText.fixed(equity.gini, decimals: 4) + ", Jain "
      + NumberText.fixed(equity.jain, decimals: 4) + "\n"
  }

  private static func alternatives(_ plan: SitingPlan, _ language: Language) -> String {
    var text =
      (plan.hasAllAlternatives
      ? LocalizedText(zh: "其他方案 （全部）", en: "other plans (all there are)")
      : LocalizedText(zh: "其他方案 （可能还有更多）", en: "other plans (there may be more)"))[
        language] + ":\n"
    for other in plan.alternatives {
      text += "  \(number(other.objective))  " + list(other.chosen, language) + "\n"
    }
    return text
  }

  private static func faults(_ plan: SitingPlan, _ language: Language) -> String {
    guard !plan.infeasible.isEmpty else {
      return LocalizedText(
        zh: "各需求点单独看都可满足，合在一起超出数量或费用的限制\n",
        en: "each demand can be served, but not all within the number or budget allowed\n")[
          language]
    }
    var table = TextTable([
      (LocalizedText(zh: "需求点", en: "demand")[language], .left),
      (LocalizedText(zh: "最近候选点", en: "nearest site")[language], .left),
      (LocalizedText(zh: "代价", en: "cost")[language], .right),
    ])
    for unserved in plan.infeasible.prefix(50) {
      table.add([
        unserved.demand, unserved.nearestSite ?? "–", unserved.cost.map(number) ?? "–",
      ])
    }
    let more = plan.infeasible.count - 50
    return table.text + (more > 0 ? "… +\(more)\n" : "")
  }

  private static func list(_ codes: [String], _ language: Language) -> String {
    codes.isEmpty
      ? LocalizedText(zh: "无", en: "none")[language] : codes.joined(separator: ", ")
  }

  static func number(_ value: Double) -> String {
    value == value.rounded()
      ? NumberText.grouped(value) : NumberText.grouped(value, decimals: 3)
  }
}
