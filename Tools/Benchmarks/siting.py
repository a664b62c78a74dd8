#!/usr/bin/env python3
"""Hold `ambit solve` beside HiGHS and spopt on the same instances, in the same run.

    Tools/Benchmarks/siting.py AMBIT [--only NAME,…] [--limit SECONDS] [--spopt]

AMBIT is a release build of the program. Needs numpy, scipy, highspy, and spopt with --spopt
(Tools/Benchmarks/requirements-siting.txt). Ambit is timed whole: start, reading the CSV, solving,
listing ties, writing JSON. The others are timed without any reading. Every optimum that both prove
must be the same; where it is not, the run fails.

Instances are drawn, not surveyed: towns of unequal size in a square of 60 km, straight lines times
1.3 at 30 km/h, whole weights, sites at demands.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import highspy
import numpy as np
import scipy.sparse as sp


def drawn(demands, sites, seed):
    rng = np.random.default_rng(seed)
    towns = rng.uniform(0, 60, (40, 2))
    sizes = rng.pareto(1.2, 40) + 0.3
    where = towns[rng.choice(40, demands, p=sizes / sizes.sum())] + rng.normal(0, 4, (demands, 2))
    where[: demands // 5] = rng.uniform(0, 60, (demands // 5, 2))
    stations = where[rng.choice(demands, sites, replace=False)] + rng.normal(0, 0.05, (sites, 2))
    weights = np.round(np.exp(rng.normal(4, 1, demands))) + 1
    minutes = np.sqrt(((where[:, None] - stations[None]) ** 2).sum(2)) * 1.3 / 0.5
    return np.round(minutes, 3), weights


def write(folder, minutes, weights, most=np.inf):
    rows, columns = np.nonzero(minutes <= most)
    with open(folder / "costs.csv", "w") as file:
        file.write("demand,site,cost\n")
        np.savetxt(
            file, np.column_stack([rows, columns, minutes[rows, columns]]), fmt="%d,%d,%.3f")
    np.savetxt(
        folder / "weights.csv", np.column_stack([np.arange(len(weights)), weights]),
        fmt="%d,%d", header="demand,weight", comments="")


def ambit(program, folder, *words):
    start = time.perf_counter()
    done = subprocess.run(
        [program, "solve", *words, "--costs", folder / "costs.csv", "--weights",
         folder / "weights.csv", "--format", "json"],
        capture_output=True, text=True, check=True)
    return time.perf_counter() - start, json.loads(done.stdout)


def highs(cost, rows, low, high, whole, limit):
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("time_limit", float(limit))
    lp = highspy.HighsLp()
    rows = rows.tocsr()
    lp.num_col_, lp.num_row_ = rows.shape[1], rows.shape[0]
    lp.col_cost_ = cost
    lp.col_lower_, lp.col_upper_ = np.zeros(len(cost)), np.ones(len(cost))
    lp.row_lower_, lp.row_upper_ = low, high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = rows.indptr, rows.indices
    lp.a_matrix_.value_ = rows.data.astype(float)
    lp.integrality_ = [
        highspy.HighsVarType.kInteger if w else highspy.HighsVarType.kContinuous for w in whole]
    solver.passModel(lp)
    start = time.perf_counter()
    solver.run()
    seconds = time.perf_counter() - start
    info = solver.getInfo()
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return seconds, info.objective_function_value, info.mip_dual_bound, proven


def highs_mclp(minutes, weights, radius, p, limit):
    near = sp.csr_matrix(minutes <= radius)
    n, m = near.shape
    rows = sp.vstack([
        sp.hstack([near, -sp.eye(n)]),
        sp.hstack([sp.csr_matrix(np.ones((1, m))), sp.csr_matrix((1, n))])])
    seconds, value, bound, proven = highs(
        np.concatenate([np.zeros(m), -weights]), rows,
        np.concatenate([np.zeros(n), [p]]), np.concatenate([np.full(n, np.inf), [p]]),
        [True] * m + [False] * n, limit)
    return seconds, -value, -bound, proven


def highs_lscp(minutes, radius, limit):
    near = sp.csr_matrix(minutes <= radius)
    n, m = near.shape
    return highs(np.ones(m), near, np.ones(n), np.full(n, np.inf), [True] * m, limit)


def highs_median(minutes, weights, p, limit):
    n, m = minutes.shape
    assign = sp.kron(sp.eye(n), np.ones((1, m)))
    open_ = sp.hstack([sp.kron(np.ones((n, 1)), sp.eye(m))])
    rows = sp.vstack([
        sp.hstack([sp.csr_matrix((n, m)), assign]),
        sp.hstack([open_, -sp.eye(n * m)]),
        sp.hstack([sp.csr_matrix(np.ones((1, m))), sp.csr_matrix((1, n * m))])])
    return highs(
        np.concatenate([np.zeros(m), (minutes * weights[:, None]).ravel()]), rows,
        np.concatenate([np.ones(n), np.zeros(n * m), [p]]),
        np.concatenate([np.ones(n), np.full(n * m, np.inf), [p]]),
        [True] * m + [False] * (n * m), limit)


def spopt_seconds(model, minutes, weights, radius, p, limit):
    import pulp
    from spopt.locate import LSCP, MCLP, PMedian

    start = time.perf_counter()
    if model == "mclp":
        question = MCLP.from_cost_matrix(minutes, weights, radius, p_facilities=p)
    elif model == "lscp":
        question = LSCP.from_cost_matrix(minutes, radius)
    else:
        question = PMedian.from_cost_matrix(minutes, weights, p_facilities=p)
    solved = question.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=limit), results=False)
    return time.perf_counter() - start, pulp.value(solved.problem.objective)


CASES = {
    "mclp-5": ("mclp", 10_000, 1_000, 20, 5.0),
    "mclp-8": ("mclp", 10_000, 1_000, 20, 8.0),
    "lscp-14": ("lscp", 10_000, 1_000, None, 14.0),
    "median-500": ("p-median", 500, 100, 10, None),
    "median-2000": ("p-median", 2_000, 400, 20, None),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ambit", type=pathlib.Path)
    parser.add_argument("--only", default=",".join(CASES))
    parser.add_argument("--limit", type=float, default=120, help="seconds for the others")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--spopt", action="store_true")
    options = parser.parse_args()
    print("| case | ambit | status | objective | HiGHS | status | objective | spopt (CBC) | ratio |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in options.only.split(","):
        model, n, m, p, radius = CASES[name]
        minutes, weights = drawn(n, m, options.seed)
        if model == "lscp":
            # Every demand must be coverable for there to be an answer.
            keep = (minutes <= radius).any(1)
            minutes, weights = minutes[keep], weights[keep]
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            write(folder, minutes, weights)
            words = [model] + ([] if p is None else ["--add", str(p)])
            words += [] if radius is None else ["--radius", str(radius)]
            ours, plan = ambit(options.ambit, folder, *words)
        if model == "mclp":
            theirs = highs_mclp(minutes, weights, radius, p, options.limit)
        elif model == "lscp":
            theirs = highs_lscp(minutes, radius, options.limit)
        else:
            theirs = highs_median(minutes, weights, p, options.limit)
        third = ""
        best = theirs[0]
        if options.spopt:
            seconds, value = spopt_seconds(model, minutes, weights, radius, p, options.limit)
            third = f"{seconds:.2f} s, {value:.3f}"
            best = min(best, seconds)
        if plan["status"] == "optimal" and theirs[3]:
            if abs(plan["objective"] - theirs[1]) > 1e-6 * max(1, abs(theirs[1])):
                sys.exit(f"{name}: {plan['objective']} here, {theirs[1]} there")
        print(
            f"| {name} | {ours:.2f} s | {plan['status']} | {plan['objective']:.3f} |"
            f" {theirs[0]:.2f} s | {'optimal' if theirs[3] else f'bound {theirs[2]:.3f}'} |"
            f" {theirs[1]:.3f} | {third} | {ours / best:.4f} |", flush=True)


if __name__ == "__main__":
    main()
