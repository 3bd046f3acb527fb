"""Train the reader: word pieces of a window -> for each word a row of numbers, the heads.

    python train/corpora.py ../shared windows.jsonl.gz train/passages train/names
    python train/reader.py --windows windows.jsonl.gz --from DIR --lab ../shared/lab --out DIR

It goes on from the reader in DIR of --from (model/ will do), whose labels, columns and word table it keeps; --fresh begins with the
embedder's layers there. What a window does not mark is learnt, at a lower weight, from what the reader that it begins with says
of it (knowledge distillation, Hinton et al. 2015), so nothing is forgotten. What is written is the running mean of the parameters:
reader.safetensors, fp16, and reader.json, which train/convert.py takes to eight bits. After each epoch the state is kept in OUT/state.pt and a run
that was broken off goes on from there. --sets names the sets to learn from (`passages,names,gum`: those that are free to)."""
import argparse
import collections
import copy
import gzip
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

TABLES = {'type0': 1, 'shape': 10, 'quote': 2, 'cont': 2}
NUMBERED = ('cue', 'spk', 'con', 'time', 'qty', 'role', 'hedge', 'med', 'addr')
LABELLED = ('ent', 'gen', 'act', 'sure', 'neg', 'kind', 'upos', 'ment')
WEIGHT = {'cue': 1, 'spk': .5, 'con': .7, 'tied': 2, 'time': .5, 'qty': .5, 'role': .5, 'hedge': .3, 'med': .5, 'addr': .3, 'ent': 1, 'gen': .7,
          'act': .4, 'sure': .3, 'neg': .3, 'kind': .3, 'upos': .5, 'ment': .7, 'chain': .5}
PASSES = {'polnear': .5, 'timeml': .3, 'passages': 2, 'names': 3, 'gum': .6}  # over a set in one epoch, a part of it drawn anew each time; of gum 1 at the most
LOST = -1e4


