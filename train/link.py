"""Fit the weights of linking.

    go run ./internal/link/fit --texts CASES... > texts.csv
    go run ./internal/link/fit --newsroom --texts train/newsroom/*.jsonl > newsroom.csv
    python3 train/link.py texts.csv internal/link/weights.json --newsroom newsroom.csv   # near alone: which pairs the pair model is asked about
    go run ./internal/link/fit --models DIR_A a.jsonl > pairs-a.csv              # each file by a pair model that has not seen it
    go run ./internal/link/fit --undivided --models DIR_A a.jsonl > pairs-a-undivided.csv
    python3 train/link.py pairs-*.csv internal/link/weights.json --newsroom newsroom.csv [--without a.jsonl]

A logistic regression for each relation, on the pairs of claims of cases; features that cannot be told from their names are
explained in internal/link/features.go. Claims as they are told and, beside them, undivided: more pairs of the same kind, by which same gains a
point. Held out: fitted on all files but one, judged on that one, in turn; the F of each relation is printed, with the threshold that serves all files best. --without FILE leaves the pairs of a file out, for judging the
program on it (HEARSAY_WEIGHTS). The weights committed are those of cases a to f. Pairs of the newsroom are of different events and look as if they
were of one: near learns from them too, so that the pair model is not asked about most of what would be in vain. How many of those it is asked about
the relations would link is printed, all of them wrongly; these are not fitted on them: what is gained there is lost on cases.
"""
import argparse
import csv
import json

import numpy as np

from logistic import fit

parser = argparse.ArgumentParser()
parser.add_argument("pairs", nargs="+")
parser.add_argument("weights")
parser.add_argument("--without", default="")
parser.add_argument("--newsroom", default="", help="pairs that have nothing to do with each other")
parser.add_argument("--loyal", type=float, default=0.1)
parser.add_argument("--ridge", type=float, default=100.0)
parser.add_argument("--kept", type=float, default=0.45, help="of the pairs that have a relation, the part that near lets through")
args = parser.parse_args()
# How much of the best threshold for pairs is asked for. A matter is held together by all its pairs, so each may be weaker; a
# contradiction must be surer, since one pair makes two matters opposites.
ASKED = {"same": 0.9, "contradicts": 1.5, "updates": 1.3}
JUDGED = 3  # columns of the pair model, the last


def read(path):
    with open(path, newline="") as f:
        table = csv.reader(f)
        return next(table)[7:], [r for r in table if r[0] not in args.without.split(",")]


def values(rows):
    return np.array([[float(v or 0) for v in r[7:]] for r in rows])


rows = []
for path in args.pairs:
    names, some = read(path)
    rows += some
strange = read(args.newsroom)[1] if args.newsroom else []
apart = values(strange) if strange else np.zeros((0, len(names)))
asked_apart = np.array([r[-1] != "" for r in strange], bool)
files = np.array([r[0] for r in rows])
labels = np.array([r[4] for r in rows])
asked_about = np.array([r[-1] != "" for r in rows])
x = values(rows)


def likely(model, x):
    return 1 / (1 + np.exp(-(x @ model[1] + model[0])))


def best(p, y):
    order = np.argsort(-p, kind="stable")
    f = 2 * np.cumsum(y[order]) / (np.arange(1, len(y) + 1) + y.sum())
    return f.max(), p[order][f.argmax()]


def fitted(x, y, no=()):
    """A model of x and y, and of no, which are of label 0."""
    return fit(np.vstack([x, no]), np.append(y, np.zeros(len(no))), args.ridge) if len(no) else fit(x, y, args.ridge)


def held_out(x, y, inside, no=()):
    """Scores by what was fitted on the other files; 0 for pairs that are not inside."""
    p = np.zeros(len(y))
    for f in sorted(set(files)):
        some, others = inside & (files == f), inside & (files != f)
        if some.any():
            p[some] = likely(fitted(x[others], y[others], no), x[some])
    return p


def written(model, least):
    return {"bias": round(model[0], 5), "weights": [round(w, 5) for w in model[1]], "least": round(float(least), 4)}


plain, y = x[:, :-JUDGED], (labels != "none").astype(float)
everything = np.ones(len(y), bool)
p = held_out(plain, y, everything, apart[:, :-JUDGED])
least = np.quantile(p[y > 0], 1 - args.kept)
print(f"near         lets {100 * (p >= least).mean():.0f} of 100 pairs through, and {100 * args.kept:.0f} of those that have a relation")
model = fitted(plain, y, apart[:, :-JUDGED])
if len(apart):
    print(f"{'':12} lets {int((likely(model, apart[:, :-JUDGED]) >= least).sum())} of {len(apart)} pairs of the newsroom through")
with open(args.weights) as f:
    before = json.load(f)
out = {"features": names, "near": written(model, least), "loyal": args.loyal}
for relation, asked in ASKED.items():
    y = (labels == relation).astype(float)
    if not asked_about.any():
        out[relation] = before[relation]
        continue
    p = held_out(x, y, asked_about)
    score, least = best(p, y)
    alone = best(np.where(asked_about, x[:, -JUDGED + list(ASKED).index(relation)], -9), y)[0]
    print(f"{relation:12} F {100 * score:.1f} at {least:.2f}, held out; the pair model alone {100 * alone:.1f}; {int(y.sum())} of {len(y)} pairs")
    model = fit(x[asked_about], y[asked_about], args.ridge)
    out[relation] = written(model, asked * least)
    if asked_apart.any():
        print(f"{'':12} links {int((likely(model, apart[asked_apart]) >= asked * least).sum())} of {int(asked_apart.sum())} pairs of the newsroom")
with open(args.weights, "w") as f:
    json.dump(out, f, indent=1)
    f.write("\n")
