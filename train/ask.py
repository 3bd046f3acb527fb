"""Fit the weights of asking.

    go run ./internal/ask/fit ../shared/cases/*.jsonl > questions.jsonl
    python3 train/ask.py questions.jsonl internal/ask/weights.json

Two logistic regressions on the questions of the cases. Of a claim: does it answer, in the right words? Of a question with its likeliest
claims: has it an answer at all? This one is fitted on scores by models of claims that have not seen the case, and so is the threshold below
which a question is refused: the least that refuses --refused of the unanswerable ones. Held out: fitted on all case files but one,
judged on that one, in turn. Features are explained in internal/ask/features.go and rank.go. With --without FILE one file is left
out, for judging the program on it (HEARSAY_ASK_WEIGHTS).
"""
import argparse
import json

import numpy as np
from scipy.optimize import minimize

parser = argparse.ArgumentParser()
parser.add_argument("questions")
parser.add_argument("weights")
parser.add_argument("--without", default="")
parser.add_argument("--ridge", type=float, default=10.0)
parser.add_argument("--answer-ridge", type=float, default=3.0)
parser.add_argument("--refused", type=float, default=0.88)
parser.add_argument("--keep", type=float, default=0.08)
args = parser.parse_args()



def named(path, variable):
    source = open(path).read().split("var " + variable + " = []string{", 1)[1].split("}", 1)[0]
    return [w.strip().strip('"') for w in source.replace("\n", " ").split(",") if w.strip()]


names, answer_names = named("internal/ask/features.go", "Names"), named("internal/ask/rank.go", "AnswerNames")
questions = [q for q in map(json.loads, open(args.questions)) if q["claims"] and q["file"] != args.without]
files = sorted({q["file"] for q in questions})


def labels(q):
    """A claim with the right words by another speaker answers too, by half."""
    return np.maximum(np.array(q["right"], float), 0.6 * np.array(q["worded"], float))


def logistic(x, y, c, ridge):
    """Ridge logistic regression on standardized features, each row with a weight c. Returned is bias and weights for features as they are."""
    mean, std = x.mean(0), np.maximum(x.std(0), 1e-9)
    z = (x - mean) / std * (x.std(0) > 1e-9)

    def loss(w):
        s = z @ w[1:] + w[0]
        grad = c * (1 / (1 + np.exp(-s)) - y)
        value = (c * (np.logaddexp(0, s) - y * s)).sum() + ridge / 2 * (w[1:] ** 2).sum()
        return value, np.concatenate([[grad.sum()], z.T @ grad + ridge * w[1:]])

    w = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    each = w[1:] / std * (x.std(0) > 1e-9)
    return w[0] - (each * mean).sum(), each


def of_claims(questions):
    """That a claim answers; every question weighs the same."""
    return logistic(np.concatenate([np.array(q["claims"]) for q in questions]), np.concatenate([labels(q) for q in questions]),
                    np.concatenate([np.full(len(q["claims"]), 20.0 / len(q["claims"])) for q in questions]), args.ridge)


def features(model, q):
    """What tells whether a question has an answer (rank.go: AnswerFeatures), and the order of its claims."""
    x = np.array(q["claims"])
    s = x @ model[1] + model[0]
    order = np.argsort(-s, kind="stable")
    mean = x[order[:5]].mean(0)
    kinds = [q["kind"] in ("yes_no", "what_changed"), q["kind"] == "how_many", q["kind"] == "who"]
    return np.array([s[order[0]], *map(float, kinds), *(mean[names.index(n)] for n in answer_names[4:])]), order


def fit(questions):
    """Both models and the threshold. That of questions is fitted on scores by models of claims that have not seen their file."""
    rows, asked = [], []
    for g in range(FOLDS):
        mine = [q for i, q in enumerate(questions) if fold[q["case"]] % FOLDS == g]
        other = [q for q in questions if fold[q["case"]] % FOLDS != g]
        if mine and other:
            model = of_claims(other)
            rows += [features(model, q)[0] for q in mine]
            asked += mine
    x, y = np.array(rows), np.array([float(not q["unanswerable"]) for q in asked])
    answer = logistic(x, y, np.where(y == 0, 3.0, 1.0), args.answer_ridge)
    claim = of_claims(questions)
    p = 1 / (1 + np.exp(-(x @ answer[1] + answer[0])))
    return claim, answer, threshold(p, y)


def threshold(p, y):
    """The least threshold at which the share of unanswerable questions that are refused is what is wanted, halfway to the next."""
    alone = np.sort(p[y == 0])
    t = alone[min(len(alone) - 1, int(np.ceil(args.refused * len(alone))) - 1)]
    above = p[p > t]
    return float((t + above.min()) / 2) if len(above) else float(t)


def scored(models, questions):
    claim, answer, t = models
    out = []
    for q in questions:
        x, order = features(claim, q)
        p = 1 / (1 + np.exp(-(x @ answer[1] + answer[0])))
        right = np.array(q["right"])[order[:5]]
        out.append((p >= t, right.any(), right[0] > 0, q["unanswerable"]))
    return out


def tell(name, scores):
    a, u = [s for s in scores if not s[3]], [s for s in scores if s[3]]
    share = lambda some: 100 * np.mean(some) if some else 0.0
    print(f"{name}: answered {share([s[1] and s[0] for s in a]):.1f} % of {len(a)}, first {share([s[2] and s[0] for s in a]):.1f} %, "
          f"right among five {share([s[1] for s in a]):.1f} %, refused {share([not s[0] for s in u]):.1f} % of {len(u)}")


FOLDS = 6
fold = {c: i for i, c in enumerate(sorted({q["case"] for q in questions}))}
held = []
for f in files:
    models = fit([q for q in questions if q["file"] != f])
    some = scored(models, [q for q in questions if q["file"] == f])
    tell("held out " + f, some)
    held += some
tell("held out, all", held)
claim, answer, t = fit(questions)
tell("fitted", scored((claim, answer, t), questions))
written = lambda names, model: {"names": names, "bias": round(float(model[0]), 6), "each": [round(float(w), 6) for w in model[1]]}
with open(args.weights, "w") as out:
    json.dump({"claim": written(names, claim), "answer": written(answer_names, answer), "refuse": round(t, 4), "keep": args.keep}, out)
    out.write("\n")
