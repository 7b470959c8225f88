// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built alike: Swift 6 mode, imports private unless said otherwise, and no warning passes.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "tickets",
  products: [
    .executable(name: "tickets", targets: ["Console"])
  ],
  targets: [
    // What Swift cannot import, and nothing else.
    .target(name: "CLinux"),
    .target(
      name: "CSimdJSON",
      // A debug build of simdjson's inlined parser is 80 times slower; this target is always optimised.
      cxxSettings: [.unsafeFlags(["-O2"])],
      linkerSettings: [.linkedLibrary("simdjson")]
    ),
    .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

    .target(name: "TicketCore", swiftSettings: strict),
    .target(name: "TicketLog", dependencies: ["TicketCore", "CSimdJSON", "CLinux"], swiftSettings: strict),
    .target(name: "Worker", dependencies: ["TicketCore"], swiftSettings: strict),
    .target(name: "ConsoleCore", dependencies: ["TicketCore", "Worker", "CLinux"], swiftSettings: strict),
    .executableTarget(
      name: "Console",
      dependencies: ["ConsoleCore", "Worker", "TicketLog", "TicketCore", "CNcurses", "CLinux"],
      swiftSettings: strict
    ),

    .target(name: "TicketContract", dependencies: ["TicketCore"], path: "Tests/TicketContract", swiftSettings: strict),
    .testTarget(name: "TicketCoreTests", dependencies: ["TicketCore", "TicketContract"], swiftSettings: strict),
    .testTarget(
      name: "TicketLogTests", dependencies: ["TicketLog", "TicketCore", "TicketContract"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(name: "WorkerTests", dependencies: ["Worker", "TicketLog", "TicketCore"], swiftSettings: strict),
    .testTarget(
      name: "ConsoleCoreTests", dependencies: ["ConsoleCore", "Worker", "TicketCore", "CLinux"], exclude: ["Screens"],
      swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests",
      dependencies: ["Console", "ConsoleCore", "Worker", "TicketLog", "TicketCore", "TicketContract"],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
