"""Holds the schemas of a pack's files against the TOML servers that editors run.

    cargo build && python3 tests/editors.py target/debug/folio

Fetches taplo and tombi from PyPI into a folder that goes away again. Both have to find nothing wrong with a
new pack and with the pack of `folio help pack`, and something wrong with each of some broken files; and tombi,
asked as an editor asks it, has to complete keys and words and to complain. (The taplo that PyPI has checks
files, but does not run as a server.) No test runs it: it needs a network.
"""

import json
import os
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading

VERSIONS = ["taplo==0.9.3", "tombi==1.9.6"]

# What is put behind the files of a new pack, and what a server is to name, in one word or another.
BROKEN = [
    ("pages.toml", '[[entry]]\nid = "page/x"\ntitel = "X"\n', "titel"),
    ("pages.toml", '[[entry]]\nid = "page/x y"\ntitle = "X"\n', "page/x y"),
    ("pages.toml", '[[entry]]\nid = "page/x"\ntitle = "X"\nnumber = "1"\n', "number|Integer"),
    ("pages.toml", '[[entry]]\nid = "page/x"\ntitle = "X"\n[[entry.statement]]\ntext = "X"\nby = "editr"\n', "editr"),
    ("pages.toml", '[[entry]]\nid = "page/x"\ntitle = "X"\n[[entry.statement]]\ntext = "X"\nby = "editor"\n', "by|certainty"),
    ("words.toml", '[[source]]\nid = "S"\ntitle = "S"\ndate = "1923-13"\n', "1923-13"),
    ("words.toml", '[link]\nfrom = "page/start"\nto = "word/entry"\nrelation = "explains"\n', "link|Array"),
    ("pack.toml", '[[theme]]\nid = "x"\n', "title"),
    ("pack.toml", '[[relation]]\nid = "x"\nlabel = "x"\n', "relation|inverse|symmetric"),
]


class Server:
    """A TOML server, spoken to as an editor does."""

    def __init__(self, command):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, **pipes)
        self.told = queue.Queue()
        self.count = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        stream = self.process.stdout
        while header := stream.readline():
            if header.lower().startswith(b"content-length"):
                length = int(header.split(b":")[1])
                while stream.readline().strip():
                    pass
                self.told.put(json.loads(stream.read(length)))

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def ask(self, method, params):
        self.count += 1
        self.send({"id": self.count, "method": method, "params": params})
        while True:
            message = self.told.get(timeout=60)
            if "method" in message and "id" in message:
                self.send({"id": message["id"], "result": None})
            elif message.get("id") == self.count:
                return message.get("result")

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def completed(self, file, line, character):
        position = {"line": line, "character": character}
        document = {"uri": file.as_uri()}
        # It answers before it has read the schema, at first.
        for _ in range(20):
            found = self.ask("textDocument/completion", {"textDocument": document, "position": position})
            items = found["items"] if isinstance(found, dict) else found or []
            if items:
                return {item["label"] for item in items}
        return set()


def check(sound, what):
    print("ok  " if sound else "FAIL", what)
    return sound


def lint(programs, name, file):
    commands = {"taplo": ["check"], "tombi": ["lint", "--offline"]}
    ended = subprocess.run([programs / name, *commands[name], file], capture_output=True, text=True, cwd=file.parent)
    return ended.returncode == 0, ended.stdout + ended.stderr


def main():
    folio = pathlib.Path(sys.argv[1]).resolve()
    good = True
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
        programs = work / "venv" / "bin"
        # What is elsewhere on the machine's path for modules would count as installed.
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        fetched = subprocess.run([programs / "pip", "install", "--quiet", *VERSIONS], env=environment)
        if fetched.returncode != 0:
            print("LEFT OUT: taplo and tombi cannot be fetched, so that nobody has held the schemas against them")
            return 0
        pack = work / "pack"
        subprocess.run([folio, "new", pack], check=True, capture_output=True)

        page = subprocess.run([folio, "help", "pack"], check=True, capture_output=True, text=True).stdout
        for file in page.split("\n==== ")[1:]:
            name, text = file.split(" ====\n", 1)
            schema = "pack" if name == "pack.toml" else "entries"
            name = "page.toml" if name == "pack.toml" else name
            (pack / f"page-{name}").write_text(f"#:schema ./.folio/{schema}.schema.json\n{text}")
        for server in ["taplo", "tombi"]:
            for file in sorted(pack.glob("*.toml")):
                fits, told = lint(programs, server, file)
                good &= check(fits, f"{server} finds nothing wrong with {file.name}")
                if not fits:
                    print(told)
            for name, more, named in BROKEN:
                file = pack / f"broken-{name}"
                file.write_text((pack / name).read_text() + "\n" + more)
                fits, told = lint(programs, server, file)
                good &= check(not fits and any(word in told for word in named.split("|")), f"{server} names {named} in {name}")
                file.unlink()

        file = pack / "typed.toml"
        text = (
            '#:schema ./.folio/entries.schema.json\n[[entry]]\nid = "a/b"\ntitle = "B"\nnumbr = 1\n\n'
            '[[entry.statement]]\ntext = "x"\nby = \n'
        )
        file.write_text(text)
        server = Server([programs / "tombi", "lsp"])
        server.ask("initialize", {"processId": None, "rootUri": pack.as_uri(), "capabilities": {}})
        server.tell("initialized", {})
        document = {"uri": file.as_uri(), "languageId": "toml", "version": 1, "text": text}
        server.tell("textDocument/didOpen", {"textDocument": document})
        keys = server.completed(file, 5, 0)
        good &= check({"summary", "aliases", "body"} <= keys and "title" not in keys, "tombi completes keys")
        words = server.completed(file, 8, 5)
        good &= check(words == {'"article"', '"editor"'}, f"tombi completes words: {sorted(words)}")
        change = {"textDocument": {"uri": file.as_uri(), "version": 2}, "contentChanges": [{"text": text.replace("by = ", "by = 'editor'")}]}
        server.tell("textDocument/didChange", change)
        told = json.dumps(server.ask("textDocument/diagnostic", {"textDocument": {"uri": file.as_uri()}}))
        good &= check("numbr" in told, "tombi complains in the editor")
        server.process.kill()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
