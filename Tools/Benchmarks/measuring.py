"""A line of the table, and what a command uses, for `measure.py` and its parts."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass
class Row:
    """One line of the table. `ratio` is ours / reference; without a bar it is for information."""

    name: str
    ours: str
    reference: str = "–"
    ratio: float | None = None
    bar: str = "–"
    is_met: bool | None = None

    @property
    def verdict(self):
        return "–" if self.is_met is None else "ok" if self.is_met else "**miss**"

    def cells(self):
        ratio = "–" if self.ratio is None else f"{self.ratio:.3f}"
        return [self.name, self.ours, self.reference, ratio, self.bar, self.verdict]


def milliseconds(seconds):
    return f"{seconds * 1000:.1f} ms"


def fail(words):
    sys.exit(f"measure.py: {words}")


def say(row):
    print("  " + " | ".join(row.cells()), file=sys.stderr)


@dataclass
class Usage:
    wall: float
    cpu: float
    megabytes: float


def usage_of(command, output):
    """Runs a command to its end: wall and CPU seconds, and its peak resident memory."""
    with open(output, "wb") as file:
        start = time.monotonic()
        process = subprocess.Popen(
            [str(word) for word in command], stdout=file, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    process.returncode = code
    if code != 0:
        fail(f"{' '.join(map(str, command))} ended with exit code {code}")
    # ru_maxrss is in kilobytes.
    return Usage(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def private_peak(command):
    """Megabytes of memory of a command's own at its peak, looked at every millisecond: without pages of
    its program, of libraries and of files, which the system shares and takes back as it likes."""
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
                peak = max([peak] + [int(line.split()[1]) for line in status
                                     if line.startswith("RssAnon:")])
        except OSError:
            # It has just ended.
            break
        time.sleep(0.001)
    if process.wait() != 0:
        fail(f"{' '.join(map(str, command))} ended with exit code {process.returncode}")
    return peak / 1024


def median_usage(runs):
    return Usage(*(statistics.median(getattr(run, key) for run in runs)
                   for key in ("wall", "cpu", "megabytes")))
