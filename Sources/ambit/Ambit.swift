import ArgumentParser

@main
struct Ambit: ParsableCommand {}
