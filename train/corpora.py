"""Texts with marks -> windows of words with labels, for reader.py.

    python train/corpora.py SHARED OUT.jsonl.gz PASSAGES NAMES

PASSAGES is a folder of marked passages, NAMES one of texts in which names alone are marked. A window is {set, split, document, words, …}: `cue`, `spk`,
`con`, `time`, `qty`, `role`, `hedge`, `med`, `addr` are a number a word (0 outside, 1 begins, 2 goes on, -1 not marked); `ent`, `gen` and `act`, `sure`,
`neg`, `kind`, `upos`, `ment` a label a word (null: not marked); `attributions`, each cue with the words of its speaker and content; `chain`, a number for
each mention's head, equal for those of one party. What a set does not mark has no key. Splits are those of the sets; of the marked passages
every tenth is dev; names are all for training."""
import collections
import glob
import gzip
import json
import os
import re
import sys

LONGEST = 220  # words of a window, as the program reads them


def numbered(n, spans):
    """[(begin, end)] over n words -> 0, 1, 2; of two that overlap the first stands"""
    y = [0] * n
    for b, e in spans:
        if not any(y[b:e]):
            y[b:e] = [1] + [2] * (e - b - 1)
    return y


def typed(n, spans):
    y = ['O'] * n
    for b, e, t in spans:
        if all(v == 'O' for v in y[b:e]):
            y[b:e] = ['B-' + t] + ['I-' + t] * (e - b - 1)
    return y


def covered(at, begin, end):
    """The words that stand in characters begin to end, as (first, last + 1), or None."""
    some = [i for i, (b, e) in enumerate(at) if b < end and e > begin]
    return (some[0], some[-1] + 1) if some else None


