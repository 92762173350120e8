"""The process: starts like QEMU, holds its locks, and ends."""
import fcntl
import importlib.machinery
import importlib.util
import json
import os
import signal
import socket
import sys
import threading
import time

import qmp
from forwards import Forwards, Invalid
from settings import Settings
from words import (ACCELERATORS, BLOCK_DRIVERS, BLOCK_KEYS, CHARDEVS, DEVICE_KEYS, DEVICES, NETDEV_USER, OBJECTS, Refused,
                   check, parse, refuse)


def sibling(name):
    """Loads the fake qemu-img, which knows qcow2 and its locks."""
    path = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), name)
    loader = importlib.machinery.SourceFileLoader('image', path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader('image', loader))
    loader.exec_module(module)
    return module


image = sibling('qemu-img')


class Machine:
    def __init__(self, options, settings):
        self.options, self.settings = options, settings
        self.forwards = Forwards(settings)
        self.status, self.name, self.network = 'running', '', ''
        self.monitors, self.sockets, self.nodes, self.chardevs, self.backends = [], {}, {}, {}, {}
        self.used = set()
        self.pid_file = self.pid_path = None
        self.pressed = False
        self.ending = threading.Lock()

    def each(self, *names):
        return [option for option in self.options if option.name in names]

    def start(self):
        """In the order of QEMU 7.2."""
        for option in self.each('-name'):
            self.name = option.values('guest').get('guest', '')
        for option in self.each('-pidfile'):
            self.write_pid(option.argument)
        usable = self.settings['accelerators']
        accels = [option.values('accel')['accel'] for option in self.each('-accel')]
        if accels and not set(accels) & set(usable):
            refuse(f'Could not access {accels[0].upper()} kernel module: No such file or directory\n'
                   f'{os.path.basename(sys.argv[0])}: failed to initialize {accels[0]}: No such file or directory')
        if 'accel' in self.settings['fail']:
            refuse(self.settings['fail']['accel'])
        models = [option.argument for option in self.each('-cpu')]
        if set(models) & set(self.settings['refusedCpus']):
            refuse('error: failed to set MSR 0x10a to 0x0')
        for option in self.each('-object'):
            self.add_object(option)
        for option in self.each('-chardev'):
            self.add_chardev(option)
        for option in self.each('-blockdev'):
            self.add_node(option)
        for option in self.each('-drive'):
            self.open_drive(option)
        for option in self.each('-netdev'):
            self.add_network(option)
        for option in self.each('-serial'):
            self.add_serial(option)
        for option in self.each('-mon'):
            self.add_monitor(option)
        for option in self.each('-device'):
            self.add_device(option)
        if 'devices' in self.settings['fail']:
            refuse(self.settings['fail']['devices'])

    def write_pid(self, path):
        try:
            file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as e:
            refuse(f"cannot create PID file: Could not create '{path}': {os.strerror(e.errno)}")
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            refuse('cannot create PID file: Cannot lock pid file: Resource temporarily unavailable')
        os.ftruncate(file, 0)
        os.write(file, f'{os.getpid()}\n'.encode())
        # closing any descriptor of it would release the lock
        self.pid_file, self.pid_path = file, path

    def add_object(self, option):
        values = option.values('qom-type')
        kind = values.get('qom-type')
        if kind not in OBJECTS:
            option.refuse(f"Parameter 'qom-type' does not accept value '{kind}'")
        for key in values:
            if key not in OBJECTS[kind]:
                option.refuse(f"Parameter '{key}' is unexpected")
        if 'id' not in values:
            option.refuse("Parameter 'id' is missing")
        self.backends[values['id']] = values

    def add_chardev(self, option):
        values = option.values('backend')
        kind = values.pop('backend', '')
        if kind not in CHARDEVS:
            option.refuse(f"'{kind}' is not a valid char driver name")
        for key in values:
            if key not in CHARDEVS[kind]:
                option.refuse(f"Invalid parameter '{key}'")
        identity = values.get('id')
        if not identity:
            option.refuse("chardev: no id specified")
        if identity in self.chardevs:
            option.refuse(f"Duplicate ID '{identity}' for chardev")
        self.chardevs[identity] = (kind, values)
        if kind == 'socket':
            self.open_socket(option, identity, values)
        elif kind == 'file':
            try:
                with open(values['path'], 'ab' if values.get('append') == 'on' else 'wb'):
                    pass
            except OSError as e:
                option.refuse(f"Unable to open file '{values['path']}': {os.strerror(e.errno)}")

    def open_socket(self, option, identity, values):
        path = values.get('path', '')
        if len(path.encode()) >= 108:
            option.refuse(f"UNIX socket path '{path}' is too long\nPath must be less than 108 bytes")
        try:
            if values.get('server') == 'on':
                self.sockets[identity] = (path, qmp.listen(path))
            else:
                client = socket.socket(socket.AF_UNIX)
                client.connect(path)
                self.sockets[identity] = (None, client)
        except OSError as e:
            what = f'Failed to bind socket to {path}' if values.get('server') == 'on' else f"Failed to connect to '{path}'"
            option.refuse(f'{what}: {os.strerror(e.errno)}')

    def add_node(self, option):
        values = option.block()
        driver = values.get('driver')
        if driver not in BLOCK_DRIVERS:
            option.refuse(f"Parameter 'driver' does not accept value '{driver}'")
        for key in values:
            inner = key.removeprefix('file.')
            known = BLOCK_KEYS | (BLOCK_DRIVERS['file'] if inner != key else BLOCK_DRIVERS[driver])
            if inner not in known:
                option.refuse(f"Parameter '{key}' is unexpected")
        name = values.get('node-name')
        if not name:
            option.refuse("'node-name' must be specified for the root node")
        if driver in ('qcow2', 'raw') and values.get('file.driver') != 'file':
            option.refuse("Parameter 'file' is missing")
        path = values.get('filename', values.get('file.filename'))
        if path:
            try:
                self.open_image(path, driver, values.get('read-only') == 'on')
            except image.Failure as e:
                option.refuse(str(e))
        if name in self.nodes:
            option.refuse(f"Duplicate nodes with node-name='{name}'")
        self.nodes[name] = values

    def open_image(self, path, driver, read_only):
        file = image.open_image(path, 'rb' if read_only else 'r+b')
        if read_only:
            image.check_readable(file, path)
        else:
            image.lock_for_writing(file, path)
        self.used.add(file)
        if driver == 'qcow2':
            found = image.header(file)
            if not found:
                image.fail('Image is not in qcow2 format')
            image.check_backing(path, found)

    def open_drive(self, option):
        values = option.values('file')
        if 'file' in values:
            try:
                self.open_image(values['file'], values.get('format', 'raw'), values.get('readonly') == 'on')
            except image.Failure as e:
                option.refuse(str(e))

    def add_network(self, option):
        pairs = option.pairs('type')
        values = dict(pairs)
        if values.get('type') != 'user':
            option.refuse(f"Parameter 'type' does not accept value '{values.get('type')}'")
        for key in values:
            if key not in NETDEV_USER:
                option.refuse(f"Invalid parameter '{key}'")
        if 'id' not in values:
            option.refuse("Parameter 'id' is missing")
        if values['id'] == self.network:
            option.refuse(f"Duplicate ID '{self.network}' for netdev")
        self.network = values['id']
        # the last rule first, as QEMU does
        for key, value in reversed(pairs):
            if key == 'hostfwd':
                try:
                    self.forwards.add(value)
                except Invalid as e:
                    option.refuse(str(e))

    def add_serial(self, option):
        kind, _, name = option.argument.partition(':')
        if kind == 'chardev':
            if name not in self.chardevs:
                option.refuse(f"could not connect serial device to character backend '{option.argument}'")
            driver, values = self.chardevs[name]
            if driver == 'file':
                with open(values['path'], 'a') as console:
                    console.writelines(line + '\r\n' for line in self.settings['console'])

    def add_monitor(self, option):
        values = option.values('chardev')
        name = values.get('chardev')
        if name not in self.chardevs:
            option.refuse(f'chardev "{name}" not found')
        if values.get('mode') == 'control' and name in self.sockets:
            self.monitors.append(qmp.Monitor(self, self.sockets[name][1]))

    def add_device(self, option):
        values = option.values('driver')
        model = values.get('driver')
        if model not in DEVICES:
            option.refuse(f"'{model}' is not a valid device model name")
        for key in values:
            if key not in DEVICE_KEYS | DEVICES[model]:
                option.refuse(f"Property '{model}.{key}' not found")
        device = model.removesuffix('-pci') + '-device'
        for key, known in (('drive', self.nodes), ('netdev', {self.network}), ('chardev', self.chardevs)):
            if key in values and values[key] not in known:
                option.refuse(f"Property '{device}.{key}' can't find value '{values[key]}'")
        if model == 'virtio-blk-pci' and 'drive' not in values:
            option.refuse('drive property not set')
        if 'mac' in values:
            parts = values['mac'].split(':')
            if len(parts) != 6 or any(len(part) != 2 or not all(c in '0123456789abcdefABCDEF' for c in part) for part in parts):
                option.refuse(f"Property '{device}.mac' doesn't take value '{values['mac']}'")

    def event(self, name, data=None):
        for monitor in self.monitors:
            monitor.event(name, data)

    def power_button(self):
        seconds = self.settings['powerdownSeconds']
        if seconds is None or self.pressed or self.settings.booting() or self.status != 'running':
            return
        self.pressed = True
        threading.Timer(seconds, self.end, ({'guest': True, 'reason': 'guest-shutdown'},)).start()

    def end(self, reason):
        """The normal end: deletes the pid file and the sockets."""
        with self.ending:
            self.event('SHUTDOWN', reason)
            self.close_sockets()
            closed = time.monotonic()
            while time.monotonic() - closed < self.settings['exitSeconds']:
                time.sleep(0.02)
            self.delete_pid()
            os._exit(0)

    def close_sockets(self):
        for path, server in self.sockets.values():
            if path and os.path.exists(path):
                os.unlink(path)
            server.close()
        for monitor in self.monitors:
            monitor.disconnect()

    def delete_pid(self):
        """At the very end, as QEMU does."""
        note(self.settings['pids'], f'-{os.getpid()}')
        if self.pid_path and os.path.exists(self.pid_path):
            os.unlink(self.pid_path)


