"""Fit the weights of asking.

    go run ./internal/ask/fit -heldout DIR ../shared/cases/*.jsonl train/cases/*.jsonl > questions.jsonl &&
        python3 train/ask.py questions.jsonl internal/ask/weights.json --held-out internal/eval/testdata/heldout

These two are all that is to be done after a new pair model, reader or resolver; they take a few minutes on two cores. DIR has a folder for
each file of cases (a, b, …) with a pair model that has not seen it (train/pair.py --without): one that has would be believed too much. With
-keep FOLDER the ledgers of the cases are kept there and found again, for when only the pair model has changed.

Two logistic regressions on the questions of the cases. Of a claim: does it answer, in the right words? Of a question with its likeliest
claims: has it an answer at all? This one is fitted on scores by models of claims that have not seen the case, and so is the threshold below
which a question is refused: the least that refuses --refused of the unanswerable ones. Held out: fitted on all case files but one,
judged on that one, in turn; with --held-out the weights fitted without each of --judged are written there, for eval. The pair model
takes most of the time of an answer, so it is heeded only where that gives held-out answers that are better by --heed points.
Features are explained in internal/ask/features.go, rank.go and tie.go.
"""
import argparse
import json
import os

import numpy as np

import logistic

parser = argparse.ArgumentParser()
parser.add_argument("questions")
parser.add_argument("weights")
parser.add_argument("--held-out", default="", help="folder for the weights fitted without each judged file")
parser.add_argument("--judged", default="a,b,c")
parser.add_argument("--ridge", type=float, default=10.0)
parser.add_argument("--answer-ridge", type=float, default=3.0)
parser.add_argument("--refused", type=float, default=0.88)
parser.add_argument("--keep", type=float, default=0.08)
parser.add_argument("--heed", type=float, default=2.0)
args = parser.parse_args()


def named(path, variable):
    source = open(path).read().split("var " + variable + " = []string{", 1)[1].split("}", 1)[0]
    return [w.strip().strip('"') for w in source.replace("\n", " ").split(",") if w.strip()]


names, answer_names = named("internal/ask/features.go", "Names"), named("internal/ask/rank.go", "AnswerNames")
tie_names = named("internal/ask/tie.go", "TieNames")
# What a claim loses to one chosen before it for each tie, and gains. Searched by steps on one half of the cases and judged on the
# other these differ from half to half; so they are round numbers about which both halves agree.
TIES = {"alike": 0.3, "overlapping": 1.0, "speaker": 0.3, "matter": 0.3, "together": 0.5, "opposed": 0.6, "apart": 0.7}
FOLDS = 6
questions = [q for q in map(json.loads, open(args.questions)) if q["claims"]]
for q in questions:
    q["x"], q["ties"] = np.array(q["claims"]), np.array(q["ties"])
    q["hit"], q["said"] = (np.array([float(len(r) > 0) for r in q[k]]) for k in ("right", "worded"))
files = sorted({q["file"] for q in questions})
fold = {c: i % FOLDS for i, c in enumerate(sorted({q["case"] for q in questions}))}


def of_claims(questions, heed):
    """That a claim answers; every question weighs the same. One with the right words by another speaker answers too, by half."""
    x = np.concatenate([q["x"] for q in questions])
    if not heed:
        x[:, names.index("judged")] = 0
    y = np.concatenate([np.maximum(q["hit"], 0.6 * q["said"]) for q in questions])
    return logistic.fit(x, y, args.ridge, np.concatenate([np.full(len(q["x"]), 20.0 / len(q["x"])) for q in questions]))


def features(model, q):
    """What tells whether a question has an answer (rank.go: AnswerFeatures), and the worth of its claims."""
    s = q["x"] @ model[1] + model[0]
    order = np.argsort(-s, kind="stable")
    first = order[:8]
    likely = 1 / (1 + np.exp(-s[first]))
    mean = likely @ q["x"][first] / likely.sum()
    kinds = [q["kind"] in ("yes_no", "what_changed"), q["kind"] == "how_many", q["kind"] == "who", q["kind"] == "why"]
    return np.array([s[order[0]], *map(float, kinds), *(mean[names.index(n)] for n in answer_names[5:])]), s


