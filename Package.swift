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

/// Whether this is the fuzzer's build (`script/fuzz`), which alone has its driver. Every other one has the tests that run
/// the same entries over the corpus.
let isFuzzing = Context.environment["TICKETS_FUZZ"] != nil

/// A program; to the fuzzer, which has a beginning of its own, only its parts.
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  isFuzzing
    ? .target(name: name, dependencies: dependencies, exclude: ["main.swift"], swiftSettings: strict)
    : .executableTarget(
      name: name, dependencies: dependencies, swiftSettings: strict, linkerSettings: selfContained)
}

/// What foreign bytes can reach.
let fuzzed: [Target.Dependency] = [
  "Console", "ConsoleCore", "TicketWorker", "TicketServer", "TicketClient", "TicketLog", "TicketJSON", "TicketCore",
  "CLinux", "TicketContract",
]
let fuzzing: Target =
  isFuzzing
  ? .executableTarget(
    name: "Fuzz", dependencies: fuzzed, path: "Tests/Fuzz", exclude: ["Corpus", "Replay"], swiftSettings: strict,
    linkerSettings: [.unsafeFlags(["-Xclang-linker", "-fsanitize=fuzzer"])])
  : .testTarget(
    name: "FuzzTests", dependencies: fuzzed, path: "Tests/Fuzz", exclude: ["Corpus", "Driver"], swiftSettings: strict)

let package = Package(
  name: "tickets",
  products: isFuzzing
    ? []
    : [
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
    program(
      "TicketWorker",
      ["Worker", "TicketServer", "TicketClient", "TicketLog", "TicketCore", "Reference", "ProcessEvents"]),
    program(
      "Console",
      [
        "ConsoleCore", "Worker", "TicketServer", "TicketClient", "TicketLog", "TicketJSON", "TicketCore", "Reference",
        "ProcessEvents", "CNcurses", "CLinux",
      ]),

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
    fuzzing,
  ],
  cxxLanguageStandard: .cxx17
)
