"""Read and write safetensors files with numpy alone, byte for byte the same on every machine.

A file is: the length of the header (8 bytes, little endian), the header (JSON, padded with spaces so that the data
begins at a multiple of 64 bytes), the tensors one after another in order of their names, without gaps."""
import json
import numpy as np

TYPES = {'F32': np.dtype('<f4'), 'F16': np.dtype('<f2'), 'I8': np.dtype('i1')}
NAMES = {v: k for k, v in TYPES.items()}
ALIGN = 64


def read(path):
    """-> ({name: array as stored}, metadata)"""
    raw = open(path, 'rb').read()
    n = int.from_bytes(raw[:8], 'little')
    head = json.loads(raw[8:8 + n])
    meta = head.pop('__metadata__', {})
    data = memoryview(raw)[8 + n:]
    out = {}
    for name, t in head.items():
        if t['dtype'] not in TYPES:  # other weights than ours carry whole numbers too: not needed here
            continue
        begin, end = t['data_offsets']
        out[name] = np.frombuffer(data[begin:end], TYPES[t['dtype']]).reshape(t['shape'])
    return out, meta


def write(path, tensors, meta=None, checksum=None):
    """tensors: {name: array of F32, F16 or I8}; checksum: a function of the data section whose result, 32 bits, is kept as `crc32c`."""
    head, parts, at = {}, [], 0
    for name in sorted(tensors):
        a = np.ascontiguousarray(tensors[name])
        head[name] = dict(dtype=NAMES[a.dtype], shape=list(a.shape), data_offsets=[at, at + a.nbytes])
        parts.append(a.tobytes())
        at += a.nbytes
    data = b''.join(parts)
    meta = dict(meta or {})
    if checksum:
        meta['crc32c'] = f'{checksum(data):08x}'
    if meta:
        head = {'__metadata__': dict(sorted(meta.items())), **head}
    text = json.dumps(head, separators=(',', ':')).encode()
    text += b' ' * (-(8 + len(text)) % ALIGN)
    with open(path, 'wb') as f:
        f.write(len(text).to_bytes(8, 'little') + text + data)
