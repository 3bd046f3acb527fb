"""The reader's encoder and heads as ONNX, the yardstick for the speed of our own engine.

    python train/onnx_export.py MODEL_DIR OUT_DIR      MODEL_DIR holds the fp16 reader.safetensors and reader.json
    -> OUT_DIR/reader.fp32.onnx, OUT_DIR/reader.int8.onnx

Inputs: ids and feat, [batch, n] int64, sequences of one length, no padding and so no mask; take, [m] int64, the pieces
whose rows are wanted, counted through the whole batch. Output: rows, [m, width]. Fused operators of onnxruntime
(Attention or MultiHeadAttention, FastGelu, SkipLayerNormalization) are used because they are its fastest. Every way of
writing the attention and every way of quantising is timed on this machine, and the fastest of each precision is kept
(of those within 3 % of it, the one nearest to fp32)."""
import itertools
import json
import os
import sys
import tempfile
import time
import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
import tensors

ORT = dict(domain='com.microsoft')


class Graph:
    """Collects nodes and weights; every call names its one output."""
    def __init__(self):
        self.nodes, self.weights = [], []

    def const(self, name, a):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(a), name))
        return name

    def op(self, kind, *inputs, out=None, **attributes):
        name = f'n{len(self.nodes)}'
        outs = out if isinstance(out, list) else [out or name + '_out']
        self.nodes.append(helper.make_node(kind, list(inputs), outs, name, **attributes))
        return outs if isinstance(out, list) else outs[0]


def build(w, spec, fused):
    """fused: one Attention operator; else a product for q, k, v together and MultiHeadAttention."""
    g = Graph()
    width, heads = spec['width_hidden'], spec['heads']
    weight = lambda name: g.const(name, w[name].T)  # stored out × in, multiplied as in × out
    vector = lambda name: g.const(name, w[name])
    f = np.arange(40)
    extra = w['type0'] + w['shape.weight'][f % 10] + w['quote.weight'][f // 10 % 2] + w['cont.weight'][f // 20]
    num = lambda name, *v: g.const(name, np.array(v, np.int64))
    n = g.op('Slice', g.op('Shape', 'ids'), num('one', 1), num('two', 2))
    pos = g.op('Slice', vector('pos.weight'), num('zero', 0), n)
    x = g.op('Add', g.op('Gather', vector('word.weight'), 'ids'), g.op('Gather', g.const('extra', extra), 'feat'))
    x = g.op('LayerNormalization', g.op('Add', x, pos), vector('ln.weight'), vector('ln.bias'), epsilon=1e-12)

    def norm(x, y, bias, ln):
        return g.op('SkipLayerNormalization', x, y, vector(ln + '.weight'), vector(ln + '.bias'), vector(bias), epsilon=1e-12, **ORT)

    for i in range(spec['layers']):
        p = f'layers.{i}.'
        qkv = g.const(p + 'qkv.weight', np.concatenate([w[p + a + '.weight'] for a in 'qkv']).T)
        bias = g.const(p + 'qkv.bias', np.concatenate([w[p + a + '.bias'] for a in 'qkv']))
        if fused:
            a = g.op('Attention', x, qkv, bias, num_heads=heads, **ORT)
        else:
            q, k, v = g.op('Split', g.op('MatMul', x, qkv), out=[p + 'q', p + 'k', p + 'v'], axis=2, num_outputs=3)
            a = g.op('MultiHeadAttention', q, k, v, bias, num_heads=heads, **ORT)
        x = norm(x, g.op('MatMul', a, weight(p + 'o.weight')), p + 'o.bias', p + 'ln1')
        h = g.op('FastGelu', g.op('MatMul', x, weight(p + 'up.weight')), vector(p + 'up.bias'), **ORT)
        x = norm(x, g.op('MatMul', h, weight(p + 'down.weight')), p + 'down.bias', p + 'ln2')
    x = g.op('Gather', g.op('Reshape', x, num('flat', -1, width)), 'take')
    g.op('Gemm', x, vector('out.weight'), vector('out.bias'), out='rows', transB=1)
    info = helper.make_tensor_value_info
    graph = helper.make_graph(g.nodes, 'reader',
                              [info('ids', TensorProto.INT64, ['batch', 'n']), info('feat', TensorProto.INT64, ['batch', 'n']),
                               info('take', TensorProto.INT64, ['m'])],
                              [info('rows', TensorProto.FLOAT, ['m', spec['width']])], g.weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid('', 18), helper.make_opsetid('com.microsoft', 1)], ir_version=9)


def clock(paths, n=128, rounds=15):
    """{path: (least processor seconds of one sequence of n pieces on one thread, its rows)}; in turn, so that a busy machine is unfair to none."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    sessions = {p: ort.InferenceSession(p, options, providers=['CPUExecutionProvider']) for p in paths}
    ids = np.random.default_rng(1).integers(1000, 20000, (1, n))
    feed = dict(ids=ids, feat=np.full_like(ids, 8), take=np.arange(1, n - 1))
    best, rows = dict.fromkeys(paths, np.inf), {}
    for _ in range(rounds):
        for p, s in sessions.items():
            t = time.thread_time()
            rows[p] = s.run(None, feed)[0]
            best[p] = min(best[p], time.thread_time() - t)
    return {p: (best[p], rows[p]) for p in paths}


def main(src, dst):
    w = {k: v.astype(np.float32) for k, v in tensors.read(os.path.join(src, 'reader.safetensors'))[0].items()}
    spec = json.load(open(os.path.join(src, 'reader.json'), encoding='utf-8'))
    if any(k.endswith('.scale') for k in w) or spec['gelu'] != 'tanh':
        sys.exit('onnx_export: wants the fp16 reader, not the int8 one')
    os.makedirs(dst, exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp:
        tried = {'fp32': [], 'int8': []}
        for fused in (True, False):
            plain = os.path.join(tmp, f'fp32-{"attention" if fused else "multihead"}.onnx')
            onnx.save(build(w, spec, fused), plain)
            tried['fp32'].append(plain)
            for kind, channel, short in itertools.product((QuantType.QInt8, QuantType.QUInt8), (False, True), (False, True)):
                path = plain.replace('fp32', 'int8').replace('.onnx', f'-{kind.name}{"-channel" * channel}{"-reduced" * short}.onnx')
                quantize_dynamic(plain, path, ['MatMul', 'Attention'], per_channel=channel, reduce_range=short, weight_type=kind,
                                 extra_options={'DefaultTensorType': TensorProto.FLOAT})  # onnx knows no shapes behind onnxruntime's own operators
                tried['int8'].append(path)
        right = None
        for precision, paths in tried.items():
            got = clock(paths)
            right = got[paths[0]][1] if right is None else right
            wrong = {p: float(np.sqrt(np.mean((rows - right) ** 2))) for p, (_, rows) in got.items()}
            fastest = min(t for t, _ in got.values())
            best = min((p for p in paths if got[p][0] < 1.03 * fastest), key=wrong.get)
            name = lambda p: os.path.basename(p).removesuffix('.onnx')
            for p in sorted(paths, key=lambda p: got[p][0]):
                print(f'{1000 * got[p][0]:7.2f} ms  {wrong[p]:.4f} off  {name(p)}{"  <- kept" * (p == best)}')
            kept = onnx.load(best)
            helper.set_model_props(kept, {'variant': name(best)})
            onnx.save(kept, os.path.join(dst, f'reader.{precision}.onnx'))


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
