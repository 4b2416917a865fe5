"""Body search beside SQLite's FTS5: CPU time and file sizes over the same 100,000 generated texts of some 650 bytes.

    python3 benches/full_text.py path/to/folio [number of texts]

Cold is a process of its own for one query, what Python itself needs left out; warm is each further query of
the same process. Only ratios mean anything on a machine that has other work. Needs a Python whose sqlite3
has FTS5, and writes to a temporary folder.
"""

import itertools
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

FOLIO = os.path.abspath(sys.argv[1])
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
BYTES = 650
AGAIN = 20
SYLLABLES = "to vi ne ha se ly ka da po ten qui fe le mon ba lu ra mi gu".split()
# A word of a few texts, one of many, the beginning of many words, two words.
QUERIES = ["rareword", "common", "to*", "common rareword"]


def texts():
    chance = random.Random(7)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(30_000)]
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(words))))
    for number in range(COUNT):
        text = chance.choices(words, cum_weights=weights, k=BYTES // 7)
        text += ["common"] * (chance.random() < 0.3) + ["rareword"] * (number % 997 == 0)
        chance.shuffle(text)
        yield number, f"Text {number}", " ".join(text)


def cpu_of(command, stdin=""):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=stdin, text=True, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def median(measure, times=5):
    return sorted(measure() for _ in range(times))[times // 2]


def folio(folder):
    pack = os.path.join(folder, "pack")
    os.mkdir(pack)
    with open(os.path.join(pack, "pack.toml"), "w") as out:
        out.write('format = 1\nid = "p"\ntitle = "P"\nversion = "1.0.0"\nlanguage = "en"\n')
        out.write('[[theme]]\nid = "t"\ntitle = "Texts"\n')
    for number, title, text in texts():
        with open(os.path.join(pack, f"{number // 1000}.toml"), "a") as out:
            out.write(f'[[entry]]\nid = "t/{number}"\ntitle = "{title}"\nbody = "{text}"\n')
    file = os.path.join(folder, "p.folio")
    build = cpu_of([FOLIO, "build", pack, "-o", file])
    print(f"folio  build {build * 1000:8.0f} ms   {os.path.getsize(file) / 1e6:6.1f} MB")

    def measure(query):
        query = query.rstrip("*")
        cold = median(lambda: cpu_of([FOLIO, "search", query, "--pack", file]))
        session = lambda times: cpu_of([FOLIO, "--linear", file], f"search {query}\n" * times)
        return cold, (session(1 + AGAIN) - session(1)) / AGAIN

    return measure


def fts5(folder):
    file = os.path.join(folder, "fts.db")
    start = time.process_time()
    base = sqlite3.connect(file)
    base.execute("create virtual table t using fts5(title, body)")
    base.executemany("insert into t(rowid, title, body) values (?, ?, ?)", texts())
    base.execute("insert into t(t) values ('optimize')")
    base.commit()
    base.close()
    made = time.process_time() - start
    print(f"FTS5   build {made * 1000:8.0f} ms   {os.path.getsize(file) / 1e6:6.1f} MB, with making the texts")
    look = "import sqlite3\nbase = sqlite3.connect({!r})\n"
    look += "for _ in range({}): base.execute('select title, snippet(t, 1, \"\", \"\", \"\", 12) from t where t match ? "
    look += "order by rank limit 50', ({!r},)).fetchall()"

    def measure(query):
        cpu = lambda times: cpu_of([sys.executable, "-c", look.format(file, times, query)])
        none = median(lambda: cpu(0))
        return median(lambda: cpu(1)) - none, (cpu(1 + AGAIN) - cpu(1)) / AGAIN

    return measure


with tempfile.TemporaryDirectory() as folder:
    ours, theirs = folio(folder), fts5(folder)
    print(f"{'query':18} {'folio cold':>11} {'FTS5 cold':>10} {'folio warm':>11} {'FTS5 warm':>10}   CPU ms")
    for query in QUERIES:
        row = [figure * 1000 for figure in (*ours(query), *theirs(query))]
        print(f"{query:18} {row[0]:11.1f} {row[2]:10.1f} {row[1]:11.1f} {row[3]:10.1f}")
