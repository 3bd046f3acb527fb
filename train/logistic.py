"""Ridge logistic regression, for the weights of linking and asking."""
import numpy as np
from scipy.optimize import minimize


def fit(x, y, ridge, weight=1.0):
    """x [rows, features], y 0 to 1, weight of each row -> bias, weights, for features as they are; they are standardized to be fitted."""
    mean, std = x.mean(0), np.maximum(x.std(0), 1e-9)
    z = (x - mean) / std * (x.std(0) > 1e-9)

    def loss(w):
        s = z @ w[1:] + w[0]
        grad = weight * (1 / (1 + np.exp(-s)) - y)
        value = (weight * (np.logaddexp(0, s) - y * s)).sum() + ridge / 2 * (w[1:] ** 2).sum()
        return value, np.concatenate([[grad.sum()], z.T @ grad + ridge * w[1:]])

    w = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    each = w[1:] / std * (x.std(0) > 1e-9)
    return w[0] - (each * mean).sum(), each
