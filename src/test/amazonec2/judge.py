#!/usr/bin/env python3
"""Judges requests to EC2 by AWS's own description of its API, and their signatures by AWS's own signer (botocore).

Reads one JSON object for each line: {"url", "headers": {}, "body"}. Prints a line for each finding; nothing if all is well.
Usage: judge.py FILE SECRET-KEY
"""
import json
import re
import sys
from urllib.parse import parse_qsl

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.loaders import Loader
from botocore.model import ServiceModel

# members that are newer than the description in Debian 12
NEWER = {"RunInstances.NetworkInterface.1.PrimaryIpv6"}
MODEL = ServiceModel(Loader().load_service_model("ec2", "service-2"))


def wire_name(name, shape):
    """The name of a member in a request, as botocore's EC2QuerySerializer writes it."""
    serialization = shape.serialization
    if "queryName" in serialization:
        return serialization["queryName"]
    name = serialization.get("name", name)
    return name[0].upper() + name[1:]


def tree(parameters):
    root = {}
    for path, value in parameters.items():
        node = root
        *steps, last = path.split(".")
        for step in steps:
            node = node.setdefault(step, {})
            if not isinstance(node, dict):
                yield f"{path} is a value and a structure"
                return
        node[last] = value
    yield root


def judge(shape, value, path):
    if shape.type_name == "structure":
        if not isinstance(value, dict):
            yield f"{path} must be a structure"
            return
        members = {wire_name(name, member): (name, member) for name, member in shape.members.items()}
        for key, inner in value.items():
            if key not in members and f"{path}.{key}" not in NEWER:
                yield f"{path}.{key} is not in the model"
            elif key in members:
                yield from judge(members[key][1], inner, f"{path}.{key}")
        for name in shape.required_members:
            if wire_name(name, shape.members[name]) not in value:
                yield f"{path}.{name} is required"
    elif shape.type_name == "list":
        if not isinstance(value, dict):
            yield f"{path} must be a list"
            return
        numbers = sorted(int(key) for key in value)
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"{path} must be numbered from 1"
        for key, inner in value.items():
            yield from judge(shape.member, inner, f"{path}.{key}")
    elif isinstance(value, dict):
        yield f"{path} must be a value"
    elif shape.type_name in ("integer", "long") and not re.fullmatch(r"-?\d+", value):
        yield f"{path} must be a number, not {value}"
    elif shape.type_name == "boolean" and value not in ("true", "false"):
        yield f"{path} must be true or false, not {value}"
    elif getattr(shape, "enum", None) and value not in shape.enum:
        yield f"{path} must be one of {', '.join(shape.enum)}, not {value}"


def judge_parameters(body):
    pairs = parse_qsl(body, keep_blank_values=True, strict_parsing=True)
    parameters = dict(pairs)
    if len(parameters) != len(pairs):
        yield "a parameter is there twice"
    action = parameters.pop("Action", "")
    if parameters.pop("Version", "") != MODEL.api_version:
        yield f"{action}: the version is not {MODEL.api_version}"
    if action not in MODEL.operation_names:
        yield f"{action} is no operation"
        return
    for root in tree(parameters):
        yield from [root] if isinstance(root, str) else judge(MODEL.operation_model(action).input_shape, root, action)


def judge_signature(request, secret):
    authorization = request["headers"].get("Authorization", "")
    match = re.fullmatch(
        r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/ec2/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)",
        authorization)
    if not match:
        yield "it has no signature"
        return
    key, _, region, names, signature = match.groups()
    for name in ("host", "x-amz-date", "content-type"):
        if name not in names.split(";"):
            yield f"the header {name} is not signed"
    # the client adds the host itself
    headers = {name: value for name, value in request["headers"].items() if name.lower() in names.split(";")}
    signed = AWSRequest(method="POST", url=request["url"], headers=headers, data=request["body"].encode())
    date = request["headers"]["X-Amz-Date"]
    signed.context["timestamp"] = date
    signer = SigV4Auth(Credentials(key, secret), "ec2", region)
    expected = signer.signature(signer.string_to_sign(signed, signer.canonical_request(signed)), signed)
    if expected != signature:
        yield "botocore signs it in another way"


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            request = json.loads(line)
            for finding in (*judge_parameters(request["body"]), *judge_signature(request, sys.argv[2])):
                print(finding)


main()
