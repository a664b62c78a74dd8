import Glibc

/// What a plan is to be good for. yⱼ = 1 where site j is open; aᵢⱼ = 1 where the cost from j to
/// demand i is at most the radius; wᵢ the demand's weight.
public enum SitingModel: Sendable, Equatable {
  /// Location set covering: min Σ fⱼyⱼ, Σⱼ aᵢⱼyⱼ ≥ 1 for all i. Every demand counts, whatever its
  /// weight. C. Toregas, R. Swain, C. ReVelle, L. Bergman, The location of emergency service
  /// facilities, Operations Research 19 (1971) 1363–1373, doi 10.1287/opre.19.6.1363.
  case setCover(radius: Double)
  /// LSCP-B: of the plans that cost the least in `setCover`, the one with the most weight reached
  /// by two different sites: max Σ wᵢuᵢ, Σⱼ aᵢⱼyⱼ ≥ 1 + uᵢ. K. Hogan, C. ReVelle, Concepts and
  /// applications of backup coverage, Management Science 32 (1986) 1434–1444,
  /// doi 10.1287/mnsc.32.11.1434.
  case setCoverWithBackup(radius: Double)
  /// Maximal covering: max Σ wᵢzᵢ, zᵢ ≤ Σⱼ aᵢⱼyⱼ, Σ yⱼ = p. R. Church, C. ReVelle, The maximal
  /// covering location problem, Papers of the Regional Science Association 32 (1974) 101–118,
  /// doi 10.1007/BF01942293.
  case maximalCover(radius: Double)
  /// Backup cover (BACOP): max Σ wᵢ(θzᵢ + (1−θ)uᵢ); zᵢ = 1 where one site reaches i, uᵢ = 1 where
  /// two *different* sites do, existing ones counted. With `coversAll` every demand must be reached
  /// once (BACOP1). Hogan and ReVelle 1986, as above.
  case backupCover(radius: Double, primaryShare: Double, coversAll: Bool)
  /// Double standard: max Σ wᵢuᵢ, uᵢ = 1 where two vehicles are within `inner`; all demand within
  /// `outer`, at least `share` of the weight within `inner`. M. Gendreau, G. Laporte, F. Semet,
  /// Solving an ambulance location model by tabu search, Location Science 5 (1997) 75–88,
  /// doi 10.1016/S0966-8349(97)00015-6.
  case doubleStandard(inner: Double, outer: Double, share: Double)
  /// p-median: min Σ wᵢ min over open j of cᵢⱼ, every demand served. S.L. Hakimi, Optimum locations
  /// of switching centers and the absolute centers and medians of a graph, Operations Research 12
  /// (1964) 450–459, doi 10.1287/opre.12.3.450; C.S. ReVelle, R.W. Swain, Central facilities
  /// location, Geographical Analysis 2 (1970) 30–42, doi 10.1111/j.1538-4632.1970.tb00142.x.
  case pMedian
  /// p-center: min of the largest cost of any demand, whatever its weight. Hakimi 1964, as above;
  /// solved by set covers at the distinct costs, E. Minieka, The m-center problem, SIAM Review 12
  /// (1970) 138–139, doi 10.1137/1012016.
  case pCenter
  /// Expected cover: max Σ wᵢ(1 − Πⱼ qⱼ^(aᵢⱼxⱼ)) with xⱼ vehicles at j, each busy with probability
  /// qⱼ whatever the others do; q⁰ = 1. One q for all: M.S. Daskin, A maximum expected covering
  /// location model, Transportation Science 17 (1983) 48–70, doi 10.1287/trsc.17.1.48. One per site:
  /// the same objective with the stations' own fractions, as Erlang-B or the hypercube gives them.
  case expectedCover(radius: Double, busy: BusyFraction)
  /// Survival-weighted cover: max Σ wᵢ s(cᵢ nearest). E. Erkut, A. Ingolfsson, G. Erdoğan, Ambulance
  /// location for maximum survival, Naval Research Logistics 55 (2008) 42–58, doi 10.1002/nav.20267.
  case survival(SurvivalFunction)
  /// Equity: min of the mean cost of the worst-off `share` of the weight (conditional value at
  /// risk): min η + Σ wᵢ max(0, dᵢ − η) / (share × Σ w). R.T. Rockafellar, S. Uryasev, Optimization
  /// of conditional value-at-risk, Journal of Risk 2 (2000) 21–41, doi 10.21314/JOR.2000.038.
  case worstShare(share: Double)

  /// The name on the command line and in results.
  public var name: String {
    switch self {
    case .setCover: "lscp"
    case .setCoverWithBackup: "lscp-b"
    case .maximalCover: "mclp"
    case .backupCover: "backup"
    case .doubleStandard: "dsm"
    case .pMedian: "p-median"
    case .pCenter: "p-center"
    case .expectedCover: "mexclp"
    case .survival: "survival"
    case .worstShare: "equity"
    }
  }

  /// The cost up to which a demand counts as covered, where the model has one.
  public var radius: Double? {
    switch self {
    case .setCover(let radius), .setCoverWithBackup(let radius), .maximalCover(let radius),
      .backupCover(let radius, _, _), .expectedCover(let radius, _):
      radius
    case .doubleStandard(let inner, _, _): inner
    case .pMedian, .pCenter, .survival, .worstShare: nil
    }
  }

  /// Whether a better plan has the larger objective.
  public var isMaximized: Bool {
    switch self {
    case .maximalCover, .backupCover, .doubleStandard, .expectedCover, .survival: true
    case .setCover, .setCoverWithBackup, .pMedian, .pCenter, .worstShare: false
    }
  }
}

/// How likely a vehicle is to be out.
public enum BusyFraction: Sendable, Equatable {
  case uniform(Double)
  /// By site code; every site needs one.
  case perSite([String: Double])
}

/// The chance to survive a cardiac arrest as a function of minutes.
public struct SurvivalFunction: Sendable, Equatable {
  /// 1 / (1 + exp(intercept + slope × minutes)).
  public let intercept: Double
  public let slope: Double
  /// What is added to a cost, in minutes, so that it counts from where the function's clock starts.
  public let beforeTravel: Double
  /// Minutes in one unit of cost.
  public let minutesPerUnit: Double

  public init(
    intercept: Double, slope: Double, beforeTravel: Double = 0, minutesPerUnit: Double = 1
  ) {
    self.intercept = intercept
    self.slope = slope
    self.beforeTravel = beforeTravel
    self.minutesPerUnit = minutesPerUnit
  }

  /// V.J. De Maio, I.G. Stiell, G.A. Wells, D.W. Spaite, Optimal defibrillation response intervals
  /// for maximum out-of-hospital cardiac arrest survival rates, Annals of Emergency Medicine 42
  /// (2003) 242–250, doi 10.1067/mem.2003.266, in the form that Erkut, Ingolfsson and Erdoğan (2008)
  /// use: 1 / (1 + exp(0.679 + 0.262 t)). Its clock runs from the call to the vehicle's stop at the
  /// scene: where costs are travel times alone, call handling and turnout belong in `beforeTravel`.
  public static func deMaio(beforeTravel: Double = 0, minutesPerUnit: Double = 1) -> Self {
    Self(
      intercept: 0.679, slope: 0.262, beforeTravel: beforeTravel, minutesPerUnit: minutesPerUnit)
  }

  public func survival(cost: Double) -> Double {
    1 / (1 + exp(intercept + slope * (beforeTravel + cost * minutesPerUnit)))
  }
}
