"""Fit the weights of linking.

    go run ./internal/link/fit ../shared/cases/*.jsonl > pairs.csv
    python3 train/link.py pairs.csv internal/link/weights.json

For each relation a logistic regression on the pairs of claims of a case; features that cannot be told from their names are
explained in internal/link/features.go. Held out: fitted on all case files but one, judged on that one, in turn; the F of each
relation is printed, with the threshold that serves all files best. With --without FILE the pairs of one file are left out,
for judging the program on it (HEARSAY_WEIGHTS).
"""
import argparse
import csv
import json

import numpy as np
from scipy.optimize import minimize

parser = argparse.ArgumentParser()
parser.add_argument("pairs")
parser.add_argument("weights")
parser.add_argument("--without", default="")
parser.add_argument("--loyal", type=float, default=0.1)
parser.add_argument("--ridge", type=float, default=100.0)
args = parser.parse_args()
# How much of the best threshold for pairs is asked for. A matter is held together by all its pairs, so each may be weaker; a
# contradiction must be surer, since one pair makes two matters opposites.
ASKED = {"same": 0.5, "contradicts": 1.6, "updates": 1.5}

with open(args.pairs, newline="") as f:
    table = csv.reader(f)
    names = next(table)[5:]
    rows = [r for r in table if r[0] != args.without]
files = np.array([r[0] for r in rows])
labels = np.array([r[4] for r in rows])
x = np.array([[float(v) for v in r[5:]] for r in rows])


def fit(x, y):
    """Ridge logistic regression on standardized features; the bias and weights returned are for features as they are."""
    mean, std = x.mean(0), np.maximum(x.std(0), 1e-9)
    z = (x - mean) / std * (x.std(0) > 1e-9)

    def loss(w):
        s = z @ w[1:] + w[0]
        p = 1 / (1 + np.exp(-s))
        grad = p - y
        value = np.logaddexp(0, s).sum() - (y * s).sum() + args.ridge / 2 * (w[1:] ** 2).sum()
        return value, np.concatenate([[grad.sum()], z.T @ grad + args.ridge * w[1:]])

    w = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    weights = w[1:] / std * (x.std(0) > 1e-9)
    return w[0] - (weights * mean).sum(), weights


def likely(model, x):
    return 1 / (1 + np.exp(-(x @ model[1] + model[0])))


def best(p, y):
    order = np.argsort(-p, kind="stable")
    f = 2 * np.cumsum(y[order]) / (np.arange(1, len(y) + 1) + y.sum())
    return f.max(), p[order][f.argmax()]


out = {"features": names, "loyal": args.loyal}
for relation, asked in ASKED.items():
    y = (labels == relation).astype(float)
    held = np.zeros(len(y))
    for f in sorted(set(files)):
        inside = files == f
        held[inside] = likely(fit(x[~inside], y[~inside]), x[inside])
    score, least = best(held, y)
    print(f"{relation:12} F {100 * score:.1f} at {least:.2f}, held out; {int(y.sum())} of {len(y)} pairs")
    bias, weights = fit(x, y)
    out[relation] = {"bias": round(bias, 5), "weights": [round(w, 5) for w in weights], "least": round(float(asked * least), 3)}
with open(args.weights, "w") as f:
    json.dump(out, f, indent=1)
    f.write("\n")
