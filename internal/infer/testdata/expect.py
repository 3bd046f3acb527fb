"""Writes pieces.jsonl, odd words and the word pieces that the reference gives them, HEARSAY_SHARED/lab/reference.py.
    HEARSAY_SHARED=../shared python3 internal/infer/testdata/expect.py
The vocabulary is model/vocab.txt. A line with "differs" keeps its ids: there the engine does something else on purpose."""
import json, os, random, sys, unicodedata
here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.environ['HEARSAY_SHARED'], 'lab'))
from reference import Pieces

pieces = Pieces(os.path.join(here, '..', '..', '..', 'model'))
odd = ['', ' ', 'spokeswoman', 'Spokeswoman', 'SPOKESWOMAN', "n't", "'s", '’s', '‘', '“', '”', '—', '–', '-', '--', '…', '...', '.', '?!?!', '«', '»', '„', '`', '``', "''",
       'café', 'cafe\u0301', 'CAFÉ', 'naïve', 'Ångström', 'Łódź', 'Škoda', 'straße', 'STRASSE', 'ẞ', 'İstanbul', 'İ', 'ı', 'ǅungla', 'ﬁnance', 'Ωmega', 'οδος', 'σας', 'Kyïv', 'Київ', 'їжак',
       'e\u0301\u0302\u0303', '\u0301', '\u0301\u0302', 'a' + '\u0301' * 40 + 'b', 'ع', 'العربية', 'שלום', 'नमस्ते', 'ไทย', '한국', '日本', '中', '中国人', 'カタカナ', 'ｆｕｌｌ', '①', '½', '²', '٣', '12,000',
       '🙂', '👍🏽', '👩\u200d🚀', '🇺🇦', 'ok🙂', '\u200b', 'a\u200bb', '\ufeff', '\xad', 'co\xadoperate', '\x00', 'a\x00b', '\x1c', 'a\x1cb', '\x7f', '\ufffd', '\ue000', '\U0010ffff',
       'U.S.', 'a.m.', 'T-72B3', 'Su-24M', 'COVID-19', 'AT&T', 'x_y', 'a/b', 'user@host.example', 'https://news.example/2025/11/05/story?id=7#top', '#tag', '$5', '€5', '50%', '3°', '[CLS]', '[SEP]', '[UNK]', '[PAD]', '##ing', '#', '##',
       'x' * 300, 'X' * 300, 'supercalifragilisticexpialidocious', 'donaudampfschifffahrtsgesellschaft', 'said' * 500, 'é' * 1000, '🙂' * 500, '.' * 300, '?' * 13, '(((' * 5, '!a' * 20, '中' * 20, '¿' * 12, '—' * 30,
       'z' * 999 + 'é', 'a' + '\u0301' * 600]
bits = "' ’ “ ” - — … . / , ( [ & @ # a b A Z the ing S said 's 1 23 é É ü ß ø ć \u0301 \u0327 中 ع 🙂 İ я \x1c \xa0 \u200d".split(' ')
random.seed(2)
odd += [''.join(random.choice(bits) for _ in range(random.randint(2, 9))) for _ in range(200)]
differs = {  # word: the engine's ids, and why
    'ΟΔΟΣ': ([1169, 29722, 29730, 29733], 'the small letter of a last sigma is one of its own for Python, not for strings.ToLower'),
    'ab' * 600 + '🙂': (None, 'of a word longer than 1,000 bytes the rest is not looked at'),
    'é' * 499 + 'a🙂': (None, 'of a word longer than 1,000 bytes the rest is not looked at: here half of the last sign'),
}


def visible(s):
    """escapes what an editor would not show"""
    return ''.join(c if c.isprintable() and not unicodedata.combining(c) and ord(c) <= 0xffff else json.dumps(c)[1:-1] for c in s)


with open(os.path.join(here, 'pieces.jsonl'), 'w', encoding='utf-8') as f:
    for w in odd:
        f.write(visible(json.dumps({'word': w, 'ids': pieces(w)}, ensure_ascii=False)) + '\n')
    for w, (ids, why) in differs.items():
        ids = ids or pieces(w.encode()[:1000].decode(errors='ignore'))
        assert ids != pieces(w), ('no longer differs', w)
        f.write(visible(json.dumps({'word': w, 'ids': ids, 'differs': why}, ensure_ascii=False)) + '\n')
