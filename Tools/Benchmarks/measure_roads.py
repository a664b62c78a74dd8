"""The rows on roads: searches beside their C++ twins and scipy, isochrones, growth. measure.py calls it."""

import json
import subprocess
import sys
from pathlib import Path

from measuring import private_peak

UNBOUNDED = 4_000_000_000
LIMIT = 14 * 60 * 1000
REPETITIONS = 3
FOLDER = Path(__file__).parent
EXTRACT = FOLDER / "../../GeoData/liechtenstein/liechtenstein-2013-08-03.osm.pbf"


class RoadMeasurements:
    """`tools` are the functions of measure.py: race, usage_of, Row, say, milliseconds."""

    def __init__(self, tools, ambit, ours, twin, scratch, rounds):
        self.tools, self.ambit, self.ours = tools, ambit, ours
        self.twin, self.scratch, self.rounds = twin, scratch, rounds

    def network(self, width, height, origins=200, destinations=10_000):
        """A synthetic network's file, made where it is not there yet."""
        path = self.scratch / f"synthetic-{width * height}.roads32"
        if not path.exists():
            subprocess.run(
                [self.ours, "synthetic", *map(str, (width, height, origins, destinations)), path],
                check=True)
        return path

    def liechtenstein(self):
        """The road network of the sample extract: its own file, and the searches' file."""
        store = self.scratch / "roads.gpkg"
        if not store.exists():
            for words in (["new", store], ["import", "roads", EXTRACT, "--into", store]):
                subprocess.run([self.ambit, *words], check=True, capture_output=True)
        path = self.scratch / "liechtenstein.roads32"
        subprocess.run(
            [self.ours, "real", store.with_suffix(".roads"), "200", "10000", path], check=True)
        return store.with_suffix(".roads"), path

    def python(self, job, path, limit=UNBOUNDED):
        return [sys.executable, FOLDER / "Twins/roads.py", job, path, limit, REPETITIONS]

    def cpp(self, job, path, heap, limit=UNBOUNDED):
        return [self.twin, job, path, heap, limit, REPETITIONS]

    def searches(self, label, path):
        def ours(*words):
            return [self.ours, words[0], path, *words[1:], REPETITIONS]

        race, rounds = self.tools.race, self.rounds
        rows = race(
            f"{label}: 200 × 10,000 within 14 min", rounds, ours("matrix", "dijkstra", LIMIT),
            [("C++ with a radix heap", self.cpp("matrix", path, "radix", LIMIT), 1.1),
             ("C++ with the same queue", self.cpp("matrix", path, "buckets", LIMIT), 1.1),
             ("C++ with a 4-ary heap", self.cpp("matrix", path, "quad", LIMIT), None),
             ("scipy", self.python("matrix", path, LIMIT), None)])
        rows += race(
            f"{label}: 200 × 10,000 without limit, prepared", rounds,
            ours("matrix", "hierarchy", UNBOUNDED),
            [("C++ Dijkstra, radix heap", self.cpp("matrix", path, "radix"), 0.05),
             ("scipy", self.python("matrix", path), 0.02)])
        rows += race(
            f"{label}: the same, preparation included", rounds, ours("matrix", "once", UNBOUNDED),
            [("C++ Dijkstra, radix heap", self.cpp("matrix", path, "radix"), None)])
        rows += race(
            f"{label}: one origin to all nodes, in node order, 16 at a time", rounds,
            ours("all", "hierarchy"),
            [("C++ Dijkstra, radix heap", self.cpp("all", path, "radix"), 0.2)])
        rows += race(
            f"{label}: nearest and second-nearest of 200 for all nodes, prepared", rounds,
            ours("nearest", "hierarchy"),
            [("C++ Dijkstra, the nearest only", self.cpp("nearest", path, "radix"), 0.5),
             ("scipy, the nearest only", self.python("nearest", path), 0.2)])
        rows += race(
            f"{label}: the same without preparation", rounds, ours("nearest", "dijkstra"),
            [("C++ Dijkstra, the nearest only", self.cpp("nearest", path, "radix"), None)])
        return rows

    def routing_kit(self, label, path):
        """Against RoutingKit's pinned one-to-many, on a network whose nodes lie on a square grid."""
        def theirs(job):
            return [sys.executable, FOLDER / "Twins/routingkit.py", job, path, REPETITIONS]

        rows = self.tools.race(
            f"{label}: 200 × 10,000 without limit, prepared", self.rounds,
            [self.ours, "matrix", path, "hierarchy", UNBOUNDED, REPETITIONS],
            [("RoutingKit's CCH, from Python", theirs("matrix"), 0.17)])
        return rows + self.tools.race(
            f"{label}: preparation", self.rounds, [self.ours, "prepare", path, REPETITIONS],
            [("RoutingKit's CCH: order, hierarchy, metric", theirs("prepare"), 1.0)])

    def run_once(self, words):
        """Seconds of a job of ours and its peak memory; the file's own load is in the latter."""
        output = self.scratch / "output"
        usage = self.tools.usage_of([self.ours, *words], output)
        answer = json.loads(output.read_text(encoding="utf-8"))
        return self.tools.median(answer["seconds"]), usage.megabytes

    def imports(self):
        """OpenStreetMap files to graphs; the larger is the extract 40 times over, no real place."""
        osm, rows = FOLDER / "Twins/osm.py", []
        large = self.scratch / "extract-40.osm.pbf"
        subprocess.run([sys.executable, osm, "tile", EXTRACT, "40", large], check=True)
        for label, path in (("Liechtenstein", EXTRACT), ("the same 40 times over", large)):
            target = self.scratch / "import.roads"
            rows += self.tools.race(
                f"{label}: PBF to graph", self.rounds, [self.ours, "import", path, target, 1],
                [("pyosmium and a loop in Python", [sys.executable, osm, "load", path, 1], None)])
            output = self.scratch / "output"
            usage = self.tools.usage_of([self.ours, "import", path, target, 1], output)
            figures = json.loads(output.read_text(encoding="utf-8"))["figures"]
            bytes_an_arc = figures["bytes"] / figures["arcs"]
            rows.append(self.tools.Row(
                f"{label}: bytes an arc in the graph file", f"{bytes_an_arc:.1f}", bar="< 60",
                is_met=bytes_an_arc < 60))
            self.tools.say(rows[-1])
            private = private_peak([self.ours, "import", path, target, 1])
            for what, megabytes, bar in (
                    ("the memory of the import's own", private, 3 if path == large else None),
                    ("the same with the pages of program and libraries", usage.megabytes, None)):
                times = megabytes * 2**20 / figures["bytes"]
                rows.append(self.tools.Row(
                    f"{label}: peak of {what}, in graph files", f"{times:.1f}",
                    bar=f"< {bar}" if bar else "–", is_met=times < bar if bar else None))
                self.tools.say(rows[-1])
        return rows

    def isochrones(self, network):
        rows = []
        for minutes in (5, 14):
            seconds, megabytes = self.run_once(
                ["isochrones", network, "20", minutes, self.rounds])
            rows.append(self.tools.Row(
                f"Liechtenstein: 20 isochrones of {minutes} min, cells of 50 m, {megabytes:.0f} MB",
                self.tools.milliseconds(seconds)))
            self.tools.say(rows[-1])
        return rows

    def valhalla(self):
        """Isochrones beside Valhalla's on some 66,000 synthetic places: its requests alone, tiles loaded."""
        twin = [sys.executable, FOLDER / "Twins/isochrones.py"]
        if subprocess.run([sys.executable, "-c", "import valhalla"], capture_output=True).returncode:
            row = self.tools.Row(
                "isochrones beside Valhalla: not measured, pyvalhalla-weekly is not here", "–")
            self.tools.say(row)
            return [row]
        roads, origins = self.scratch / "grid.osm.pbf", self.scratch / "grid.csv"
        store, tiles = self.scratch / "grid.gpkg", self.scratch / "tiles"
        for words in ([*twin, "roads", roads, origins], [*twin, "tiles", roads, tiles],
                      [self.ambit, "new", store],
                      [self.ambit, "import", "roads", roads, "--into", store]):
            subprocess.run(words, check=True, capture_output=True)
        # A road network's file is named after the store.
        profile = FOLDER / "../../GeoData/profiles/ambulance.yaml"
        areas = [self.ours, "areas", store.with_suffix(".roads"), profile, origins, "14", REPETITIONS]
        whole = [sys.executable, FOLDER / "usage.py", REPETITIONS, self.ambit, "isochrone", store,
                 "--origins", origins, "--minutes", "14", "--crs", "wgs84", "--jobs", "1",
                 "--output", self.scratch / "areas.geojson"]
        references = [
            (f"Valhalla's requests alone, {words}",
             [*twin, "isochrones", tiles, origins, "14", detail, REPETITIONS], 0.1)
            for detail, words in (("default", "simplified as it comes"), ("full", "every detail"))]
        label = "66,000 synthetic places: 20 isochrones of 14 min"
        rows = self.tools.race(f"{label}, roads and speeds loaded", self.rounds, areas, references)
        return rows + self.tools.race(
            f"{label}, `ambit isochrone` from its start to the file",
            self.rounds, whole, references)

    def preparation(self, label, path, repetitions):
        seconds, megabytes = self.run_once(["prepare", path, repetitions])
        row = self.tools.Row(
            f"{label}: preparing the hierarchy, {megabytes:.0f} MB", self.tools.milliseconds(seconds))
        self.tools.say(row)
        return row

    def growth(self, sizes):
        """Networks of another size each: nothing in them stands for a real place."""
        rows = []
        for side in sizes:
            path = self.network(side, side)
            label = f"{side * side:,} synthetic nodes"
            rows.append(self.preparation(label, path, 1))
            for name, words in (
                ("200 × 10,000 without limit, prepared", ["matrix", path, "hierarchy", UNBOUNDED]),
                ("nearest and second-nearest of 200 for all, prepared",
                 ["nearest", path, "hierarchy"]),
                ("the same without preparation", ["nearest", path, "dijkstra"]),
                ("200 × 10,000 within 14 min", ["matrix", path, "dijkstra", LIMIT]),
            ):
                seconds, megabytes = self.run_once([*words, REPETITIONS])
                rows.append(self.tools.Row(
                    f"{label}: {name}, {megabytes:.0f} MB", self.tools.milliseconds(seconds)))
                self.tools.say(rows[-1])
        return rows
