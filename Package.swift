// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

// A target imports what architecture allows and nothing else: `RepositoryTests` hold the same arrows.
let package = Package(
    name: "entente",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "entente", targets: ["entente"]),
        // For development: what the benchmarks measure with.
        .executable(name: "entente-synth", targets: ["Synth"]),
        .executable(name: "entente-measure", targets: ["Measure"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(name: "CSystem"),
        .target(name: "HTTP", swiftSettings: settings),
        .target(
            name: "HTTPServer", dependencies: ["HTTP", "CSystem", "COpenSSL", "CZlib"], swiftSettings: settings),
        .target(name: "Records", swiftSettings: settings),
        .target(name: "Search", dependencies: ["Records"], swiftSettings: settings),
        .target(name: "Extraction", dependencies: ["Records"], swiftSettings: settings),
        .target(name: "API", dependencies: ["HTTP", "Records", "Search"], swiftSettings: settings),
        .executableTarget(
            name: "entente",
            dependencies: [
                "HTTP", "HTTPServer", "Records", "Search", "Extraction", "API", "COpenSSL", "CSystem",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "Synth",
            dependencies: ["Records", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: settings),
        .executableTarget(
            name: "Measure",
            dependencies: ["Records", "Search", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: settings),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP"], swiftSettings: settings),
        .testTarget(
            name: "HTTPServerTests", dependencies: ["HTTPServer", "HTTP", "COpenSSL"], swiftSettings: settings),
        .testTarget(name: "RecordsTests", dependencies: ["Records"], swiftSettings: settings),
        .testTarget(name: "ExtractionTests", dependencies: ["Extraction", "Records"], swiftSettings: settings),
        .testTarget(name: "SearchTests", dependencies: ["Search", "Records"], swiftSettings: settings),
        .testTarget(
            name: "APITests", dependencies: ["API", "HTTP", "Search", "Records"], swiftSettings: settings),
        .testTarget(
            name: "EntenteTests",
            dependencies: [
                "entente", "API", "HTTP", "HTTPServer", "Search", "Records",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .testTarget(name: "RepositoryTests", swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
