"""OpenStreetMap files for the measurements of imports, and the roads of one by pyosmium.

`tile`: a file many times over, each copy beside the last: as large as is wanted, and no real place.
`load`: ways with `highway` cut where they meet, with lengths: pyosmium's reader and a loop in Python.
"""

import json
import math
import sys
import time

import osmium

ROADS = frozenset((
    "motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary",
    "secondary_link", "tertiary", "tertiary_link", "unclassified", "residential", "living_street",
    "service", "track", "road", "pedestrian"))


class Tiler(osmium.SimpleHandler):
    """Writes objects of one kind, moved east by a degree and numbered on for each copy."""

    def __init__(self, writer, copy, kinds):
        super().__init__()
        self.writer, self.copy, self.first = writer, copy, copy * 10**9
        for kind in kinds:
            setattr(self, kind, getattr(self, "take_" + kind))

    def take_node(self, node):
        place = (node.location.lon + self.copy % 100, node.location.lat + self.copy // 100)
        self.writer.add_node(node.replace(id=self.first + node.id, location=place))

    def take_way(self, way):
        self.writer.add_way(
            way.replace(id=self.first + way.id, nodes=[self.first + node.ref for node in way.nodes]))

    def take_relation(self, relation):
        self.writer.add_relation(relation.replace(
            id=self.first + relation.id,
            members=[(member.type, self.first + member.ref, member.role)
                     for member in relation.members]))


def tile(source, count, target):
    with osmium.SimpleWriter(target, overwrite=True) as writer:
        for kind in ("node", "way", "relation"):
            for copy in range(count):
                Tiler(writer, copy, [kind]).apply_file(source)


def load(path):
    ways, uses = [], {}
    for way in osmium.FileProcessor(path, osmium.osm.WAY).with_filter(
            osmium.filter.KeyFilter("highway")):
        if way.tags["highway"] not in ROADS or len(way.nodes) < 2:
            continue
        nodes = [node.ref for node in way.nodes]
        ways.append((nodes, way.tags.get("oneway") == "yes"))
        for node in (nodes[0], *nodes, nodes[-1]):
            uses[node] = uses.get(node, 0) + 1
    places = {}
    for node in osmium.FileProcessor(path, osmium.osm.NODE):
        if node.id in uses:
            places[node.id] = (node.location.lat, node.location.lon)
    numbers, arcs, meters = {}, [], 0.0
    for nodes, is_one_way in ways:
        start, length = nodes[0], 0.0
        for before, node in zip(nodes, nodes[1:]):
            (south, west), (north, east) = places[before], places[node]
            length += 111_320 * math.hypot(
                north - south, (east - west) * math.cos(math.radians(south)))
            if uses[node] > 1:
                tail = numbers.setdefault(start, len(numbers))
                head = numbers.setdefault(node, len(numbers))
                arcs.append((tail, head, length))
                if not is_one_way:
                    arcs.append((head, tail, length))
                meters += length
                start, length = node, 0.0
    arcs.sort()
    return {"arcs_pyosmium": float(len(arcs)), "km_pyosmium": meters / 1000}


def main(job, *words):
    if job == "tile":
        tile(words[0], int(words[1]), words[2])
        return
    seconds, figures = [], {}
    for _ in range(int(words[1])):
        start = time.process_time()
        figures = load(words[0])
        seconds.append(time.process_time() - start)
    print(json.dumps({"seconds": seconds, "figures": figures}))


if __name__ == "__main__":
    main(*sys.argv[1:])
