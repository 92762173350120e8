"""How the guest behaves; read again at each question."""
import json
import os
import sys
import time

# next to the link through which the program was called
FILE = os.path.join(os.path.dirname(os.path.abspath(sys.argv[0])), 'fake-qemu.json')

DEFAULTS = {
    'log': None, 'pids': None, 'owner': None, 'version': '7.2.22', 'accelerators': ['tcg', 'kvm'], 'fail': {},
    'refusedCpus': [],
    'bootSeconds': 0, 'powerdownSeconds': 0.1, 'exitSeconds': 0, 'status': None, 'silent': False, 'forwards': {},
    'console': ['SeaBIOS (fake)'],
}


class Settings:
    def __init__(self):
        self.started = time.monotonic()
        self.owner = self['owner']

    def __getitem__(self, key):
        if os.path.exists(FILE):
            with open(FILE) as file:
                return json.load(file).get(key, DEFAULTS[key])
        return DEFAULTS[key]

    def booting(self):
        return time.monotonic() - self.started < self['bootSeconds']

    def orphaned(self):
        """Whether the test has gone, which a killed build ends without cleaning up."""
        if self.owner is None:
            return False
        try:
            os.kill(self.owner, 0)
        except ProcessLookupError:
            return True
        try:
            # empty if it has ended, but its parent does not care
            with open(f'/proc/{self.owner}/cmdline') as command_line:
                return not command_line.read()
        except OSError:
            return False
