"""Fit the weights of asking.

    go run ./internal/ask/fit ../shared/cases/*.jsonl > questions.jsonl
    python3 train/ask.py questions.jsonl internal/ask/weights.json

A logistic regression on the claims that may answer the questions of the cases: does this claim answer, in the right words? A question
whose likeliest claim is less likely than a threshold is refused; the threshold is where the share of questions with an answer among
the first five and the share of unanswerable ones refused are best together. Held out: fitted on all case files but one, judged on that
one, in turn; features are explained in internal/ask/features.go. With --without FILE one file is left out, for judging the
program on it (HEARSAY_ASK_WEIGHTS).
"""
import argparse
import json

import numpy as np
from scipy.optimize import minimize

parser = argparse.ArgumentParser()
parser.add_argument("questions")
parser.add_argument("weights")
parser.add_argument("--without", default="")
parser.add_argument("--ridge", type=float, default=20.0)
parser.add_argument("--keep", type=float, default=0.15)
parser.add_argument("--names", default="internal/ask/features.go")
args = parser.parse_args()

source = open(args.names).read().split("var Names = []string{", 1)[1].split("}", 1)[0]
names = [w.strip().strip('"') for w in source.replace("\n", " ").split(",") if w.strip()]
questions = [q for q in map(json.loads, open(args.questions)) if q["claims"] and q["file"] != args.without]
files = sorted({q["file"] for q in questions})


def labels(q):
    """A claim with the right words by another speaker answers too, by half."""
    return np.maximum(np.array(q["right"], float), 0.6 * np.array(q["worded"], float))


def fit(questions):
    """Ridge logistic regression on standardized features; every question weighs the same. Returned is for features as they are."""
    x = np.concatenate([np.array(q["claims"]) for q in questions])
    y = np.concatenate([labels(q) for q in questions])
    c = np.concatenate([np.full(len(q["claims"]), 20.0 / len(q["claims"])) for q in questions])
    mean, std = x.mean(0), np.maximum(x.std(0), 1e-9)
    z = (x - mean) / std * (x.std(0) > 1e-9)

    def loss(w):
        s = z @ w[1:] + w[0]
        grad = c * (1 / (1 + np.exp(-s)) - y)
        value = (c * (np.logaddexp(0, s) - y * s)).sum() + args.ridge / 2 * (w[1:] ** 2).sum()
        return value, np.concatenate([[grad.sum()], z.T @ grad + args.ridge * w[1:]])

    w = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    each = w[1:] / std * (x.std(0) > 1e-9)
    return w[0] - (each * mean).sum(), each


def scored(model, questions):
    """Of each question: the likelihood of its best claim, and whether a right one is among the first five, and first."""
    out = []
    for q in questions:
        p = 1 / (1 + np.exp(-(np.array(q["claims"]) @ model[1] + model[0])))
        order = np.argsort(-p, kind="stable")[:5]
        right = np.array(q["right"])[order]
        out.append((p.max(), right.any(), right[0] > 0, q["unanswerable"]))
    return out


def threshold(scores):
    """The threshold with the best sum of the two shares, halfway to the next."""
    best = (-1.0, 0.0)
    tops = np.array([s[0] for s in scores])
    for t in sorted({0.0, *tops}):
        answered = np.mean([s[1] and s[0] >= t for s in scores if not s[3]])
        refused = np.mean([s[0] < t for s in scores if s[3]])
        if answered + refused > best[0]:
            best = (answered + refused, t)
    below = tops[tops < best[1]]
    return (best[1] + below.max()) / 2 if len(below) else best[1]


def tell(name, scores, t):
    a, u = [s for s in scores if not s[3]], [s for s in scores if s[3]]
    share = lambda some: 100 * np.mean(some) if some else 0.0
    print(f"{name}: answered {share([s[1] and s[0] >= t for s in a]):.1f} % of {len(a)}, first {share([s[2] and s[0] >= t for s in a]):.1f} %, "
          f"among five {share([s[1] for s in a]):.1f} %, refused {share([s[0] < t for s in u]):.1f} % of {len(u)}, threshold {t:.3f}")


held = []
for f in files:
    model = fit([q for q in questions if q["file"] != f])
    t = threshold(scored(model, [q for q in questions if q["file"] != f]))
    some = scored(model, [q for q in questions if q["file"] == f])
    tell("held out " + f, some, t)
    held += some
tell("held out, all, own threshold", held, threshold(held))
tell("held out, all, at the median threshold", held, float(np.median([threshold(scored(fit([q for q in questions if q["file"] != f]), [q for q in questions if q["file"] != f])) for f in files])))
model = fit(questions)
t = threshold(held)  # of scores held out: those of a fit on the same questions are too good
tell("fitted", scored(model, questions), t)
with open(args.weights, "w") as out:
    json.dump({"names": names, "bias": round(model[0], 6), "each": [round(float(w), 6) for w in model[1]], "refuse": round(float(t), 4), "keep": args.keep}, out)
    out.write("\n")
