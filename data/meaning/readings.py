"""Makes `readings.bin`: how Chinese words are read whose characters are read otherwise elsewhere."""

import collections
import gzip
import os
import re

from zopfli.zlib import compress

from glosses import ROW

# Names, and forms that are no longer written, stand behind the other words of the same characters.
ABOUT = re.compile(r"surname |(old |archaic |erroneous )?variant of|used in|see (also )?")


def read(dictionary):
    """Returns the simplified words with their readings: a tuple of syllables without tones, the likeliest
    of several."""
    words = collections.defaultdict(list)
    for line in gzip.decompress(dictionary).decode().split("\n"):
        row = ROW.match(line)
        if not row:
            continue
        _, word, reading, senses = row.groups()
        syllables = tuple(re.sub(r"\d", "", one).lower().replace("u:", "u") for one in reading.split())
        # A final 儿 is typed as the syllable that it is alone.
        syllables = tuple("er" if one == "r" else one for one in syllables)
        if len(word) == len(syllables) and all("\u3400" <= c <= "\u9fff" for c in word):
            lesser = reading[:1].isupper() or bool(ABOUT.match(senses))
            # What is said of a word at length is what it is commonly.
            words[word].append((lesser, -len(senses), syllables))
    return {word: min(readings)[2] for word, readings in words.items()}


def commonest(words):
    """Returns how each character that has several readings is read in most words."""
    counts = collections.defaultdict(collections.Counter)
    for word, syllables in words.items():
        if len(word) > 1:
            for character, syllable in zip(word, syllables):
                counts[character][syllable] += 1
    return {one: found.most_common(1)[0][0] for one, found in counts.items() if len(found) > 1}


def kept(words):
    """Returns the characters with several readings, each with the commonest, and the words that are not read
    so if the longest of these is read first, from the first character on; also those of two characters that
    keep the second one from opening another word."""
    single = commonest(words)
    rows = {character: (syllable,) for character, syllable in single.items()}
    usual = lambda word: tuple(single.get(c, syllable) for c, syllable in zip(word, words[word]))
    pairs = [word for word in words if len(word) == 2]
    rows |= {word: words[word] for word in pairs if usual(word) != words[word]}
    opening = {word[0] for word in rows if len(word) == 2}
    rows |= {word: words[word] for word in pairs if word[1] in opening}
    for word in sorted(words, key=len):
        if len(word) > 2 and read_by(rows, word, words[word]) != words[word]:
            rows[word] = words[word]
    return {word: () if len(word) > 1 and usual(word) == syllables else syllables
            for word, syllables in rows.items()}


def read_by(rows, word, otherwise):
    """Returns how a word is read, the longest of the rows first; characters in none as they are in it."""
    found, at = [], 0
    while at < len(word):
        length = next((n for n in range(len(word) - at, 0, -1) if word[at : at + n] in rows), 0)
        found += rows[word[at : at + length]] if length else [otherwise[at]]
        at += length or 1
    return tuple(found)


def write(path, dictionary):
    """Writes a line for each word: as far as it differs from the one before, and its syllables, which
    are left out where each character is read as it is elsewhere."""
    lines, before = [], ""
    for word, syllables in sorted(kept(read(dictionary)).items()):
        shared = len(os.path.commonprefix([before, word]))
        assert shared < 10, "one digit tells it"
        lines.append(f"{shared}{word[shared:]}{' '.join(syllables)}\n")
        before = word
    # Without the head and the sum of the format zlib it is a raw stream.
    path.write_bytes(compress("".join(lines).encode(), numiterations=15)[2:-4])
