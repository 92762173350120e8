#!/usr/bin/env python3
"""Runs each row of kinds.txt with the real program: run.py PROGRAM FORM [KIND...]

Each call ends in time, with the exit status and the text of its row, in limited memory, without terminal control
characters, and leaves no plugin process.
"""
import json
import os
import shutil
import signal
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../../scripts/hostile"))
from program import FORBIDDEN, TRACES, Program

MOST_MEMORY_KB = 250 << 10
MOST_OUTPUT = 20 << 20
LIMIT, SLOW_LIMIT = 12, 25
AT_ONCE = 64


def rows():
    with open(os.path.join(HERE, "kinds.txt")) as table:
        for line in table:
            if line.strip() and not line.startswith("#"):
                kind, status, words, text = line[2:].rstrip("\n").split(" | ", 3)
                yield kind, int(status), words.replace("KIND", kind).split(), text.strip(), line[0] == "*"


class Bench:
    """Stores with one machine of a hostile driver and a healthy one."""

    def __init__(self, program, form):
        self.program = Program(program, form, LIMIT)
        self.work = tempfile.mkdtemp(prefix="jm-hostile-plugins.")
        self.bin = os.path.join(self.work, "bin")
        os.mkdir(self.bin)
        self.count = 0

    def install(self, kind):
        link = os.path.join(self.bin, "docker-machine-driver-" + kind)
        if not os.path.islink(link):
            os.symlink(os.path.join(HERE, "hostile.py"), link)

    def store(self, machines):
        self.count += 1
        store = os.path.join(self.work, f"store{self.count}")
        for name, driver, raw in machines + [("good", "none", {"URL": "tcp://127.0.0.77:1"})]:
            os.makedirs(os.path.join(store, "machines", name))
            with open(os.path.join(store, "machines", name, "config.json"), "w") as file:
                json.dump({"ConfigVersion": 3, "DriverName": driver, "Name": name,
                           "Driver": {"MachineName": name, **raw},
                           "HostOptions": {"EngineOptions": {}, "AuthOptions": {}, "SwarmOptions": {}}}, file)
        return store

    def run(self, store, words, limit):
        """Exit status (None if it did not end), output, errors, seconds, peak KB, plugins left."""
        environment = {
            "HOME": self.work, "PATH": self.bin + ":" + os.environ["PATH"], "MACHINE_STORAGE_PATH": store,
            "MACHINE_PLUGIN_TIMEOUT": "2", "MACHINE_SSH_ATTEMPTS": "1",
            "JAVA_HOME": os.environ.get("JAVA_HOME", ""), "SHELL": "/bin/sh"}
        result = self.program.run(words, environment, timeout=limit, cwd=self.work)
        left = plugins(store)
        return result.code, text(result.out), text(result.err), result.seconds, result.peak_kb, left


def text(stream):
    return stream.decode(errors="replace")


def plugins(store):
    """Kills the plugins of that store that are still running, and returns them."""
    left = []
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/environ", "rb") as file:
                variables = file.read()
            with open(f"/proc/{name}/cmdline", "rb") as file:
                command = file.read().replace(b"\0", b" ").decode(errors="replace")
            with open(f"/proc/{name}/stat") as file:
                state = file.read().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if store.encode() + b"\0" in variables + b"\0" and b"MACHINE_PLUGIN_TOKEN=42" in variables and state != "Z":
            if "sleep" not in command:  # what a plugin started is the plugin's own affair
                left.append(command)
            os.kill(int(name), signal.SIGKILL)
    return left


def faults(ended, status, wanted, lines, limit):
    code, out, err, seconds, peak, left = ended
    if code is None:
        yield f"did not end within {limit} s"
    elif code != status:
        yield f"exit status {code} instead of {status}"
    if wanted not in out + err:
        yield f"does not print {wanted!r}"
    if len(out) > MOST_OUTPUT or len(err) > MOST_OUTPUT:
        yield "prints without end"
    raw = FORBIDDEN.search(out) or FORBIDDEN.search(err)
    if raw:
        yield f"prints {raw[0]!r} raw"
    own = TRACES.search(out.encode()) or TRACES.search(err.encode())
    if own:
        yield f"prints {own[0]!r}"
    if code and err.count("\n") > lines:
        yield f"needs {err.count(chr(10))} lines to tell it"
    if peak > MOST_MEMORY_KB:
        yield f"takes {peak >> 10} MB of memory"
    if left:
        yield f"leaves {left}"


