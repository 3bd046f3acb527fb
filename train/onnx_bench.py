"""How fast onnxruntime runs the reader: the best it can do on this machine.

    python train/onnx_bench.py ONNX_DIR INPUTS.json THREADS SECONDS

INPUTS.json is a list of {"ids": [...], "feat": [...]}, one a window. Three ways are tried on each precision:
  intra     one session of THREADS threads, a sequence at a time
  batch     the same, sequences of equal length together (up to 8), without padding
  sessions  THREADS sessions of one thread each, side by side, each taking the next sequence
and the fastest runs over the whole list again and again for SECONDS; the rows of the first piece of each word come back.
A line of JSON for each precision: {"engine", "version", "precision", "threads", "pieces_per_second", "way", "variant"}."""
import json
import os
import sys
import threading
import time
import numpy as np
import onnxruntime as ort


def feeds(sequences, together):
    """Batches as the model takes them, with the number of pieces in each."""
    groups = {}
    for s in sequences:
        groups.setdefault(len(s['ids']), []).append(s)
    for n, group in groups.items():
        for i in range(0, len(group), together):
            part = group[i:i + together]
            feat = np.array([s['feat'] for s in part], np.int64)
            take = np.flatnonzero((feat % 10 > 0) & (feat < 20))  # not CLS, not SEP, not the later pieces of a word
            yield dict(ids=np.array([s['ids'] for s in part], np.int64), feat=feat, take=take), n * len(part)


def session(path, threads):
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(path, options, providers=['CPUExecutionProvider'])


def rate(sessions, batches, seconds):
    """Pieces a second, all sessions side by side over the list until the time is up."""
    lock, place, done = threading.Lock(), [0], []
    start = time.perf_counter()
    end = start + seconds

    def work(s):
        pieces = 0
        while time.perf_counter() < end:
            with lock:
                feed, n = batches[place[0] % len(batches)]
                place[0] += 1
            s.run(None, feed)
            pieces += n
        done.append(pieces)

    crew = [threading.Thread(target=work, args=(s,)) for s in sessions[1:]]
    for t in crew:
        t.start()
    work(sessions[0])
    for t in crew:
        t.join()
    return sum(done) / (time.perf_counter() - start)


def bench(path, sequences, threads, seconds):
    alone, grouped = list(feeds(sequences, 1)), list(feeds(sequences, 8))
    ways = {'intra': ([session(path, threads)], alone), 'batch': ([session(path, threads)], grouped)}
    if threads > 1:
        ways['sessions'] = ([session(path, 1) for _ in range(threads)], alone)
    trial = {}
    for way, (sessions, batches) in ways.items():
        for s in sessions:
            s.run(None, batches[0][0])
        trial[way] = rate(sessions, batches, max(1, seconds / 5))
    way = max(trial, key=trial.get)
    return way, max(trial[way], rate(*ways[way], seconds)), session(path, 1).get_modelmeta().custom_metadata_map


def main(folder, inputs, threads, seconds):
    sequences = json.load(open(inputs))
    for precision in ('fp32', 'int8'):
        way, best, meta = bench(os.path.join(folder, f'reader.{precision}.onnx'), sequences, int(threads), float(seconds))
        print(json.dumps(dict(engine='onnxruntime', version=ort.__version__, precision=precision, threads=int(threads),
                              pieces_per_second=round(best), way=way, variant=meta.get('variant', ''))), flush=True)


if __name__ == '__main__':
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