def help_or_version(options, settings, arch):
    for option in options:
        if option.name == '-version':
            print(f"QEMU emulator version {settings['version']} (fake)\n"
                  'Copyright (c) 2003-2022 Fabrice Bellard and the QEMU Project developers')
            sys.exit(0)
        if option.argument == 'help' and option.name == '-accel':
            print('Accelerators supported in QEMU binary:', *ACCELERATORS, sep='\n')
            sys.exit(0)
        if option.argument == 'help' and option.name in ('-machine', '-M'):
            print('Supported machines are:')
            print('q35                  Standard PC (Q35 + ICH9, 2009)' if arch == 'x86_64'
                  else 'virt                 QEMU ARM Virtual Machine')
            print('none                 empty machine')
            sys.exit(0)
        if option.argument == 'help' and option.name == '-L':
            print('/usr/share/qemu')
            sys.exit(0)


def note(path, line):
    """Appends to a file that a test reads, in one write."""
    if path:
        file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        os.write(file, (line + '\n').encode())
        os.close(file)


def daemonize():
    """Forks; the parent ends when the child says that it is ready, or with the child's status."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        if os.read(read, 1):
            os._exit(0)
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) or 1)
    os.close(read)
    os.setsid()
    os.umask(0o027)
    return write


def ready(pipe):
    os.chdir('/')
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.write(pipe, b'\0')
    os.close(pipe)


def main(program, arguments):
    arch = program.rpartition('-')[2]
    arch = arch if arch in ('x86_64', 'aarch64') else 'x86_64'
    machine = None
    try:
        options = parse(arguments)
        settings = Settings()
        note(settings['log'], json.dumps([program, *arguments]))
        help_or_version(options, settings, arch)
        for option in options:
            check(option, options, arch, {*ACCELERATORS, *settings['accelerators']})
        pipe = daemonize() if any(option.name == '-daemonize' for option in options) else None
        note(settings['pids'], str(os.getpid()))
        machine = Machine(options, settings)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: threading.Thread(
                target=machine.end, args=({'guest': False, 'reason': 'host-signal'},)).start())
        machine.start()
        if pipe is not None:
            ready(pipe)
    except Refused as e:
        if machine:
            machine.close_sockets()
            machine.delete_pid()
        print(f'{program}: {e}', file=sys.stderr, flush=True)
        os._exit(1)
    while not settings.orphaned():
        time.sleep(1)
    os._exit(1)
