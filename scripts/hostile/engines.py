"""Hostile engines: ls and active with all of them, then other commands with each."""
import json
import os
from concurrent.futures import ThreadPoolExecutor

import peers
from configs import exits, rows
from names import lines

# Most of the time these runs wait.
AT_ONCE = {"native": 24, "jar": 6}
TIMES = 4
# version waits 30 s for an engine, env --check 20 s
TIMEOUT = 35
SLOW = ("drips", "silent", "without-end", "refuses")


def run_all(fixture, program, report):
    store = fixture.store()
    certificates = peers.Certificates(os.path.join(fixture.work, "engines"), os.path.join(store.path, "certs"))
    running = {}
    try:
        for kind, act in {**peers.PLAIN, **peers.TLS}.items():
            running[kind] = peers.Peer(act, certificates)
            store.write(fixture.document(f'set Driver.URL "tcp://127.0.0.1:{running[kind].port}"'), kind)
            if kind in peers.PLAIN:
                with open(os.path.join(store.path, "machines", kind, "jm.json"), "w", encoding="utf-8") as file:
                    json.dump({"none": {"tls": "off"}}, file)
        ask(fixture, program, report, store, list(running))
    finally:
        for peer in running.values():
            peer.close()


def ask(fixture, program, report, store, kinds):
    environment = fixture.environment(store.path)
    unknown = {**environment, "DOCKER_HOST": "tcp://127.0.0.1:9"}

    def group(kind):
        return "engines/tls" if kind.startswith("tls-") else "engines/http"

    def check(kind, arguments, *checks, variables=environment):
        result = program.run(arguments, variables, timeout=TIMEOUT)
        report.check(group(kind), kind, result, TIMEOUT, *(check(result) for check in checks))

    for _ in range(TIMES if program.form == "native" else 1):
        check("all", ["ls"], exits(0), fixture.healthy_in, lambda ls: rows(ls, kinds), lines(len(kinds) + 2), good)
        check("all", ["active"], exits(0))
    check("all", ["active"], exits(1), variables=unknown)
    with ThreadPoolExecutor(AT_ONCE[program.form]) as pool:
        done = []
        for number, kind in enumerate(kinds):
            report.kind(group(kind))
            commands = [["version", kind], ["env", "--check", kind], ["config", kind],
                        ["ls", "--format", "{{json .}}", "--filter", f"name=^{kind}$"]]
            if program.form != "native":
                commands = [commands[number % len(commands)]]
            elif any(word in kind for word in SLOW):
                commands = [commands[number % 2], commands[3]]
            done += [pool.submit(check, kind, arguments) for arguments in commands]
        for one in done:
            one.result()


def good(ls):
    """Checks the one good engine, and so this suite itself."""
    row = [line for line in ls.out.split(b"\n") if line.startswith(b"tls-good ")]
    return None if row and b"v27.1.1" in row[0] else f"the good engine is missing: {row}"
