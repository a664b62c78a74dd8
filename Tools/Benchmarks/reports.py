"""The rows on reports: a batch beside the renderer alone on the same HTML, and its growth. measure.py calls it."""

import ctypes
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from measuring import Row, Usage, fail, median_usage, say

ROOT = Path(__file__).resolve().parents[2]
RENDERER = ROOT / "Renderer/render_documents.py"
DAY = ["--on", "2026-11-22"]
WORKERS = 2


def adopt_orphans():
    """The renderers outlive ambit for a moment; they then become children of this process, so that
    their time and memory can be asked for."""
    if ctypes.CDLL(None, use_errno=True).prctl(36, 1, 0, 0, 0) != 0:
        fail("cannot take over orphaned processes; Linux only")


def seconds(value):
    return f"{value:.1f} s"


def usage_of_all(commands, inputs=None):
    """Clock of the commands side by side, CPU of all they started, and their peaks: of the commands
    themselves, and of the largest process that they left."""
    start = time.monotonic()
    own = {}
    for index, command in enumerate(commands):
        source = open(inputs[index], "rb") if inputs else subprocess.DEVNULL
        process = subprocess.Popen(
            [str(word) for word in command], stdin=source, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=environment())
        own[process.pid] = process
    wall, cpu, peaks = 0, 0, {True: 0, False: 0}
    while True:
        try:
            pid, status, used = os.wait3(0)
        except ChildProcessError:
            return Usage(wall, cpu, peaks[True]), peaks[False]
        if pid in own:
            wall = time.monotonic() - start
            own[pid].returncode = os.waitstatus_to_exitcode(status)
            if own[pid].returncode != 0:
                fail(f"{' '.join(map(str, own[pid].args))} ended with {own[pid].returncode}")
        cpu += used.ru_utime + used.ru_stime
        # In kilobytes.
        peaks[pid in own] = max(peaks[pid in own], used.ru_maxrss / 1024)


def environment():
    """As ambit starts its renderers."""
    return {
        **os.environ, "PYTHONPATH": str(ROOT / ".ambit/renderer"), "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "946684800"}


def batch(ambit, store, folder, *more):
    shutil.rmtree(folder, ignore_errors=True)
    return usage_of_all([[ambit, "report", store, "--out", folder, "--jobs", WORKERS, *DAY, *more]])


def renderer_alone(reports, scratch):
    """The same HTML, shared out evenly over as many renderers, nothing else."""
    pages = sorted(reports.glob("*/report.html"))
    inputs = []
    for worker in range(WORKERS):
        path = scratch / f"requests-{worker}"
        path.write_text("".join(
            json.dumps({
                "html": str(page), "sheet": str(ROOT / "Templates/pdf.css"),
                "pdf": str(scratch / f"{worker}.pdf"), "docx": str(scratch / f"{worker}.docx"),
                "created": "2026-11-22"}) + "\n"
            for page in pages[worker::WORKERS]), encoding="utf-8")
        inputs.append(path)
    python = shutil.which("python3", path=os.environ["PATH"])
    return usage_of_all([[python, "-s", "-B", RENDERER]] * WORKERS, inputs)[0]


def reports(rounds, ambit, ours, scratch, sizes):
    adopt_orphans()
    return lishui(rounds, ambit, scratch) + growth(ambit, ours, scratch, sizes)


def lishui(rounds, ambit, scratch):
    store, folder = ROOT / "demo-output/lishui.gpkg", scratch / "reports"
    if not store.exists():
        fail("there is no demo-output/lishui.gpkg: run Tools/demo first")
    analysis = median_usage([
        batch(ambit, store, folder, "--formats", "html,xlsx,geojson,json")[0]
        for _ in range(rounds)])
    whole, alone = [], []
    for _ in range(rounds):
        whole.append(batch(ambit, store, folder)[0])
        alone.append(renderer_alone(folder, scratch))
    made, rendered = median_usage(whole), median_usage(alone)
    cpu_ratio = made.cpu / rendered.cpu
    rows = [
        Row("Lishui, 9 reports and that of all, all formats, two at a time: clock",
            seconds(made.wall), seconds(rendered.wall), made.wall / rendered.wall, "< 30 s",
            made.wall < 30),
        Row("the same, CPU of everything, against the renderer alone on the same HTML",
            seconds(made.cpu), seconds(rendered.cpu), cpu_ratio, "≤ 1.20", cpu_ratio <= 1.2),
        Row("the same without PDF and DOCX, clock", seconds(analysis.wall), bar="< 2 s",
            is_met=analysis.wall < 2),
    ]
    for row in rows:
        say(row)
    return rows


def growth(ambit, ours, scratch, sizes):
    """CPU a county of synthetic services, all formats, and peak memory."""
    rows, first = [], None
    for size in sizes:
        store, folder = scratch / f"reports-{size}.gpkg", scratch / f"reports-{size}"
        subprocess.run([ours, "counties", str(size), store], check=True)
        usage, renderer = batch(ambit, store, folder)
        shutil.rmtree(folder)
        store.unlink()
        each = usage.cpu / size
        first = first or each
        rows.append(
            Row(f"{size} synthetic counties, all formats, {usage.wall:.0f} s,"
                f" {usage.megabytes:.0f} MB and {renderer:.0f} MB a renderer: CPU a county",
                f"{each:.2f} s", f"{first:.2f} s", each / first,
                "–" if size == sizes[0] else "≤ 1.15",
                None if size == sizes[0] else each / first <= 1.15))
        say(rows[-1])
    return rows
