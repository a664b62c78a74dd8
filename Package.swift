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

/// One layer of the table in CONTRIBUTING.md; `Tests/ArchitectureTests` compares the two.
func target(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "ambit",
  products: [],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
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
    target("Coverage", ["ResponseModel", "Geometry", "Quantities"]),
    target("Standards", ["Coverage", "ResponseModel", "Quantities"]),

    // Tests
    target("TestSupport", ["Geometry"]),
    tests("GeometryTests", ["Geometry", "Quantities", "TestSupport"]),
  ]
)
for target in package.targets where target.name == "TestSupport" {
  target.path = "Tests/TestSupport"
}
