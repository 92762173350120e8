"""Resource limits, closed streams, odd environment variables and directories of another user."""
import os
import shutil
import subprocess

from configs import exits
from fixture import give_to_nobody

LS = ["ls"]
CREATE = ["create", "-d", "none", "--url", "tcp://127.0.0.77:1", "new"]
REMOVE = ["rm", "-f", "-y", "new"]

VALUES = {
    "unset": None, "empty": "", "relative": "a/b", "file": "/etc/passwd", "device": "/dev/zero",
    "missing": "/nowhere/x", "escape": "\x1b[2J\x07", "line-feed": "a\nb", "not-utf-8": b"\xff\xfe",
    "long": "x" * 100_000, "option": "-x", "quotes": "'\"$(touch pwned)`", "number": "99999999999999999999",
}
VARIABLES = [
    "HOME", "PATH", "SHELL", "DOCKER_HOST", "TERM", "LANG", "TMPDIR", "MACHINE_DEBUG", "NO_PROXY", "SSH_AUTH_SOCK",
    "MACHINE_DRIVER_PATH", "CI", "COLUMNS", "MACHINE_TLS_CA_CERT", "MACHINE_NATIVE_SSH", "MACHINE_DEFAULTS",
    "MACHINE_STORAGE_PATH",
]


def shell(script):
    """Returns a prefix for the program, which the script runs as "$@"."""
    return ["/bin/sh", "-c", script, "sh"]


class Trial:
    """Runs the program once in a new store, as some of these environments damage it."""

    def __init__(self, fixture, program, report):
        self.fixture, self.program, self.report = fixture, program, report

    def run(self, group, kind, arguments, *checks, prefix=(), variables=None, prepare=None, as_nobody=False,
            timeout=None):
        """Checks are called with the result and the store."""
        store = self.fixture.store()
        if prepare:
            prepare(store)
        environment = {**self.fixture.environment(store.path), **(variables or {})}
        environment = {name: value for name, value in environment.items() if value is not None}
        options = {"cwd": os.path.join(store.path, "here")}
        if as_nobody and os.getuid() == 0:
            options.update(give_to_nobody(store.path))
        result = self.program.run(arguments, environment, prefix=prefix, timeout=timeout, **options)
        self.report.check(group, kind, result, timeout or self.program.timeout,
                          *(check(result, store) for check in checks))
        subprocess.run(["chmod", "-R", "u+rwX", store.path], check=False)
        shutil.rmtree(store.path, ignore_errors=True)


def code(expected):
    return lambda result, store: exits(expected)(result)


def quiet(result, _store):
    return f"is not quiet: {result.err[:200]!r}" if result.err else None


# The file descriptors and processes that each form needs, as docs/security.md says; both need 1 GiB of address space.
NEEDED = {"native": (3, 4), "jar": (24, 16)}


def limits(trial):
    group = "environments/limits"
    descriptors, processes = NEEDED[trial.program.form]
    scripts = {f"memory-{kb >> 10}-mb": f'ulimit -v {kb}; exec "$@"'
               for kb in (1 << 20, 1 << 21, 1 << 22, 1 << 24)}
    scripts |= {f"files-{n}": f'ulimit -n {n}; exec "$@"' for n in (3, 5, 8, 12, 16, 24, 64) if n >= descriptors}
    # the limit holds for the output, too, which is a file
    scripts |= {f"file-size-{n}": f'out=$( (ulimit -f {n}; exec "$@") 2>&1); code=$?; echo "$out" >&2; exit $code'
                for n in (0, 1)}
    scripts |= {f"stack-{kb}-kb": f'ulimit -s {kb}; exec "$@"' for kb in (64, 256, 1024)}
    scripts |= {f"processes-{n}": f'ulimit -u {n} 2>/dev/null || ulimit -p {n}; exec "$@"'
                for n in (4, 16, 64) if n >= processes}
    for kind, script in scripts.items():
        trial.report.kind(group)
        for arguments in (LS, CREATE, ["version"]):
            # the number of processes is not limited for root
            trial.run(group, kind, arguments, prefix=shell(script), as_nobody=kind.startswith("processes"))


def streams(trial):
    group = "environments/streams"
    scripts = {
        "no-stdin": '"$@" <&-',
        "no-stdout": '"$@" >&-',
        "stdin-is-a-directory": '"$@" </',
        "stdout-is-full": '"$@" >/dev/full',
        "stdout-is-stdin": '"$@" >&0',
    }
    # without stderr the reason for a failure cannot be seen
    for kind, how in (("no-stderr", "2>&-"), ("no-streams", "<&- >&- 2>&-"), ("stderr-is-full", "2>/dev/full")):
        scripts[kind] = f'exec 3>&2; "$@" {how}; code=$?; echo unseen >&3; exit $code'
    for kind, script in scripts.items():
        trial.report.kind(group)
        for arguments in (LS, CREATE, ["rm", "healthy"], ["ssh", "healthy", "true"]):
            trial.run(group, kind, arguments, prefix=shell(script))
    trial.report.kind(group)
    for arguments in (LS, ["help"], ["inspect", "healthy"]):
        trial.run(group, "closed-pipe", arguments, quiet, prefix=shell('"$@" | true'))


def directories(trial):
    group = "environments/directories"
    removed = shell('mkdir gone && cd gone && rmdir ../gone && exec "$@"')
    trial.report.kind(group)
    for arguments in (LS, CREATE, ["url", "healthy"], ["env", "healthy"], ["version"], ["help"]):
        trial.run(group, "current-directory-removed", arguments, code(0), prefix=removed)
    for arguments in (["ssh", "healthy", "true"], ["scp", "a", "healthy:b"]):
        trial.run(group, "current-directory-removed", arguments, prefix=removed)
    scripts = {
        "store-read-only": 'chmod -R a-w "$MACHINE_STORAGE_PATH"; exec "$@"',
        "store-locked": 'chmod 0 "$MACHINE_STORAGE_PATH"; cd /; exec "$@"',
        "certificates-locked": 'chmod 0 "$MACHINE_STORAGE_PATH/certs"; exec "$@"',
    }
    paths = {
        "store-is-a-file": "/etc/passwd", "store-is-a-device": "/dev/zero", "store-is-relative": "relative/store",
        "store-is-long": "/" + "x/" * 3000, "store-is-odd": b"/nowhere/\xff\x1b[2J\n",
    }
    for arguments in (LS, CREATE, REMOVE, ["env", "healthy"], ["inspect", "healthy"]):
        readable = [code(0)] if arguments[0] in ("ls", "env", "inspect") else []
        for kind, script in scripts.items():
            trial.run(group, kind, arguments, *(readable if kind == "store-read-only" else []), as_nobody=True,
                      prefix=shell(script))
        for kind, path in paths.items():
            trial.run(group, kind, arguments, variables={"MACHINE_STORAGE_PATH": path})
    for _ in (*scripts, *paths):
        trial.report.kind(group)


def variables(trial):
    group = "environments/variables"
    commands = [LS, ["env", "healthy"], ["env", "-u"], CREATE, ["ssh", "healthy", "true"], ["driver", "ls"], ["active"]]
    number = 0
    for name in VARIABLES:
        for kind, value in VALUES.items():
            if name == "PATH" and not value:
                value = "/bin"
            # 13 values and 7 commands: each variable meets each command
            number += 1
            if trial.program.form == "native" or number % 4 == 0:
                trial.report.kind(group)
                trial.run(group, f"{name}-{kind}", commands[number % len(commands)], variables={name: value})
