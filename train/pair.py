"""Train the pair model: of two claims, none, same, contradicts or updates; of a question and a claim, whether it answers.

    go run ./internal/link/fit --texts CASES... > pairs.csv
    go run ./internal/link/fit --newsroom --texts train/newsroom/*.jsonl > newsroom.csv
    python train/pair.py --base WIDE --lab ../shared/lab --pairs pairs.csv newsroom.csv --cases CASES... --out WIDE [--without a.jsonl,d.jsonl]
    python train/pair.py --base model … --teacher WIDE --out DIR

DIR of --base has embedder.safetensors, embedder.json and vocab.txt (train/base.py; model/ will do); what is written is pair.safetensors, fp16, and
pair.json, which train/convert.py takes to eight bits. Texts, all written for this project, are pairs and
questions of the lab folder, the claims of cases as their editors cut them, and the same claims as the program reads them
(pairs.csv); and pairs of the newsroom, which are nothing to each other. With --teacher, a wider model that was trained so before, seven tenths of the loss are
what that one says (knowledge distillation, Hinton et al. 2015). Of two claims the earlier published stands first. --without leaves whole case files out, for scores on what was not
seen: they are then scored, by the best threshold of each relation. Every tenth lab pair and question is kept for scoring always."""
import argparse
import collections
import csv
import glob
import json
import math
import os
import random
import shutil
import sys
import time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import encoder

SIDE = 96  # pieces of one text at most
LINK = ['none', 'same', 'contradicts', 'updates']
SPEC = dict(gelu='tanh', side=SIDE, link=LINK, claim='{speaker} {cue}: {content} ({published day}) [{status} {event day}]')
SAID = dict(deny='denied', request='asked for', doubt='doubted', confirm='confirmed', warn='warned', predict='predicted', commit='promised',
            believe='believes', accuse='accused', ask='asked', decline='declined to say', report='reported', show='shows')


def claim(speaker, cue, content, published):
    """What the model reads of a claim: Claim.Line without how and when the event is, which the lab's pairs do not say."""
    return f'{speaker} {cue}: {content} ({published[:10]})'.strip()


def lab_rows(lab):
    """(x, y, head, label, file) of the pairs and questions of the lab folder; file is 'kept' for those that are scored"""
    side = lambda c: claim(c['speaker'], c['cue'], c['content'], c['published'])
    for path in sorted(glob.glob(os.path.join(lab, 'pairs', '*.jsonl'))):
        for n, line in enumerate(open(path, encoding='utf-8')):
            r, file = json.loads(line), '' if n % 10 else 'kept'
            if 'q' in r:
                for c in r['claims']:
                    yield r['q'], side(c), 'ans', int(c['answers']), file
            else:
                yield side(r['a']), side(r['b']), 'link', LINK.index(r['label']), file
                if r['label'] != 'updates' and file != 'kept':
                    yield side(r['b']), side(r['a']), 'link', LINK.index(r['label']), file


def case_rows(path):
    """The same of a file of cases, its claims as their editors cut them."""
    file = os.path.basename(path)
    for line in open(path, encoding='utf-8'):
        c = json.loads(line)
        documents = {d['ref']: d for d in c['documents']}
        matter = {k: m['id'] for m in c['matters'] for k in m['claims']}
        relation = {frozenset(p[:2]): name for name in ('contradicts', 'updates') for p in c.get(name, [])}
        claims = sorted(c['claims'], key=lambda k: (documents[k['document']]['published'], k['id']))
        text = {}
        for k in claims:
            own = k['speaker'] == documents[k['document']]['outlet']
            cue = '' if own else 'denied' if k['denied'] else SAID.get(k['act'], 'said')
            event = f"{k['status']} {(k['event'] or '')[:10]}".strip()
            text[k['id']] = claim('' if own else k['speaker'], cue, k['content'], documents[k['document']]['published']) + f' [{event}]'
        for i, a in enumerate(claims):
            for b in claims[i + 1:]:
                p, q = matter[a['id']], matter[b['id']]
                label = 'same' if p == q else relation.get(frozenset((p, q)), 'none')
                yield text[a['id']], text[b['id']], 'link', LINK.index(label), file
        for q in c['questions']:
            for k in claims:
                answers = any(k['document'] == a['document'] and (a['text'] in k['content'] or a['text'] in k['speaker'] and a['speaker'] == k['speaker']) for a in q['answers'])
                near = any(a['text'] in k['content'] for a in q['answers'])
                if answers or not near:  # the same words of another document may answer or not: nobody said
                    yield q['q'], text[k['id']], 'ans', int(answers), file


def read_rows(path):
    """The same of pairs.csv: claims as the program reads them."""
    csv.field_size_limit(1 << 30)
    with open(path, newline='') as f:
        for r in csv.DictReader(f):
            yield r['x'], r['y'], 'link', LINK.index(r['label']), r['file'], float(r['cosine'])


