#!/usr/bin/env python3
"""Hold `ambit solve` beside HiGHS and spopt on the same instances, in the same run.

    Tools/Benchmarks/siting.py AMBIT [--only NAME,…] [--limit SECONDS] [--spopt] [--write]

AMBIT is a release build of the program. Needs numpy, scipy, highspy, and spopt with --spopt
(Tools/Benchmarks/requirements-siting.txt). Times are processor seconds. Ambit is timed whole: start,
reading the CSV, solving, listing ties, writing JSON; what a question costs that is answered once the
file is read (no site to add) is its reading. HiGHS has one thread, and is timed without reading or
building its matrix, and with both, read by pandas from the same CSV; spopt with its building. The last
two columns hold like beside like: both without reading (and building), both from the CSV on. Each case
runs alone in a process of its own.
Every optimum that both prove must be the same, and no plan may pass another's bound; where that
fails, the run fails. --write replaces the rows of the table in siting-results.md.

Instances are drawn, not surveyed: towns of unequal size in a square of 60 km, straight lines times
1.3 at 30 km/h, whole weights, sites at demands. Those on roads are places drawn around the villages of
the sample liechtenstein, with the travel times that `ambit matrix` gives between them.
"""

import argparse
import csv
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import highspy
import numpy as np
import scipy.sparse as sp

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESULTS = pathlib.Path(__file__).with_name("siting-results.md")


