"""QEMU's command line: which options, keys and names there are, and the messages about others."""
import json
import re
import uuid

# option -> whether it has an argument
OPTIONS = {
    '-name': 1, '-uuid': 1, '-nodefaults': 0, '-no-user-config': 0, '-machine': 1, '-M': 1, '-accel': 1, '-cpu': 1,
    '-smp': 1, '-m': 1, '-display': 1, '-vga': 1, '-device': 1, '-blockdev': 1, '-drive': 1, '-netdev': 1,
    '-chardev': 1, '-serial': 1, '-mon': 1, '-pidfile': 1, '-daemonize': 0, '-object': 1, '-numa': 1, '-fsdev': 1,
    '-virtfs': 1, '-fw_cfg': 1, '-smbios': 1, '-rtc': 1, '-global': 1, '-L': 1, '-nographic': 0, '-kernel': 1,
    '-initrd': 1, '-append': 1, '-S': 0, '-version': 0, '-bios': 1, '-monitor': 1, '-set': 1, '-parallel': 1, '-boot': 1,
}
ACCELERATORS = ('tcg', 'kvm')
MACHINES = {
    'x86_64': {'q35', 'pc', 'microvm', 'none'},
    'aarch64': {'virt', 'none'},
}
MACHINE_KEYS = {'type', 'vmport', 'accel', 'memory-backend', 'smm', 'hpet', 'usb', 'highmem', 'gic-version', 'acpi',
                'graphics', 'nvdimm', 'kernel-irqchip', 'i8042', 'dump-guest-core', 'pflash0', 'pflash1'}
CPUS = {
    'x86_64': {'host', 'max', 'qemu64', 'Nehalem', 'Haswell', 'EPYC', 'Skylake-Client'},
    'aarch64': {'host', 'max', 'cortex-a53', 'cortex-a57', 'cortex-a72'},
}
NETDEV_USER = {'type', 'id', 'restrict', 'hostname', 'hostfwd', 'guestfwd', 'net', 'dns', 'dhcpstart', 'dnssearch',
               'ipv4', 'ipv6', 'ipv6-dns', 'ipv6-net', 'host', 'domainname', 'tftp', 'bootfile', 'smb'}
CHARDEVS = {
    'socket': {'id', 'path', 'server', 'wait', 'reconnect', 'host', 'port', 'logfile', 'logappend'},
    'file': {'id', 'path', 'append', 'logfile', 'logappend'},
    'null': {'id', 'logfile', 'logappend'},
    'stdio': {'id', 'signal', 'mux', 'logfile', 'logappend'},
}
BLOCK_KEYS = {'driver', 'node-name', 'read-only', 'auto-read-only', 'discard', 'detect-zeroes', 'cache.direct',
              'cache.no-flush', 'force-share'}
BLOCK_DRIVERS = {
    'qcow2': {'lazy-refcounts', 'backing', 'l2-cache-size', 'cache-size', 'overlap-check'},
    'raw': {'offset', 'size'},
    'file': {'filename', 'aio', 'locking', 'pr-manager', 'aio-max-batch', 'drop-cache', 'x-check-cache-dropped'},
    'vvfat': {'dir', 'label', 'fat-type', 'floppy', 'rw'},
}
DEVICE_KEYS = {'driver', 'id', 'bus', 'addr', 'romfile', 'bootindex'}
DEVICES = {
    'virtio-rng-pci': {'rng', 'max-bytes', 'period'},
    'virtio-balloon-pci': {'free-page-reporting', 'deflate-on-oom', 'guest-stats-polling-interval'},
    'virtio-blk-pci': {'drive', 'serial', 'num-queues', 'discard', 'write-cache', 'logical_block_size', 'iothread'},
    'virtio-net-pci': {'netdev', 'mac', 'mq', 'vectors'},
    'vhost-user-fs-pci': {'chardev', 'tag', 'queue-size', 'num-request-queues'},
    'virtio-9p-pci': {'fsdev', 'mount_tag'},
    'virtio-gpu-pci': set(), 'virtio-vga': set(), 'qemu-xhci': set(), 'usb-kbd': set(), 'usb-tablet': set(),
    'virtio-serial-pci': set(),
}
OBJECTS = {
    'memory-backend-memfd': {'qom-type', 'id', 'size', 'share', 'hugetlb', 'prealloc', 'seal'},
    'memory-backend-file': {'qom-type', 'id', 'size', 'share', 'mem-path', 'prealloc'},
    'memory-backend-ram': {'qom-type', 'id', 'size', 'share', 'prealloc'},
    'iothread': {'qom-type', 'id'}, 'rng-random': {'qom-type', 'id', 'filename'},
}
DISPLAYS = {'none', 'gtk', 'sdl', 'curses', 'cocoa', 'vnc', 'egl-headless', 'spice-app', 'dbus'}
VGAS = {'none', 'std', 'virtio', 'qxl', 'cirrus', 'vmware'}


class Refused(Exception):
    """A message for standard error, after which QEMU ends with status 1."""


def refuse(message):
    raise Refused(message)


