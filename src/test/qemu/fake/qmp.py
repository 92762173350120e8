"""A QMP server on a unix socket, one client at a time."""
import json
import os
import socket
import threading
import time

from forwards import Invalid

NEGOTIATE = "Expecting capabilities negotiation with 'qmp_capabilities'"
NEGOTIATED = 'Capabilities negotiation is already complete, command ignored'


class Refusal(Exception):
    def __init__(self, desc, kind='GenericError'):
        super().__init__(desc)
        self.answer = {'class': kind, 'desc': desc}


def listen(path):
    """Takes the path, even from another QEMU, as the real one does."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(1)
    return server


class Monitor:
    def __init__(self, machine, server):
        self.machine = machine
        self.server = server
        self.client = None
        self.sending = threading.Lock()
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            self.client = client
            self.ready = False
            try:
                self.serve(client)
            except (OSError, ValueError):
                pass
            self.client = None
            client.close()

    def disconnect(self):
        client = self.client
        if client:
            try:
                client.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def wait_while_silent(self):
        while self.machine.settings['silent']:
            time.sleep(0.05)

    def send(self, message):
        self.wait_while_silent()
        client = self.client
        if client:
            with self.sending:
                client.sendall((json.dumps(message) + '\r\n').encode())

    def event(self, name, data=None):
        now = time.time()
        message = {'timestamp': {'seconds': int(now), 'microseconds': int(now % 1 * 1e6)}, 'event': name}
        if data:
            message['data'] = data
        if self.client and self.ready:
            try:
                self.send(message)
            except OSError:
                pass

    def serve(self, client):
        major, minor, micro = (int(part) for part in self.machine.settings['version'].split('.'))
        version = {'qemu': {'micro': micro, 'minor': minor, 'major': major}, 'package': 'fake'}
        self.send({'QMP': {'version': version, 'capabilities': ['oob']}})
        text, decoder = '', json.JSONDecoder()
        while True:
            data = client.recv(65536)
            if not data:
                return
            text = (text + data.decode()).lstrip()
            while text:
                try:
                    request, end = decoder.raw_decode(text)
                except ValueError:
                    break
                text = text[end:].lstrip()
                self.answer(request)

    def answer(self, request):
        identity = {'id': request['id']} if isinstance(request, dict) and 'id' in request else {}
        try:
            self.send({'return': self.execute(request), **identity})
        except Refusal as e:
            self.send({**identity, 'error': e.answer})

    def execute(self, request):
        if not isinstance(request, dict):
            raise Refusal('QMP input must be a JSON object')
        for key in request:
            if key not in ('execute', 'arguments', 'id'):
                raise Refusal(f"QMP input member '{key}' is unexpected")
        command, arguments = request.get('execute'), request.get('arguments', {})
        if not isinstance(command, str):
            raise Refusal("QMP input member 'execute' must be a string")
        if not self.ready:
            if command != 'qmp_capabilities':
                raise Refusal(NEGOTIATE, 'CommandNotFound')
            self.ready = True
            return {}
        if command == 'qmp_capabilities':
            raise Refusal(NEGOTIATED, 'CommandNotFound')
        handler = COMMANDS.get(command)
        if not handler:
            raise Refusal(f'The command {command} has not been found', 'CommandNotFound')
        for key in arguments:
            if command != 'human-monitor-command' or key not in ('command-line', 'cpu-index'):
                raise Refusal(f"Parameter '{key}' is unexpected")
        if command == 'human-monitor-command':
            if 'command-line' not in arguments:
                raise Refusal("Parameter 'command-line' is missing")
            return human(self.machine, arguments['command-line'])
        return handler(self.machine)


def query_status(machine):
    status = machine.settings['status'] or machine.status
    return {'status': status, 'singlestep': False, 'running': status == 'running'}


def query_version(machine):
    major, minor, micro = (int(part) for part in machine.settings['version'].split('.'))
    return {'qemu': {'micro': micro, 'minor': minor, 'major': major}, 'package': 'fake'}


def change(status, event):
    def handler(machine):
        if machine.status != status:
            machine.status = status
            machine.event(event)
        return {}
    return handler


def power_down(machine):
    machine.event('POWERDOWN')
    machine.power_button()
    return {}


def leave(machine):
    threading.Timer(0.02, machine.end, ({'guest': False, 'reason': 'host-qmp-quit'},)).start()
    return {}


COMMANDS = {
    'query-status': query_status, 'query-version': query_version, 'query-name': lambda m: {'name': m.name},
    'stop': change('paused', 'STOP'), 'cont': change('running', 'RESUME'),
    'system_powerdown': power_down, 'quit': leave,
}


def human(machine, line):
    words = line.split()
    if words[:2] == ['info', 'usernet']:
        return machine.forwards.table()
    if not words or words[0] not in ('hostfwd_add', 'hostfwd_remove'):
        return f"unknown command: '{line}'\r\n"
    if len(words) == 1:
        return f'{words[0]}: string expected\r\nTry "help {words[0]}" for more information\r\n'
    if len(words) == 3 and words[1] != machine.network:
        return f"unrecognized netdev id '{words[1]}'\r\n"
    if words[0] == 'hostfwd_remove':
        return machine.forwards.remove(words[-1])
    try:
        machine.forwards.add(words[-1])
        return ''
    except Invalid as e:
        return f'{e}\r\n'


COMMANDS['human-monitor-command'] = human