def drawn(demands, sites, seed):
    """Where the demands and the sites are, in km, and the demands' weights."""
    rng = np.random.default_rng(seed)
    towns = rng.uniform(0, 60, (40, 2))
    sizes = rng.pareto(1.2, 40) + 0.3
    where = towns[rng.choice(40, demands, p=sizes / sizes.sum())] + rng.normal(0, 4, (demands, 2))
    where[: demands // 5] = rng.uniform(0, 60, (demands // 5, 2))
    stations = where[rng.choice(demands, sites, replace=False)] + rng.normal(0, 0.05, (sites, 2))
    weights = np.round(np.exp(rng.normal(4, 1, demands))) + 1
    return where, stations, weights


def table(where, stations):
    minutes = np.sqrt(((where[:, None] - stations[None]) ** 2).sum(2)) * 1.3 / 0.5
    return np.round(minutes, 3)


def travelled(program, demands, sites, seed):
    """Minutes on the roads of Liechtenstein, infinite beyond 15, and the demands' weights."""
    rng = np.random.default_rng(seed)
    with open(ROOT / "GeoData/liechtenstein/demand.csv", encoding="utf-8") as file:
        villages = np.array(
            [(float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(file)])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, count in (("demands", demands), ("sites", sites)):
            # Some 700 m to the east and to the north.
            places = villages[rng.integers(0, len(villages), count)] + rng.normal(
                0, (0.009, 0.006), (count, 2))
            np.savetxt(
                folder / f"{name}.csv", np.column_stack([np.arange(count), places]),
                fmt=["%d", "%.6f", "%.6f"], delimiter=",", header="id,longitude,latitude",
                comments="")
        subprocess.run(
            [program, "matrix", ROOT / "GeoData/liechtenstein/liechtenstein-2013-08-03.osm.pbf",
             "--origins", folder / "sites.csv", "--destinations", folder / "demands.csv", "--limit",
             "15", "--layout", "wide", "--output", folder / "times.csv"],
            check=True, stderr=subprocess.DEVNULL)
        with open(folder / "times.csv", encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            seconds = [[float(cell or "inf") for cell in row[1:]] for row in rows]
    weights = np.round(np.exp(rng.normal(4, 1, demands))) + 1
    return np.array(seconds).T / 60, weights


def blocks(where, stations):
    for start in range(0, len(where), 10_000):
        yield start, table(where[start : start + 10_000], stations)


def write(folder, blocks, weights, most=np.inf):
    with open(folder / "costs.csv", "w") as file:
        file.write("demand,site,cost\n")
        for start, minutes in blocks:
            rows, columns = np.nonzero((minutes <= most) & np.isfinite(minutes))
            file.writelines(
                f"{row},{column},{cost:.6f}\n"
                for row, column, cost in zip(
                    (rows + start).tolist(), columns.tolist(), minutes[rows, columns].tolist()))
    np.savetxt(
        folder / "weights.csv", np.column_stack([np.arange(len(weights)), weights]),
        fmt="%d,%d", header="demand,weight", comments="")


# A small process in between: the memory of this one would count as that of what it starts.
BETWEEN = """
import os, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=sys.stderr.fileno(), stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def ambit(program, folder, *words):
    """Processor seconds, the most memory in MB, and the plan; the best of three runs of a short one."""
    best, most = float("inf"), 0
    for _ in range(3):
        with open(folder / "plan.json", "w") as output:
            done = subprocess.run(
                [sys.executable, "-c", BETWEEN, program, "solve", *words, "--costs",
                 folder / "costs.csv", "--weights", folder / "weights.csv", "--format", "json"],
                stdout=subprocess.PIPE, stderr=output, text=True)
        code, seconds, memory = (float(word) for word in done.stdout.split())
        if code:
            sys.exit(f"ambit solve {words[0]} ended with {code:.0f}")
        best, most = min(best, seconds), max(most, memory)
        if best > 5:
            break
    return best, most, json.loads((folder / "plan.json").read_text())


def read_back(folder):
    """Processor seconds, and the table and the weights as pandas reads them from the CSV."""
    import pandas

    start = time.process_time()
    costs = pandas.read_csv(folder / "costs.csv")
    weights = pandas.read_csv(folder / "weights.csv")["weight"].to_numpy(float)
    minutes = np.full((len(weights), costs["site"].max() + 1), np.inf)
    minutes[costs["demand"], costs["site"]] = costs["cost"]
    return time.process_time() - start, minutes, weights


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime


def highs(cost, rows, low, high, whole, limit, upper=None):
    """Processor seconds, the value, the bound, whether it is proven."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", float(limit))
    lp = highspy.HighsLp()
    rows = rows.tocsr()
    lp.num_col_, lp.num_row_ = rows.shape[1], rows.shape[0]
    lp.col_cost_ = cost
    lp.col_lower_ = np.zeros(len(cost))
    lp.col_upper_ = np.ones(len(cost)) if upper is None else upper
    lp.row_lower_, lp.row_upper_ = low, high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = rows.indptr, rows.indices
    lp.a_matrix_.value_ = rows.data.astype(float)
    lp.integrality_ = [
        highspy.HighsVarType.kInteger if w else highspy.HighsVarType.kContinuous for w in whole]
    solver.passModel(lp)
    start = time.process_time()
    solver.run()
    seconds = time.process_time() - start
    info = solver.getInfo()
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return seconds, info.objective_function_value, info.mip_dual_bound, proven


def highs_cover(minutes, weights, radius, p, limit, times=1):
    """Weight within the radius of one site, or of `times` sites."""
    near = sp.csr_matrix(minutes <= radius)
    n, m = near.shape
    rows = sp.vstack([
        sp.hstack([near, -times * sp.eye(n)]),
        sp.hstack([sp.csr_matrix(np.ones((1, m))), sp.csr_matrix((1, n))])])
    seconds, value, bound, proven = highs(
        np.concatenate([np.zeros(m), -weights]), rows,
        np.concatenate([np.zeros(n), [p]]), np.concatenate([np.full(n, np.inf), [p]]),
        [True] * (m + (n if times > 1 else 0)) + [False] * (0 if times > 1 else n), limit)
    return seconds, -value, -bound, proven


def highs_lscp(minutes, radius, limit):
    near = sp.csr_matrix(minutes <= radius)
    n, m = near.shape
    return highs(np.ones(m), near, np.ones(n), np.full(n, np.inf), [True] * m, limit)


def highs_median(minutes, weights, p, limit, worst=None):
    """The p-median, or the mean of the worst-off share `worst` of the weight."""
    n, m = minutes.shape
    assign = sp.kron(sp.eye(n), np.ones((1, m)))
    open_ = sp.kron(np.ones((n, 1)), sp.eye(m))
    more = 0 if worst is None else n + 1
    blocks = [
        [sp.csr_matrix((n, m)), assign], [open_, -sp.eye(n * m)],
        [sp.csr_matrix(np.ones((1, m))), sp.csr_matrix((1, n * m))]]
    low = [np.ones(n), np.zeros(n * m), [p]]
    high = [np.ones(n), np.full(n * m, np.inf), [p]]
    cost = np.concatenate([np.zeros(m), (minutes * weights[:, None]).ravel()])
    upper = np.ones(m + n * m + more)
    if more:
        # Beyond the threshold, and the threshold itself.
        for block in blocks:
            block.append(sp.csr_matrix((block[0].shape[0], more)))
        paid = sp.csr_matrix(
            (minutes.ravel(), (np.repeat(np.arange(n), m), np.arange(n * m))), shape=(n, n * m))
        blocks.append(
            [sp.csr_matrix((n, m)), -paid, sp.hstack([sp.eye(n), sp.csr_matrix(np.ones((n, 1)))])])
        low.append(np.zeros(n))
        high.append(np.full(n, np.inf))
        cost = np.concatenate([np.zeros(m + n * m), weights / (worst * weights.sum()), [1]])
        upper[m + n * m :] = np.inf
    rows = sp.vstack([sp.hstack(block) for block in blocks])
    return highs(
        cost, rows, np.concatenate(low), np.concatenate(high),
        [True] * m + [False] * (n * m + more), limit, upper)


def spopt_seconds(model, minutes, weights, radius, p, limit, solver):
    """Processor seconds with building, and the objective; `None` where there is no plan."""
    import pulp
    from spopt.locate import LSCP, MCLP, PMedian

    start = processor_seconds()
    if model == "mclp":
        question = MCLP.from_cost_matrix(minutes, weights, radius, p_facilities=p)
    elif model == "lscp":
        question = LSCP.from_cost_matrix(minutes, radius)
    else:
        question = PMedian.from_cost_matrix(minutes, weights, p_facilities=p)
    if solver == "CBC":
        chosen = pulp.PULP_CBC_CMD(msg=False, timeLimit=limit, threads=1)
    else:
        chosen = pulp.HiGHS(msg=False, timeLimit=limit, threads=1)
    try:
        solved = question.solve(chosen, results=False)
    except RuntimeError:
        return processor_seconds() - start, None
    return processor_seconds() - start, pulp.value(solved.problem.objective)


CASES = {
    "mclp-5": ("mclp", 10_000, 1_000, 20, 5.0),
    "mclp-8": ("mclp", 10_000, 1_000, 20, 8.0),
    "mclp-million": ("mclp", 1_000_000, 500, 20, 8.0),
    "lscp-14": ("lscp", 10_000, 1_000, None, 14.0),
    "median-500": ("p-median", 500, 100, 10, None),
    "median-2000": ("p-median", 2_000, 400, 20, None),
    "backup-500": ("backup", 500, 100, 10, 8.0),
    "backup-2000": ("backup", 2_000, 400, 20, 8.0),
    "equity-500": ("equity", 500, 100, 10, None),
    "equity-2000": ("equity", 2_000, 400, 20, None),
    "roads-mclp-5": ("mclp", 10_000, 1_000, 20, 5.0),
    "roads-mclp-8": ("mclp", 10_000, 1_000, 20, 8.0),
    "roads-lscp-4": ("lscp", 10_000, 1_000, None, 4.0),
    "roads-lscp-8": ("lscp", 10_000, 1_000, None, 8.0),
    "roads-lscp-14": ("lscp", 10_000, 1_000, None, 14.0),
}
MEANING = {
    "mclp-5": "MCLP 10,000 × 1,000, p = 20, 5 min",
    "mclp-8": "MCLP 10,000 × 1,000, p = 20, 8 min",
    "mclp-million": "MCLP 1,000,000 × 500, p = 20, 8 min, pairs up to 12 min",
    "lscp-14": "LSCP 10,000 × 1,000, 14 min",
    "median-500": "p-median 500 × 100, p = 10",
    "median-2000": "p-median 2,000 × 400, p = 20",
    "backup-500": "backup cover 500 × 100, p = 10, 8 min",
    "backup-2000": "backup cover 2,000 × 400, p = 20, 8 min",
    "equity-500": "equity 500 × 100, p = 10",
    "equity-2000": "equity 2,000 × 400, p = 20",
    "roads-mclp-5": "on roads: MCLP 10,000 × 1,000, p = 20, 5 min",
    "roads-mclp-8": "on roads: MCLP 10,000 × 1,000, p = 20, 8 min",
    "roads-lscp-4": "on roads: LSCP 10,000 × 1,000, 4 min",
    "roads-lscp-8": "on roads: LSCP 10,000 × 1,000, 8 min",
    "roads-lscp-14": "on roads: LSCP 10,000 × 1,000, 14 min",
}


def contenders(name, minutes, weights, options):
    """What HiGHS says, its seconds with building its matrix, and what the others say."""
    model, _, _, p, radius = CASES[name]
    limit = options.limit
    start = time.process_time()
    if model == "mclp":
        theirs = highs_cover(minutes, weights, radius, p, limit)
    elif model == "backup":
        theirs = highs_cover(minutes, weights, radius, p, limit, times=2)
    elif model == "lscp":
        theirs = highs_lscp(minutes, radius, limit)
    elif model == "equity":
        theirs = highs_median(minutes, weights, p, limit, worst=0.05)
    else:
        theirs = highs_median(minutes, weights, p, limit)
    whole = time.process_time() - start
    others = {}
    if options.spopt and model in ("mclp", "lscp", "p-median"):
        for solver in ("CBC", "HiGHS"):
            others[solver] = spopt_seconds(
                model, minutes, weights, radius, p, limit, solver)
    return theirs, whole, others


def compare(name, plan, theirs):
    """Ends the run where two proofs, or a proof and a plan, contradict each other."""
    _, value, bound, proven = theirs
    sign = 1 if CASES[name][0] in ("lscp", "p-median", "equity") else -1
    slack = 1e-6 * max(1, abs(plan["objective"]))
    if plan["status"] == "optimal" and proven and abs(plan["objective"] - value) > slack:
        sys.exit(f"{name}: {plan['objective']} here, {value} there")
    if sign * (bound - plan["objective"]) > slack and abs(bound) < 1e20:
        sys.exit(f"{name}: {plan['objective']} here is better than their bound {bound}")
    if plan["bound"] is not None and abs(value) < 1e20:
        if sign * (plan["bound"] - value) > slack:
            sys.exit(f"{name}: their plan {value} is better than the bound here, {plan['bound']}")


def measured(name, options):
    model, n, m, p, radius = CASES[name]
    minutes = None
    if name.startswith("roads-"):
        minutes, weights = travelled(options.ambit, n, m, options.seed)
    else:
        where, stations, weights = drawn(n, m, options.seed)
        if name != "mclp-million":
            minutes = table(where, stations)
    if minutes is not None and model == "lscp":
        # Every demand must be coverable for there to be an answer.
        reached = (minutes <= radius).any(1)
        minutes, weights = minutes[reached], weights[reached]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        if minutes is None:
            write(folder, blocks(where, stations), weights, 12.0)
        else:
            write(folder, [(0, minutes)], weights)
        words = [model] + ([] if p is None else ["--add", str(p)])
        words += [] if radius is None else ["--radius", str(radius)]
        words += ["--time-limit", str(options.ours)]
        ours, memory, plan = ambit(options.ambit, folder, *words)
        reading = ambit(options.ambit, folder, "mclp", "--radius", "0", "--add", "0")[0]
        if minutes is not None:
            their_reading, minutes, weights = read_back(folder)
    gap = "" if plan["status"] == "optimal" else f" {100 * (plan['gap'] or 1):.3f} %"
    row = f"| {MEANING[name]} | {ours:.2f} s, {memory:.0f} MB | {reading:.2f} s |"
    row += f" {plan['status']}{gap} | {plan['objective']:.3f} |"
    if minutes is None:
        return row + 9 * " – |"
    theirs, whole, others = contenders(name, minutes, weights, options)
    compare(name, plan, theirs)
    seconds, value, bound, proven = theirs
    row += f" {seconds:.2f} s | {their_reading + whole:.2f} s |"
    row += f" {'optimal' if proven else f'bound {bound:.3f}'} | {value:.3f} |"
    for solver in ("CBC", "HiGHS"):
        if solver in others:
            took, found = others[solver]
            row += f" {took:.2f} s, {'no plan' if found is None else f'{found:.3f}'} |"
        else:
            row += " – |"
    best = min([seconds] + [took for took, _ in others.values()])
    row += f" {ours / best:.4f} | {max(ours - reading, 0) / seconds:.4f} |"
    return row + f" {ours / (their_reading + whole):.4f} |"


HEAD = (
    "| problem | Ambit | of it reading | status | objective | HiGHS | from the CSV | status | objective |"
    " spopt with CBC | spopt with HiGHS | Ambit / best other | both without reading | both from the CSV |"
    "\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|")


def keep(row):
    """Puts a row in the place of the one for the same problem."""
    lines = RESULTS.read_text().splitlines()
    start = row[: row.index("|", 2) + 1]
    old = [index for index, line in enumerate(lines) if line.startswith(start)]
    if old:
        lines[old[0]] = row
    else:
        top = lines.index(HEAD.splitlines()[1])
        while lines[top].startswith("|"):
            top += 1
        lines.insert(top, row)
    RESULTS.write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ambit", type=pathlib.Path)
    parser.add_argument("--only", default=",".join(CASES), help="cases: " + ", ".join(CASES))
    parser.add_argument("--limit", type=float, default=60, help="seconds for the others")
    parser.add_argument("--ours", type=float, default=120, help="seconds for Ambit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--spopt", action="store_true", help="hold it beside spopt too")
    parser.add_argument(
        "--write", action="store_true", help=f"put the rows into {RESULTS.name}")
    options = parser.parse_args()
    print(HEAD)
    names = options.only.split(",")
    for name in names:
        if name not in CASES:
            sys.exit(f"no case {name}: there are {', '.join(CASES)}")
    for name in names:
        if len(names) > 1:
            # A process of its own, so that no case inherits another's memory or threads.
            words = [sys.executable, __file__, *sys.argv[1:], "--only", name]
            done = subprocess.run(words, capture_output=True, text=True)
            if done.returncode:
                sys.exit(done.stderr or done.stdout)
            print(done.stdout.splitlines()[-1], flush=True)
            continue
        row = measured(name, options)
        if options.write:
            keep(row)
        print(row, flush=True)


if __name__ == "__main__":
    main()
