"""Train the embedder: a text -> a unit vector of two halves. The first is near to those of what is about the same, as before; the second to those of what says the same and,
of a question, of what answers it.

    go run ./internal/link/fit --texts CASES... > texts.csv
    go run ./internal/link/fit --newsroom --texts train/newsroom/*.jsonl > newsroom.csv
    python train/embedder.py --base DIR --lab ../shared/lab --texts texts.csv --newsroom newsroom.csv --cases CASES... --out OUT [--without a.jsonl,d.jsonl]

DIR of --base has embedder.safetensors and embedder.json (train/base.py); what is written is embedder.safetensors, fp16, which train/convert.py takes to
eight bits. The cosines of first halves are to be those of the base's vectors (relational knowledge distillation, Park et al. 2019); what follows is of second halves. A batch is all contents of two cases, as their editors cut them and as the program reads them (texts.csv), and their questions: a content is to be
nearer to each that says the same than to all that do not, a question nearer to its answers (InfoNCE, van den Oord et al. 2018, with each of several
positives against all negatives), and one cosine is to serve all (a logistic loss on each pair, as in SigLIP, Zhai et al. 2023). Contents that contradict or
update each other are neither pulled together nor pushed apart. Beside cases there are pairs and questions of the lab folder, less every tenth, and the
nearest pairs of the newsroom, which are nothing to each other. --without leaves whole case files out, for scores on what was not seen: they are then scored, by the best
threshold."""
import argparse
import collections
import csv
import glob
import json
import os
import random
import shutil
import time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import encoder
import pair

TEMPERATURE = 0.05
NONE, SAME, OPEN = 0, 1, 2  # how two texts stand to each other; OPEN: nothing is asked of them
TOGETHER = 24  # pairs of the lab or the newsroom that make a group
AS_BEFORE = 100.  # weight of the squared differences of cosines
NEAR = 0.45  # pairs of the newsroom that were no nearer when the table was written teach nothing


class Group:
    """Texts that are compared with each other. stands: [n, n] of NONE, SAME, OPEN; asked: (question, [n] of NONE, SAME, OPEN)."""

    def __init__(self, texts, stands, asked=(), file='', claims=None):
        self.texts, self.stands, self.asked, self.file, self.claims = texts, stands, asked, file, claims


def content(line):
    """What is said, of the line that the pair model reads of a claim."""
    line = line.split(': ', 1)[-1]
    end = line.rfind(' (')
    return line[:end] if end > 0 else line


def read(path):
    """texts.csv -> {(file, case): {claim: content as the program reads it}}; a claim's line is the one that all pairs of it have"""
    lines = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
    with open(path, newline='') as f:
        for r in csv.DictReader(f):
            for claim in (r['a'], r['b']):
                lines[r['file'], r['case']][claim].update((r['x'], r['y']))
    return {case: {k: content(n.most_common(1)[0][0]) for k, n in of.items()} for case, of in lines.items()}


def cases(paths, said):
    """Every case a group."""
    for path in paths:
        file = os.path.basename(path)
        for line in open(path, encoding='utf-8'):
            c = json.loads(line)
            matter = {k: m['id'] for m in c['matters'] for k in m['claims']}
            related = {frozenset(p[:2]) for name in ('contradicts', 'updates') for p in c.get(name, [])}
            texts, of = [], []
            for k in c['claims']:
                for text in dict.fromkeys((k['content'], said.get((file, c['id']), {}).get(k['id'], k['content']))):
                    texts.append(text), of.append(k)
            stands = np.zeros((len(of), len(of)), np.int8)
            for i, a in enumerate(of):
                for j, b in enumerate(of):
                    p, q = matter[a['id']], matter[b['id']]
                    stands[i, j] = OPEN if a is b or frozenset((p, q)) in related else SAME if p == q else NONE
            asked = []
            for q in c['questions']:
                answers = [any(k['document'] == a['document'] and a['text'] in k['content'] for a in q['answers']) for k in of]
                near = [any(a['text'] in k['content'] for a in q['answers']) for k in of]  # the same words of another document: nobody said
                if any(answers):
                    asked.append((q['q'], np.array([SAME if y else OPEN if n else NONE for y, n in zip(answers, near)])))
            yield Group(texts, stands, asked, file, of)


def paired(rows):
    """Groups of pairs (x, y, stands), which are nothing to the other pairs."""
    random.shuffle(rows)
    for at in range(0, len(rows) - TOGETHER + 1, TOGETHER):
        texts = [t for r in rows[at:at + TOGETHER] for t in r[:2]]
        stands = np.array([[OPEN if x == y else NONE for y in texts] for x in texts], np.int8)
        for n, r in enumerate(rows[at:at + TOGETHER]):
            stands[2 * n, 2 * n + 1] = stands[2 * n + 1, 2 * n] = r[2]
        yield Group(texts, stands)


