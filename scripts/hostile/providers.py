"""Providers of clouds whose answers are no documents: the driver says so, and makes nothing."""
import os
import re

import peers
from configs import exits

ANSWERS = {
    "empty": b"", "text": b"Service Unavailable", "page": b"<html><body><p>Login</body></html>", "cut": b"<a><vpcSet><it",
    "two-roots": b"<a/><b/>", "entity": b"<a>&x;</a>", "document-type": b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
    "not-utf-8": b"<a>\xff\xfe\x80", "utf-16": b"\xfe\xff\x00<\x00a", "control": b"<a>\x1b[2J</a>", "deep": b"<a>" * 5000,
    "prefix": b"<a><x:b/></a>", "version": b"<?xml version='9.9'?><a/>", "encoding": b"<?xml encoding='no'?><a/>",
}
CREATE = ["create", "-d", "amazonec2", "--amazonec2-access-key", "A", "--amazonec2-secret-key", "s",
          "--amazonec2-retries", "0", "--amazonec2-insecure-transport", "--amazonec2-endpoint"]


def provider(body):
    """Returns a peer that answers a complete request."""
    def peer(connection):
        request = b""
        while b"\r\n\r\n" not in request:
            request += connection.recv(65536)
        head, _, sent = request.partition(b"\r\n\r\n")
        missing = int(re.search(rb"(?i)content-length: *(\d+)", head)[1]) - len(sent)
        while missing > 0:
            missing -= len(connection.recv(65536))
        connection.sendall(peers.answer(body))
    return peer


def run_all(trial):
    def says_so(result, _):
        return None if b"SerializationError: failed decoding EC2 Query response" in result.err else "does not say so"

    def made_nothing(_, store):
        return "made the machine" if os.path.exists(os.path.join(store.path, "machines", "new")) else None

    for kind, answer in ANSWERS.items():
        trial.report.kind("providers/amazonec2")
        peer = peers.Peer(provider(answer), None)
        try:
            trial.run("providers/amazonec2", kind, [*CREATE, f"127.0.0.1:{peer.port}", "new"],
                      lambda result, _: exits(1)(result), says_so, made_nothing)
        finally:
            peer.close()
