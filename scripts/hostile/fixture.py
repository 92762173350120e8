"""Stores with one healthy machine, whose engine answers, and checks of that machine."""
import json
import os
import re
import shutil
import socketserver
import tempfile
import threading

from documents import Kinds, Store

NOBODY = 65534
VERSION = "27.0.3"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Answer(socketserver.BaseRequestHandler):
    """An engine that answers as it should."""

    def handle(self):
        body = json.dumps({"Version": VERSION}).encode()
        try:
            self.request.recv(4096)
            self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        except OSError:
            pass  # the client closed the connection


class Engine(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 64


class Fixture:
    """The working directory, and what all stores share."""

    def __init__(self):
        self.work = tempfile.mkdtemp(prefix="jm-hostile.", dir="/tmp")
        os.chmod(self.work, 0o755)
        self.home = os.path.join(self.work, "home")
        os.mkdir(self.home)
        self.socket = os.path.join(self.work, "engine")
        self.engine = Engine(self.socket, Answer)
        os.chmod(self.socket, 0o777)
        threading.Thread(target=self.engine.serve_forever, daemon=True).start()
        self.certificates = None
        self.kinds = Kinds()
        self.count = 0
        self.lock = threading.Lock()

    def prepare(self, program):
        """Lets the program create a CA and certificates, which are copied to every store."""
        store = os.path.join(self.work, "first")
        made = program.run(["create", "-d", "none", "--url", "tcp://127.0.0.77:1", "first"], self.environment(store),
                           timeout=60)
        if made.code != 0:
            raise SystemExit(f"cannot create a machine: {made.err.decode(errors='replace')}")
        self.certificates = os.path.join(store, "certs")

    def environment(self, store, **more):
        return {"HOME": self.home, "PATH": PATH, "MACHINE_STORAGE_PATH": store, "SHELL": "/bin/sh",
                "DOCKER_HOST": "unix://" + self.socket, **more}

    def store(self):
        """Creates a store with the healthy machine."""
        with self.lock:
            self.count += 1
            path = os.path.join(self.work, str(self.count))
        shutil.copytree(self.certificates, os.path.join(path, "certs"))
        store = Store(path)
        store.write(self.document(f'set Driver.URL "unix://{self.socket}"'), "healthy")
        os.mkdir(os.path.join(path, "here"))
        return store

    def document(self, steps):
        return self.kinds.documents(steps)[0]

    def healthy_in(self, ls):
        """Checks the row of the healthy machine."""
        row = rf"^healthy +\* +none +Running +unix://{re.escape(self.socket)} +v{re.escape(VERSION)} *$"
        return None if re.search(row.encode(), ls.out, re.MULTILINE) else "the healthy machine's row is not there"

    def close(self):
        self.engine.shutdown()
        self.engine.server_close()
        shutil.rmtree(self.work, ignore_errors=True)


def leftovers(store):
    """Checks for files in the current directory, and for those that a shell injection would create."""
    here = os.listdir(os.path.join(store.path, "here"))
    if here:
        return f"left {here} in the current directory"
    return "ran a command of config.json" if os.path.exists(os.path.join(store.path, "pwned")) else None


def give_to_nobody(path):
    """Changes the owner of all but lock files; returns the options that run a process as that user."""
    for directory, _, files in os.walk(path):
        os.chown(directory, NOBODY, NOBODY)
        for file in files:
            if not file.startswith(".lock"):
                os.chown(os.path.join(directory, file), NOBODY, NOBODY, follow_symlinks=False)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}
