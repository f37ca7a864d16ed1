"""Writes the file of a model, and says what the library must read with it.

The form is described in rust/inquit/src/model/file.rs. `write` quantises and writes; `Reference` is the forward
pass in NumPy with the library's own arithmetic: the same operations on 32-bit floats in the same order, so that
the library must give the same bits.

    python training/model_file.py rust/inquit/testdata/model

makes the model and the expected values that the library's tests read: random weights, a few pieces.
"""

import json
import struct
import sys
import zlib
from pathlib import Path

import numpy as np

MAGIC = b"\x89inquit\n"
VERSION = 4
LANES = 16
TAGS = 7
SIGNALS = 26
BUCKETS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 23, 32, 46, 64, 91, 128, 182]
F = np.float32


def shapes(sizes):
    """Name, kind (0 real, 1 whole), rows and columns of every tensor, in the order of the file.

    `sizes`: stream, piece, hash, link, features, hashes, pieces, and widths, a list of 1 or 3 for each layer; forms and names,
    each 0 or 1; and languages, a list of codes.
    """
    d, e, h, l = (sizes[k] for k in ("stream", "piece", "hash", "link"))
    yield "pieces", 1, sizes["pieces"], e
    yield "hashes", 1, sizes["hashes"], h
    yield "input.weights", 1, d, e + h
    yield "input.bias", 0, 1, d
    yield "features", 1, sizes["features"], d
    for i, width in enumerate(sizes["widths"]):
        yield f"layers.{i}.norm.gain", 0, 1, d
        yield f"layers.{i}.norm.bias", 0, 1, d
        yield f"layers.{i}.weights", 1, 3 * d, width * d
        yield f"layers.{i}.bias", 0, 1, 3 * d
    yield "norm.gain", 0, 1, d
    yield "norm.bias", 0, 1, d
    yield "tags.weights", 1, TAGS + sizes["names"], d
    yield "tags.bias", 0, 1, TAGS + sizes["names"]
    yield "transitions", 0, TAGS, TAGS
    yield "begin", 0, 1, TAGS
    yield "queries.weights", 1, 3 * l, d
    yield "queries.bias", 0, 1, 3 * l
    yield "keys.weights", 1, 3 * l, d
    yield "keys.bias", 0, 1, 3 * l
    yield "none", 0, 3, l
    yield "none.bias", 0, 1, 3
    yield "distances", 0, 3, 2 * len(BUCKETS)
    yield "confidence", 0, 1, SIGNALS + 1


def quantise(rows, weights=False):
    """Whole numbers from -127 to 127 and a factor for each row: the largest becomes 127 or -127, the others are
    rounded, halves to the even number. Of weights, sums of two neighbours count with the numbers, so that rounded
    ones add up to at most 128."""
    rows = np.asarray(rows, F)
    largest = np.abs(rows).max(-1, keepdims=True, initial=0)
    if weights:
        even = rows.shape[-1] // 2 * 2
        largest = np.maximum(largest, np.abs(rows[..., :even:2] + rows[..., 1::2]).max(-1, keepdims=True, initial=0))
    with np.errstate(divide="ignore"):
        inverse = np.where(largest > 0, F(127) / largest, F(0)).astype(F)
    return np.rint(rows * inverse).astype(np.int8), (largest / F(127)).astype(F)[..., 0]


def write(path, sizes, vocabulary, tensors):
    """Writes a model. `vocabulary`: its word pieces, the first for the unknown. `tensors`: for each name of
    `shapes`, an array of that many numbers."""
    assert len(vocabulary) == sizes["pieces"]
    order = ("stream", "piece", "hash", "link", "features", "hashes", "pieces")
    body = [struct.pack("<8I", *(sizes[k] for k in order), len(sizes["widths"]))]
    body.append(struct.pack(f"<{len(sizes['widths'])}I", *sizes["widths"]))
    body.append(struct.pack("<3I", sizes["forms"], sizes["names"], len(sizes["languages"])))
    for strings in (sizes["languages"], vocabulary):
        strings = [string.encode() for string in strings]
        body += [bytes(len(string) for string in strings), *strings]
    for name, kind, rows, columns in shapes(sizes):
        tensor = np.asarray(tensors[name], F).reshape(rows, columns)
        body.append(bytes([len(name)]) + name.encode() + struct.pack("<BII", kind, rows, columns))
        if kind:
            whole, scales = quantise(tensor, name.endswith(".weights"))
            body += [scales.astype("<f4").tobytes(), whole.tobytes()]
        else:
            body.append(tensor.astype("<f4").tobytes())
    write_body(path, b"".join(body))


