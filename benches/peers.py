"""Looking words up beside sdcv and dict, and searching titles beside fzf: CPU time over the same words.

    apt-get install sdcv dict dictd dict-wn fzf
    python3 benches/peers.py path/to/folio

The dictionary is Debian's WordNet (dict-wn): dictd serves it as it is, sdcv reads it written as StarDict, Folio
reads it from what it compiled of dictd's files. The titles are 1,000,000 generated ones. Cold is a process of its
own for one word, warm each further one of the same process; of dict both client and server count. Only ratios
mean anything on a machine that has other work. Writes to a temporary folder.
"""

import fcntl
import gzip
import os
import pty
import random
import resource
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time

FOLIO = os.path.abspath(sys.argv[1])
DICTD = "/usr/share/dictd/wn"
WORDS = ["tea", "connectivity", "zymurgy", "set", "art movement"]
QUERIES = ["c", "con", "kada", "kadapo", "kdapo", "to vi", "qzxjvk"]
AGAIN = 20
SYLLABLES = "to vi ne ha se ly ka da po ten qui fe le mon ba lu ra mi gu con".split()
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def cpu_of(command, stdin=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdin=stdin, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000


def median(measure, times=7):
    return sorted(measure() for _ in range(times))[times // 2]


def cpu_until_drawn(command):
    """CPU of a program in a terminal of 120 columns up to the frame that has panes."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        os.execvp(command[0], command)
    drawn = b""
    while "┴".encode() not in drawn:
        drawn += os.read(terminal, 1 << 16)
    spent = time.clock_gettime(~child << 3 | 2)
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    return spent * 1000


def in_session(file, line):
    def session(times):
        path = os.path.join(os.path.dirname(file), "typed")
        with open(path, "w") as typed:
            typed.write((line + "\n") * times)
        with open(path) as typed:
            return cpu_of([FOLIO, "--linear", file], typed)

    return (session(1 + AGAIN) - session(1)) / AGAIN


def stardict(folder):
    """Writes dictd's dictionary as StarDict."""
    number = lambda text: sum(DIGITS.index(digit) << 6 * at for at, digit in enumerate(reversed(text)))
    with gzip.open(DICTD + ".dict.dz") as articles, open(DICTD + ".index", encoding="utf-8") as index:
        articles, rows = articles.read(), [line.rstrip("\n").split("\t")[:3] for line in index]
    rows = [(word.encode(), number(at), number(length)) for word, at, length in rows if not word.startswith("00")]
    # StarDict's order: without regard to the case of ASCII letters, then by bytes.
    rows.sort(key=lambda row: (row[0].lower(), row[0]))
    entries = b"".join(word + b"\0" + struct.pack(">II", at, length) for word, at, length in rows)
    base = os.path.join(folder, "wn")
    open(base + ".dict", "wb").write(articles)
    open(base + ".idx", "wb").write(entries)
    with open(base + ".ifo", "w") as out:
        out.write("StarDict's dict ifo file\nversion=2.4.2\nbookname=WordNet\nsametypesequence=m\n")
        out.write(f"wordcount={len(rows)}\nidxfilesize={len(entries)}\n")


class Server:
    """dictd with the one dictionary, on a port of its own."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        # It runs as a user of its own.
        os.chmod(folder, 0o755)
        settings = os.path.join(folder, "dictd.conf")
        with open(settings, "w") as out:
            out.write(f'database wn {{ data "{DICTD}.dict.dz" index "{DICTD}.index" }}\n')
        command = ["dictd", "-d", "nodetach", "-c", settings, "--listen-to", "127.0.0.1", "-p", self.port]
        self.child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while cpu_of(["dict", "-h", "127.0.0.1", "-p", self.port, "-d", "wn", "tea"]) and not self.answers():
            if self.child.poll() is not None:
                sys.exit("dictd does not run")
            time.sleep(0.1)
        self.start = self.spent()

    def answers(self):
        with socket.socket() as socket_:
            return socket_.connect_ex(("127.0.0.1", int(self.port))) == 0

    def spent(self):
        """CPU of it and of the children that it has waited for."""
        with open(f"/proc/{self.child.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) * 1000 / os.sysconf("SC_CLK_TCK")

    def look_up(self, word):
        before = self.spent()
        command = ["dict", "-h", "127.0.0.1", "-p", self.port, "-d", "wn", word]
        client = sum(cpu_of(command) for _ in range(AGAIN)) / AGAIN
        return client + (self.spent() - before) / AGAIN


def words(folder):
    stardict(folder)
    file = os.path.join(folder, "wn.folio")
    build = cpu_of([FOLIO, "build", DICTD + ".index", "-o", file])
    server = Server(folder)
    print(f"WordNet: folio build {build:.0f} ms, {os.path.getsize(file) / 1e6:.1f} MB")
    print(f"start, CPU ms: folio to the first frame {median(lambda: cpu_until_drawn([FOLIO, file])):.1f}, "
          f"dictd until it answers {server.start:.0f}, sdcv keeps nothing running")
    print(f"{'word':18} {'folio cold':>11} {'folio warm':>11} {'sdcv':>8} {'dict':>8}   CPU ms")
    for word in WORDS:
        ours = median(lambda: cpu_of([FOLIO, "show", word, "--pack", file]))
        warm = in_session(file, f"open {word}")
        sdcv = median(lambda: cpu_of(["sdcv", "-n", "-e", "--data-dir", folder, word]))
        print(f"{word:18} {ours:11.1f} {warm:11.1f} {sdcv:8.1f} {server.look_up(word):8.1f}")
    server.child.kill()


def titles(folder):
    chance, pack = random.Random(7), os.path.join(folder, "pack")
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(40_000)]
    os.mkdir(pack)
    listed = os.path.join(folder, "titles")
    with open(os.path.join(pack, "pack.toml"), "w") as out:
        out.write('format = 1\nid = "p"\ntitle = "P"\nversion = "1.0.0"\nlanguage = "en"\n')
        out.write('[[theme]]\nid = "t"\ntitle = "Titles"\n')
    with open(listed, "w") as lines:
        for part in range(200):
            with open(os.path.join(pack, f"{part}.toml"), "w") as out:
                for at in range(5000):
                    title = " ".join(chance.choices(vocabulary, k=chance.randint(1, 5))) + f" {part * 5000 + at}"
                    lines.write(title + "\n")
                    out.write(f'[[entry]]\nid = "t/{part}-{at}"\ntitle = "{title}"\n')
    file = os.path.join(folder, "p.folio")
    build = cpu_of([FOLIO, "build", pack, "-o", file])
    version = subprocess.run(["fzf", "--version"], capture_output=True, text=True).stdout.split()[0]
    print(f"\n1,000,000 titles: folio build {build:.0f} ms; fzf {version}, which reads the list each time")
    print(f"{'query':18} {'folio cold':>11} {'folio warm':>11} {'fzf':>8}   CPU ms")
    for query in QUERIES:
        def fzf():
            with open(listed) as lines:
                return cpu_of(["fzf", "--filter", query], lines)

        ours = median(lambda: cpu_of([FOLIO, "search", query, "--pack", file]), 3)
        print(f"{query:18} {ours:11.1f} {in_session(file, f'search {query}'):11.1f} {median(fzf, 3):8.1f}")


os.environ["HOME"] = os.environ["XDG_CACHE_HOME"] = os.environ["XDG_STATE_HOME"] = home = tempfile.mkdtemp()
try:
    with tempfile.TemporaryDirectory() as folder:
        words(folder)
        titles(folder)
finally:
    shutil.rmtree(home)
