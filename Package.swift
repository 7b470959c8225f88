// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built alike: Swift 6 mode, imports private unless said otherwise, and no warning passes.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A program with the Swift libraries inside runs where Swift is not installed, starts a third faster and needs 2 MB less.
let selfContained: [LinkerSetting] = [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]

let package = Package(
  name: "tickets",
  products: [
    .executable(name: "tickets", targets: ["Console"]),
    .executable(name: "ticket-worker", targets: ["TicketWorker"]),
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
    // A debug build of it would read logs more slowly than it parses them.
    .target(name: "CXXHash", cSettings: [.unsafeFlags(["-O2"])]),
    .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

    // Loaded by the runs that need them.
    .target(name: "CLazyLibrary"),
    .target(name: "CMicroHTTPD", dependencies: ["CLazyLibrary"]),
    .target(name: "CCurl", dependencies: ["CLazyLibrary"]),

    // A program's words as its man page and its completions.
    .target(name: "Reference", swiftSettings: strict),

    .target(name: "TicketCore", swiftSettings: strict),
    // What a program waits for beside its work: signals, and threads that wake it.
    .target(name: "ProcessEvents", dependencies: ["CLinux"], swiftSettings: strict),
    .target(name: "TicketJSON", dependencies: ["TicketCore", "CSimdJSON"], swiftSettings: strict),
    .target(
      name: "TicketLog", dependencies: ["TicketJSON", "TicketCore", "CSimdJSON", "CXXHash", "CLinux"],
      swiftSettings: strict),
    .target(name: "Worker", dependencies: ["TicketCore"], swiftSettings: strict),
    .target(name: "ConsoleCore", dependencies: ["TicketCore", "Worker", "CLinux"], swiftSettings: strict),
    // The API (spec: api.md): one target serves it, one calls it.
    .target(
      name: "TicketServer", dependencies: ["TicketJSON", "TicketCore", "CMicroHTTPD"], swiftSettings: strict),
    .target(name: "TicketClient", dependencies: ["TicketJSON", "TicketCore", "CCurl"], swiftSettings: strict),
    // The worker alone: neither ncurses nor the console.
    .executableTarget(
      name: "TicketWorker",
      dependencies: [
        "Worker", "TicketServer", "TicketClient", "TicketLog", "TicketCore", "Reference", "ProcessEvents",
      ],
      swiftSettings: strict, linkerSettings: selfContained),
    .executableTarget(
      name: "Console",
      dependencies: [
        "ConsoleCore", "Worker", "TicketServer", "TicketClient", "TicketLog", "TicketJSON", "TicketCore", "Reference",
        "ProcessEvents", "CNcurses", "CLinux",
      ],
      swiftSettings: strict, linkerSettings: selfContained),

    .target(name: "TicketContract", dependencies: ["TicketCore"], path: "Tests/TicketContract", swiftSettings: strict),
    .testTarget(name: "ReferenceTests", dependencies: ["Reference"], swiftSettings: strict),
    .testTarget(name: "TicketCoreTests", dependencies: ["TicketCore", "TicketContract"], swiftSettings: strict),
    .testTarget(
      name: "TicketLogTests", dependencies: ["TicketLog", "TicketJSON", "TicketCore", "TicketContract"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "TicketServerTests",
      dependencies: ["TicketServer", "TicketLog", "TicketJSON", "TicketCore", "TicketContract"],
      swiftSettings: strict),
    .testTarget(
      name: "TicketClientTests",
      dependencies: ["TicketClient", "TicketServer", "TicketLog", "TicketCore", "TicketContract"],
      swiftSettings: strict),
    .testTarget(
      name: "TicketWorkerTests", dependencies: ["TicketWorker", "TicketClient", "Worker", "TicketCore", "Reference"],
      swiftSettings: strict),
    .testTarget(name: "WorkerTests", dependencies: ["Worker", "TicketLog", "TicketCore"], swiftSettings: strict),
    .testTarget(
      name: "ConsoleCoreTests", dependencies: ["ConsoleCore", "Worker", "TicketCore", "CLinux"], exclude: ["Screens"],
      swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "Console", "ConsoleCore", "Worker", "TicketServer", "TicketClient", "TicketLog", "TicketJSON", "TicketCore",
        "Reference", "ProcessEvents", "TicketContract",
      ],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