class Reader(nn.Module):
    def __init__(self, spec, word, weights, drop):
        super().__init__()
        weights = {k: v for k, v in weights.items() if k != 'word.weight'}
        self.encoder = encoder.Encoder(spec, word, weights, TABLES, drop)
        self.out = nn.Linear(spec['width_hidden'], spec['width'])
        self.chain = nn.Parameter(torch.tensor(spec['coref_dist']))  # what a distance between mentions adds
        encoder.begin(self.out, weights, 'out')

    def forward(self, ids, features, mask):
        return self.out(self.encoder(ids, mask, type0=torch.zeros_like(ids), shape=features % 10, quote=features // 10 % 2, cont=features // 20))


class Windows:
    """Windows as batches."""

    def __init__(self, path, lab, folder, spec, sets, device):
        sys.path.insert(0, lab)
        import reference
        pieces = reference.Pieces(folder)
        self.spec, self.device, self.mask = spec, device, pieces.id['[MASK]']
        self.number = {h: {x: i for i, x in enumerate(labels)} for h, labels in spec['labels'].items()}
        self.all = collections.defaultdict(list)
        with gzip.open(path, 'rt', encoding='utf-8') as f:
            for line in f:
                w = json.loads(line)
                if sets and w['set'] not in sets:
                    continue
                w['ids'], w['features'], w['first'] = [pieces.id['[CLS]']], [0], []
                for word, quoted in zip(w['words'], reference.quote_state(w['words'])):
                    w['first'].append(len(w['ids']))
                    for k, p in enumerate(pieces(word)):
                        w['ids'].append(p)
                        w['features'].append(reference.shape(word) + 10 * quoted + 20 * (k > 0))
                w['ids'].append(pieces.id['[SEP]'])
                w['features'].append(0)
                if len(w['ids']) <= 512:
                    self.label(w)
                    self.all[w['split']].append(w)

    def label(self, w):
        """Marks as arrays: w['y'] of each head, w['tied'] of each cue."""
        n = len(w['words'])
        w['y'] = {h: np.array(w[h]) for h in NUMBERED if h in w}
        w['y'].update({h: np.array([-1 if x is None else self.number[h].get(x, -1) for x in w[h]]) for h in LABELLED if h in w})
        w['tied'] = []
        for a in w.get('attributions', ()):
            y = np.zeros(n, np.int64)
            for value, role in ((1, 'speaker'), (2, 'content')):
                for b, e in a[role]:
                    y[b:e] = value
            w['tied'].append((a['cue'][0], y))

    def epoch(self, size):
        """Batches of train; those of one document of GUM stay together, for its chains."""
        out, plain, documents = [], collections.defaultdict(list), collections.defaultdict(list)
        for w in self.all['train']:
            (documents[w['document']] if 'chain' in w else plain[w['set']]).append(w)
        whole = [d for d in documents.values() if random.random() < PASSES['gum']]
        random.shuffle(whole)
        out += [sum(whole[k:k + 4], []) for k in range(0, len(whole), 4)]
        for name, some in plain.items():
            passes = PASSES[name]
            some = random.sample(some * math.ceil(passes), int(len(some) * passes))
            for k in range(0, len(some), size * 20):
                near = sorted(some[k:k + size * 20], key=lambda w: len(w['ids']))
                out += [near[j:j + size] for j in range(0, len(near), size)]
        random.shuffle(out)
        return out

    def batch(self, some, drop=0.0):
        n = max(len(w['ids']) for w in some)
        ids, features, mask = (np.zeros((len(some), n), t) for t in (np.int64, np.int64, np.float32))
        first = np.zeros((len(some), max(len(w['first']) for w in some)), np.int64)
        for i, w in enumerate(some):
            k = len(w['ids'])
            ids[i, :k], features[i, :k], mask[i, :k], first[i, :len(w['first'])] = w['ids'], w['features'], 1, w['first']
        if drop:
            ids[(np.random.rand(*ids.shape) < drop) & (mask > 0)] = self.mask
        return [torch.as_tensor(x, device=self.device) for x in (ids, features, mask, first)]


def rows(model, batch):
    ids, features, mask, first = batch
    with encoder.autocast(ids.device.type):
        x = model.encoder(ids, mask, type0=torch.zeros_like(ids), shape=features % 10, quote=features // 10 % 2, cont=features // 20)
    x = torch.gather(x.float(), 1, first[:, :, None].expand(-1, -1, x.shape[-1]))
    return model.out(x)


def part(x, spec, name):
    b, e = spec['slices'][name]
    return x[..., b:e]


def losses(x, some, spec, model, old):
    """-> {head: loss}. x: [windows, words, width]; old: the same of the reader that was begun with, or None."""
    windows, n, _ = x.shape
    device, out = x.device, {}
    real = torch.as_tensor(np.array([[i < len(w['words']) for i in range(n)] for w in some]), device=device)
    for h in NUMBERED + LABELLED:
        z = part(x, spec, h)
        marked = [h in w['y'] for w in some]
        if any(marked):
            y = np.full((windows, n), -1)
            for i, w in enumerate(some):
                if marked[i]:
                    y[i, :len(w['y'][h])] = w['y'][h]
            y = torch.as_tensor(y, device=device)
            if (y >= 0).any():
                out[h] = F.cross_entropy(z.reshape(windows * n, -1), y.view(-1), ignore_index=-1)
        if old is not None and not all(marked):
            free = real & ~torch.as_tensor(marked, device=device)[:, None]
            soft = F.softmax(part(old, spec, h), -1)
            out['old ' + h] = F.kl_div(F.log_softmax(z, -1)[free], soft[free], reduction='batchmean')
    tied = [(i, c, y) for i, w in enumerate(some) for c, y in w['tied']]
    if tied:
        which, cue = torch.tensor([t[0] for t in tied], device=device), torch.tensor([t[1] for t in tied], device=device)
        y = np.full((len(tied), n), -1)
        for i, t in enumerate(tied):
            y[i, :len(t[2])] = t[2]
        y = torch.as_tensor(y, device=device)
        z = links(x, spec, which, cue)
        weight = (y >= 0).float() * (1 + (y > 0).float())
        out['tied'] = (F.cross_entropy(z.reshape(-1, 3), y.view(-1), ignore_index=-1, reduction='none') * weight.view(-1)).sum() / weight.sum()
    chains = collections.defaultdict(list)
    for i, w in enumerate(some):
        if 'chain' in w:
            chains[w['document']].append(i)
    found = [chained(x, [(i, some[i]) for i in sorted(ii, key=lambda i: some[i]['offset'])], spec, model) for ii in chains.values()]
    if found:
        out['chain'] = torch.stack(found).mean()
    return out


def links(x, spec, which, cue):
    """Scores of every word of a cue's window: outside, speaker, content."""
    words, at = x[which], x[which, cue][:, None]
    scale = (spec['slices']['rs_q'][1] - spec['slices']['rs_q'][0]) ** .5
    a, b = ((part(at, spec, r + '_q') * part(words, spec, r + '_k')).sum(-1) / scale for r in ('rs', 'rt'))
    u = part(words, spec, 'ru')
    return torch.stack([torch.zeros_like(a), a + u[..., 0], b + u[..., 1]], -1)


def chained(x, parts, spec, model):
    """Each mention's head against those before it: one of its own party, or none."""
    q, k, group = [], [], []
    for i, w in parts:
        heads = [j for j, g in enumerate(w['chain']) if g >= 0]
        q.append(part(x[i, heads], spec, 'coref_q'))
        k.append(part(x[i, heads], spec, 'coref_k'))
        group += [w['chain'][j] for j in heads]
    q, k = torch.cat(q), torch.cat(k)
    n, group = len(group), torch.tensor(group, device=x.device)
    apart = (torch.arange(n, device=x.device)[:, None] - torch.arange(n, device=x.device)).clamp(min=0)
    bucket = torch.bucketize(apart, torch.tensor(spec['coref_buckets'][1:], device=x.device), right=True)
    earlier = torch.ones(n, n, dtype=torch.bool, device=x.device).tril(-1)
    score = (q @ k.T / q.shape[1] ** .5 + model.chain[bucket]).masked_fill(~earlier, LOST)
    same = (group[:, None] == group) & earlier
    score = torch.cat([score.new_zeros(n, 1), score], 1)
    right = torch.cat([~same.any(1, keepdim=True), same], 1)
    return (torch.logsumexp(score, 1) - torch.logsumexp(score.masked_fill(~right, LOST), 1)).mean()


def look(model, windows, size=48):
    """A quick score on dev, of each set: F of the words that begin a cue, of the words tied to a gold cue, and the part of acts that are right."""
    model.eval()
    out = {}
    for name in sorted({w['set'] for w in windows.all['dev']}):
        some = [w for w in windows.all['dev'] if w['set'] == name]
        count = collections.Counter()
        with torch.no_grad():
            for k in range(0, len(some), size):
                group = some[k:k + size]
                x = rows(model, windows.batch(group))
                for h in ('cue', 'act', 'kind', 'ent', 'ment'):
                    z = part(x, windows.spec, h).argmax(-1).cpu().numpy()
                    for i, w in enumerate(group):
                        if h in w['y']:
                            y, p = w['y'][h], z[i, :len(w['y'][h])]
                            if h in ('act', 'kind'):
                                count[h] += ((y == p) & (y >= 0)).sum()
                                count[h + ' all'] += (y >= 0).sum()
                            else:
                                yes, said = (y == 1, p == 1) if h == 'cue' else (y > 0, p > 0)
                                count[h] += (yes & said & (y == p)).sum() * 2
                                count[h + ' all'] += yes.sum() + (said & (y >= 0)).sum()
                tied = [(i, c, y) for i, w in enumerate(group) for c, y in w['tied']]
                if tied:
                    z = links(x, windows.spec, torch.tensor([t[0] for t in tied], device=x.device), torch.tensor([t[1] for t in tied], device=x.device)).argmax(-1).cpu().numpy()
                    for (_, _, y), p in zip(tied, z):
                        p = p[:len(y)]
                        count['tied'] += ((y > 0) & (y == p)).sum() * 2
                        count['tied all'] += (y > 0).sum() + (p > 0).sum()
        out[name] = {h: round(100 * count[h] / count[h + ' all'], 1) for h in ('cue', 'tied', 'act', 'kind', 'ent', 'ment') if count[h + ' all']}
    return out


def main():
    parser = argparse.ArgumentParser()
    for name in ('windows', 'lab', 'out'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--from', required=True, dest='folder')
    parser.add_argument('--sets', default='')
    parser.add_argument('--fresh', action='store_true')
    parser.add_argument('--old', type=float, default=0.3, help='weight of what the reader that was begun with says')
    parser.add_argument('--steps', type=int, default=0, help='of an epoch at the most, for a trial')
    args, device = encoder.arguments(parser, 24)
    with open(os.path.join(args.folder, 'reader.json'), encoding='utf-8') as f:
        spec = json.load(f)
    begun = time.time()
    windows = Windows(args.windows, args.lab, args.folder, spec, args.sets.split(',') if args.sets else None, device)
    weights = encoder.load(os.path.join(args.folder, ('embedder' if args.fresh else 'reader') + '.safetensors'))
    model = Reader(spec, encoder.words(args.folder), weights, args.drop).to(device)
    teacher = None if args.fresh or not args.old else copy.deepcopy(model).eval()
    print(f'{device}, windows read in {time.time() - begun:.0f} s', {k: len(v) for k, v in windows.all.items()}, 'before', look(model, windows), flush=True)
    top = [p for n, p in model.named_parameters() if n.startswith(('out', 'chain')) or '.tables.' in n]
    body = [p for n, p in model.named_parameters() if not (n.startswith(('out', 'chain')) or '.tables.' in n)]
    rates = args.rate, args.rate * (10 if args.fresh else 3)
    optimizer = torch.optim.AdamW([dict(params=body, lr=rates[0]), dict(params=top, lr=rates[1])], weight_decay=0.01, betas=(0.9, 0.98))
    mean, state, start = encoder.Average(model), os.path.join(args.out, 'state.pt'), 0
    os.makedirs(args.out, exist_ok=True)
    if os.path.exists(state):
        kept = torch.load(state, map_location=device)
        model.load_state_dict(kept['model'], strict=False), optimizer.load_state_dict(kept['optimizer'])
        mean.mean, mean.steps, start = kept['mean'], kept['steps'], kept['epoch'] + 1
    total = len(windows.epoch(args.batch)) * args.epochs
    step, began = start * (total // args.epochs), time.time()
    for n in range(start, args.epochs):
        model.train()
        sums, epoch_began = collections.defaultdict(list), time.time()
        for some in windows.epoch(args.batch)[:args.steps or None]:
            done = max(step / total, (time.time() - began) / args.seconds)
            for g, rate in zip(optimizer.param_groups, rates):
                g['lr'] = rate * encoder.slope(done * total, total)
            step += 1
            batch = windows.batch(some, 0.04)
            x = rows(model, batch)
            old = None
            if teacher is not None:
                with torch.no_grad():
                    old = rows(teacher, batch)
            found = losses(x, some, spec, model, old)
            loss = sum(WEIGHT[k] * v if k in WEIGHT else args.old * WEIGHT[k.removeprefix('old ')] * v for k, v in found.items())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            mean.step(model)
            for k, v in found.items():
                sums[k].append(v.detach())
            if done >= 1:
                break
        print(f'epoch {n}, {time.time() - epoch_began:.0f} s', {k: round(float(torch.stack(v).mean()), 3) for k, v in sums.items()}, flush=True)
        if args.seconds >= 1e9:
            torch.save(dict(model=model.state_dict(), optimizer=optimizer.state_dict(), mean=mean.mean, steps=mean.steps, epoch=n), state)
        if done >= 1:
            break
    print('last', look(model, windows), flush=True)
    mean.into(model)
    print('mean', look(model, windows), flush=True)
    spec['coref_dist'] = [round(float(v), 6) for v in model.chain.detach().cpu()]
    chain = model.chain
    del model.chain
    encoder.save(os.path.join(args.out, 'reader.safetensors'), model, {'word.weight': model.encoder.word.cpu().numpy()})
    model.chain = chain
    with open(os.path.join(args.out, 'reader.json'), 'w', encoding='utf-8') as f:
        json.dump(spec, f, indent=1)
    if os.path.realpath(args.out) != os.path.realpath(args.folder):
        shutil.copyfile(os.path.join(args.folder, 'vocab.txt'), os.path.join(args.out, 'vocab.txt'))


if __name__ == '__main__':
    main()
