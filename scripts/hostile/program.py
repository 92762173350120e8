"""Runs the program under test and checks what must hold for every result."""
import os
import re
import select
import subprocess
import tempfile
import time

# A config.json with a text of 20 MB needs about 200 MB, everything else less than 192.
MAX_MEMORY_KB = 224 * 1024
MAX_OUTPUT = 32 << 20
TRACES = re.compile(rb"internal error|^\s+at [\w.$]+\(|Exception in thread|OutOfMemoryError"
                      rb"|StackOverflowError|NullPointerException|Fatal error|java\.\w+\.", re.MULTILINE)
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Result:
    """The result of one run."""

    def __init__(self, arguments, code, out, err, seconds, peak_kb):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err
        self.seconds, self.peak_kb = seconds, peak_kb

    def failure(self, timeout):
        """Returns what no run may do, whatever the input; None if there is nothing."""
        if self.code is None:
            return f"did not exit within {timeout} s"
        # 255 is the exit code of ssh itself
        if self.code < 0 or self.code >= 128 and not (self.arguments[0] == "ssh" and self.code == 255):
            return f"exited with {self.code}"
        for name, stream in (("stdout", self.out), ("stderr", self.err)):
            trace = TRACES.search(stream)
            if trace:
                return f"prints {trace[0].decode(errors='replace')!r} on {name}"
            if len(stream) >= MAX_OUTPUT:
                return f"floods {name}"
            try:
                text = stream.decode()
            except UnicodeDecodeError as e:
                return f"{name} is not UTF-8: {stream[max(0, e.start - 20):e.end]!r}"
            if self.arguments[0] == "ssh":
                # OpenSSH's own lines
                text = text.replace("\r\n", "\n")
            control = FORBIDDEN.search(text)
            if control:
                return f"prints {control[0]!r} on {name}"
        if self.code != 0 and not self.err:
            return f"exited with {self.code} without a message"
        if self.peak_kb > MAX_MEMORY_KB:
            return f"used {self.peak_kb >> 10} MB of memory"
        return None


class Program:
    """One form of jm."""

    def __init__(self, path, form, timeout):
        self.path, self.form, self.timeout = path, form, timeout

    def run(self, arguments, environment, prefix=(), timeout=None, **options):
        """Runs it with the given arguments and environment; options are those of Popen."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            began = time.monotonic()
            options.setdefault("stdin", subprocess.DEVNULL)
            options.setdefault("stdout", out)
            options.setdefault("stderr", err)
            process = subprocess.Popen([*prefix, self.path, *arguments],
                                       env={**environment, "JM_FORM": self.form, "LC_ALL": "C.UTF-8"},
                                       start_new_session=True, **options)
            code, usage = self.wait(process, timeout or self.timeout)
            seconds = time.monotonic() - began
            return Result(arguments, code, self.text(out), self.text(err), seconds, usage.ru_maxrss)

    @staticmethod
    def wait(process, timeout):
        with open(os.pidfd_open(process.pid), "rb", buffering=0) as end:
            waiting = select.poll()
            waiting.register(end, select.POLLIN)
            late = not waiting.poll(timeout * 1000)
        if late:
            process.kill()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return None if late else process.returncode, usage

    @staticmethod
    def text(file):
        file.seek(0)
        return file.read(MAX_OUTPUT)
