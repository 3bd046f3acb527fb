"""Writes expected.json: what lab/score.py of the shared folder counts for the fixtures when found.json is what was found.
usage: expect.py LAB_FOLDER (from this folder). found.json is made by hand: word runs by text, and by part of given words."""
import sys, json, re
sys.path.insert(0, sys.argv[1])
import score, markup
from words import words

found = json.load(open('found.json', encoding='utf-8')); text_of = {}
for l in open('fixtures/corpora/polnear/dev.jsonl', encoding='utf-8'):
    d = json.loads(l)
    if not d['nth']: text_of[d['text']] = d['id']
for l in open('fixtures/lab/synth/own.jsonl', encoding='utf-8'): d = json.loads(l); text_of[markup.parse(d['text'])[0]] = d['id']

class Found:
    """stands where score.py expects a reader"""
    def P(self, word): return list(word)  # a piece is a character
    def inputs(self, ws): return [ws]
    def outputs(self, ws): return ws
    def decode(self, ws): return found['parts'][f'{ws[0]} {len(ws)}']
    def read(self, text): return dict(found['texts'][text_of[text]], words=words(text))

tenth = lambda i: int(re.sub(r'\D', '', i) or 0) % 10 == 0
row = dict(generic='generic nouns', time='times', qty='quantities', role='roles', hedge='hedges', med='medium', addr='addressee')
out = {}
for name, R in (('polnear', score.polnear(Found(), 'fixtures/corpora/polnear/dev.jsonl')), ('cofenet', score.cofenet(Found(), 'fixtures/corpora/cofenet/valid.txt')),
                ('marked', score.marked(Found(), 'fixtures/lab/synth/own.jsonl', tenth))):
    out[name] = {row.get(k, k): dict(Right=v.tp, Wrong=v.fp, Missed=v.fn) for k, v in R.items() if isinstance(v, score.PRF)}
    if name == 'marked': out['right'] = R['right of matched cues']
json.dump(out, open('expected.json', 'w', encoding='utf-8'), indent=1)