class Pair(nn.Module):
    def __init__(self, spec, word, weights, drop):
        super().__init__()
        weights = dict(weights)
        if 'type.weight' not in weights and 'type0' in weights:
            weights['type.weight'] = np.tile(weights['type0'], (2, 1))
        self.encoder = encoder.Encoder(spec, word, weights, {'type': 2}, drop)
        self.link, self.ans = nn.Linear(spec['width_hidden'], len(LINK)), nn.Linear(spec['width_hidden'], 1)
        encoder.begin(self.link, weights, 'link'), encoder.begin(self.ans, weights, 'ans')

    def forward(self, ids, mask, kinds):
        return self.encoder(ids, mask, type=kinds)[:, 0]


class Texts:
    """Rows as batches of word pieces."""

    def __init__(self, lab, base, device):
        sys.path.insert(0, lab)
        from reference import Pieces
        from words import words
        pieces = Pieces(base)
        self.words, self.pieces, self.device, self.cache = words, pieces, device, {}
        self.cls, self.sep, self.mask = (pieces.id[x] for x in ('[CLS]', '[SEP]', '[MASK]'))

    def ids(self, text):
        if text not in self.cache:
            self.cache[text] = [p for b, e in self.words(text) for p in self.pieces(text[b:e])][:SIDE]
        return self.cache[text]

    def long(self, row):
        return len(self.ids(row[0])) + len(self.ids(row[1]))

    def batch(self, rows, drop=0.0):
        n = max(map(self.long, rows)) + 3
        ids, mask, kinds = np.zeros((len(rows), n), np.int64), np.zeros((len(rows), n), np.float32), np.zeros((len(rows), n), np.int64)
        for i, r in enumerate(rows):
            a, b = self.ids(r[0]), self.ids(r[1])
            k = len(a) + len(b) + 3
            ids[i, :k] = [self.cls] + a + [self.sep] + b + [self.sep]
            mask[i, :k], kinds[i, len(a) + 2:k] = 1, 1
        if drop:
            lost = (np.random.rand(*ids.shape) < drop) & (mask > 0) & (ids != self.cls) & (ids != self.sep)
            ids[lost] = self.mask
        return [torch.as_tensor(x, device=self.device) for x in (ids, mask, kinds)]


def opened(folder, name, drop, device):
    """The model whose layers are those of a file of a folder, by the folder's embedder -> model, spec"""
    with open(os.path.join(folder, 'embedder.json'), encoding='utf-8') as f:
        spec = {**json.load(f), **SPEC}
    spec.pop('pool', None)
    return Pair(spec, encoder.words(folder), encoder.load(os.path.join(folder, name + '.safetensors')), drop).to(device), spec


def said(model, head, batch):
    """Numbers of a head, [rows, 4] or [rows, 1]."""
    with encoder.autocast(batch[0].device.type):
        x = model(*batch)
    return getattr(model, head)(x.float())


def scores(model, texts, rows, size=128):
    """-> numbers of each head, [rows, 4] and [rows]"""
    model.eval()
    order = sorted(range(len(rows)), key=lambda i: texts.long(rows[i]))
    link, ans = np.zeros((len(rows), len(LINK)), np.float32), np.zeros(len(rows), np.float32)
    with torch.no_grad(), encoder.autocast(texts.device):
        for k in range(0, len(order), size):
            some = order[k:k + size]
            x = model(*texts.batch([rows[i] for i in some])).float()
            link[some], ans[some] = model.link(x).float().cpu().numpy(), model.ans(x).float().cpu().numpy()[:, 0]
    return link, ans


def best(score, y):
    """The best F over all thresholds."""
    order = np.argsort(-score, kind='stable')
    f = 2 * np.cumsum(y[order]) / (np.arange(1, len(y) + 1) + max(1, y.sum()))
    return 100 * f.max()


def report(name, model, texts, rows):
    out = []
    some = [r for r in rows if r[2] == 'link']
    if some:
        link = scores(model, texts, some)[0]
        p = np.exp(link - link.max(1, keepdims=True))
        p, y = p / p.sum(1, keepdims=True), np.array([r[3] for r in some])
        out += [f'right {100 * (p.argmax(1) == y).mean():.1f}'] + [f'{n} {best(p[:, k], (y == k).astype(float)):.1f} ({(y == k).sum()})' for k, n in enumerate(LINK) if k]
    some = [r for r in rows if r[2] == 'ans']
    if some:
        y = np.array([r[3] for r in some], float)
        ans = scores(model, texts, some)[1]
        both = 2 * ((ans > 0) * y).sum() / max(1, (ans > 0).sum() + y.sum())
        out += [f'ans {best(ans, y):.1f}, at 0 {100 * both:.1f} ({int(y.sum())} of {len(y)})']
    print(name, '; '.join(out), flush=True)


