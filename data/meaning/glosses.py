"""Makes `glosses.bin`: the Chinese words of CC-CEDICT with their first English glosses."""

import collections
import gzip
import os
import re
import unicodedata

from zopfli.zlib import compress

GLOSSES, WORDS = 3, 3
ROW = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
# Senses that tell of the word and not of what it means.
ABOUT = re.compile(
    r"CL:|surname |(old |erroneous |Japanese |archaic )?variant of|see (also )?|also written"
    r"|used in|abbr\. for|same as|also pr\."
)


def glosses_of(sense):
    """Returns the short English texts of one sense."""
    sense = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", sense).strip()
    if ABOUT.match(sense):
        return []
    found = []
    for part in re.split(r"[;,]", sense):
        if re.search("[\u3400-\u9fff]", part):
            continue
        part = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode()
        part = re.sub(r"^\s*(to be|to|a|an|the)\s+", "", part)
        words = [word for word in re.findall(r"[A-Za-z0-9][A-Za-z0-9'-]*", part)]
        words = [word for word in words if word not in ("sb", "sth", "sb's", "sth's")]
        if 1 <= len(words) <= WORDS:
            found.append(" ".join(words))
    return found


def read(dictionary):
    """Returns the simplified words with their glosses, and the traditional characters with the
    simplified ones that stand for them most often."""
    words = {}
    pairs = collections.defaultdict(collections.Counter)
    in_simplified = collections.Counter()
    for line in gzip.decompress(dictionary).decode().split("\n"):
        row = ROW.match(line)
        if not row:
            continue
        traditional, simplified, reading, senses = row.groups()
        if len(traditional) == len(simplified):
            for one, other in zip(traditional, simplified):
                pairs[one][other] += 1
                in_simplified[other] += 1
        if not all("\u3400" <= c <= "\u9fff" for c in simplified):
            continue
        ordinary, names = words.setdefault(simplified, ([], []))
        # What is read with a capital is a name, and comes after the word of the same characters.
        target = names if reading[:1].isupper() else ordinary
        target.extend(gloss for sense in senses.split("/") for gloss in glosses_of(sense))
    rows = []
    for word, (ordinary, names) in sorted(words.items()):
        kept = {}
        for gloss in ordinary + names:
            kept.setdefault(gloss.lower(), gloss)
        if kept:
            rows.append((word, list(kept.values())[:GLOSSES]))
    simpler = {one: others.most_common(1)[0] for one, others in sorted(pairs.items())}
    # A character that simplified words use more often (么, for one, also a form of 幺) stays as it is.
    kept = lambda one, other, times: one != other and times > in_simplified[one]
    return rows, {one: other for one, (other, times) in simpler.items() if kept(one, other, times)}


def write(path, dictionary):
    """Writes the words apart from their glosses, each as far as it differs from the one before."""
    rows, simpler = read(dictionary)
    words, before = "", ""
    for word, _ in rows:
        shared = len(os.path.commonprefix([before, word]))
        assert shared < 10, "one digit tells it"
        words += f"{shared}{word[shared:]}"
        before = word
    english = "\n".join("/".join(glosses) for _, glosses in rows)
    text = "\n".join(["".join(simpler), "".join(simpler.values()), words, english]).encode()
    # Without the head and the sum of the format zlib it is a raw stream.
    packed = compress(text, numiterations=15)[2:-4]
    path.write_bytes(len(text).to_bytes(4, "little") + packed)