def main(program, form, chosen):
    bench = Bench(program, form)
    tried, bad, slowest, peak = 0, 0, 0.0, 0

    def check(name, words, ended, found):
        nonlocal tried, bad, slowest, peak
        found = list(found)
        tried, bad = tried + 1, bad + bool(found)
        slowest, peak = max(slowest, ended[3]), max(peak, ended[4])
        for fault in found:
            print(f"FAILED  {name}: {' '.join(words)}: {fault}\n{ended[1][-600:]}{ended[2][-600:]}", flush=True)

    def attempt(row):
        kind, status, words, wanted, slow = row
        # create generates keys, which takes long on a busy processor
        limit = SLOW_LIMIT if slow or words[0] == "create" else LIMIT
        store = bench.store([("box", kind, {})])
        ended = bench.run(store, words, limit)
        # usage errors print the help; a failed create prints recovery commands; some errors have two lines
        lines = 9999 if wanted.startswith("flag provided") else 3
        found = list(faults(ended, status, wanted, lines, limit))
        if words[0] == "ls" and "good" not in ended[1]:
            found.append("lost the healthy machine")
        return kind, words, ended, found

    try:
        wanted = [row for row in rows() if not chosen or row[0] in chosen]
        for row in wanted:
            bench.install(row[0])
        with ThreadPoolExecutor(2) as pool:
            for kind, words, ended, found in pool.map(attempt, wanted):
                check(kind, words, ended, found)
        if not chosen:
            for kind, wanted_text in (("bomb-list", "value too large"), ("error-long", "xxx..."), ("flags-many", "tcp://")):
                store = bench.store([(f"m{i}", kind, {}) for i in range(AT_ONCE)])
                words = ["ls", "-t", "50", "--format", "{{.Name}} {{.URL}} {{.Error}}"]
                ended = bench.run(store, words, 60)
                found = list(faults(ended, 0, wanted_text, 0, 60))
                if "good" not in ended[1] or ended[1].count("\n") != AT_ONCE + 1:
                    found.append("lost a row")
                check(f"{AT_ONCE} machines of {kind}", words, ended, found)
            odd_programs(bench, check)
        print(f"figures {form} plugins kinds={len({row[0] for row in wanted})} calls={tried} bad={bad}"
              f" slowest={slowest:.1f}s peak={peak >> 10}MB", flush=True)
    finally:
        shutil.rmtree(bench.work)
    return bad


def odd_programs(bench, check):
    """Files with a plugin's name that are not programs."""
    place = os.path.join(bench.bin, "docker-machine-driver-odd")
    program = b"#!/bin/sh\nexec sleep 60\n"
    missing = 'Driver "odd" not found.'
    for name, make, wanted in (
            ("not executable", lambda: write(place, program, 0o644), missing),
            ("a directory", lambda: os.mkdir(place), missing),
            ("a link to nothing", lambda: os.symlink(os.path.join(bench.work, "missing"), place), missing),
            ("a FIFO", lambda: os.mkfifo(place, 0o755), missing),
            ("no program", lambda: write(place, bytes(range(256)), 0o755), "dial tcp: missing address"),
            ("an interpreter that is missing", lambda: write(place, b"#!/nowhere\n", 0o755), "dial tcp: missing address")):
        make()
        ended = bench.run(bench.store([("box", "odd", {})]), ["status", "box"], LIMIT)
        check(name, ["status", "box"], ended, faults(ended, 1, wanted, 1, LIMIT))
        os.rmdir(place) if os.path.isdir(place) and not os.path.islink(place) else os.unlink(place)


def write(path, content, mode):
    with open(path, "wb") as file:
        file.write(content)
    os.chmod(path, mode)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1], sys.argv[2], set(sys.argv[3:])) else 0)
