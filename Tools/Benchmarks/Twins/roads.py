"""The searches on roads with scipy.sparse.csgraph; reads the file that RoadBenchmarks writes."""

import json
import sys
import time

import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra


def figures(times):
    reached = times[numpy.isfinite(times)]
    return {"reached": float(reached.size), "sum": float(numpy.rint(reached).sum())}


def open_arcs(nodes, rows, heads, milliseconds):
    """The graph without closed arcs (2³⁰ ms and more); of parallel arcs, which scipy adds up, the fastest."""
    tails = numpy.repeat(numpy.arange(nodes), numpy.diff(rows.astype(int)))
    order = numpy.lexsort((milliseconds, heads, tails))
    order = order[milliseconds[order] < 2**30]
    tails, heads, milliseconds = tails[order], heads[order], milliseconds[order]
    if not milliseconds.all():
        sys.exit("an arc takes no time: scipy drops it")
    first = numpy.ones(len(order), dtype=bool)
    first[1:] = (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])
    return csr_matrix(
        (milliseconds[first].astype(float), (tails[first], heads[first])), shape=(nodes, nodes))


def main(job, path, limit, count):
    words = numpy.fromfile(path, dtype="<u4")
    nodes, arcs, origins, destinations = (int(word) for word in words[:4])
    parts = numpy.split(words[4:], numpy.cumsum([nodes + 1, arcs, arcs, origins, destinations]))
    rows, heads, milliseconds, origins, destinations = parts[:5]
    graph = open_arcs(nodes, rows, heads, milliseconds)
    bound = float(limit) if limit < 2**30 else numpy.inf

    def matrix():
        return dijkstra(graph, indices=origins, limit=bound)[:, destinations]

    def to_all():
        return dijkstra(graph, indices=origins[:16])

    def nearest():
        return dijkstra(graph, indices=origins, min_only=True, return_predecessors=True)[0]

    work = {"matrix": matrix, "all": to_all, "nearest": nearest}[job]
    found = work()
    seconds = []
    for _ in range(count):
        start = time.process_time()
        found = work()
        seconds.append((time.process_time() - start) / (len(origins[:16]) if job == "all" else 1))
    print(json.dumps({"seconds": seconds, "figures": figures(found)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
