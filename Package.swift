// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors where Tools/check builds; a user's newer compiler must not refuse to build.
let strict = Context.environment["AMBIT_STRICT"] != nil

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// One row of the layer table in CONTRIBUTING.md; `Tests/ArchitectureTests` compares the two.
func target(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of the target that `name` mirrors.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: ["TestSupport"] + dependencies, swiftSettings: settings)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
/// The C interface under GRDB, for the one loop that reads millions of rows.
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "ambit",
  products: [.executable(name: "ambit", targets: ["ambit"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // Base
    .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    target("Quantities", []),
    target("Geometry", ["CGEOS", "CPROJ", "Quantities"]),

    // Domain
    target("ResponseModel", ["Geometry", "Quantities"]),
    target("Routing", ["ResponseModel", "Geometry", "Quantities"]),
    target("Coverage", ["Routing", "ResponseModel", "Geometry", "Quantities"]),
    .systemLibrary(name: "CCbc", pkgConfig: "cbc", providers: [.apt(["coinor-libcbc-dev"])]),
    target("Siting", ["CCbc", "Quantities"]),
    target("Standards", ["Coverage", "ResponseModel", "Quantities"]),
    target("Inspection", ["Standards", "ResponseModel", "Geometry", "Quantities"]),

    // Pipeline
    target(
      "Analysis",
      [
        "Siting", "Inspection", "Standards", "Coverage", "Routing", "ResponseModel", "Geometry",
        "Quantities",
        crypto,
      ]),

    // Adapters
    target("CGDAL", []),
    // Header-only C++: unoptimised it reads maps ten times slower.
    .target(
      name: "COsmium",
      cxxSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))],
      linkerSettings: [.linkedLibrary("z"), .linkedLibrary("expat"), .linkedLibrary("bz2")]),
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    target(
      "DataImport",
      [
        "CGDAL", "COsmium", "Siting", "Inspection", "Standards", "Coverage", "Routing",
        "ResponseModel", "Geometry", "Quantities", yams, crypto,
      ]),
    target(
      "Store",
      [
        "Analysis", "Inspection", "Standards", "ResponseModel", "Geometry", "Quantities", grdb,
        sqlite,
      ]),
    target(
      "Reports",
      [
        "CXlsxWriter", "Analysis", "Siting", "Inspection", "Standards", "Coverage", "Routing",
        "ResponseModel", "Geometry", "Quantities", crypto, mustache,
      ]),

    // App
    .executableTarget(
      name: "ambit",
      dependencies: [
        "DataImport", "Store", "Reports", "Analysis", "Siting", "Inspection", "Standards",
        "Coverage", "Routing", "ResponseModel", "Geometry", "Quantities", argumentParser,
      ],
      exclude: ["Schemas"], swiftSettings: settings),

    // Tests
    .target(
      name: "TestSupport", dependencies: ["Routing", "ResponseModel", "Geometry", "Quantities"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("QuantitiesTests", ["Quantities"]),
    tests("GeometryTests", ["Geometry", "Quantities"]),
    tests("ResponseModelTests", ["ResponseModel", "Quantities"]),
    tests("RoutingTests", ["Routing", "ResponseModel", "Geometry", "Quantities"]),
    tests("CoverageTests", ["Coverage", "Routing", "ResponseModel", "Geometry", "Quantities"]),
    tests("SitingTests", ["Siting"]),
    tests("StandardsTests", ["Standards", "Coverage", "ResponseModel", "Quantities"]),
    tests(
      "InspectionTests", ["Inspection", "Standards", "ResponseModel", "Geometry", "Quantities"]),
    tests(
      "AnalysisTests",
      ["Analysis", "Siting", "Standards", "Coverage", "ResponseModel", "Geometry", "Quantities"]),
    tests(
      "DataImportTests",
      ["DataImport", "Siting", "Standards", "Routing", "ResponseModel", "Geometry", "Quantities"]),
    // A program that writes a store and can be killed; StoreTests and Tools/stress-store run it.
    .executableTarget(
      name: "StoreStress", dependencies: ["Store", "ResponseModel", "Geometry", "Quantities"],
      path: "Tests/StoreStress", swiftSettings: settings),
    tests(
      "StoreTests",
      ["Store", "StoreStress", "Inspection", "ResponseModel", "Geometry", "Quantities", grdb]),
    tests(
      "ReportsTests",
      [
        "Reports", "Analysis", "Inspection", "Standards", "Coverage", "ResponseModel", "Geometry",
        "Quantities",
      ]),
    tests("GeoDataTests", [crypto]),
    tests("ArchitectureTests", []),
    tests("CommandLineTests", ["ambit"]),
  ],
  cxxLanguageStandard: .cxx17
)

// Tools/Benchmarks/run builds this; no other build knows of it.
if Context.environment["AMBIT_BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Store", "Coverage", "ResponseModel", "Geometry", "Quantities", "TestSupport",
      ],
      path: "Tools/Benchmarks/Sources", swiftSettings: settings))
  package.targets.append(
    .executableTarget(
      name: "RoadBenchmarks",
      dependencies: ["DataImport", "Routing", "ResponseModel", "Geometry", "Quantities"],
      path: "Tools/Benchmarks/Roads", swiftSettings: settings))
}
