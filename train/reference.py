"""The encoder in numpy, in double precision: what the engine's numbers are tested against.

    w, spec = reference.load('model/reader')
    reference.reader(w, spec, ids, features, take)  -> one row for each piece taken
    reference.pair(w, spec, word, ids, kinds)       -> scores of the heads, at CLS
    reference.embedding(w, spec, ids)               -> unit vector

An eight-bit tensor x.weight stands for its numbers times the row scales x.scale: what the engine rounds besides (the
inputs of a layer) is its own error, and shows. A feature is shape + 10 * quoted + 20 * continued, as the reader counts."""
import json
import math
import os
import numpy as np
import tensors

EPSILON = 1e-12  # of layer norms


def load(stem):
    """stem.safetensors, stem.json -> {name: float64 array}, description; a word table that is not there is that of words.safetensors beside it"""
    stored, _ = tensors.read(stem + '.safetensors')
    if 'word.weight' not in stored:
        stored.update(tensors.read(os.path.join(os.path.dirname(stem), 'words.safetensors'))[0])
    with open(stem + '.json', encoding='utf-8') as f:
        return widen(stored), json.load(f)


def widen(stored):
    """{name: array as stored} -> {name: float64 array}, with scales worked in"""
    out = {}
    for name, a in stored.items():
        out[name] = a.astype(np.float64)
        if a.dtype == np.int8:
            out[name] *= stored[name.removesuffix('weight') + 'scale'].astype(np.float64)[:, None]
    return out


def norm(w, name, x):
    x = x - x.mean(1, keepdims=True)
    return x / np.sqrt((x * x).mean(1, keepdims=True) + EPSILON) * w[name + '.weight'] + w[name + '.bias']


def linear(w, name, x):
    return x @ w[name + '.weight'].T + w[name + '.bias']


def gelu(x, form):
    if form == 'erf':
        return 0.5 * x * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))
    return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))


def encode(w, spec, x):
    """x: the sum of what is looked up for each piece of one sequence, [pieces, hidden] -> the last layer, of the same shape"""
    n, hidden = x.shape
    heads = spec['heads']
    x = norm(w, 'ln', x)
    for i in range(spec['layers']):
        p = f'layers.{i}.'
        q, k, v = (linear(w, p + a, x).reshape(n, heads, hidden // heads).swapaxes(0, 1) for a in 'qkv')
        score = q @ k.swapaxes(1, 2) / math.sqrt(hidden // heads)
        score = np.exp(score - score.max(2, keepdims=True))
        mixed = (score / score.sum(2, keepdims=True) @ v).swapaxes(0, 1).reshape(n, hidden)
        x = norm(w, p + 'ln1', x + linear(w, p + 'o', mixed))
        x = norm(w, p + 'ln2', x + linear(w, p + 'down', gelu(linear(w, p + 'up', x), spec['gelu'])))
    return x


def reader(w, spec, ids, features, take):
    """-> [len(take), width of out]"""
    f = np.array(features)
    x = (w['word.weight'][ids] + w['pos.weight'][:len(ids)] + w['type0']
         + w['shape.weight'][f % 10] + w['quote.weight'][f // 10 % 2] + w['cont.weight'][f // 20])
    return linear(w, 'out', encode(w, spec, x)[take])


def pair(w, spec, word, ids, kinds):
    """word: the word table, which is the embedder's; kinds: 0 to the first SEP, 1 behind it -> {'link': [4], 'ans': [1]}"""
    x = encode(w, spec, word[ids] + w['pos.weight'][:len(ids)] + w['type.weight'][kinds])[:1]
    return {name: linear(w, name, x)[0] for name in ('link', 'ans')}


def embedding(w, spec, ids):
    """-> the mean of all pieces' last layer, of length 1"""
    mean = encode(w, spec, w['word.weight'][ids] + w['pos.weight'][:len(ids)] + w['type0']).mean(0)
    return mean / np.linalg.norm(mean)
