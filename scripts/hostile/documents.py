"""The odd config.json files listed in src/test/resources/hostile/documents.txt, which also describes the steps."""
import os
import re
import socket

LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../src/test/resources/hostile/documents.txt")
TWICE = "\x01"  # suffix of a key that appears a second time; as a whole key, a placeholder for many keys
PIECE = 1 << 16


class Long:
    """Text that is generated while it is written: the memory of this process counts as that of its children."""

    def __init__(self, pieces):
        self.pieces = pieces

    @staticmethod
    def of(text, times):
        def pieces():
            for start in range(0, times, PIECE):
                yield text * min(PIECE, times - start)
        return Long(pieces)

    @staticmethod
    def joined(*parts):
        def pieces():
            for part in parts:
                yield from part.pieces() if isinstance(part, Long) else [part]
        return Long(pieces)


class Document:
    """A config.json under construction: the value at each path, and changes to its bytes and its file."""

    def __init__(self, values):
        self.values = dict(values)
        self.bytes = None
        self.file = ("regular",)
        self.changes = []

    def copy(self):
        other = Document(self.values)
        other.bytes, other.file, other.changes = self.bytes, self.file, list(self.changes)
        return other

    def objects(self):
        found = {}
        for path in self.values:
            parts = path.split(".")
            for depth in range(1, len(parts)):
                found[".".join(parts[:depth])] = True
        return list(found)

    def remove(self, path):
        for other in [other for other in self.values if other == path or other.startswith(path + ".")]:
            del self.values[other]

    def set(self, path, value):
        self.remove(path)
        self.values[path] = value

    def tree(self):
        top = {}
        for path, value in self.values.items():
            parts = path.split(".")
            inner = top
            for part in parts[:-1]:
                inner = inner.setdefault(part, {})
                if not isinstance(inner, dict):
                    raise ValueError(f"{path} is in no object")
            inner[parts[-1]] = value
        return top


def pieces(value):
    if isinstance(value, dict):
        yield "{"
        comma = ""
        for key, inner in value.items():
            yield comma
            if key == TWICE:
                yield from pieces(inner)
            else:
                yield f'"{key.rstrip(TWICE)}":'
                yield from pieces(inner)
            comma = ","
        yield "}"
    elif isinstance(value, Long):
        yield from value.pieces()
    else:
        yield value


def unescaped(text):
    return re.sub(rb"\\x(..)", lambda match: bytes([int(match[1], 16)]), text.encode())


def many_keys(count):
    def made():
        for start in range(0, count, PIECE):
            keys = range(start, min(count, start + PIECE))
            yield ("," if start else "") + ",".join(f'"k{key}":{key}' for key in keys)
    return Long(made)


def cased(document, change):
    document.values = {".".join(change(part) for part in path.split(".")): value
                       for path, value in document.values.items()}


