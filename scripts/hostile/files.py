"""Odd files next to config.json and in certs/, and locks of others."""
import fcntl
import os
import shutil
import struct
import subprocess

from environments import CREATE, LS, REMOVE

KINDS = {
    "fifo": os.mkfifo,
    "device": lambda path: os.symlink("/dev/zero", path),
    "directory": os.mkdir,
    "loop": lambda path: os.symlink(path, path),
    "huge": lambda path: sparse(path, 100 << 30),
    "empty": lambda path: sparse(path, 0),
    "zeros": lambda path: sparse(path, 1 << 20),
    "escape": lambda path: write(path, b"\x1b]0;owned\x07\x1b[2J\r\n\xff\xfe"),
    "json-of-other-types": lambda path: write(path, b'{"none":[1e-9999999999,{"ssh":"\\ud800\\u0000"}]}'),
    "json-with-escapes": lambda path: write(
        path, rb'{"none":{"tls":"\u001b[2J","ssh":{"user":"\u0000","port":70000,"key":"\u001b[2J"}}}'),
    "pem-with-escape": lambda path: write(
        path, b"-----BEGIN CERTIFICATE-----\nMIIB\x1b[2J\n-----END CERTIFICATE-----\n"),
}
SSH = ["ssh", "healthy", "true"]
CONFIG = ["config", "healthy"]
PLACES = {
    "machines/healthy/jm.json": [LS, ["env", "healthy"], SSH, CONFIG],
    "machines/healthy/known_hosts": [SSH],
    "machines/healthy/config.json.bak": [LS, ["url", "healthy"]],
    "machines/healthy/id_rsa": [SSH],
    "certs/ca.pem": [CREATE, CONFIG],
    "certs/ca-key.pem": [CREATE],
    "certs/cert.pem": [CREATE, CONFIG, ["regenerate-certs", "-f", "healthy"]],
    "certs/key.pem": [CREATE, CONFIG],
    "machines/new": [LS, CREATE, REMOVE],
    ".lock-new": [CREATE, REMOVE],
    ".lock_certs": [CREATE],
    "../home/.ssh/config": [SSH],
}


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


def sparse(path, size):
    with open(path, "wb") as file:
        file.truncate(size)


def replacement(place, create):
    """Returns a function that replaces one file of a store."""
    def prepare(store):
        target = os.path.join(store.path, place)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if os.path.lexists(target):
            subprocess.run(["rm", "-rf", target], check=True)
        create(target)
    return prepare


def odd_files(trial):
    number = 0
    for place, commands in PLACES.items():
        for kind, create in KINDS.items():
            trial.report.kind("files")
            for arguments in commands:
                number += 1
                if trial.program.form == "native" or number % 4 == 0:
                    trial.run("files", f"{place.replace('/', '-')}-{kind}", arguments,
                              prepare=replacement(place, create))
    subprocess.run(["rm", "-rf", os.path.join(trial.fixture.home, ".ssh")], check=True)


def locks_of_root(store):
    for name in (".lock-new", ".lock-healthy", ".lock_certs"):
        path = os.path.join(store.path, name)
        write(path, b"")
        os.chmod(path, 0o600)


def locks(trial):
    trial.report.kind("locks")
    remove = ["rm", "-f", "-y", "healthy"]
    trial.run("locks", "left-by-root", CREATE, as_nobody=True, prepare=locks_of_root)
    trial.run("locks", "left-by-root", remove, removed, as_nobody=True, prepare=locks_of_root)
    trial.report.kind("locks")
    for arguments in (remove, [*CREATE[:-1], "healthy"]):
        held_by_another(trial, arguments)


def removed(result, store):
    there = os.path.exists(os.path.join(store.path, "machines/healthy"))
    return f"not removed: {result.err[:200]!r}" if there else None


def held_by_another(trial, arguments, timeout=8):
    """The program may wait for long, but has to report it."""
    store = trial.fixture.store()
    with open(os.path.join(store.path, ".lock-healthy"), "w+b") as file:
        # struct flock of Linux: l_type, l_whence, l_start, l_len, l_pid
        fcntl.fcntl(file, fcntl.F_SETLK, struct.pack("hhqqi", fcntl.F_WRLCK, 0, 0, 0, 0))
        result = trial.program.run(arguments, trial.fixture.environment(store.path), timeout=timeout)
    if result.code is None and result.err:
        result.code = 1
    trial.report.check("locks", "held-by-another", result, timeout)
    shutil.rmtree(store.path)
