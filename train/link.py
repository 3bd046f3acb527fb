"""Fit the weights of linking.

    go run ./internal/link/fit --texts CASES... > texts.csv
    python3 train/link.py texts.csv internal/link/weights.json                   # near: which pairs the pair model is asked about
    go run ./internal/link/fit --models DIR_A a.jsonl > pairs-a.csv              # each file by a pair model that has not seen it
    python3 train/link.py pairs-*.csv internal/link/weights.json [--without a.jsonl]

A logistic regression for each relation, on the pairs of claims of cases; features that cannot be told from their names are
explained in internal/link/features.go. Held out: fitted on all files but one, judged on that one, in turn; the F of each
relation is printed, with the threshold that serves all files best. --without FILE leaves the pairs of a file out, for judging the
program on it (HEARSAY_WEIGHTS). The weights committed are those of cases a to f. --newsroom FILE (of go run ./internal/link/fit --newsroom
train/newsroom/*.jsonl) tells how many pairs of different events they would link: all of them wrongly. They are not fitted on these: what is gained there
is lost on cases.
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
parser.add_argument("--kept", type=float, default=0.4, help="of the pairs that have a relation, the part that near lets through")
args = parser.parse_args()
# How much of the best threshold for pairs is asked for. A matter is held together by all its pairs, so each may be weaker; a
# contradiction must be surer, since one pair makes two matters opposites.
ASKED = {"same": 0.7, "contradicts": 1.9, "updates": 1.5}
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
apart = values(read(args.newsroom)[1]) if args.newsroom else np.zeros((0, len(names)))
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


def held_out(x, y, inside):
    """Scores by what was fitted on the other files; 0 for pairs that are not inside."""
    p = np.zeros(len(y))
    for f in sorted(set(files)):
        some, others = inside & (files == f), inside & (files != f)
        if some.any():
            p[some] = likely(fit(x[others], y[others], args.ridge), x[some])
    return p


def written(model, least):
    return {"bias": round(model[0], 5), "weights": [round(w, 5) for w in model[1]], "least": round(float(least), 4)}


plain, y = x[:, :-JUDGED], (labels != "none").astype(float)
everything = np.ones(len(y), bool)
p = held_out(plain, y, everything)
least = np.quantile(p[y > 0], 1 - args.kept)
print(f"near         lets {100 * (p >= least).mean():.0f} of 100 pairs through, and {100 * args.kept:.0f} of those that have a relation")
out = {"features": names, "near": written(fit(plain, y, args.ridge), least), "loyal": args.loyal}
for relation, asked in ASKED.items():
    y = (labels == relation).astype(float)
    if not asked_about.any():
        out[relation] = {"bias": 0, "weights": [0] * len(names), "least": 1}
        continue
    p = held_out(x, y, asked_about)
    score, least = best(p, y)
    alone = best(np.where(asked_about, x[:, -JUDGED + list(ASKED).index(relation)], -9), y)[0]
    print(f"{relation:12} F {100 * score:.1f} at {least:.2f}, held out; the pair model alone {100 * alone:.1f}; {int(y.sum())} of {len(y)} pairs")
    model = fit(x[asked_about], y[asked_about], args.ridge)
    out[relation] = written(model, asked * least)
    if len(apart):
        print(f"{'':12} links {int((likely(model, apart) >= asked * least).sum())} of {len(apart)} pairs of the newsroom")
with open(args.weights, "w") as f:
    json.dump(out, f, indent=1)
    f.write("\n")