def fit(questions, heed):
    """Both models and the threshold. That of questions is fitted on scores by models of claims that have not seen their case."""
    rows, asked = [], []
    for g in range(FOLDS):
        mine = [q for q in questions if fold[q["case"]] == g]
        other = [q for q in questions if fold[q["case"]] != g]
        if mine and other:
            model = of_claims(other, heed)
            rows += [features(model, q)[0] for q in mine]
            asked += mine
    x, y = np.array(rows), np.array([float(not q["unanswerable"]) for q in asked])
    answer = logistic.fit(x, y, args.answer_ridge, np.where(y == 0, 3.0, 1.0))
    return of_claims(questions, heed), answer, threshold(1 / (1 + np.exp(-(x @ answer[1] + answer[0]))), y)


def threshold(p, y):
    """The least threshold at which the share of unanswerable questions that are refused is what is wanted, halfway to the next."""
    alone = np.sort(p[y == 0])
    t = alone[min(len(alone) - 1, int(np.ceil(args.refused * len(alone))) - 1)]
    above = p[p > t]
    return float((t + above.min()) / 2) if len(above) else float(t)


def chosen(q, s):
    """The five claims that compose.go chooses."""
    t, p = q["ties"], 1 / (1 + np.exp(-s))
    at = {n: t[:, :, i] for i, n in enumerate(tie_names)}
    again = (at["matter"] > 0) & (at["speaker"] > 0) & (at["alike"] >= 0.8)
    repeated = sum(TIES[n] * at[n] for n in tie_names[:5])
    other = np.maximum(TIES["opposed"] * at["opposed"], TIES["apart"] * at["apart"])
    gone, less, more, out = p < args.keep * p.max(), np.zeros(len(s)), np.zeros(len(s)), []
    while len(out) < 5 and not gone.all():
        i = int(np.where(gone, -np.inf, s - less + more).argmax())
        out.append(i)
        gone = gone | again[i]
        gone[i] = True
        less, more = np.maximum(less, repeated[i]), np.maximum(more, other[i])
    return out


def scored(models, questions):
    claim, answer, t = models
    out = []
    for q in questions:
        x, s = features(claim, q)
        told = 1 / (1 + np.exp(-(x @ answer[1] + answer[0]))) >= t
        some = chosen(q, s)
        met = {q["gold"][i]["side"] for k in some for i in q["right"][k]}
        sides = {g["side"] for g in q["gold"] if g["side"]}
        out.append({"told": told, "any": q["hit"][some].any(), "first": q["hit"][some[0]] > 0, "unanswerable": q["unanswerable"],
                    "both": sides <= met if len(sides) > 1 else None, "could": q["hit"].any()})
    return out


def tell(name, scores):
    share = lambda some: 100 * float(np.mean(some)) if some else 0.0
    a, u = [s for s in scores if not s["unanswerable"]], [s for s in scores if s["unanswerable"]]
    two = [s for s in a if s["both"] is not None]
    print(f"{name}: answered {share([s['any'] and s['told'] for s in a]):.1f} % of {len(a)}, first {share([s['first'] and s['told'] for s in a]):.1f} %, "
          f"both sides {share([s['both'] and s['told'] for s in two]):.1f} % of {len(two)}, refused {share([not s['told'] for s in u]):.1f} % of {len(u)}; "
          f"without refusal {share([s['any'] for s in a]):.1f} %, both {share([s['both'] for s in two]):.1f} %, had all claims been shown {share([s['could'] for s in a]):.1f} %")
    return share([s["any"] for s in a]) + share([s["first"] for s in a]) / 2 + share([s["both"] for s in two]) / 2


def held_out(heed):
    held, models = [], {}
    for f in files:
        models[f] = fit([q for q in questions if q["file"] != f], heed)
        some = scored(models[f], [q for q in questions if q["file"] == f])
        tell("held out " + f, some)
        held += some
    return tell("held out, all" + (", with the pair model" if heed else ""), held), models


def write(path, models):
    claim, answer, t = models
    written = lambda names, model: {"names": names, "bias": round(float(model[0]), 6), "each": [round(float(w), 6) for w in model[1]]}
    with open(path, "w") as out:
        json.dump({"claim": written(names, claim), "answer": written(answer_names, answer), "refuse": round(t, 4), "keep": args.keep,
                   "ties": {"names": tie_names, "each": [TIES[n] for n in tie_names]}}, out)
        out.write("\n")


plain, models = held_out(False)
judged, with_judge = held_out(True)
heed = judged >= plain + args.heed
print("the pair model is", "heeded" if heed else "not heeded", f"({judged - plain:+.1f})")
final = fit(questions, heed)
tell("fitted", scored(final, questions))
write(args.weights, final)
for f in args.judged.split(",") if args.held_out else []:
    if f + ".jsonl" in files:
        write(os.path.join(args.held_out, f"ask-{f}.json"), (with_judge if heed else models)[f + ".jsonl"])
