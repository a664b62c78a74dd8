"""Runs every benchmark beside its reference and writes the table; `run` calls it.

A round runs each contender once, so that a busy machine slows them alike; a ratio is the median of
the rounds' ratios. Kernels are measured in CPU time, whole commands in both.
"""

import argparse
import datetime
import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

from measure_roads import RoadMeasurements

import reports
import tables
from measuring import Row, fail, median_usage, milliseconds, say, usage_of

REPETITIONS = 3


def contend(command):
    """Runs a kernel or its twin: the median of its CPU seconds, and its figures."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"{' '.join(map(str, command))} failed: {done.stderr.strip()}")
    answer = json.loads(done.stdout)
    return statistics.median(answer["seconds"]), answer["figures"]


def require_agreement(name, figures):
    """Whoever computes something else is not measured: every common figure must be the same."""
    first = figures[0]
    for other in figures[1:]:
        for key in first.keys() & other.keys():
            if abs(first[key] - other[key]) > 1e-9 * abs(first[key]):
                fail(f"{name}: {key} is {first[key]} here and {other[key]} there")


def race(name, rounds, ours, references, agree=True):
    """Rows comparing one command with others; a reference is (label, command, bar or None)."""
    times = [[] for _ in range(1 + len(references))]
    for _ in range(rounds):
        figures = []
        for index, command in enumerate([ours] + [reference[1] for reference in references]):
            seconds, found = contend(command)
            times[index].append(seconds)
            figures.append(found)
        if agree:
            require_agreement(name, figures)
    rows = []
    for index, (label, _, bar) in enumerate(references, start=1):
        ratio = statistics.median(a / b for a, b in zip(times[0], times[index]))
        rows.append(
            Row(
                f"{name}, against {label}",
                milliseconds(statistics.median(times[0])),
                milliseconds(statistics.median(times[index])),
                ratio,
                "–" if bar is None else f"≤ {bar:.2f}",
                None if bar is None else ratio <= bar,
            )
        )
        say(rows[-1])
    return rows


def distance(rounds, ours, twins, data):
    grid = [twins / "distance", "nearest", data, REPETITIONS]
    covered = [twins / "distance", "covered", data, REPETITIONS]
    tree = [sys.executable, Path(__file__).parent / "Twins/dwithin.py", data, REPETITIONS]
    return race(
        "nearest of 500 centres within 3.5 km, 1,000,000 points", rounds,
        [ours, "distance", data, REPETITIONS],
        [("a C++ grid", grid, 1.2), ("shapely's STRtree, dwithin", tree, 0.1),
         ("a C++ grid that only says yes or no", covered, None)])


def circles(rounds, ours, twins, data):
    rows = []
    for segments in (64, 256):
        # Our vertices are not those of GEOS's buffer, so their areas differ.
        rows += race(
            f"500 circles of {segments} sides", rounds,
            [ours, "circles", data, segments, REPETITIONS],
            [("GEOSBuffer in C++", [twins / "circles", "buffer", data, segments, REPETITIONS], 1.1)],
            agree=False)
        rows += race(
            f"union of 500 circles of {segments} sides, and its area", rounds,
            [ours, "union", data, segments, REPETITIONS],
            [("GEOS in C++", [twins / "circles", "union", data, segments, REPETITIONS], 1.1)])
    return rows


def locate(rounds, ours, twins, data):
    return race(
        "1,000,000 points in the union of 500 circles", rounds,
        [ours, "locate", data, REPETITIONS],
        [("prepared GEOS in C++", [twins / "circles", "locate", data, 256, REPETITIONS], None)])


def commands(rounds, ambit, scratch):
    store, output = scratch / "lishui.gpkg", scratch / "output"
    subprocess.run([ambit, "new", store, "--sample", "lishui", "--force"],
                   check=True, capture_output=True)
    lishui = median_usage([usage_of([ambit, "coverage", store], output) for _ in range(rounds)])
    help_text = median_usage([usage_of([ambit, "--help"], output) for _ in range(2 * rounds)])
    rows = [
        Row("Lishui from store to text report, wall", milliseconds(lishui.wall), bar="< 1 s",
            is_met=lishui.wall < 1),
        Row("the same, CPU", milliseconds(lishui.cpu)),
        Row("the same, peak memory", f"{lishui.megabytes:.0f} MB", bar="< 100 MB",
            is_met=lishui.megabytes < 100),
        Row("`ambit --help`, wall", milliseconds(help_text.wall), bar="< 50 ms",
            is_met=help_text.wall < 0.05),
        Row("the same, CPU", milliseconds(help_text.cpu)),
    ]
    for row in rows:
        say(row)
    return rows


def growth(rounds, ambit, ours, scratch, sizes):
    """CPU time a county of synthetic services, each store read, analysed and reported whole."""
    rows, smallest = [], None
    for size in sizes:
        store = scratch / f"synthetic-{size}.gpkg"
        subprocess.run([ours, "counties", str(size), store], check=True)
        report = [ambit, "coverage", store, "--format", "json", "--output", scratch / "report.json"]
        usage = median_usage([usage_of(report, scratch / "output") for _ in range(rounds)])
        store.unlink()
        each = usage.cpu / size
        smallest = smallest or each
        rows.append(
            Row(f"{size} synthetic counties × 20 stations, {usage.wall:.1f} s, "
                f"{usage.megabytes:.0f} MB: CPU a county",
                milliseconds(each), milliseconds(smallest), each / smallest,
                "–" if size == sizes[0] else "≤ 1.15",
                None if size == sizes[0] else each / smallest <= 1.15))
        say(rows[-1])
    return rows


def roads(options, rounds, only):
    """Searches and isochrones on roads."""
    tools = SimpleNamespace(
        race=race, usage_of=usage_of, Row=Row, say=say, milliseconds=milliseconds,
        median=statistics.median)
    jobs = RoadMeasurements(
        tools, options.ambit, options.road_benchmarks, options.twins / "roads", options.scratch,
        rounds)
    rows = []
    if "roads" in only:
        network, searches = jobs.liechtenstein()
        rows += jobs.searches("Liechtenstein", searches)
        synthetic = jobs.network(257, 257)
        rows += jobs.searches("66,049 synthetic nodes", synthetic)
        rows += jobs.routing_kit("66,049 synthetic nodes", synthetic)
        rows.append(jobs.preparation("66,049 synthetic nodes", synthetic, rounds))
        rows += jobs.isochrones(network)
        rows += jobs.valhalla()
        rows += jobs.imports()
    if "road-growth" in only:
        rows += jobs.growth([int(side) for side in options.sides.split(",")])
    return rows


def inspection(rounds, ambit, ours, scratch):
    """A year of three shifts a day and four people on each ambulance, inspected from the store."""
    rows, smallest = [], None
    for size in (250, 500, 1000):
        store = scratch / f"roster-{size}.gpkg"
        subprocess.run([ours, "roster", str(size), "365", store], check=True)
        report = [ambit, "inspect", store, "--from", "2026-01-01", "--to", "2026-12-31",
                  "--format", "json", "--output", scratch / "report.json"]
        usage = median_usage([usage_of(report, scratch / "output") for _ in range(rounds)])
        store.unlink()
        each = usage.cpu / size
        smallest = smallest or each
        rows.append(
            Row(f"{size} ambulances × 365 days × 3 shifts × 4 people inspected: CPU an ambulance",
                milliseconds(each), milliseconds(smallest), each / smallest,
                "–" if size == 250 else "≤ 1.15", None if size == 250 else each / smallest <= 1.15))
        say(rows[-1])
    rows += [
        Row("the largest, clock", milliseconds(usage.wall), bar="< 5 s", is_met=usage.wall < 5),
        Row("the same, CPU", milliseconds(usage.cpu)),
        Row("the same, peak memory", f"{usage.megabytes:.0f} MB", bar="< 500 MB",
            is_met=usage.megabytes < 500),
    ]
    for row in rows[-3:]:
        say(row)
    return rows


def first_line(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[0].strip()


def surroundings(compiler):
    import numpy
    import shapely

    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")),
                     platform.machine())
    load = os.getloadavg()
    versions = [
        first_line("swift", "--version"), first_line(compiler, "--version"),
        "GEOS " + first_line("pkg-config", "--modversion", "geos"),
        "PROJ " + first_line("pkg-config", "--modversion", "proj"),
        "GDAL " + first_line("pkg-config", "--modversion", "gdal"), f"SQLite {sqlite3.sqlite_version}",
        f"shapely {shapely.__version__} with GEOS {shapely.geos_version_string}",
        f"numpy {numpy.__version__}",
    ]
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return [
        f"- Date: {datetime.date.today()}, commit "
        + first_line("git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"),
        f"- Machine: {model}, {os.cpu_count()} cores, {system}, load {load[0]:.1f} at the end",
        f"- Versions: {'; '.join(versions)}",
    ]


def table(rows):
    lines = ["| what | ours | reference | ratio | bar | |", "|---|---|---|---|---|---|"]
    return "\n".join(lines + ["| " + " | ".join(row.cells()) + " |" for row in rows])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("ambit", "benchmarks", "road-benchmarks", "twins", "scratch", "results"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--counties", default="375,750,1500,3000")
    parser.add_argument(
        "--only",
        default="distance,circles,locate,roads,commands,tables,growth,road-growth,inspection,"
        "reports")
    parser.add_argument("--report-counties", default="15,90")
    parser.add_argument("--sides", default="1000,2236")
    options = parser.parse_args()
    rounds, ours, twins = options.rounds, options.benchmarks, options.twins
    data = options.scratch
    only = options.only.split(",")
    subprocess.run([ours, "prepare", data], check=True)
    rows = []
    if "distance" in only:
        rows += distance(rounds, ours, twins, data)
    if "circles" in only:
        rows += circles(rounds, ours, twins, data)
    if "locate" in only:
        rows += locate(rounds, ours, twins, data)
    rows += roads(options, rounds, only)
    if "commands" in only:
        rows += commands(rounds, options.ambit, data)
    if "tables" in only:
        rows += tables.calls(min(rounds, 3), options.ambit, data)
        rows += tables.workbook(min(rounds, 3), options.ambit, data)
        seconds, count = contend([ours, "load", tables.county(options.ambit, data), tables.COUNTY, 9])
        rows.append(tables.loading(seconds, count["demand_points"]))
    if "growth" in only:
        sizes = [int(size) for size in options.counties.split(",")]
        rows += growth(min(rounds, 5), options.ambit, ours, data, sizes)
    if "inspection" in only:
        rows += inspection(min(rounds, 5), options.ambit, ours, data)
    if "reports" in only:
        sizes = [int(size) for size in options.report_counties.split(",")]
        rows += reports.reports(min(rounds, 3), options.ambit, ours, data, sizes)
    print(table(rows))
    head = ["# Results", "", "Made by `Tools/Benchmarks/run`; `README.md` says how to read it.", ""]
    options.results.write_text(
        "\n".join(head + surroundings(options.compiler) + ["", table(rows), ""]), encoding="utf-8")
    missed = [row.name for row in rows if row.is_met is False]
    print(f"{len(missed)} of {sum(row.is_met is not None for row in rows)} bars missed"
          + (": " + "; ".join(missed) if missed else ""))


main()
