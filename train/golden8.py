"""What the embedded reader must give for a few passages: internal/reader/testdata/golden8.jsonl.

    HEARSAY_SHARED=../shared python train/golden8.py        (after every change of model/reader.safetensors)

For each passage: its word pieces with their features, at which pieces words begin, and for the first, middle and last word
the first 32 numbers of its row, by reference.py from the eight-bit weights times their scales. Words, pieces and features are
those of HEARSAY_SHARED/lab/reference.py, except where the engine follows Go's Unicode tables: U+001C to U+001F are no white
space, and a sigma at the end of a word is lowered like any other."""
import importlib.util
import json
import os
import sys
import numpy as np
import reference

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT = os.path.join(ROOT, 'internal', 'reader', 'testdata', 'golden8.jsonl')
COLUMNS = 32

PASSAGES = {
    'plain': 'The harbour at Vellmar stayed shut on Tuesday, the port authority said.',
    'split quotation': '“We saw two launches,” said Ada Fenwick, who runs the ferry at Orsk Point, “and neither of them came from our side of the strait.” She declined to name the ship.',
    'separators': 'Lines joined by a machine\x1cread on, the clerk said.\x1d Page two\x1e\x1fbegins here, according to the Dunmore Ledger\x1f.',
    'letters': 'İsmet Çağlar of the İzvor Institute told reporters that the sign read ΟΔΟΣ ΑΘΗΝΑΣ, not “Rue d’Athènes”, and that Øyvind Łuczak’s café in Saint-Étienne had been spared.',
    'straight quotes': '"It\'s not ours," the ministry\'s spokesman said of the drone. "We don\'t fly them at night", he added; a neighbour who couldn\'t sleep said he\'d "heard \'something like a mower\' go over".',
    'figures': 'At 06:40 on 12 March, 3 of the 14 T-72B3s had crossed, Col. R. J. Amadi estimated — about 21.5% of the column; $4.2m of fuel was lost, U.S. analysts at Karst & Lowe wrote in a 9-page note (see https://karst.example/n/17).',
    'not closed': '“The bridge is standing.\n“It will stand tomorrow, whatever they claim,\nMayor Tove Lindqvist wrote on her page, hours before the Sentinel of Brask reported, citing imagery, that its eastern span was gone.',
    'long': 'BRASK (Northern Wire) — The defence ministry denied on Friday that its air-defence crews had brought down a transport aircraft over Lake Imre, saying the wreckage shown on television was years old. '
            'Two residents of Kolm, a village on the southern shore, nevertheless told the Northern Wire they had watched it burn. “It came down slowly, turning, and then the whole hill was lit,” said Petra Osei, 61, a retired surveyor. '
            'Her neighbour believes that at least nine people were aboard. The carrier, Halden Air, would not say how many were on the passenger list, but it warned relatives not to travel to the lake. '
            'Investigators from the civil aviation board expect to reach the site on Sunday; they may, the board’s chairwoman suggested, find “nothing that settles it”. An earlier report by Radio Kestrel that the pilot had survived could not be confirmed. 🙂',
}


def lab():
    """The shared reference, under another name than ours."""
    folder = os.environ.get('HEARSAY_SHARED') or os.path.join(ROOT, '..', 'shared')
    spec = importlib.util.spec_from_file_location('lab', os.path.join(folder, 'lab', 'reference.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sequence(lab, pieces, text):
    """-> ids, features, where words begin"""
    stand_in = str.maketrans({chr(c): chr(0xe000 + c) for c in range(0x1c, 0x20)})  # private letters in place of separators
    words = [text[b:e] for b, e in lab.words(text.translate(stand_in))]
    ids, features, first = [pieces.id['[CLS]']], [0], []
    for word, quoted in zip(words, lab.quote_state(words)):
        first.append(len(ids))
        for n, piece in enumerate(pieces(''.join(c.lower() for c in word))):
            ids.append(piece)
            features.append(lab.shape(word) + 10 * quoted + 20 * (n > 0))
    return ids + [pieces.id['[SEP]']], features + [0], first


def main():
    folder = os.path.join(ROOT, 'model')
    w, spec = reference.load(os.path.join(folder, 'reader'))
    shared = lab()
    pieces = shared.Pieces(folder)
    with open(OUT, 'w', encoding='utf-8') as f:
        for name, text in PASSAGES.items():
            ids, features, first = sequence(shared, pieces, text)
            n = sorted({0, len(first) // 2, len(first) - 1})
            rows = reference.reader(w, spec, ids, features, [first[i] for i in n])[:, :COLUMNS]
            f.write(json.dumps(dict(id=name, text=text, ids=ids, feat=features, first=first,
                                    rows={str(i): np.round(r, 4).tolist() for i, r in zip(n, rows)})) + '\n')


if __name__ == '__main__':
    if len(sys.argv) != 1:
        sys.exit(__doc__)
    main()
