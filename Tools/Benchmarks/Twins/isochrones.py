"""Isochrones by Valhalla (PyPI pyvalhalla-weekly), and a synthetic road network to make them on.

`roads`: a grid of roads as an OpenStreetMap file, some 66,000 junctions and 150,000 arcs, and origins
    near its middle as a table. It lies in the Atlantic: no real place.
`tiles`: what Valhalla reads, made from an OpenStreetMap file.
`isochrones`: its requests alone, the tiles loaded, for the first so many origins of a table.
"""

import csv
import json
import math
import random
import subprocess
import sys
import time
from pathlib import Path

SIDE = 284
SPACING = 120.0
SOUTH, WEST = 30.0, -40.0
METERS = 111_320.0


def road_class(line):
    for step, name in ((64, "trunk"), (16, "primary"), (8, "secondary")):
        if line % step == 0:
            return name
    return "residential"


def degrees(place):
    return (WEST + place[0] / (METERS * math.cos(math.radians(SOUTH))), SOUTH + place[1] / METERS)


class Grid:
    """Every 8th line a larger road, half of the other streets missing and a tenth one-way; no street is
    quite straight."""

    def __init__(self):
        self.random = random.Random(66_000)
        self.places = [
            (column * SPACING + self.random.uniform(-25, 25),
             row * SPACING + self.random.uniform(-25, 25))
            for row in range(SIDE) for column in range(SIDE)]
        self.bends, self.ways = [], []
        for is_horizontal in (True, False):
            for line in range(SIDE):
                self.add_line(is_horizontal, line)

    def add_line(self, is_horizontal, line):
        kind, way, is_one_way = road_class(line), [], False
        for step in range(SIDE - 1):
            start = line * SIDE + step if is_horizontal else step * SIDE + line
            end = start + (1 if is_horizontal else SIDE)
            is_missing, one_way = (
                kind == "residential" and self.random.random() < share for share in (0.5, 0.1))
            if way and (is_missing or one_way != is_one_way or len(way) > 60):
                self.ways.append((way, kind, is_one_way))
                way = []
            if is_missing:
                continue
            is_one_way = one_way
            way = (way or [start]) + self.bend(start, end) + [end]
        if way:
            self.ways.append((way, kind, is_one_way))

    def bend(self, start, end):
        (x, y), (x1, y1) = self.places[start], self.places[end]
        first = SIDE * SIDE + len(self.bends)
        for share in (1 / 3, 2 / 3):
            self.bends.append((x + (x1 - x) * share + self.random.uniform(-8, 8),
                               y + (y1 - y) * share + self.random.uniform(-8, 8)))
        return [first, first + 1]


def roads(file, origins):
    import osmium
    from osmium.osm.mutable import Node, Way

    grid = Grid()
    used = {place for way, _, _ in grid.ways for place in way}
    with osmium.SimpleWriter(file, overwrite=True) as writer:
        for number, place in enumerate(grid.places + grid.bends):
            if number in used:
                writer.add_node(Node(id=number + 1, location=degrees(place)))
        for number, (way, kind, is_one_way) in enumerate(grid.ways):
            tags = {"highway": kind, **({"oneway": "yes"} if is_one_way else {})}
            writer.add_way(Way(id=number + 1, nodes=[place + 1 for place in way], tags=tags))
    with open(origins, "w", encoding="utf-8") as table:
        table.write("id,longitude,latitude\n")
        for number in range(20):
            row, column = (grid.random.randrange(SIDE // 4, 3 * SIDE // 4) for _ in range(2))
            east, north = degrees(grid.places[row * SIDE + column])
            table.write(f"o{number},{east:.7f},{north:.7f}\n")


def tiles(file, folder):
    import valhalla

    (Path(folder) / "tiles").mkdir(parents=True, exist_ok=True)
    config = valhalla.get_config(tile_extract="", tile_dir=f"{folder}/tiles", verbose=False)
    config["mjolnir"].update(admin="", timezone="", concurrency=1)
    settings = Path(folder) / "valhalla.json"
    settings.write_text(json.dumps(config), encoding="utf-8")
    program = Path(valhalla.__file__).parent / "bin/valhalla_build_tiles"
    subprocess.run([program, "-c", settings, file], check=True, capture_output=True)


def isochrones(folder, origins, minutes, detail, count):
    import valhalla

    actor = valhalla.Actor(f"{folder}/valhalla.json")
    # As it comes, or every detail that its grid has.
    shape = {"generalize": 0, "denoise": 0} if detail == "full" else {}
    with open(origins, encoding="utf-8") as table:
        requests = [json.dumps({
            "locations": [{"lon": float(row["longitude"]), "lat": float(row["latitude"])}],
            "costing": "auto", "contours": [{"time": float(minutes)}], "polygons": True, **shape})
            for row in csv.DictReader(table)]
    seconds, characters = [], 0
    for _ in range(int(count) + 1):
        start = time.process_time()
        characters = sum(len(actor.isochrone(request)) for request in requests)
        seconds.append(time.process_time() - start)
    # The first round loads the tiles.
    print(json.dumps({"seconds": seconds[1:], "figures": {"characters": float(characters)}}))


if __name__ == "__main__":
    {"roads": roads, "tiles": tiles, "isochrones": isochrones}[sys.argv[1]](*sys.argv[2:])
