"""What the tests say about a guest; read again at each question."""
import json
import os
import sys
import time

PROGRAM = os.path.abspath(sys.argv[0])

DEFAULTS = {
    'log': None, 'pids': None, 'version': '7.2.22', 'accelerators': ['tcg', 'kvm'], 'compiled': ['tcg', 'kvm'], 'fail': {},
    'bootSeconds': 0, 'powerdownSeconds': 0.1, 'exitSeconds': 0, 'status': None, 'silent': False, 'forwards': {},
    'banner': 'SSH-2.0-OpenSSH_9.2 fake\r\n', 'console': ['SeaBIOS (fake)'],
}


def beside(directory):
    return os.path.join(directory, 'fake-qemu.json')


def beside_program():
    """Next to the link through which the program was called."""
    return beside(os.path.dirname(PROGRAM))


class Settings:
    def __init__(self, directory=None):
        self.started = time.monotonic()
        self.directory = directory

    def __getitem__(self, key):
        return self.all()[key]

    def all(self):
        found = dict(DEFAULTS)
        for path in (beside_program(), os.environ.get('JM_FAKE_QEMU'), self.directory and beside(self.directory)):
            if path and os.path.exists(path):
                with open(path) as file:
                    found.update(json.load(file))
        ssh = os.environ.get('JM_FAKE_GUEST_SSH')
        if ssh and '22' not in found['forwards']:
            found['forwards'] = {**found['forwards'], '22': ssh}
        return found

    def booting(self):
        return time.monotonic() - self.started < self['bootSeconds']