class Kinds:
    """All kinds, in the order of the list."""

    def __init__(self, file=LIST):
        self.bases = {"none": {}, "generic": {}}
        self.kinds = []
        group = None
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                line = line.rstrip("\n")
                if not line or line.startswith("#"):
                    continue
                if line.startswith("["):
                    group = line[1:-1]
                elif group in self.bases:
                    path, value = line.split(" ", 1)
                    self.bases[group][path] = value
                else:
                    name, steps = line.split(None, 1)
                    self.kinds.append((group, name, steps))

    def documents(self, steps):
        """Returns the documents of a kind: one, or one per key."""
        made = [Document(self.bases["none"])]
        for step in steps.split(" && "):
            made = [after for before in made for after in self.after(before, *(step.split(" ", 1) + [""])[:2])]
        return made

    def after(self, document, verb, rest):
        each = {
            "each": lambda: list(document.values),
            "objects": document.objects,
            "texts": lambda: [p for p, v in document.values.items() if v.startswith('"')],
            "numbers": lambda: [p for p, v in document.values.items() if v[0] in "-0123456789"],
            "missing": lambda: list(document.values) + document.objects(),
        }
        if verb in each:
            variants = []
            for path in each[verb]():
                variant = document.copy()
                variant.remove(path)
                if verb != "missing":
                    variant.set(path, rest)
                variants.append(variant)
            return variants
        self.change(document, verb, rest)
        return [document]

    def change(self, document, verb, rest):
        first, _, second = rest.partition(" ")
        if verb == "generic":
            document.values.update(self.bases["generic"])
        elif verb == "set":
            document.set(first, second)
        elif verb == "again":
            document.values[first + TWICE] = second
        elif verb == "remove":
            document.remove(rest)
        elif verb == "rename":
            parent = first.rpartition(".")[0]
            target = parent + "." + second if parent else second
            document.values = {
                target + path[len(first):] if path == first or path.startswith(first + ".") else path: value
                for path, value in document.values.items()}
        elif verb in ("lower", "upper"):
            cased(document, getattr(str, verb))
        elif verb == "nest":
            document.set(second, Long.joined(Long.of("[", int(first)), Long.of("]", int(first))))
        elif verb == "objects-in":
            document.set(second, Long.joined(Long.of('{"a":', int(first)), "1", Long.of("}", int(first))))
        elif verb == "items":
            document.set(second, Long.joined("[", Long.of("1,", int(first) - 1), "1]"))
        elif verb == "long":
            document.set(second, Long.joined('"', Long.of("x", int(first)), '"'))
        elif verb == "keys":
            document.values[TWICE if second == "." else second + "." + TWICE] = many_keys(int(first))
        elif verb == "bytes":
            document.bytes = rest
        elif verb == "file":
            document.file = tuple(part for part in (first, second) if part)
        else:
            document.changes.append((verb, rest))


class Store:
    """A store, with the files that some documents name."""

    def __init__(self, path):
        self.path = path
        self.paths = {
            "{STORE}": path,
            "{FIFO}": os.path.join(path, "fifo"),
            "{DIRECTORY}": os.path.join(path, "directory"),
            "{HUGE}": os.path.join(path, "huge"),
            "{LONG}": "x" * 5000,
            "{MILLION}": "0" * 999_999,
        }
        os.mkfifo(self.paths["{FIFO}"])
        os.mkdir(self.paths["{DIRECTORY}"])
        with open(self.paths["{HUGE}"], "wb") as file:
            file.truncate(100 << 30)

    def filled(self, text, name):
        if "{" not in text or len(text) > PIECE:
            return text
        return re.sub(r"\{[A-Z]+\}", lambda match: name if match[0] == "{NAME}" else self.paths[match[0]], text)

    def write(self, document, name):
        """Creates a machine with the document."""
        directory = os.path.join(self.path, "machines", name)
        os.makedirs(directory)
        path = os.path.join(directory, "config.json")
        kind, *what = document.file
        if kind in ("regular", "locked"):
            self.write_regular(document, name, path)
            if kind == "locked":
                os.chmod(path, 0)
        elif kind == "fifo":
            os.mkfifo(path)
        elif kind == "directory":
            os.mkdir(path)
        elif kind == "socket":
            with socket.socket(socket.AF_UNIX) as listener:
                # the path of a socket is limited to about 100 bytes
                where = os.getcwd()
                os.chdir(directory)
                listener.bind("config.json")
                os.chdir(where)
        elif kind == "link":
            os.symlink(self.filled(what[0], name), path)
        elif kind == "sparse":
            with open(path, "wb") as file:
                file.truncate(int(what[0]))
        elif kind != "missing":
            raise ValueError(kind)

    def write_regular(self, document, name, path):
        if document.bytes is not None:
            made = [unescaped(document.bytes)]
        else:
            made = (self.filled(piece, name).encode() for piece in pieces(document.tree()))
        if document.changes:
            made = [self.changed(b"".join(made), document.changes, name)]
        with open(path, "wb") as file:
            for piece in made:
                file.write(piece)

    def changed(self, text, changes, name):
        for verb, rest in changes:
            if verb == "before":
                text = unescaped(rest) + text
            elif verb == "after":
                text += unescaped(rest)
            elif verb == "replace":
                old, new = rest.split(" ")
                text = text.replace(unescaped(old), unescaped(self.filled(new, name)))
            elif verb == "cut":
                text = text[:len(text) * int(rest) // 100]
            elif verb == "encode":
                text = text.decode().encode(rest)
            else:
                raise ValueError(verb)
        return text
