"""Odd config.json files next to a healthy machine."""
import os
import shutil

from fixture import give_to_nobody, leftovers

COMMANDS = ["inspect", "url", "env", "ssh", "config", "ip", "status", "stop"]
# The jar runs one command for every so many documents; no multiple of the number of commands, so that all have a turn.
STRIDE = 9


def arguments(command, name):
    return [command, name, "true"] if command == "ssh" else [command, name]


def run_kind(fixture, program, report, number, kind):
    group, name, steps = kind
    group = "config/" + group
    store = fixture.store()
    documents = fixture.kinds.documents(steps)
    names = ["odd"] if len(documents) == 1 else [f"odd{i}" for i in range(len(documents))]
    for machine, document in zip(names, documents):
        store.write(document, machine)
    options = {"cwd": os.path.join(store.path, "here")}
    if steps.startswith("file locked") and os.getuid() == 0:
        options.update(give_to_nobody(store.path))
    environment = fixture.environment(store.path)

    def check(command, *checks):
        result = program.run(command, environment, **options)
        report.check(group, name, result, program.timeout, *(check(result) for check in checks), leftovers(store))

    report.kind(group)
    check(["ls"], exits(0), fixture.healthy_in, lambda ls: rows(ls, names))
    few = program.form != "native"
    if not few or number % 4 == 0:
        check(["active"], exits(0), lambda active: None if active.out == b"healthy\n" else "is not healthy")
    for i, machine in enumerate(names):
        if len(names) == 1 and not few:
            chosen = COMMANDS
        elif few and i % STRIDE:
            chosen = []
        else:
            chosen = [COMMANDS[(number + i // (STRIDE if few else 1)) % len(COMMANDS)]]
        for command in chosen:
            check(arguments(command, machine))
    check(["rm", "-f", "-y", *names], exits(0), lambda rm: left(store, names))
    shutil.rmtree(store.path, ignore_errors=True)


def exits(code):
    """Returns a check of the exit code."""
    return lambda result: None if result.code == code else (
        f"exited with {result.code}: {result.err.decode(errors='replace')[:300]}")


def rows(ls, names):
    there = {line.split(b" ")[0].decode(errors="replace") for line in ls.out.split(b"\n")}
    lost = [name for name in names if name not in there]
    return f"no row of {lost[:5]}" if lost else None


def left(store, names):
    there = [name for name in names if os.path.lexists(os.path.join(store.path, "machines", name))]
    return f"{there[:5]} not removed" if there else None
