"""Machine directories with odd names."""
import os
import shutil

from configs import exits
from fixture import leftovers

GROUP = "names"
NAMES = {
    "backslash": b"back\\slash",
    "backslash-up": b"..\\..\\evil",
    "drive": b"C:\\evil",
    "invalid-utf-8": b"bad\xff\xfe",
    "broken-utf-8": b"\xc3\x28",
    "surrogate-in-utf-8": b"a\xed\xa0\x80b",
    "line-feed": b"a\nhealthier   *        none     Running",
    "carriage-return": b"safe\rEVIL",
    "tab": b"a\tb",
    "escape": b"\x1b]0;owned\x07\x1b[2J",
    "delete": b"a\x7fb",
    "c1": b"a\xc2\x9b31mb",
    "bidirectional": "\u202egnp.exe".encode(),
    "line-separator": "a\u2028b".encode(),
    "zero-width": "healthy\u200b".encode(),
    "combining": "e\u0301".encode(),
    "emoji": "\U0001f600".encode(),
    "dash": b"-",
    "option": b"-f",
    "long-option": b"--force",
    "two-dashes": b"--",
    "255-bytes": b"n" * 255,
    "255-bytes-of-characters": "\u00e9".encode() * 127 + b"e",
    "blanks": b"  ",
    "blank-inside": b"a b",
    "three-dots": b"...",
    "dot-behind": b"a.",
    "tilde": b"~root",
    "wildcard": b"*",
    "brackets": b"[a-z]",
    "shell": b"'\"`touch pwned`$(touch pwned);$HOME&|<>#!",
    "percent": b"%s%n%x",
    "template": b"{{.}}",
    "colon": b"a:b",
    "capitals": b"HEALTHY",
    "quotes-go-quotes": b"a\"b\\n",
}
# These have an error row, and -q lists only machines that can be used.
NOT_UTF_8 = ["invalid-utf-8", "broken-utf-8", "surrogate-in-utf-8"]
OTHERS = {
    "file": lambda path: open(path, "wb").close(),
    "fifo": os.mkfifo,
    "link-to-nothing": lambda path: os.symlink("/nowhere/at/all", path),
    "link-to-itself": lambda path: os.symlink(path, path),
    "link-to-root": lambda path: os.symlink("/", path),
    "link-to-store": lambda path: os.symlink(os.path.dirname(os.path.dirname(path)), path),
}


def run_all(fixture, program, report):
    """Runs ls with all of them, then other commands with each."""
    store = fixture.store()
    machines = os.path.join(store.path, "machines").encode()
    store.write(fixture.document('set Driver.URL "tcp://127.0.0.77:1"'), "pattern")
    pattern = os.path.join(machines, b"pattern")
    for name in NAMES.values():
        shutil.copytree(pattern, os.path.join(machines, name))
    shutil.rmtree(pattern)
    for name, make in OTHERS.items():
        make(os.path.join(machines.decode(), name))
    listed = [b"healthy", *(name for name in NAMES.values() if not name.startswith(b"."))]
    environment = fixture.environment(store.path)
    options = {"cwd": os.path.join(store.path, "here")}

    def check(kind, arguments, *checks):
        result = program.run(arguments, environment, **options)
        report.check(GROUP, kind, result, program.timeout, *(check(result) for check in checks), leftovers(store))

    check("all", ["ls"], exits(0), fixture.healthy_in, lines(1 + len(listed)))
    check("all", ["ls", "-q"], exits(0), lines(len(listed) - len(NOT_UTF_8)))
    check("all", ["active"], exits(0))
    for number, (kind, name) in enumerate(NAMES.items()):
        report.kind(GROUP)
        commands = ["inspect", "url", "env", "ssh", "status"]
        if program.form != "native":
            commands = [commands[number % len(commands)]]
        for command in commands:
            check(kind, [command, "--", name])
        check(kind, ["rm", "-f", "-y", "--", name], exits(0), removed(os.path.join(machines, name)))
    for kind in OTHERS:
        report.kind(GROUP)
        check(kind, ["url", kind])
        check(kind, ["rm", "-f", "-y", kind])
    check("all", ["ls"], exits(0), fixture.healthy_in)
    if not os.path.exists("/etc/passwd") or not os.path.exists(os.path.join(store.path, "certs/ca.pem")):
        raise SystemExit("rm removed the target of a link")


def lines(count):
    """Returns a check that no row is missing and none takes two lines."""
    def check(result):
        seen = result.out.count(b"\n")
        return None if seen == count else f"{seen} lines instead of {count}"
    return check


def removed(path):
    """Returns a check that the directory is gone."""
    return lambda rm: f"not removed: {rm.err.decode(errors='replace')[:200]}" if os.path.lexists(path) else None
