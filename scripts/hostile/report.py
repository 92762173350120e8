"""Counts of runs and failures."""
import os
import threading


class Report:
    """Counts by group; failures are printed at once."""

    def __init__(self, form):
        self.form = form
        self.groups = {}
        self.lock = threading.Lock()

    def group(self, name):
        return self.groups.setdefault(name, {"kinds": 0, "runs": 0, "failed": 0, "slowest": 0.0, "peak": 0})

    def kind(self, group):
        with self.lock:
            self.group(group)["kinds"] += 1

    def check(self, group, kind, result, timeout, *failures):
        """Adds one run; failures are those of checks that hold for this run only."""
        failure = result.failure(timeout)
        failures = [failure] if failure else [text for text in failures if text]
        with self.lock:
            counts = self.group(group)
            counts["runs"] += 1
            counts["slowest"] = max(counts["slowest"], result.seconds)
            counts["peak"] = max(counts["peak"], result.peak_kb)
            counts["failed"] += bool(failures)
            for text in failures:
                arguments = " ".join(os.fsdecode(argument) for argument in result.arguments)
                print(f"FAILED  {group}/{kind}: {arguments[:200]!r}: {text}", flush=True)

    def failed(self):
        return sum(counts["failed"] for counts in self.groups.values())

    def figures(self):
        """Prints one line per group, for people and programs."""
        for name, counts in self.groups.items():
            print(f"figures {self.form} {name} kinds={counts['kinds']} runs={counts['runs']} failed={counts['failed']}"
                  f" slowest={counts['slowest']:.2f}s peak={counts['peak'] >> 10}MB", flush=True)
