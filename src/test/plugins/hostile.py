#!/usr/bin/env python3
"""A misbehaving driver plugin. The driver's name, which jm passes in MACHINE_PLUGIN_DRIVER_NAME, selects the misbehaviour;
kinds.txt lists them with what jm must report.

The recorded wire format comes from the conformance suite's well-behaved driver.
"""
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, os.pardir, "conformance"))
sys.dont_write_bytecode = True

import fakedriver as gob  # noqa: E402

NASTY = "\x1b]0;evil\x07\x1b[2J\x9b31m\r\u202e"
KIND = os.environ.get("MACHINE_PLUGIN_DRIVER_NAME", "")
WELCOME = b"HTTP/1.0 200 Connected to Go RPC\n\n"
ADDRESS = "127.0.0.9"

out = sys.stdout.buffer


def say(data):
    """Writes bytes to standard output, whose reader may be gone."""
    try:
        out.write(data)
        out.flush()
        return True
    except OSError:
        os._exit(0)


def rest():
    while True:
        time.sleep(60)


def flood(stream, piece, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        stream.write(piece)
        stream.flush()


# ------------------------------------------------------------ address line

ADDRESS_LINES = {
    "address-garbage": f"hello {NASTY}",
    "address-empty": "",
    "address-long": "x" * (1 << 20),
    "address-foreign": "192.0.2.1:4711",
    "address-foreign6": "[2001:db8::1]:4711",
    "address-name": "plugin.example.com:4711",
    "address-loopback-name": "127.0.0.1.example.com:4711",
    "address-short-form": "127.1:4711",
    "address-user": "evil@127.0.0.1:4711",
    "address-port-0": "127.0.0.1:0",
    "address-port-70000": "127.0.0.1:70000",
    "address-port-words": "127.0.0.1:http",
    "address-unix": "unix:///tmp/evil",
    "address-nobody": "127.0.0.1:1",
}


def before_address():
    if KIND in ADDRESS_LINES:
        say((ADDRESS_LINES[KIND] + "\n").encode())
        rest()
    if KIND == "address-endless":
        flood(out, b"x" * 65536)
    if KIND == "address-flood":
        flood(out, b"y\n" * 32768)
    if KIND == "address-bytes":
        say(bytes(range(128, 256)) + b"\n")
        rest()
    if KIND == "address-silent":
        rest()
    if KIND == "exits":
        sys.stderr.write(f"first line\nno token {NASTY}\n")
        sys.exit(5)
    if KIND == "exits-panic":
        sys.stderr.write("panic: nil map\n\ngoroutine 1 [running]:\n" + "main.main()\n" * 1000)
        sys.exit(2)
    if KIND == "exits-0":
        sys.exit(0)
    if KIND == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if KIND == "stderr-flood":
        threading.Thread(target=flood, args=(sys.stderr.buffer, b"z" * 65535 + b"\n"), daemon=True).start()
    if KIND == "ignores-signals":
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
    if KIND == "leaves-a-child":
        # the child keeps the streams open
        subprocess.Popen(["sleep", "20"])


# --------------------------------------------------------------- handshake

def drip(conn, data, pause=0.2):
    for octet in data:
        conn.sendall(bytes([octet]))
        time.sleep(pause)


def welcome(conn):
    """Does the handshake, or not; returns True if the conversation continues."""
    if KIND == "welcome-never":
        rest()
    if KIND == "welcome-closes":
        return False
    head = b""
    while b"\n\n" not in head:
        head += conn.recv(1)
    if KIND == "welcome-404":
        conn.sendall(f"HTTP/1.0 404 {NASTY}\r\n\r\n".encode())
        rest()
    if KIND == "welcome-garbage":
        conn.sendall(random.Random(1).randbytes(1 << 16).replace(b"\n", b""))
        rest()
    if KIND == "welcome-endless":
        while True:
            conn.sendall(b"X-Header: more\r\n" * 4096)
    if KIND == "welcome-drips":
        drip(conn, b"HTTP/1.0 200 " + b"x" * 10000)
    if KIND == "welcome-then-noise":
        conn.sendall(WELCOME + b"\xff" * 4096)
        rest()
    conn.sendall(WELCOME)
    return True


# ----------------------------------------------------------------- answers

FLAG = {"type": "string", "name": "odd-text", "usage": "A text", "env": "ODD", "value": "usual"}

FLAGS = {
    "flags-control": [
        FLAG,
        {"type": "string", "name": "odd" + NASTY, "usage": "x"},
        {"type": "bool", "name": "--dashes", "usage": "x"},
        {"type": "int", "name": "two words", "usage": "x"},
        {"type": "string", "name": "odd;>evil;#", "usage": "x"},
        {"type": "string", "name": "odd-shown", "usage": "Usage " + NASTY + "\nsecond line", "env": "E" + NASTY,
         "value": "value " + NASTY},
    ],
    "flags-many": [{"type": "string", "name": f"odd-{i}", "usage": "one of many"} for i in range(5000)],
    "flags-too-many": [{"type": "string", "name": f"odd-{i}", "usage": "one of many"} for i in range(15000)],
    "flags-long": [{"type": "string", "name": "n" * 100000, "usage": "u" * 100000}, FLAG],
    "flags-twice": [FLAG, FLAG, {"type": "int", "name": "odd-text", "value": -1}],
    "flags-taken": [{"type": "string", "name": name, "usage": "mine", "value": "none"}
                    for name in ("driver", "d", "help", "h", "resume", "plan", "engine-label")],
    "flags-negative": [{"type": "int", "name": "odd-number", "usage": "x", "value": -(1 << 62)}],
}

ANSWERS = {
    "version-2": ("GetVersion", ("int", 2)),
    "version-negative": ("GetVersion", ("int", -(1 << 63))),
    "version-text": ("GetVersion", ("string", NASTY * 1000)),
    "url-number": ("GetURL", ("int", 7)),
    "url-nothing": ("GetURL", None),
    "url-control": ("GetURL", ("string", "tcp://" + NASTY + ":2376")),
    "url-line": ("GetURL", ("string", "tcp://127.0.0.9:2376\n$(touch /tmp/evil)")),
    "url-nul": ("GetURL", ("string", "tcp://127.0.0.9\0:2376")),
    "url-long": ("GetURL", ("string", "tcp://" + "x" * 100000 + ":2376")),
    "url-empty": ("GetURL", ("string", "")),
    "ip-number": ("GetIP", ("int", 7)),
    "ip-control": ("GetIP", ("string", NASTY)),
    "state-text": ("GetState", ("string", "Running")),
    "state-negative": ("GetState", ("int", -5)),
    "state-huge": ("GetState", ("int", 1 << 62)),
    "name-control": ("DriverName", ("string", NASTY)),
    "name-long": ("DriverName", ("string", "n" * 100000)),
    "name-number": ("DriverName", ("int", 1)),
    "ssh-host-option": ("GetSSHHostname", ("string", "-oProxyCommand=touch /tmp/evil")),
    "ssh-user-option": ("GetSSHUsername", ("string", "-oProxyCommand=touch /tmp/evil")),
    "ssh-user-lines": ("GetSSHUsername", ("string", "me\n  ProxyCommand touch /tmp/evil")),
    "ssh-key-nul": ("GetSSHKeyPath", ("string", "/k\0")),
    "ssh-port-negative": ("GetSSHPort", ("int", -22)),
    "ssh-port-huge": ("GetSSHPort", ("int", 1 << 40)),
    "ssh-port-text": ("GetSSHPort", ("string", "22")),
    "flags-text": ("GetCreateFlags", ("string", "none")),
    "config-text": ("GetConfigRaw", ("string", "{}")),
    "config-garbage": ("GetConfigRaw", ("bytes", NASTY.encode())),
    "config-list": ("GetConfigRaw", ("bytes", b"[1,2]")),
    "config-deep": ("GetConfigRaw", ("bytes", b'{"a":' + b"[" * 100000 + b"]" * 100000 + b"}")),
    "config-large": ("GetConfigRaw", ("bytes", b'{"a":"' + b"x" * (1500 << 10) + b'"}')),
    "config-many": ("GetConfigRaw", ("bytes", b'{"a":[' + b"{}," * 340000 + b"1]}")),
    "config-number": ("GetConfigRaw", ("bytes", b'{"MachineName":"box","Big":1e-9999999999}')),
    "config-control": ("GetConfigRaw", ("bytes", json.dumps({"MachineName": NASTY, NASTY: NASTY}).encode())),
}

ERRORS = {
    "error-control": NASTY + " and\nmore",
    "error-long": "x" * (1 << 20),
    "error-empty-lines": "\n" * 1000,
}


def message(body):
    return gob.enc_uint(len(body)) + body


def definition(number, field, rest_of_it):
    """One type: field 2 of a wireType is a slice, 3 a struct, 4 a map."""
    common = gob.enc_uint(2) + gob.enc_int(number) + b"\0"
    return message(gob.enc_int(-number) + gob.enc_uint(field) + gob.enc_uint(1) + common + rest_of_it + b"\0\0")


def slice_type(number, element):
    return definition(number, 2, gob.enc_uint(1) + gob.enc_int(element))


def map_type(number, key, value):
    return definition(number, 4, gob.enc_uint(1) + gob.enc_int(key) + gob.enc_uint(1) + gob.enc_int(value))


def nested(depth):
    """A list in a list in a list ..., each with one element."""
    types = b"".join(slice_type(1000 + i, 1001 + i) for i in range(depth)) + slice_type(1000 + depth, gob.INT)
    return types + message(gob.enc_int(1000) + b"\0" + b"\1" * depth + b"\0")


def many_types(conn):
    number = 1000
    while True:
        name = gob.enc_uint(1) + gob.enc_str("x" * 50000) + gob.enc_uint(1) + gob.enc_int(number) + b"\0"
        conn.sendall(message(gob.enc_int(-number) + gob.enc_uint(3) + gob.enc_uint(1) + name + b"\0\0"))
        number += 1


HUGE = gob.enc_uint(1 << 62)
BOMBS = {
    "bomb-list": slice_type(1000, gob.BOOL) + message(gob.enc_int(1000) + b"\0" + HUGE + b"\0" * (1 << 20)),
    "bomb-empty-list": slice_type(1000, 1001) + slice_type(1001, gob.INT)
    + message(gob.enc_int(1000) + b"\0" + HUGE + b"\0" * (1 << 20)),
    "bomb-map": map_type(1000, gob.INT, gob.INT) + message(gob.enc_int(1000) + b"\0" + HUGE + b"\0" * (1 << 20)),
    "bomb-keys": map_type(1000, 1001, gob.INT) + slice_type(1001, gob.INT)
    + message(gob.enc_int(1000) + b"\0" + gob.enc_uint(1) + b"\0\0"),
    "bomb-text": message(gob.enc_int(gob.STRING) + b"\0" + HUGE + b"x"),
    "bomb-message": gob.enc_uint(0x7fffffff) + b"\0" * 65536,
    "bomb-length": b"\xf8" + b"\xff" * 8,
    "bomb-depth": nested(300),
    "bomb-unknown-type": message(gob.enc_int(4711) + b"\0\0"),
    "bomb-itself": slice_type(1000, 1000) + message(gob.enc_int(1000) + b"\0" + b"\1" * 100000),
    "bomb-garbage": random.Random(1).randbytes(4096),
}


class Peer:
    """The conversation with jm."""

    def __init__(self, conn):
        self.conn = conn
        self.pending = []
        self.writer = gob.Writer(self.pending.append)
        self.lock = threading.Lock()
        self.config = b"{}"
        self.state = 1

    def receive(self, count):
        data = b""
        while len(data) < count:
            part = self.conn.recv(min(count - len(data), 1 << 16))
            if not part:
                raise EOFError
            data += part
        return data

    def serve(self):
        reader = gob.Reader(self.receive)
        while True:
            request = reader.next_value()
            argument = reader.next_value()
            method = request.get("ServiceMethod", "").rpartition(".")[2]
            if method == "SetConfigRaw":
                self.config = argument
            self.state = {"Stop": 4, "Kill": 4, "Start": 1}.get(method, self.state)
            threading.Thread(target=self.answer, args=(request, method), daemon=True).start()

    def answer(self, request, method):
        try:
            self.misbehave(request, method)
        except OSError:
            os._exit(0)

    def misbehave(self, request, method):
        how, _, where = KIND.partition("-at-")
        if where == method:
            getattr(self, how)()
        if KIND == "beats-fail" and method == "Heartbeat":
            return self.reply(request, None, NASTY)
        if KIND == "beats-unanswered" and method == "Heartbeat":
            return None
        if KIND == "beats-flood" and method == "Heartbeat":
            while True:
                self.reply({"ServiceMethod": "RPCServerDriver.Heartbeat", "Seq": 1 << 40}, ("string", "x" * 1000))
        if KIND == "close-ignored" and method == "Close":
            return None
        if KIND == "answers-another" and method == "GetURL":
            request = {**request, "Seq": request.get("Seq", 0) + 1000}
        if KIND == "answers-twice":
            self.reply(request, self.right(method))
        if method == "GetURL":
            self.at_url(request)
        if KIND in ERRORS and method not in ("GetVersion", "SetConfigRaw", "Heartbeat", "Close", "DriverName"):
            return self.reply(request, None, ERRORS[KIND])
        if KIND == "methods-missing" and method not in ("GetVersion", "Heartbeat", "Close"):
            return self.reply(request, None, "rpc: can't find method RPCServerDriver." + method)
        if method == "GetCreateFlags" and KIND in FLAGS:
            return self.reply(request, ("flags", FLAGS[KIND]))
        answer = ANSWERS.get(KIND)
        self.reply(request, answer[1] if answer and answer[0] == method else self.right(method))
        if method == "Close":
            time.sleep(0.02)
            os._exit(0)
        return None

    def at_url(self, request):
        if KIND in BOMBS:
            self.reply(request, ("raw", BOMBS[KIND]))
            rest()
        if KIND == "bomb-types":
            with self.lock:
                many_types(self.conn)
        if KIND == "header-text":
            self.conn.sendall(message(gob.enc_int(gob.STRING) + b"\0" + gob.enc_str("x")) * 2)
            rest()
        if KIND == "answer-drips":
            with self.lock:
                drip(self.conn, message(b"\0" * 100))
        if KIND == "stdout-flood":
            flood(out, b"y" * 99 + b"\n", 1.5)
        if KIND == "stdout-line":
            flood(out, b"y" * 65536, 1.5)
        if KIND == "stdout-control":
            say(NASTY.encode() + b"\n" + bytes(range(256)) + b"\n")
            time.sleep(0.3)
        if KIND == "stderr-flood":
            time.sleep(1)

    # the behaviour of a kind NAME-at-METHOD
    def close(self):
        self.conn.shutdown(socket.SHUT_RDWR)
        rest()

    def reset(self):
        self.conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.conn.close()
        rest()

    def half(self):
        self.conn.sendall(message(b"\0" * 60)[:20])
        self.close()

    def hang(self):
        rest()

    def exit(self):
        sys.stderr.write(f"the end {NASTY}\n")
        sys.stderr.flush()
        os._exit(7)

    def kill(self):
        os.kill(os.getpid(), signal.SIGKILL)

    def stop(self):
        os.kill(os.getpid(), signal.SIGSTOP)
        # on a busy computer the signal comes after this thread has gone on
        rest()

    def right(self, method):
        """Returns what a correct plugin answers."""
        return {
            "GetVersion": ("int", 1), "GetConfigRaw": ("bytes", self.config), "DriverName": ("string", KIND),
            "GetMachineName": ("string", "box"), "GetIP": ("string", ADDRESS), "GetState": ("int", self.state),
            "GetURL": ("string", f"tcp://{ADDRESS}:2376"), "GetSSHHostname": ("string", ADDRESS),
            "GetSSHPort": ("int", 22), "GetSSHUsername": ("string", "me"), "GetSSHKeyPath": ("string", ""),
            "GetCreateFlags": ("flags", [FLAG]),
        }.get(method)

    def reply(self, request, value, error=""):
        header, last = b"", -1
        for field, raw in ((0, request.get("ServiceMethod")), (1, request.get("Seq")), (2, error)):
            if raw:
                header += gob.enc_uint(field - last) + (gob.enc_uint(raw) if field == 1 else gob.enc_str(raw))
                last = field
        with self.lock:
            types = (("ServiceMethod", gob.STRING), ("Seq", gob.UINT), ("Error", gob.STRING))
            self.writer.value(self.writer.struct("Response", types), header + b"\0", True)
            if value and value[0] == "raw":
                self.pending.append(value[1])
            else:
                gob.put_reply(self.writer, None if error else value)
            self.conn.sendall(b"".join(self.pending))
            del self.pending[:]


def main():
    if os.environ.get("MACHINE_PLUGIN_TOKEN") != "42":
        sys.exit("this is a driver plugin; jm starts it")
    signal.alarm(90)  # ends a plugin that was left running
    before_address()
    listener = socket.socket()
    if KIND == "reads-nothing":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    listener.bind(("127.0.0.1", 0))
    listener.listen(5)
    say(b"127.0.0.1:%d\n" % listener.getsockname()[1])
    if KIND == "address-twice":
        say(b"192.0.2.1:4711\n127.0.0.1:1\n")
    if KIND == "accepts-nobody":
        rest()
    if KIND == "stops-itself":
        os.kill(os.getpid(), signal.SIGSTOP)
    if KIND == "closes-its-streams":
        os.close(1)
        os.close(2)
    conn, _ = listener.accept()
    try:
        if not welcome(conn):
            conn.close()
            rest()
        if KIND == "reads-nothing":
            while True:
                conn.sendall(b"")
                time.sleep(1)
        Peer(conn).serve()
    except (EOFError, OSError):
        if KIND == "ignores-signals":
            rest()
        os._exit(0)


if __name__ == "__main__":
    main()
