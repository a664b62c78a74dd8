import ResponseModel

/// The rows of the store by what identifies them: columns that a file lacks keep their values.
struct ExistingRows {
  let counties: [String: County]
  let townships: [String: Township]
  let demandPoints: [String: DemandPoint]
  let stations: [String: Station]
  let candidates: [String: CandidateSite]
  let facilities: [String: Facility]
  let ambulances: [String: Ambulance]
  let equipment: [String: Equipment]
  let crew: [String: CrewMember]

  init(_ data: ServiceData) {
    func index<Value>(_ values: [Value], by key: (Value) -> String) -> [String: Value] {
      Dictionary(values.map { (key($0), $0) }) { first, _ in first }
    }
    counties = index(data.counties, by: \.code)
    townships = index(data.townships, by: \.code)
    demandPoints = index(data.demandPoints, by: \.id)
    stations = index(data.stations, by: \.code)
    candidates = index(data.candidates, by: \.id)
    facilities = index(data.facilities, by: \.id)
    ambulances = index(data.ambulances, by: \.plate)
    equipment = index(data.equipment, by: \.id)
    crew = index(data.crew, by: \.id)
  }
}
