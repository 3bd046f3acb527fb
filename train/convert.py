"""fp16 models -> the int8 models that the program embeds. The same input gives the same bytes.

    python train/convert.py SRC_DIR DST_DIR

SRC_DIR holds vocab.txt and any of reader, pair model and embedder (.safetensors fp16, .json); the embedder's word table becomes that of all
(words.safetensors). DST_DIR is the folder model/ of the tree, and model/README.md says what comes out. Calibration texts are read from the lab
folder of HEARSAY_SHARED (by default ../shared)."""
import hashlib
import os
import re
import shutil
import sys
import google_crc32c
import numpy as np
import calibration
import rounding
import tensors

FORMAT = 'hearsay-int8-1'


def convert(w, moments):
    """Linear layers to int8, biases and layer norms to F32; the rest (small tables, heads) stays F16."""
    out = {}
    for name, a in w.items():
        if name.endswith('.bias') or re.search(r'(^|\.)ln\d?\.weight$', name):
            out[name] = a.astype(np.float32)
        else:
            out[name] = a
    for site, moment in moments.items():
        layer, part = site.rsplit('.', 1)
        for a in ('qkv' if part == 'q' else [part]):  # q, k and v have one input
            name = f'{layer}.{a}'
            out[name + '.weight'], out[name + '.scale'] = rounding.in_order(w[name + '.weight'], moment)
    return out


def write(dst, name, out, source):
    meta = {'format': FORMAT, 'from': hashlib.sha256(open(source, 'rb').read()).hexdigest()}
    tensors.write(os.path.join(dst, name + '.safetensors'), out, meta, google_crc32c.value)


def main(src, dst):
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    lab = os.path.join(os.environ.get('HEARSAY_SHARED') or os.path.join(root, '..', 'shared'), 'lab')
    if not os.path.isdir(lab):
        sys.exit(f'convert: no calibration texts at {lab}: set HEARSAY_SHARED')
    os.makedirs(dst, exist_ok=True)
    for name in ('reader', 'pair', 'embedder'):
        path = os.path.join(src, name + '.safetensors')
        if not os.path.exists(path):
            print(f'convert: no {name} at {path}: that of {dst} stays')
            continue
        w, _ = tensors.read(path)
        word = w.pop('word.weight', None)
        if name == 'embedder':
            table, scale = rounding.plain(word)
            write(dst, 'words', {'word.weight': table, 'word.scale': scale}, path)
        write(dst, name, convert(w, calibration.moments(name, src, lab)), path)
        shutil.copyfile(os.path.join(src, name + '.json'), os.path.join(dst, name + '.json'))


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
