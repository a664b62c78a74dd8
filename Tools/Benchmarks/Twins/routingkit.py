"""RoutingKit's customizable contraction hierarchies (PyPI routingkit-cch) on a square synthetic network.

`matrix`: one-to-many from each origin to destinations pinned once, order and metric made before.
`prepare`: order (inertial), hierarchy and metric. The lists that Python makes of the answers are in the
times, about 20 ns a pair.
"""

import json
import math
import sys
import time

import numpy
import routingkit_cch


def main(job, path, count):
    words = numpy.fromfile(path, dtype="<u4")
    nodes, arcs, origins, destinations = (int(word) for word in words[:4])
    parts = numpy.split(words[4:], numpy.cumsum([nodes + 1, arcs, arcs, origins, destinations]))
    rows, heads, milliseconds, origins, destinations = (part for part in parts[:5])
    tails = numpy.repeat(numpy.arange(nodes), numpy.diff(rows.astype(int))).tolist()
    heads, weights = heads.tolist(), milliseconds.tolist()
    width = math.isqrt(nodes)
    latitude = [float(node // width) for node in range(nodes)]
    longitude = [float(node % width) for node in range(nodes)]

    def prepare():
        order = routingkit_cch.compute_order_inertial(nodes, tails, heads, latitude, longitude)
        return routingkit_cch.CCHMetric(routingkit_cch.CCH(order, tails, heads, False), weights)

    metric = prepare()

    def matrix():
        search = routingkit_cch.CCHOneToMany(metric, destinations.tolist())
        return [search.distances_from(origin) for origin in origins.tolist()]

    work = {"matrix": matrix, "prepare": prepare}[job]
    found = work()
    seconds = []
    for _ in range(count):
        start = time.process_time()
        found = work()
        seconds.append(time.process_time() - start)
    figures = {}
    if job == "matrix":
        reached = [value for row in found for value in row if value is not None]
        figures = {"reached": float(len(reached)), "sum": float(sum(reached))}
    print(json.dumps({"seconds": seconds, "figures": figures}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
