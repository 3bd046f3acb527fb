"""The encoder in torch, to be trained: the same numbers as reference.py, with gradients.

    e = Encoder(spec, {name: array}, tables)     # layers and what is looked up for each piece
    x = e(e.pieces(ids, **{table: indexes}), mask)

Weights are read from and written to the form of our models (tensors.py); an eight-bit tensor is read as the numbers it stands
for. The word table is never trained: it is that of all-MiniLM-L6-v2, in model/ stored once for all models."""
import math
import os
import random
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import tensors

EPSILON = 1e-12  # of layer norms, unless the spec says otherwise
LONGEST = 512  # pieces of a sequence


def load(path):
    """path of a .safetensors -> {name: float32 array}, with the scales of eight-bit tensors worked in"""
    stored, _ = tensors.read(path)
    out = {}
    for name, a in stored.items():
        if name.endswith('.scale') and stored.get(name[:-5] + 'weight', a).dtype == np.int8:
            continue
        out[name] = a.astype(np.float32)
        if a.dtype == np.int8:
            out[name] *= stored[name[:-6] + 'scale'].astype(np.float32)[:, None]
    return out


def words(folder):
    """The word table of a folder of models: of words.safetensors (model/), or the embedder's."""
    name = next(n for n in ('words', 'embedder') if os.path.exists(os.path.join(folder, n + '.safetensors')))
    return load(os.path.join(folder, name + '.safetensors'))['word.weight']


def buckets(count, n=LONGEST, far=128):
    """[n, n], which of count buckets a distance between two pieces is in, as T5 and MPNet have them: half of them for what stands
    after, and of each half the first half for one distance each, the others for ever wider ranges, the last for all from far on."""
    ahead = torch.arange(n)[None, :] - torch.arange(n)[:, None]
    half, near = count // 2, count // 4
    wide = near + (torch.log(ahead.abs().clamp(min=near).float() / near) / math.log(far / near) * (half - near)).long()
    return half * (ahead > 0) + torch.where(ahead.abs() < near, ahead.abs(), wide.clamp(max=half - 1))