class Option:
    """An option with its argument, and what it says in error messages."""

    def __init__(self, name, argument):
        self.name, self.argument = name, argument

    def refuse(self, message):
        refuse(f'{self.name} {self.argument}: {message}')

    def pairs(self, first=''):
        """Splits "a=b,c=d"; two commas are one. The first may be a value only, that of the key `first`."""
        pairs = []
        for part in split(self.argument):
            key, equals, value = part.partition('=')
            if not equals:
                key, value = (first, part) if first and not pairs else (part, 'on')
            pairs.append((key, value))
        return pairs

    def values(self, first=''):
        return dict(self.pairs(first))

    def block(self):
        """The argument of -blockdev: pairs, or a JSON object."""
        if self.argument.startswith('{'):
            try:
                return flat(json.loads(self.argument))
            except ValueError:
                self.refuse('JSON parse error, expecting value')
        return self.values()


def flat(value, prefix=''):
    found = {}
    for key, inner in value.items():
        if isinstance(inner, dict):
            found.update(flat(inner, prefix + key + '.'))
        else:
            found[prefix + key] = ('off', 'on')[inner] if isinstance(inner, bool) else str(inner)
    return found


def split(text):
    """Splits at single commas."""
    parts, part, i = [], '', 0
    while i < len(text):
        if text.startswith(',,', i):
            part += ','
            i += 2
        elif text[i] == ',':
            parts.append(part)
            part = ''
            i += 1
        else:
            part += text[i]
            i += 1
    return parts + [part]


def parse(arguments):
    options = []
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if not word.startswith('-'):
            refuse(f"{word}: Could not open '{word}': No such file or directory")
        name = word[1:] if word.startswith('--') else word
        if name not in OPTIONS:
            refuse(f'{word}: invalid option')
        if OPTIONS[name] and not rest:
            refuse(f'{word}: requires an argument')
        options.append(Option(name, rest.pop(0) if OPTIONS[name] else ''))
    return options


def number(option, text, key):
    match = re.fullmatch(r'(\d+)(?:\.\d+)?([bBkKmMgGtT]?)', text)
    if not match:
        option.refuse(f"Parameter '{key}' expects a non-negative number below 2^64\n"
                      'Optional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-\n'
                      'and exabytes, respectively.')
    return int(match[1])


def check(option, options, arch, accelerators=ACCELERATORS):
    """Refuses what an option says that no QEMU of this kind can do."""
    if option.name in ('-machine', '-M'):
        check_machine(option, arch)
    elif option.name == '-accel':
        name = option.values('accel')['accel']
        if name not in accelerators:
            option.refuse(f'invalid accelerator {name}')
    elif option.name == '-cpu':
        model = split(option.argument)[0]
        if model not in CPUS[arch]:
            refuse(f"unable to find CPU model '{model}'")
        accels = [o.values('accel')['accel'] for o in options if o.name == '-accel']
        if model == 'host' and not {'kvm', 'hvf'} & set(accels):
            refuse("CPU model 'host' requires KVM or HVF")
    elif option.name == '-smp':
        check_smp(option)
    elif option.name == '-m':
        number(option, option.values('size').get('size', ''), 'size')
    elif option.name == '-uuid':
        try:
            if len(option.argument) != 36:
                raise ValueError
            uuid.UUID(option.argument)
        except ValueError:
            option.refuse('failed to parse UUID string: wrong format')
    elif option.name == '-display' and split(option.argument)[0] not in DISPLAYS:
        option.refuse(f"Parameter 'type' does not accept value '{split(option.argument)[0]}'")
    elif option.name == '-vga' and option.argument not in VGAS:
        refuse(f'unknown vga type: {option.argument}')
    elif option.name == '-name':
        for key in option.values('guest'):
            if key not in ('guest', 'process', 'debug-threads'):
                option.refuse(f"Invalid parameter '{key}'")


def check_machine(option, arch):
    values = option.values('type')
    if values.get('type') not in MACHINES[arch]:
        refuse('unsupported machine type\nUse -machine help to list supported machines')
    for key, value in values.items():
        if key not in MACHINE_KEYS:
            refuse(f"Property '{values['type']}-machine.{key}' not found")
        if key == 'vmport' and value not in ('on', 'off', 'auto'):
            refuse(f"Parameter 'vmport' does not accept value '{value}'")


def check_smp(option):
    values = option.values('cpus')
    for key, value in values.items():
        if key not in ('cpus', 'sockets', 'dies', 'cores', 'threads', 'maxcpus', 'clusters'):
            refuse(f"Invalid parameter '{key}'")
        if not value.isdigit():
            refuse(f"Parameter 'smp.{key}' expects integer")
    given = {key: int(value) for key, value in values.items()}
    cpus = given.get('maxcpus', given.get('cpus', 1))
    sockets, dies, cores, threads = (given.get(key, 1) for key in ('sockets', 'dies', 'cores', 'threads'))
    if 'cores' in given and 'sockets' in given and sockets * dies * cores * threads != cpus:
        refuse('Invalid CPU topology: product of the hierarchy must match maxcpus: '
               f'sockets ({sockets}) * dies ({dies}) * cores ({cores}) * threads ({threads}) != maxcpus ({cpus})')