def write_body(path, body):
    """Writes a file with this body."""
    Path(path).write_bytes(MAGIC + struct.pack("<IIQ", VERSION, zlib.crc32(body), len(body)) + body)


def set_confidence(path, weights):
    """Replaces, in a model's file, what tells how sure it is: its last tensor."""
    body = Path(path).read_bytes()[len(MAGIC) + 16 :]
    name = bytes([len("confidence")]) + b"confidence"
    numbers = np.asarray(weights, "<f4")
    body = body[: body.rindex(name)] + name + struct.pack("<BII", 0, 1, len(numbers)) + numbers.tobytes()
    write_body(path, body)


# The library's arithmetic.

ROUND = F(12582912.0)


def exp(x):
    x = np.clip(x, F(-87), F(88)).astype(F)
    rounded = x * F(1.44269504) + ROUND
    whole = rounded - ROUND
    r = x - whole * F(0.693359375) - whole * F(-2.12194440e-4)
    p = F(1.9875691500e-4)
    for c in (1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1):
        p = p * r + F(c)
    p = p * (r * r) + r + F(1)
    exponent = rounded.view(np.int32) - ROUND.view(np.int32) + np.int32(127)
    return p * (exponent << 23).astype(np.int32).view(F)


def sigmoid(x):
    y = np.clip(x * F(-1.44269504), F(-126), F(126)).astype(F)
    rounded = y + ROUND
    r = y - (rounded - ROUND)
    p = F(1.3264715e-3)
    for c in (9.671513e-3, 5.550734e-2, 2.4022242e-1, 0.69314718, 1):
        p = p * r + F(c)
    power = (p.view(np.int32) + (rounded.view(np.int32) << 23)).astype(np.int32).view(F)
    return F(1) / (F(1) + power)


def total(x):
    """The sum over the last axis, in the library's order."""
    x = x.reshape(*x.shape[:-1], -1, LANES)
    lanes = np.zeros(x.shape[:-2] + (LANES,), F)
    for i in range(x.shape[-2]):
        lanes = lanes + x[..., i, :]
    for half in (8, 4, 2, 1):
        lanes = lanes[..., :half] + lanes[..., half:]
    return lanes[..., 0]


def windows(count, sentences, paragraphs):
    """(core, all), each a pair of tokens."""
    start = 0
    while start < count:
        end = count
        if count > 1024 and count - start > 928:
            inside = [[s for s in starts if start + 464 <= s <= start + 928] for starts in (paragraphs, sentences)]
            end = max(inside[0] or inside[1] or [start + 928])
        yield (start, end), (max(0, start - 48), min(count, end + 48))
        start = end


