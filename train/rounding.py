"""Matrices of floats to whole numbers of 8 bits with one scale a row: w ≈ I8 · scale."""
import numpy as np


def plain(w):
    """w [rows, n] -> I8, F32 scale [rows]. Each number to the nearest step; the largest of a row becomes 127 or -127."""
    w = w.astype(np.float32)
    scale = scales(w)
    return np.clip(np.rint(w / scale[:, None]), -127, 127).astype(np.int8), scale


def scales(w):
    peak = np.abs(w).max(1)
    return np.where(peak > 0, peak / np.float32(127), np.float32(1)).astype(np.float32)


def in_order(w, moment, damp=0.01, block=64):
    """w [out, in] of a linear layer and the mean of x·xᵀ over its inputs -> I8, F32 scale [out], as plain gives them, but
    rounded so that the layer's results move least (GPTQ, Frantar et al. 2022): columns are rounded one after another, the most
    used first, and the error of each is made good in the columns still to come, as far as inputs go together. In double
    precision, so that the order in which a machine sums does not change a rounding."""
    n = w.shape[1]
    moment = moment + np.eye(n) * damp * np.trace(moment) / n
    order = np.argsort(-np.diag(moment), kind='stable')
    u = np.ascontiguousarray(np.linalg.cholesky(np.linalg.inv(moment[order][:, order])).T)
    scale = scales(w.astype(np.float32))
    w, s = w[:, order].astype(np.float64), scale.astype(np.float64)
    q = np.zeros(w.shape, np.int8)
    for begin in range(0, n, block):
        end = min(n, begin + block)
        error = np.zeros((len(w), end - begin))
        for j in range(begin, end):
            whole = np.clip(np.rint(w[:, j] / s), -127, 127)
            q[:, order[j]] = whole
            e = (w[:, j] - whole * s) / u[j, j]
            w[:, j + 1:end] -= e[:, None] * u[j, j + 1:end]
            error[:, j - begin] = e
        w[:, end:] -= error @ u[begin:end, end:]  # the rest of the row learns of a block at once: the same, but faster
    return q, scale
