"""A tiny random encoder and what it must give: the engine's own test data, so that its tests need no trained weights.

    python train/tiny.py        -> internal/infer/testdata/tiny.safetensors (F32), tiny8.safetensors (I8, F16, F32, with a
                                   checksum), tiny.json, tiny_golden.json

Two layers of 64 = 2 heads of 32, 50 positions, 200 word pieces, 37 results; the tables and heads of all three models in one
file. tiny_golden.json has sequences and their rows by reference.py, for both weights and both forms of GELU, and pairs and
texts, given as numbers of word pieces. The same bytes each time."""
import json
import os
import google_crc32c
import numpy as np
import reference
import rounding
import tensors

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'internal', 'infer', 'testdata')
WORDS, POSITIONS, FEATURES, WIDTH = 200, 50, 40, 37
SPEC = dict(layers=2, width_hidden=64, heads=2, inner=128, gelu='tanh', side=20)
CLS, SEP, FIRST = 2, 3, 4  # as the test's vocabulary has them: [PAD] [UNK] [CLS] [SEP], then words
LINEAR = 'q k v o up down'.split()


def weights(rng):
    """Sizes are such that no part drowns the others: attention is neither flat nor a single piece, GELU bends."""
    h, inner = SPEC['width_hidden'], SPEC['inner']
    normal = lambda size, *shape: (size * rng.standard_normal(shape)).astype(np.float32)
    w = {'word.weight': normal(1, WORDS, h), 'pos.weight': normal(.5, POSITIONS, h), 'type0': normal(.3, h), 'type.weight': normal(.5, 2, h),
         'shape.weight': normal(.5, 10, h), 'quote.weight': normal(.5, 2, h), 'cont.weight': normal(.5, 2, h)}

    def layer(name, out, n, size=1.):
        w[name + '.weight'], w[name + '.bias'] = normal(size / n ** .5, out, n), normal(.2, out)

    def layer_norm(name):
        w[name + '.weight'], w[name + '.bias'] = 1 + normal(.2, h), normal(.2, h)

    layer_norm('ln')
    for i in range(SPEC['layers']):
        for name in LINEAR:
            layer(f'layers.{i}.{name}', inner if name == 'up' else h, inner if name == 'down' else h, 1.4)
        layer_norm(f'layers.{i}.ln1')
        layer_norm(f'layers.{i}.ln2')
    layer('out', WIDTH, h)
    layer('link', 4, h)
    layer('ans', 1, h)
    return w


def eight_bit(w):
    """As the embedded models are stored, but that `out` is of eight bits too."""
    small = {}
    for name, a in w.items():
        part = name.removesuffix('.weight').rsplit('.', 1)[-1]
        if name.endswith('.weight') and part in [*LINEAR, 'word', 'out']:
            small[name], small[name.removesuffix('weight') + 'scale'] = rounding.plain(a)
        else:
            small[name] = a if name.endswith('.bias') or part.startswith('ln') else a.astype(np.float16)
    return small


def sequences(rng):
    """All lengths around the widths of the kernels; taken: some, all, one, none."""
    takes = {1: [0], 2: [1], 3: [0, 1, 2], 15: [0, 14], 16: [15], 17: [3, 16], 31: list(range(1, 31, 3)), 50: list(range(50))}
    out = [dict(ids=rng.randint(0, WORDS, n).tolist(), features=rng.randint(0, FEATURES, n).tolist(), take=take) for n, take in takes.items()]
    out.append(dict(ids=rng.randint(0, WORDS, 33).tolist(), features=[0] * 33, take=[0, 32]))
    out.append(dict(ids=rng.randint(0, WORDS, 20).tolist(), features=[0] * 20, take=[]))
    return out


def short(a):
    return np.round(a, 6).tolist()


def golden(rng, models):
    seqs = sequences(rng)
    text = lambda n: rng.randint(FIRST, WORDS, n).tolist()
    pairs = [dict(a=text(n), b=text(m)) for n, m in ((5, 9), (1, 1), (25, 3), (21, 30), (0, 4))]
    texts = [dict(words=text(n)) for n in (1, 14, 48)]
    rows = {}
    for name, w in models.items():
        rows[name] = {form: [short(reference.reader(w, dict(SPEC, gelu=form), **s)) for s in seqs] for form in ('tanh', 'erf')}
    w, side = models['tiny'], SPEC['side']
    for p in pairs:
        a, b = [CLS, *p['a'][:side], SEP], [*p['b'][:side], SEP]
        got = reference.pair(w, SPEC, w['word.weight'], a + b, [0] * len(a) + [1] * len(b))
        p.update(link=short(got['link']), ans=short(got['ans']))
    for t in texts:
        t['vector'] = short(reference.embedding(w, SPEC, [CLS, *t['words'], SEP]))
    return dict(sequences=seqs, rows=rows, pairs=pairs, texts=texts)


def lines(x, deep):
    """JSON of x, a line for each part down to the given depth"""
    if not deep or not isinstance(x, (dict, list)):
        return json.dumps(x)
    parts = [json.dumps(k) + ': ' + lines(v, deep - 1) for k, v in x.items()] if isinstance(x, dict) else [lines(v, deep - 1) for v in x]
    return '\n'.join(('{' if isinstance(x, dict) else '[', ',\n'.join(parts), '}' if isinstance(x, dict) else ']'))


def main():
    rng = np.random.RandomState(1)  # the old generator: its numbers are the same in every version
    w = weights(rng)
    small = eight_bit(w)
    os.makedirs(FOLDER, exist_ok=True)
    at = lambda name: os.path.join(FOLDER, name)
    tensors.write(at('tiny.safetensors'), w)
    tensors.write(at('tiny8.safetensors'), small, {'format': 'hearsay-int8-1'}, google_crc32c.value)
    with open(at('tiny.json'), 'w') as f:
        json.dump(SPEC, f, indent=1)
        f.write('\n')
    with open(at('tiny_golden.json'), 'w') as f:
        f.write(lines(golden(rng, {'tiny': reference.widen(w), 'tiny8': reference.widen(small)}), 3) + '\n')


if __name__ == '__main__':
    main()