class Reference:
    """A model as the library reads it."""

    def __init__(self, sizes, tensors):
        self.sizes = sizes
        self.t = {}
        for name, kind, rows, columns in shapes(sizes):
            tensor = np.asarray(tensors[name], F).reshape(rows, columns)
            self.t[name] = quantise(tensor, name.endswith(".weights")) if kind else tensor

    def product(self, name, whole, scales):
        rows, factors = self.t[f"{name}.weights"]
        sums = whole.astype(np.int32) @ rows.astype(np.int32).T
        return sums.astype(F) * scales[:, None] * factors + self.t[f"{name}.bias"][0]

    def norm(self, name, x):
        d = F(x.shape[-1])
        mean = (total(x) / d)[:, None]
        variance = total((x - mean) * (x - mean)) / d
        factor = (F(1) / np.sqrt(variance + F(1e-5)))[:, None]
        return quantise((x - mean) * factor * self.t[f"{name}.gain"][0] + self.t[f"{name}.bias"][0])

    def embedding(self, inputs, tokens):
        (e, es), (g, gs), (a, as_) = (self.t[k] for k in ("pieces", "hashes", "features"))
        vectors = np.zeros((len(tokens), e.shape[1] + g.shape[1]), F)
        for row, i in zip(vectors, tokens):
            word, form = row[: e.shape[1]], row[e.shape[1] :]
            for p in inputs["pieces"][i]:
                word += e[p].astype(F) * es[p]
            word /= np.sqrt(F(max(1, len(inputs["pieces"][i]))))
            for h in inputs["hashes"][i]:
                form += g[h].astype(F) * gs[h]
        x = self.product("input", *quantise(vectors))
        for row, i in zip(x, tokens):
            for f in inputs["active"][i]:
                row += a[f].astype(F) * as_[f]
        return x

    def layer(self, i, x):
        n, d = x.shape
        whole, scales = self.norm(f"layers.{i}.norm", x)
        rows, factors = self.t[f"layers.{i}.weights"]
        width = rows.shape[1] // d
        parts = []
        for k in range(width):
            sums = whole.astype(np.int32) @ rows[:, k * d : (k + 1) * d].astype(np.int32).T
            scaled = sums.astype(F) * scales[:, None]
            shifted = np.zeros_like(scaled)
            if width == 1 or k == 1:
                shifted = scaled
            elif k == 0:
                shifted[1:] = scaled[:-1]
            else:
                shifted[:-1] = scaled[1:]
            parts.append(shifted)
        u = parts[0]
        for part in parts[1:]:
            u = u + part
        u = u * factors + self.t[f"layers.{i}.bias"][0]
        z, f, r = u[:, :d], sigmoid(u[:, d : 2 * d]), sigmoid(u[:, 2 * d :])
        c = np.zeros((n, d), F)
        for units, order in ((slice(0, d // 2), range(n)), (slice(d // 2, d), reversed(range(n)))):
            memory = np.zeros(d // 2, F)
            for t in order:
                memory = f[t, units] * memory + (F(1) - f[t, units]) * z[t, units]
                c[t, units] = memory
        return x + r * c

    def read(self, inputs):
        """The tags' scores of each token, and its last vector as whole numbers and a factor."""
        parts = []
        for (a, b), (x, y) in windows(len(inputs["hashes"]), inputs["sentences"], inputs["paragraphs"]):
            stream = self.embedding(inputs, range(x, y))
            for i in range(len(self.sizes["widths"])):
                stream = self.layer(i, stream)
            whole, scales = self.norm("norm", stream)
            core = slice(a - x, b - x)
            parts.append((self.product("tags", whole, scales)[core], whole[core], scales[core]))
        return tuple(np.concatenate(p) for p in zip(*parts))

    def tags(self, scores):
        """The best tags together, and the probability of each (this in 64-bit floats, and so only nearly what the
        library gives)."""
        trans, begin = self.t["transitions"], self.t["begin"][0]
        n = len(scores)
        sums, origins = scores[0] + begin, []
        for e in scores[1:]:
            s = sums[:, None] + trans
            origins.append(s.argmax(0))
            sums = s.max(0) + e
            sums = sums - sums.max()
        tags = [int(sums.argmax())]
        for o in reversed(origins):
            tags.append(int(o[tags[-1]]))
        tags.reverse()
        s, t = scores.astype(np.float64), trans.astype(np.float64)
        forward, back = np.zeros((n, TAGS)), np.zeros((n, TAGS))
        forward[0] = s[0] + begin
        for i in range(1, n):
            forward[i] = np.logaddexp.reduce(forward[i - 1][:, None] + t, axis=0) + s[i]
        for i in range(n - 2, -1, -1):
            back[i] = np.logaddexp.reduce(t + s[i + 1] + back[i + 1], axis=1)
        both = forward + back
        both = np.exp(both - np.logaddexp.reduce(both, axis=1, keepdims=True))
        return tags, both[range(n), tags]

    def link(self, kind, whole, scales, i, j):
        """The log-odds that the link of kind `kind` leads from token i to j against leading nowhere."""
        l = self.sizes["link"]
        part = slice(kind * l, (kind + 1) * l)
        q = self.product("queries", whole[i : i + 1], scales[i : i + 1])[0, part]
        k = self.product("keys", whole[j : j + 1], scales[j : j + 1])[0, part]
        bucket = max(b for b in range(len(BUCKETS)) if BUCKETS[b] <= abs(i - j)) + len(BUCKETS) * (j > i)
        root = np.sqrt(F(l))
        score = total(q * k) / root + self.t["distances"][kind, bucket]
        none = total(q * self.t["none"][kind]) / root + self.t["none.bias"][0, kind]
        return score - none


def random_model(rng, sizes):
    """Random tensors, so large that tags and links differ."""
    tensors = {}
    for name, kind, rows, columns in shapes(sizes):
        scale = {"pieces": 1.0, "hashes": 0.5, "features": 0.5, "distances": 0.5, "none": 1.0}.get(name)
        scale = scale or (2.0 / np.sqrt(columns) if kind else 0.3)
        tensors[name] = rng.normal(0, scale, (rows, columns)).astype(F)
        if name.endswith("gain"):
            tensors[name] += F(1)
    for begun in (2, 4, 6):
        tensors["begin"][0, begun] = -1e4
        for tag in range(TAGS):
            if tag not in (begun, begun - 1):
                tensors["transitions"][tag, begun] = -1e4
    return tensors


def random_inputs(rng, sizes, count):
    """Random tokens of sentences and paragraphs."""
    some = lambda most, number: rng.integers(0, most, number).tolist()
    sentences = sorted({0, *some(count, count // 15)})
    return {
        "pieces": [some(sizes["pieces"], 1 + int(rng.random() < 0.2)) for _ in range(count)],
        "hashes": [some(sizes["hashes"], 8) for _ in range(count)],
        "active": [some(sizes["features"], int(rng.integers(0, 6))) for _ in range(count)],
        "sentences": sentences,
        "paragraphs": sorted({0, *(s for s in sentences if rng.random() < 0.1)}),
    }


def expected(model, inputs, every):
    """What the library must read: every so manieth token's scores (as bits), all tags, some links."""
    scores, whole, scales = model.read(inputs)
    tags, likelihoods = model.tags(scores)
    count = len(tags)
    pairs = [(k, i, j) for k in range(3) for i in range(k, count, 37) for j in (i - 300, i - 9, i - 1, i, i + 4, i + 90)]
    links = [[k, i, j, float(model.link(k, whole, scales, i, j))] for k, i, j in pairs if 0 <= j < count]
    return {
        "every": every,
        "scores": [[float(s) for s in row] for row in scores[::every]],
        "tags": "".join(map(str, tags)),
        "likelihoods": [round(float(p), 6) for p in likelihoods[::every]],
        "links": links,
    }


def main(folder):
    rng = np.random.default_rng(4)
    sizes = dict(stream=32, piece=10, hash=6, link=16, features=12, hashes=50, pieces=9, widths=[3, 1],
                 forms=0, names=0, languages=["eng"])
    vocabulary = ["[UNK]", "the", "rain", "##s", "said", "an", "##n", ".", "über"]
    tensors = random_model(rng, sizes)
    write(folder / "tiny.bin", sizes, vocabulary, tensors)
    model = Reference(sizes, tensors)
    cases = []
    for count, every in ((1, 1), (37, 1), (1100, 29)):
        inputs = random_inputs(rng, sizes, count)
        cases.append({"inputs": inputs, "expected": expected(model, inputs, every)})
    compact = lambda case: json.dumps(case, separators=(",", ":"), ensure_ascii=False)
    (folder / "tiny.json").write_text("[" + ",\n".join(map(compact, cases)) + "]\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