def epoch(by, texts, args):
    """Batches of one head each, of rows about equally long: all that say something, and for each of them args.none that say nothing, half of them
    near ones: the likelier drawn the nearer their vectors."""
    out = []
    for head, rows in by.items():
        yes, no = [r for r in rows if r[3]], [r for r in rows if not r[3]]
        some = min(len(no), args.none * len(yes))
        near = [r for r in no if len(r) > 5]
        rows = yes + random.sample(no, some // 2 if near else some)
        if near:
            rows += random.choices(near, [math.exp(6 * r[5]) for r in near], k=some - some // 2)
        random.shuffle(rows)
        for k in range(0, len(rows), args.batch * 16):
            some = sorted(rows[k:k + args.batch * 16], key=texts.long)
            out += [(head, some[j:j + args.batch]) for j in range(0, len(some), args.batch)]
    random.shuffle(out)
    return out


def main():
    parser = argparse.ArgumentParser()
    for name in ('base', 'lab', 'out'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--pairs', nargs='*', default=[])
    parser.add_argument('--cases', nargs='*', default=[])
    parser.add_argument('--without', default='')
    parser.add_argument('--teacher', default='', help='folder of a wider pair model, to be taught by it')
    parser.add_argument('--none', type=int, default=3)
    parser.add_argument('--most', type=int, default=0, help='rows at the most, for a trial')
    args, device = encoder.arguments(parser, 32)
    texts = Texts(args.lab, args.base, device)
    without = {f for f in args.without.split(',') if f} | {'kept'}
    rows = list(lab_rows(args.lab)) + [r for path in args.cases for r in case_rows(path)]
    kept = [r for r in rows if r[4] in without]
    rows = [r for r in rows if r[4] not in without]
    for path in args.pairs:
        read = list(read_rows(path))
        kept += [(*r[:4], 'as read ' + r[4]) for r in read if r[4] in without]
        rows += [r for r in read if r[4] not in without]
    if args.most:
        rows, kept = random.sample(rows, args.most), random.sample(kept, args.most)
    by = collections.defaultdict(list)
    for r in sorted(set(rows)):
        by[r[2]].append(r)
    print({h: dict(collections.Counter(r[3] for r in x)) for h, x in by.items()}, 'kept', dict(collections.Counter(r[4] for r in kept)), device, flush=True)
    model, spec = opened(args.base, 'embedder', args.drop, device)
    teacher = opened(args.teacher, 'pair', 0, device)[0].eval() if args.teacher else None
    heads = [p for n, p in model.named_parameters() if n.startswith(('link', 'ans'))]
    body = [p for n, p in model.named_parameters() if not n.startswith(('link', 'ans'))]
    groups = [dict(params=body, lr=args.rate), dict(params=heads, lr=1e-3)]
    optimizer, mean = torch.optim.AdamW(groups, weight_decay=0.01), encoder.Average(model, 0.998)
    total, step, done, began = len(epoch(by, texts, args)) * args.epochs, 0, 0, time.time()
    for n in range(args.epochs):
        if done >= 1:
            break
        model.train()
        begun, sums = time.time(), collections.defaultdict(list)
        for head, some in epoch(by, texts, args):
            done = max(step / total, (time.time() - began) / args.seconds)
            if done >= 1:
                break
            for g, rate in zip(optimizer.param_groups, (args.rate, 1e-3)):
                g['lr'] = rate * encoder.slope(done * total, total)
            step += 1
            z = said(model, head, texts.batch(some, 0.04))
            y = torch.tensor([r[3] for r in some], device=device)
            loss = F.binary_cross_entropy_with_logits(z[:, 0], y.float()) if head == 'ans' else F.cross_entropy(z, y, label_smoothing=0.05)
            if teacher is not None:
                with torch.no_grad():
                    old = said(teacher, head, texts.batch(some))
                soft = F.binary_cross_entropy_with_logits(z, old.sigmoid()) if head == 'ans' else F.cross_entropy(z, old.softmax(-1))
                loss = 0.3 * loss + 0.7 * soft
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            mean.step(model)
            sums[head].append(loss.item())
        print(f'epoch {n}, step {step} of {total}, {time.time() - begun:.0f} s', {k: round(float(np.mean(v)), 3) for k, v in sums.items()}, flush=True)
    mean.into(model)
    for file in sorted({r[4] for r in kept}):
        report(file, model, texts, [r for r in kept if r[4] == file])
    os.makedirs(args.out, exist_ok=True)
    encoder.save(os.path.join(args.out, 'pair.safetensors'), model, {'word.weight': model.encoder.word.cpu().numpy()})
    with open(os.path.join(args.out, 'pair.json'), 'w') as f:
        json.dump(spec, f, indent=1)
        f.write('\n')
    if os.path.realpath(args.out) != os.path.realpath(args.base):
        shutil.copyfile(os.path.join(args.base, 'vocab.txt'), os.path.join(args.out, 'vocab.txt'))


if __name__ == '__main__':
    main()
