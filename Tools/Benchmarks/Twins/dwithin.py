"""The distance test with shapely's STRtree: dwithin.py FOLDER REPETITIONS.

Only the tree and its query are timed, not the making of a million point objects.
"""

import json
import sys
import time

import numpy
import shapely

RADIUS = 3500


def read(folder, name):
    return numpy.fromfile(f"{folder}/{name}.f64").reshape(-1, 2)


def covered(centers, points):
    """How many points have a centre within the radius."""
    pairs = shapely.STRtree(centers).query(points, predicate="dwithin", distance=RADIUS)
    is_covered = numpy.zeros(len(points), dtype=bool)
    is_covered[pairs[0]] = True
    return int(is_covered.sum())


def main():
    folder, repetitions = sys.argv[1], int(sys.argv[2])
    centers = shapely.points(read(folder, "centers"))
    points = shapely.points(read(folder, "points"))
    seconds = []
    for _ in range(repetitions):
        start = time.process_time()
        count = covered(centers, points)
        seconds.append(time.process_time() - start)
    print(json.dumps({"seconds": seconds, "figures": {"covered": count}}))


main()
