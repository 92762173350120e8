#!/usr/bin/env python3
"""Runs the program with odd files, hostile peers and in odd environments; scripts/e2e.d/hostile starts it.

    run.py PROGRAM FORM [SECTION[/GROUP[/KIND]]...]
"""
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import configs
import engines
import environments
import files
import names
import providers
from fixture import Fixture
from program import Program
from report import Report

THREADS = 2
TIMEOUTS = {"native": 15, "jar": 30}


def is_chosen(name, chosen):
    return not chosen or any(name.startswith(start) or start.startswith(name + "/") for start in chosen)


def tasks(fixture, program, report, chosen):
    """Returns functions that may run in parallel."""
    trial = environments.Trial(fixture, program, report)
    sections = {
        "names": lambda: names.run_all(fixture, program, report),
        "environments/limits": lambda: environments.limits(trial),
        "environments/streams": lambda: environments.streams(trial),
        "environments/directories": lambda: environments.directories(trial),
        "environments/variables": lambda: environments.variables(trial),
        "files": lambda: files.odd_files(trial),
        "locks": lambda: files.locks(trial),
        "providers": lambda: providers.run_all(trial),
    }
    found = [section for name, section in sections.items() if is_chosen(name, chosen)]
    for number, kind in enumerate(fixture.kinds.kinds):
        if is_chosen(f"config/{kind[0]}/{kind[1]}", chosen):
            found.append(lambda number=number, kind=kind: configs.run_kind(fixture, program, report, number, kind))
    return found


def main(path, form, chosen):
    program = Program(path, form, TIMEOUTS[form])
    report = Report(form)
    fixture = Fixture()
    began = time.monotonic()
    try:
        fixture.prepare(program)
        # the engines' section waits most of the time
        with ThreadPoolExecutor(1) as waiting, ThreadPoolExecutor(THREADS) as busy:
            started = [busy.submit(task) for task in tasks(fixture, program, report, chosen)]
            if is_chosen("engines", chosen):
                started.append(waiting.submit(engines.run_all, fixture, program, report))
            for task in started:
                task.result()
    finally:
        fixture.close()
    report.figures()
    print(f"{form}: {time.monotonic() - began:.0f} s, {report.failed()} failed")
    return 1 if report.failed() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
