"""What the linear layers of an encoder see on real texts: for each input, the mean of x·xᵀ over all word pieces.

Texts are the marked passages and pairs of claims of the shared lab folder, without those that the golden vectors and
held-out scores use (every tenth passage; the first 40 pairs of a file). All in double precision, so that sums taken in
another order on another machine do not change a rounding."""
import glob
import importlib.util
import json
import os
import re
import numpy as np
import tensors

SKIP_PAIRS, PASSAGES, PAIRS = 40, 7, 5  # every seventh passage and every fifth pair: about 14,000 pieces for each model


def script(lab, name):
    """A module of the lab folder, under a name of its own: train has a reference.py too."""
    spec = importlib.util.spec_from_file_location('lab_' + name, os.path.join(lab, name + '.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def passages(lab):
    """Texts of the marked passages, without marks."""
    markup = script(lab, 'markup')
    for path in sorted(glob.glob(os.path.join(lab, 'synth', '*.jsonl'))):
        for line in open(path, encoding='utf-8'):
            d = json.loads(line)
            n = int(re.sub(r'\D', '', d['id']))
            if n % 10 and n % PASSAGES == 1:
                yield markup.parse(d['text'])[0]


def claim_pairs(lab):
    """Two claims, written as the pair model reads them."""
    side = lambda c: f"{c['speaker']} {c['cue']}: {c['content']} ({c['published'][:10]})".strip()
    for path in sorted(glob.glob(os.path.join(lab, 'pairs', 'p*.jsonl'))):
        for n, line in enumerate(open(path, encoding='utf-8')):
            if n >= SKIP_PAIRS and n % PAIRS == 1:
                d = json.loads(line)
                yield side(d['a']), side(d['b'])


def embedded(name, src, lab):
    """For each calibration text the encoder's input before its first layer norm, [n, hidden]."""
    reference = script(lab, 'reference')
    w, _ = reference.load(src, name)
    word = w['word.weight'] if 'word.weight' in w else reference.load(src, 'embedder')[0]['word.weight']
    pieces = reference.Pieces(src)
    cls, sep = pieces.id['[CLS]'], pieces.id['[SEP]']
    cut = lambda t, most: [p for b, e in reference.words(t) for p in pieces(t[b:e])][:most]
    if name == 'reader':
        reader = reference.Reader(src)
        for t in passages(lab):
            at = reference.words(t)
            ws = [t[b:e] for b, e in at]
            for window in reference.windows(t, at, lambda i: len(pieces(ws[i]))):
                ids, feat, _ = reader.inputs([ws[i] for i in window])
                f = np.array(feat)
                yield (word[ids] + w['pos.weight'][:len(ids)] + w['type0'] + w['shape.weight'][f % 10]
                       + w['quote.weight'][f // 10 % 2] + w['cont.weight'][f // 20])
    else:
        for a, b in claim_pairs(lab):
            if name == 'pair':
                a, b = cut(a, 96), cut(b, 96)
                ids = [cls] + a + [sep] + b + [sep]
                yield word[ids] + w['pos.weight'][:len(ids)] + w['type.weight'][[0] * (len(a) + 2) + [1] * (len(b) + 1)]
            else:
                for t in (a, b):
                    ids = [cls] + cut(t, 254) + [sep]
                    yield word[ids] + w['pos.weight'][:len(ids)] + w['type0']


def erf(x):
    """Abramowitz and Stegun 7.1.26: within 1.5e-7."""
    a = np.abs(x)
    t = 1 / (1 + 0.3275911 * a)
    y = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    return np.sign(x) * (1 - y * np.exp(-a * a))


def run(w, spec, x, see):
    """The encoder as in reference.py; see(name, x) is shown the input of each linear layer (of q for q, k and v)."""
    heads, (n, hidden) = spec['heads'], x.shape

    def norm(x, name):
        x = x - x.mean(1, keepdims=True)
        return x / np.sqrt((x ** 2).mean(1, keepdims=True) + 1e-12) * w[name + '.weight'] + w[name + '.bias']

    def gelu(x):
        if spec['gelu'] == 'erf':
            return 0.5 * x * (1 + erf(x / np.sqrt(2)))
        return 0.5 * x * (1 + np.tanh(0.7978845608028654 * (x + 0.044715 * x ** 3)))

    x = norm(x, 'ln')
    for i in range(spec['layers']):
        p = f'layers.{i}.'

        def linear(name, x):
            if name not in 'kv':
                see(p + name, x)
            return x @ w[f'{p}{name}.weight'].T + w[f'{p}{name}.bias']

        q, k, v = (linear(a, x).reshape(n, heads, -1).transpose(1, 0, 2) for a in 'qkv')
        s = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[2])
        s = np.exp(s - s.max(2, keepdims=True))
        s /= s.sum(2, keepdims=True)
        x = norm(x + linear('o', (s @ v).transpose(1, 0, 2).reshape(n, hidden)), p + 'ln1')
        x = norm(x + linear('down', gelu(linear('up', x))), p + 'ln2')


def moments(name, src, lab):
    """-> {layers.N.{q,o,up,down}: [in, in]}"""
    w = {k: v.astype(np.float64) for k, v in tensors.read(os.path.join(src, name + '.safetensors'))[0].items() if k != 'word.weight'}
    spec = json.load(open(os.path.join(src, name + '.json'), encoding='utf-8'))
    total, count, waiting = {}, 0, {}

    def flush(site):
        x = np.concatenate(waiting.pop(site))
        total[site] = total.get(site, 0) + x.T @ x

    def see(site, x):
        waiting.setdefault(site, []).append(x)
        if sum(map(len, waiting[site])) > 1000:  # short texts together: the sum is large and slow to add to
            flush(site)

    for x in embedded(name, src, lab):
        run(w, spec, x.astype(np.float64), see)
        count += len(x)
    for site in list(waiting):
        flush(site)
    return {k: v / count for k, v in total.items()}
