import Analysis
import FoundationEssentials
import ResponseModel
import Testing

@testable import Reports

@Suite("What becomes of a plan under other assumptions, in words")
struct PlanSensitivityTests {
  private func row(_ status: String, _ change: String) throws -> SiteReport.Sensitivity {
    let json = """
      {"id": "x", "label": "x", "status": "\(status)", "chosen": [], "is_changed": true,
       "change": "\(change)", "best": null, "recommended": null, "regret": null}
      """
    return try ReportJSON.report(SiteReport.Sensitivity.self, from: Data(json.utf8))
  }

  @Test("A case that no plan meets is not said to choose other stations")
  func words() throws {
    #expect(try row("infeasible", "replaced").verdict(.en) == "cannot be met")
    #expect(try row("optimal", "replaced").verdict(.zh) == "改选")
    #expect(try row("optimal", "extended").verdict(.zh) == "再增站")
    #expect(try row("optimal", "none").verdict(.en) == "no")
  }
}