class Layer(nn.Module):
    def __init__(self, hidden, heads, inner, drop, gelu, epsilon=EPSILON):
        super().__init__()
        self.heads, self.gelu = heads, 'tanh' if gelu == 'tanh' else 'none'
        self.q, self.k, self.v, self.o = (nn.Linear(hidden, hidden) for _ in range(4))
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.ln1, self.ln2 = (nn.LayerNorm(hidden, eps=epsilon) for _ in range(2))
        self.drop = nn.Dropout(drop)

    def forward(self, x, mask):
        b, n, hidden = x.shape
        q, k, v = (f(x).view(b, n, self.heads, hidden // self.heads).transpose(1, 2) for f in (self.q, self.k, self.v))
        if x.device.type == 'cpu':  # its attention of bf16 is slower than that of fp32
            q, k, v = q.float(), k.float(), v.float()
        if hasattr(F, 'scaled_dot_product_attention'):
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        else:
            mixed = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(hidden // self.heads) + mask, -1) @ v
        x = self.ln1(x + self.drop(self.o(mixed.transpose(1, 2).reshape(b, n, hidden))))
        return self.ln2(x + self.drop(self.down(F.gelu(self.up(x), approximate=self.gelu))))


class Encoder(nn.Module):
    """tables: {name: rows} of the small tables whose rows are added to those of words and positions. What weights do not have
    begins at nought. A spec with 'relative', a number of buckets, adds to attention what the distance of two pieces is worth to each
    head, the same in all layers."""

    def __init__(self, spec, word, weights, tables, drop=0.1):
        super().__init__()
        hidden, epsilon = spec['width_hidden'], spec.get('epsilon', EPSILON)
        self.register_buffer('word', torch.as_tensor(word), persistent=False)
        self.pos = nn.Embedding(LONGEST, hidden)
        self.tables = nn.ModuleDict(  # an underscore, since some names are those of methods
            {name + '_': nn.Embedding(rows, hidden) for name, rows in tables.items()})
        self.ln, self.drop = nn.LayerNorm(hidden, eps=epsilon), nn.Dropout(drop)
        self.layers = nn.ModuleList(
            Layer(hidden, spec['heads'], spec['inner'], drop, spec['gelu'], epsilon) for _ in range(spec['layers']))
        self.relative = nn.Embedding(spec['relative'], spec['heads']) if spec.get('relative') else None
        self.register_buffer('bucket', buckets(spec['relative']) if self.relative else None, persistent=False)
        with torch.no_grad():
            for name, p in self.named_parameters():
                a = weights.get(stored(name))
                p.zero_() if a is None else p.copy_(torch.as_tensor(a).reshape(p.shape))

    def forward(self, ids, mask, **rows):
        """ids, mask and one array of row numbers a table, each [sequences, pieces] -> [sequences, pieces, hidden]"""
        x = F.embedding(ids, self.word) + self.pos.weight[:ids.shape[1]]
        for name, index in rows.items():
            x = x + self.tables[name + '_'](index)
        x = self.drop(self.ln(x))
        lost = (1 - mask.to(x.dtype))[:, None, None, :] * -1e4
        if self.relative is not None:
            lost = lost + self.relative(self.bucket[:ids.shape[1], :ids.shape[1]]).permute(2, 0, 1)
        for layer in self.layers:
            x = layer(x, lost)
        return x


def begin(layer, weights, name):
    """Give a linear layer what weights have under its name, if they do; else it stays as it was drawn."""
    if name + '.weight' in weights:
        with torch.no_grad():
            layer.weight.copy_(torch.as_tensor(weights[name + '.weight']))
            layer.bias.copy_(torch.as_tensor(weights[name + '.bias']))


def stored(name):
    """The name of a parameter of Encoder in our files."""
    name = name.removeprefix('encoder.').removeprefix('tables.').replace('_.', '.')
    return 'type0' if name == 'type0.weight' else name


def save(path, model, more=None):
    """The parameters of model, fp16, under the names of our files; more: further arrays, the word table say."""
    out = {stored(k): v.detach().float().cpu().numpy().astype(np.float16) for k, v in model.named_parameters()}
    out = {k: v[0] if k == 'type0' else v for k, v in out.items()}
    tensors.write(path, {**out, **{k: v.astype(np.float16) for k, v in (more or {}).items()}})


class Average:
    """The running mean of a model's parameters: what is kept in the end, steadier than the last step's."""

    def __init__(self, model, keep=0.999):
        self.keep, self.steps = keep, 0
        self.mean = {k: v.detach().clone() for k, v in model.named_parameters()}

    def step(self, model):
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 10))
        with torch.no_grad():
            for k, v in model.named_parameters():
                self.mean[k].lerp_(v, 1 - keep)

    def into(self, model):
        with torch.no_grad():
            for k, v in model.named_parameters():
                v.copy_(self.mean[k])


def arguments(parser, batch):
    """What both runs can be told, read; the seed is set. -> arguments, device"""
    parser.add_argument('--epochs', type=int, default=8)
    parser.add_argument('--batch', type=int, default=batch)
    parser.add_argument('--rate', type=float, default=1e-4)
    parser.add_argument('--drop', type=float, default=0.1)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--seconds', type=float, default=1e9, help='end the run, slope and all, by then')
    args = parser.parse_args()
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    return args, 'cuda' if torch.cuda.is_available() else 'cpu'


def slope(step, total, warm=0.06):
    """The learning rate's part at a step: up in a line, then down to nought in a line."""
    return min(1, (step + 1) / (warm * total)) * max(0.0, (total - step) / total)


def autocast(device):
    """bf16 for products of matrices, where there is hardware for it; on a processor half as fast again as fp32."""
    return torch.autocast(device, dtype=torch.bfloat16, enabled=device == 'cuda' or torch.ops.mkldnn._is_mkldnn_bf16_supported())
