"""Port forwarding of user networking: rules, their messages, and the connections."""
import socket
import threading
import time

BACKLOG = 1
# what the guest's port 22 sends without a target
BANNER = b'SSH-2.0-OpenSSH_9.2 fake\r\n'


class Invalid(Exception):
    pass


class Rule:
    """tcp:HOSTADDR:HOSTPORT-GUESTADDR:GUESTPORT"""

    def __init__(self, text):
        def invalid(reason):
            raise Invalid(f"Invalid host forwarding rule '{text}' ({reason})")

        self.text = text
        kind, colon, rest = text.partition(':')
        if not colon:
            invalid('No : separators')
        if kind not in ('tcp', 'udp', ''):
            invalid('Bad protocol name')
        self.kind = kind or 'tcp'
        address, colon, rest = rest.partition(':')
        if not colon:
            invalid('Missing : separator')
        try:
            self.address = socket.inet_ntoa(socket.inet_aton(address)) if address else ''
        except OSError:
            invalid('Bad host address')
        port, dash, rest = rest.partition('-')
        if not dash:
            invalid('Bad host port separator')
        if not port.isdigit() or int(port) > 65535:
            invalid('Bad host port')
        self.port = int(port)
        guest, colon, guest_port = rest.partition(':')
        if not colon:
            invalid('Missing guest address')
        self.guest = guest or '10.0.2.15'
        if not guest_port.isdigit() or not 0 < int(guest_port) < 65536:
            invalid('Bad guest port')
        self.guest_port = int(guest_port)


class Forwards:
    def __init__(self, settings):
        self.settings = settings
        self.rules = {}
        self.lock = threading.Lock()

    def add(self, text):
        """Returns an error message, empty if the rule works."""
        rule = Rule(text)
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM if rule.kind == 'tcp' else socket.SOCK_DGRAM)
        try:
            if rule.kind == 'tcp':
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((rule.address, rule.port))
            if rule.kind == 'tcp':
                listener.listen(BACKLOG)
        except OSError:
            listener.close()
            raise Invalid(f"Could not set up host forwarding rule '{text}'") from None
        rule.port = listener.getsockname()[1]
        with self.lock:
            self.rules[(rule.kind, rule.address, rule.port)] = (rule, listener)
        if rule.kind == 'tcp':
            threading.Thread(target=self.accept, args=(rule, listener), daemon=True).start()

    def remove(self, text):
        kind, colon, rest = text.partition(':')
        address, second, port = rest.rpartition(':')
        if not colon or not second or not port.isdigit() or kind not in ('tcp', 'udp', ''):
            return 'invalid format\r\n'
        with self.lock:
            found = self.rules.pop((kind or 'tcp', address, int(port)), None)
        if found:
            # shutdown, too, since another thread waits in accept
            try:
                found[1].shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            found[1].close()
        return f"host forwarding rule for {text} {'removed' if found else 'not found'}\r\n"

    def table(self):
        lines = ['Hub -1 (net0):\r\n', '  Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ\r\n']
        with self.lock:
            for kind in ('tcp', 'udp'):
                for rule, listener in reversed(self.rules.values()):
                    if rule.kind == kind:
                        state = kind.upper() + '[HOST_FORWARD]'
                        lines.append(f'  {state:<19}{listener.fileno():3} {rule.address or "*":>15} {rule.port:5} '
                                     f'{rule.guest:>15} {rule.guest_port:5}     0     0\r\n')
        return ''.join(lines)

    def accept(self, rule, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(rule, client), daemon=True).start()

    def serve(self, rule, client):
        """A connection is accepted at once; the guest may not answer yet."""
        with client:
            while self.settings.booting():
                time.sleep(0.05)
            target = self.settings['forwards'].get(str(rule.guest_port))
            try:
                if target:
                    host, _, port = target.rpartition(':')
                    with socket.create_connection((host, int(port)), 10) as server:
                        server.settimeout(None)
                        back = threading.Thread(target=copy, args=(server, client), daemon=True)
                        back.start()
                        copy(client, server)
                        back.join()
                elif rule.guest_port == 22:
                    client.sendall(BANNER)
                    while client.recv(4096):
                        pass
            except OSError:
                pass


def copy(source, target):
    try:
        while True:
            data = source.recv(65536)
            if not data:
                break
            target.sendall(data)
    except OSError:
        pass
    try:
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass
