"""Taking tables into a store, beside GDAL's `ogr2ogr`, and what a large store answers how fast."""

import csv
import datetime
import random
import sqlite3
import statistics
import subprocess
import time

from measuring import Row, fail, median_usage, milliseconds, say, usage_of

COUNTY = "331102"
COUNTIES = ["331102", "331121", "331122", "331123", "331124", "331125", "331126", "331127", "331181"]
CALLS = 1_000_000
SHEET_ROWS = 200_000
DEMAND_POINTS = 5_000
HEADER = ("任务编码,事件编码,事件类型,振铃时刻,开始受理时刻,派车时刻,接受命令时刻,出车时刻,到达现场时刻,"
          "离开现场时刻,到达医院时刻,返回站中时刻,经度(WGS-84),纬度(WGS-84),县区编码,城乡,分站名称,"
          "车牌号码,联系电话,出车结果")
MONTHLY = 'SELECT * FROM "每月反应时间"'


def write_calls(path, rows):
    """A year of missions as a dispatch system exports them, from one seed."""
    draw = random.Random(120)
    start = datetime.datetime(2025, 1, 1)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER + "\n")
        for index in range(rows):
            rang = start + datetime.timedelta(seconds=index * 31_536_000 // rows)
            arrived = 480 + draw.randrange(900)
            left = arrived + 600 + draw.randrange(600)
            hospital = left + 300 + draw.randrange(900)
            steps = [0, 5, 60, 70, 180, arrived, left, hospital, hospital + 1200]
            times = ",".join(
                f"{rang + datetime.timedelta(seconds=step):%Y-%m-%d %H:%M:%S}" for step in steps)
            file.write(
                f"M{10**9 + index},E{10**9 + index},急救,{times},{119 + draw.random() * 1.2:.6f},"
                f"{27.6 + draw.random():.6f},{COUNTIES[index % 9]},{'城市' if index % 3 else '乡村'},"
                f"分站{index % 40},浙K{1000 + index % 90}急,{13_800_000_000 + index},送达医院\n")


def new_store(ambit, store):
    subprocess.run([ambit, "new", store, "--sample", "lishui", "--force"],
                   check=True, capture_output=True)


def race(rounds, ambit, scratch, table, ogr_options):
    """Our import and `ogr2ogr` of the same file, one after the other in each round."""
    store, reference = scratch / "tables.gpkg", scratch / "reference.gpkg"
    ours, theirs = [], []
    for _ in range(rounds):
        new_store(ambit, store)
        ours.append(usage_of([ambit, "import", "calls", table, "--into", store], scratch / "output"))
        reference.unlink(missing_ok=True)
        theirs.append(
            usage_of(["ogr2ogr", "-f", "GPKG", reference, table, *ogr_options], scratch / "output"))
    reference.unlink()
    return store, ours, theirs


def ratio_row(name, ours, theirs, bar, key):
    ratio = statistics.median(getattr(a, key) / getattr(b, key) for a, b in zip(ours, theirs))
    return Row(
        name, f"{getattr(median_usage(ours), key):.1f} s",
        f"{getattr(median_usage(theirs), key):.1f} s", ratio,
        f"≤ {bar:.2f}", ratio <= bar)


def calls(rounds, ambit, scratch):
    table = scratch / "calls.csv"
    write_calls(table, CALLS)
    options = ["-a_srs", "EPSG:4326", "-oo", "X_POSSIBLE_NAMES=经度*", "-oo", "Y_POSSIBLE_NAMES=纬度*"]
    store, ours, theirs = race(rounds, ambit, scratch, table, options)
    table.unlink()
    memory = median_usage(ours).megabytes
    rows = [
        ratio_row("import of 1,000,000 calls from CSV, against ogr2ogr to GPKG, wall", ours, theirs,
                  2, "wall"),
        ratio_row("the same, CPU", ours, theirs, 2, "cpu"),
        Row("the same, peak memory", f"{memory:.0f} MB",
            f"{median_usage(theirs).megabytes:.0f} MB", bar="< 300 MB", is_met=memory < 300),
        monthly(store),
    ]
    store.unlink()
    for row in rows:
        say(row)
    return rows


def monthly(store):
    """The means of each county and month, as an analyst asks for them, from a file just opened."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
        plan = " ".join(row[3] for row in database.execute("EXPLAIN QUERY PLAN " + MONTHLY))
    if "USING COVERING INDEX" not in plan:
        fail(f"the monthly means come from no index: {plan}")
    walls = []
    for _ in range(5):
        start = time.monotonic()
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
            means = database.execute(MONTHLY).fetchall()
        walls.append(time.monotonic() - start)
        counted = sum(row[3] for row in means)
        if counted != CALLS:
            fail(f"{counted} calls in the monthly means, not {CALLS}")
    wall = statistics.median(walls)
    return Row("monthly means of each county from 1,000,000 calls, in SQL, wall", milliseconds(wall),
               bar="< 1 s", is_met=wall < 1)


def workbook(rounds, ambit, scratch):
    table, book = scratch / "calls.csv", scratch / "calls.xlsx"
    write_calls(table, SHEET_ROWS)
    subprocess.run(["ogr2ogr", "-f", "XLSX", book, table, "-oo", "AUTODETECT_TYPE=YES"], check=True)
    table.unlink()
    store, ours, theirs = race(rounds, ambit, scratch, book, [])
    rows = [
        ratio_row("import of 200,000 calls from XLSX, against ogr2ogr to GPKG, wall", ours, theirs,
                  1.2, "wall"),
        ratio_row("the same, CPU", ours, theirs, 1.2, "cpu"),
        Row("the same, peak memory", f"{median_usage(ours).megabytes:.0f} MB",
            f"{median_usage(theirs).megabytes:.0f} MB"),
    ]
    store.unlink()
    book.unlink()
    for row in rows:
        say(row)
    return rows


def county(ambit, scratch):
    """A store whose county COUNTY has 5,000 demand points, and no other has any."""
    store, table = scratch / "county.gpkg", scratch / "demand.csv"
    new_store(ambit, store)
    draw = random.Random(5000)
    with open(table, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "county_code", "name", "area_class", "residents", "longitude_wgs84",
                         "latitude_wgs84"])
        for index in range(DEMAND_POINTS):
            writer.writerow([f"D{index}", COUNTY, f"村{index}", "rural", draw.randrange(50, 3000),
                             f"{119.6 + draw.random() * 0.5:.6f}", f"{28.2 + draw.random() * 0.3:.6f}"])
    subprocess.run([ambit, "import", "demand", table, "--into", store, "--county", COUNTY],
                   check=True, capture_output=True)
    return store


def loading(seconds, count):
    if count != DEMAND_POINTS:
        fail(f"{count} demand points were loaded, not {DEMAND_POINTS}")
    row = Row("a county of 5,000 demand points, loaded for analysis, CPU", milliseconds(seconds),
              bar="< 50 ms", is_met=seconds < 0.05)
    say(row)
    return row
