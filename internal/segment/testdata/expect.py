"""Rewrites the expected words of odd.jsonl and random.jsonl from the reference tokenizer, HEARSAY_SHARED/lab/words.py.
    HEARSAY_SHARED=../shared python3 internal/segment/testdata/expect.py
A line of odd.jsonl with "differs" keeps its words: there Go's Unicode tables and Python's disagree, and Go's are followed."""
import json, os, random, sys, unicodedata
here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.environ['HEARSAY_SHARED'], 'lab'))
from words import words

def visible(s):
    """escapes what an editor would not show"""
    return ''.join(c if c.isprintable() and not unicodedata.combining(c) or ord(c) > 0xffff else f'\\u{ord(c):04x}' for c in s)
def write(name, rows):
    with open(os.path.join(here, name), 'w', encoding='utf-8') as f:
        for r in rows:
            ws = [r['text'][b:e] for b, e in words(r['text'])]
            if 'differs' in r: assert ws != r['words'], ('no longer differs', r)
            else: r['words'] = ws
            f.write(visible(json.dumps(r, ensure_ascii=False)) + '\n')

write('odd.jsonl', [json.loads(l) for l in open(os.path.join(here, 'odd.jsonl'), encoding='utf-8')])
bits = """' ’ ‘ " “ ” ` `` '' - -- — – … . .. ... / // : , ; ! ? ?? !! ( ) [ ] { } < > # $ € * ** _ = == ~ % & + @ | « » „ ¿
    a b A Z n't N'T 's ’S 'll re ve d m s t n 90s '90s 1 23 ٣ ½ ² é ß Ω ς \u0301 中 ع 🙂 \u200d \u200b ſ \u212a Mr. mr. U.S. a.m. J. etc. No. d-calif.
    cannot Cannot gonna http:// HTTPS:// www. x.y u@h.c @h .com 3/4 1/2/""".split() + [' '] * 4 + ['\n', '\t', '\xa0', '\u3000', '\x85', '\x00', 'İ']
random.seed(1)
write('random.jsonl', [{'text': ''.join(random.choice(bits) for _ in range(random.randint(2, 12)))} for _ in range(500)])