def lab(folder):
    pairs = []
    for path in sorted(glob.glob(os.path.join(folder, 'pairs', '*.jsonl'))):
        for n, line in enumerate(open(path, encoding='utf-8')):
            r = json.loads(line)
            if n % 10 == 0:
                continue
            if 'q' in r:
                texts = [c['content'] for c in r['claims']]
                answers = np.array([SAME if c['answers'] else NONE for c in r['claims']])
                if answers.any():
                    yield Group(texts, np.full((len(texts), len(texts)), OPEN, np.int8), [(r['q'], answers)])
            else:
                pairs.append((r['a']['content'], r['b']['content'], {'same': SAME, 'none': NONE}.get(r['label'], OPEN)))
    yield from paired(pairs)


def newsroom(path):
    with open(path, newline='') as f:
        return list(paired([(content(r['x']), content(r['y']), NONE) for r in csv.DictReader(f) if float(r['cosine']) > NEAR]))


class Embedder(nn.Module):
    def __init__(self, base, drop):
        super().__init__()
        with open(os.path.join(base, 'embedder.json'), encoding='utf-8') as f:
            spec = json.load(f)
        self.encoder = encoder.Encoder(spec, encoder.words(base), encoder.load(os.path.join(base, 'embedder.safetensors')), {'type0': 1}, drop)
        self.scale, self.bias = nn.Parameter(torch.tensor(10.)), nn.Parameter(torch.tensor(-5.))  # of the logistic loss alone

    def forward(self, texts, ids, drop=0.0, size=16):
        """-> [texts, hidden], of unit length. drop: the part of the pieces that is hidden."""
        order, out = sorted(range(len(texts)), key=lambda i: len(ids(texts[i]))), [None] * len(texts)
        for at in range(0, len(order), size):
            some = [ids(texts[i]) for i in order[at:at + size]]
            n = max(map(len, some))
            batch, mask = np.zeros((len(some), n), np.int64), np.zeros((len(some), n), np.float32)
            for row, x in enumerate(some):
                batch[row, :len(x)], mask[row, :len(x)] = x, 1
            if drop:
                inner = np.arange(n)[None, :] % np.maximum(mask.sum(1, keepdims=True) - 1, 1) > 0  # not CLS, not SEP
                batch[(np.random.rand(*batch.shape) < drop) & inner & (mask > 0)] = ids.mask
            batch, mask = (torch.as_tensor(x, device=self.scale.device) for x in (batch, mask))
            with encoder.autocast(batch.device.type):
                x = self.encoder(batch, mask, type0=torch.zeros_like(batch))
            x = F.normalize((x.float() * mask[:, :, None]).sum(1), dim=-1)
            for row, i in enumerate(order[at:at + size]):
                out[i] = x[row]
        return torch.stack(out)


class Before:
    """The vectors of texts by the base, each made once."""

    def __init__(self, base, ids, device):
        self.model, self.ids, self.kept = Embedder(base, 0).to(device).eval(), ids, {}

    def __call__(self, texts):
        missing = [t for t in dict.fromkeys(texts) if t not in self.kept]
        if missing:
            with torch.no_grad():
                self.kept.update(zip(missing, self.model(missing, self.ids)))
        return torch.stack([self.kept[t] for t in texts])


def halves(v):
    """Both halves of vectors, of unit length each."""
    n = v.shape[1] // 2
    return F.normalize(v[:, :n], dim=-1), F.normalize(v[:, n:], dim=-1)


class Pieces:
    """Word pieces of a text, CLS and SEP about them."""

    def __init__(self, lab_folder, base):
        self.texts = pair.Texts(lab_folder, base, 'cpu')
        self.mask = self.texts.mask

    def __call__(self, text):
        return [self.texts.cls, *self.texts.ids(text), self.texts.sep]


def against(s, positive, negative):
    """Each positive of a row against all its negatives, the mean over the rows that have one."""
    lost = torch.logsumexp(s.masked_fill(~negative, -1e4), 1)
    some = positive.any(1)
    each = (F.softplus(lost[:, None] - s) * positive).sum(1)[some] / positive.sum(1)[some]
    return each.mean() if some.any() else s.sum() * 0


def losses(model, before, groups, ids):
    """-> {name: loss} of groups, of which texts of different ones are nothing to each other"""
    texts = [t for g in groups for t in g.texts]
    questions = [(n, q, y) for n, g in enumerate(groups) for q, y in g.asked]
    everything = texts + [q for _, q, _ in questions]
    about, v = halves(model(everything, ids, 0.04))
    was = before(everything)
    apart = ~torch.eye(len(was), dtype=torch.bool, device=v.device)
    v, q = v[:len(texts)], v[len(texts):]
    stands, at, out = np.zeros((len(texts), len(texts)), np.int8), np.cumsum([0] + [len(g.texts) for g in groups]), {}
    for b, g in zip(at, groups):
        stands[b:b + len(g.texts), b:b + len(g.texts)] = g.stands
    np.fill_diagonal(stands, OPEN)
    stands = torch.as_tensor(stands, device=v.device)
    out['as before'] = AS_BEFORE * ((about @ about.T - was @ was.T)[apart] ** 2).mean()
    s = v @ v.T
    out['texts'] = against(s / TEMPERATURE, stands == SAME, stands == NONE)
    out['pairs'] = 10 * F.binary_cross_entropy_with_logits((s * model.scale + model.bias)[stands != OPEN], (stands == SAME).float()[stands != OPEN])
    if questions:
        answers = np.full((len(questions), len(texts)), OPEN, np.int8)
        for row, (n, _, y) in enumerate(questions):
            answers[row, at[n]:at[n + 1]] = y
        answers = torch.as_tensor(answers, device=v.device)
        out['questions'] = 0.5 * against(q @ v.T / TEMPERATURE, answers == SAME, answers == NONE)
    return out