def cut(text, at):
    """Windows of whole paragraphs, as (first, last + 1) of words; a long paragraph is cut behind a sentence in its second half."""
    ends, units = {'.', '?', '!', '”', "''", '"'}, []
    for p in re.finditer(r'[^\n]+', text):
        ids = [i for i, (b, _) in enumerate(at) if p.start() <= b < p.end()]
        while len(ids) > LONGEST:
            k = next((k for k in range(LONGEST, LONGEST // 2, -1) if text[slice(*at[ids[k - 1]])] in ends), LONGEST)
            units.append((ids[0], ids[0] + k))
            ids = ids[k:]
        if ids:
            units.append((ids[0], ids[-1] + 1))
    out = []
    for b, e in units:
        if out and e - out[-1][0] <= LONGEST:
            out[-1] = (out[-1][0], e)
        else:
            out.append((b, e))
    return out


def polnear(shared, words):
    """Attributions of one layer: what lies inside a content is not marked. Articles marked by several people come once for each."""
    for split in ('train', 'dev'):
        for line in open(os.path.join(shared, 'corpora', 'polnear', split + '.jsonl'), encoding='utf-8'):
            d = json.loads(line)
            if d['nth'] and split != 'train':
                continue
            at = words(d['text'])
            marked = []
            for a in d['attributions']:
                role = {r: [s for s in (covered(at, *x) for x in a[r]) if s] for r in ('source', 'cue', 'content')}
                if role['cue']:
                    marked.append(role)
            lost = {i for x in d['discard'] for s in [covered(at, *x)] if s for i in range(*s)}
            for low, high in cut(d['text'], at):
                n, inside, unknown, attributions = high - low, set(), set(lost), []
                here = lambda spans: [(max(b, low) - low, min(e, high) - low) for b, e in spans if b < high and e > low]
                for a in marked:
                    if not (low <= a['cue'][0][0] and a['cue'][0][1] <= high):
                        unknown |= {i for r in a.values() for s in r for i in range(*s)}
                        continue
                    s, t = here(a['source']), here(a['content'])
                    attributions.append(dict(cue=here(a['cue'][:1])[0], speaker=s, content=t))
                    inside |= {i for x in t for i in range(*x)}
                cue = numbered(n, [a['cue'] for a in attributions])
                spk = numbered(n, [x for a in attributions for x in a['speaker']])
                con = numbered(n, [x for a in attributions for x in a['content']])
                for i in range(n):
                    cue[i] = -1 if i in inside and not cue[i] else cue[i]
                    spk[i] = -1 if i in inside and not spk[i] else spk[i]
                    if i + low in unknown:
                        cue[i] = spk[i] = con[i] = -1
                yield dict(set='polnear', split=split, document=d['id'], words=[d['text'][b:e] for b, e in at[low:high]], cue=cue, spk=spk, con=con, attributions=attributions)


def marked(paths, words, parse):
    """Marked texts: -> id, text, where its words stand, and of each mark that holds a word (tag, attributes, (first word, last + 1))"""
    for path in paths:
        for line in open(path, encoding='utf-8'):
            r = json.loads(line)
            text, spans, problems = parse(r['text'])
            if problems:
                sys.exit(f"{path}: {r['id']}: {problems}")
            at = words(text)
            yield r['id'], text, at, [(s['tag'], s['attrs'], k) for s in spans for k in [covered(at, s['b'], s['e'])] if k]


def passages(paths, words, parse):
    """Our own marked passages: everything at once."""
    for name, text, at, marks in marked(paths, words, parse):
        n, found, plain, names = len(at), collections.defaultdict(lambda: dict(speaker=[], content=[])), collections.defaultdict(list), {'ent': [], 'gen': []}
        label = {k: [None] * n for k in ('act', 'sure', 'neg', 'kind')}
        for tag, given, k in marks:
            if tag == 'C':
                found[given['n']]['cue'] = k
                for h, v in (('act', given['act']), ('sure', given['sure']), ('neg', given.get('neg', '0'))):
                    label[h][k[0]] = v
            elif tag in 'ST':
                found[given['n']]['speaker' if tag == 'S' else 'content'].append(k)
                if tag == 'S':
                    label['kind'][k[0]] = given['kind']
            elif tag == 'e':
                names['gen' if given.get('g') == '1' else 'ent'].append((*k, given['t']))
            else:
                plain[tag].append(k)
        attributions = [a for a in found.values() if 'cue' in a]
        contents, last = [], 0
        for b, e in sorted((x for a in attributions for x in a['content']), key=lambda x: (x[0], -x[1])):
            if b >= last:
                contents.append((b, e))
                last = e
        yield dict(set='passages', split='train' if int(re.sub(r'\D', '', name)) % 10 else 'dev', document=name, words=[text[b:e] for b, e in at],
                   attributions=attributions, cue=numbered(n, [a['cue'] for a in attributions]), con=numbered(n, contents),
                   spk=numbered(n, [x for a in attributions for x in a['speaker']]), ent=typed(n, names['ent']), gen=typed(n, names['gen']), **label,
                   **{h: numbered(n, plain[t]) for h, t in (('time', 'time'), ('qty', 'q'), ('role', 'role'), ('hedge', 'H'), ('med', 'M'), ('addr', 'A'))})


def timeml(shared, words):
    for line in open(os.path.join(shared, 'corpora', 'timeml', 'train.jsonl'), encoding='utf-8'):
        d = json.loads(line)
        at = words(d['text'])
        y = numbered(len(at), [s for s in (covered(at, *t[:2]) for t in d['timex']) if s])
        for low, high in cut(d['text'], at):
            yield dict(set='timeml', split='train', document=d['id'], words=[d['text'][b:e] for b, e in at[low:high]], time=y[low:high])


def named(paths, words, parse):
    """Real text in which names are marked and nothing else."""
    for name, text, at, marks in marked(paths, words, parse):
        y = typed(len(at), [(*k, given['t']) for _, given, k in marks])
        for low, high in cut(text, at):
            yield dict(set='names', split='train', document=name, words=[text[b:e] for b, e in at[low:high]], ent=y[low:high])


def gum(shared):
    """News and interviews of GUM: parts of speech, mentions and who they are."""
    splits = dict(line.split() for line in open(os.path.join(shared, 'corpora', 'gum', 'splits.tsv'), encoding='utf-8') if len(line.split()) == 2)
    for path in sorted(glob.glob(os.path.join(shared, 'corpora', 'gum', 'dep', '*.conllu'))):
        name = os.path.basename(path)[:-7]
        rows, sentence = [], []  # of words: columns; number of the sentence
        n = 0
        for line in open(path, encoding='utf-8'):
            c = line.rstrip('\n').split('\t')
            if len(c) == 10 and c[0].isdigit():
                rows.append(c)
                sentence.append(n)
            elif not line.strip():
                n += 1
        first = {s: i for i, s in reversed(list(enumerate(sentence)))}
        parent = [first[s] + int(c[6]) - 1 if c[6] != '0' else -1 for c, s in zip(rows, sentence)]
        mentions, heads = mentioned(rows), {}
        for b, e, group, kind in mentions:
            h = next((i for i in range(b, e) if not b <= parent[i] < e), b)
            if h not in heads or heads[h][2] < e - b:
                heads[h] = (int(group), kind, e - b)
        after, low = {s: i + 1 for i, s in enumerate(sentence)}, 0
        for i in range(1, len(rows) + 1):
            end = i == len(rows)
            if end or sentence[i] != sentence[i - 1] and after[sentence[i]] - low > LONGEST:
                r = range(low, i)
                yield dict(set='gum', split=splits.get(name, 'train'), document=name, words=[rows[k][1] for k in r], upos=[rows[k][3] for k in r], offset=low,
                           ment=[heads[k][1] if k in heads else 'O' for k in r], chain=[heads[k][0] if k in heads else -1 for k in r])
                low = i


def mentioned(rows):
    """The Entity column -> [(first, last + 1, group, kind)]"""
    out, open_ = [], collections.defaultdict(list)
    for i, c in enumerate(rows):
        found = re.search(r'(?:^|\|)Entity=([^|]*)', c[9])
        for start, one, end in re.findall(r'\(([^()]+)(\))?|(\d+)\)', found.group(1) if found else ''):
            if start:
                group, kind = start.split('-')[:2]
                if one:
                    out.append((i, i + 1, group, kind))
                else:
                    open_[group].append((i, kind))
            elif open_[end]:
                b, kind = open_[end].pop()
                out.append((b, i + 1, end, kind))
    return sorted(out, key=lambda m: (m[0], -m[1]))


def main(shared, out, passages_in, names_in):
    sys.path.insert(0, os.path.join(shared, 'lab'))
    from markup import parse
    from words import words
    files = lambda folder: sorted(glob.glob(os.path.join(folder, '*.jsonl')))
    own = files(os.path.join(shared, 'lab', 'synth')) + files(passages_in)
    count = collections.Counter()
    with gzip.open(out, 'wt', encoding='utf-8') as f:
        for some in (polnear(shared, words), passages(own, words, parse), timeml(shared, words), named(files(names_in), words, parse), gum(shared)):
            for w in some:
                f.write(json.dumps(w, ensure_ascii=False) + '\n')
                count[w['set'], w['split']] += 1
    print(dict(count))


if __name__ == '__main__':
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
