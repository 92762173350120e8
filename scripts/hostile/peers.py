"""Hostile engines: each is a function that gets the accepted connection."""
import contextlib
import os
import socket
import ssl
import struct
import subprocess
import threading
import time

# The longest time for an endless peer.
TIMEOUT = 30
OK = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"


def answer(body, head=OK):
    return head % (len(body), body)


def replies(reply):
    def peer(connection):
        connection.recv(4096)
        connection.sendall(reply)
    return peer


def body(text):
    return replies(answer(text))


def version(json):
    return body(b'{"Version":' + json + b"}")


def error(code, reason, text):
    return replies(b"HTTP/1.1 %d %s\r\nContent-Length: %d\r\n\r\n%s" % (code, reason, len(text), text))


def silent(connection):
    connection.settimeout(TIMEOUT)
    connection.recv(4096)
    connection.recv(4096)


def closes(connection):
    connection.close()


def resets(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def after_hello(then):
    def peer(connection):
        connection.recv(4096)
        then(connection)
    return peer


def late(then):
    def peer(connection):
        connection.recv(1)
        time.sleep(1)
        then(connection)
    return peer


def endless(first, again, pause=0.0):
    def peer(connection):
        end = time.monotonic() + TIMEOUT
        connection.recv(4096)
        connection.sendall(first)
        while time.monotonic() < end:
            connection.sendall(again)
            time.sleep(pause)
    return peer


PLAIN = {
    "closes-on-accept": closes,
    "resets-on-accept": resets,
    "closes-after-the-request": after_hello(closes),
    "resets-after-the-request": after_hello(resets),
    "silent": silent,
    "drips-a-status": endless(b"", b"H", 0.2),
    "drips-headers": endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.2),
    "drips-a-body": endless(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b" ", 0.2),
    "endless-status": endless(b"HTTP/1.1 ", b"2" * 65536),
    "endless-headers": endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 8192),
    "endless-header": endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65536),
    "endless-body": endless(b"HTTP/1.1 200 OK\r\n\r\n", b" " * 65536),
    "endless-chunks": endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                                      b"10000\r\n" + b" " * 65536 + b"\r\n"),
    "endless-empty-lines": endless(b"", b"\r\n" * 32768),
    "endless-continues": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1024),
    "chunk-of-4-gb": replies(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n{}"),
    "chunk-negative": replies(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n{}"),
    "chunk-of-nonsense": replies(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\x1b[2Jzz\r\n{}"),
    "chunk-without-end": replies(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5"),
    "length-of-4-gb": replies(b"HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n{}"),
    "length-of-30-digits": replies(b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 30 + b"\r\n\r\n{}"),
    "length-negative": replies(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}"),
    "length-of-nonsense": replies(b"HTTP/1.1 200 OK\r\nContent-Length: \x1b[2J\r\n\r\n{}"),
    "length-too-large": replies(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{}"),
    "length-too-small": replies(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + b'{"Version":"1"}'),
    "two-lengths": replies(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4000000\r\n\r\n{}"),
    "length-and-chunks": replies(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}"),
    "no-body": replies(b"HTTP/1.1 200 OK\r\n\r\n"),
    "no-content": replies(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "redirect": replies(b"HTTP/1.1 301 Moved\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"),
    "no-http": replies(b"\x00\x01\x02\x03\xff\xfe\x1b[2J\r\n\r\n"),
    "http-0.9": replies(b'{"Version":"1"}'),
    "http-2": replies(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    "ssh": replies(b"SSH-2.0-OpenSSH_9.9\x1b[2J\r\n"),
    "code-of-nonsense": replies(b"HTTP/1.1 xyz OK\r\n\r\n{}"),
    "code-too-large": replies(b"HTTP/1.1 99999999999 OK\r\n\r\n{}"),
    "code-negative": replies(b"HTTP/1.1 -200 OK\r\n\r\n{}"),
    "no-reason": replies(b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}"),
    "line-feeds-only": replies(b'HTTP/1.1 200 OK\nContent-Length: 2\n\n{}'),
    "carriage-returns-only": replies(b"HTTP/1.1 200 OK\rContent-Length: 2\r\r{}"),
    "ten-thousand-headers": replies(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 10000 + b"Content-Length: 2\r\n\r\n{}"),
    "escape-in-the-reason": error(500, b"\x1b]0;owned\x07\x1b[2J", b""),
    "escape-in-the-error": error(500, b"Oh", b'{"message":"\x1b]0;owned\x07\r\n\x7f\xc2\x9b31m"}'),
    "escape-in-not-found": error(404, b"Not Found", b"\x1b[2J\x1b]0;owned\x07"),
    "bidirectional-error": error(500, b"Oh", "\u202egnp.exe\u2066".encode()),
    "error-of-4-mb": error(500, b"Oh", b"x" * 4_000_000),
    "error-of-8-mb": error(500, b"Oh", b"x" * 8_000_000),
    "error-with-rows": error(500, b"Oh", b"\nhealthier   *        none     Running\n"),
    "no-such-image": error(404, b"Not Found", b"No such image\x1b[2J"),
    "unauthorized": error(401, b"Unauthorized", b""),
    "version-with-escape": version(rb'"\u001b]0;owned\u0007\u001b[2J"'),
    "version-with-rows": version(rb'"1\nhealthier   *        none     Running"'),
    "version-with-bidirectional": version(rb'"\u202e1.2.3\u2066"'),
    "version-with-lone-surrogate": version(rb'"\ud800"'),
    "version-of-4-mb": version(b'"' + b"9" * 4_000_000 + b'"'),
    "version-null": version(b"null"),
    "version-number": version(b"1e-9999999999"),
    "version-large-number": version(b"1e999"),
    "version-list": version(b"[[[]]]"),
    "version-object": version(b"{}"),
    "version-twice": body(b'{"Version":"1","Version":"2"}'),
    "empty-object": body(b"{}"),
    "json-list": body(b"[]"),
    "json-null": body(b"null"),
    "json-cut": body(b'{"Version":"1'),
    "json-nested-100000": body(b"[" * 100_000),
    "json-nested-in-a-key": body(b'{"a":' * 100_000),
    "json-tiny-number": body(b'{"a":1e-9999999999,"Version":"1"}'),
    "json-many-keys": body(b"{" + b",".join(b'"k%d":%d' % (i, i) for i in range(200_000)) + b"}"),
    "json-not-utf-8": body(b'{"Version":"\xff\xfe\xc3\x28"}'),
    "json-with-nul": body(b'{"Version":"1\x00"}'),
    "html": body(b"<html><body>captive portal</body></html>"),
    "gzip": replies(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00"),
}


def inside(peer, **how):
    """The same after a TLS handshake."""
    how.setdefault("certificate", "engine")
    return peer, how


TLS = {
    "tls-closes-on-accept": closes,
    "tls-resets-on-accept": resets,
    "tls-closes-after-hello": after_hello(closes),
    "tls-resets-after-hello": after_hello(resets),
    "tls-closes-late": late(closes),
    "tls-resets-late": late(resets),
    "tls-silent": silent,
    "tls-plain-answer": replies(answer(b'{"Version":"1"}')),
    "tls-bad-request": replies(b"HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\x1b[2J"),
    "tls-garbage": after_hello(lambda c: c.sendall(os.urandom(2000))),
    "tls-alert": after_hello(lambda c: c.sendall(b"\x15\x03\x03\x00\x02\x02\x28")),
    "tls-alert-unknown": after_hello(lambda c: c.sendall(b"\x15\x03\x03\x00\x02\x02\xff")),
    "tls-endless-warnings": endless(b"", b"\x15\x03\x03\x00\x02\x01\x70" * 512),
    "tls-largest-record": after_hello(lambda c: c.sendall(b"\x16\x03\x03\xff\xff" + b"\x00" * 65535)),
    "tls-empty-records": endless(b"", b"\x16\x03\x03\x00\x00" * 512),
    "tls-certificate-of-16-mb": endless(b"\x16\x03\x03\x40\x00\x0b\xff\xff\xff", b"\x00" * 16384),
    "tls-hello-drips": endless(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xff", b"\x00", 0.2),
    "tls-hello-again": endless(b"", b"\x16\x03\x03\x00\x04\x00\x00\x00\x00" * 512),
    "tls-ssl-2": after_hello(lambda c: c.sendall(b"\x80\x03\x04\x00\x01")),
    "tls-good": inside(version(b'"27.1.1"')),
    "tls-then-closes": inside(closes),
    "tls-then-resets": inside(resets),
    "tls-then-silent": inside(silent),
    "tls-then-escape": inside(version(rb'"\u001b[2J"')),
    "tls-then-endless": inside(endless(b"HTTP/1.1 200 OK\r\n\r\n", b" " * 65536)),
    "tls-then-drips": inside(endless(b"HTTP/1.1 200 OK\r\n\r\n", b" ", 0.2)),
    "tls-then-resets-late": inside(late(resets)),
    "tls-refuses-the-client": inside(version(b'"1"'), clients="stranger"),
    "tls-refuses-the-client-12": inside(version(b'"1"'), clients="stranger", newest=ssl.TLSVersion.TLSv1_2),
    "tls-12": inside(version(b'"1"'), newest=ssl.TLSVersion.TLSv1_2),
    "tls-self-signed": inside(version(b'"1"'), certificate="stranger"),
    "tls-other-name": inside(version(b'"1"'), certificate="elsewhere"),
    "tls-expired": inside(version(b'"1"'), certificate="expired"),
    "tls-escape-in-the-name": inside(version(b'"1"'), certificate="escape"),
    "tls-name-only": inside(version(b'"1"'), certificate="nameless"),
    "tls-many-names": inside(version(b'"1"'), certificate="many"),
    "tls-weak-key": inside(version(b'"1"'), certificate="weak"),
}


class Certificates:
    """Certificates for the engines, signed by the CA of the store with openssl."""

    def __init__(self, directory, ca):
        self.directory, self.ca = directory, ca
        os.makedirs(directory)
        self.issue("engine", "IP:127.0.0.1")
        self.issue("elsewhere", "IP:192.0.2.9,DNS:elsewhere.example")
        self.issue("expired", "IP:127.0.0.1", "-days", "-1")
        self.issue("escape", "DNS:elsewhere.example", subject="/CN=\x1b]0;owned\x07\x1b[2J")
        self.issue("nameless", None, subject="/CN=127.0.0.1")
        self.issue("many", ",".join(f"DNS:h{i}.example" for i in range(1500)))
        self.issue("weak", "IP:127.0.0.1", key="rsa:1024")
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=stranger", "-days", "2", "-addext",
                     "subjectAltName=IP:127.0.0.1", "-keyout", self.path("stranger.key"), "-out",
                     self.path("stranger.pem"))

    def path(self, name):
        return os.path.join(self.directory, name)

    def issue(self, name, names, *days, subject="/CN=engine", key="rsa:2048"):
        extensions = self.path(name + ".ext")
        with open(extensions, "w", encoding="ascii") as file:
            file.write(f"subjectAltName={names}\n" if names else "keyUsage=digitalSignature\n")
        self.openssl("req", "-newkey", key, "-nodes", "-subj", subject, "-keyout", self.path(name + ".key"), "-out",
                     self.path(name + ".csr"))
        self.openssl("x509", "-req", "-in", self.path(name + ".csr"), "-CA", os.path.join(self.ca, "ca.pem"),
                     "-CAkey", os.path.join(self.ca, "ca-key.pem"), "-set_serial", str(len(name) * 7919),
                     "-extfile", extensions, *(days or ("-days", "2")), "-out", self.path(name + ".pem"))

    @staticmethod
    def openssl(*words):
        done = subprocess.run(["openssl", *words], capture_output=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"openssl {words[0]}: {done.stderr.decode(errors='replace')}")

    def context(self, certificate, clients=None, newest=None):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.load_cert_chain(self.path(certificate + ".pem"), self.path(certificate + ".key"))
        if clients:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.path(clients + ".pem"))
        if newest:
            context.maximum_version = newest
        return context


class Peer:
    """A hostile engine on its own port."""

    def __init__(self, act, certificates):
        self.act = act
        self.context = None
        if isinstance(act, tuple):
            self.act, how = act
            self.context = certificates.context(**how)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        connection.settimeout(TIMEOUT)
        with contextlib.suppress(OSError, ValueError), connection:
            self.act(self.context.wrap_socket(connection, server_side=True) if self.context else connection)

    def close(self):
        self.listener.close()