def best(p, y):
    """F at the best threshold."""
    order = np.argsort(-p, kind='stable')
    return 100 * (2 * np.cumsum(y[order]) / (np.arange(1, len(y) + 1) + y.sum())).max()


def report(name, model, groups, ids):
    """Scores of second halves on the editors' claims of cases that were left out: pairs of different documents, and where the first answer stands."""
    model.eval()
    cosine, label, place = [], [], []
    with torch.no_grad():
        for g in groups:
            own = [i for i, k in enumerate(g.claims) if g.texts[i] == k['content']]
            v = halves(model(g.texts + [q for q, _ in g.asked], ids))[1].cpu().numpy()
            v, q = v[:len(g.texts)], v[len(g.texts):]
            for n, i in enumerate(own):
                for j in own[:n]:
                    if g.claims[i]['document'] != g.claims[j]['document']:
                        cosine.append(v[i] @ v[j]), label.append(g.stands[i, j])
            for x, (_, y) in zip(q, g.asked):
                order = sorted((i for i in own if y[i] != OPEN), key=lambda i: -(x @ v[i]))
                place.append(next((1 / (n + 1) for n, i in enumerate(order) if y[i] == SAME), 0))
    cosine, label = np.array(cosine), np.array(label)
    print(f'{name}: same F {best(cosine, label == SAME):.1f}, related F {best(cosine, label != NONE):.1f}, mean reciprocal rank of the first answer {100 * np.mean(place):.1f}', flush=True)


def main():
    parser = argparse.ArgumentParser()
    for name in ('base', 'lab', 'texts', 'newsroom', 'out'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--cases', nargs='+', required=True)
    parser.add_argument('--without', default='')
    args, device = encoder.arguments(parser, 2)
    csv.field_size_limit(1 << 30)
    without = args.without.split(',')
    groups = list(cases(sorted(args.cases), read(args.texts)))
    kept, seen = ([g for g in groups if (g.file in without) == left] for left in (True, False))
    others, apart, ids = list(lab(args.lab)), newsroom(args.newsroom), Pieces(args.lab, args.base)
    model, before = Embedder(args.base, args.drop).to(device), Before(args.base, ids, device)
    body = [p for n, p in model.named_parameters() if n.startswith('encoder.')]
    optimizer = torch.optim.AdamW([dict(params=body), dict(params=[model.scale, model.bias])], weight_decay=0.01)
    mean, began = encoder.Average(model, 0.99), time.time()
    print(f'{device}, {len(seen)} cases, {len(others)} groups of the lab, {len(apart)} of the newsroom', flush=True)
    if kept:
        report('before', model, kept, ids)
    epoch = lambda: seen + random.sample(others, len(others) // 2) + random.sample(apart, len(apart) // 2)
    per = -(-len(epoch()) // args.batch)
    for n in range(args.epochs):
        some, sums = epoch(), collections.defaultdict(list)
        random.shuffle(some)
        model.train()
        for step in range(per):
            done = max((n * per + step) / (args.epochs * per), (time.time() - began) / args.seconds)
            if done >= 1:
                break
            for g, more in zip(optimizer.param_groups, (1, 100)):
                g['lr'] = args.rate * more * encoder.slope(done * 1000, 1000)
            found = losses(model, before, some[step * args.batch:(step + 1) * args.batch], ids)
            optimizer.zero_grad()
            sum(found.values()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            mean.step(model)
            for k, v in found.items():
                sums[k].append(v.item())
        print(f'epoch {n}, {time.time() - began:.0f} s', {k: round(float(np.mean(v)), 3) for k, v in sums.items()}, flush=True)
    mean.into(model)
    if kept:
        report('after', model, kept, ids)
    os.makedirs(args.out, exist_ok=True)
    del model.scale, model.bias
    encoder.save(os.path.join(args.out, 'embedder.safetensors'), model, {'word.weight': model.encoder.word.cpu().numpy()})
    for name in ('embedder.json', 'vocab.txt'):
        if os.path.realpath(args.out) != os.path.realpath(args.base):
            shutil.copyfile(os.path.join(args.base, name), os.path.join(args.out, name))


if __name__ == '__main__':
    main()
